"""PPN 002: one outcome is usually enough; more needs a recorded reason."""

from __future__ import annotations

from commonweal.frameworks.pack import Pack
from commonweal.scheme.checks.asking import join_words
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.reach import no_scheme, outside_edition
from commonweal.scheme.scheme import AwardScheme

CHECK = "one-outcome"
REASON_ASK = "reason_for_more"


def check(context: Context) -> Verdict:
    """No award decision scores more outcomes of the edition than it recommends, unless a reason is recorded."""
    if outside := outside_edition(context, "ppn-002"):
        return outside
    if context.scheme is None:
        return no_scheme()
    edition, rules = context.applicability.pack, context.applicability.rules
    assert edition is not None and rules is not None
    reason = context.said(CHECK, REASON_ASK, str)
    for award in context.scheme.awards:
        where = f"award-decisions/{award.id}"
        if award.conflict:
            return not_answered(f"{award.title} waits for a person: {award.conflict}", where=where)
        titles = _outcomes(award, edition)
        if rules.recommended_outcomes is None or len(titles) <= rules.recommended_outcomes or reason:
            continue
        return not_met(
            f"{award.title} scores {len(titles)} outcomes ({join_words(titles)}), and no reason is recorded.",
            where=where,
        )
    if reason:
        return met("More than one outcome may be scored, for the reason recorded.")
    return met("No award decision scores more than one outcome of the edition.")


def _outcomes(award: AwardScheme, edition: Pack) -> tuple[str, ...]:
    """Titles of the edition's outcomes whose marks are taken, each once."""
    filled = [each.fills.partition("/")[2] for each in award.social_value if each.fills]
    names = [edition.criteria[code].outcome for code in filled if code in edition.criteria]
    return tuple(edition.outcomes[name].title for name in dict.fromkeys(names))
