"""Packs: shipped editions, a pack and an overlay of one's own, and every fault in one sentence."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commonweal.exchange.pack_checking import check_folder
from commonweal.exchange.report.packs_text import diff_data
from commonweal.frameworks import SHIPPED, PackKind, load_packs, loading, published_digests, read_edition, read_yaml
from commonweal.record import AlteredEdition, CommonwealError, Confidence, SourceKind, UnreadableInput
from strategies import make_case, stage

ROOT = Path(__file__).resolve().parents[2]
COUNTY = ROOT / "fixtures" / "packs"
OVERLAY = ROOT / "fixtures" / "packs_overlay"
FAULTS: dict[str, dict[str, Any]] = read_yaml(ROOT / "golden" / "broken_packs.yaml").data


def test_every_shipped_edition_is_what_was_published() -> None:
    """The digests stand in editions.yaml, one for each, none left over."""
    found = {raw.name: raw.content_digest() for raw in map(read_edition, loading.edition_folders(SHIPPED))}
    assert found == published_digests()
    assert len(found) >= 6


def test_an_altered_edition_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and nothing loads."""
    digests = published_digests() | {"ppn-002/2025-02": "0" * 64}
    monkeypatch.setattr(loading, "published_digests", lambda: digests)
    loading._shipped_packs.cache_clear()
    try:
        with pytest.raises(AlteredEdition, match="ppn-002/2025-02 is not what was published") as caught:
            load_packs()
        assert caught.value.exit_status == 4
    finally:
        loading._shipped_packs.cache_clear()


def test_the_innovation_pack_is_as_rich_as_promised() -> None:
    """At least 18 criteria with 30 measures over four outcomes; each with what the fit and the law need."""
    pack = load_packs().get("innovation")
    assert len(pack.criteria) >= 18
    assert len(pack.measures) >= 30
    assert len({criterion.outcome for criterion in pack.criteria.values()}) == 4
    for code, criterion in pack.criteria.items():
        assert len(criterion.good_evidence) == 6, code
        assert len(set(criterion.good_evidence.values())) == 6, code
        assert len(set(criterion.levels.values())) == 6, code
        assert criterion.question, code
        assert criterion.sub_criteria, code
        assert criterion.link.statement, code
        assert criterion.condition, code


def test_homes_lead_from_learning_into_the_official_editions() -> None:
    """The bridge that lets learning fill a mandated mark."""
    criteria = load_packs().get("innovation").criteria
    homes = {(home.pack, home.criterion) for criterion in criteria.values() for home in criterion.homes}
    assert {("ppn-002", "3b"), ("ppn-002", "2a"), ("ppn-002", "3a"), ("ppn-026", "2a")} <= homes


def test_every_judgement_is_marked_and_every_law_is_dated_or_doubted() -> None:
    """No number without who says so; what was not read says so."""
    for pack in load_packs().editions:
        for schedule in pack.parameters.values():
            for dated in schedule.values:
                assert dated.source.title
        for measure in pack.measures.values():
            assert measure.fit.source.kind is SourceKind.JUDGEMENT
        for rule in pack.checks.values():
            for source in rule.sources:
                judged = source.kind is SourceKind.JUDGEMENT
                assert judged == (source.confidence is Confidence.JUDGEMENT) or source.note, rule.title


def test_no_proprietary_value_is_bundled() -> None:
    """Neither set is named in any pack, with or without figures."""
    text = "".join(file.read_text(encoding="utf-8") for file in SHIPPED.rglob("*.yaml"))
    for name in ("TOMs", "HACT", "National TOM"):
        assert name not in text


def test_thresholds_follow_the_day() -> None:
    """2025's and 2026's tables: SI 2025/163 (recalled) and SI 2025/1200."""
    law = load_packs().get("procurement-act-2023")
    assert law.parameter("threshold-central-goods-services", on=date(2025, 12, 31)) == 139_688
    assert law.parameter("threshold-central-goods-services", on=date(2026, 1, 1)) == 135_018
    assert law.parameter("threshold-sub-central-goods-services", on=date(2026, 6, 1)) == 207_720
    with pytest.raises(CommonwealError, match="has no value on"):
        law.parameter("threshold-concession", on=date(2025, 6, 1))


def test_a_pack_of_ones_own_is_offered_in_the_design() -> None:
    """Loaded from a folder, its criterion competes with the others."""
    from commonweal.design import propose_schemes

    packs = load_packs((COUNTY,))
    case = make_case(stage("pilot", 9, 300_000), circumstances={"local_community": True})
    proposals = propose_schemes(case, packs=packs)
    fuller = proposals.option("fuller").scheme
    assert "county/village-shops" in {each.code for each in (*fuller.scored, *fuller.contract)}
    assert "county/2026-10" in fuller.packs


