"""How far checks reach: the cases with which a procurement lawyer would try to break them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from commonweal.frameworks import applicable_edition, load_packs
from commonweal.frameworks.pack import Packs
from commonweal.procurement import Case, Regime, RegimeKind, value_procurement
from commonweal.quantities import Money, Vat
from commonweal.scheme.checks import Context
from commonweal.scheme.checks.predicates import PREDICATES
from strategies import make_case, stage

MET, NOT_MET, OPEN, UNKNOWN, OUT = "met", "not met", "not answered", "unknown", "does not apply"


@cache
def packs() -> Packs:
    return load_packs()


def context(case: Case) -> Context:
    return Context(
        case=case,
        applicability=applicable_edition(case, packs=packs()),
        valuation=value_procurement(case.procurement),
        packs=packs(),
        scheme=None,
    )


def worth(pounds: int, **more: Any) -> Case:
    """A service of two years at exactly so many pounds including VAT."""
    limb = more.pop("limb", "")
    service = replace(stage("operate", 24), funding=Money(amount=Decimal(pounds), vat=Vat.INCLUDED))
    case = make_case(service, model=more.pop("model", "conventional"), **more)
    if not limb:
        return case
    regime = Regime(kind=RegimeKind.DEFENCE, limb=limb)
    return replace(case, procurement=replace(case.procurement, regime=regime))


def states(case: Case, checks: dict[str, str]) -> dict[str, str]:
    looked_at = context(case)
    return {check: PREDICATES[check](looked_at).state.value for check in checks}


PRIVATE_UTILITY = {
    "ratings-published": OUT,
    "contract-details-notice": OUT,
    "termination-notice": OUT,
    "payments-published": OUT,
    "change-notice": OUT,
    "change-caps": OUT,
    "policy-statement-regard": OUT,
    "market-engagement-notice": OUT,
    "standstill": OPEN,
    "equal-treatment": OPEN,
    "assessment-by-scores": OPEN,
    "same-supplier": OPEN,
}
PUBLIC_UTILITY = PRIVATE_UTILITY | {
    "ratings-published": OPEN,
    "contract-details-notice": OPEN,
    "termination-notice": OPEN,
    "payments-published": OPEN,
    "change-notice": OPEN,
    "policy-statement-regard": OPEN,
    "market-engagement-notice": OPEN,
}
LIGHT_TOUCH = {
    "ratings-published": OUT,
    "standstill": OUT,
    "change-notice": OUT,
    "change-caps": OUT,
    "gates-provided-for": OUT,
    "contract-details-notice": OPEN,
    "assessment-by-scores": OPEN,
    "termination-notice": OPEN,
    "social-value-act": OPEN,
    "same-supplier": OPEN,
}
CALL_OFF = {
    "ratings-published": OPEN,
    "contract-details-notice": OPEN,
    "termination-notice": OPEN,
    "conditions-of-participation": OPEN,
    "call-off-criteria": OPEN,
    "standstill": OUT,
    "assessment-by-scores": OUT,
    "lots-considered": OUT,
    "policy-statement-regard": OUT,
    "social-value-act": OUT,
    "conflicts-assessment": OUT,
    "framework-term": OUT,
}
FRAMEWORK = {
    "ratings-published": OUT,
    "framework-term": OPEN,
    "standstill": OPEN,
    "lots-considered": OPEN,
    "call-off-criteria": OUT,
}
CONCESSION = {
    "ratings-published": OUT,
    "payments-published": OUT,
    "social-value-act": OUT,
    "standstill": OPEN,
    "contract-details-notice": OPEN,
    "change-notice": OPEN,
}
WALES = {"policy-statement-regard": OUT, "social-value-act": OUT, "standstill": OPEN, "change-notice": OPEN}
NORTHERN_IRELAND = WALES | {"change-notice": OUT, "payments-published": OUT}
EXEMPT = {
    "equal-treatment": OUT,
    "standstill": OUT,
    "termination-notice": OUT,
    "below-threshold-open": OUT,
    "policy-statement-regard": OPEN,
}
BELOW = EXEMPT | {"below-threshold-open": OPEN}

READINGS = {
    "a private utility": (worth(6_000_000, authority="private-utility", regime="utilities"), PRIVATE_UTILITY),
    "a public utility": (worth(6_000_000, authority="public-utility", regime="utilities"), PUBLIC_UTILITY),
    "light touch": (worth(6_000_000, regime="light-touch"), LIGHT_TOUCH),
    "a call-off above £5m": (worth(6_000_000, structure="call-off", model="call-off"), CALL_OFF),
    "a framework": (worth(50_000_000, structure="framework"), FRAMEWORK),
    "a concession": (worth(6_000_000, regime="concession"), CONCESSION),
    "devolved Wales": (worth(6_000_000, authority="devolved-wales", regime="wales"), WALES),
    "transferred Northern Ireland": (
        worth(6_000_000, authority="devolved-northern-ireland", regime="northern-ireland"),
        NORTHERN_IRELAND,
    ),
    "exempt": (worth(6_000_000, regime="exempt"), EXEMPT),
    "below the threshold": (worth(60_000, regime="below-threshold"), BELOW),
    "a school below the threshold": (
        worth(60_000, authority="school", regime="below-threshold"),
        BELOW | {"below-threshold-open": OUT},
    ),
    "the research agency, said to be covered": (
        worth(6_000_000, authority="advanced-research-and-invention-agency"),
        EXEMPT | {"policy-statement-regard": OUT, "excluded-authority": NOT_MET},
    ),
    "the earlier regulations": (worth(6_000_000, regime="legacy"), EXEMPT | {"policy-statement-regard": OUT}),
}


@pytest.mark.parametrize("reading", READINGS)
def test_checks_reach_as_far_as_the_act_does_and_no_further(reading: str) -> None:
    case, expected = READINGS[reading]
    assert states(case, expected) == expected


@pytest.mark.parametrize(
    ("pounds", "authority", "more", "expected"),
    [
        (207_720, "local-authority", {}, MET),  # not less than the threshold
        (207_719, "local-authority", {}, NOT_MET),
        (135_018, "central-department", {}, MET),
        (207_719, "nhs-body", {}, UNKNOWN),  # which of two thresholds is open
        (207_720, "local-authority", {"limb": "g"}, MET),  # limb (g) alone: the ordinary threshold
        (415_439, "ministry-of-defence", {"limb": "a"}, NOT_MET),
        (415_440, "ministry-of-defence", {"limb": "a"}, MET),
        (663_540, "local-authority", {"regime": "light-touch"}, MET),
        (884_719, "public-utility", {"regime": "light-touch"}, UNKNOWN),  # whether a utilities contract is open
        (5_193_000, "local-authority", {"nature": "works"}, MET),
        (139_688, "central-department", {"on": date(2025, 12, 31)}, MET),  # the table of that day
        (135_018, "central-department", {"on": date(2025, 12, 31)}, NOT_MET),
    ],
)
def test_the_threshold_is_reached_at_its_amount_in_the_table_of_the_day(
    pounds: int, authority: str, more: dict[str, Any], expected: str
) -> None:
    case = worth(pounds, authority=authority, **more)
    assert PREDICATES["threshold-version"](context(case)).state.value == expected


@pytest.mark.parametrize(("pounds", "expected"), [(5_000_000, OUT), (5_000_001, OPEN)])
@pytest.mark.parametrize("regime", ["covered", "utilities", "defence-and-security", "wales"])
def test_kpi_ratings_are_asked_above_five_million_and_not_at_it(pounds: int, expected: str, regime: str) -> None:
    assert PREDICATES["ratings-published"](context(worth(pounds, regime=regime))).state.value == expected


def test_research_that_comes_with_goods_is_asked_like_any_covered_contract() -> None:
    """The exemption is for services alone: a kit in the box pulls the contract in, and its checks with it."""
    exempt = replace(
        worth(600_000, model="research").procurement, regime=Regime(kind=RegimeKind.EXEMPT, paragraph="22")
    )
    claimed = {"research-exemption": {"other_supply": True}}
    mixed = Case(procurement=exempt, answers=claimed)
    pure = Case(procurement=exempt)
    asked = {"equal-treatment": OPEN, "standstill": OPEN, "lots-considered": OPEN}
    assert states(mixed, asked) == asked
    assert states(pure, asked) == dict.fromkeys(asked, OUT)


def test_amounts_that_look_alike_are_numbers_of_their_own() -> None:
    """£30,000 for a payment is not £30,000 for a notice; and none of the four £5m rules shares its number."""
    parameters = packs().get("procurement-act-2023").parameters
    alike = {"payment-published-above", "below-threshold-notice-from-others"}
    five = {name for name, each in parameters.items() if each.values[-1].value == 5_000_000}
    assert {parameters[name].values[-1].value for name in alike} == {Decimal(30_000)}
    assert len(five) == 5
    assert len({parameters[name].values[-1].source.where for name in five}) == 5
