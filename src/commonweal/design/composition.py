"""A whole scheme from what was chosen: price, quality and social value at each award decision, then the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from commonweal.design.adoption import Adoption, adopt_branch, adopt_criterion, make_question
from commonweal.design.candidates import Additional, Candidate
from commonweal.design.fit import Factor
from commonweal.design.groundwork import Groundwork, prescribed_measures
from commonweal.design.kpi_making import make_kpi
from commonweal.design.outcomes import OutcomeChoice
from commonweal.design.own_quality import own_part, own_scale
from commonweal.design.problem import Placement
from commonweal.design.weighing import settle_weightings
from commonweal.design.wording import words_for
from commonweal.frameworks.measures import Measure
from commonweal.procurement.award_decision import AwardDecision
from commonweal.procurement.case import Case
from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.procurement.stage import Stage
from commonweal.quantities.distribution import distribution_of
from commonweal.scheme.criterion import AdoptedCriterion, Deferral, QualityPart
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.placement import Place
from commonweal.scheme.scheme import OPEN_DISQUALIFYING, AwardScheme, EvidenceItem, Scheme
from commonweal.scheme.weighting import share_out

OWN_QUALITY = "Technical quality (the authority's own criteria)"


def compose_scheme(
    option: str, placements: tuple[Placement, ...], ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]
) -> Scheme:
    """Assemble one option. Nothing is decided here: placements were chosen, weightings follow by rule."""
    by_key = {(each.code, each.stage.id): each for each in ground.candidates}
    adoptions = [
        Adoption(
            placement=each,
            candidate=by_key[(each.code, each.stage)],
            words=words_for(ground.case, each.code, each.stage),
        )
        for each in placements
    ]
    awards = tuple(
        _compose_award(decision, adoptions, ground, next(each for each in outcomes if each.decision == decision.id))
        for decision in ground.decisions
    )
    contract = tuple(
        adopt_criterion(each, weighting=None, settings=ground.settings)
        for each in adoptions
        if not each.placement.scored
    )
    scored = tuple(criterion for award in awards for criterion in award.social_value)
    branches = _branches(ground)
    return Scheme(
        option=option,
        edition=ground.applicability.pack.name if ground.applicability.pack else "",
        awards=awards,
        contract=contract,
        reporting=_prescribed(ground, reported_outcomes(ground, outcomes, placements)),
        branches=branches,
        deferrals=_deferrals(ground, (*scored, *contract)),
        evidence=_evidence((*scored, *contract), ground),
        packs={pack.name: pack.digest for pack in ground.packs.editions},
    )


def _compose_award(
    decision: AwardDecision, adoptions: list[Adoption], ground: Groundwork, outcome: OutcomeChoice
) -> AwardScheme:
    scored = [each for each in adoptions if each.placement.scored and each.placement.decision == decision.id]
    disqualifying = _what_disqualifies(ground.case)
    split, weightings = settle_weightings(scored, ground, ground.rooms[decision.id], conflict=outcome.conflict)
    return AwardScheme(
        id=decision.id,
        title=decision.title,
        stages=decision.stages,
        split=split,
        quality=_quality(decision, ground, split),
        social_value=tuple(
            adopt_criterion(each, weighting=weighting, settings=ground.settings)
            for each, weighting in zip(scored, weightings, strict=True)
        ),
        methodology=describe_method(split, disqualifying=disqualifying),
        conflict=outcome.findings[0].message if outcome.conflict else "",
        states_disqualifying=bool(disqualifying),
    )


def _quality(decision: AwardDecision, ground: Groundwork, split: Split) -> tuple[QualityPart, ...]:
    """The authority's own criteria, or one block of them, with what the contract buys as learning proposed beside."""
    case, settings = ground.case, ground.settings
    if case.quality:
        given = [part.weighting for part in case.quality]
        total = sum(given, Decimal(0))
        shares = (
            given
            if total == split.quality
            else share_out(split.quality, [float(each) for each in given], least=Decimal(0))
        )
        scale = own_scale(ground.packs)
        return tuple(own_part(part, share, scale=scale) for part, share in zip(case.quality, shares, strict=True))
    core = _contracted_learning(decision, ground)
    each = max(settings.least_weighting, (split.quality * settings.core_learning_share).quantize(Decimal(1)))
    room_for = int((split.quality - each) // each) if split.quality > each else 0
    proposed = tuple(
        QualityPart(
            title=candidate.criterion.title,
            weighting=each,
            question=make_question(candidate, words_for(ground.case, candidate.code, candidate.stage.id)),
            proposed="It is what the contract buys, so it is scored here and not as social value.",
        )
        for candidate in core[:room_for]
    )
    left = split.quality - sum((part.weighting for part in proposed), Decimal(0))
    own = QualityPart(title=OWN_QUALITY, weighting=left)
    return (own, *proposed) if left else proposed


def _contracted_learning(decision: AwardDecision, ground: Groundwork) -> list[Candidate]:
    """Criteria said to be the deliverable, once each, at the decision's first stage."""
    first = decision.stages[0]
    return [
        candidate
        for candidate in ground.candidates
        if candidate.additional is Additional.DELIVERABLE
        and candidate.decision.id == decision.id
        and candidate.stage.id == first
        and candidate.condition.reading(Factor.RELEVANCE).passes
    ]


def _what_disqualifies(case: Case) -> str:
    """The authority's own words, without a full stop; empty where it has said nothing yet."""
    return str(case.answer("methodology-stated", "disqualifying") or "").strip().removesuffix(".")


def describe_method(split: Split, *, disqualifying: str) -> str:
    """How bids are assessed, in words: a draft for the authority (s.23(3)). What disqualifies is its own to say."""
    price = {
        PriceMethod.PRICE_PER_QUALITY_POINT: "The award goes to the least price for each quality point.",
        PriceMethod.VALUE_INDEX: "The award goes to the most quality points for each pound.",
        PriceMethod.LOWEST_RATIO: f"Price earns {split.price:f} × lowest price / price.",
        PriceMethod.LINEAR: f"Price earns {split.price:f} points, falling evenly from the lowest to the highest price.",
        PriceMethod.FIXED_POINT: f"Price earns {split.price:f} points between two published prices.",
        PriceMethod.UNSTATED: f"Price earns up to {split.price:f} points, by a method still to be stated.",
    }[split.method]
    return (
        "Each quality and social value answer is scored against its described levels by each evaluator alone, then "
        "moderated to one score; points are the score over the highest level, times the weighting. "
        f"{price} {f'What disqualifies: {disqualifying}.' if disqualifying else OPEN_DISQUALIFYING}"
    )


def reported_outcomes(
    ground: Groundwork, outcomes: tuple[OutcomeChoice, ...], placements: tuple[Placement, ...]
) -> dict[str, tuple[str, ...]]:
    """The outcomes whose reporting comes along, by award decision: the one chosen, else those that are scored."""
    fills = {(each.code, each.stage.id): each.fills_outcome for each in ground.candidates}
    return {
        choice.decision: (choice.outcome,)
        if choice.outcome
        else tuple(
            sorted(
                {
                    fills[each.code, each.stage]
                    for each in placements
                    if each.scored and each.decision == choice.decision
                }
                - {""}
            )
        )
        for choice in outcomes
    }


def _prescribed(ground: Groundwork, outcomes: Mapping[str, tuple[str, ...]]) -> tuple[Kpi, ...]:
    """Reporting that comes with an outcome: no marks, and not due where it cannot be seen yet."""
    found = []
    for decision, names in outcomes.items():
        for stage_id in ground.decision(decision).stages:
            for name, measure in prescribed_by(ground, names).items():
                kpi = _reported(name, measure, ground, ground.case.procurement.stage(stage_id))
                if kpi is not None:
                    found.append(kpi)
    return tuple(found)


def prescribed_by(ground: Groundwork, outcomes: tuple[str, ...]) -> dict[str, Measure]:
    """The measures whose reporting comes with these outcomes, each once."""
    return {name: measure for outcome in outcomes for name, measure in prescribed_measures(ground, outcome).items()}


def _reported(name: str, measure: Measure, ground: Groundwork, stage: Stage) -> Kpi | None:
    edition = ground.applicability.pack
    assert edition is not None
    code, criterion = next((code, each) for code, each in edition.criteria.items() if name in each.measures)
    left = float(stage.last_moment - measure.fit.window_months)
    seen = left >= 0 and distribution_of(measure.fit.lag).cdf(left) >= float(ground.settings.least_factor)
    kpi = make_kpi(criterion, f"{edition.id}/{code}", measure, stage, settings=ground.settings, due=seen)
    return replace(kpi, title=measure.title) if kpi else None


def _branches(ground: Groundwork) -> tuple[AdoptedCriterion, ...]:
    """What happens outside the contract, at the first stage outside it: a conditional branch, never a commitment."""
    outside = [stage for stage in ground.case.procurement.stages if not stage.under_contract]
    last = ground.case.procurement.contract_stages[-1]
    stage = outside[0] if outside else None
    return tuple(
        adopt_branch(
            candidate,
            stage,
            why="It happens after this contract, so it is no bidder's promise: what may follow, to plan for.",
        )
        for candidate in ground.candidates
        if stage is not None
        and candidate.criterion.outside_contract
        and candidate.stage.id == last.id
        and candidate.condition.reading(Factor.RELEVANCE).value > 0
    )


def _deferrals(ground: Groundwork, placed: tuple[AdoptedCriterion, ...]) -> tuple[Deferral, ...]:
    """Too early now, placed later: never dropped."""
    order = [stage.id for stage in ground.case.procurement.contract_stages]
    found = []
    for candidate in ground.candidates:
        failing = {reading.factor for reading in candidate.condition.failing}
        if not failing or not failing <= {Factor.OBSERVABILITY, Factor.INFLUENCE, Factor.SIGNAL}:
            continue
        if not failing & {Factor.OBSERVABILITY, Factor.INFLUENCE}:
            continue
        here = order.index(candidate.stage.id)
        later = [each for each in placed if each.code == candidate.code and order.index(each.stage) > here]
        if later:
            first = min(later, key=lambda each: (order.index(each.stage), each.place is not Place.SCORED))
            found.append(
                Deferral(
                    code=candidate.code,
                    title=first.title,
                    from_stage=candidate.stage.id,
                    to_stage=first.stage,
                    place=first.place,
                    because=candidate.condition.failing[0].because,
                    early_sign=candidate.criterion.early_sign,
                )
            )
    return tuple(found)


def _evidence(placed: tuple[AdoptedCriterion, ...], ground: Groundwork) -> tuple[EvidenceItem, ...]:
    """What is due, by the last moment when it still has a consequence, and what it decides."""
    due: dict[str, Decimal] = {}
    start = Decimal(0)
    for stage in ground.case.procurement.contract_stages:
        due[stage.id] = start + stage.last_moment
        start += stage.months
    items = [
        EvidenceItem(
            criterion=each.code,
            title=each.title,
            stage=each.stage,
            month=due[each.stage],
            what=each.measure_title,
            decides=_decides(ground.case.procurement.stage(each.stage), each),
        )
        for each in placed
    ]
    return tuple(sorted(items, key=lambda item: (item.month, item.criterion)))


def _decides(stage: Stage, criterion: AdoptedCriterion) -> str:
    if stage.gate is not None:
        return f"one of the things weighed at the gate after ‘{stage.title}’"
    return "the rating published for the KPI" if criterion.place is not Place.CONDITION else "final payment and close"
