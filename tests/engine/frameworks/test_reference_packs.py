"""Packs that are looked up: editions by name, the Green Book, notices and missions, each fact with who says so."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from rich.console import Console

from commonweal.exchange.report import packs_text
from commonweal.exchange.report.explanation import EXPLAINED, find_explanation
from commonweal.exchange.report.packs_text import PARTS
from commonweal.exchange.report.parts import knows, say_part
from commonweal.frameworks import PackKind, Packs, Status, load_packs
from commonweal.frameworks.notice_type import CyclePoint
from commonweal.frameworks.pack_parts import FOLDERS, TABLES
from commonweal.record import Confidence, MisuseError, SourceKind, UnreadableInput


@cache
def packs() -> Packs:
    return load_packs()


# --- an edition by name ---------------------------------------------------------------------------


def test_the_edition_of_2020_is_held_by_name_alone() -> None:
    """Eight outcomes under five themes and twenty-five names; no question, measure, rule or day of application."""
    pack = packs().get("ppn-06-20")
    assert (len(pack.outcomes), len(pack.names)) == (8, 25)
    assert len({outcome.theme for outcome in pack.outcomes.values()}) == 5
    assert pack.head.by_name_only
    assert pack.head.status is Status.SUPERSEDED
    assert not (pack.criteria or pack.measures or pack.head.applies or pack.head.rules or pack.head.question)


def test_each_name_keeps_its_confidence() -> None:
    """Names of criteria are recalled, outcomes reported, and the first outcome read."""
    pack = packs().get("ppn-06-20")
    assert {each.source.confidence for each in pack.names.values()} == {Confidence.RECALLED}
    confidences = {code: each.source.confidence for code, each in pack.outcomes.items()}
    assert confidences.pop("covid-recovery") is Confidence.PRIMARY
    assert set(confidences.values()) == {Confidence.SECONDARY}
    [dated] = pack.parameters["least-social-value-weighting"].values
    assert dated.source.confidence is Confidence.RECALLED


@pytest.mark.parametrize(
    ("head", "names", "words"),
    [
        ("by_name_only: true", "", "no criteria, no rules"),
        ("", "a: {title: A, outcome: village-life, source: {ref: county}}", "held by name, and the pack does not say"),
    ],
)
def test_an_edition_is_held_by_name_or_in_full_and_never_half(
    tmp_path: Path, head: str, names: str, words: str
) -> None:
    import shutil

    fixture = Path(__file__).resolve().parents[2] / "fixtures" / "packs" / "county"
    folder = tmp_path / "county"
    shutil.copytree(fixture, folder)
    file = folder / "2026-10" / "pack.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{head}\n", encoding="utf-8")
    if names:
        (folder / "2026-10" / "names.yaml").write_text(names, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=words):
        load_packs((tmp_path,))


# --- the Green Book -------------------------------------------------------------------------------


def test_every_figure_of_appraisal_has_its_confidence() -> None:
    """As they were gathered: what was read, what is reported, what is recalled, what is ours."""
    pack = packs().get("green-book")
    assert pack.discounting["gb2026-standard"].source.confidence is Confidence.PRIMARY
    for each in pack.optimism.values():
        assert (each.upper_source.confidence, each.lower_source.confidence) == (
            Confidence.SECONDARY,
            Confidence.RECALLED,
        )
    for name in ("leakage", "displacement"):
        bands = pack.additionality[name].bands_source
        assert bands is not None
        assert bands.confidence is Confidence.RECALLED
    assert {each.source.confidence for each in pack.values.values()} == {Confidence.SECONDARY}
    assert {each.source.confidence for each in pack.series.values()} == {Confidence.SECONDARY}


def test_money_has_a_price_base_or_says_that_it_has_none() -> None:
    pack = packs().get("green-book")
    bases = {code: each.price_base for code, each in pack.values.items()}
    assert bases == {"wellby": 2019, "qaly-cross-government": 2024, "qaly-nice": None}
    assert "without a price base" in pack.values["qaly-nice"].note
    assert pack.series["carbon-value"].price_base == 2022


# --- notices and missions -------------------------------------------------------------------------


def test_there_are_seventeen_notices_each_with_its_section() -> None:
    """UK1 to UK17; sections read in the Act, numbers reported by others."""
    notices = packs().get("notices").notices
    assert {each.label for each in notices.values()} == {f"UK{number}" for number in range(1, 18)}
    for code, each in notices.items():
        assert each.label.lower() == code
        assert (each.source.kind, each.source.confidence) == (SourceKind.LAW, Confidence.PRIMARY), code
        assert each.label_source.confidence is Confidence.SECONDARY, code
        assert each.section.startswith("s."), code
        assert each.contents or each.unread, code
        assert all(item.source.kind is SourceKind.LAW and item.source.where for item in each.contents), code
    assert {each.point for each in notices.values()} == set(CyclePoint)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("UK4", "most and the fewest suppliers for each round"),
        ("UK4", "known risks"),
        ("uk5", "ground for the direct award"),
        ("UK7", "three KPIs most material"),
        ("UK9", "five ratings"),
        ("UK10", "no field for a change that the contract provides for"),
        ("UK11", "expiry"),
    ],
)
def test_a_notice_is_explained_by_its_number(label: str, words: str) -> None:
    """In whichever case it is written, with what it says."""
    found = find_explanation(label, packs())
    assert label.upper() in found.title
    assert words.lower() in " ".join(body for _, body in found.sections).lower()
    assert any(source.confidence is Confidence.SECONDARY for source in found.sources)


def test_missions_and_the_outcomes_of_2025_agree_and_2026_has_none() -> None:
    """Both ways: each outcome under the mission that names it. PPN 026 knows no missions."""
    missions = packs().get("missions").missions
    assert len(missions) == 5
    named = {full: code for code, each in missions.items() for full in each.outcomes}
    said = {f"ppn-002/{code}": each.mission for code, each in packs().get("ppn-002").outcomes.items()}
    assert named == said
    assert all(each.what and each.what_source for each in missions.values())
    assert not any(outcome.mission for outcome in packs().get("ppn-026").outcomes.values())
    assert "has no missions" in packs().get("missions").head.summary


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("ppn-002/wellbeing", "which does not serve it"), ("ppn-002/none-such", "is in no pack at hand")],
)
def test_a_mission_that_claims_what_does_not_serve_it_is_refused(tmp_path: Path, outcome: str, words: str) -> None:
    from commonweal.exchange.pack_starting import start_pack

    start_pack(tmp_path / "ours", "missions", edition="2026-11", on=date(2026, 11, 1))
    file = tmp_path / "ours" / "2026-11" / "missions.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}  outcomes: [{outcome}]\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=words):
        load_packs((tmp_path,))


# --- shown ----------------------------------------------------------------------------------------


def test_every_part_of_a_pack_is_counted_and_shown() -> None:
    """No table or folder of the reader is left out of lists, comparisons and counts."""
    assert set(PARTS) == {*TABLES, *FOLDERS}


def test_everything_that_is_looked_up_is_explained_with_a_source() -> None:
    """By its full code, in every new pack."""
    for name in ("green-book", "notices", "crosswalks", "ppn-06-20", "missions"):
        pack = packs().get(name)
        for part in PARTS:
            for code, each in getattr(pack, part).items():
                assert part in EXPLAINED
                assert knows(each)
                assert say_part(each).sources
                assert find_explanation(f"{name}/{code}", packs()).title


def test_an_unknown_figure_names_what_is_near() -> None:
    with pytest.raises(MisuseError) as caught:
        find_explanation("gb2026-standart", packs())
    assert "gb2026-standard" in str(caught.value)


def test_reference_packs_carry_their_licence_line() -> None:
    """Into every list, page and report that uses them."""
    for pack in packs().editions:
        if pack.head.licence == "OGL-UK-3.0" and pack.head.kind is not PackKind.CRITERIA:
            assert "Open Government Licence v3.0" in pack.head.attribution, pack.name
        assert pack.changelog.startswith("# "), pack.name


def test_a_calendar_is_explained_by_its_days_and_what_is_known() -> None:
    """Whoever doubts a standstill can look up which days were taken for bank holidays, and where they are."""
    found = find_explanation("bank-holidays", packs())
    sections = dict(found.sections)
    assert sections["Known"].startswith("2025-01-01 to 2028-12-31")
    assert "2026-11-30  St Andrew's Day (Scotland)" in sections["2026"]
    assert found.sources


def test_amounts_of_money_are_explained_in_groups_of_three() -> None:
    assert "5,193,000 pounds including VAT" in dict(find_explanation("threshold-works", packs()).sections)["Value"]


@pytest.mark.parametrize(("width", "most"), [(80, 48), (120, 48)])
def test_the_list_of_packs_fits_a_terminal(width: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 columns the title stands under the name, so that all shipped packs are seen on about one screen."""
    console = Console(file=io.StringIO(), width=width, highlight=False)
    monkeypatch.setattr(packs_text, "make_console", lambda: console)
    packs_text.packs_table(load_packs())
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(lines) <= most
    assert all(any(pack.name in line for line in lines) for pack in load_packs().editions)
