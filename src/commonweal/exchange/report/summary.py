"""The finding first: what an option does, in one or two plain sentences."""

from __future__ import annotations

from commonweal.design.proposal import Proposals, SchemeProposal
from commonweal.exchange.report.words import say_percent
from commonweal.record.text import inside_sentence, say_list
from commonweal.scheme.scheme import AwardScheme


def summarise_option(proposal: SchemeProposal, proposals: Proposals) -> str:
    """What is scored at each award decision, how much is only asked for, and what is left for later."""
    scheme = proposal.scheme
    sentences = [_award_sentence(award, alone=len(scheme.awards) == 1) for award in scheme.awards]
    asked = len(scheme.contract)
    if asked:
        stages = len({each.stage for each in scheme.contract})
        at = "" if len(proposals.case.procurement.contract_stages) == 1 else f" over {stages} stage{'s' * (stages > 1)}"
        sentences.append(f"Ask for {asked} more thing{'s' * (asked > 1)} in the contract{at}, without marks.")
    if scheme.deferrals:
        later = list(dict.fromkeys(f"‘{each.title}’" for each in scheme.deferrals))
        shown = later[:2] + ([f"{len(later) - 2} more"] if len(later) > 2 else [])
        sentences.append(f"Leave {say_list(shown)} to a later stage.")
    return " ".join(sentences)


def _award_sentence(award: AwardScheme, *, alone: bool) -> str:
    where = "" if alone else f" at the {inside_sentence(award.title)}"
    if award.conflict:
        return f"A person must choose{where}: nothing that could fill the least weighting can be asked for honestly."
    if not award.social_value:
        return f"Score nothing as social value{where}."
    things = [f"‘{each.title}’ ({say_percent(each.weighting)})" for each in award.social_value if each.weighting]
    return f"Score {say_list(things)}{where}."
