"""Prompts for the contract and the notice as people get them: annex, terminal, Markdown, plain data."""

from __future__ import annotations

import io
import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from commonweal.cli.app import group
from commonweal.design import propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.exchange.report import ReportView, make_view, render_html, render_markdown
from commonweal.exchange.report.explanation import find_explanation
from commonweal.exchange.report.prompts import TITLE, annex_data
from commonweal.exchange.report.prompts_text import _annex, annex_text
from commonweal.exchange.report.rendering import render_prompts
from commonweal.frameworks import PROMPT_LINE, load_packs
from commonweal.record.errors import MisuseError
from strategies import make_case, stage

ROOT = Path(__file__).resolve().parents[3]
SANDBOX = ROOT / "examples" / "sandbox-pilot"
NAMES = ["sandbox-pilot", "sbri-competition", "local-test-and-learn", "conventional-service/ppn-026"]


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments))


@cache
def view_of(name: str) -> ReportView:
    return make_view(propose_schemes(open_case(ROOT / "examples" / name).case, packs=load_packs()))


def texts(name: str) -> dict[str, str]:
    annex = view_of(name).annex
    return {
        "text": re.sub(r"\s+", " ", annex_text(annex, title="T", of="of")),
        "md": render_prompts(annex, title="T", of="of"),
        "report md": render_markdown(view_of(name)),
        "json": json.dumps(annex_data(annex, title="T", of="of"), ensure_ascii=False),
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_stands_in_every_format_with_its_line(name: str) -> None:
    """The contract's part, the notice's part, each question and the line that says what it is."""
    annex = view_of(name).annex
    for form, text in texts(name).items():
        for _, prompts in annex.groups:
            for each in prompts:
                short = re.sub(r"\s+", " ", each.called.contract)[:40]
                assert short in text, (form, each.called.id)
                assert each.called.prompt.decide[0][:25] in text
        lines = 1 if form == "json" else annex.count
        assert text.count(PROMPT_LINE) == lines, form


@pytest.mark.parametrize("name", NAMES)
def test_the_page_pairs_contract_and_notice(name: str) -> None:
    """An annex with a heading that the page's list of contents leads to, and one section a prompt."""
    html, annex = render_html(view_of(name)), view_of(name).annex
    assert 'href="#prompts"' in html
    assert html.count('<section class="prompt"') == html.count('<div class="pair">') == annex.count
    for _, prompts in annex.groups:
        for each in prompts:
            assert f'id="prompt-{each.called.id}"' in html


def test_an_open_check_on_the_page_leads_to_its_prompts_and_no_link_is_dead() -> None:
    """And back: the prompt names the check with its answer."""
    html = render_html(view_of("sandbox-pilot"))
    for prompt in ("known-risks", "a-finding-is-no-breach"):
        assert f'href="#prompt-{prompt}"' in html
        assert re.search(rf'id="prompt-{prompt}".*?\(not answered\)', html, re.DOTALL)
    for anchor in re.findall(r'href="#(prompt-[a-z-]+)"', html):
        assert f'id="{anchor}"' in html


def test_a_case_that_calls_for_nothing_has_no_annex() -> None:
    """Goods bought once: no heading without anything under it."""
    view = make_view(propose_schemes(_goods(), packs=load_packs()))
    assert view.annex.count == 0
    assert 'id="prompts"' not in render_html(view)
    assert "calls for no prompt" in annex_text(view.annex, title="T", of="of")
    assert "calls for no prompt" in render_prompts(view.annex, title="T", of="of")


def _goods() -> object:
    return make_case(stage("operate", 1, 250_000), model="conventional", nature="goods", split=(100, 0, 0))


def test_each_list_is_shown_once() -> None:
    """Prompts refer to it; nobody reads eleven KPIs three times."""
    text = annex_text(view_of("sandbox-pilot").annex, title="T", of="of")
    assert text.count("Ready to pilot, after") + text.count("after Set-up and safety case: Ready to pilot") == 1
    assert "See below" in text


def test_the_answers_of_the_checks_stand_beside_the_prompts() -> None:
    """So that whoever drafts sees what is still open."""
    found = annex_data(view_of("sandbox-pilot").annex, title="T", of="of")
    [prompt] = [each for each in found["prompts"] if each["id"] == "right-to-stop"]
    assert prompt["checks"] == [
        {"check": "break-right", "answer": "met"},
        {"check": "termination-notice", "answer": "not answered"},
    ]


def test_law_and_judgement_are_told_apart_with_their_confidence() -> None:
    """In plain data too."""
    found = annex_data(view_of("sandbox-pilot").annex, title="T", of="of")
    kinds = {(source["kind"], source["confidence"]) for each in found["prompts"] for source in each["sources"]}
    assert {("law", "primary"), ("guidance", "secondary"), ("judgement", "judgement")} <= kinds


@pytest.mark.parametrize("width", [80, 120])
def test_no_word_is_lost_on_a_screen(width: int) -> None:
    """Each line fits, and the labels keep their column."""
    stream = io.StringIO()
    annex = view_of("sandbox-pilot").annex
    Console(file=stream, width=width, color_system=None).print(_annex(annex, title="T", of="of"))
    lines = stream.getvalue().splitlines()
    assert max(len(line) for line in lines) <= width
    assert sum(line.startswith("  In the contract") for line in lines) == annex.count
    assert "…" not in stream.getvalue()


def test_where_there_is_no_tender_notice_none_is_spoken_of() -> None:
    """An exempt competition: what bidders are sent, and a sentence on the law."""
    annex = view_of("sbri-competition").annex
    assert annex.told == "In what bidders are sent"
    for text in (annex_text(annex, title="T", of="of"), render_prompts(annex, title="T", of="of")):
        assert "do not apply here" in re.sub(r"\s+", " ", text)


def test_the_command_drafts_for_what_was_adopted(tmp_path: Path) -> None:
    """The newest adopted scheme; an option only when asked for; and it says when the case has moved on since."""
    case = tmp_path / "case"
    shutil.copytree(SANDBOX, case)
    assert f"{TITLE}\n" in invoke("clauses", str(case)).output
    assert "for the balanced proposal" in invoke("clauses", str(case)).output
    invoke("design", str(case), "--adopt", "lighter", "--by", "A. Person", "--on", "2026-11-26")
    assert "for adopted scheme 1." in invoke("clauses", str(case)).output
    assert "for the fuller proposal" in invoke("clauses", str(case), "--option", "fuller").output
    file = case / "case.yaml"
    moved = file.read_text(encoding="utf-8").replace("id: pilot\n", "id: trial\n")
    file.write_text(moved, encoding="utf-8")
    changed = invoke("clauses", str(case))
    assert "The case has changed since scheme 1 was adopted." in re.sub(r"\s+", " ", changed.output)
    assert changed.exit_code == 0


def test_the_command_writes_files(tmp_path: Path) -> None:
    """Whole ones, in each format; two formats at once are refused."""
    for form, start in (("text", TITLE), ("md", f"# {TITLE}")):
        out = tmp_path / f"prompts.{form}"
        assert invoke("clauses", str(SANDBOX), "--format", form, "--out", str(out)).output == f"Wrote {out}.\n"
        assert out.read_text(encoding="utf-8").startswith(start)
    out = tmp_path / "prompts.json"
    invoke("clauses", str(SANDBOX), "--json", "--out", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["prompts"]
    assert isinstance(invoke("clauses", str(SANDBOX), "--json", "--format", "md").exception, MisuseError)


def test_a_check_and_its_prompt_explain_each_other() -> None:
    """From either end, in the words of the command line."""
    packs = load_packs()
    assert "right-to-stop" in dict(find_explanation("break-right", packs).sections)["What to have drafted"]
    prompt = dict(find_explanation("right-to-stop", packs).sections)
    assert "break-right" in prompt["Helps to meet"]
    assert "{" not in prompt["In the contract"]
    assert PROMPT_LINE in prompt["What this is"]


@pytest.mark.parametrize("check", ["break-right", "gates-provided-for", "known-risk-named", "commitments-in-contract"])
def test_pages_of_checks_and_prompts_link_both_ways(check: str) -> None:
    """As generated."""
    page = (ROOT / "docs" / "reference" / "checks" / f"{check}.md").read_text(encoding="utf-8")
    prompts = (ROOT / "docs" / "reference" / "contract-prompts.md").read_text(encoding="utf-8")
    [line] = [line for line in page.splitlines() if line.startswith("What to have drafted: ")]
    for anchor in re.findall(r"contract-prompts\.md#([a-z-]+)", line):
        assert f"{{#{anchor}}}" in prompts
    assert f"(checks/{check}.md)" in prompts
