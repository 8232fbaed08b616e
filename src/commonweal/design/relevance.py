"""Relevance: does a criterion relate to the subject matter of this procurement?"""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.frameworks.definitions import Criterion, LinkCondition
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.procurement.procurement import Nature, Procurement
from commonweal.procurement.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """1 related, 0 unrelated, 0.5 unknown. `asks` names the circumstance that would settle it."""

    value: float
    because: str
    by: str = ""
    asks: str = ""

    @property
    def known(self) -> bool:
        return self.value != 0.5


def judge_relevance(criterion: Criterion, code: str, *, case: Case, stage: Stage) -> Relevance:
    """Apply the pack's rules, under what a person has confirmed (method, section 5; s.23(2)(a) and (5)).

    A person's link decides. Else one rule that says unrelated rules it out; one that says related lets it in; with
    neither, it is unknown and a person must say.
    """
    decided = _decided(code, case)
    if decided is not None:
        related = decided.value != "no"
        return Relevance(value=1.0 if related else 0.0, because=decided.reason, by=decided.by)
    procurement = case.procurement
    for condition in criterion.link.unrelated_when:
        if _holds(condition, procurement, stage):
            return Relevance(value=0.0, because=f"Not related: {condition.because}.")
    for condition in criterion.link.related_when:
        if _holds(condition, procurement, stage):
            return Relevance(value=1.0, because=f"Related: {condition.because}.")
    asks = next(
        (
            condition.circumstance
            for condition in criterion.link.related_when
            if condition.circumstance and getattr(procurement.circumstances, condition.circumstance) is None
        ),
        "",
    )
    if not asks and _all_denied(criterion, procurement, stage):
        return Relevance(value=0.0, because="Not related: nothing said of this procurement links it.")
    return Relevance(value=0.5, because="Whether it relates to the subject matter has not been said.", asks=asks)


def protection_at(criterion: Criterion, *, case: Case, stage: Stage) -> str:
    """Why a criterion protects people at a stage, by the pack's rules; empty where it is not known to."""
    holding = (each for each in criterion.protects_when if _holds(each, case.procurement, stage))
    return next((each.because for each in holding), "")


def _decided(code: str, case: Case) -> Decision | None:
    found = [each for each in case.decided(DecisionKind.LINK) if each.subject == code]
    return found[-1] if found else None


def _holds(condition: LinkCondition, procurement: Procurement, stage: Stage) -> bool:
    """Whether everything the condition states is known to hold."""
    if condition.circumstance:
        known: bool | None = getattr(procurement.circumstances, condition.circumstance)
        if known is None or known is not condition.is_so:
            return False
    if any(getattr(procurement.circumstances, each) for each in condition.unless):
        return False
    if condition.natures and procurement.nature not in condition.natures:
        return False
    if condition.delivery and procurement.delivery_model not in condition.delivery:
        return False
    if condition.stages and stage.kind not in condition.stages:
        return False
    return not condition.cpv or any(code.startswith(condition.cpv) for code in procurement.cpv)


def _all_denied(criterion: Criterion, procurement: Procurement, stage: Stage) -> bool:
    """Every rule that would relate it is known not to hold (rather than not known to hold)."""
    return all(not _may_hold(condition, procurement, stage) for condition in criterion.link.related_when)


def _may_hold(condition: LinkCondition, procurement: Procurement, stage: Stage) -> bool:
    if any(getattr(procurement.circumstances, each) for each in condition.unless):
        return False
    if condition.circumstance:
        known: bool | None = getattr(procurement.circumstances, condition.circumstance)
        if known is not None and known is not condition.is_so:
            return False
    if condition.natures and procurement.nature not in {*condition.natures, Nature.UNKNOWN}:
        return False
    if condition.delivery and procurement.delivery_model not in condition.delivery:
        return False
    if condition.stages and stage.kind not in condition.stages:
        return False
    return not (
        condition.cpv and procurement.cpv and not any(code.startswith(condition.cpv) for code in procurement.cpv)
    )
