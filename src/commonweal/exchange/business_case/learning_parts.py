"""The parts of the annex on what staging, stopping and learning are worth, what to find out, how big a study is."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.exchange.business_case.pictures import pictures
from commonweal.exchange.business_case.view import LEAD_IN, QUIET, Block, Grid, GridColumn, Heading, Points, Words
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.exchange.forecast_report.finding import can_weigh
from commonweal.exchange.forecast_report.learning_text import say_study, say_turn
from commonweal.exchange.forecast_report.reading import refused_worths
from commonweal.exchange.forecast_report.words import number_of, say_estimate, say_pounds, say_share, surely_above
from commonweal.forecast.policies import GateOutlook
from commonweal.record.text import first_upper

UNWEIGHED = (
    "What is bought itself has no effect with a price, so its cost is weighed against nothing here, and no worth of "
    "stopping or learning can be told from it."
)


def tell_learning(found: CaseForecast) -> Iterator[Block]:
    """The five policies, their steps, and what may be done at each gate."""
    if not can_weigh(found.inputs):
        yield Words(text=UNWEIGHED)
        return
    policies = found.forecast.policies
    yield from pictures(found, "staircase")
    cost = number_of(policies.study_cost)
    if cost:
        yield Words(text=f"Its studies are expected to cost {say_pounds(cost)} beyond the stages' funding.")
    yield Words(
        text="Stopping is worth something only with a right to stop in notice and contract. A pilot that shows that "
        "the idea does not work has delivered its value.",
        style=QUIET,
    )
    titles = {stage.id: stage.title for stage in found.forecast.stages}
    yield Heading(text="At each gate")
    yield Words(
        text="The value of each action from there on, once the gate is reached and with the best fixed course "
        "after it; and how often it is taken when deciding on the evidence.",
        style=LEAD_IN,
    )
    yield Grid(
        caption="Actions at each gate",
        columns=(
            GridColumn(heading="Gate", width=52),
            GridColumn(heading="Action", width=52),
            GridColumn(heading="Value from there", width=40, number=True),
            GridColumn(heading="Taken", width=26, number=True),
        ),
        rows=tuple(row for gate in policies.gates for row in _gate(gate, titles)),
    )
    if policies.poor_fits:
        at = ", ".join(titles.get(each, each) for each in policies.poor_fits)
        yield Words(text=f"After {at} the evidence is worth at least what is shown.", style=QUIET)


def _gate(gate: GateOutlook, titles: dict[str, str]) -> Iterator[tuple[str, ...]]:
    where = f"After ‘{titles[gate.gate]}’" if gate.gate in titles else "Before the start"
    for action in gate.actions:
        best = "\nbest as things are known now" if action.action == gate.best else ""
        yield where, f"{first_upper(action.title)}{best}", say_estimate(action.value), say_share(action.taken_share)


def tell_what_to_find_out(found: CaseForecast) -> Iterator[Block]:
    """The worth of knowing each belief, what moves net value, and where another course becomes best."""
    learning = found.forecast.learning
    if not can_weigh(found.inputs) or learning is None:
        yield Words(text=UNWEIGHED)
        yield from _narrowing(found)
        return
    turns = {each.belief: each for each in found.forecast.sensitivity.switching} if found.forecast.sensitivity else {}
    known = [each for each in learning.beliefs if number_of(each.worth) > 0]
    if known:
        yield Words(
            text="What it would be worth to know a belief for certain before the start: an upper limit for any study "
            "of it.",
            style=LEAD_IN,
        )
        yield Grid(
            caption="Beliefs most worth better evidence",
            columns=(
                GridColumn(heading="Belief", width=58),
                GridColumn(heading="Worth knowing, at most", width=38, number=True),
                GridColumn(heading="Where another course becomes best", width=74),
            ),
            rows=tuple(
                (each.title, say_estimate(each.worth), say_turn(turns.get(each.belief)).strip() or "nowhere")
                for each in known[:MOST]
            ),
        )
    yield from _refused(found, known=bool(known))
    yield from pictures(found, "tornado")


MOST = 10


def _narrowing(found: CaseForecast) -> Iterator[Block]:
    """What makes the effects most unsure: it needs neither a price nor a decision."""
    unsure = found.forecast.learning.spread if found.forecast.learning else ()
    rows = tuple((each.title, say_share(each.share)) for each in unsure[:MOST] if surely_above(each.share))
    if rows:
        columns = (
            GridColumn(heading="Belief", width=110),
            GridColumn(heading="Share of the spread", width=60, number=True),
        )
        yield Words(text="Better evidence on these would say most about how much it brings, in its own units.")
        yield Grid(
            caption="Beliefs that make the effects most unsure",
            columns=columns,
            rows=rows,
        )


def _refused(found: CaseForecast, *, known: bool) -> Iterator[Block]:
    refused = refused_worths(found.forecast)
    if refused:
        of = f"{refused} beliefs" if refused > 1 else "one belief"
        yield Words(
            text=f"What knowing {of} is worth could not be found surely enough to state: ‘What was refused, and why’ "
            f"says more."
        )
    elif not known:
        yield Words(text="No single belief, however well known, would change what is best to do now.")


def tell_studies(found: CaseForecast) -> Iterator[Block]:
    """How big each study should be."""
    learning = found.forecast.learning
    if learning is None or not learning.studies:
        yield Words(text="No study is stated, so nothing is planned to be found out at a gate.")
        return
    if not can_weigh(found.inputs):
        yield Words(text=UNWEIGHED)
        return
    yield Points(lines=tuple(say_study(study, found.forecast) for study in learning.studies))
    yield from pictures(found, "study-size")
