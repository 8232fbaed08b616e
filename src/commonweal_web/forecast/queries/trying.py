"""What a belief under edit would do: its curve, and what the forecast comes to with it. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.forecast_editing import stated_at
from commonweal.exchange.forecast_report.finding import can_weigh, tell_finding
from commonweal.exchange.forecast_report.words import say_amount
from commonweal.forecast.estimate import Estimate
from commonweal.forecast.inputs import StatedBelief
from commonweal.forecast.result import Forecast
from commonweal.quantities.belief import Belief
from commonweal.record.errors import CommonwealError
from commonweal_web.forecast.queries import Forecasting, live_forecast, live_with_belief
from commonweal_web.forecast.translate.beliefs import belief_of, with_belief_in
from commonweal_web.forecast.translate.shape import Shape, draw_shape
from commonweal_web.procurements.actions import Overtaken
from commonweal_web.procurements.translate.wording import plain_message


class Unsound(Exception):
    """The engine will not have the belief: one sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure as it would be, and as it stands."""

    name: str
    now: str
    before: str

    @property
    def is_other(self) -> bool:
        return self.now != self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a belief does: its drawing, the finding and the main figures with it.

    Where the forecast cannot be made for another reason, the finding says so and there are no figures.
    """

    shape: Shape
    finding: str
    lines: tuple[Line, ...]
    changed: bool


def try_belief(found: Forecasting, name: str, stated: StatedBelief) -> Effect:
    """The belief's curve, and the forecast with it beside the one without. Raises Unsound, one sentence."""
    before, fault = _as_it_stands(found)
    tried = found.with_inputs(with_belief_in(found.stated, name, stated))
    changed = stated.belief != found.stated.beliefs[name].belief
    try:
        shape = draw_shape(stated)
        after = live_with_belief(found, name, stated) if before else live_forecast(tried)
    except CommonwealError as error:
        said = plain_message(error)
        if said != fault:
            raise Unsound(said) from error
        return Effect(shape=shape, finding=fault, lines=(), changed=changed)
    return Effect(
        shape=shape,
        finding=tell_finding(after, tried.procurement, tried.stated)[0],
        lines=_lines(after, before, weighed=can_weigh(tried.stated)),
        changed=changed,
    )


def try_numbers(family: str, numbers: Mapping[str, Any]) -> Belief:
    """The belief that numbers give. Raises Unsound, one sentence."""
    try:
        return belief_of(family, numbers)
    except CommonwealError as error:
        raise Unsound(plain_message(error)) from error


def theirs_of(overtaken: Overtaken, name: str) -> Any:
    """What somebody else saved of a belief, as plain data."""
    return stated_at(overtaken.theirs.forecast, name)


def _as_it_stands(found: Forecasting) -> tuple[Forecast | None, str]:
    """The forecast without the change; else why there is none: what is wrong elsewhere keeps nobody from mending."""
    try:
        return live_forecast(found), ""
    except CommonwealError as error:
        return None, plain_message(error)


def _lines(after: Forecast, before: Forecast | None, *, weighed: bool) -> tuple[Line, ...]:
    named = _named(after, weighed=weighed)
    held = _named(before, weighed=weighed) if before else [(name, "") for name, _now in named]
    return tuple(Line(name=name, now=now, before=was) for (name, now), (_same, was) in zip(named, held, strict=True))


def _named(forecast: Forecast, *, weighed: bool) -> list[tuple[str, str]]:
    together, policies = forecast.together, forecast.policies
    rows = [
        (_("Social value, mean"), say_amount(together.social_value.mean)),
        (_("Social value, P5 to P95"), _between(together.social_value.p5, together.social_value.p95)),
        (_("Public cost, mean"), say_amount(together.public_cost.mean)),
    ]
    if not weighed:
        return rows
    return [
        *rows,
        (_("Net value, mean"), say_amount(together.net.mean)),
        (_("Net value, P5 to P95"), _between(together.net.p5, together.net.p95)),
        (_("Staging"), say_amount(policies.staging)),
        (_("The right to stop"), say_amount(policies.right_to_stop)),
        (_("Learning"), say_amount(policies.learning)),
    ]


def _between(low: Estimate, high: Estimate) -> str:
    return _("%(low)s to %(high)s") % {"low": say_amount(low), "high": say_amount(high)}
