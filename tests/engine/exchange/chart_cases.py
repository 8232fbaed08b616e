"""A small forecast with everything that a chart can show, and one with nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from commonweal.exchange.forecast_report.case_forecast import CaseForecast, mission_titles
from commonweal.forecast.capability import CapabilityGain
from commonweal.forecast.effect import Effect, SocialTerm, Trigger
from commonweal.forecast.estimate import Estimate
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal.forecast.result import Forecast
from commonweal.forecast.study import Likelihood, Study
from commonweal.frameworks.loading import load_packs
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement import Gate, Procurement, Stage, StageKind
from commonweal.quantities import Belief, Family, Money, Vat
from strategies import make_case

DRAWS = 512


def belief(family: str, unit: str, title: str, **parameters: Any) -> StatedBelief:
    numbers = {name: Decimal(str(value)) for name, value in parameters.items()}
    return StatedBelief(belief=Belief(family=Family(family), **numbers), unit=unit, title=title)


def stage(name: str, kind: StageKind, *, funding: int, share: str = "", under_contract: bool = True) -> Stage:
    return Stage(
        id=name,
        title=name.title(),
        kind=kind,
        months=Decimal(9),
        funding=Money(amount=Decimal(funding), vat=Vat.EXCLUDED, price_base=2026),
        gate=Gate(pass_share=Decimal(share), stop_right=True) if share else None,
        under_contract=under_contract,
    )


def effect(name: str, where: str, *, missions: dict[str, str], kind: str = "outcome", **more: Any) -> Effect:
    return Effect(
        id=name,
        title=name.title(),
        kind=MeasureKind(kind),
        stage=where,
        trigger=Trigger.REACHED,
        quantity=name,
        unit="units",
        evidence="grade-1",
        missions={mission: Decimal(share) for mission, share in missions.items()},
        **more,
    )


def procurement() -> Procurement:
    return make_case(
        stage("explore", StageKind.EXPLORE, funding=80_000, share="0.7"),
        stage("pilot", StageKind.PILOT, funding=250_000, share="0.6"),
        stage("adoption", StageKind.SCALE, funding=0, under_contract=False),
    ).procurement


def inputs() -> ForecastInputs:
    return ForecastInputs(
        price_base=2026,
        beliefs={
            "taught": belief("gamma", "people", "People taught", shape=4, scale=20),
            "worth": belief("uniform", "pounds", "Worth of one person taught", low=300, high=900),
            "gains": belief("normal", "units", "Gains & <losses> of adoption", mean=150, sd=400),
            "price": belief("lognormal", "pounds", "Worth of one gain", p50=1500, p90=4000),
            "upkeep": belief("lognormal", "pounds", "Upkeep", p50=90_000, p90=150_000),
            "minus": belief("fixed", "pounds", "A pound of cost", value=-1),
            "anyway": belief("beta", "share", "What would have come anyway", a=3, b=5),
        },
        effects=(
            effect("taught", "pilot", missions={"growth": "0.5", "nhs": "0.5"}, kind="capability", value="worth"),
            effect(
                "gains",
                "adoption",
                missions={"nhs": "1"},
                kind="impact",
                value="price",
                yearly=True,
                persistence_months=Decimal(48),
                additionality={SocialTerm.DEADWEIGHT: "anyway"},
            ),
            effect("upkeep", "adoption", missions={}, value="minus", yearly=True, persistence_months=Decimal(48)),
        ),
        studies=(
            Study(
                id="a-trial",
                title="A trial & its <control>",
                stage="pilot",
                about="gains",
                likelihood=Likelihood.NORMAL,
                size=40,
                sd=Decimal(1500),
                cost_each=Decimal(200),
                sizes=(10, 20, 40, 80, 160),
            ),
            Study(
                id="too-late",
                title="A study too late",
                stage="adoption",
                about="gains",
                likelihood=Likelihood.NORMAL,
                size=5,
                sd=Decimal(900),
            ),
        ),
        capabilities=(
            CapabilityGain(
                id="bed",
                title="A test bed",
                stage="explore",
                before=Decimal(1),
                after=Decimal(3),
                held_by="A council",
                survives=True,
            ),
        ),
    )


@cache
def whole() -> Forecast:
    return forecast_impact(procurement(), inputs(), packs=load_packs(), seed=5, draws=DRAWS)


@cache
def live() -> Forecast:
    return forecast_impact(procurement(), inputs(), packs=load_packs(), seed=5, draws=DRAWS, live=True)


@cache
def bare() -> Forecast:
    """Nothing has a price, a mission, a study or a capability; the contract has no branch."""
    counted = replace(inputs().effects[0], value="", missions={})
    given = replace(inputs(), effects=(counted,), studies=(), capabilities=())
    case = procurement()
    alone = replace(case, stages=case.stages[:2])
    return forecast_impact(alone, given, packs=load_packs(), seed=5, draws=DRAWS)


def held(forecast: Forecast) -> CaseForecast:
    """One of these forecasts with what it was made from."""
    packs = load_packs()
    missions = mission_titles(packs)
    return CaseForecast(procurement=procurement(), inputs=inputs(), packs=packs, missions=missions, forecast=forecast)


@cache
def refusing() -> Forecast:
    """The same, where what the first two beliefs are worth cannot be told: one reason, two percentages."""
    learning = whole().learning
    assert learning is not None
    first, second, *others = learning.beliefs
    told = [
        replace(each, worth=Estimate(value=None, standard_error=None, low=None, high=None, method="", refused=reason))
        for each, reason in ((first, "It misses by 12%."), (second, "It misses by 30%."))
    ]
    return replace(whole(), learning=replace(learning, beliefs=(*told, *others)))
