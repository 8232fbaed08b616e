"""The tournament: fields of bidders play one award decision; whom it picks against whom it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from commonweal.challenge.judgements import Judgements
from commonweal.challenge.modelling import Modelled
from commonweal.challenge.standing import share
from commonweal.challenge.tournament.ambition import ambition_of
from commonweal.challenge.tournament.awarding import NEAR, chances, decides, supposed_of
from commonweal.challenge.tournament.bidding import offers_of
from commonweal.challenge.tournament.field import Field, draw_field, fields_for
from commonweal.challenge.tournament.result import SmallFirm, Tournament, TypeStanding
from commonweal.challenge.tournament.scales import Scale, read_all, scales_of
from commonweal.frameworks.challenging import BidderType
from commonweal.quantities.arrays import Numbers


def run_tournament(
    modelled: Modelled,
    judgements: Judgements,
    types: Mapping[str, BidderType],
    *,
    fields: int | None = None,
    seed: int,
) -> Tournament:
    """Draw `fields` fields of bidders of these types and let them play the award decision (method, section 6).

    As many as are sure enough where nobody says. The same seed gives the same tournament.
    """
    count = fields or fields_for(modelled.target.bidders)
    field = draw_field(types, judgements, bidders=modelled.target.bidders, fields=count, seed=seed)
    return play(modelled, judgements, field)


@dataclass(frozen=True, kw_only=True)
class Played:
    """One award decision played on fields.

    `given` (fields, bidders, criteria): shares of each criterion's marks. `marks` and `worth` (fields, bidders): social
    value as it is read and as it is, in percentage points of the whole mark. `seen` and `true`: what the order goes by,
    and should.
    """

    scales: tuple[Scale, ...]
    given: Numbers
    marks: Numbers
    worth: Numbers
    seen: Numbers
    true: Numbers


def play(modelled: Modelled, judgements: Judgements, field: Field) -> Tournament:
    """The tournament of one award decision on fields that are drawn."""
    game = played(modelled, judgements, field)
    picked, level = _picked_best(game.seen, game.true), _picked_best(game.marks, game.worth)
    regret, level_regret = _lost(chances(game.seen), game.true), _lost(chances(game.marks), game.worth)
    lot = np.full(field.shape, 1 / field.shape[1])
    types = tuple(_standings(field, game))
    fields, bidders = field.shape
    return Tournament(
        fields=fields,
        bidders=bidders,
        seed=field.seed,
        picks_best=share(float(picked.mean())),
        picks_best_error=_error(picked),
        level=share(float(level.mean())),
        level_error=_error(level),
        by_luck=share(float(_best(game.true).mean())),
        regret=share(float(regret.mean())),
        regret_error=_error(regret),
        regret_by_luck=share(float(_lost(lot, game.true).mean())),
        level_regret=share(float(level_regret.mean())),
        level_regret_by_luck=share(float(_lost(lot, game.worth).mean())),
        types=types,
        ambition=ambition_of(modelled, game.scales, judgements),
        small_firm=_small_firm(field, game.scales, types),
        supposed=supposed_of(modelled.target.split),
    )


def picks_level(modelled: Modelled, judgements: Judgements, field: Field) -> Decimal:
    """How often the most valuable bid wins where quality and price are level. On one field, targets compare without
    noise of the draw."""
    game = played(modelled, judgements, field)
    return share(float(_picked_best(game.marks, game.worth).mean()))


def played(modelled: Modelled, judgements: Judgements, field: Field) -> Played:
    """Every bid of the fields as one award decision sees it, and as it is."""
    split, total = modelled.target.split, float(modelled.target.total)
    most = float(split.quality)
    scales = scales_of(modelled, judgements)
    offers = offers_of(modelled, scales, judgements, field)
    given = read_all(scales, offers.offered, field)
    marks = total * (given @ modelled.weights)
    worth = total * offers.worth
    return Played(
        scales=scales,
        given=given,
        marks=marks,
        worth=worth,
        seen=decides(split, most * field.read, marks, field.price),
        true=decides(split, most * field.quality, worth, field.price),
    )


def _best(true: Numbers) -> NDArray[np.bool_]:
    best: NDArray[np.bool_] = true >= true.max(axis=1, keepdims=True) - NEAR
    return best


def _picked_best(seen: Numbers, true: Numbers) -> Numbers:
    """The chance (fields,) that the one picked is a best one."""
    picked: Numbers = (chances(seen) * _best(true)).sum(axis=1)
    return picked


def _lost(picked: Numbers, true: Numbers) -> Numbers:
    """True value (fields,) that is lost against picking the best, with these chances to be picked."""
    lost: Numbers = true.max(axis=1) - (picked * true).sum(axis=1)
    return lost


def _error(numbers: Numbers) -> Decimal:
    """The standard error of a mean over independent fields."""
    return share(float(numbers.std(ddof=1)) / len(numbers) ** 0.5)


def _standings(field: Field, game: Played) -> Iterator[TypeStanding]:
    picked, deserving = chances(game.seen), chances(game.true)
    for place, (name, each) in enumerate(field.types):
        is_of = field.kinds == place
        bids, count = is_of.sum(axis=1), max(int(is_of.sum()), 1)
        wins = (picked * is_of).sum(axis=1)
        rate = float(wins.sum()) / count
        yield TypeStanding(
            type=name,
            title=each.title,
            bids=int(is_of.sum()),
            wins=share(rate),
            wins_error=share(float(((wins - rate * bids) ** 2).sum()) ** 0.5 / count),
            deserved_wins=share(float((deserving * is_of).sum()) / count),
            marks=share(float((game.marks * is_of).sum()) / count),
            deserved=share(float((game.worth * is_of).sum()) / count),
        )


def _small_firm(field: Field, scales: tuple[Scale, ...], types: tuple[TypeStanding, ...]) -> SmallFirm | None:
    """The type of the fewest hours; None where no hours are known."""
    asked = sum(each.hours for each in scales)
    name, smallest = min(field.types, key=lambda each: each[1].size)
    if not asked:
        return None
    standing = next(each for each in types if each.type == name)
    return SmallFirm(
        type=name,
        hours_asked=share(asked),
        hours_there=smallest.size,
        wins=standing.wins,
        deserved_wins=standing.deserved_wins,
    )
