"""commonweal documents: the pack of an adopted scheme or a draft, whole or not at all."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commonweal.cli.app import group
from commonweal.exchange.tender_pack import KINDS, Document, save_documents
from commonweal.record.errors import CommonwealError, RefusedError

ROOT = Path(__file__).resolve().parents[3]
ADOPT = ("--adopt", "balanced", "--by", "A. Person", "--reason", "It fits.", "--on", "2026-11-22")
WORD = ["annex-for-the-authority.docx", "tender-pack.docx"]


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments))


def error(result: Result) -> CommonwealError:
    assert isinstance(result.exception, CommonwealError), (result.exception, result.output)
    assert "\n" not in str(result.exception)
    return result.exception


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sandbox example with its balanced scheme adopted. Changed by no test."""
    case = tmp_path_factory.mktemp("adopted") / "case"
    shutil.copytree(ROOT / "examples" / "sandbox-pilot", case)
    assert invoke("design", str(case), *ADOPT).exit_code == 0
    return case


def test_the_adopted_scheme_is_written_out_with_a_list(adopted: Path, tmp_path: Path) -> None:
    """Who adopted it, each file with what it is, and how much is still open."""
    result = invoke("documents", str(adopted), "--out", str(tmp_path / "pack"), "--only", "word")
    assert result.exit_code == 0, result.exception
    assert names(tmp_path / "pack") == WORD
    assert "Scheme 1 was adopted by A. Person on 22 November 2026." in result.output
    assert "Wrote 2 documents into" in result.output
    assert "the tender pack for bidders, in Word" in result.output
    assert "points are still open" in result.output
    assert names(tmp_path) == ["pack"]


def test_a_draft_is_asked_for_by_name(tmp_path: Path) -> None:
    """With nothing adopted, nobody gets a pack by accident."""
    case = str(ROOT / "examples" / "sbri-competition")
    refused = error(invoke("documents", case, "--out", str(tmp_path / "pack")))
    assert "No scheme of this case has been adopted." in str(refused)
    assert "--option balanced" in str(refused)
    assert not (tmp_path / "pack").exists()
    draft = ("--option", "lighter", "--only", "word", "--json")
    result = invoke("documents", case, "--out", str(tmp_path / "pack"), *draft)
    assert result.exit_code == 0, result.exception
    told = json.loads(result.output)
    assert told["mark"].startswith("DRAFT")
    assert [Path(each["file"]).name for each in told["wrote"]] == ["tender-pack.docx", "annex-for-the-authority.docx"]
    assert all(each["bytes"] == Path(each["file"]).stat().st_size for each in told["wrote"])
    assert told["open_points"]


def test_writing_again_changes_nothing_and_never_what_somebody_worked_on(adopted: Path, tmp_path: Path) -> None:
    """The same input gives the same bytes; a file that differs is refused, and nothing else is written."""
    pack = tmp_path / "pack"
    arguments = ("documents", str(adopted), "--out", str(pack), "--only", "word")
    assert invoke(*arguments).exit_code == 0
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in pack.iterdir()}
    assert invoke(*arguments).exit_code == 0
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in pack.iterdir()} == before
    (pack / "tender-pack.docx").write_bytes(b"worked on")
    (pack / "annex-for-the-authority.docx").unlink()
    refused = error(invoke(*arguments))
    assert "somebody may have worked on it" in str(refused)
    assert refused.exit_status == 4
    assert names(pack) == ["tender-pack.docx"]
    assert (pack / "tender-pack.docx").read_bytes() == b"worked on"


