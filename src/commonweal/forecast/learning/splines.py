"""Cubic B-splines of one variable, on knots at its quantiles, with the roughness that smoothing holds down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.forecast.learning.rows import Floats

DEGREE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A variable's columns, shape (rows, columns), that add up to 1 in each row; its roughness, (columns, columns)."""

    values: Floats
    roughness: Floats


def lay_spline(x: Floats, *, pieces: int) -> Columns:
    """Cubic B-splines of x, shape (rows,), in so many pieces of equally many rows (fewer where values are repeated).

    x is centred and scaled to sd 1 first, so that roughness, the integral of the squared second derivative, has no
    unit. Straight lines have none (de Boor 1978; O'Sullivan 1986).
    """
    scaled = (x - x.mean()) / x.std()
    inner = np.unique(np.sort(scaled)[np.arange(pieces + 1) * (len(x) - 1) // pieces])
    knots = np.concatenate((np.full(DEGREE, inner[0]), inner, np.full(DEGREE, inner[-1])))
    places, values = spline_values(scaled, knots)
    columns = np.zeros((len(x), len(knots) - DEGREE - 1))
    np.put_along_axis(columns, places[:, np.newaxis] + np.arange(DEGREE + 1), values, axis=1)
    return Columns(values=columns, roughness=roughness_of(knots))


def lay_levels(x: Floats, levels: Floats) -> Columns:
    """One column a distinct value: what is fitted is each value's mean. No roughness: nothing is smoothed."""
    values = (x[:, np.newaxis] == levels).astype(np.float64)
    return Columns(values=values, roughness=np.zeros((len(levels), len(levels))))


def spline_values(x: Floats, knots: Floats) -> tuple[np.ndarray, Floats]:
    """For each x the first of the four splines that are above 0 there, and the four (the recursion of Cox and de Boor).

    Knots repeat four times at both ends; x lies between them.
    """
    last = len(knots) - DEGREE - 2
    pieces = np.clip(np.searchsorted(knots, x, side="right") - 1, DEGREE, last)
    values = np.zeros((DEGREE + 1, len(x)))
    values[0] = 1.0
    for degree in range(1, DEGREE + 1):
        carried = np.zeros(len(x))
        for part in range(degree):
            right, left = knots[pieces + part + 1], knots[pieces + part + 1 - degree]
            share = values[part] / (right - left)
            values[part] = carried + (right - x) * share
            carried = (x - left) * share
        values[degree] = carried
    return pieces - DEGREE, values.T


def roughness_of(knots: Floats) -> Floats:
    """The integral of the product of each two splines' second derivatives, exact: they are linear between knots."""
    second = np.eye(len(knots) - DEGREE - 1)
    for degree in (3, 2):
        second = _derivative(second, knots, degree)
    widths = np.diff(knots[DEGREE:-DEGREE])
    first, last = second[:-1], second[1:]
    weighted = widths[:, np.newaxis] / 6
    return np.asarray(
        (2 * first * weighted).T @ first
        + (first * weighted).T @ last
        + (last * weighted).T @ first
        + (2 * last * weighted).T @ last
    )


def _derivative(coefficients: Floats, knots: Floats, degree: int) -> Floats:
    """Coefficients of the derivative, as splines one degree lower on the same knots less one at each end."""
    trimmed = knots[DEGREE - degree : len(knots) - (DEGREE - degree)]
    gaps = trimmed[degree + 1 : -1] - trimmed[1 : -degree - 1]
    return np.asarray(degree * np.diff(coefficients, axis=0) / gaps[:, np.newaxis])
