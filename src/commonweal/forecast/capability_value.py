"""What a capability is worth: the staged course with it less without it, on the same draws (method, section 4).

The odds and months that are stated for the stages are those without it. So its value stands beside the forecast and is
in none of its totals. It raises the odds of later gates, logit p' = logit p + β Δ; it shortens later stages, whose
funding stays what it was; and it helps projects elsewhere, N (p' - p) times what one success is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from commonweal.forecast.capability import CapabilityGain
from commonweal.forecast.effect import Trigger
from commonweal.forecast.estimate import Estimate, Floats, Method, estimate_mean
from commonweal.forecast.model import ImpactModel
from commonweal.forecast.simulation import Schedule, Simulation
from commonweal.forecast.timing import UnitTiming
from commonweal.record.errors import MisuseError


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLift:
    """The mean odds of a gate, without and with a capability."""

    stage: str
    without: Estimate
    with_it: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityForecast:
    """One capability, unpriced and priced.

    Unpriced: maturity before and after, who holds it, whether it survives the contract, and `chance` that it comes
    about. In pounds at present value: `value` in all; `from_odds` and `from_time` what raised odds and shortened stages
    bring alone; `elsewhere` what other projects gain.
    """

    id: str
    title: str
    stage: str
    before: Decimal
    after: Decimal
    gain: Decimal
    held_by: str
    survives: bool | None
    chance: Estimate
    value: Estimate
    from_odds: Estimate
    from_time: Estimate
    elsewhere: Estimate
    gates: tuple[GateLift, ...]


def value_capabilities(simulation: Simulation) -> tuple[tuple[CapabilityForecast, ...], Estimate | None]:
    """Each capability against its absence, others absent too; and all of them together (None where there is none)."""
    gains = sorted(simulation.model.inputs.capabilities, key=lambda each: each.id)
    for gain in gains:
        _check_gain(simulation.model, gain)
    if not gains:
        return (), None
    without = staged_net(simulation)
    told = tuple(_value(simulation, gain, without) for gain in gains)
    if len(gains) == 1:
        return told, told[0].value
    elsewhere = sum((_elsewhere(simulation, gain) for gain in gains), start=np.array(0.0))
    together = _staged_with(simulation, gains, odds=True, time=True) - without + elsewhere
    return told, _mean(simulation, np.asarray(together))


def staged_net(simulation: Simulation) -> Floats:
    """Net value of the staged course in each draw, gates in expectation, in pounds at present value."""
    total = np.array(0.0)
    for part in simulation.parts:
        total = total + simulation.odds(part) * part.gain
    for reach, cost in zip(simulation.reach, simulation.costs, strict=True):
        total = total - reach * cost
    return np.asarray(total)


def _value(simulation: Simulation, gain: CapabilityGain, without: Floats) -> CapabilityForecast:
    """One capability; `without` is the staged course's net value in each draw as the stages are planned."""
    elsewhere = _elsewhere(simulation, gain)
    from_odds, from_time = (
        _staged_with(simulation, [gain], odds=odds, time=not odds) - without if acts else np.array(0.0)
        for odds, acts in ((True, gain.raises), (False, gain.shortens))
    )
    both = bool(gain.raises and gain.shortens)
    value = _staged_with(simulation, [gain], odds=True, time=True) - without if both else from_odds + from_time
    schedule = _with(simulation, [gain], odds=True, time=False)
    places = {stage.id: place for place, stage in enumerate(simulation.model.stages)}
    return CapabilityForecast(
        id=gain.id,
        title=gain.title,
        stage=gain.stage,
        before=gain.before,
        after=gain.after,
        gain=gain.after - gain.before,
        held_by=gain.held_by,
        survives=gain.survives,
        chance=_mean(simulation, _chance(simulation, gain)),
        value=_mean(simulation, np.asarray(value + elsewhere)),
        from_odds=_mean(simulation, np.asarray(from_odds)),
        from_time=_mean(simulation, np.asarray(from_time)),
        elsewhere=_mean(simulation, elsewhere),
        gates=tuple(
            GateLift(
                stage=stage,
                without=_mean(simulation, simulation.schedule.chances[places[stage]]),
                with_it=_mean(simulation, schedule.chances[places[stage]]),
            )
            for stage in sorted(gain.raises, key=places.__getitem__)
        ),
    )


