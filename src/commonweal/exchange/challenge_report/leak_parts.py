"""The part on every leak: who says so, and each of its mends with what it would bring about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from commonweal.challenge import MendEffect
from commonweal.challenge.judgements import challenge_pack
from commonweal.exchange.business_case.view import LABEL, Block, Grid, GridColumn, Heading, Words
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.finding import say_harm
from commonweal.exchange.challenge_report.reading import NamedLeak, NamedMend, named_leaks
from commonweal.exchange.challenge_report.standing_parts import ChartHere
from commonweal.exchange.challenge_report.words import say_change, say_fared, say_part, say_points
from commonweal.exchange.report.cards import source_views
from commonweal.frameworks.challenging import Attack

MENDS = (
    GridColumn(heading="Mend", width=15),
    GridColumn(heading="What to do", width=80),
    GridColumn(heading="Alignment", width=25),
    GridColumn(heading="All leaks take", width=24),
    GridColumn(heading="Best bid wins", width=26),
)


def tell_every_leak(found: CaseChallenge) -> Iterator[Block | ChartHere]:
    """Every leak, the most harmful first, with its mends."""
    leaks = named_leaks(found.report)
    if not leaks:
        yield Words(text="No attack found a leak.")
        return
    yield ChartHere(name="before-after")
    attacks = challenge_pack(found.packs).attacks
    for leak in leaks:
        attack = attacks[leak.found.leak.attack]
        yield Heading(text=f"{leak.name}: {attack.title}, {_where(leak)}")
        yield Words(text=f"{leak.found.leak.finding} It takes {say_harm(leak)}.")
        yield Words(text=f"{attack.why} {leak.found.leak.because}")
        if leak.mends:
            yield _mends(leak)
            yield from _details(leak)
    yield from _sources(leaks, attacks)


def _sources(leaks: tuple[NamedLeak, ...], attacks: Mapping[str, Attack]) -> Iterator[Block]:
    """Who says so, each attack once: law, guidance or our judgement."""
    yield Heading(text="Who says so")
    rows = {
        (attacks[leak.found.leak.attack].title, source.mark, source.text): None
        for leak in leaks
        for source in source_views(leak.found.leak.sources)
    }
    yield Grid(
        caption="The attacks and their sources",
        columns=(
            GridColumn(heading="Attack", width=46),
            GridColumn(heading="Kind", width=30, mark=True),
            GridColumn(heading="Source", width=94),
        ),
        rows=tuple(rows),
    )


def _where(leak: NamedLeak) -> str:
    title = next((each.title for each in leak.award.target.criteria if each.code == leak.found.leak.criterion), "")
    return f"at ‘{title or leak.award.target.title}’"


def _mends(leak: NamedLeak) -> Grid:
    rows = [_row(each) for each in leak.mends]
    shown = len(MENDS) if any(row[-1] for row in rows) else len(MENDS) - 1
    return Grid(
        caption=f"Mends of {leak.name}, and what each would bring about: alignment, points, wins",
        columns=MENDS[:shown],
        rows=tuple(row[:shown] for row in rows),
    )


def _row(named: NamedMend) -> tuple[str, ...]:
    costs = f"\n{named.mend.costs}" if named.mend.costs else ""
    effect = named.effect
    if effect is None:
        return (named.name, f"{named.mend.title}{costs}", "by hand", "", "")
    picks = ""
    if effect.picks_before is not None and effect.picks_after is not None:
        picks = say_change(say_part(effect.picks_before), say_part(effect.picks_after))
    return (
        named.name,
        f"{named.mend.title}{costs}",
        say_change(say_part(effect.alignment_before), say_part(effect.alignment_after)),
        say_change(say_points(effect.points_before), say_points(effect.points_after)),
        picks,
    )


def _details(leak: NamedLeak) -> Iterator[Block]:
    computed = [(each.name, each.effect) for each in leak.mends if each.effect is not None]
    if computed:
        yield Words(text="Is it better aligned after the mend, when every judgement moves by half?", style=LABEL)
    for name, effect in computed:
        yield Words(text=f"{name}: {say_fared(effect.better) if effect.changes_alignment else _still(effect)}")


def _still(effect: MendEffect) -> str:
    stops = "The leak is gone, and alignment" if effect.stops else "Alignment"
    return f"{stops} is as it was: it changes what bidders are told, not what pays them."
