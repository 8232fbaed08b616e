"""Rendering reports with Jinja2. Everything is escaped; nothing is fetched."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonweal.exchange.report.cards import source_views
from commonweal.exchange.report.comparison import compare_options
from commonweal.exchange.report.prompts import INTRODUCTION, TITLE, Annex
from commonweal.exchange.report.view import ReportView
from commonweal.exchange.report.words import FACTOR_WORDS, SOURCE_MARKS, say_percent, say_structure
from commonweal.quantities.period import describe_months
from commonweal.record.text import first_upper, inside_sentence, say_list, visible

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def render_html(view: ReportView) -> str:
    """One self-contained page: no script, no outside file, readable by screen reader, printable on A4."""
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    template = environment(html=True).get_template("report.html.j2")
    return visible(template.render(view=view, compared=compare_options(view.options), style=style))


def render_markdown(view: ReportView) -> str:
    return tidy(environment(html=False).get_template("report.md.j2").render(view=view))


def render_prompts(annex: Annex, *, title: str, of: str) -> str:
    """The prompts for the contract and the notice as a Markdown document of their own."""
    text = environment(html=False).get_template("prompts.md.j2").render(annex=annex, mark="##")
    return tidy(f"# {TITLE}\n\n{title}: {of}.\n\n{text}")


def tidy(text: str) -> str:
    """Markdown without runs of empty lines or spaces at the end of one, and nothing that steers a screen."""
    lines = [line.rstrip() for line in visible(text).split("\n")]
    return "\n".join(line for index, line in enumerate(lines) if line or (index and lines[index - 1])) + "\n"


def templates_in(folder: Path, *, html: bool) -> Environment:
    """The templates of a folder, as all our documents read theirs: nothing unknown passes, and markup is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=html,  # noqa: S701 - Markdown is no markup to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def environment(*, html: bool) -> Environment:
    """The templates with the words that every report shares."""
    environment = templates_in(TEMPLATES, html=html)
    helpers: dict[str, Any] = {
        "say_list": say_list,
        "say_percent": say_percent,
        "say_structure": say_structure,
        "lower_first": inside_sentence,
        "months": describe_months,
        "sources": source_views,
        "first_upper": first_upper,
    }
    environment.globals.update(helpers)
    environment.globals["introduction"] = INTRODUCTION
    environment.globals["factor_words"] = FACTOR_WORDS
    environment.globals["source_marks"] = SOURCE_MARKS
    return environment
