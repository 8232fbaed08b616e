"""The staircase of policies: what staging, the right to stop, learning and perfect information are worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit
from commonweal.exchange.charts.look import INK, LEARNING, TEAL, TEAL_LIGHT, TEAL_MIDDLE, domain, layer, pounds_axis
from commonweal.exchange.charts.rows import Laid, Row, draw_rows, lay_rows
from commonweal.exchange.charts.wording import about, say_worth
from commonweal.exchange.forecast_report.words import number_of, say_estimate, say_pounds, with_sign
from commonweal.forecast.estimate import Estimate
from commonweal.forecast.policies import PolicyValues
from commonweal.forecast.result import Forecast
from commonweal.record.text import first_upper

NAME = "staircase"
POLICIES = {
    "committed": "Pay for every stage, whatever fails",
    "staged": "Stop paying where a stage fails",
    "decided_now": "Take the best course fixed now",
    "with_evidence": "Decide at each gate on its evidence",
    "clairvoyant": "Know every belief's true value now",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: the policy, the one that it is measured from, and what the difference is called."""

    policy: str
    above: str
    worth: str
    words: str
    colour: str


STEPS = (
    Step(policy="staged", above="committed", worth="staging", words="staging", colour=TEAL_MIDDLE),
    Step(policy="decided_now", above="staged", worth="right_to_stop", words="the right to stop", colour=TEAL),
    Step(policy="with_evidence", above="decided_now", worth="learning", words="learning", colour=LEARNING),
    Step(
        policy="clairvoyant",
        above="decided_now",
        worth="perfect_information",
        words="perfect information, measured from the best course fixed now",
        colour=TEAL_LIGHT,
    ),
)


def draw_staircase(forecast: Forecast, *, size: Size = WIDE) -> Chart:
    """Net value of the five policies with the steps between them and their margins; contract and branch together."""
    title = _title(forecast.policies)
    return Chart(
        name=NAME,
        title=title,
        description=_describe(forecast.policies),
        spec=_draw(forecast, title=title, size=size),
        table=_tabulate(forecast.policies),
        size=size,
    )


def _title(policies: PolicyValues) -> str:
    cost = f", before about {about(policies.study_cost)} for studies" if number_of(policies.study_cost) else ""
    return first_upper(
        f"Staging is worth {say_worth(policies.staging)}, the right to stop {say_worth(policies.right_to_stop)} "
        f"and learning {say_worth(policies.learning)}{cost}"
    )


def _describe(policies: PolicyValues) -> str:
    values = [f"{words}: {say_estimate(getattr(policies, policy))}." for policy, words in POLICIES.items()]
    steps = [f"{first_upper(step.words)}: {with_sign(getattr(policies, step.worth))}." for step in STEPS]
    return f"Net value of five policies, and the steps between them. {' '.join([*values, *steps])}"


def _draw(forecast: Forecast, *, title: str, size: Size) -> Spec:
    policies = forecast.policies
    by_policy = {step.policy: step for step in STEPS}
    rows = [
        Row(
            name=f"{words}: {say_estimate(getattr(policies, policy))}",
            words=_step_words(policies, by_policy[policy]) if policy in by_policy else "",
        )
        for policy, words in POLICIES.items()
    ]
    laid = lay_rows(rows, size)
    numbers = [end for policy in POLICIES for end in _ends(getattr(policies, policy))]
    span = domain(numbers)
    axis = pounds_axis(max(abs(end) for end in span), size)
    x = {"field": "value", "type": "quantitative", "scale": {"domain": span, "nice": False}, "axis": axis}
    subtitle = f"Net value at present value, in pounds of {forecast.price_base}; ± is the 95% margin of the method"
    return draw_rows(laid, _layers(policies, laid, x), title=title, subtitle=subtitle, x=x)


def _step_words(policies: PolicyValues, step: Step) -> str:
    return f"{with_sign(getattr(policies, step.worth))} for {step.words}"


def _layers(policies: PolicyValues, laid: Laid, x: Spec) -> list[Spec]:
    middles = dict(zip(POLICIES, laid.middles, strict=True))
    bars = [
        {
            "value": float(getattr(policies, step.above)),
            "to": float(getattr(policies, step.policy)),
            "y": middles[step.policy],
            "colour": step.colour,
        }
        for step in STEPS
        if _known(policies, step.above, step.policy) and say_pounds(number_of(getattr(policies, step.worth))) != "£0"
    ]
    points = [
        {"value": float(value), "low": float(value.low), "high": float(value.high), "y": middles[policy]}
        for policy in POLICIES
        if (value := getattr(policies, policy)).value is not None
    ]
    bar = {"type": "bar", "orient": "horizontal", "size": 14, "stroke": INK, "strokeWidth": 0.75}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    return [
        layer(bar, {"x": x, "x2": {"field": "to"}, "y": laid.y, "color": colour}, bars),
        layer(
            {"type": "rule", "color": INK, "strokeWidth": 2},
            {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": laid.y},
            points,
        ),
        layer(
            {"type": "point", "shape": "circle", "size": 70, "filled": True, "opacity": 1, "color": INK},
            {"x": x, "y": laid.y},
            points,
        ),
    ]


def _known(policies: PolicyValues, *names: str) -> bool:
    return all(getattr(policies, name).value is not None for name in names)


def _ends(estimate: Estimate) -> tuple[Decimal | None, ...]:
    return (estimate.value, estimate.low, estimate.high)


def _tabulate(policies: PolicyValues) -> Table:
    names = [(words, policy) for policy, words in POLICIES.items()]
    names += [(f"Worth of {step.words}", step.worth) for step in STEPS]
    names.append(("Cost of studies beyond the stages' funding", "study_cost"))
    return Table(
        columns=(
            Column(heading="Policy or step", unit=Unit.TEXT),
            Column(heading="Value (£)"),
            Column(heading="Low, 95% (£)"),
            Column(heading="High, 95% (£)"),
        ),
        rows=tuple((words, *_ends(getattr(policies, name))) for words, name in names),
    )
