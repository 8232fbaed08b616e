"""First beliefs where nobody has said anything yet: wide, each with why, and every yardstick a judgement of ours.

Quantities come from the yardsticks that the design uses (method, section 5), additionality from the bands of the
appraisal pack, gates from stated odds or else from counts elsewhere. They are there to be replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from commonweal.forecast.inputs import StatedBelief
from commonweal.frameworks.measures import Measure, MeasureKind, Signal, SignalForm
from commonweal.frameworks.pack import Pack
from commonweal.procurement.stage import Stage
from commonweal.quantities.additionality import SocialTerm
from commonweal.quantities.belief import Belief, Family
from commonweal.quantities.span import Span
from commonweal.record.source import Source

A_YEAR = " a year"
KEPT = "commitments kept"
# Judgements: how far the yardstick itself may be out (as the squared coefficient of variation), the odds that a
# described commitment is kept to its good level, and how many observations a stated or a borrowed chance weighs.
YARDSTICK_SPREAD = 0.35
KEPT_SHARE = Decimal("0.5")
DEADWEIGHT_WEIGHT = Decimal(6)
STATED_WEIGHT = Decimal(8)
BORROWED_WEIGHT = Decimal(4)
BASE_RATE = "fca-sandbox"
EACH = "pounds for each "
BANDED = (SocialTerm.DISPLACEMENT, SocialTerm.LEAKAGE)


def first_quantity(measure: Measure, *, title: str, million_pounds: Decimal) -> StatedBelief:
    """How much one deliverer brings about, for a stage of so many million pounds."""
    signal = measure.fit.signal
    if signal.form is SignalForm.DESCRIBED:
        return StatedBelief(
            belief=Belief(family=Family.BERNOULLI, share=KEPT_SHARE),
            unit=KEPT,
            title=title,
            because=(
                "Described and not counted: 1 where it reaches its good level, else 0. Even odds, since nobody has "
                "seen the supplier; a judgement."
            ),
        )
    mean, spread = _expected(signal, float(million_pounds))
    return StatedBelief(
        belief=_counted(signal, mean, spread, unit=measure.unit),
        unit=measure.unit,
        title=title,
        because=(
            f"A good deliverer brings about {_said(signal.per_million)} {measure.unit} for each £1m, a poor one "
            f"{_said(_rounded(float(signal.per_million or 0) * _poor_ratio(signal)))}; this is midway, for a stage of "
            f"£{million_pounds:.3g}m, and wide, since the yardstick is a judgement of ours."
        ),
    )


def _poor_ratio(signal: Signal) -> float:
    """A poor deliverer's quantity over the good one's: deadweight whole, the additional part in part."""
    deadweight = float(signal.deadweight)
    return deadweight + (1 - deadweight) * float(signal.poor_share)


def _expected(signal: Signal, million_pounds: float) -> tuple[float, float]:
    """The mean, in units, and the dispersion: counts themselves, good against poor deliverers, and the yardstick."""
    ratio = _poor_ratio(signal)
    mean = float(signal.per_million or 0) * million_pounds * (1 + ratio) / 2
    return mean, float(signal.dispersion or 0) + ((1 - ratio) / (1 + ratio)) ** 2 + YARDSTICK_SPREAD


def _counted(signal: Signal, mean: float, spread: float, *, unit: str) -> Belief:
    if mean <= 0:
        return Belief(family=Family.FIXED, value=Decimal(0))
    if signal.lump == 1 and not unit.endswith(A_YEAR):
        return Belief(family=Family.NEGATIVE_BINOMIAL, mean=_rounded(mean), dispersion=_rounded(spread))
    relative = float(signal.lump) / mean + spread  # variance over the squared mean, what is counted coming in lumps
    return Belief(family=Family.GAMMA, shape=_rounded(1 / relative), scale=_rounded(mean * relative))


def first_lag(measure: Measure, *, title: str) -> StatedBelief:
    """Months until it shows, as the design takes it."""
    return StatedBelief(
        belief=measure.fit.lag,
        unit="months",
        title=title,
        because="How long this measure takes to show, as the design takes it; a judgement of ours.",
    )


def first_additionality(measure: Measure, *, title: str, branch: bool) -> Mapping[SocialTerm, StatedBelief]:
    """What is taken off for what would have come anyway, and for others' part in it."""
    found: dict[SocialTerm, StatedBelief] = {}
    deadweight = measure.fit.signal.deadweight
    if deadweight > 0:
        found[SocialTerm.DEADWEIGHT] = _share(
            Belief(family=Family.BETA, a=deadweight * DEADWEIGHT_WEIGHT, b=(1 - deadweight) * DEADWEIGHT_WEIGHT),
            title=f"{title}: deadweight",
            because=f"About {deadweight:.0%} would come anyway, as the design takes it; a wide judgement of ours.",
        )
    if branch or measure.kind is MeasureKind.IMPACT:
        found[SocialTerm.ATTRIBUTION] = _share(
            Belief(family=Family.TRIANGULAR, low=Decimal("0.3"), mode=Decimal("0.7"), high=Decimal(1)),
            title=f"{title}: attribution",
            because="Others have a part in it too; a judgement of ours.",
        )
    return found


