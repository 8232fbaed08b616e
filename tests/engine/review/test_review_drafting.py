"""A case drafted from a notice: what is said taken over, the rest assumed in sight."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notice_examples import criteria, lot, notice, pounds

from commonweal.design import propose_schemes
from commonweal.exchange.case_file.layout import case_from_layout, layout_of_case, read_layout
from commonweal.exchange.case_file.writing import plain_data, yaml_text
from commonweal.exchange.ocds import find_notice
from commonweal.frameworks import load_packs, parse_yaml
from commonweal.procurement import (
    AuthorityKind,
    AwardStructure,
    Case,
    Commencement,
    DeliveryModel,
    RegimeKind,
    StageKind,
    value_procurement,
)
from commonweal.procurement.notice import Said
from commonweal.quantities import Money, Vat
from commonweal.record import UnreadableInput
from commonweal.review import draft_case, holds_contact, infer

PACKS = load_packs()
PILOT = Path(__file__).parents[2] / "fixtures" / "notices" / "fictional_pilot.json"


UNLIKE = (lot(value=pounds(5).value), lot(id="2", value=pounds(5, Vat.EXCLUDED).value))


def draft(**changes: Any) -> Case:
    return draft_case(notice(**changes), packs=PACKS)


def assumed(case: Case, subject: str) -> str:
    """The one assumption on a subject."""
    (found,) = [each for each in case.assumptions if each.subject == subject]
    return found.value


def case_text(case: Case) -> str:
    return yaml_text(plain_data(layout_of_case(case)))


def test_a_plain_notice_is_one_stage_of_a_known_service() -> None:
    """One contract, its months and its whole value; nothing experimental is made up."""
    procurement = draft().procurement
    (stage,) = procurement.stages
    assert (stage.kind, stage.months, stage.contracts) == (StageKind.OPERATE, 36, 1)
    assert stage.funding == Money(amount=Decimal(360000), vat=Vat.INCLUDED)
    assert procurement.delivery_model is DeliveryModel.CONVENTIONAL
    assert procurement.award_structure is AwardStructure.ONE_CONTRACT
    assert procurement.commencement == Commencement(on=date(2026, 11, 16), planned=False)
    assert procurement.authority.kind is AuthorityKind.LOCAL_AUTHORITY
    assert procurement.regime.kind is RegimeKind.COVERED
    assert procurement.lots == ()


def test_the_invented_pilot_becomes_a_staged_case() -> None:
    """The words call for the sandbox template; its stages take the stated months and value; the split is as stated."""
    case = draft_case(find_notice(PILOT), packs=PACKS)
    procurement = case.procurement
    assert [(each.id, each.months, each.funding and each.funding.amount) for each in procurement.contract_stages] == [
        ("set-up", 3, 150000), ("pilot", 9, 450000), ("evaluation", 6, 300000)
    ]  # fmt: skip
    assert procurement.delivery_model is DeliveryModel.SANDBOX
    assert [each.id for each in procurement.rounds] == ["participation", "final"]
    assert procurement.split is not None
    assert (procurement.split.price, procurement.split.quality, procurement.split.social_value) == (30, 60, 10)
    assert sum(each.weighting for each in case.quality) == 60
    assert procurement.circumstances.clinical
    assert procurement.circumstances.follow_on_intended
    assert procurement.circumstances.labour_intensive is None
    assert case.notices == ("ocds-h6vhtk-099f01 099001-2026",)
    assert all(each.words and each.where for each in case.assumptions if each.subject.startswith("circumstances"))


def test_every_draft_is_written_read_and_designed_the_same() -> None:
    """The case survives its own file, and a scheme can be proposed for it."""
    case = draft_case(find_notice(PILOT), packs=PACKS)
    file = parse_yaml(case_text(case), name="case.yaml")
    assert case_from_layout(read_layout(file), file=file) == case
    assert propose_schemes(case, packs=PACKS).option("balanced").scheme.awards


def test_extensions_take_their_months_of_the_value() -> None:
    """The published value covers them: the first term gets its part, the rest is an extra, the law's value is whole."""
    case = draft(lots=(lot(ends=date(2027, 12, 31), last=date(2029, 12, 31)),))
    (stage,) = case.procurement.stages
    (extra,) = case.procurement.extras
    assert (stage.months, stage.funding and stage.funding.amount, extra.amount.amount) == (12, 120000, 240000)
    assert "2 years" in extra.what
    valuation = value_procurement(case.procurement)
    assert valuation.lowest == valuation.highest == 360000


