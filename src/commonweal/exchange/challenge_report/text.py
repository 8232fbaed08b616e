"""The challenge in a terminal: the verdict, leaks with their mends, where everything stands, then the detail."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.exchange.business_case.view import LABEL, QUIET, Block, Grid, Heading, Picture, Points, Words
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.gathering import STATUS, SUBTITLE, make_challenge
from commonweal.exchange.challenge_report.opening import OnScale, scales_of
from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.exchange.report.console import make_console, page_console

BAR = 18  # letters of a whole bar
LONGEST = 22  # a column is wide enough for its longest word, up to so many letters
COMMAND = " commonweal "
STYLES = {QUIET: "dim", LABEL: "bold"}


def print_challenge(found: CaseChallenge, *, case: str, full: bool = True) -> None:
    """Print it. `case` is how the case was called; without `full` the first page alone."""
    make_console().print(_whole(found, case=case, full=full), crop=False)


def challenge_text(found: CaseChallenge, *, case: str = "CASE") -> str:
    """The same as plain text, as wide as a page."""
    stream = io.StringIO()
    page_console(stream).print(_whole(found, case=case, full=True), crop=False)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _whole(found: CaseChallenge, *, case: str, full: bool) -> Group:
    made = make_challenge(found, case=case, pictures=False)
    first, *more = made.finding
    shown: list[RenderableType] = [
        Text(made.title, style="bold"),
        Text(f"{made.authority}. {made.standing}", style="dim"),
        Text(""),
        Text(SUBTITLE, style="bold cyan"),
        Text(first, style="bold"),
        *(Text(each) for each in more),
    ]
    shown += [each for block in made.opening if not isinstance(block, Grid) for each in _shown(block)]
    for award, lines in scales_of(found.report):
        where = f" at ‘{award.target.title}’" if len(found.report.awards) > 1 else ""
        shown += [_heading(f"On one scale{where}"), *_scale(lines)]
    if full:
        for part in made.parts:
            shown.append(_heading(part.title.partition(" ")[2]))
            shown += [each for block in part.blocks for each in _shown(block)]
    shown += [Text(""), Text(STATUS, style="dim")]
    return Group(*shown)


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold cyan")


def _shown(block: Block) -> Iterator[RenderableType]:
    match block:
        case Heading():
            yield Text(f"\n{block.text}", style="bold")
        case Words():
            above = 1 if block.style == LABEL else 0
            words, to_copy, command = block.text.partition(COMMAND if block.style == QUIET else "\n")
            yield Padding(Text(words, style=STYLES.get(block.style, "")), (above, 0, 0, 2))
            if to_copy:
                yield _to_copy(f"{to_copy}{command}")
        case Points():
            for line in block.lines:
                yield Padding(Text(line, style="dim"), (0, 0, 0, 2))
        case Grid():
            yield Padding(Text(block.caption, style="italic"), (1, 0, 0, 2))
            yield Padding(_table(block), (0, 0, 0, 2))
        case Picture():
            return


def _to_copy(command: str) -> Text:
    """A command in one line, however long: only the terminal breaks it, so that it can be copied whole."""
    return Text(command.strip(), style=STYLES[QUIET], no_wrap=True, overflow="ignore")


def _table(block: Grid) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for column in block.columns:
        table.add_column(column.heading, justify="right" if column.number else "left", overflow="fold")
    for place, shown in enumerate(table.columns):
        words = " ".join(row[place] for row in block.rows).split()
        shown.min_width = min(LONGEST, max(map(len, words), default=0))
    for row in block.rows:
        table.add_row(*(_cell(cell) for cell in row))
    return table


def _cell(text: str) -> Text:
    """What stands under the first line of a cell is said more quietly."""
    first, _, more = text.partition("\n")
    return Text.assemble(first, *((("\n" + more, "dim"),) if more else ()))


def _scale(lines: tuple[OnScale, ...]) -> Iterator[RenderableType]:
    table = Table("", box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    table.add_column("", no_wrap=True, min_width=BAR)
    for heading in ("alignment", "leaks take", "best bid wins"):
        table.add_column(heading, justify="right")
    for line in lines:
        taken = "" if line.taken is None else say_points(line.taken)
        picks = "" if line.picks is None else say_part(line.picks)
        table.add_row(line.name, _bar(line.alignment), say_part(line.alignment), taken, picks)
    yield Padding(table, (0, 0, 0, 2))


def _bar(share: Decimal) -> str:
    full = round(float(share) * BAR)
    return "━" * full + "·" * (BAR - full)
