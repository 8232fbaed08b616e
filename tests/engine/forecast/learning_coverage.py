"""How often stated intervals hold what is known, over seeds; shared by the tests and the bench."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from learning_cases import LearningCase, Runs, StudyCase, every_case

from commonweal.forecast.learning import Estimate, estimate_evppi, estimate_evsi, estimate_evsi_curve, simulate_signal


@dataclass(kw_only=True)
class Tally:
    """One number that is known exactly, and its estimates by seed."""

    case: str
    what: str
    about: str
    exact: float
    found: list[Estimate] = field(default_factory=list)

    @property
    def share_held(self) -> float:
        """Of the estimates that were not refused, the share whose interval holds the exact value."""
        given = [each for each in self.found if each.low is not None and each.high is not None]
        return float(np.mean([each.low <= self.exact <= each.high for each in given]))  # type: ignore[operator]

    @property
    def refused(self) -> int:
        return sum(bool(each.refusal) for each in self.found)

    @property
    def rmse(self) -> float:
        return float(np.sqrt(np.mean([(each.number - self.exact) ** 2 for each in self.found if not each.refusal])))


def tally_cases(seeds: Iterable[int], *, draws: int, simulated: bool = True) -> list[Tally]:
    """Every set, every size of every study on the curve and (`simulated`) by a signal drawn in each run."""
    tallies: dict[tuple[str, str, str], Tally] = {}
    for case in every_case():
        for seed in seeds:
            runs = case.draw(draws, seed=seed)
            for what, about, exact, found in _estimate(case, runs, simulated=simulated):
                key = (case.name, what, about)
                tally = tallies.setdefault(key, Tally(case=case.name, what=what, about=about, exact=exact))
                tally.found.append(found)
    return list(tallies.values())


def _estimate(case: LearningCase, runs: Runs, *, simulated: bool) -> Iterator[tuple[str, str, float, Estimate]]:
    for each in case.sets:
        known = runs.parameters[:, :, list(each.known)]
        yield "EVPPI", str(each.known), each.exact, estimate_evppi(runs.net_values, known)
    for study in case.studies:
        yield from _estimate_study(study, runs, simulated=simulated)


def _estimate_study(study: StudyCase, runs: Runs, *, simulated: bool) -> Iterator[tuple[str, str, float, Estimate]]:
    theta, sizes = runs.parameters[:, :, study.about], list(study.exact)
    curve = estimate_evsi_curve(runs.net_values, theta, likelihood=study.likelihood, sizes=sizes, sd=study.sd)
    for size, found in zip(sizes, curve, strict=True):
        yield "EVSI, one fit", f"n = {size}", study.exact[size], found
    for size in sizes if simulated else []:
        signal = simulate_signal(theta, runs.spare, likelihood=study.likelihood, size=size, sd=study.sd)
        yield "EVSI, signal", f"n = {size}", study.exact[size], estimate_evsi(runs.net_values, signal)


def share_held(tallies: Iterable[Tally]) -> float:
    """Over all of them, each seed counting alike."""
    kept = list(tallies)
    weights = [len(each.found) - each.refused for each in kept]
    return float(np.average([each.share_held for each in kept], weights=weights))