def test_several_lots_are_lots_with_a_contract_each() -> None:
    """The longest lot gives the months; without a tender value the lots' values are added up."""
    half = Money(amount=Decimal(90000), vat=Vat.INCLUDED)
    lots = (
        lot(id="1", title="North", value=half),
        lot(id="2", title="", value=half, ends=date(2030, 12, 31)),
    )
    case = draft(lots=lots, value=None)
    (stage,) = case.procurement.stages
    assert [(each.id, each.title) for each in case.procurement.lots] == [("1", "North"), ("2", "Lot 2")]
    assert (stage.months, stage.contracts, stage.funding) == (48, 2, half)
    assert case.procurement.declared_value == Money(amount=Decimal(180000), vat=Vat.INCLUDED)
    assert "added up" in next(each.because for each in case.assumptions if each.subject == "funding")


def test_foreign_currency_is_kept() -> None:
    """Never converted; the legal value is then unknown, and the design still answers."""
    euros = Said(
        value=Money(amount=Decimal(500000), vat=Vat.INCLUDED, currency="EUR"), where="tender/value/amountGross"
    )
    case = draft(value=euros)
    assert case.procurement.stages[0].funding == euros.value
    assert value_procurement(case.procurement).highest is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"value": None}, "states no value"),
        ({"value": pounds(0)}, "a token value"),
        ({"value": pounds("0.01")}, "a token value"),
        ({"value": None, "lots": UNLIKE}, "with and without VAT"),
        ({"title": " "}, "has no title"),
        ({"authority_name": ""}, "names no contracting authority"),
        ({"kind": "UK12"}, "was stopped"),
        ({"kind": "UK7"}, "contract details notice"),
        ({"cpv": ("12",)}, "eight digits"),
    ],
)  # fmt: skip
def test_too_little_is_refused_in_one_sentence(changes: dict[str, Any], says: str) -> None:
    """What is missing, in which notice, and what to do instead."""
    with pytest.raises(UnreadableInput, match=says) as caught:
        draft(**changes)
    assert "\n" not in str(caught.value)
    assert "099500-2026" in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("kind", "announced", "expected"),
    [
        ("UK4", None, Commencement(on=date(2026, 11, 16), planned=False)),
        ("UK3", date(2027, 2, 1), Commencement(on=date(2027, 2, 1))),
        ("UK2", None, None),
        ("tender", None, Commencement(on=date(2026, 11, 16), planned=False)),
    ],
)
def test_commencement(kind: str, announced: date | None, expected: Commencement | None) -> None:
    """The tender notice's day; before it the announced one; else unknown, and said."""
    said = Said(value=announced, where="tender/communication/futureNoticeDate") if announced else None
    case = draft(kind=kind, announced=said)
    assert case.procurement.commencement == expected
    if kind not in {"UK4", "tender"}:
        assert assumed(case, "commencement") == (expected.on.isoformat() if expected else "unknown")


def test_an_update_says_that_its_day_is_not_the_first() -> None:
    """A tender notice that updates another began on a day that is not in it."""
    case = draft(updates=True)
    assert assumed(case, "commencement") == "2026-11-16"


def test_no_length_takes_the_template_s() -> None:
    """Where neither days nor words tell, the usual length of that kind of procurement is an assumption."""
    case = draft(lots=(), description="Meals.")
    assert case.procurement.stages[0].months == 36
    assert assumed(case, "months") == "36"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Discovery, alpha and beta of a service to report missed bins.", ["discovery", "alpha", "beta", "live"]),
        ("An SBRI competition for quieter bins.", ["feasibility", "prototype", "demonstration"]),
        ("A feasibility study of quieter bins.", ["explore"]),
        ("A proof of concept for quieter bins.", ["prototype"]),
    ],
)
def test_templates_only_where_words_clearly_call_for_them(text: str, ids: list[str]) -> None:
    """Their stages share the stated months and the whole value, to the tenth and to the pound."""
    procurement = draft(title="Quieter bins", description=text).procurement
    assert [stage.id for stage in procurement.contract_stages] == ids
    assert sum(stage.months for stage in procurement.contract_stages) == 36
    total = sum(stage.funding.amount for stage in procurement.contract_stages if stage.funding)
    assert 360000 - len(ids) <= total <= 360000


def test_too_short_for_a_template_is_one_stage() -> None:
    """Four stages in a fortnight are no stages."""
    case = draft(description="Discovery, alpha and beta.", lots=(lot(ends=date(2027, 1, 14)),))
    assert len(case.procurement.stages) == 1


