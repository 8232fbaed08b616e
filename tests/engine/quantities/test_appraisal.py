"""Discounting, series, optimism bias, additionality: published figures, closed forms, and what is refused."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.frameworks import Pack, Packs, find_vintage, load_packs
from commonweal.quantities import (
    Cohort,
    DiscountSchedule,
    Money,
    RateBand,
    Span,
    VintageUse,
    YearSeries,
    YearValue,
    additionality_factor,
    change_price_base,
    discount_factor,
    discount_factors,
    distributional_weight,
    optimism_multiplier,
)
from commonweal.record import Confidence, MisuseError, Source, SourceKind

SOURCE = Source(kind=SourceKind.JUDGEMENT, title="A test", confidence=Confidence.JUDGEMENT)
SHARES = st.decimals(min_value=0, max_value=1, places=4)


def green_book() -> Pack:
    return load_packs().get("green-book")


def schedule(*bands: RateBand) -> DiscountSchedule:
    return DiscountSchedule(title="t", bands=bands, use=VintageUse.STANDARD, for_what="tests", source=SOURCE)


# --- discounting ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "factor"), [(0, "1"), (1, "0.9662"), (30, "0.3563"), (31, "0.3459"), (75, "0.0942")])
def test_the_standard_factors_are_those_of_the_method(year: int, factor: str) -> None:
    """Method, section 2: Green Book 2026, standard."""
    found = discount_factor(green_book().discounting["gb2026-standard"], year)
    assert round(found, 4) == Decimal(factor)


def test_a_factor_is_the_closed_form_of_its_bands() -> None:
    """Thirty years at 3.5%, then at 3%: an independent sum."""
    found = discount_factor(green_book().discounting["gb2026-standard"], 40)
    assert float(found) == pytest.approx(1.035**-30 * 1.03**-10, rel=1e-12)


def test_the_standard_rate_is_the_sum_of_its_parts() -> None:
    """delta + L + mu × g."""
    numbers = {name: green_book().parameter(name) for name in ("pure-time-preference", "catastrophic-risk")}
    growth = green_book().parameter("marginal-utility-elasticity") * green_book().parameter("consumption-growth")
    assert sum(numbers.values()) + growth == green_book().discounting["gb2026-standard"].rate(1)


@pytest.mark.parametrize("vintage", ["gb2026-standard", "gb2026-health", "gb2026-reduced", "review2026-proposed"])
def test_factors_fall_with_the_years(vintage: str) -> None:
    """A later pound is never worth more, and the first year is never discounted."""
    factors = discount_factors(green_book().discounting[vintage], 400)
    assert factors[0] == 1
    assert all(later < earlier for earlier, later in itertools.pairwise(factors))


def test_the_standard_vintage_is_found_and_others_only_by_name() -> None:
    """Nothing that is for sensitivity is taken unless it is asked for."""
    packs = load_packs()
    assert find_vintage(packs) == green_book().discounting["gb2026-standard"]
    assert find_vintage(packs, "review2026-proposed").use is VintageUse.SENSITIVITY
    with pytest.raises(MisuseError, match="There is no discount vintage 'gb2022'"):
        find_vintage(packs, "gb2022")
    with pytest.raises(MisuseError, match="No pack of figures for appraisal"):
        find_vintage(Packs(editions=()))


def test_what_is_not_adopted_is_for_sensitivity_alone() -> None:
    """One vintage is the one to use; the proposed one is not it."""
    uses = {name: each.use for name, each in green_book().discounting.items()}
    assert [name for name, use in uses.items() if use is VintageUse.STANDARD] == ["gb2026-standard"]
    assert uses["review2026-proposed"] is VintageUse.SENSITIVITY
    assert green_book().discounting["review2026-proposed"].source.confidence is Confidence.SECONDARY


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (RateBand(from_year=1, rate=Decimal("0.03")),),
        (RateBand(from_year=0, to_year=9, rate=Decimal("0.03")), RateBand(from_year=11, rate=Decimal("0.02"))),
        (RateBand(from_year=0, rate=Decimal("0.03")), RateBand(from_year=11, rate=Decimal("0.02"))),
        (RateBand(from_year=0, rate=Decimal(3)),),
    ],
)
def test_bands_with_a_gap_or_a_percentage_are_refused(bands: tuple[RateBand, ...]) -> None:
    with pytest.raises(MisuseError):
        schedule(*bands)


def test_a_year_outside_a_schedule_is_refused() -> None:
    """Never extrapolated, never negative."""
    short = schedule(RateBand(from_year=0, to_year=5, rate=Decimal("0.03")))
    with pytest.raises(MisuseError, match="no rate for year 6; it runs from year 0 to 5"):
        discount_factor(short, 6)
    with pytest.raises(MisuseError, match="Years count from 0"):
        discount_factor(short, -1)


# --- series and prices ----------------------------------------------------------------------------


def test_a_carbon_value_has_its_range_and_its_price_base() -> None:
    """2030: 294.50, low half and high one and a half times, in 2022 prices."""
    carbon = green_book().series["carbon-value"]
    assert carbon.at(2030) == Span(low=Decimal("147.250"), central=Decimal("294.50"), high=Decimal("441.750"))
    assert (carbon.price_base, carbon.first_year, carbon.last_year) == (2022, 2020, 2050)
    with pytest.raises(MisuseError, match="no value for 2051; it is held for 2020 to 2050"):
        carbon.at(2051)


def test_prices_change_by_the_deflator_and_back() -> None:
    """£100 of 2019 is £123.29 of 2024; there and back is the same; cash is refused."""
    deflator = green_book().series["gdp-deflator"]
    old = Money(amount=Decimal(100), price_base=2019)
    new = change_price_base(old, to_year=2024, deflator=deflator)
    assert round(new.amount, 2) == Decimal("123.29")
    assert new.price_base == 2024
    assert round(change_price_base(new, to_year=2019, deflator=deflator).amount, 12) == 100
    with pytest.raises(MisuseError, match="no base year"):
        change_price_base(Money(amount=Decimal(1)), to_year=2024, deflator=deflator)
    with pytest.raises(MisuseError, match="no value for 2026"):
        change_price_base(old, to_year=2026, deflator=deflator)


def test_a_series_with_a_gap_is_refused() -> None:
    values = tuple(YearValue(year=year, value=Decimal(1)) for year in (2020, 2022))
    with pytest.raises(MisuseError, match="one value for every year"):
        YearSeries(title="t", unit="u", values=values, source=SOURCE)


@pytest.mark.parametrize(
    "ends", [{}, {"low": Decimal(1)}, {"low": Decimal(2), "high": Decimal(1)}, {"low": 1, "central": 3, "high": 2}]
)
def test_a_span_that_does_not_rise_is_refused(ends: dict[str, Decimal]) -> None:
    with pytest.raises(MisuseError):
        Span(**ends)


# --- optimism bias, additionality, weights --------------------------------------------------------


def test_optimism_bias_is_taken_down_by_what_is_mitigated() -> None:
    """1 + OB × (1 - mitigated): equipment at its upper end, half mitigated, costs twice the plan."""
    high = green_book().optimism["equipment-development"].cost.high
    assert high == 2
    assert optimism_multiplier(high, mitigated_share=Decimal("0.5")) == 2
    assert optimism_multiplier(high, mitigated_share=Decimal(1)) == 1
    assert optimism_multiplier(Decimal(0)) == 1
    for bias, mitigated in ((Decimal(-1), Decimal(0)), (Decimal(1), Decimal("1.1"))):
        with pytest.raises(MisuseError):
            optimism_multiplier(bias, mitigated_share=mitigated)


@given(SHARES, SHARES, SHARES, SHARES, SHARES)
def test_additionality_is_a_share_and_falls_with_every_loss(a: Decimal, b: Decimal, c: Decimal, d: Decimal, e: Decimal):
    """The product of section 2 of the method, against plain floats; without losses it is the attribution."""
    found = additionality_factor(deadweight=a, displacement=b, substitution=c, leakage=d, attribution=e)
    product = (1 - float(a)) * (1 - float(b)) * (1 - float(c)) * (1 - float(d)) * float(e)
    assert float(found) == pytest.approx(product, abs=1e-12)
    assert 0 <= found <= additionality_factor(attribution=e) == e


def test_a_share_above_one_is_refused_by_name() -> None:
    with pytest.raises(MisuseError, match="The leakage is a share from 0 to 1, not 25"):
        additionality_factor(leakage=Decimal(25))


def test_a_pound_counts_for_more_to_somebody_with_less() -> None:
    """Half the reference income at eta 1.3: 2 to the power of 1.3."""
    eta = green_book().parameter("distributional-eta")
    weight = distributional_weight(income=Decimal(15_000), reference_income=Decimal(30_000), eta=eta)
    assert float(weight) == pytest.approx(2**1.3)
    assert distributional_weight(income=Decimal(1), reference_income=Decimal(1), eta=eta) == 1


def test_base_rates_count_only_what_is_known() -> None:
    """The third cohort's tests were not published, so its acceptances count and its tests do not."""
    rate = green_book().base_rates["fca-sandbox"]
    assert rate.accepted() == (73, 207)
    assert rate.tested() == (42, 55)
    with pytest.raises(MisuseError, match="more passed a step than reached it"):
        Cohort(title="x", applied=3, accepted=4)


def test_corrections_for_weak_evidence_grow_with_its_weakness() -> None:
    """From nothing to forty per cent, all recalled, the reading of each grade ours."""
    grades = list(green_book().grades.values())
    shares = [grade.correction_share for grade in grades]
    assert shares == [Decimal(each) for each in ("0", "0.05", "0.10", "0.15", "0.25", "0.40")]
    assert grades[-1].factor == Decimal("0.60")
    assert {grade.source.confidence for grade in grades} == {Confidence.RECALLED}
    assert {grade.reading_source.confidence for grade in grades} == {Confidence.JUDGEMENT}
