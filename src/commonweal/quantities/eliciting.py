"""From quantiles that somebody states to the belief of a family that comes nearest to them.

Least squares on the quantiles, as in the usual elicitation of single quantities (O'Hagan and others 2006, Uncertain
Judgements), and exact where the family has as many parameters as quantiles were stated and can meet them. What was
achieved stands beside what was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from commonweal.quantities.belief import Belief
from commonweal.quantities.distribution import Distribution, refuse_beyond_numbers
from commonweal.quantities.family import Family, level_of
from commonweal.record.errors import MisuseError
from commonweal.record.finding import Finding, Severity

# A quantile that is off by more than this share of the spread that was asked is a finding.
WIDEST_MISS_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class ElicitedQuantile:
    """One quantile as it was asked, and as the fitted belief has it."""

    name: str
    asked: float
    achieved: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Elicitation:
    """The distribution that fits the stated quantiles, how well it does, and a warning where it does not."""

    belief: Belief
    distribution: Distribution
    quantiles: tuple[ElicitedQuantile, ...]
    findings: tuple[Finding, ...]


@lru_cache(maxsize=512)
def elicit(belief: Belief) -> Elicitation:
    """Fit a belief that states quantiles. Raises MisuseError for one that states its parameters, or runs away."""
    if not belief.elicited:
        raise MisuseError(
            f"This {belief.family} belief states its parameters, so that there is nothing to fit.",
            remedy="State quantiles such as p10, p50 and p90.",
        )
    distribution = _fit(belief)
    refuse_beyond_numbers(distribution, belief)
    quantiles = tuple(
        ElicitedQuantile(name=name, asked=float(asked), achieved=distribution.quantile(level_of(name)))
        for name, asked in belief.quantiles().items()
    )
    return Elicitation(
        belief=belief, distribution=distribution, quantiles=quantiles, findings=_misses(belief.family, quantiles)
    )


def _fit(belief: Belief) -> Distribution:
    asked: Mapping[float, float] = {level_of(name): float(stated) for name, stated in belief.quantiles().items()}
    if belief.family is Family.LOGNORMAL and len(asked) == 2:
        from commonweal.quantities.families.from_normal import Lognormal

        return Lognormal.through(asked, low=float(belief.low or 0))
    from commonweal.quantities.fitting import fit_quantiles

    return fit_quantiles(belief, asked)


def _misses(family: Family, quantiles: tuple[ElicitedQuantile, ...]) -> tuple[Finding, ...]:
    spread = quantiles[-1].asked - quantiles[0].asked
    return tuple(
        Finding(
            code="quantile-not-met",
            severity=Severity.WARNING,
            where=each.name,
            message=(
                f"The {each.name} was stated as {each.asked:.4g}, and the nearest {family} belief has it at "
                f"{each.achieved:.4g}."
            ),
            remedy="Look whether that will do; else choose another family, or state fewer quantiles.",
        )
        for each in quantiles
        if abs(each.achieved - each.asked) > WIDEST_MISS_SHARE * spread
    )
