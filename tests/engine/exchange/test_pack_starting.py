"""A pack to begin with: every kind is sound as laid out, says what to fill in, and runs its example."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from commonweal.cli.app import group
from commonweal.cli.packs_new import KINDS
from commonweal.exchange.pack_checking import check_folder
from commonweal.exchange.pack_starting import start_pack, starter_kinds
from commonweal.frameworks import load_packs, read_yaml
from commonweal.frameworks.schemas import pack_schemas
from commonweal.record import CommonwealError, MisuseError, RefusedError, UnreadableInput

ON = date(2026, 11, 26)


def test_the_kinds_of_the_command_are_those_that_are_there() -> None:
    assert starter_kinds() == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_sound_and_its_example_runs(kind: str, tmp_path: Path) -> None:
    """As `packs check` says it, and again after it is written; and a comment says what to fill in."""
    place, done = start_pack(tmp_path / "packs" / "ours", kind, edition="2026-11", on=ON)
    [words] = done.values()
    assert "reads well" in words
    assert "1 example holds" in words
    assert check_folder(tmp_path / "packs") == done
    texts = [file.read_text(encoding="utf-8") for file in place.rglob("*.yaml")]
    assert any("fill in" in text.lower() for text in texts)
    assert not any("%" in text for text in texts)
    assert [each.name for each in (tmp_path / "packs").iterdir()] == ["ours"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_of_its_schema(kind: str, tmp_path: Path) -> None:
    """An editor that knows the schemas finds nothing to complain of."""
    place, _ = start_pack(tmp_path / "ours", kind, edition="2026-11", on=ON)
    schemas = pack_schemas()
    files = [file for file in place.rglob("*.yaml") if file.parent.name != "examples"]
    assert files
    for file in files:
        name = file.stem if file.parent == place else file.parent.name
        Draft202012Validator(schemas[name]).validate(_plain(read_yaml(file).data))


def _plain(value: object) -> object:
    import json

    return json.loads(
        json.dumps(value, default=lambda each: each.isoformat() if isinstance(each, date) else float(each))
    )


def test_an_example_that_no_longer_holds_is_found(tmp_path: Path) -> None:
    """Each kind's example can fail: a changed expectation is refused with its file and line."""
    changes = {
        "criteria": ("scored: true", "scored: false"),
        "missions": ("outcomes: []", "outcomes: [fair-work]"),
        "overlay": ("condition: true", "condition: false"),
        "social-value-model": ("floor: 0.10", "floor: 0.20"),
        "values": ("price_base: 2024", "price_base: 2023"),
    }
    assert set(changes) == set(KINDS)
    for kind, (old, new) in changes.items():
        place, _ = start_pack(tmp_path / kind / "ours", kind, edition="2026-11", on=ON)
        [file] = (place / "examples").glob("*.yaml")
        text = file.read_text(encoding="utf-8")
        assert old in text, kind
        file.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(UnreadableInput, match="The example expects") as caught:
            check_folder(tmp_path / kind)
        assert caught.value.where.startswith(str(file)), kind


@pytest.mark.parametrize(("lost", "words"), [("value: ", "The example gives no 'value'"), ("hour-of", "has no value")])
def test_an_example_that_asks_for_what_is_not_there_is_refused(lost: str, words: str, tmp_path: Path) -> None:
    place, _ = start_pack(tmp_path / "ours", "values", edition="2026-11", on=ON)
    [file] = (place / "examples").glob("*.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"{{{lost}", "{other: ") if lost == "value: " else text.replace(lost, "no"), "utf-8")
    with pytest.raises(UnreadableInput, match=words):
        check_folder(tmp_path)


@pytest.mark.parametrize(
    ("folder", "edition", "error", "words"),
    [
        ("innovation", "2026-12", MisuseError, "is the name of a shipped pack"),
        ("Our Pack", "2026-12", MisuseError, "is no name for a pack"),
        ("ours", "2026/12", MisuseError, "is no name for a pack"),
        ("there", "2026-12", RefusedError, "not overwritten"),
    ],
)
def test_what_cannot_be_laid_out_is_refused(
    folder: str, edition: str, error: type[CommonwealError], words: str, tmp_path: Path
) -> None:
    """In one sentence, and nothing is left behind."""
    (tmp_path / "there" / "2026-12").mkdir(parents=True)
    (tmp_path / "there" / "2026-12" / "pack.yaml").write_text("title: mine\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(error, match=words):
        start_pack(tmp_path / folder, "criteria", edition=edition, on=ON)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_command_says_what_to_do_next(tmp_path: Path) -> None:
    """And uses this month where no edition is named."""
    result = CliRunner().invoke(group, ["packs", "new", str(tmp_path / "ours"), "--kind", "criteria"])
    assert result.exit_code == 0, result.exception
    assert "Fill in what is marked, then: commonweal packs check" in result.output
    [pack] = [each for each in load_packs((tmp_path,)).editions if each.id == "ours"]
    assert pack.head.published.strftime("%Y-%m") == pack.edition
    unknown = CliRunner().invoke(group, ["packs", "new", str(tmp_path / "more"), "--kind", "law"])
    assert unknown.exit_code == 2


def test_starters_bind_nobody_by_surprise(tmp_path: Path) -> None:
    """A laid-out model is a draft and binds the kind of body that it names, no other."""
    place, _ = start_pack(tmp_path / "ours", "social-value-model", edition="1", on=ON)
    head = read_yaml(place / "pack.yaml").data
    assert head["status"] == "draft"
    assert head["applies"]["authorities"] == ["local-authority"]
