"""The finding first: what an option does, in one or two plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.design.proposal import Proposals, SchemeProposal
from commonweal.exchange.report.words import say_percent
from commonweal.record.text import inside_sentence, say_list
from commonweal.scheme.scheme import AwardScheme, Scheme


def summarise_option(proposal: SchemeProposal, proposals: Proposals) -> str:
    """What is scored at each award decision, how much is only asked for, and what is left for later."""
    scheme = proposal.scheme
    sentences = _award_sentences(scheme.awards)
    asked = [words for words in (_contract_words(scheme, proposals), _prescribed_words(scheme, proposals)) if words]
    if asked:
        sentences.append(f"Ask for {say_list(asked, last='and for')}, without marks.")
    scored = {each.code for each in scheme.scored}
    later = list(dict.fromkeys(f"‘{each.title}’" for each in scheme.deferrals if each.code not in scored))
    if later:
        shown = later[:2] + ([f"{len(later) - 2} more"] if len(later) > 2 else [])
        sentences.append(f"Leave {say_list(shown)} to a later stage.")
    return " ".join(sentences)


def _contract_words(scheme: Scheme, proposals: Proposals) -> str:
    asked = len(scheme.contract)
    if not asked:
        return ""
    stages = len({each.stage for each in scheme.contract})
    at = "" if len(proposals.case.procurement.contract_stages) == 1 else f" over {stages} stage{'s' * (stages > 1)}"
    return f"{asked} more thing{'s' * (asked > 1)} in the contract{at}"


def _prescribed_words(scheme: Scheme, proposals: Proposals) -> str:
    """Figures that come with the chosen outcome, whatever the scheme asks for."""
    figures = len({each.title for each in scheme.reporting})
    edition = proposals.applicability.pack
    if not figures or edition is None:
        return ""
    return f"{figures} figure{'s' * (figures > 1)} that {edition.head.label} prescribes"


def _award_sentences(awards: Sequence[AwardScheme]) -> list[str]:
    """One sentence for the award decisions that share what is scored, in the order in which they come."""
    if len(awards) == 1:
        return [_award_sentence(awards[0], where="")]
    alike: dict[tuple[object, ...], list[AwardScheme]] = {}
    for award in awards:
        alike.setdefault((award.conflict, *((each.title, each.weighting) for each in award.social_value)), []).append(
            award
        )
    return [
        _award_sentence(group[0], where=f" at {say_list([f'the {inside_sentence(each.title)}' for each in group])}")
        for group in alike.values()
    ]


def _award_sentence(award: AwardScheme, *, where: str) -> str:
    """`where` is empty where there is only one award decision."""
    if award.conflict:
        return f"A person must choose{where}: nothing that could fill the least weighting can be asked for honestly."
    if not award.social_value:
        return f"Score nothing as social value{where}."
    things = [f"‘{each.title}’ ({say_percent(each.weighting)})" for each in award.social_value if each.weighting]
    return f"Score {say_list(things)}{where}."
