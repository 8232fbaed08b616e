"""The distribution of net value without draws, where the method allows it (method, section 1).

Given how many gates were passed, social value is a sum of independent terms, each a constant times independent beliefs.
Products and what random lags leave are tabulated first, terms are convolved by fast Fourier transform, and the
distributions given the gates are mixed. Where one belief is named in several places, it is held at the nodes of a
quadrature and the distributions are mixed again.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from commonweal.forecast.effect import Trigger
from commonweal.forecast.estimate import Floats
from commonweal.forecast.factors import Term, lay_term
from commonweal.forecast.grids import CELLS, convolve, cut_even, tabulate_term
from commonweal.forecast.model import ImpactModel
from commonweal.quantities.belief import Family
from commonweal.quantities.distribution import Distribution, distribution_of
from commonweal.record.errors import RefusedError

NODES = 24
NARROW = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """The distribution of net value given one number of gates passed: its weight, and `spent`, the cost then.

    `totals` are cumulative probabilities of cells from `low` on, a `step` apart, in pounds.
    """

    weight: float
    totals: Floats
    low: float
    step: float
    spent: float

    def cdf(self, x: float) -> float:
        place = math.floor((x - self.low) / self.step + 1e-9)
        return 0.0 if place < 0 else float(self.totals[min(place, len(self.totals) - 1)])

    @property
    def mean(self) -> float:
        masses = np.diff(self.totals, prepend=0.0)
        return self.low + self.step * float(masses @ np.arange(len(masses)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExactDistribution:
    """A mixture over the gates. No quantile is off by more than `pounds_error` at a share off by `share_error`."""

    pieces: tuple[Piece, ...]
    pounds_error: float
    share_error: float

    def cdf(self, x: float) -> float:
        """The probability that net value is at most x pounds."""
        return sum(piece.weight * piece.cdf(x) for piece in self.pieces)

    def quantile(self, share: float) -> float:
        """The least value, in pounds, that net value stays at or under with the given probability."""
        low = min(piece.low for piece in self.pieces)
        high = max(piece.low + piece.step * len(piece.totals) for piece in self.pieces)
        low -= abs(low) * 1e-12 + 1e-9
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (low, middle) if self.cdf(middle) >= share else (middle, high)
        return high

    def before_costs(self) -> ExactDistribution:
        """The distribution of social value alone."""
        return replace(self, pieces=tuple(replace(each, low=each.low + each.spent, spent=0.0) for each in self.pieces))

    @property
    def mean(self) -> float:
        """In pounds; off by no more than the grid's error."""
        return sum(piece.weight * piece.mean for piece in self.pieces)


def find_exactly(model: ImpactModel) -> ExactDistribution:
    """The distribution of net value over all stages, at present value, in pounds.

    Where one belief is shared, `share_error` holds an allowance of 1 / 24² for its quadrature of 24 nodes; the rest of
    the errors are bounds. Raises RefusedError, with the reason, where the model is not such a sum.
    """
    distributions = {name: distribution_of(said.belief) for name, said in model.inputs.beliefs.items()}
    known = {name: each.mean for name, each in distributions.items() if _is_fixed(model, name)}
    shared = _shared(model, known)
    _refuse(model, distributions, known, shared)
    if not shared:
        return _mix(model, distributions, known)
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    values = distributions[shared].quantile((nodes + 1) / 2)
    found = [
        (weight / 2, _mix(model, distributions, {**known, shared: float(value)}))
        for value, weight in zip(values, weights, strict=True)
    ]
    return ExactDistribution(
        pieces=tuple(replace(piece, weight=weight * piece.weight) for weight, each in found for piece in each.pieces),
        pounds_error=max(each.pounds_error for _, each in found),
        share_error=max(each.share_error for _, each in found) + 1.0 / NODES**2,
    )


def _is_fixed(model: ImpactModel, name: str) -> bool:
    return model.inputs.beliefs[name].belief.family is Family.FIXED