def _staged_with(simulation: Simulation, gains: Sequence[CapabilityGain], *, odds: bool, time: bool) -> Floats:
    return staged_net(simulation.rescheduled(_with(simulation, gains, odds=odds, time=time)))


def _with(simulation: Simulation, gains: Sequence[CapabilityGain], *, odds: bool, time: bool) -> Schedule:
    """The schedule with capabilities: later gates' odds raised, later stages shortened, what follows moved earlier."""
    beliefs, own = simulation.draws.beliefs, simulation.schedule
    chances, months = list(own.chances), list(own.months)
    for place, stage in enumerate(simulation.model.stages):
        for gain in gains:
            if odds and stage.id in gain.raises:
                chances[place] = raise_odds(chances[place], beliefs[gain.raises[stage.id]] * _rise(gain))
            if time and stage.id in gain.shortens:
                months[place] = np.asarray(months[place] * (1.0 - beliefs[gain.shortens[stage.id]]))
    starts = [own.starts[0]]
    for place, each in enumerate(months[:-1]):
        planned = starts[place] is own.starts[place] and each is own.months[place]
        starts.append(own.starts[place + 1] if planned else np.asarray(starts[place] + each))
    return Schedule(starts=tuple(starts), months=tuple(months), chances=tuple(chances))


def raise_odds(chance: Floats, by: Floats) -> Floats:
    """p' with logit p' = logit p + by; a chance of 0 or 1 stays what it is. Shapes broadcast."""
    odds = np.asarray(chance * np.exp(by))
    return np.asarray(odds / (1.0 - chance + odds))


def _elsewhere(simulation: Simulation, gain: CapabilityGain) -> Floats:
    """What follow-on projects elsewhere gain, up to the horizon; nothing where it does not outlast the contract."""
    follow = gain.follow_on
    if follow is None or gain.survives is False:
        return np.array(0.0)
    model, beliefs = simulation.model, simulation.draws.beliefs
    once = UnitTiming(
        yearly=False, persistence=1.0, drop_off=0.0, horizon=model.horizon, factors=model.spending.factors
    )
    start = _moment(simulation, gain) + float(follow.after_months)
    chance = beliefs[follow.pass_share]
    more = raise_odds(chance, beliefs[follow.beta] * _rise(gain)) - chance
    won = beliefs[follow.number] * more * beliefs[follow.value]
    return np.asarray(_chance(simulation, gain) * won * once.present(start))


def _chance(simulation: Simulation, gain: CapabilityGain) -> Floats:
    odds = simulation.succeed if gain.trigger is Trigger.PASSED else simulation.reach
    return odds[_place(simulation.model, gain)]


def _moment(simulation: Simulation, gain: CapabilityGain) -> Floats:
    place = _place(simulation.model, gain)
    start = simulation.schedule.starts[place]
    return np.asarray(start + simulation.schedule.months[place]) if gain.trigger is Trigger.PASSED else start


def _place(model: ImpactModel, gain: CapabilityGain) -> int:
    return next(place for place, stage in enumerate(model.stages) if stage.id == gain.stage)


def _rise(gain: CapabilityGain) -> float:
    return float(gain.after - gain.before)


def _check_gain(model: ImpactModel, gain: CapabilityGain) -> None:
    known = [stage.id for stage in model.stages]
    if gain.stage not in known:
        raise MisuseError(
            f"The capability '{gain.title}' is of the stage '{gain.stage}', which the procurement does not have.",
            remedy=f"The stages are {', '.join(known)}.",
        )
    for verb, stages in (("raise the odds of", gain.raises), ("shorten", gain.shortens)):
        for stage in stages:
            if stage not in known or known.index(stage) <= known.index(gain.stage):
                raise MisuseError(
                    f"The capability '{gain.title}' is to {verb} '{stage}', which does not come after '{gain.stage}'.",
                    remedy="Name later stages only.",
                )


def _mean(simulation: Simulation, column: Floats) -> Estimate:
    if np.ndim(column):
        column = np.broadcast_to(column, (simulation.draws.count,))
    return estimate_mean(column, method=Method.EXPECTED)
