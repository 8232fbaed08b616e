"""The bidder's model of an award decision: closed forms, what it is worth by stage and by forecast, and its twin."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import numpy as np
import pytest
from challenge_cases import EXAMPLES, criterion, judged, packs, target, targets
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.challenge.best_response import BidderModel, alignment
from commonweal.challenge.forecast_worths import worths_of
from commonweal.challenge.judgements import KINDS, Judgements
from commonweal.challenge.modelling import model_target, stage_shares
from commonweal.challenge.standing import stand
from commonweal.design.fit import meaning
from commonweal.exchange.case_file import open_case
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.result import Forecast
from commonweal.frameworks import MeasureKind
from commonweal.procurement import StageKind
from commonweal.record.errors import MisuseError
from strategies import stage

MEASURES = [
    (f"{pack.id}/{name}", measure)
    for pack in packs().editions
    for name, measure in pack.measures.items()
    if measure.kind in KINDS
]


def alone(kind: MeasureKind) -> Judgements:
    """One kind of effort that is worth something and raises its own criteria only."""
    efforts = {
        each: replace(
            effort,
            raises={each: Decimal(1)},
            value=effort.value if each is kind else dict.fromkeys(StageKind, Decimal(0)),
        )
        for each, effort in judged().efforts.items()
    }
    return replace(judged(), efforts=efforts)


def test_there_are_measures_of_every_kind() -> None:
    assert {measure.kind for _code, measure in MEASURES} == set(KINDS)


def test_one_criterion_by_itself_is_aligned_as_its_measure_has_meaning() -> None:
    """Its own effort and its padding alone, seen in time: 1 / (1 + g²), whatever it costs; every shipped measure."""
    for code, measure in MEASURES:
        pull = float(measure.fit.pull * (1 - measure.fit.verified_share))
        one = target(criterion(code, kind=measure.kind, pull=pull))
        found = model_target(one, alone(measure.kind))
        assert alignment(found.model, found.weights) == pytest.approx(meaning(measure.fit)), code


@pytest.mark.parametrize("months", [1, 6, 24, 60])
def test_what_is_hardly_seen_is_padded_the_more(months: int) -> None:
    """Where evidence comes with chance o and is controlled by κ, padding pulls g / (o κ) as hard: 1 / (1 + (g/oκ)²)."""
    at = stage("pilot", months)
    for code, measure in MEASURES:
        one = target(criterion(code, kind=measure.kind, profile=measure.fit, pull=0.5), stages=((at, "1"),))
        found = model_target(one, alone(measure.kind))
        seen = float(found.seen[0])
        assert 0 <= seen <= float(measure.fit.influence[StageKind.PILOT])
        assert alignment(found.model, found.weights) == pytest.approx(seen**2 / (seen**2 + 0.25), abs=1e-9), code


CRITERIA = st.lists(
    st.tuples(st.integers(1, 20), st.sampled_from([each.value for each in KINDS]), st.floats(0, 4), st.integers(0, 3)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25)
@given(CRITERIA, st.sampled_from([each.value for each in StageKind]))
def test_alignment_is_what_is_honest_times_how_far_it_reaches(
    drawn: list[tuple[int, str, float, int]], kind: str
) -> None:
    """To the last place that is told, whatever is scored; and the best weights within the floors reach no less."""
    criteria = [
        criterion(f"c{number}", points, kind=of, pull=pull, measure=f"invented/m{shared}")
        for number, (points, of, pull, shared) in enumerate(drawn)
    ]
    scaled = [replace(each, weighting=each.weighting / 2) for each in criteria]
    found = stand(model_target(target(*scaled, stages=((stage(kind, 6, id="pilot"), "1"),)), judged()), judged())
    assert float(found.honest * found.reach) == pytest.approx(float(found.alignment), abs=3e-6)
    assert found.best_alignment >= found.alignment - Decimal("0.000001") or _some_lie_under_the_floor(scaled)
    assert sum(each.best_weighting for each in found.criteria) == sum(each.weighting for each in scaled)
    assert sum(share for _effort, share in found.response) == pytest.approx(Decimal(1), abs=Decimal("0.00002"))


def _some_lie_under_the_floor(criteria: list) -> bool:  # type: ignore[type-arg]
    total = sum(each.weighting for each in criteria)
    return min(each.weighting for each in criteria) < min(Decimal(3), total / len(criteria))


def test_an_hour_of_padding_pays_as_its_pull_says() -> None:
    """The payoff of a criterion that is seen in full is g: an hour of padding against an hour of the real thing."""
    for kind in KINDS:
        found = stand(model_target(target(criterion("one", kind=kind.value, pull=1.7)), alone(kind)), judged())
        assert found.criteria[0].payoff == Decimal("1.7")


def test_one_measure_is_padded_by_one_act() -> None:
    """Two criteria with the same evidence share their padding, two measures do not; the shared act pays twice."""
    same = [criterion("a", 5, measure="invented/m"), criterion("b", 5, measure="invented/m")]
    apart = [criterion("a", 5), criterion("b", 5)]
    shared, single = (model_target(target(*each), judged()) for each in (same, apart))
    assert len(shared.model.padding) == 1
    assert len(single.model.padding) == 2
    assert alignment(shared.model, shared.weights) < alignment(single.model, single.weights)


def test_criteria_without_a_measure_are_padded_each_for_itself() -> None:
    """Read from a notice, say: no measure is known."""
    found = model_target(target(criterion("a", 5, measure=""), criterion("b", 5, measure="")), judged())
    assert found.model.padding == {"padding:a", "padding:b"}


def test_worth_follows_the_stages_by_months_and_odds() -> None:
    """Six months of a pilot, and eighteen of a service that comes about once in three times: half and half."""
    both = target(criterion("a"), stages=((stage("pilot", 6), "1"), (stage("operate", 18), str(Decimal(1) / 3))))
    shares = stage_shares(both)
    assert shares == pytest.approx({StageKind.PILOT: 0.5, StageKind.OPERATE: 0.5})
    found = model_target(both, judged()).model.value[KINDS.index(MeasureKind.LEARNING)]
    assert found == pytest.approx((1.5 + 0.3) / 2)


def test_a_forecast_shares_out_what_its_kinds_are_worth_and_leaves_the_others() -> None:
    """Outcome, learning and impact have 1.2, 1.5 and 1.3 in a pilot, 4 in all. Priced at 3 to 1 to a loss that would be
    3, 1 and 0: half of the way there."""
    priced = {
        MeasureKind.OUTCOME: Decimal(300),
        MeasureKind.LEARNING: Decimal(100),
        MeasureKind.IMPACT: Decimal(-50),
    }
    found = model_target(target(criterion("a")), judged(), worths=priced)
    usual = model_target(target(criterion("a")), judged())
    value = dict(zip(KINDS, found.model.value, strict=False))
    assert [value[each] for each in priced] == pytest.approx([2.1, 1.25, 0.65])
    assert found.model.value.sum() == pytest.approx(usual.model.value.sum())
    assert found.from_forecast == set(priced)


@pytest.mark.parametrize("worths", [{}, {MeasureKind.OUTCOME: Decimal(5)}, dict.fromkeys(KINDS, Decimal(-1))])
def test_one_price_or_only_losses_tell_nothing_of_proportions(worths: dict[MeasureKind, Decimal]) -> None:
    found = model_target(target(criterion("a")), judged(), worths=worths)
    assert found.model.value.tolist() == model_target(target(criterion("a")), judged()).model.value.tolist()
    assert not found.from_forecast


@cache
def forecast_of(name: str) -> Forecast:
    opened = open_case(EXAMPLES / name)
    assert opened.forecast is not None
    return forecast_impact(opened.case.procurement, opened.forecast, packs=packs(), seed=1, draws=512)


def test_the_worths_of_a_real_forecast_are_its_own_sums() -> None:
    """The sandbox pilot: its effects by kind, adoption outside the contract as impact, and what learning decides."""
    forecast, (one,) = forecast_of("sandbox-pilot"), targets("sandbox-pilot", "balanced")
    worths = worths_of(forecast, one)
    own = {each.stage.id for each in one.stages}
    branch = sum(each.value.value for each in forecast.effects if not each.under_contract)
    outcomes = [each.value.value for each in forecast.effects if each.kind == "outcome" and each.stage in own]
    known = [each for each in outcomes if each is not None]
    assert worths[MeasureKind.IMPACT] == branch > 0
    assert worths.get(MeasureKind.OUTCOME, Decimal(0)) == sum(known)
    assert worths[MeasureKind.LEARNING] >= forecast.policies.learning.value > 0
    told = model_target(one, judged(), worths=worths)
    assert told.from_forecast == set(worths)
    assert worths_of(None, one) == {}


def test_what_scores_nothing_is_refused_a_model() -> None:
    with pytest.raises(MisuseError, match="scores no social value"):
        model_target(target(), judged())


def test_a_single_criterion_and_one_that_only_padding_raises_stand() -> None:
    """No number is missing where evidence comes too late for all of a criterion: payoff None, alignment 0, no audit."""
    late = next(measure for _code, measure in MEASURES if measure.fit.window_months >= 6)
    one = target(criterion("late", kind=late.kind.value, profile=late.fit), stages=((stage("pilot", 1), "1"),))
    found = stand(model_target(one, judged()), judged())
    assert found.alignment == found.honest == 0
    assert found.criteria[0].payoff is None
    assert found.audit is None
    assert found.criteria[0].best_weighting == Decimal(10)


def test_the_cost_of_an_hour() -> None:
    """An effort of cost 4 takes twice the hours of one of cost 1 for as much: e'Ke / 2 alike."""
    model = BidderModel(
        criteria=("c",),
        efforts=("dear", "cheap"),
        value=np.ones(2),
        raises=np.ones((1, 2)),
        cost=np.diag([4.0, 1.0]),
    )
    assert model.hours.tolist() == [2.0, 1.0]