def first_bands(measures: Iterable[Measure], pack: Pack) -> Mapping[SocialTerm, StatedBelief]:
    """Displacement and leakage from the bands of a guide, once for all that is counted in people or pounds.

    Which band it is, nobody knows yet: one belief each for all of them, so that their total is as wide as each.
    """
    if not any(takes_bands(measure) for measure in measures):
        return {}
    found = {}
    for term in BANDED:
        guide = pack.additionality.get(term)
        if guide is not None and {"none", "low", "medium"} <= set(guide.bands):
            low, mode, high = (guide.bands[name] for name in ("none", "low", "medium"))
            found[term] = StatedBelief(
                belief=Belief(family=Family.TRIANGULAR, low=low, mode=mode, high=high),
                unit="share",
                title=guide.title,
                because=(
                    "From none to the medium band of the guide, the low band likeliest. Which band it is, is a "
                    "judgement of ours."
                ),
                source=guide.bands_source,
            )
    return found


def takes_bands(measure: Measure) -> bool:
    """Whether it may displace others or leak away: people and pounds do; what is learnt or described does not."""
    return measure.unit in {"people", "pounds"} and measure.kind in {MeasureKind.OUTPUT, MeasureKind.OUTCOME}


def _share(belief: Belief, *, title: str, because: str) -> StatedBelief:
    return StatedBelief(belief=belief, unit="share", title=title, because=because)


def first_odds(stage: Stage, pack: Pack) -> StatedBelief:
    """The chance that a stage succeeds: around what was stated, or a weak prior from counts of gates elsewhere."""
    title = f"Chance that ‘{stage.title}’ succeeds"
    stated = stage.gate.pass_share if stage.gate else None
    if stated is not None:
        belief = (
            Belief(family=Family.FIXED, value=stated)
            if stated == 1
            else Belief(family=Family.BETA, a=stated * STATED_WEIGHT, b=(1 - stated) * STATED_WEIGHT)
        )
        because = (
            f"The odds stated in the case, {stated:f}, with the weight of {STATED_WEIGHT} observations; a judgement."
        )
        if stage.contracts > 1:
            because += f" Taken as the stage's, not as each one's of its {stage.contracts} contracts: mend it if not."
        return StatedBelief(belief=belief, unit="probability", title=title, because=because)
    rate = pack.base_rates.get(BASE_RATE)
    passed, of = rate.tested() if rate else (1, 2)
    share = Decimal(passed) / of
    elsewhere = f"{passed} of {of} in {rate.title}" if rate else "even odds"
    return StatedBelief(
        belief=Belief(
            family=Family.BETA,
            a=_rounded(float(share * BORROWED_WEIGHT)),
            b=_rounded(float((1 - share) * BORROWED_WEIGHT)),
        ),
        unit="probability",
        title=title,
        because=(
            f"Nobody has stated it. A weak prior from elsewhere, {elsewhere}, with the weight of "
            f"{BORROWED_WEIGHT} observations."
        ),
        source=rate.source if rate else None,
    )


def take_up_odds(stage: Stage) -> StatedBelief:
    """The chance that somebody goes on outside the contract, where its last stage has no gate that says so."""
    return StatedBelief(
        belief=Belief(family=Family.BETA, a=BORROWED_WEIGHT / 2, b=BORROWED_WEIGHT / 2),
        unit="probability",
        title=f"Chance that what follows ‘{stage.title}’ is decided for",
        because="Another decision, by others or later; even odds, hardly known. A judgement of ours.",
    )


def open_price(unit: str, pack: Pack, *, year: int, price_base: int) -> StatedBelief | None:
    """The open value of the appraisal pack that fits a unit; None where there is none, and then nothing is priced."""
    for value in pack.values.values():
        if _same_unit(value.unit, unit):
            return _priced(value.title, value.pounds, value.source, value.price_base, price_base=price_base)
    for series in pack.series.values():
        if series.unit.startswith(EACH) and _same_unit(series.unit.removeprefix(EACH), unit):
            known = min(max(year, series.first_year), series.last_year)
            title = f"{series.title}, {known}"
            return _priced(title, series.at(known), series.source, series.price_base, price_base=price_base)
    return None


def _same_unit(one: str, other: str) -> bool:
    def bare(unit: str) -> list[str]:
        words = [word for word in unit.removesuffix(A_YEAR).lower().split() if word != "of"]
        return [word.rstrip("s") for word in words]

    return bare(one) == bare(other)


def _priced(title: str, pounds: Span, source: Source, base: int | None, *, price_base: int) -> StatedBelief:
    low, high = pounds.low, pounds.high
    belief = (
        Belief(family=Family.FIXED, value=pounds.likeliest)
        if low is None or high is None or low == high
        else Belief(family=Family.TRIANGULAR, low=low, mode=pounds.likeliest, high=high)
    )
    said = f"{pounds.likeliest:,.2f}, no range given" if low is None or high is None else f"{low:,.2f} to £{high:,.2f}"
    prices = f"in prices of {base}" if base else "its price base not stated"
    uprated = "" if base == price_base else f", not uprated to {price_base}"
    because = f"{title}: £{said}, {prices}{uprated}."
    return StatedBelief(belief=belief, unit="pounds a unit", title=title, because=because, source=source)


def _rounded(number: float) -> Decimal:
    """Three digits: a first guess claims no more."""
    return Decimal(f"{number:.3g}")


def _said(number: Decimal | None) -> str:
    return f"{number or 0:,.6g}"
