"""Distributions on grids: a product of positive factors on a logarithmic grid, a sum of terms on an even one.

Each factor or term gives the probability between cell edges, by differences of its distribution function, to the
cell's middle. So it is displaced by half a step at most, and a sum of m of them by m halves: the stated grid error.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.estimate import Floats
from commonweal.forecast.factors import Factor, Term

LOG_CELLS = 2**16
FAR = 1e-5  # a product's error is stated short of a tail of this share
CELLS = 2**16


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TermGrid:
    """One term's distribution function in pounds, where it lies, and how far and how likely it may be misplaced."""

    cdf: Callable[[Floats], Floats]
    low: float
    high: float
    pounds_error: float
    share_error: float


def tabulate_term(term: Term) -> TermGrid:
    """A constant times one factor keeps that factor's own function; a product is tabulated on a logarithmic grid."""
    if not term.factors or term.constant == 0:
        value = term.constant if not term.factors else 0.0
        return TermGrid(
            cdf=lambda x: np.where(x >= value, 1.0, 0.0), low=value, high=value, pounds_error=0.0, share_error=0.0
        )
    base = _single(term.factors[0]) if len(term.factors) == 1 else _product(term.factors)
    return _scaled(base, term.constant)


def _single(factor: Factor) -> TermGrid:
    return TermGrid(cdf=factor.cdf, low=factor.low, high=factor.high, pounds_error=0.0, share_error=factor.share_error)


def _scaled(grid: TermGrid, by: float) -> TermGrid:
    if by > 0:
        return TermGrid(
            cdf=lambda x: grid.cdf(x / by),
            low=grid.low * by,
            high=grid.high * by,
            pounds_error=grid.pounds_error * by,
            share_error=grid.share_error,
        )
    return TermGrid(
        cdf=lambda x: 1.0 - grid.cdf(np.nextafter(x / by, -np.inf)),
        low=grid.high * by,
        high=grid.low * by,
        pounds_error=-grid.pounds_error * by,
        share_error=grid.share_error,
    )


