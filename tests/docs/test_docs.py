"""The documentation does what it says: its commands, its Python and its YAML run; its links lead somewhere.

A ```console block is run: lines that begin with `$ ` are typed, the others are printed, `…` stands for lines left out.
Blocks of one page run in order, in one folder that holds the examples and the fixtures. A ```yaml block with a title
is written to that file; part of a case is taken up into the case.yaml that is there. ```text blocks are not run.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from doc_pages import DOCS, ROOT, Block, all_pages, blocks, commands, hand_written, shown_in
from ruamel.yaml import YAML

from commonweal.cli import main
from commonweal.design.selection import Relaxed
from commonweal.frameworks import load_packs, parse_yaml
from commonweal.procurement import DecisionKind

SITE = ROOT / "mkdocs.yml"
LANGUAGES = {"console", "python", "yaml", "text", "json"}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
RUN = [page for page in hand_written() if any(b.language in {"console", "python"} for b in blocks(page))]


def names(pages: list[Path]) -> list[str]:
    return [page.relative_to(DOCS).as_posix() for page in pages]


def test_there_are_pages() -> None:
    """The search for pages finds them, and pages that run."""
    assert len(all_pages()) >= 70
    assert len(RUN) >= 8


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the project's, for a reader to work in."""
    for folder in ("examples", "tests/fixtures"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", RUN, ids=names(RUN))
def test_what_a_page_shows_happens(page: Path, here: Path) -> None:
    """Every command prints what it is shown to print; every Python block runs; every titled YAML block is written."""
    status = 0
    values: dict[str, object] = {"__name__": "page"}
    for block in blocks(page):
        place = f"{page.relative_to(ROOT)}:{block.line}"
        if block.language == "console":
            for command in commands(block):
                printed, status = type_in(command.text, status)
                missing = shown_in(command.shown, printed)
                assert not missing, f"{place}: $ {command.text}\nis not shown: {missing}\n\nprinted:\n{printed}"
        elif block.language == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block.text, place, "exec"), values)
        elif block.language == "yaml" and block.title:
            write_yaml(here / block.title, block)


def type_in(command: str, last: int) -> tuple[str, int]:
    """What a command prints, and its exit status. Ours runs in this process, where the network is off."""
    if command == "echo $?":
        return f"{last}\n", 0
    if not command.startswith("commonweal "):
        done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr, done.returncode
    import shlex

    printed = io.StringIO()
    before, sys.argv = sys.argv, shlex.split(command)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    finally:
        sys.argv = before
    return printed.getvalue(), status


def write_yaml(file: Path, block: Block) -> None:
    """Write the block's file; a case file that is there takes up the keys of a part, its lists growing."""
    whole = "commonweal:" in block.text.splitlines()[0]
    if whole or file.name != "case.yaml" or not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
        return
    yaml = YAML()
    yaml.preserve_quotes = True
    case, more = yaml.load(file.read_text(encoding="utf-8")), yaml.load(block.text)
    for key, value in more.items():
        if isinstance(value, list) and key in case:
            case[key].extend(value)
        elif isinstance(value, dict) and key in case:
            case[key].update(value)
        else:
            case[key] = value
    with file.open("w", encoding="utf-8") as stream:
        yaml.dump(case, stream)


@pytest.mark.parametrize("page", hand_written(), ids=names(hand_written()))
def test_blocks_are_of_a_kind_that_is_checked(page: Path) -> None:
    """A block is run, parsed, or plainly text; YAML parses as strictly as the reader does."""
    for block in blocks(page):
        assert block.language in LANGUAGES, f"{page.name}:{block.line}"
        if block.language == "yaml":
            parse_yaml(block.text, name=f"{page.name}:{block.line}")


def test_navigation_names_every_page_once() -> None:
    """No page is lost, and no entry leads nowhere."""
    named = list(_entries(YAML(typ="safe").load(SITE.read_text(encoding="utf-8"))["nav"]))
    assert sorted(named) == sorted(names(all_pages()))


def _entries(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for each in node:
            yield from _entries(each)
    elif isinstance(node, dict):
        for each in node.values():
            yield from _entries(each)


@pytest.mark.parametrize("page", all_pages(), ids=names(all_pages()))
def test_internal_links_lead_to_a_file(page: Path) -> None:
    """The build checks anchors; this also checks that a link stays inside the documentation."""
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        path = target.partition("#")[0]
        if path and not re.match(r"[a-z]+:", path):
            file = (page.parent / path).resolve()
            assert file.is_file(), f"{page.name}: {target}"
            assert file.is_relative_to(DOCS), f"{page.name}: {target}"


def test_the_site_builds_and_loads_nothing_from_outside(tmp_path: Path) -> None:
    """Strictly: a link or an anchor that leads nowhere stops it. No page asks another host for anything."""
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(SITE, tmp_path)
    program = Path(sys.executable).parent / "zensical"
    done = subprocess.run(
        [str(program), "build", "--clean", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    built = sorted((tmp_path / "site").rglob("*.html"))
    assert len(built) >= len(all_pages())
    assert not list((tmp_path / "site").rglob("*.py"))
    loads = re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"?(https?:)?//", re.IGNORECASE)
    for page in built:
        found = loads.search(page.read_text(encoding="utf-8"))
        assert found is None, f"{page.relative_to(tmp_path)}: {found}"


# --- what the reference must cover ------------------------------------------------------------------------------------


def finding_codes() -> set[str]:
    """Every code that the design, the choice of an edition or the case file returns."""
    files = [*(ROOT / "src/commonweal/design").glob("*.py"), ROOT / "src/commonweal/frameworks/applicability.py"]
    files += [ROOT / "src/commonweal/frameworks/edition_floor.py"]
    files += (ROOT / "src/commonweal/exchange/case_file").glob("*.py")
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    made = {f"relaxed-{each.value.replace(' ', '-')}" for each in Relaxed} if 'code=f"relaxed-' in text else set()
    return set(re.findall(r'code="([a-z-]+)"', text)) | made


def test_every_finding_is_explained() -> None:
    """Each code has a heading of its own; no heading is left over."""
    text = (DOCS / "reference" / "findings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^### `([a-z-]+)`", text, re.MULTILINE)) == finding_codes()


def test_every_kind_of_decision_is_shown() -> None:
    """With YAML that can be copied."""
    page = DOCS / "how-to" / "disagree-with-the-design.md"
    text = "\n".join(block.text for block in blocks(page) if block.language == "yaml")
    assert {each.value for each in DecisionKind} == set(re.findall(r"kind: ([a-z]+)", text))


def test_every_template_is_named() -> None:
    """In the how-to that starts from one."""
    text = (DOCS / "how-to" / "start-from-a-template.md").read_text(encoding="utf-8")
    for pack in load_packs().editions:
        for name in pack.templates:
            assert f"`{name}`" in text


def test_every_exit_status_is_explained() -> None:
    """Those that the help names."""
    text = (DOCS / "reference" / "exit-statuses.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (\d+) \|", text, re.MULTILINE)) >= {"0", "1", "2", "3", "4"}
