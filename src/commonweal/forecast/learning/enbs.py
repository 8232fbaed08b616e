"""ENBS: how big a study should be, from what it is worth and what it costs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.learning.estimate import Estimate
from commonweal.forecast.learning.rows import Floats, as_rows
from commonweal.record.errors import MisuseError

NEAR_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StudySize:
    """The size of the greatest net benefit of sampling, and the sizes within 5% of it.

    `net_benefits` and `standard_errors`, pounds, are by size as given; refused sizes are not a number there and are
    passed over. `best` is 0 where no study at any size repays its cost: then the benefit is 0 and the range empty.
    """

    sizes: tuple[float, ...]
    net_benefits: tuple[float | None, ...]
    standard_errors: tuple[float | None, ...]
    best: float
    benefit: float
    least: float | None
    most: float | None


def size_study(
    sizes: Sequence[float], values: Sequence[Estimate], *, costs: Sequence[float], decisions: float = 1.0
) -> StudySize:
    """EVSI × the decisions that it informs - cost, at each size; pounds. The best size, and the range within 5% of it.

    `values` are EVSI estimates by size, `costs` what each size costs, `decisions` how many decisions like this one the
    study informs (`multiply_by_population` for a population over years). MisuseError where lengths differ or there is
    no estimate at all.
    """
    if not len(sizes) == len(values) == len(costs):
        raise MisuseError(f"There are {len(sizes)} sizes, {len(values)} values and {len(costs)} costs: one of each.")
    if not decisions >= 0 or not math.isfinite(decisions):
        raise MisuseError(f"A study informs zero decisions or more, not {decisions}.")
    charged = as_rows(np.asarray(costs, dtype=np.float64), dimensions=1, what="The costs of studies")
    told = [(each.value, each.standard_error) for each in values]
    nets = [
        None if value is None else value * decisions - float(cost)
        for (value, _), cost in zip(told, charged, strict=True)
    ]
    if all(net is None for net in nets):
        raise MisuseError(f"No size of the study has a value: {values[0].refusal}" if values else "No size is given.")
    benefit = max(net for net in nets if net is not None)
    near = [
        size for size, net in zip(sizes, nets, strict=True) if net is not None and net >= (1 - NEAR_SHARE) * benefit
    ]
    pays = benefit > 0
    return StudySize(
        sizes=tuple(sizes),
        net_benefits=tuple(nets),
        standard_errors=tuple(
            None if each.standard_error is None else each.standard_error * decisions for each in values
        ),
        best=sizes[nets.index(benefit)] if pays else 0.0,
        benefit=max(benefit, 0.0),
        least=min(near) if pays else None,
        most=max(near) if pays else None,
    )


def multiply_by_population(value: float, *, decisions_a_year: float, years: float, rate: float) -> float:
    """A value a decision, for all decisions of some years, discounted continuously: v N (1 - exp(-r T)) / r.

    Of the R package voi (Jackson 2024, `pop_voi`): 100 for each of 100 a year over 10 years at 0.035 is 84,374.83.
    """
    if min(decisions_a_year, years, rate) < 0 or not math.isfinite(value + decisions_a_year + years + rate):
        raise MisuseError("Decisions a year, years and the rate are finite and zero or more.")
    return value * decisions_a_year * (years if rate == 0 else -math.expm1(-rate * years) / rate)


def charge_study(sizes: Sequence[float], *, fixed: float, each: float) -> Floats:
    """What each size costs: a fixed part where there is a study at all, and so much for each more; pounds."""
    array = as_rows(np.asarray(sizes, dtype=np.float64), dimensions=1, what="The sizes of studies")
    return np.asarray(np.where(array > 0, fixed + each * array, 0.0))