def mentions(model: ImpactModel) -> Counter[str]:
    """How often each belief is named by a priced effect or a gate."""
    names: Counter[str] = Counter(stage.chance for stage in model.stages if stage.chance)
    for effect in model.effects:
        if effect.value:
            names.update(effect.factors)
            names.update([effect.lag] if effect.lag else [])
    return names


def _shared(model: ImpactModel, known: Mapping[str, float]) -> str:
    """The one belief that is named in several places, if any."""
    shared = sorted(name for name, times in mentions(model).items() if times > 1 and name not in known)
    if len(shared) > 1:
        raise RefusedError(
            f"'{shared[0]}' and '{shared[1]}' are each named in several places, so terms are not independent."
        )
    return shared[0] if shared else ""


def _refuse(
    model: ImpactModel, distributions: Mapping[str, Distribution], known: Mapping[str, float], shared: str
) -> None:
    named = mentions(model)
    for each in model.inputs.correlations:
        if each.rank and each.one in named and each.other in named:
            raise RefusedError(f"'{each.one}' and '{each.other}' are correlated, so terms are not independent.")
    if shared and distributions[shared].discrete:
        raise RefusedError(f"'{shared}' is named in several places and takes separate values only.")
    for effect in model.effects:
        signed = [name for name in effect.factors if name not in known and distributions[name].support[0] < 0]
        if effect.value and len(signed) > 1:
            raise RefusedError(f"Two factors of '{effect.title}' can be negative: {signed[0]} and {signed[1]}.")


def _mix(
    model: ImpactModel, distributions: Mapping[str, Distribution], known: Mapping[str, float]
) -> ExactDistribution:
    """The mixture over how many stages succeeded, with what is known held."""
    terms = _terms(model, distributions, known)
    grids = [tabulate_term(term) for term in terms]
    width = sum(grid.high - grid.low for grid in grids)
    step = max(width / CELLS, NARROW)
    cut = [cut_even(grid, step) for grid in grids]
    odds = {**{name: each.mean for name, each in distributions.items()}, **known}
    chances = [odds[stage.chance] if stage.chance else stage.share for stage in model.stages]
    pieces, spent, reach = [], 0.0, 1.0
    for passed in range(len(chances) + 1):
        ends = passed == len(chances)
        if not ends:
            stage = model.stages[passed]
            spent += stage.cost * float(model.spending.present(np.array(stage.start), np.array(stage.months)))
        weight = reach if ends else reach * (1.0 - chances[passed])
        if weight > 0:
            acting = [row for row, term in enumerate(terms) if _acts(term, passed)]
            pieces.append(_piece([cut[row] for row in acting], step, weight, spent))
        reach = 0.0 if ends else reach * chances[passed]
    halves = sum(1 for grid in grids if grid.high > grid.low) * step / 2
    return ExactDistribution(
        pieces=tuple(pieces),
        pounds_error=halves + sum(grid.pounds_error for grid in grids),
        share_error=sum(grid.share_error for grid in grids),
    )


def _terms(model: ImpactModel, distributions: Mapping[str, Distribution], known: Mapping[str, float]) -> list[Term]:
    terms = []
    for effect in model.effects:
        if effect.value:
            stage, passed = model.stages[effect.place], effect.trigger is Trigger.PASSED
            triggered = stage.end if passed else stage.start
            terms.append(lay_term(effect, distributions, known, triggered=triggered, passed=passed))
    return terms


def _acts(term: Term, passed: int) -> bool:
    """Whether a term is triggered where so many stages succeeded and the next, if any, was reached and failed."""
    return term.place < passed if term.passed else term.place <= passed


def _piece(cut: list[tuple[Floats, float]], step: float, weight: float, spent: float) -> Piece:
    if not cut:
        return Piece(weight=weight, totals=np.array([1.0]), low=-spent, step=step, spent=spent)
    masses = convolve([each for each, _ in cut])
    totals = np.cumsum(masses)
    low = sum(low for _, low in cut) - spent
    return Piece(weight=weight, totals=totals / totals[-1], low=low, step=step, spent=spent)
