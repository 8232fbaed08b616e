"""Which rules a notice runs under, where its code names the earlier European law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from notice_examples import notice

from commonweal.frameworks import load_packs
from commonweal.procurement import Nature, RegimeKind
from commonweal.procurement.notice import Said
from commonweal.procurement.regime import THE_ACT
from commonweal.quantities import Money, Vat
from commonweal.review import classify, draft_case
from commonweal.review.regime_reading import read_regime

PACKS = load_packs()
EARLIER = Said(value=RegimeKind.LEGACY, where="tender/legalBasis", words="CELEX 32014L0024")


def said(text: str, where: str = "description") -> tuple[Said[str], ...]:
    return (Said(value=text, where=where),)


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"legal_text": said("A Provider Selection Regime (PSR) Contract Notice.")}, "provider-selection", "Provider"),
        ({"title": "Most suitable provider: PSR notice"}, "provider-selection", "PSR notice"),
        ({"legal_text": said("region UKM91", "parties/address/region")}, "scotland", "region UKM"),
        ({"identifier": "GB-SC-SC099999"}, "scotland", "identifier GB-SC"),
        ({"authority_name": "Scottish Bee Agency"}, "scotland", "Scottish"),
        ({"authority_name": "Bees and Wasps Scotland"}, "scotland", "Scotland"),
        ({"region": "UKM50, UKM61"}, "scotland", "UKM50"),
        ({"legal_text": said("Bids through Public Contracts Scotland.")}, "scotland", "Public Contracts Scotland"),
        ({"description": "A call-off under our framework of 2022."}, "legacy", "call-off"),
        ({"published": date(2025, 2, 23)}, "legacy", "CELEX"),
        ({"published": date(2025, 2, 24)}, "unknown", "CELEX"),
        ({"published": None}, "unknown", "CELEX"),
        ({"region": "UKM50, UKJ12"}, "unknown", "CELEX"),
        ({"description": "The Provider Selection Regime does not apply."}, "unknown", "CELEX"),
    ],
)  # fmt: skip
def test_the_earlier_code_is_read_with_the_words(changes: dict[str, Any], kind: str, words: str) -> None:
    """Words tell; with none, an old notice is under the earlier rules and a new one unknown. The words are shown."""
    case = draft_case(notice(kind="tender", **{"regime": EARLIER, **changes}), packs=PACKS)
    (assumed,) = [each for each in case.assumptions if each.subject == "regime"]
    assert case.procurement.regime.kind.value == assumed.value == kind
    assert words in assumed.words
    assert assumed.where


def money(pounds: int, vat: Vat = Vat.INCLUDED) -> Said[Money]:
    return Said(value=Money(amount=Decimal(pounds), vat=vat), where="tender/value", words=str(pounds))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"value": money(207_720)}, "covered"),
        ({"value": money(207_719)}, "unknown"),
        ({"value": money(173_100, Vat.EXCLUDED)}, "covered"),
        ({"value": money(207_719, Vat.UNKNOWN)}, "unknown"),
        ({"value": money(207_720), "nature": Said(value=Nature.WORKS, where="w")}, "unknown"),
        ({"value": money(5_193_000), "nature": Said(value=Nature.WORKS, where="w")}, "covered"),
        ({"value": money(207_720), "nature": None}, "unknown"),
        ({"value": money(207_720), "law": ""}, "unknown"),
        ({"value": money(207_720), "published": date(2028, 1, 1)}, "unknown"),
    ],
)  # fmt: skip
def test_a_notice_under_the_act_that_states_no_threshold_is_weighed_by_its_value(
    changes: dict[str, Any], kind: str
) -> None:
    """Above every ordinary threshold of its day and nature it is covered, with the assumption shown; else unknown."""
    base = {"regime": None, "law": THE_ACT, "nature": Said(value=Nature.SERVICES, where="s")}
    told = notice(kind="UK3", **{"published": date(2026, 8, 10), **base, **changes})
    regime, assumed = read_regime(told, PACKS)
    assert regime.kind.value == kind
    assert assumed is not None
    assert classify(told, PACKS).regime is regime.kind
    if kind == "covered":
        assert "names the Procurement Act 2023" in assumed.because
        assert assumed.where == "tender/value"


@pytest.mark.parametrize(
    ("words", "law", "kind"),
    [
        ("Let by the negotiated procedure under Regulation 32(2) of the Public Contracts Regulations.", "", "legacy"),
        ("This procurement was conducted in accordance with the Public Contracts Regulations 2015.", "", "legacy"),
        ("It is awarded under PCR2015.", "", "legacy"),
        ("The Public Contracts Regulations 2015 do not apply.", "", "unknown"),
        ("It is not procured under the Public Contracts Regulations 2015.", "", "unknown"),
        ("The contract now ending was awarded under the Public Contracts Regulations 2015.", THE_ACT, "unknown"),
        ("We have read the Public Contracts Regulations 2015.", "", "unknown"),
    ],
)
def test_words_that_name_the_earlier_regulations_tell_where_no_code_does(words: str, law: str, kind: str) -> None:
    """A register without codes of law is read by its words; under the Act they may speak of an earlier contract."""
    told = notice(kind="award", regime=None, law=law, value=None, description=words, procedure="")
    assert read_regime(told, PACKS)[0].kind.value == kind
    assert classify(told, PACKS).regime.value == kind


def test_a_code_of_the_act_is_left_alone() -> None:
    """Delivery in Scotland takes no notice out of the Act; only the health services' own words do, where no code is."""
    scottish = {"region": "UKM50", "authority_name": "Bees Scotland"}
    assert draft_case(notice(**scottish), packs=PACKS).procurement.regime.kind is RegimeKind.COVERED
    assert draft_case(notice(regime=None, **scottish), packs=PACKS).procurement.regime.kind is RegimeKind.UNKNOWN
    health = notice(regime=None, description="Under the Provider Selection Regime.")
    assert draft_case(health, packs=PACKS).procurement.regime.kind is RegimeKind.PROVIDER_SELECTION
