"""The page for a busy reader: the worst leaks, each with its mend, and where everything stands on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commonweal.challenge import AwardChallenge, ChallengeReport
from commonweal.exchange.business_case.view import LABEL, QUIET, Block, Grid, GridColumn, Heading, Words
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.finding import say_effect, say_harm
from commonweal.exchange.challenge_report.reading import NamedLeak, scored_awards, taken_of, worst_leaks
from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.record.text import first_upper

COUNTS = "The usual counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnScale:
    """One line of the scale: alignment, the points that leaks take, and how often the most valuable bid wins."""

    name: str
    alignment: Decimal
    taken: Decimal | None = None
    picks: Decimal | None = None


def on_one_scale(award: AwardChallenge, leaks: tuple[NamedLeak, ...]) -> tuple[OnScale, ...]:
    """The scheme as it is, with the best mend of each of these leaks, and the usual counts at the same weight."""
    if award.standing is None or award.twin is None:
        return ()
    lines = [
        OnScale(
            name="The scheme as it is",
            alignment=award.standing.alignment,
            taken=taken_of(award),
            picks=award.tournament.level if award.tournament else None,
        )
    ]
    for leak in leaks:
        best = leak.best
        if leak.award is award and best is not None and best.effect is not None:
            effect = best.effect
            lines.append(
                OnScale(
                    name=f"With {best.name}",
                    alignment=effect.alignment_after,
                    taken=effect.points_after,
                    picks=effect.picks_after,
                )
            )
    counts = award.twin_tournament.level if award.twin_tournament else None
    return (*lines, OnScale(name=COUNTS, alignment=award.twin.alignment, picks=counts))


def scales_of(report: ChallengeReport) -> Iterator[tuple[AwardChallenge, tuple[OnScale, ...]]]:
    """The scale of each award decision that scores social value."""
    worst = worst_leaks(report)
    for award in scored_awards(report):
        yield award, on_one_scale(award, worst)


def tell_opening(found: CaseChallenge, *, case: str) -> Iterator[Block]:
    """What stands under the verdict. `case` is how the case is called on the command line."""
    yield from tell_leaks(found, case=case)
    for award, lines in scales_of(found.report):
        yield scale_grid(award, lines, alone=len(found.report.awards) == 1)


def tell_leaks(found: CaseChallenge, *, case: str) -> Iterator[Block]:
    """The three worst leaks, each with its best mend and how to adopt it."""
    worst = worst_leaks(found.report)
    if not worst:
        return
    yield Heading(text="The leak that matters" if len(worst) == 1 else "The leaks that matter most")
    for leak in worst:
        yield from _leak(leak, found, case=case)


def _leak(leak: NamedLeak, found: CaseChallenge, *, case: str) -> Iterator[Block]:
    where = f" At ‘{leak.award.target.title}’." if len(found.report.awards) > 1 else ""
    yield Words(text=f"{leak.name}. {leak.found.leak.finding}", style=LABEL)
    yield Words(text=f"It takes {say_harm(leak)}.{where} {leak.found.leak.because}")
    best = leak.best
    if best is None:
        if leak.by_hand is not None:
            yield Words(text=f"To mend it by hand: {leak.by_hand.mend.title}")
        return
    yield Words(text=f"Mend {best.name}. {best.mend.title} {say_effect(best)}")
    yield Words(text=f"To adopt it: {apply_command(best.name, found, case=case)}", style=QUIET)


def apply_command(name: str, found: CaseChallenge, *, case: str) -> str:
    """The command that adopts a mend of this challenge."""
    option = "" if found.version else f" --option {found.scheme.option}"
    return f'commonweal challenge {case}{option} --apply {name} --by "Your name" --reason "Why"'


def scale_grid(award: AwardChallenge, lines: tuple[OnScale, ...], *, alone: bool) -> Grid:
    """The scale as a table; how often the most valuable bid wins only where a tournament tells."""
    picks = any(line.picks is not None for line in lines)
    where = "" if alone else f" at ‘{award.target.title}’"
    columns = [
        GridColumn(heading="What is scored", width=62),
        GridColumn(heading="Alignment", width=30, number=True),
        GridColumn(heading="Points that leaks take", width=36, number=True),
    ]
    if picks:
        columns.append(GridColumn(heading="Most valuable bid wins", width=42, number=True))
    return Grid(
        caption=f"On one scale{where}, at {say_points(award.target.total)} points of social value",
        columns=tuple(columns),
        rows=tuple(
            (
                first_upper(line.name),
                say_part(line.alignment),
                "" if line.taken is None else say_points(line.taken),
                *(("" if line.picks is None else say_part(line.picks),) if picks else ()),
            )
            for line in lines
        ),
    )
