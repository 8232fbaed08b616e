"""Award decisions: where weightings total 100. One per lot and round, or per stage let on its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.procurement.procurement import AwardStructure, Procurement
from commonweal.procurement.round import RoundKind
from commonweal.procurement.stage import Stage
from commonweal.record.text import inside_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardDecision:
    """One award decision, and the stages whose contract it leads to.

    `bidders`, `assessors` are expected numbers; None where nobody has said.
    """

    id: str
    title: str
    stages: tuple[str, ...]
    round: str = ""
    bidders: int | None = None
    assessors: int | None = None


def award_decisions(procurement: Procurement) -> tuple[AwardDecision, ...]:
    """The award decisions that the award structure makes.

    Lots with the same stages share one design, so a lot multiplies bids, not decisions to design: the scheme is
    published per lot with the same weightings. Rounds of one procedure share their criteria (s.20(6)), so they are
    assessed by the same decision's criteria, the final round's.
    """
    stages = procurement.contract_stages
    if procurement.award_structure is AwardStructure.CONTRACT_PER_STAGE:
        return tuple(_decision(stage.id, f"Award for {inside_sentence(stage.title)}", (stage,)) for stage in stages)
    final = next((each for each in procurement.rounds if each.kind is RoundKind.FINAL), None)
    return (_decision("award", "Award", stages, round_id=final.id if final else ""),)


def _decision(decision_id: str, title: str, stages: tuple[Stage, ...], *, round_id: str = "") -> AwardDecision:
    return AwardDecision(
        id=decision_id,
        title=title,
        stages=tuple(stage.id for stage in stages),
        round=round_id,
        bidders=stages[0].bidders,
        assessors=stages[0].assessors,
    )


def place_titles(procurement: Procurement) -> Mapping[str, str]:
    """The titles of the places that a decision may hold for, by id: stages, and award decisions."""
    return procurement.stage_titles | {each.id: each.title for each in award_decisions(procurement)}
