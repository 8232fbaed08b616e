"""PPN 026 begins at a value; below it no weighting is mandated, and the authority decides for itself."""

from __future__ import annotations

from commonweal.frameworks.applicability import Standing
from commonweal.frameworks.binding import judge_reach
from commonweal.frameworks.pack import Pack
from commonweal.record.text import inside_sentence
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, unknown
from commonweal.scheme.checks.reach import pounds

CHECK = "coverage-gap-ppn-026"
PACK = "ppn-026"


def check(context: Context) -> Verdict:
    """In the gap, a person says whether social value is scored all the same, and why."""
    pack = context.packs.get(PACK)
    if outside := _outside_gap(context, pack):
        return outside
    applies = pack.head.applies
    assert applies is not None and applies.least_pounds is not None
    enough = context.valuation.at_least(applies.least_pounds)
    if enough is None:
        return unknown(
            f"Whether {pounds(applies.least_pounds)} is reached is unknown: the value is {context.valuation}."
        )
    if enough:
        return does_not_apply(f"The value of {context.valuation} reaches {pounds(applies.least_pounds)}.")
    decided = context.said(CHECK, "decided", str)
    if decided or context.applicability.standing is Standing.CHOSEN:
        return met("No weighting is mandated at this value, and a person has said what is done instead.")
    return not_answered(
        f"No weighting is mandated below {pounds(applies.least_pounds)}; what is done instead is open.", "decided"
    )


def _outside_gap(context: Context, pack: Pack) -> Verdict | None:
    """The answer where the edition would not bind whatever the value, or where nobody can tell."""
    procurement, applies = context.procurement, pack.head.applies
    if applies is None or applies.least_pounds is None:
        return does_not_apply("The edition at hand begins at no value.")
    reach = judge_reach(pack, procurement, earlier_held=True)
    if reach is not None and reach.binds is False:
        return does_not_apply(reach.because)
    if procurement.commencement is None:
        return unknown("Whether PPN 026 has begun is unknown: the day of commencement is not stated.")
    if procurement.commencement.on < applies.mandatory_from:
        return does_not_apply("This procurement commences before PPN 026 begins.")
    return unknown(f"Whether PPN 026 binds is unknown: {inside_sentence(reach.because)}") if reach else None
