"""The detail of a challenge as the reports tell it, on a page: words, lists, tables, and charts that it draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.challenge import AwardChallenge, ChallengeReport, Verdict
from commonweal.exchange.business_case.view import Block, Grid, Heading, Points, Words
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.gathering import PARTS
from commonweal.exchange.challenge_report.standing_parts import ChartHere
from commonweal.exchange.report.words import SOURCE_MARKS
from commonweal_web.challenge.translate.pictures import alignment_scale, ambition_climb, winners_scale
from commonweal_web.layout.components import Column, Status, Table
from commonweal_web.layout.templatetags.look import mark

KINDS_OF_SOURCE = {words: kind.value for kind, words in SOURCE_MARKS.items()}
LEAKS = "leaks"  # the part that the page tells itself, with what can be done about each
VERDICTS = {
    Verdict.HOLDS: _("Holds"),
    Verdict.NARROW: _("Narrow"),
    Verdict.LEAKS: _("Leaks"),
    Verdict.MISLEADS: _("Misleads"),
    Verdict.NOTHING_SCORED: _("Nothing is scored"),
}
COLOURS = {
    Verdict.HOLDS: "green",
    Verdict.NARROW: "teal",
    Verdict.LEAKS: "decide",
    Verdict.MISLEADS: "decide",
    Verdict.NOTHING_SCORED: "grey",
}
DRAWN: dict[str, tuple[str, Callable[[AwardChallenge], Any]]] = {
    "alignment": ("scale", alignment_scale),
    "who-wins": ("scale", winners_scale),
    "ambition": ("climb", ambition_climb),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """One thing under another: `kind` is words, points, heading, table, scale or climb; `style` is of words."""

    kind: str
    value: Any
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """One part of the detail."""

    title: str
    blocks: tuple[ShownBlock, ...]


def verdict_tag(verdict: Verdict) -> Status:
    return Status(text=VERDICTS[verdict], colour=COLOURS[verdict])


def shown_parts(found: CaseChallenge) -> tuple[ShownPart, ...]:
    """Every part but the one on leaks; where nothing is scored, the method alone."""
    parts = [each for each in PARTS if each[0] != LEAKS] if _is_scored(found.report) else PARTS[-1:]
    return tuple(
        ShownPart(title=title, blocks=tuple(_blocks(tell(found), found.report))) for _mark, title, tell in parts
    )


def _is_scored(report: ChallengeReport) -> bool:
    return any(award.standing is not None for award in report.awards)


def _blocks(told: Iterator[Block | ChartHere], report: ChallengeReport) -> Iterator[ShownBlock]:
    """Tables that several award decisions have are named after each, by the heading that they stand under."""
    blocks, under = list(told), ""
    often = Counter(each.caption for each in blocks if isinstance(each, Grid))
    for block in blocks:
        match block:
            case Words():
                yield ShownBlock(kind="words", value=block.text, style=block.style)
            case Points():
                yield ShownBlock(kind="points", value=block.lines)
            case Heading():
                under = block.text
                yield ShownBlock(kind="heading", value=block.text)
            case Grid():
                yield ShownBlock(kind="table", value=_named(table_of(block), under if often[block.caption] > 1 else ""))
            case ChartHere():
                yield from _drawn(block.name, report, under)


def _named(table: Table, under: str) -> Table:
    if not under:
        return table
    return replace(table, caption=gettext("%(caption)s: %(where)s") % {"caption": table.caption, "where": under})


def _drawn(name: str, report: ChallengeReport, under: str) -> Iterator[ShownBlock]:
    """A chart by its name, with the award decision's id after it where there are several."""
    for start, (kind, draw) in DRAWN.items():
        for award in report.awards:
            if name in {f"{start}-{award.target.id}", start if len(report.awards) == 1 else ""}:
                value = draw(award)
                if value is not None:
                    table = value.picture.table
                    picture = replace(value.picture, table=_named(table, under) if table else None)
                    yield ShownBlock(kind=kind, value=replace(value, picture=picture))


def table_of(grid: Grid) -> Table:
    """A table of the reports as a page has it: on a narrow screen each row is a list."""
    columns = [Column(title=each.heading, number=each.number) for each in grid.columns]
    rows = [
        [_mark(cell) if column.mark else _cell(cell) for column, cell in zip(grid.columns, row, strict=True)]
        for row in grid.rows
    ]
    return Table(caption=grid.caption, columns=columns, rows=rows, size="s", dense=True, stack=True)


def _mark(words: str) -> str:
    """Law, guidance or our judgement by its marker; any other word as it is."""
    kind = KINDS_OF_SOURCE.get(words)
    return mark(kind) if kind else words


def _cell(text: str) -> str:
    """The first line, and the others more quietly under it."""
    first, *more = text.split("\n")
    return format_html('{}<br><span class="cw-quiet">{}</span>', first, " ".join(more)) if more else first
