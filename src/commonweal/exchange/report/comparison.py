"""The three options side by side in one table: a row a stage and criterion, a column an option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.exchange.report.cards import BarView, CardView
from commonweal.exchange.report.view import OptionView, StageView
from commonweal.scheme.placement import Place

NOT_THERE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One criterion at one stage: its weighting or place in each option, and its fit."""

    title: str
    cells: tuple[str, ...]
    bars: tuple[BarView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedStage:
    """`hours` are the winner's, of our limit, in each option."""

    view: StageView
    rows: tuple[ComparedRow, ...]
    hours: tuple[str, ...]


def compare_options(options: Sequence[OptionView]) -> tuple[ComparedStage, ...]:
    """Every stage under contract with each criterion that some option places there."""
    return tuple(_stage(options, index) for index in range(len(options[0].stages)))


def _stage(options: Sequence[OptionView], index: int) -> ComparedStage:
    placed = [{card.criterion.code: card for card in option.stages[index].cards} for option in options]
    codes = dict.fromkeys(code for cards in placed for code in cards)
    return ComparedStage(
        view=options[0].stages[index],
        rows=tuple(_row([cards.get(code) for cards in placed]) for code in codes),
        hours=tuple(option.stages[index].hours_of_limit for option in options),
    )


def _row(cards: Sequence[CardView | None]) -> ComparedRow:
    first = next(card for card in cards if card is not None)
    return ComparedRow(title=first.criterion.title, cells=tuple(map(_cell, cards)), bars=first.bars)


def _cell(card: CardView | None) -> str:
    if card is None:
        return NOT_THERE
    words = {Place.SCORED: card.weighting, Place.KPI: "KPI", Place.CONDITION: "condition"}
    return words.get(card.criterion.place, card.place)
