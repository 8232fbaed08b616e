"""How a claim fares when every V, M and K moves: draws of factors about 1, the same for both sides of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from commonweal.challenge.judgements import KINDS, Judgements
from commonweal.challenge.modelling import REAL, Modelled, padding_of
from commonweal.challenge.standing import share
from commonweal.frameworks.measures import MeasureKind
from commonweal.quantities.arrays import Numbers

# Of the alignments of the sides (draws,): in which draws the claim holds.
Claim = Callable[[list[Numbers]], NDArray[np.bool_]]
DRAWS = 2000
SEED = 20_261_127


@dataclass(frozen=True, slots=True, kw_only=True)
class Fared:
    """The share of draws in which a claim holds; whether that is often enough; and where it flips.

    `flips` names single judgements that turn it over when they alone move to either end; empty where none does alone,
    or where no draw does.
    """

    share: Decimal
    holds: bool
    flips: tuple[str, ...]
    draws: int


@dataclass(frozen=True, slots=True)
class _Moves:
    """Factors by judgement: `value` and `cost` (draws, kinds), `raises` (draws, kinds of criterion, kinds of effort),
    `pads` and `pad_costs` by measure (draws,)."""

    value: Numbers
    cost: Numbers
    raises: Numbers
    pads: dict[str, Numbers]
    pad_costs: dict[str, Numbers]


def fares_better(ahead: Modelled, behind: Modelled, judgements: Judgements) -> Fared:
    """How often the first is aligned better than the second, every V, M and K drawn within the pack's reach."""
    return _fares((ahead, behind), lambda one: one[0] > one[1], judgements)


def fares_below(modelled: Modelled, judgements: Judgements, threshold: float) -> Fared:
    """How often a target's alignment lies below a threshold. What alone would turn that over is not looked for."""
    return _fares((modelled,), lambda one: one[0] < threshold, judgements, flips=False)


def _fares(sides: Sequence[Modelled], claim: Claim, judgements: Judgements, *, flips: bool = True) -> Fared:
    reach = float(judgements.moved_share)
    measures = tuple(dict.fromkeys(padding_of(each) for side in sides for each in side.target.criteria))
    moves = _drawn(measures, reach)
    held = float(np.mean(claim([_alignments(side, moves) for side in sides])))
    holds = held >= float(judgements.holds_share)
    sought = flips and held > 0 and not holds
    found = tuple(_flipping(sides, claim, reach, judgements)) if sought else ()
    return Fared(share=share(held), holds=holds, flips=found, draws=DRAWS)


def _drawn(measures: Sequence[str], reach: float) -> _Moves:
    random = np.random.default_rng(SEED)
    count = len(KINDS)
    return _Moves(
        value=random.uniform(1 - reach, 1 + reach, (DRAWS, count)),
        cost=random.uniform(1 - reach, 1 + reach, (DRAWS, count)),
        raises=random.uniform(1 - reach, 1 + reach, (DRAWS, count, count)),
        pads={name: random.uniform(1 - reach, 1 + reach, DRAWS) for name in measures},
        pad_costs={name: random.uniform(1 - reach, 1 + reach, DRAWS) for name in measures},
    )


def _still(measures: Sequence[str]) -> _Moves:
    count = len(KINDS)
    return _Moves(
        value=np.ones((1, count)),
        cost=np.ones((1, count)),
        raises=np.ones((1, count, count)),
        pads={name: np.ones(1) for name in measures},
        pad_costs={name: np.ones(1) for name in measures},
    )


def _alignments(modelled: Modelled, moves: _Moves) -> Numbers:
    """The alignment (draws,) of a target under moved judgements. Costs are diagonal, so that it has a closed form."""
    model, kinds = modelled.model, len(REAL)
    rows = [KINDS.index(each.kind) for each in modelled.target.criteria]
    value = model.value[:kinds] * moves.value
    cost = np.diag(model.cost)[:kinds] * moves.cost
    real = np.einsum("c,ck,dck->dk", modelled.weights, model.raises[:, :kinds], moves.raises[:, rows, :])
    felt = (real**2 / cost).sum(axis=1)
    for place, name in enumerate(model.efforts[kinds:], start=kinds):
        pulled = float(modelled.weights @ model.raises[:, place]) * moves.pads[name]
        felt = felt + pulled**2 / (model.cost[place, place] * moves.pad_costs[name])
    towards = (value * real / cost).sum(axis=1)
    whole = (value**2 / cost).sum(axis=1)
    aligned: Numbers = np.where(felt > 0, towards**2 / np.where(felt > 0, whole * felt, 1.0), 0.0)
    return aligned


def _flipping(sides: Sequence[Modelled], claim: Claim, reach: float, judgements: Judgements) -> Iterator[str]:
    """Each single judgement that turns the claim over at either end of its reach."""
    padded = {padding_of(each): each.measure_title or each.title for side in sides for each in side.target.criteria}
    usual = bool(claim([_alignments(side, _still(tuple(padded))) for side in sides])[0])
    for what, moves in _single(padded, reach, judgements):
        if bool(claim([_alignments(side, moves) for side in sides])[0]) is not usual:
            yield what


def _single(padded: Mapping[str, str], reach: float, judgements: Judgements) -> Iterator[tuple[str, _Moves]]:
    """One move at a time, in words. `padded` titles each padding effort by what it pads; that it costs less comes to
    the same as that it pulls more."""
    measures = tuple(padded)
    for factor, words in ((1 - reach, "less"), (1 + reach, "more")):
        percent = f"{reach:.0%} {words}"
        for place, kind in enumerate(KINDS):
            title = judgements.efforts[kind].title
            moves = _still(measures)
            moves.value[0, place] = factor
            yield f"if ‘{title}’ is worth {percent}", moves
            moves = _still(measures)
            moves.cost[0, place] = factor
            yield f"if ‘{title}’ costs {percent}", moves
            for row, asked in enumerate(KINDS):
                moves = _still(measures)
                moves.raises[0, row, place] = factor
                yield f"if ‘{title}’ raises criteria of {_asked(asked)} {percent}", moves
        for name, title in padded.items():
            moves = _still(measures)
            moves.pads[name][0] = factor
            yield f"if padding of ‘{title}’ pulls {percent}", moves


def _asked(kind: MeasureKind) -> str:
    return f"{kind.value}s" if kind in {MeasureKind.OUTPUT, MeasureKind.OUTCOME} else kind.value
