"""Which rules a notice runs under, where its code names the earlier European law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from notice_examples import notice

from commonweal.frameworks import load_packs
from commonweal.procurement import RegimeKind
from commonweal.procurement.notice import Said
from commonweal.review import draft_case

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


def test_a_code_of_the_act_is_left_alone() -> None:
    """Delivery in Scotland takes no notice out of the Act; only the health services' own words do, where no code is."""
    scottish = {"region": "UKM50", "authority_name": "Bees Scotland"}
    assert draft_case(notice(**scottish), packs=PACKS).procurement.regime.kind is RegimeKind.COVERED
    assert draft_case(notice(regime=None, **scottish), packs=PACKS).procurement.regime.kind is RegimeKind.UNKNOWN
    health = notice(regime=None, description="Under the Provider Selection Regime.")
    assert draft_case(health, packs=PACKS).procurement.regime.kind is RegimeKind.PROVIDER_SELECTION
