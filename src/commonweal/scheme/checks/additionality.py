"""Social value goes beyond what the contract buys; what it buys is scored as quality."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met
from commonweal.scheme.checks.reach import no_scheme

# What a criterion says of itself (design writes it): empty where it raises no such question.
DELIVERABLE = "deliverable"
UNSAID = "unsaid"


def check(context: Context) -> Verdict:
    """No scored or placed criterion is the contract's deliverable, and a person has said so of each that might be."""
    if context.scheme is None:
        return no_scheme()
    criteria = (*context.scheme.scored, *context.scheme.contract)
    if not criteria:
        return does_not_apply("No social value criterion is scored or placed in the contract.")
    for criterion in criteria:
        if criterion.additionality == DELIVERABLE:
            return not_met(
                f"'{criterion.title}' is what the contract buys, so it counts as quality and not as social value.",
                where=criterion.code,
            )
    unsaid = {criterion.code: criterion.title for criterion in criteria if criterion.additionality == UNSAID}
    if unsaid:
        code, title = next(iter(unsaid.items()))
        others = f" (and {len(unsaid) - 1} more)" if len(unsaid) > 1 else ""
        return not_answered(
            f"Whether '{title}'{others} goes beyond what the contract buys has not been said.", where=code
        )
    return met("Every criterion goes beyond what the contract buys, as far as the question arises.")
