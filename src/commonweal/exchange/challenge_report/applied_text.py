"""A mend that was adopted, in a terminal: what was foreseen, and how it came out."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.challenge import AwardChallenge
from commonweal.exchange.challenge_report.applying import Applied
from commonweal.exchange.challenge_report.reading import taken_of
from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.exchange.report.console import make_console


def print_applied(applied: Applied) -> None:
    """Print the mend, before against after, and where the design came out otherwise than foreseen."""
    make_console().print(Group(*_parts(applied)))


def _parts(applied: Applied) -> Iterator[RenderableType]:
    version = applied.version
    yield Text(f"{applied.mend.name}. {applied.mend.mend.title}", style="bold")
    yield Text(
        f"Adopted with the {version.scheme.option} scheme as version {version.version}: "
        f"schemes/v{version.version:03}.yaml."
    )
    for award in applied.before.report.awards:
        after = next((each for each in applied.after.report.awards if each.target.id == award.target.id), None)
        if after is not None:
            yield from _compared(award, after, applied)
    for sentence in applied.differs:
        yield Padding(Text(sentence, style="yellow"), (0, 0, 0, 2))
    if not applied.differs:
        yield Padding(Text("The design came out as the mend foresaw."), (0, 0, 0, 2))
    yield Text("")
    yield Text(applied.after.finding[0], style="bold")


def _compared(before: AwardChallenge, after: AwardChallenge, applied: Applied) -> Iterator[RenderableType]:
    if len(applied.before.report.awards) > 1:
        yield Text(f"\n{before.target.title}", style="bold cyan")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    table.add_column("")
    for heading in ("before", "foreseen", "as it came out"):
        table.add_column(heading, justify="right")
    for row in _rows(before, after, applied):
        table.add_row(*row)
    yield Padding(table, (0, 0, 0, 2))


def _rows(before: AwardChallenge, after: AwardChallenge, applied: Applied) -> Iterator[tuple[str, str, str, str]]:
    effect = applied.mend.effect if applied.leak.award.target.id == before.target.id else None
    yield (
        "alignment",
        _alignment(before),
        say_part(effect.alignment_after) if effect else "",
        _alignment(after),
    )
    yield (
        "points that leaks take",
        say_points(taken_of(before)),
        say_points(effect.points_after) if effect else "",
        say_points(taken_of(after)),
    )
    if before.tournament is not None and after.tournament is not None:
        yield (
            "most valuable bid wins",
            say_part(before.tournament.level),
            say_part(effect.picks_after) if effect and effect.picks_after is not None else "",
            say_part(after.tournament.level),
        )


def _alignment(award: AwardChallenge) -> str:
    return say_part(award.standing.alignment) if award.standing else "nothing scored"
