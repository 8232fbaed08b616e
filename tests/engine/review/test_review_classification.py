"""A notice in the words of a table: what is stated, what the words tell, and what follows from both."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from notice_examples import criteria, notice

from commonweal.frameworks import load_packs
from commonweal.procurement import AwardStructure, DeliveryModel, RegimeKind, StageKind
from commonweal.procurement.notice import PublishedKpi, Said
from commonweal.review import Classification, Mention, classify

PACKS = load_packs()


def classed(**changes: object) -> Classification:
    return classify(notice(**changes), PACKS)


def said(text: str) -> Said[str]:
    return Said(value=text, where="tender/somewhere")


def test_a_plain_service_is_plain() -> None:
    """Operation, conventional, one contract, one round; nothing of social value or KPIs."""
    found = classed()
    assert (found.stage_kind, found.delivery_model) == (StageKind.OPERATE, DeliveryModel.CONVENTIONAL)
    assert (found.award_structure, found.rounds) == (AwardStructure.ONE_CONTRACT, 1)
    assert (found.social_value, found.social_value_mention) == (None, Mention.NONE)
    assert (found.kpis, found.no_kpis_reason, found.weightings) == (0, False, ())
    assert found.regime is RegimeKind.COVERED
    assert found.value is not None
    assert found.value.amount == 360000


@pytest.mark.parametrize(
    ("procedure", "words", "rounds", "structure"),
    [
        ("Open procedure", "", 1, AwardStructure.ONE_CONTRACT),
        ("Open procedure", "A two-stage building.", 1, AwardStructure.ONE_CONTRACT),
        ("Below threshold - open competition", "", 1, AwardStructure.ONE_CONTRACT),
        ("Below threshold - limited competition", "", None, AwardStructure.ONE_CONTRACT),
        ("Below threshold - without competition", "", None, AwardStructure.ONE_CONTRACT),
        ("Direct award", "", None, AwardStructure.ONE_CONTRACT),
        ("Restricted procedure", "", 2, AwardStructure.ROUNDS),
        ("Competitive procedure with negotiation", "", 2, AwardStructure.ROUNDS),
        ("Negotiated procedure without prior publication", "", None, AwardStructure.ONE_CONTRACT),
        ("Competitive flexible procedure", "", None, AwardStructure.ONE_CONTRACT),
        ("Competitive flexible procedure", "There are three stages.", 3, AwardStructure.ROUNDS),
        ("Competitive flexible procedure", "A multi-stage procedure.", None, AwardStructure.ROUNDS),
        ("", "Bids come in two stages.", 2, AwardStructure.ROUNDS),
        ("", "", None, AwardStructure.ONE_CONTRACT),
    ],
)
def test_rounds(procedure: str, words: str, rounds: int | None, structure: AwardStructure) -> None:
    """As the words tell where the procedure can have several; else as the procedure always has; else unsaid."""
    found = classed(procedure=procedure, procedure_text=words)
    assert (found.rounds, found.award_structure) == (rounds, structure)


@pytest.mark.parametrize(
    ("changes", "structure", "delivery"),
    [
        ({"procedure": "Award under framework"}, AwardStructure.CALL_OFF, DeliveryModel.CALL_OFF),
        (
            {"procedure": "Award under framework", "title": "A pilot scheme of lamps"},
            AwardStructure.CALL_OFF,
            DeliveryModel.PILOT,
        ),
        (
            {"description": "Direct award via the Invented Buildings framework."},
            AwardStructure.CALL_OFF,
            DeliveryModel.CALL_OFF,
        ),
        (
            {"framework": True, "description": "Call-offs are awarded under the framework by further competition."},
            AwardStructure.FRAMEWORK,
            DeliveryModel.CONVENTIONAL,
        ),
        ({"dynamic_market": True, "kind": "UK13"}, AwardStructure.FRAMEWORK, DeliveryModel.CONVENTIONAL),
        ({"dynamic_market": True}, AwardStructure.ONE_CONTRACT, DeliveryModel.CONVENTIONAL),
    ],
)
def test_structure_and_delivery(changes: dict[str, object], structure: AwardStructure, delivery: DeliveryModel) -> None:
    """What sets up a framework is one; a plain contract under another's is a call-off; a pilot stays a pilot."""
    found = classed(**changes)
    assert (found.award_structure, found.delivery_model) == (structure, delivery)


def test_social_value_in_criteria_elsewhere_and_nowhere() -> None:
    """Its own weighting in the first whole lot; merged with something else it has none; elsewhere is a mention."""
    own = classed(
        criteria=criteria(("price", "Price", 60), ("quality", "Quality", 30), ("quality", "Social Value", 10))
    )
    assert (own.social_value, own.social_value_mention) == (10, Mention.CRITERION)
    assert own.weightings == (("1", (Decimal(60), Decimal(30), Decimal(10))),)
    merged = classed(criteria=criteria(("price", "Price", 60), ("quality", "Technical and social value", 40)))
    assert (merged.social_value, merged.social_value_mention) == (None, Mention.CRITERION)
    unweighted = classed(criteria=criteria(("price", "Price", 100), ("quality", "Social value", None)))
    assert (unweighted.social_value, unweighted.social_value_mention) == (None, Mention.CRITERION)
    plain = criteria(("price", "Price", 60), ("quality", "Quality", 40))
    assert classed(criteria=plain).social_value_mention is Mention.NONE
    asked = (plain[0], replace(plain[1], description="Tell us of your social value."))
    kpi = PublishedKpi(title="Social value", description="", where="contracts/0/agreedMetrics/0")
    for changes in (
        {"criteria": asked},
        {"kpis": (kpi,)},
        {"legal_text": (said("Community benefits are asked for."),)},
        {"description": "Meals, with community benefits."},
    ):
        assert classed(**changes).social_value_mention is Mention.ELSEWHERE
    assert classed(description="There is no social value in this.").social_value_mention is Mention.NONE


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"title": "Residents' survey"}, StageKind.EXPLORE),
        ({"description": "A customer satisfaction survey is run by the provider."}, StageKind.OPERATE),
        ({"title": "Lamps: a 6 month pilot"}, StageKind.PILOT),
        ({"title": "Lamps: develop a PoC"}, StageKind.PROTOTYPE),
        ({"description": "Earlier work delivered a proof of concept of the lamps."}, StageKind.OPERATE),
        ({"other_text": (said("justification prototypesDevelopment"),)}, StageKind.PROTOTYPE),
        ({"cpv": ("73110000",)}, StageKind.EXPLORE),
        ({"cpv": ("73000000",)}, StageKind.OPERATE),
    ],
)
def test_stages(changes: dict[str, object], stage: StageKind) -> None:
    """Words that tell, and words that only seem to."""
    assert classed(**{"description": "Lamps.", **changes}).stage_kind is stage


def test_kpis_and_the_reason_for_none() -> None:
    kpi = PublishedKpi(title="On time", description="", where="contracts/0/agreedMetrics/0")
    assert classed(kpis=(kpi, kpi)).kpis == 2
    assert classed(no_kpis_reason=said("Under £5m")).no_kpis_reason
