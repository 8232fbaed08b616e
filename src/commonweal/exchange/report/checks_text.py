"""The answers of checks in a terminal: what is due first, then what waits for later moments, in few lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.exchange.report.cards import source_views
from commonweal.exchange.report.rulings import SETTLED, counts_sentence, due_checks, later_checks, later_sentence
from commonweal.frameworks.rules import Moment
from commonweal.record.text import first_upper
from commonweal.scheme.checks import CheckAnswer, State

STATE_STYLES = {
    State.MET: "green",
    State.NOT_MET: "bold red",
    State.NOT_ANSWERED: "bold yellow",
    State.UNKNOWN: "yellow",
    State.DOES_NOT_APPLY: "dim",
}


def due_answers(answers: Sequence[CheckAnswer]) -> list[RenderableType]:
    """What a design shows: what is due before the notice, how much waits for later, and the counts."""
    later = later_sentence(later_checks(answers))
    waits = Padding(Text(later, style="dim"), (0, 0, 1, 0))
    return [_answers(_due(answers)), *([waits] if later else []), _counts(answers)]


def open_answers(answers: Sequence[CheckAnswer]) -> list[RenderableType]:
    """What commonweal check shows: what is due in full, and by name everything that waits."""
    groups = later_checks(answers)
    parts: list[RenderableType] = [_answers(_due(answers))]
    if groups:
        parts.append(Text(later_sentence(groups)))
    for group in groups:
        names = ", ".join(answer.check for answer in group.answers)
        parts.append(Padding(f"[bold]{first_upper(group.moment)}[/bold]  [dim]{names}[/dim]", (0, 0, 0, 2)))
    if groups:
        parts.append(Padding(Text("Each in full: commonweal check CASE --moment MOMENT.", style="dim"), (0, 0, 1, 2)))
    return [*parts, _counts(answers)]


def moment_answers(answers: Sequence[CheckAnswer], moment: Moment | None, *, show_all: bool) -> list[RenderableType]:
    """One moment, or every one, in full; what is met or does not apply only if asked for."""
    here = [answer for answer in answers if moment in {None, answer.rule.moment}]
    shown = [answer for answer in here if show_all or answer.verdict.state not in SETTLED]
    nothing = f"Nothing is open {moment.words}." if moment else "Nothing is open."
    return [_answers(shown) if shown else Text(nothing), _counts(here)]


def _due(answers: Sequence[CheckAnswer]) -> list[CheckAnswer]:
    """What is due, by moment; what is not met comes before all that is open."""
    due = [answer for group in due_checks(answers) for answer in group.answers]
    return sorted(due, key=lambda answer: answer.verdict.state is not State.NOT_MET)


def _answers(answers: Sequence[CheckAnswer]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Answer", no_wrap=True)
    table.add_column("Check", ratio=2)
    table.add_column("Finding", ratio=5)
    for answer in answers:
        state = answer.verdict.state
        ask = " ".join(answer.rule.asks[each].question for each in answer.verdict.asks if each in answer.rule.asks)
        todo = answer.rule.remedy if state is State.NOT_MET else ask
        marks = "; ".join(f"{source.mark}: {source.text}" for source in source_views(answer.rule.sources))
        table.add_row(
            f"[{STATE_STYLES[state]}]{state.value}[/]",
            f"{escape(answer.rule.title)}\n[dim]{answer.check}, {answer.rule.moment.words}[/dim]",
            f"{escape(answer.verdict.message)} [dim]{escape(todo)}\n{escape(marks)}[/dim]",
        )
    return table


def _counts(answers: Sequence[CheckAnswer]) -> Text:
    counts = {state: sum(answer.verdict.state is state for answer in answers) for state in State}
    return Text(counts_sentence({state.value: count for state, count in counts.items() if count}), style="dim")
