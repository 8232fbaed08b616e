"""What a forecast is made from is compared part by part, in words that people read."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from page_checks import check_html

from commonweal.exchange.case_file.forecast_layout import ForecastLayout
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal_web.procurements.actions import change_case
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate.forecast_difference import forecast_difference, forecast_differences
from fixtures import EXAMPLES, Team, example_text

BEFORE = (EXAMPLES / "sandbox-pilot" / "forecast" / "inputs.yaml").read_text(encoding="utf-8")
DATA = parse_yaml(example_text(), name="case.yaml").data
# What is written otherwise, and what the row is called, said before, and says after.
CHANGES = [
    ("price_base: 2026", "price_base: 2025", "year of prices", "2026", "2025"),
    ("p10: -60", "p10: -50", "belief “Serious findings caught sooner, less those", "10% below -60", "10% below -50"),
    ("a: 6\n    b: 4", "a: 7\n    b: 4", "pilot on two wards” succeeds", "a 6, b 4, on average 0.6 (beta)", "a 7"),
    ("p90: 3500", "p90: 3600", "effect “Readings that come a day sooner”: how much", "90% below 3,500", "below 3,600"),
    ("unit: readings", "unit: images", "“Readings that come a day sooner”: how much", "Unit: readings", "Unit: images"),
    ("persistence_months: 60", "persistence_months: 48", "“Serious findings caught sooner”: months", "60", "48"),
    ("missions: {nhs: 0.5}", "missions: {nhs: 0.6}", "published findings”: missions served", "50%", "60%"),
    ("size: 24", "size: 48", "study “Images read twice, with and without the software”: size", "24", "48"),
    ("cost_each: 1500", "cost_each: 1600", "cost of each more", "£1,500", "£1,600"),
    ("survives: true", "survives: false", "reading”: outlasts the contract", "Yes", "No"),
    ("mean: 2, because", "mean: 3, because", "projects elsewhere", "mean 2 (Poisson)", "mean 3 (Poisson)"),
    ("p10: 0.5, p90: 0.85", "p10: 0.4, p90: 0.85", "scenario “Others adopt it first”", "below 0.5", "below 0.4"),
    ("lag: {family: uniform, low: 1", "lag: {family: uniform, low: 2", "months until it shows", "lowest 1", "lowest 2"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "label", "before", "after"), CHANGES, ids=[each[1] for each in CHANGES])
def test_each_change_is_told_where_it_is(old: str, new: str, label: str, before: str, after: str) -> None:
    """By what it belongs to and what it says on either side; nothing else is told with it."""
    assert old in BEFORE
    found = forecast_differences(BEFORE, BEFORE.replace(old, new, 1), DATA)
    row = next(each for each in found if label in each.label)
    assert before in " ".join(row.before_lines) and after in " ".join(row.after_lines)
    assert len(found) <= 2


def test_what_is_there_on_one_side_alone_is_told_whole() -> None:
    """As one part, of every effect and study; a forecast that comes or goes is told, too."""
    start, end = BEFORE.index("studies:"), BEFORE.index("capabilities:")
    (gone,) = forecast_differences(BEFORE, BEFORE[:start] + BEFORE[end:], DATA)
    assert gone.is_removed and "study" in gone.label and "Error of one observation: 360" in gone.before_lines
    come = forecast_differences("", BEFORE, DATA)
    assert all(each.is_added for each in come)
    told = " ".join(each.label for each in come)
    assert all(title in told for title in ("Readers' hours saved", "A tested way to try", "Others adopt it first"))
    assert [each.label for each in forecast_differences(BEFORE, "", DATA)] == [each.label for each in come]
    assert forecast_difference(BEFORE, "", DATA) == []


def test_other_words_around_the_same_inputs_are_no_difference() -> None:
    """Comments and the order of keys say nothing."""
    assert forecast_differences(BEFORE, f"# Another comment.\n{BEFORE}", DATA) == []


def test_no_part_of_the_file_goes_untold() -> None:
    """Of a case that says something in every part."""
    more = """
horizon_months: 90
vintage: standard
correlations: [{one: caught, other: still-bought, rank: 0.3}]
hopefulness: {pilot: {work: standard-buildings, mitigated_share: 0.125}}
adaptations: [{id: less, title: Fewer wards, gate: pilot, funding_factor: 0.5, effect_factors: {repeat-images: 0.5}}]
"""
    keys = {each.path[1] for each in forecast_differences("", BEFORE + more, DATA)}
    assert keys == {field.name for field in fields(ForecastLayout)}


def test_what_can_no_longer_be_read_says_so() -> None:
    """A text that the reader refuses is told with its reason, and the page stands."""
    found = forecast_differences("price_base: soon\n", BEFORE, DATA)
    assert found[0].label == "What the forecast is made from" and "line 1" in found[0].before_lines[0]


@pytest.mark.parametrize(
    ("belief", "said"),
    [
        ("{family: discrete, values: [1, 5], shares: [0.25, 0.75]}", "5 with a share of 0.75"),
        ("{family: empirical, data: [1, 2, 4]}", "1, 2, 4 (as observed)"),
        (f"{{family: empirical, data: {list(range(50))}}}", "50 values from 0 to 49 with a mean of 24.5"),
        ("{family: bernoulli, share: 0.3}", "yes with a share of 0.3 (yes or no)"),
        (
            "{family: pool, experts: [{weight: 2, name: Ann, belief: {family: fixed, value: 3}}, "
            "{weight: 1, belief: {family: uniform, low: 1, high: 2}}]}",
            "Ann with a weight of 2: 3 (for certain), expert 2 with a weight of 1: lowest 1, highest 2 (uniform)",
        ),
    ],
)
def test_every_shape_of_belief_has_words(belief: str, said: str) -> None:
    """Values, observations and experts."""
    (found,) = forecast_differences(
        "price_base: 2026\n", f"price_base: 2026\nbeliefs:\n  x: {belief[:-1]}, title: X, unit: days}}\n", DATA
    )
    assert said in found.after_lines[0]


@pytest.mark.django_db
def test_versions_are_compared_with_their_forecasts(team: Team, case: Case, lead: Client) -> None:
    """On the page that compares any two versions, also where nothing else changed."""

    def save(text: str) -> Any:
        by = team["commercial-lead"]
        return change_case(case, lambda _: {}, based_on=None, part="case-file", by=by, forecast=text)

    save(BEFORE)
    save(BEFORE.replace("size: 24", "size: 48"))
    page = lead.get(reverse("case-compare", args=[case.reference]) + "?from=2&to=3").text
    check_html(page)
    assert "1 part differs" in page and "study “Images read twice" in page
    assert "They say the same" not in page
