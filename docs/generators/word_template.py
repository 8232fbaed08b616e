"""The page of placeholders that a Word template may hold, written from the view that fills them in."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.exchange.tender_pack.placeholders import Placeholder, known_placeholders
from commonweal.exchange.word.placeholder_check import FILTERS
from commonweal.record.text import first_upper, say_list
from generators.pages import Written, marked, page, table

PAGE = "docs/reference/word-template.md"


def word_template_page() -> Written:
    return Written(texts={PAGE: page(_lines())})


def _lines() -> list[str]:
    known = known_placeholders()
    filters = say_list([f"`|{each}`" for each in sorted(FILTERS)], last="or")
    return [
        marked("exchange/tender_pack/pack_view.py"),
        "",
        "# Placeholders of a Word template",
        "",
        "A tender pack in Word is made from a template, and the template may be your own.",
        "`commonweal documents --template-out FILE` writes out the one that Commonweal brings; change it in Word, and "
        "give it back with `--template FILE`.",
        "[Make the tender pack](../how-to/make-the-tender-pack.md) shows the way.",
        "",
        "## How to write them",
        "",
        "- Words: `{{ title }}`. A part of something: `{{ award.title }}`.",
        "- A paragraph for each thing in a list: a paragraph `{%p for award in awards %}`, what is repeated, a "
        "paragraph `{%p endfor %}`. A table row for each: rows with `{%tr for level in criterion.levels %}` and "
        "`{%tr endfor %}` around it.",
        "- Something only if it is there: `{%p if lots %}` … `{%p endif %}`, or within a sentence `{% if kpi.by %}` … "
        "`{% endif %}`.",
        "- A loop inside a loop runs over a part of the outer one's turn, such as `criterion in award.criteria`.",
        f"- Words may be changed with {filters}. Nothing else is done in a template: no calculation, no other file.",
        "",
        "A name that is not on this page is refused, with the nearest that is.",
        "So are templates with macros, embedded files, content from outside, or fields that fetch something.",
        "On every page of a draft Commonweal adds the words that it is one, whatever the template.",
        "",
        "## Whole pack",
        *_table(known),
        *_parts(known, path=""),
    ]


def _table(among: Mapping[str, Placeholder]) -> list[str]:
    rows = [[f"`{each.name}`", first_upper(each.says), "list" if each.is_list else "words"] for each in among.values()]
    return table(["Placeholder", "What it is", "Kind"], rows)


def _parts(among: Mapping[str, Placeholder], *, path: str) -> list[str]:
    """What stands in each turn of a list of things."""
    lines = []
    for each in among.values():
        if each.parts:
            whole = f"{path}.{each.name}" if path else each.name
            turn = each.name.rstrip("s") if each.name != "branches" else "branch"
            lines += ["", f"## In `{whole}`", "", f"`for {turn} in {whole}`, then `{{{{ {turn}.NAME }}}}`."]
            lines += [*_table(each.parts), *_parts(each.parts, path=turn)]
    return lines
