"""Questions that people ask of a design: why not this one, what would forcing it cost, what do the checks say?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from commonweal.design.candidates import Candidate
from commonweal.design.groundwork import lay_ground
from commonweal.design.outcomes import choose_outcomes
from commonweal.design.proposal import (
    Proposals,
    check_context,
    option_share,
    propose_schemes,
    solve_best,
)
from commonweal.design.rationale import WhyNot
from commonweal.design.selection import choose_best, choose_fewest_hours, lift_forces
from commonweal.design.wishes import why_not_forced
from commonweal.design.workload import winner_burden
from commonweal.frameworks.definitions import Criterion
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.record.errors import MisuseError
from commonweal.scheme.checks import CheckAnswer, ask_checks
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcedCost:
    """What forcing a criterion in at one stage would cost: the share of the best worth lost, never below 0.

    `hours_added` is the winner's, over all stages of the option shown. `gave` names our limits that would give way.
    """

    stage: str
    place: str
    worth_lost_share: float
    hours_added: float
    gave: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Where a criterion stands in one option, stage by stage, and what forcing it would cost."""

    code: str
    criterion: Criterion
    option: str
    placed: tuple[AdoptedCriterion, ...]
    rejected: tuple[WhyNot, ...]
    fits: tuple[Candidate, ...]
    costs: tuple[ForcedCost, ...]

    def data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "criterion": self.code,
            "title": self.criterion.title,
            "option": self.option,
            "placed": [
                {"stage": each.stage, "place": each.place.value, "weighting": str(each.weighting or "")}
                for each in self.placed
            ],
            "why_not": [
                {"stage": each.stage, "ruling": each.ruling.value, "because": each.because, "mend": each.mend}
                for each in self.rejected
            ],
            "factors": {
                each.stage.id: {reading.factor.value: round(reading.value, 4) for reading in each.condition.readings}
                for each in self.fits
            },
            "forcing": [
                {
                    "stage": each.stage,
                    "place": each.place,
                    "worth_lost_share": round(each.worth_lost_share, 4),
                    "hours_added": round(each.hours_added, 1),
                    "gave": list(each.gave),
                    "refused": each.refused,
                }
                for each in self.costs
            ],
        }


def explain_code(
    text: str, proposals: Proposals, *, packs: Packs, option: str, forced_at: Collection[str] | None = None
) -> Explained:
    """Explain one criterion. Forcing it is solved again at each stage where it is not placed, or at those of
    `forced_at` alone: each takes about as long as a design."""
    code = packs.find_code(text, menu=(each.code for each in proposals.candidates))
    fits = tuple(each for each in proposals.candidates if each.code == code)
    if not fits:
        raise MisuseError(
            f"'{code}' is not on the menu here: its edition is not the one used.",
            remedy="commonweal packs list shows the editions; a decision of kind edition chooses one.",
        )
    proposal = proposals.option(option)
    scheme = proposal.scheme
    placed = tuple(each for each in (*scheme.scored, *scheme.contract) if each.code == code)
    return Explained(
        code=code,
        criterion=packs.criterion(code),
        option=option,
        placed=placed,
        rejected=tuple(each for each in proposal.rejected if each.code == code),
        fits=fits,
        costs=tuple(
            _cost(each, proposals, packs, option)
            for each in fits
            if each.stage.id not in {p.stage for p in placed} and (forced_at is None or each.stage.id in forced_at)
        ),
    )


def _cost(candidate: Candidate, proposals: Proposals, packs: Packs, option: str) -> ForcedCost:
    """Re-solve with the criterion forced: scored where it may be, else as a condition.

    The worth lost is counted within the limits that the forced scheme needs, so what a limit gives way to is said and
    never counted as a gain. Hours are the winner's in the option shown.
    """
    edition = proposals.applicability.pack is not None
    place = "scored" if not edition or candidate.fills else "condition"
    forced = Decision(
        kind=DecisionKind.FORCE,
        subject=candidate.code,
        stage=candidate.stage.id,
        value=place,
        reason="to see what it would cost",
        by="Commonweal",
        on=date(2000, 1, 1),
    )
    cost = ForcedCost(stage=candidate.stage.id, place=place, worth_lost_share=0.0, hours_added=0.0)
    case = replace(proposals.case, decisions=(*proposals.case.decisions, forced))
    ground = lay_ground(case, packs=packs)
    outcomes = choose_outcomes(ground)
    try:
        best = solve_best(ground, outcomes)
    except MisuseError as error:
        return replace(cost, refused=error.message)
    if (candidate.code, candidate.stage.id, place == "scored") not in {key for each in best for key in each.keys}:
        return replace(cost, refused=why_not_forced([candidate], forced, ground, outcomes))
    free = [choose_best(lift_forces(each.within)) for each in best]
    before = max(proposals.best_worth, sum(each.worth for each in free if each is not None))
    after = sum(each.worth for each in best)
    share = option_share(option, ground.settings)
    shown = [each if share >= 1 else choose_fewest_hours(each, share) for each in best]
    placements = tuple(placement for each in shown for placement in each.placements)
    hours = sum(each.hours for each in winner_burden(placements, ground, outcomes)) - sum(
        each.hours for each in proposals.option(option).winner
    )
    return replace(
        cost,
        worth_lost_share=(before - after) / before if before > 0 else 0.0,
        hours_added=float(hours),
        gave=tuple(dict.fromkeys(str(what) for each in best for what in each.relaxed)),
    )


def check_case(case: Case, *, packs: Packs, scheme: Scheme | None) -> tuple[CheckAnswer, ...]:
    """Every check's answer on a scheme; with none, on the balanced proposal."""
    if scheme is None:
        return propose_schemes(case, packs=packs).option("balanced").answers
    return ask_checks(check_context(lay_ground(case, packs=packs), scheme))