def test_an_overlay_is_a_named_difference_with_reasons() -> None:
    """It replaces its base where one edition may serve, keeps its lineage, and has a digest of its own."""
    packs = load_packs((OVERLAY,))
    [laid] = [pack for pack in packs.of_kind(PackKind.CRITERIA) if pack.id == "innovation"]
    assert laid.edition == "2026-11+gentler-hours"
    assert laid.measures["decisions-changed"].fit.hours.bid == 1
    assert laid.parameter("hourly-rate") == 40
    assert laid.lineage[0].on_digest == packs.get("innovation", "2026-11").digest != laid.digest
    assert "community panels" in laid.lineage[0].reasons[0]
    changes = diff_data(packs.get("innovation", "2026-11"), laid)
    assert list(changes["measures"]["changed"]) == ["decisions-changed"]
    assert changes["parameters"]["changed"]["hourly-rate"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"at": "measures/none-such/fit", "value": 1, "reason": "x"}, "nothing at 'measures/none-such/fit' to change"),
        ({"at": "riddles/a", "value": 1, "reason": "x"}, "names no part of a pack"),
        ({"at": "measures/decisions-changed/fit/pull", "reason": "x"}, "needs a reason, and either a value or remove"),
        ({"at": "measures/decisions-changed/fit/pull", "value": 1, "reason": " "}, "needs a reason"),
        ({"at": "measures/decisions-changed/fit/pull/deeper", "value": 1, "reason": "x"}, "leads into a plain value"),
        ({"at": "criteria/co-design", "remove": True, "reason": "x"}, "serves no criterion"),
    ],
)
def test_a_broken_overlay_is_refused(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    """One sentence each."""
    import json

    overlay = {"title": "t", "on": "innovation/2026-11", "by": "A. Person", "changes": [change]}
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "overlay.yaml").write_text(json.dumps(overlay), encoding="utf-8")
    with pytest.raises(CommonwealError, match=words):
        load_packs((tmp_path,))


def write_overlay(folder: Path, name: str, *changes: dict[str, Any]) -> None:
    import json

    overlay = {"title": "t", "on": "innovation/2026-11", "by": "A. Person", "changes": list(changes)}
    (folder / name).mkdir()
    (folder / name / "overlay.yaml").write_text(json.dumps(overlay, indent=1), encoding="utf-8")


PULL = "measures/decisions-changed/fit/pull"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"at": PULL, "value": "much", "reason": "x"}, "'pull' should be a number"),
        ({"at": "criteria/co-design/outcome", "value": "none-such", "reason": "x"}, "is not in this pack"),
        ({"at": "criteria/co-design", "remove": True, "reason": "x"}, "serves no criterion"),
        ({"at": "criteria/co-design/homes/0/criterion", "value": "9z", "reason": "x"}, "is in no pack at hand"),
    ],
)
def test_a_fault_of_an_overlay_is_the_overlays(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    """Its file and line, never the shipped edition's: nobody can mend that."""
    write_overlay(tmp_path, "ours", {"at": "parameters/hourly-rate/values/0/value", "value": 40, "reason": "x"}, change)
    with pytest.raises(CommonwealError, match=words) as caught:
        load_packs((tmp_path,))
    file, _, line = caught.value.where.rpartition(":")
    assert file == str(tmp_path / "ours" / "overlay.yaml")
    assert int(line) == (5 if "home" in str(caught.value) else 11)


def test_two_overlays_on_one_edition_are_refused(tmp_path: Path) -> None:
    """Which of them should win is nobody's guess; the same folder named twice is one."""
    write_overlay(tmp_path, "one", {"at": PULL, "value": 0.5, "reason": "x"})
    load_packs((tmp_path, tmp_path / "."))
    write_overlay(tmp_path, "two", {"at": PULL, "value": 0.6, "reason": "x"})
    with pytest.raises(UnreadableInput, match="Two overlays lie on innovation/2026-11") as caught:
        load_packs((tmp_path,))
    assert caught.value.exit_status == 3
    assert "one/overlay.yaml" in str(caught.value)
    assert caught.value.where.endswith("two/overlay.yaml")


def test_check_folder_reads_a_sound_pack_and_runs_its_examples() -> None:
    """Form, references and examples."""
    done = check_folder(COUNTY)
    assert list(done) == ["county/2026-10"]
    assert "1 example holds" in done["county/2026-10"]


def test_there_are_broken_packs() -> None:
    """The list is found."""
    assert len(FAULTS) >= 15


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_pack_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    """What is wrong, where, what to do."""
    fault = FAULTS[name]
    folder = tmp_path / "county" / "2026-10"
    shutil.copytree(COUNTY / "county" / "2026-10", folder)
    file = folder / fault["file"]
    if "remove" in fault:
        file.unlink()
    elif "text" in fault:
        file.parent.mkdir(exist_ok=True)
        file.write_text(fault["text"], encoding="utf-8")
    elif "copy" in fault:
        shutil.copy(folder / fault["copy"], file)
    else:
        text = file.read_text(encoding="utf-8")
        assert fault["from"] in text
        file.write_text(text.replace(fault["from"], fault["to"], 1), encoding="utf-8")
    with pytest.raises(CommonwealError) as caught:
        check_folder(tmp_path)
    assert fault["expect"] in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 3
