"""Bands: where scores jump, bidders bunch just over the jump. All the jumps are tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from commonweal.challenge.best_response.model import BidderModel
from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError

MOST_COMBINATIONS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class BandedResponse:
    """The best response to banded scores.

    `effort` (efforts,), zero or more; `reached` (criteria,): what each criterion sees; `points` (criteria,): what its
    band gives. `bunched` says which criteria are reached exactly at the start of a band, with not a hair more.
    """

    effort: Numbers
    reached: Numbers
    points: Numbers
    bunched: tuple[bool, ...]
    gain: float


def respond_to_bands(
    model: BidderModel, weights: Numbers, bands: Sequence[Sequence[tuple[float, float]]]
) -> BandedResponse:
    """The effort that maximises weighted band points less e'Ke / 2, by trying every combination of bands.

    `bands` holds for each criterion its (start, points), both rising; below the first start it earns nothing. Pass or
    fail is one band. For each combination the cheapest effort that reaches the starts is a small quadratic programme
    (non-negative least squares on its dual). Raises MisuseError for bands that do not rise, and for more than 4,096
    combinations.
    """
    model.checked_weights(weights)
    _check(model, bands)
    best = _Choice(np.zeros(len(model.efforts)), 0.0)
    for combination in product(*([(None, 0.0), *each] for each in bands)):
        starts = np.array([-np.inf if start is None else start for start, _points in combination])
        effort = _cheapest(model, starts)
        if effort is not None:
            gain = float(weights @ [points for _start, points in combination]) - float(effort @ model.cost @ effort) / 2
            best = _Choice(effort, gain) if gain > best.gain + 1e-12 else best
    return _response(model, bands, best)


@dataclass(frozen=True, slots=True)
class _Choice:
    effort: Numbers
    gain: float


def _check(model: BidderModel, bands: Sequence[Sequence[tuple[float, float]]]) -> None:
    if len(bands) != len(model.criteria):
        raise MisuseError(f"Bands are given for each of the {len(model.criteria)} criteria.")
    for criterion, each in zip(model.criteria, bands, strict=True):
        if any(later[0] <= one[0] or later[1] <= one[1] for one, later in pairwise(each)):
            raise MisuseError(f"The bands of {criterion} must rise, in their starts and in their points.")
    if np.prod([len(each) + 1 for each in bands]) > MOST_COMBINATIONS:
        raise MisuseError(
            f"More than {MOST_COMBINATIONS:,} combinations of bands would have to be tried.",
            remedy="Look at fewer criteria at a time.",
        )


def _cheapest(model: BidderModel, starts: Numbers) -> Numbers | None:
    """The effort e >= 0 of least e'Ke / 2 with Me >= starts; None where there is none.

    Least distance programming by non-negative least squares (Lawson and Hanson 1974, chapter 23).
    """
    from scipy.optimize import nnls

    asked = np.isfinite(starts)
    rows = np.vstack([model.raises[asked], np.eye(len(model.efforts))])
    bounds = np.concatenate([starts[asked], np.zeros(len(model.efforts))])
    if (bounds <= 0).all():
        return np.zeros(len(model.efforts))
    root = np.linalg.cholesky(model.cost)
    turned = np.linalg.solve(root, rows.T).T
    matrix = np.vstack([turned.T, bounds])
    target = np.zeros(len(matrix))
    target[-1] = 1.0
    multipliers, _norm = nnls(matrix, target)
    residual = matrix @ multipliers - target
    if abs(residual[-1]) < 1e-10:
        return None
    return np.maximum(np.linalg.solve(root.T, -residual[:-1] / residual[-1]), 0.0)


def _response(model: BidderModel, bands: Sequence[Sequence[tuple[float, float]]], best: _Choice) -> BandedResponse:
    reached = model.raises @ best.effort
    near = 1e-7
    points = [
        max((gives for start, gives in each if see >= start - near), default=0.0)
        for each, see in zip(bands, reached, strict=True)
    ]
    bunched = tuple(
        any(abs(see - start) <= near * max(1.0, abs(start)) for start, _gives in each)
        for each, see in zip(bands, reached, strict=True)
    )
    return BandedResponse(effort=best.effort, reached=reached, points=np.array(points), bunched=bunched, gain=best.gain)
