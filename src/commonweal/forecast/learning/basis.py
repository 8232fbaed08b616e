"""What a regression may be made of: splines of one parameter or signal, of several with their pairs, or levels."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.learning.rows import Floats
from commonweal.forecast.learning.splines import Columns, lay_levels, lay_spline
from commonweal.record.errors import MisuseError

# A variable of at most so many distinct values is fitted by its means; so is a set with so many cells in all.
LEVELS = 12
CELLS = 64
PIECES_ALONE = 12
PIECES_IN_SET = 8
PIECES_IN_PAIR = 4
ROWS_A_COLUMN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Columns, shape (replicates, draws, columns); their roughness, (columns, columns); cells that rows fall into, for
    the check of a fit, (replicates * draws,); whether several variables are in it; the method's name."""

    columns: Floats
    roughness: Floats
    cells: np.ndarray
    several: bool
    method: str


def lay_basis(predictors: Floats) -> Basis | None:
    """The basis for predictors of shape (replicates, draws, number); none where nothing varies: nothing is learnt.

    One predictor: a penalised cubic spline, or the means of its values where they are few. Several: a spline of each
    and the tensor product of each pair (what three do only together is left to the check), or the means of their cells
    where these are few. Pairs are left out, and the method says so, where the runs are fewer than four a column with
    them; MisuseError where they are fewer without.
    """
    rows = predictors.reshape(-1, predictors.shape[2])
    varying = [column for column in rows.T if np.ptp(column) > 0]
    if not varying:
        return None
    joint = _joint_levels(varying)
    if joint is not None:
        columns, method = lay_levels(joint, np.unique(joint)), "means of its values"
        cells = joint.astype(np.intp)
    elif len(varying) == 1:
        columns, method = lay_spline(varying[0], pieces=PIECES_ALONE), "penalised cubic spline"
        cells = cut_evenly(varying[0], 4 * PIECES_ALONE)
    else:
        columns, method = _lay_several(varying)
        each = max(2, int(200 ** (1 / len(varying))))
        cells = _cross([cut_evenly(column, each) for column in varying])
    _check_count(columns)
    shape = (*predictors.shape[:2], columns.values.shape[1])
    return Basis(
        columns=columns.values.reshape(shape),
        roughness=columns.roughness,
        cells=cells,
        several=len(varying) > 1,
        method=method,
    )


def _check_count(columns: Columns) -> None:
    rows, count = columns.values.shape
    if rows < ROWS_A_COLUMN * count:
        raise MisuseError(
            f"{rows} runs are too few for a regression with {count} columns.",
            remedy="Use more runs, or ask about fewer at once.",
        )


def _joint_levels(varying: list[Floats]) -> Floats | None:
    """The cell of each row, numbered, where all are discrete and the cells few."""
    found = [levels for column in varying if (levels := _levels_of(column)) is not None]
    if len(found) < len(varying) or (len(found) == 1 and len(found[0]) > LEVELS):
        return None
    joint = _cross([np.searchsorted(levels, column) for levels, column in zip(found, varying, strict=True)])
    return joint.astype(np.float64) if joint.max() < CELLS else None


def _levels_of(column: Floats) -> Floats | None:
    """The distinct values, where they are few; a look at the first rows spares sorting what is continuous."""
    if len(np.unique(column[: 8 * CELLS])) > CELLS:
        return None
    levels = np.unique(column)
    return levels if len(levels) <= CELLS else None


def cut_evenly(column: Floats, number: int) -> np.ndarray:
    """Which of so many groups of equally many rows each row is in, by rank; equal values are never parted."""
    starts = -(-np.arange(1, number) * len(column) // number)
    return np.searchsorted(np.sort(column)[np.minimum(starts, len(column) - 1)], column, side="right")


def _cross(places: list[np.ndarray]) -> np.ndarray:
    """The cells of several groupings at once, those that occur numbered from 0."""
    joint = np.zeros(len(places[0]), dtype=np.int64)
    for each in places:
        joint = np.unique(joint * (int(each.max()) + 1) + each, return_inverse=True)[1]
    return joint.astype(np.intp)


def _lay_several(varying: list[Floats]) -> tuple[Columns, str]:
    """A constant, each variable's own columns and, where the runs allow, each pair's; with the method's name."""
    alone = [_centred(_columns_of(column, PIECES_IN_SET)) for column in varying]
    paired = [_centred(_columns_of(column, PIECES_IN_PAIR)) for column in varying]
    widths = [block.values.shape[1] for block in paired]
    count = 1 + sum(block.values.shape[1] for block in alone)
    count += sum(one * other for one, other in itertools.combinations(widths, 2))
    if len(varying[0]) < ROWS_A_COLUMN * count:
        return _join(alone), "penalised cubic splines, pairs left out for want of runs"
    pairs = [_tensor(one, other) for one, other in itertools.combinations(paired, 2)]
    return _join([*alone, *pairs]), "penalised cubic splines with pairwise tensors"


def _join(blocks: list[Columns]) -> Columns:
    """A constant and the blocks side by side, none rough with another."""
    count = 1 + sum(block.values.shape[1] for block in blocks)
    roughness, start = np.zeros((count, count)), 1
    for block in blocks:
        end = start + len(block.roughness)
        roughness[start:end, start:end] = block.roughness
        start = end
    ones = np.ones((len(blocks[0].values), 1))
    return Columns(values=np.concatenate([ones, *(block.values for block in blocks)], axis=1), roughness=roughness)


def _columns_of(column: Floats, pieces: int) -> Columns:
    levels = _levels_of(column)
    return lay_spline(column, pieces=pieces) if levels is None or len(levels) > LEVELS else lay_levels(column, levels)


def _centred(columns: Columns) -> Columns:
    """The same functions but for the constant: one column fewer, each with mean 0."""
    means = columns.values.mean(axis=0)
    turned = np.linalg.qr(np.column_stack((means, np.eye(len(means))[:, 1:])))[0][:, 1:]
    return Columns(values=columns.values @ turned, roughness=turned.T @ columns.roughness @ turned)


def _tensor(one: Columns, other: Columns) -> Columns:
    """The products of two variables' columns; rough where it is rough along either (Wood 2006)."""
    rows = len(one.values)
    values = (one.values[:, :, np.newaxis] * other.values[:, np.newaxis, :]).reshape(rows, -1)
    first, second = one.values.T @ one.values / rows, other.values.T @ other.values / rows
    return Columns(values=values, roughness=np.kron(one.roughness, second) + np.kron(first, other.roughness))
