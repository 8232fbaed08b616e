"""The page for a busy reader: the worst leaks, each with its mend, and where everything stands on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commonweal.challenge import AwardChallenge, ChallengeReport, MendEffect
from commonweal.exchange.business_case.view import LABEL, QUIET, Block, Grid, GridColumn, Heading, Words
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.finding import say_briefly, say_harm
from commonweal.exchange.challenge_report.reading import (
    NamedLeak,
    best_mends,
    same_mend,
    scored_awards,
    taken_of,
    worst_leaks,
)
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


def on_one_scale(award: AwardChallenge, report: ChallengeReport) -> tuple[OnScale, ...]:
    """The scheme as it is, with the best mend of each of the worst leaks, and the usual counts at the same weight."""
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
    own = {mend.name for leak in worst_leaks(report) if leak.award is award for mend in leak.mends}
    lines += [_mended_line(best.name, best.effect) for best in best_mends(report) if best.name in own and best.effect]
    counts = award.twin_tournament.level if award.twin_tournament else None
    return (*lines, OnScale(name=COUNTS, alignment=award.twin.alignment, picks=counts))


def _mended_line(name: str, effect: MendEffect) -> OnScale:
    return OnScale(
        name=f"With {name}", alignment=effect.alignment_after, taken=effect.points_after, picks=effect.picks_after
    )


def scales_of(report: ChallengeReport) -> Iterator[tuple[AwardChallenge, tuple[OnScale, ...]]]:
    """The scale of each award decision that scores social value."""
    for award in scored_awards(report):
        yield award, on_one_scale(award, report)


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
    told: dict[str, NamedLeak] = {}
    for leak in worst:
        yield from (
            _again(leak, told[leak.found.leak.finding]) if leak.found.leak.finding in told else _leak(leak, found)
        )
        told.setdefault(leak.found.leak.finding, leak)
    if names := [mend.name for mend in best_mends(found.report)]:
        adopt = f"To adopt {names[0]}" if len(names) == 1 else "To adopt one"
        yield Words(text=f"{adopt}: {apply_command(names[0], found, case=case)}", style=QUIET)


def _again(leak: NamedLeak, before: NamedLeak) -> Iterator[Block]:
    """A leak that was told already, of another award decision."""
    yield Words(text=f"{leak.name}. The same at ‘{leak.award.target.title}’.", style=LABEL)
    yield Words(text=f"It takes {say_harm(leak)}.{_mended(leak, before)}")


def _mended(leak: NamedLeak, before: NamedLeak) -> str:
    if leak.best is not None:
        return f" Mend {leak.best.name}. {leak.best.mend.title} {say_briefly(leak.best)}"
    return f" It is mended as {before.name} is." if leak.by_hand else ""


def _leak(leak: NamedLeak, found: CaseChallenge) -> Iterator[Block]:
    where = f"At ‘{leak.award.target.title}’ it" if len(found.report.awards) > 1 else "It"
    yield Words(text=f"{leak.name}. {leak.found.leak.finding}", style=LABEL)
    takes = f"{where} takes {say_harm(leak)}. {_first_part(leak.found.leak.because)}."
    best, same = leak.best, same_mend(leak, found.report)
    if same is not None:
        yield Words(text=f"{takes} {same.name} mends it too.")
        return
    yield Words(text=takes)
    if best is not None:
        yield Words(text=f"Mend {best.name}. {best.mend.title} {say_briefly(best)}")
    elif leak.by_hand is not None:
        yield Words(text=f"To mend it by hand: {leak.by_hand.mend.title}")


def _first_part(because: str) -> str:
    """Why in short: the detail says the rest."""
    return because.partition(". ")[0].partition("; ")[0].removesuffix(".")


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
        GridColumn(heading="Leaks take, points", width=36, number=True),
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
