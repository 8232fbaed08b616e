"""The drafts that a design writes for a person: whose they are, and what they leave to be said."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from commonweal.design import propose_schemes
from commonweal.design.composition import describe_method
from commonweal.exchange.report.explanation import find_explanation
from commonweal.frameworks import Packs, load_packs
from commonweal.frameworks.definitions import Limb
from commonweal.procurement import Split
from commonweal.record.source import SourceKind
from strategies import make_case, stage

SPLIT = Split(price=Decimal(40), quality=Decimal(50), social_value=Decimal(10))


@cache
def packs() -> Packs:
    return load_packs()


def test_links_and_bands_of_an_official_edition_are_ours() -> None:
    """The Cabinet Office wrote neither: they are cited as our judgement, the criterion itself as guidance."""
    for pack in (packs().get("ppn-002"), packs().get("ppn-026")):
        for criterion in pack.criteria.values():
            assert criterion.source.kind is SourceKind.GUIDANCE
            assert criterion.link.source is not None
            assert criterion.link.source.kind is SourceKind.JUDGEMENT
            assert criterion.kpi is None or (criterion.kpi.source and criterion.kpi.source.kind is SourceKind.JUDGEMENT)


def test_draft_reasons_cite_our_judgement_and_ask_to_be_confirmed() -> None:
    case = make_case(stage("operate", 36, 1_000_000), authority="central-department", model="conventional")
    scored = propose_schemes(case, packs=packs()).option("balanced").scheme.scored
    assert scored
    for criterion in scored:
        kinds = {source.kind for reason in criterion.tests.values() for source in reason.sources}
        assert kinds == {SourceKind.JUDGEMENT}
        assert "Confirm that the question names no brand" in criterion.tests["functional"].text


def test_explain_shows_whose_the_link_is() -> None:
    kinds = [source.kind for source in find_explanation("ppn-002/2a", packs()).sources]
    assert kinds[0] is SourceKind.GUIDANCE
    assert SourceKind.JUDGEMENT in kinds


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("A score of 0 on safety", "What disqualifies: A score of 0 on safety."),
        ("none", "What disqualifies: none."),
        ("", "What disqualifies a bid is still to be stated."),
    ],
)
def test_the_method_says_what_disqualifies_or_that_nobody_has_said(answer: str, words: str) -> None:
    method = describe_method(SPLIT, disqualifying=answer)
    assert method.endswith(words)
    assert "does not by itself disqualify" not in method


@pytest.mark.parametrize("name", ["people-elsewhere-competent", "teaching-beyond-team"])
def test_people_outside_the_contract_are_not_its_staff(name: str) -> None:
    """s.23(5)(c) is for the staff who carry out the contract; the link is open until somebody has said."""
    criterion = packs().criterion(f"innovation/{name}")
    assert criterion.link.limb is not Limb.STAFF
    assert all(condition.circumstance for condition in criterion.link.related_when)