def _product(factors: Sequence[Factor]) -> TermGrid:
    """A product of factors of which one at most can be negative: its positive and its negative part apart."""
    signed = [each for each in factors if each.low < 0]
    others = [each for each in factors if each.low >= 0]
    rest = _log_masses(others)
    parts = [(1.0, _joined(rest, _positive(each))) for each in signed] or [(1.0, rest)]
    parts += [(-1.0, _joined(rest, _positive(_mirrored(each)))) for each in signed]
    tops = [(sign, math.exp(masses.high)) for sign, masses in parts]
    return TermGrid(
        cdf=lambda x: _signed_cdf(x, parts),
        low=min([0.0, *(-top for sign, top in tops if sign < 0)]),
        high=max([0.0, *(top for sign, top in tops if sign > 0)]),
        pounds_error=max(math.expm1((each.count + 1) * each.step / 2) * each.top for _, each in parts),
        share_error=sum(each.share_error for each in factors) + FAR,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LogMasses:
    """Probabilities of the logarithm at low, low + step …; what is missing to 1 is zero or of the other sign."""

    masses: Floats
    low: float
    step: float
    count: int

    @property
    def high(self) -> float:
        return self.low + self.step * (len(self.masses) - 1)

    @property
    def top(self) -> float:
        """The value above which a share of `FAR` lies at most."""
        above = np.cumsum(self.masses[::-1])[::-1]
        return math.exp(self.low + self.step * max(int(np.count_nonzero(above > FAR)) - 1, 0))


def _log_masses(factors: Sequence[Factor]) -> LogMasses:
    """The product of factors that are never negative, by fast Fourier transform of their logarithms."""
    spans = [(math.log(each.floor), math.log(max(each.high, each.floor))) for each in factors]
    step = max(sum(high - low for low, high in spans), 1e-9) / (LOG_CELLS / 2)
    found = [_cut_log(each.cdf, low, high, step) for each, (low, high) in zip(factors, spans, strict=True)]
    return _convolved(found, [low for low, _ in spans], step)


def _positive(factor: Factor) -> LogMasses:
    """The part of a factor above zero."""
    high = math.log(max(factor.high, 1e-300))
    low = min(math.log(max(factor.high, 1e-300)) - 12.0, high - 1e-9)
    step = (high - low) / (LOG_CELLS / 2)
    zero = factor.cdf(np.array([0.0]))[0]
    masses = _cut_log(lambda x: np.maximum(factor.cdf(x) - zero, 0.0), low, high, step)
    return LogMasses(masses=masses, low=low, step=step, count=1)


def _mirrored(factor: Factor) -> Factor:
    return Factor(
        cdf=lambda x: 1.0 - factor.cdf(np.nextafter(-x, -np.inf)),
        low=-factor.high,
        high=-factor.low,
        floor=1e-12,
        share_error=factor.share_error,
    )


def _joined(one: LogMasses, other: LogMasses) -> LogMasses:
    """The product of two, on the coarser of their steps."""
    step = max(one.step, other.step)
    both = [_recut(each, step) for each in (one, other)]
    joined = _convolved([each.masses for each in both], [each.low for each in both], step)
    return LogMasses(masses=joined.masses, low=joined.low, step=step, count=one.count + other.count + 1)


def _recut(masses: LogMasses, step: float) -> LogMasses:
    if masses.step == step:
        return masses
    places = np.rint(np.arange(len(masses.masses)) * masses.step / step).astype(np.intp)
    recut = np.bincount(places, masses.masses).astype(np.float64)
    return LogMasses(masses=recut, low=masses.low, step=step, count=masses.count)


def _cut_log(cdf: Callable[[Floats], Floats], low: float, high: float, step: float) -> Floats:
    """Probabilities of the cells of the logarithm; what is positive but below the grid goes to its first cell."""
    cells = max(1, math.ceil((high - low) / step) + 1)
    edges = np.exp(low + (np.arange(cells + 1) - 0.5) * step)
    below = cdf(edges)
    below[0] = cdf(np.array([0.0]))[0]
    below[-1] = cdf(np.array([np.inf]))[0]
    return np.diff(below)


def _convolved(masses: Sequence[Floats], lows: Sequence[float], step: float) -> LogMasses:
    length = sum(len(each) for each in masses) - len(masses) + 1
    return LogMasses(masses=convolve(masses)[:length], low=sum(lows), step=step, count=len(masses))


def convolve(masses: Sequence[Floats]) -> Floats:
    """The distribution of a sum of independent terms on one step; tiny negatives of rounding are put at zero."""
    if len(masses) == 1:
        return masses[0]
    length = sum(len(each) for each in masses) - len(masses) + 1
    size = 1 << (length - 1).bit_length()
    spectrum = np.fft.rfft(masses[0], size)
    for each in masses[1:]:
        spectrum *= np.fft.rfft(each, size)
    return np.maximum(np.fft.irfft(spectrum, size)[:length], 0.0)


def _signed_cdf(x: Floats, parts: list[tuple[float, LogMasses]]) -> Floats:
    """The distribution function of a product from its positive and negative parts; zero has the rest."""
    x = np.asarray(x, dtype=float)
    found = np.where(x >= 0, 1.0, 0.0)
    size = np.log(np.maximum(np.abs(x), 1e-300))
    for sign, masses in parts:
        totals = np.cumsum(masses.masses)
        edges = masses.low + (np.arange(len(totals)) + 0.5) * masses.step
        below = np.interp(size, np.append(edges[0] - masses.step, edges), np.append(0.0, totals))
        if sign > 0:
            found = np.where(x >= 0, found - (totals[-1] - np.where(x > 0, below, 0.0)), found)
        else:
            found = np.where(x < 0, totals[-1] - below, found)
    return found


def cut_even(grid: TermGrid, step: float) -> tuple[Floats, float]:
    """A term's probabilities on an even grid, and the value of its first cell; the tails go to the outermost cells."""
    cells = max(1, math.ceil((grid.high - grid.low) / step - 1e-9) + 1)
    edges = grid.low + (np.arange(1, cells, dtype=np.float64) - 0.5) * step
    below = np.ones(cells + 1)
    below[0], below[1:-1] = 0.0, grid.cdf(edges)
    return np.maximum(np.diff(below), 0.0), grid.low