@pytest.mark.parametrize("existed", [True, False])
def test_a_pack_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existed: bool) -> None:
    """When the disk fails on the way, nothing of it is left, and what stood there before stands there still."""
    folder = tmp_path / "pack"
    if existed:
        folder.mkdir()
        (folder / "notes.txt").write_text("ours", encoding="utf-8")
    made = [Document(name=f"{number}.docx", says="", content=b"x") for number in range(3)]
    real, done = Path.replace, []

    def fail_on_the_third(self: Path, target: Any) -> Any:
        done.append(target)
        if len(done) == 3:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_the_third)
    with pytest.raises(OSError, match="No space"):
        save_documents(made, folder)
    assert names(tmp_path) == (["pack"] if existed else [])
    assert not existed or names(folder) == ["notes.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack").write_text("x", encoding="utf-8")
    with pytest.raises(RefusedError, match="This is a file, not a folder"):
        save_documents([], tmp_path / "pack")


def test_the_starting_template_is_written_once_and_gives_the_same_pack(adopted: Path, tmp_path: Path) -> None:
    template = tmp_path / "ours.docx"
    assert invoke("documents", "--template-out", str(template)).exit_code == 0
    assert error(invoke("documents", "--template-out", str(template))).exit_status == 4
    for folder, more in (("a", ()), ("b", ("--template", str(template)))):
        done = invoke("documents", str(adopted), "--out", str(tmp_path / folder), "--only", "word", *more)
        assert done.exit_code == 0, done.exception
    assert (tmp_path / "a" / WORD[1]).read_bytes() == (tmp_path / "b" / WORD[1]).read_bytes()


def test_a_template_that_is_refused_leaves_nothing_behind(adopted: Path, tmp_path: Path) -> None:
    template = tmp_path / "bad.docx"
    template.write_bytes(b"no template")
    refused = error(invoke("documents", str(adopted), "--out", str(tmp_path / "pack"), "--template", str(template)))
    assert str(template) in str(refused)
    assert refused.exit_status == 3
    assert names(tmp_path) == ["bad.docx"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "The documents need a case."),
        (("{case}",), "The documents need a folder."),
        (("{case}", "--template-out", "x.docx"), "--template-out writes a template, and nothing of a case."),
        (("{case}", "--out", "x", "--only", "pdf", "--template", "README.md"), "--template is for Word"),
    ],
)
def test_contradictions_are_told_in_one_sentence(adopted: Path, arguments: tuple[str, ...], words: str) -> None:
    filled = [each.format(case=adopted) for each in arguments]
    assert words in str(error(invoke("documents", *filled)))


def test_without_pango_pdf_is_refused_with_what_installs_it(
    adopted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is written: Word alone can still be asked for."""
    missing = types.ModuleType("weasyprint")

    def fail(name: str) -> Any:
        raise OSError("cannot load library 'libpango-1.0-0'")

    missing.__getattr__ = fail  # type: ignore[method-assign]
    monkeypatch.setitem(sys.modules, "weasyprint", missing)
    refused = error(invoke("documents", str(adopted), "--out", str(tmp_path / "pack")))
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in str(refused)
    assert "Word needs none of it." in str(refused)
    assert not (tmp_path / "pack").exists()


def test_a_case_that_changed_after_adoption_is_marked_and_told(adopted: Path, tmp_path: Path) -> None:
    case = shutil.copytree(adopted, tmp_path / "case")
    text = (case / "case.yaml").read_text(encoding="utf-8")
    (case / "case.yaml").write_text(text.replace("months: 9", "months: 8"), encoding="utf-8")
    result = invoke("documents", str(case), "--out", str(tmp_path / "pack"), "--only", "word", "--json")
    assert result.exit_code == 0, result.exception
    told = json.loads(result.output)
    assert told["mark"].startswith("NOT CURRENT")
    assert told["open_points"][0].startswith("The case has changed")


def test_kinds_are_told_in_help_and_nothing_heavy_is_loaded_for_it() -> None:
    """Help answers without the libraries that write documents."""
    code = (
        "import sys; sys.argv=['commonweal','documents','--help'];"
        "from commonweal.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print({'docx','docxtpl','weasyprint','jinja2','highspy','numpy','lxml'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == "set()"
    for kind in KINDS:
        assert kind in done.stdout
