"""From a scheme to what is challenged."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from commonweal.challenge.target import Target, TargetCriterion, TargetStage
from commonweal.design.burden import assessors_expected, bidders_expected, sum_awarded
from commonweal.design.settings import Settings, design_settings
from commonweal.frameworks.measures import FitProfile
from commonweal.frameworks.pack import Packs
from commonweal.procurement.award_decision import award_decisions
from commonweal.procurement.case import Case, DecisionKind
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.valuation import reach_shares
from commonweal.record.errors import MisuseError
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.scheme import AwardScheme, Scheme


def targets_of(scheme: Scheme, case: Case, *, packs: Packs) -> tuple[Target, ...]:
    """Each award decision of a scheme, as bidders see it, in order. Decisions of the case on meaning count."""
    settings = design_settings(packs)
    return tuple(_target(award, case, packs=packs, settings=settings) for award in scheme.awards)


def _target(award: AwardScheme, case: Case, *, packs: Packs, settings: Settings) -> Target:
    procurement = case.procurement
    decision = next((each for each in award_decisions(procurement) if each.id == award.id), None)
    if decision is None:
        raise MisuseError(
            f"The case has no award decision '{award.id}'.", remedy="Design the case again: its stages have changed."
        )
    funded = all(procurement.stage(each).funding for each in award.stages)
    return Target(
        id=award.id,
        title=award.title,
        split=award.split,
        criteria=tuple(target_criterion(each, case, packs=packs) for each in award.social_value if each.weighting),
        quality=award.quality,
        stages=tuple(stages_of(procurement, award.stages)),
        bidders=bidders_expected(decision, settings),
        assessors=assessors_expected(decision, settings),
        least_weighting=settings.least_weighting,
        pounds=sum_awarded(procurement, decision) if funded else None,
    )


def stages_of(procurement: Procurement, wanted: tuple[str, ...]) -> Iterator[TargetStage]:
    """Stages under contract with their start, counted from the first wanted one, and the odds of reaching them."""
    stages = procurement.contract_stages
    reach = reach_shares(stages)
    first = next((each.id for each in stages if each.id in wanted), "")
    starts = Decimal(0)
    for stage in stages:
        if stage.id in wanted:
            yield TargetStage(stage=stage, starts=starts, reach=reach[stage.id] / reach[first])
            starts += stage.months


def target_criterion(adopted: AdoptedCriterion, case: Case, *, packs: Packs) -> TargetCriterion:
    """One scored criterion with what its measure is known for."""
    pack_id = adopted.code.partition("/")[0]
    profile = packs.get(pack_id).measures[adopted.measure].fit
    pull, because = _pull(adopted, profile, case)
    question = adopted.question
    return TargetCriterion(
        code=adopted.code,
        title=adopted.title,
        weighting=adopted.weighting or Decimal(0),
        stage=adopted.stage,
        outcome=adopted.outcome,
        kind=adopted.measure_kind,
        measure=f"{pack_id}/{adopted.measure}",
        measure_title=adopted.measure_title,
        unit=adopted.unit,
        pull=pull,
        pull_because=because,
        profile=profile,
        question=question.text if question else "",
        evidence=question.evidence if question else "",
        levels=question.scale if question else (),
        word_limit=question.word_limit if question else None,
        condition=adopted.condition,
        kpi=adopted.kpi,
    )


def _pull(adopted: AdoptedCriterion, profile: FitProfile, case: Case) -> tuple[float, str]:
    """g, and why: from a person's decision on meaning (g = √(1/μ - 1)), else from the measure's pack."""
    wanted = {f"{adopted.code}.meaning", f"{adopted.code.partition('/')[2]}.meaning"}
    for decision in reversed(case.decided(DecisionKind.FACTOR)):
        if decision.subject.lower() in wanted and decision.stage in {"", adopted.stage}:
            return pull_of(float(decision.value)), decision.reason
    return float(profile.pull * (1 - profile.verified_share)), profile.pull_because


def pull_of(meaning: float) -> float:
    """g of a meaning μ above 0: the inverse of μ = 1/(1 + g²)."""
    return math.sqrt(max(0.0, 1 / max(meaning, 1e-6) - 1))
