"""Contracts Finder, Public Contracts Scotland and Sell2Wales: what each states, and what it leaves unsaid."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ocds_examples import lines, put, read_all, release
from other_registers import contracts_finder, scottish, welsh

from commonweal.exchange.ocds import find_notice, newest_useful
from commonweal.frameworks import load_packs
from commonweal.procurement import Nature, RegimeKind
from commonweal.procurement.notice import Notice, NoticeSource, PublishedKpi
from commonweal.quantities import Money, Vat
from commonweal.review import classify, draft_case

PACKS = load_packs()


def read(folder: Path, made: dict[str, Any]) -> Notice:
    notices, unread = read_all(lines(folder / "one.jsonl", made))
    assert not unread
    return notices[0]


@pytest.mark.parametrize(
    ("made", "source"),
    [
        (release(), NoticeSource.FIND_A_TENDER),
        (contracts_finder(), NoticeSource.CONTRACTS_FINDER),
        (scottish(), NoticeSource.PUBLIC_CONTRACTS_SCOTLAND),
        (welsh(), NoticeSource.SELL2WALES),
        (release(ocid="ocds-213czf-000-00001"), NoticeSource.OTHER),
        (release(ocid=None), NoticeSource.OTHER),
    ],
)
def test_the_register_is_told_by_the_ocid(tmp_path: Path, made: dict[str, Any], source: NoticeSource) -> None:
    """By its prefix; any other is another source."""
    assert read(tmp_path, made).source is source


def test_contracts_finder_is_read_flat(tmp_path: Path) -> None:
    """Title, value, code, days and procedure stand in the tender itself; there are no lots."""
    notice = read(tmp_path, contracts_finder())
    assert (notice.title, notice.authority_name) == ("Lamps for the towpath", "Invented Vale Council")
    assert notice.cpv == ("31520000",)
    assert notice.nature is not None
    assert notice.nature.value is Nature.GOODS
    assert [(lot.starts.year, lot.ends.year) for lot in notice.lots if lot.starts and lot.ends] == [(2025, 2026)]
    assert notice.procedure == "Open procedure (below threshold)"
    assert notice.regime is not None
    assert notice.regime.value is RegimeKind.BELOW_THRESHOLD
    assert (notice.kind, notice.kpis, notice.criteria) == ("tender", (), ())


@pytest.mark.parametrize("made", [contracts_finder(), scottish(), welsh(), release(ocid="ocds-213czf-000-00001")])
def test_where_the_register_does_not_say_vat_is_unknown(tmp_path: Path, made: dict[str, Any]) -> None:
    """Neither included nor excluded is guessed; a sum with VAT beside it tells what the plain one is."""
    put(made, "tender.value", {"amount": 100, "currency": "GBP"})
    value = read(tmp_path, made).value
    assert value is not None
    assert value.value == Money(amount=Decimal(100), vat=Vat.UNKNOWN)
    put(made, "tender.value", {"amount": 100, "amountGross": 0, "currency": "GBP"})
    value = read(tmp_path, made).value
    assert value is not None
    assert value.value.vat is Vat.EXCLUDED


def test_an_award_is_worth_what_was_awarded(tmp_path: Path) -> None:
    """Paid, then signed, then awarded, each before the estimate; like sums are added up, unlike ones are not."""
    awards = [{"value": {"amount": 300, "currency": "GBP"}}, {"value": {"amount": 400, "currency": "GBP"}}]
    awarded = contracts_finder(tag=["award"], awards=awards)
    value = read(tmp_path, awarded).value
    assert value is not None
    assert (value.value.amount, value.where) == (700, "awards")
    signed = {**awarded, "contracts": [{"value": {"amount": 650, "currency": "GBP"}}]}
    value = read(tmp_path, signed).value
    assert value is not None
    assert (value.value.amount, value.where) == (650, "contracts/0/value/amount")
    paid = {**signed, "contracts": [{"implementation": {"finalValue": {"amount": 640, "currency": "GBP"}}}]}
    value = read(tmp_path, paid).value
    assert value is not None
    assert (value.value.amount, value.where) == (640, "contracts/0/implementation/finalValue/amount")
    awards[1]["value"]["currency"] = "EUR"
    unlike = read(tmp_path, contracts_finder(tag=["award"], awards=awards))
    assert unlike.value is not None
    assert unlike.value.where == "tender/value/amount"
    assert any("not added" in warning for warning in unlike.warnings)


def test_an_award_tells_threshold_nature_and_codes(tmp_path: Path) -> None:
    """Find a Tender puts them at the award or the contract where the tender says nothing."""
    made = release(tag=["award", "contract"], tender__aboveThreshold=None, tender__mainProcurementCategory=None)
    made["tender"].pop("items", None)
    code = {"scheme": "CPV", "id": "73110000"}
    made["awards"] = [{"mainProcurementCategory": "works", "items": [{"additionalClassifications": [code]}]}]
    made["contracts"] = [{"aboveThreshold": False}]
    notice = read(tmp_path, made)
    assert notice.regime is not None
    assert (notice.regime.value, notice.regime.where) == (RegimeKind.BELOW_THRESHOLD, "contracts/0/aboveThreshold")
    assert notice.nature is not None
    assert (notice.nature.value, notice.nature.where) == (Nature.WORKS, "awards/0/mainProcurementCategory")
    assert notice.cpv == ("73110000",)


def test_kpis_with_their_interval_and_the_reason_for_none(tmp_path: Path) -> None:
    """The interval stands where the standard puts readings. A title is kept as published, even one that says little."""
    frequency = {"id": "frequency", "period": {"durationInMonths": 3}}
    metrics = [
        {"id": "1", "title": "Ferries on time", "description": "Share of sailings.", "observations": [frequency]},
        {"id": "2", "title": "To be published as part of the contract"},
        {"id": "3"},
    ]
    made = release(tag=["award", "contract"], contracts=[{"id": "1", "agreedMetrics": metrics}])
    where = "contracts/0/agreedMetrics"
    assert read(tmp_path, made).kpis == (
        PublishedKpi(title="Ferries on time", description="Share of sailings.", where=f"{where}/0", months=3),
        PublishedKpi(title="To be published as part of the contract", description="", where=f"{where}/1"),
    )
    made["contracts"] = [{"id": "1"}, {"id": "2", "noAgreedMetricsRationale": "Under  five million"}]
    reason = read(tmp_path, made).no_kpis_reason
    assert reason is not None
    assert (reason.value, reason.where) == ("Under five million", "contracts/1/noAgreedMetricsRationale")


def test_a_performance_notice_tells_the_kpis_that_it_rates(tmp_path: Path) -> None:
    """It holds them with their ratings, not as agreed; saying that it describes none would be untrue."""
    metrics = [{"id": "1", "title": "Ferries on time", "description": "Share of sailings."}]
    made = release(tag=["implementation"], contracts=[{"id": "1", "implementation": {"metrics": metrics}}])
    where = "contracts/0/implementation/metrics/0"
    assert read(tmp_path, made).kpis == (
        PublishedKpi(title="Ferries on time", description="Share of sailings.", where=where),
    )


@pytest.mark.parametrize("months", [0, -1, 0.5, 1e9, "1e9999", "soon", None])
def test_an_interval_that_is_none_is_left_out(tmp_path: Path, months: Any) -> None:
    """Whole months up to ten years; anything else is unsaid."""
    observation = {"id": "frequency", "period": {"durationInMonths": months}}
    made = release(contracts=[{"agreedMetrics": [{"title": "On time", "observations": [observation]}]}])
    assert [each.months for each in read(tmp_path, made).kpis] == [None]


def test_candidates_and_dynamic_markets(tmp_path: Path) -> None:
    """The greatest number that a form can hold stands for no limit."""
    lot = read(tmp_path, scottish()).lots[0]
    assert (lot.fewest_candidates, lot.most_candidates) == (3, None)
    assert read(tmp_path, release(tender__techniques={"hasDynamicPurchasingSystem": True})).dynamic_market
    assert not read(tmp_path, release()).dynamic_market


def test_scottish_and_welsh_notices_are_told_apart(tmp_path: Path) -> None:
    """Their code is the same European law: region and words tell Scottish rules, the day tells the earlier ones."""
    assert classify(read(tmp_path, scottish()), PACKS).regime is RegimeKind.SCOTLAND
    assert classify(read(tmp_path, welsh()), PACKS).regime is RegimeKind.LEGACY


@pytest.mark.parametrize(
    ("procedure", "published", "regime"),
    [
        ("Open procedure (below threshold)", "2025-01-20", RegimeKind.BELOW_THRESHOLD),
        ("Open procedure (above threshold)", "2025-01-20", RegimeKind.LEGACY),
        ("Open procedure (above threshold)", "2025-06-20", RegimeKind.LEGACY),
        ("Call-off from a framework agreement", "2025-01-20", RegimeKind.LEGACY),
        ("Direct award", "2025-01-20", RegimeKind.UNKNOWN),
        ("Not specified", "2025-01-20", RegimeKind.UNKNOWN),
    ],
)
def test_the_law_of_a_contracts_finder_notice(
    tmp_path: Path, procedure: str, published: str, regime: RegimeKind
) -> None:
    """Its procedures are those of the earlier regulations, also after the Act began: new ones go to Find a Tender."""
    made = contracts_finder(tender__procurementMethodDetails=procedure, date=published)
    assert classify(read(tmp_path, made), PACKS).regime is regime


@pytest.mark.parametrize("made", [contracts_finder(), scottish(), welsh()])
def test_a_case_can_be_drafted_from_every_register(tmp_path: Path, made: dict[str, Any]) -> None:
    """With plain assumptions; legal tests of a value without word of VAT are left to a person."""
    file = lines(tmp_path / "one.jsonl", made)
    case = draft_case(find_notice(file), packs=PACKS)
    assert case.procurement.declared_value is not None
    assert case.procurement.declared_value.vat is Vat.UNKNOWN
    assert all(each.because for each in case.assumptions)


def test_planning_and_amendments_of_contracts_finder_can_be_drafted_from(tmp_path: Path) -> None:
    """An amended tender says what is bought, as the tender did; an award does not."""
    rows = [
        contracts_finder(tag=[tag], id=f"x-{at}", date=f"2025-01-2{at}T10:00:00Z")
        for at, tag in enumerate(["planning", "tender", "tenderAmendment", "award"])
    ]
    notices, _ = read_all(lines(tmp_path / "several.jsonl", *rows))
    (newest,) = newest_useful(notices)
    assert newest.kind == "tenderAmendment"


def test_records_give_their_releases_or_the_compiled_one(tmp_path: Path) -> None:
    """A record package of another register, whichever it holds."""
    one = scottish()
    file = tmp_path / "records.json"
    records = [
        {"ocid": one["ocid"], "releases": [one], "compiledRelease": welsh()},
        {"ocid": "x", "compiledRelease": contracts_finder()},
        {"ocid": "y"},
    ]
    file.write_text(json.dumps({"records": records}), encoding="utf-8")
    notices, unread = read_all(file)
    assert [each.source for each in notices] == [
        NoticeSource.PUBLIC_CONTRACTS_SCOTLAND,
        NoticeSource.CONTRACTS_FINDER,
    ]
    assert [(each.line, "no release" in each.why) for each in unread] == [(3, True)]