def test_a_framework_is_one_whatever_the_words() -> None:
    """The notice's own mark decides."""
    assert draft(framework=True).procurement.award_structure is AwardStructure.FRAMEWORK


def test_rounds_only_in_a_procedure_that_has_them() -> None:
    """An open procedure has none, whatever its prose."""
    prose = "A two-stage process: suppliers are shortlisted, then invited to submit a tender."
    assert draft(procedure_text=prose).procurement.rounds == ()
    flexible = draft(procedure_text=prose, procedure="Competitive flexible procedure").procurement
    assert [each.kind.value for each in flexible.rounds] == ["participation", "final"]
    assert flexible.award_structure is AwardStructure.ROUNDS


def test_unknowns_stay_unknown_and_are_said() -> None:
    """No kind, no regime, no nature, no day: nothing is guessed."""
    case = draft(authority_kind=None, regime=None, nature=None, kind="UK2")
    assert case.procurement.authority.kind is AuthorityKind.UNKNOWN
    assert case.procurement.regime.kind is RegimeKind.UNKNOWN
    for subject in ("authority.kind", "regime", "nature", "commencement"):
        assert assumed(case, subject) == "unknown"


def test_long_texts_are_shortened_at_a_sentence() -> None:
    """Title and description keep to their lengths and never end within a word."""
    case = draft(title="Meals " * 100, description="A sentence of some words. " * 200)
    assert len(case.procurement.title) <= 202
    assert len(case.procurement.description) <= 1_502
    assert case.procurement.description.endswith("words. …")


def test_no_contact_point_enters_a_case() -> None:
    """Even a notice that was not scrubbed gives a case without one."""
    said = "Ask Ann Example, ann@example.org, 020 7946 0000, for the pilot project."
    rows = criteria(("price", "Price", 30), ("quality", "Team (ann@example.org)", 60), ("quality", "Social value", 10))
    case = draft(
        title=said, description=said, authority_name="Vale Council 020 7946 0000", criteria=rows, warnings=(said,)
    )
    assert not holds_contact(case_text(case))


def test_warnings_of_the_notice_stay_in_sight() -> None:
    """What could not be read is an assumption to check."""
    assert assumed(draft(warnings=("The weightings total 105%.",)), "notice") == "to be checked"


def test_infer_counts_each_pattern_once_and_names_rivals() -> None:
    """Repeating a word adds nothing; what spoke for another value is told."""
    once = {each.subject: each for each in infer(notice(title="Bins", description="A pilot project."), PACKS)}
    often = {each.subject: each for each in infer(notice(title="Bins", description="A pilot project. " * 9), PACKS)}
    assert once["stage-kind"].weight == often["stage-kind"].weight
    mixed = infer(notice(title="Feasibility study", description="It may lead to a pilot project."), PACKS)
    kind = next(each for each in mixed if each.subject == "stage-kind")
    assert (kind.value, [rival.value for rival in kind.rivals]) == ("explore", ["pilot"])


WORDS = st.lists(
    st.sampled_from(["pilot", "sandbox", "study", "SBRI", "alpha", "beta", "framework", "two-stage", "12 months"]),
    max_size=12,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, st.integers(min_value=1, max_value=10**9), st.integers(min_value=0, max_value=4000))
def test_any_draft_funds_its_stages_within_the_value(title: str, text: str, amount: int, days: int) -> None:
    """Stages and extensions never come to more than the published value, and the law's value is exactly it."""
    first = date(2027, 1, 1)
    lots = (lot(starts=first, ends=date.fromordinal(first.toordinal() + days)),)
    procurement = draft(title=f"Bins {title}", description=text, value=pounds(amount), lots=lots).procurement
    parts = [stage.funding.amount * stage.contracts for stage in procurement.contract_stages if stage.funding]
    assert sum(parts) + sum(extra.amount.amount for extra in procurement.extras) <= amount
    assert value_procurement(procurement).highest == amount


@pytest.mark.parametrize(
    ("framework", "text", "model"),
    [
        (True, "Awards are made by mini-competition under the framework.", DeliveryModel.CONVENTIONAL),
        (True, "Call-off contracts from the framework, each a feasibility study.", DeliveryModel.RESEARCH),
        (False, "A call-off contract under the national framework for meals.", DeliveryModel.CALL_OFF),
    ],
)
def test_a_framework_is_delivered_as_what_it_buys(*, framework: bool, text: str, model: DeliveryModel) -> None:
    """It speaks of call-offs to come; a call-off itself is delivered as one."""
    case = draft(description=text, framework=framework)
    assert case.procurement.delivery_model is model
