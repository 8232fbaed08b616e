"""Fit: can this criterion, evidenced by this measure, be asked for honestly at this stage? (method, section 5)"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.design.relevance import Relevance
from commonweal.design.settings import Settings
from commonweal.design.signal import bid_signal, delivery_signal
from commonweal.frameworks.measures import FitProfile, Measure, SignalForm
from commonweal.procurement.case import Decision
from commonweal.procurement.stage import Stage
from commonweal.quantities.distribution import distribution_of
from commonweal.quantities.money import PUBLIC_VAT_SHARE, Money, Vat
from commonweal.quantities.period import describe_months
from commonweal.record.errors import MisuseError


class Factor(StrEnum):
    RELEVANCE = "relevance"
    OBSERVABILITY = "observability"
    INFLUENCE = "influence"
    SIGNAL = "signal"
    MEANING = "meaning"

    @property
    def symbol(self) -> str:
        return {"relevance": "ρ", "observability": "o", "influence": "κ", "signal": "γ", "meaning": "μ"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One factor: its value and threshold (shares), why, and who if a person set it."""

    factor: Factor
    value: float
    least: float
    because: str
    margin: float
    by: str = ""

    @property
    def passes(self) -> bool:
        return self.value >= self.least

    @property
    def borderline(self) -> bool:
        return abs(self.value - self.least) <= self.margin and self.factor is not Factor.RELEVANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The five factors of one criterion by one measure at one stage, scored or as a condition.

    `at_delivery` and `of_bids` are the two signals; scored, the smaller counts.
    """

    code: str
    measure: str
    stage: str
    scored: bool
    readings: tuple[Reading, ...]
    at_delivery: float
    of_bids: float

    @property
    def value(self) -> float:
        return math.prod(reading.value for reading in self.readings)

    @property
    def passes(self) -> bool:
        return all(reading.passes for reading in self.readings)

    @property
    def failing(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if not reading.passes)

    def reading(self, factor: Factor) -> Reading:
        return next(reading for reading in self.readings if reading.factor is factor)


def measure_fit(
    measure: Measure,
    *,
    code: str,
    measure_id: str,
    stage: Stage,
    scored: bool,
    relevance: Relevance,
    settings: Settings,
    factors: tuple[Decision, ...] = (),
) -> Fit:
    """The fit of one measure at one stage and place; shares 0–1, each with its reason.

    Source: method, section 5. `factors` are a person's decisions of that kind: they replace what is computed.
    """
    profile = measure.fit
    delivery = delivery_signal(profile.signal, million_pounds=net_million_pounds(stage))
    bids = bid_signal(profile.bids)
    least = float(settings.least_factor_scored if scored else settings.least_factor)
    signal = min(delivery, bids) if scored else delivery
    drafts = [
        (Factor.RELEVANCE, relevance.value, float(settings.least_relevance), relevance.because),
        (Factor.OBSERVABILITY, observability(profile, stage), least, _why_observable(profile, stage)),
        (Factor.INFLUENCE, float(profile.influence[stage.kind]), least, _why_influence(profile, stage)),
        (Factor.SIGNAL, signal, least, _why_signal(measure, delivery, bids, scored=scored)),
        (Factor.MEANING, meaning(profile), float(settings.least_meaning), profile.pull_because),
    ]
    readings = []
    for factor, value, threshold, because in drafts:
        own = _set_by_person(code, factor, stage, factors)
        readings.append(
            Reading(
                factor=factor,
                value=own[0] if own else value,
                least=threshold,
                because=own[1] if own else because,
                margin=float(settings.borderline_margin),
                by=own[2] if own else relevance.by if factor is Factor.RELEVANCE else "",
            )
        )
    return Fit(
        code=code,
        measure=measure_id,
        stage=stage.id,
        scored=scored,
        readings=tuple(readings),
        at_delivery=delivery,
        of_bids=bids,
    )


def observability(profile: FitProfile, stage: Stage) -> float:
    """o = P(lag + window ≤ months from the start to the last moment when evidence still has a consequence)."""
    left = float(stage.last_moment - profile.window_months)
    return distribution_of(profile.lag).cdf(left) if left >= 0 else 0.0


def meaning(profile: FitProfile, *, verified_share: float | None = None) -> float:
    """μ = 1/(1 + g²), verification at rate a cutting g to g(1 - a): the alignment of a scheme of this measure alone."""
    verified = float(profile.verified_share) if verified_share is None else verified_share
    pull = float(profile.pull) * (1 - verified)
    return 1 / (1 + pull * pull)


def verification_needed(profile: FitProfile, *, least_meaning: float) -> float:
    """The share of claims that must be checked for meaning to reach its threshold; 0 when it does already."""
    allowed = math.sqrt(1 / least_meaning - 1)
    pull = float(profile.pull)
    return 0.0 if pull <= allowed else 1 - allowed / pull


def net_million_pounds(stage: Stage) -> float:
    """A stage's funding in £m, net of VAT (as stated where VAT is unknown). Raises MisuseError when it has none."""
    money = stage.funding
    if money is None:
        raise MisuseError(
            f"The stage '{stage.title}' has no funding.",
            remedy="State what one contract is paid for it, or an estimate.",
        )
    return float(net_pounds(money)) / 1e6


def net_pounds(money: Money) -> Decimal:
    """Pounds net of VAT at the standard rate; as stated where VAT is unknown."""
    if money.currency != "GBP":
        raise MisuseError(
            f"{money} is not in pounds; other currencies are never converted.", remedy="State an estimate in pounds."
        )
    return money.amount / (1 + PUBLIC_VAT_SHARE) if money.vat is Vat.INCLUDED else money.amount


def _set_by_person(
    code: str, factor: Factor, stage: Stage, factors: tuple[Decision, ...]
) -> tuple[float, str, str] | None:
    found = [
        decision for decision in factors if decision.subject == f"{code}.{factor}" and decision.stage in {"", stage.id}
    ]
    if not found:
        return None
    decision = found[-1]
    try:
        value = float(decision.value)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        raise MisuseError(f"The decision on {decision.subject} needs a share from 0 to 1, not '{decision.value}'.")
    return value, decision.reason, decision.by


def _why_observable(profile: FitProfile, stage: Stage) -> str:
    shows = distribution_of(profile.lag).quantile(0.5)
    watch = f" and then has to be watched for {describe_months(profile.window_months)}" if profile.window_months else ""
    when = "at once" if shows < 0.75 else f"after about {describe_months(float(round(shows)))}"
    return f"It shows {when}{watch}; {stage.last_moment_words} comes after {describe_months(stage.last_moment)}."


def _why_influence(profile: FitProfile, stage: Stage) -> str:
    value = profile.influence[stage.kind]
    how_far = "largely" if value >= Decimal("0.7") else "in part" if value >= Decimal("0.35") else "hardly"
    return f"In a stage of this kind, {stage.kind.words}, the supplier {how_far} controls it."


def _why_signal(measure: Measure, delivery: float, bids: float, *, scored: bool) -> str:
    if scored and bids < delivery:
        said = measure.fit.bids.because or "bids differ less than delivery does"
        return f"As read in bids, good and poor differ little: {said}." if bids < 0.35 else f"Judged on bids: {said}."
    if measure.fit.signal.form is SignalForm.DESCRIBED:
        return (
            "Trained readers can tell its levels apart." if delivery >= 0.5 else "Readers tell its levels apart poorly."
        )
    if delivery < 0.35:
        return "The numbers to be expected at this size are too small, or too close to what would happen anyway."
    return "The numbers at this size are large enough to tell good delivery from poor."
