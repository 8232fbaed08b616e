"""Every hazard that real files hold, each by its name, with an invented release that has it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ocds_examples import lines, put, read_all, release
from other_registers import contracts_finder, scottish, welsh

from commonweal.exchange.ocds import newest_useful
from commonweal.procurement.notice import Notice
from commonweal.quantities import Money, Vat


def read(folder: Path, *made: Any) -> list[Notice]:
    """The notices of some releases; none of them is lost."""
    notices, unread = read_all(lines(folder / "file.jsonl", *made))
    assert unread == []
    assert len(notices) == len(made)
    return notices


@pytest.mark.parametrize("written", ["1e9999", "-1e9999", "1E+400", '"1e9999"'])
def test_hazard_1e9999(tmp_path: Path, written: str) -> None:
    """As a number or as text, where it is read and where it is not: the line is kept, the value is missing and told."""
    limit = json.dumps(release(tender__lotDetails={"maximumLotsBidPerSupplier": 7.5})).replace("7.5", written)
    value = json.dumps(release(tender__value={"amountGross": 7.5})).replace("7.5", written)
    candidates = json.dumps(release(tender__lots__0__secondStage={"maximumCandidates": 7.5})).replace("7.5", written)
    first, second, third = read(tmp_path, limit, value, candidates)
    assert first.value is not None
    assert second.value is None
    assert any("tender/value/amountGross" in warning for warning in second.warnings)
    assert third.lots[0].most_candidates is None


def test_hazard_standstill_object_or_array(tmp_path: Path) -> None:
    """One release of a procurement has an object, the next a list: both are read whole."""
    period = {"endDate": "2026-11-30T00:00:00Z"}
    made = [
        release(tag=["award"], id=f"099{at}-2026", awards=[{"value": {"amountGross": 90}, "standstillPeriod": each}])
        for at, each in enumerate((period, [period], [], "2026-11-30", None))
    ]
    notices = read(tmp_path, *made)
    assert {each.value.value.amount for each in notices if each.value} == {Decimal(90)}
    assert all(each.value for each in notices)


def test_hazard_date_without_time(tmp_path: Path) -> None:
    """A day alone is a day."""
    made = release(date="2026-11-16", tender__tenderPeriod={"endDate": "2027-01-18"})
    (notice,) = read(tmp_path, made)
    assert notice.published is not None
    assert notice.published.isoformat() == "2026-11-16"
    assert "2027-01-18" in {each.value for each in notice.other_text}
    assert notice.warnings == ()


def test_hazard_url_without_scheme(tmp_path: Path) -> None:
    """An address without https is text like any other."""
    made = release(tender__submissionMethodDetails="www.example.org/bids", links=[{"href": "example.org"}])
    put(made, "tender.legalBasis.uri", "legislation.example.org/act")
    (notice,) = read(tmp_path, made)
    assert "www.example.org/bids" in {each.value for each in notice.legal_text}
    assert notice.warnings == ()


def test_hazard_missing_release_id(tmp_path: Path) -> None:
    """Copies from Public Contracts Scotland lack it: the notice is read, and the want of it told."""
    (notice,) = read(tmp_path, scottish())
    assert (notice.id, notice.ocid) == ("", "ocds-r6ebe6-0000599001")
    assert any("no id" in warning for warning in notice.warnings)


def test_hazard_words_broken_by_line_folding(tmp_path: Path) -> None:
    """Four spaces in the middle of words and of names of parts: joined again, and told."""
    plain = json.dumps(welsh(tender__description="A ferry twice a day, all the year.", date="2025-02-21"))
    places = [plain.index(mark) + at for mark, at in (("roles", 2), ("Open procedure", 12), ("twice", 3))]
    folded = plain
    for place in sorted(places, reverse=True):
        folded = f"{folded[:place]}    {folded[place:]}"
    assert folded != plain
    whole, mended = read(tmp_path, plain, folded)
    assert mended.procedure == "Open procedure"
    assert mended.authority_name == whole.authority_name
    assert mended.description == "A ferry twice a day, all the year."
    assert any("folded" in warning for warning in mended.warnings)
    assert not any("folded" in warning for warning in whole.warnings)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One.rnTwo", "One.\nTwo"),
        ("One.rnrnTwo", "One.\n\nTwo"),
        ("Items:rn- lampsrn- postsrnrnEnd", "Items:\n- lampsrn- posts\n\nEnd"),
        ("In the setting. rn      Then more", "In the setting.\nThen more"),
        ("Two visits.rnrnSite VisitsrnAll are guided", "Two visits.\n\nSite Visits\nAll are guided"),
        ("A modern barn in autumn. Return it", "A modern barn in autumn. Return it"),
        ("To learn more, turn to us", "To learn more, turn to us"),
    ],
)
def test_hazard_rn_for_line_breaks(tmp_path: Path, written: str, shown: str) -> None:
    """After a stop, doubled or alone they are line breaks; in a word they are its letters."""
    (notice,) = read(tmp_path, contracts_finder(tender__description=written))
    assert notice.description == shown


@pytest.mark.parametrize(("written", "weighting"), [("60", 60), ("60%", 60), ("62.5 %", Decimal("62.5")), ("0", 0)])
def test_hazard_weightings_as_text(tmp_path: Path, written: str, weighting: Decimal) -> None:
    """The description of a criterion is its weighting, with its words kept."""
    (notice,) = read(tmp_path, scottish(tender__lots__0__awardCriteria__criteria__0__description=written))
    assert (notice.criteria[0].weighting, notice.criteria[0].weighting_words) == (weighting, written)


@pytest.mark.parametrize("written", ["Pass/Fail", "Pass / Fail", "pass or fail", "n/a", "See documents"])
def test_hazard_pass_fail_as_weighting(tmp_path: Path, written: str) -> None:
    """What is passed or failed has no weighting; the others keep theirs."""
    (notice,) = read(tmp_path, scottish(tender__lots__0__awardCriteria__criteria__0__description=written))
    assert [each.weighting for each in notice.criteria] == [None, 40]
    number = [{"number": "Pass/Fail", "weight": "percentageExact"}]
    made = release(tender__lots__0__awardCriteria__criteria__0__numbers=number)
    (notice,) = read(tmp_path, made)
    assert notice.criteria[0].weighting is None


@pytest.mark.parametrize("written", ["15-40%", "15%-40%", "60 – 85 %"])
def test_hazard_a_range_as_weighting(tmp_path: Path, written: str) -> None:
    """A range leaves the weighting open: neither end is it."""
    (notice,) = read(tmp_path, scottish(tender__lots__0__awardCriteria__criteria__0__description=written))
    assert [each.weighting for each in notice.criteria] == [None, 40]


def test_hazard_criteria_without_a_name(tmp_path: Path) -> None:
    """Price stands without one: it is told by its type."""
    (notice,) = read(tmp_path, scottish())
    assert [(each.kind, each.name, each.weighting) for each in notice.criteria] == [
        ("quality", "Timetable", 60),
        ("price", "", 40),
    ]


def test_hazard_kpi_titles_that_say_nothing(tmp_path: Path) -> None:
    """Kept as published, for a person to judge."""
    title = "To be published as part of the contract"
    (notice,) = read(tmp_path, release(contracts=[{"agreedMetrics": [{"id": "1", "title": title}]}]))
    assert [each.title for each in notice.kpis] == [title]


@pytest.mark.parametrize("tag", ["tenderCancellation", "tenderUpdate", "award", "contractTermination"])
def test_hazard_stubs_never_erase_a_tender(tmp_path: Path, tag: str) -> None:
    """A later release of the same procurement says next to nothing: the tender before it stays what it was."""
    stub = {
        "ocid": release()["ocid"],
        "id": "099999-2026",
        "date": "2026-12-30T00:00:00Z",
        "tag": [tag],
        "buyer": release()["buyer"],
        "tender": {"id": "1", "status": "cancelled"},
    }
    tender, later = read(tmp_path, release(), stub)
    assert newest_useful([tender, later])[0].lots == tender.lots
    assert newest_useful([later, tender])[0].value == tender.value


def test_hazard_ids_repeat_across_releases(tmp_path: Path) -> None:
    """Two releases with one id, lots numbered alike in both: each is a notice of its own, and the newest is taken."""
    old = release(date="2026-10-01T00:00:00Z", tender__title="Old title")
    notices = read(tmp_path, old, release(), release())
    assert len({each.line for each in notices}) == 3
    (newest,) = newest_useful(notices)
    assert newest.title == release()["tender"]["title"]


def test_hazard_several_authorities_under_one_ocid(tmp_path: Path) -> None:
    """Registers of utilities do so: a procurement is an ocid and an authority, and neither hides the other."""
    other = release(id="099002-2026", date="2026-12-01T00:00:00Z", buyer__name="Invented Water", buyer__id="GB-2")
    put(other, "parties.0.name", "Invented Water")
    put(other, "parties.0.id", "GB-2")
    found = newest_useful(read(tmp_path, release(), other))
    assert {each.authority_name for each in found} == {
        "NHS Fenmarsh and Wolds Integrated Care Board",
        "Invented Water",
    }


def test_hazard_nested_variation(tmp_path: Path) -> None:
    """One thing where a list should stand, a list where one thing should: each is read, the rest is whole."""
    made = release()
    put(made, "tender.items", made["tender"]["items"][0])
    put(made, "tender.value", [{"amountGross": "1,200", "currency": "GBP"}])
    put(made, "tag", "tender")
    (notice,) = read(tmp_path, made)
    assert notice.cpv
    assert notice.value is not None
    assert notice.value.value == Money(amount=Decimal(1200), vat=Vat.INCLUDED)
    assert notice.kind == "UK4"
