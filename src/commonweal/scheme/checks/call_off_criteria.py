"""A call-off's proposals are assessed only by the framework's award criteria, which may be refined (s.46(8)-(9))."""

from __future__ import annotations

from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    not_answered,
    not_met,
    outside_the_act,
)
from commonweal.scheme.checks.reach import no_scheme
from commonweal.scheme.criterion import AdoptedCriterion

CHECK = "call-off-criteria"


def check(context: Context) -> Verdict:
    """Every scored criterion is one of the framework's or refines one; a person answers for the quality criteria."""
    if outside := outside_the_act(context):
        return outside
    procurement = context.procurement
    if procurement.award_structure is not AwardStructure.CALL_OFF:
        return does_not_apply("The contract is no call-off.")
    if context.regime_is(RegimeKind.LIGHT_TOUCH):
        return does_not_apply("s.46 does not bound the call-offs of a light touch framework (s.46(11)).")
    if not procurement.framework_criteria:
        return not_answered("Which criteria the framework was awarded by has not been said.", where="procurement")
    if context.scheme is None:
        return no_scheme()
    known = {each.strip().lower() for each in procurement.framework_criteria}
    for criterion in context.scheme.scored:
        if not _bounded(criterion, known):
            return not_met(f"'{criterion.title}' is scored, and is none of the framework's.", where=criterion.code)
    return answer_by(
        context,
        CHECK,
        "quality_within",
        yes="Everything scored in the call-off lies within the criteria of its framework.",
        no="A quality criterion of the call-off is none of the framework's.",
        unsaid="Whether the quality criteria lie within the framework's has not been said.",
    )


def _bounded(criterion: AdoptedCriterion, known: set[str]) -> bool:
    """By its own code, or by that of the criterion it refines; in full or by its last part."""
    codes = [code.lower() for code in (criterion.code, criterion.fills) if code]
    return any(code in known or code.partition("/")[2] in known for code in codes)
