"""The report in a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE, SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.design.questions import Explained
from commonweal.exchange.report.cards import BarView, SourceView, source_views
from commonweal.exchange.report.checks_text import due_answers, moment_answers, open_answers
from commonweal.exchange.report.comparison import NOT_THERE, compare_options
from commonweal.exchange.report.console import make_console, page_console
from commonweal.exchange.report.contract import Prescribed
from commonweal.exchange.report.explanation import Explanation
from commonweal.exchange.report.resting_text import rests_parts
from commonweal.exchange.report.view import OptionView, ReportView
from commonweal.exchange.report.words import say_lost, say_more_hours, say_percent, say_structure
from commonweal.frameworks.rules import Moment
from commonweal.quantities.period import describe_months
from commonweal.record.finding import Finding, Severity
from commonweal.record.text import first_upper, say_list
from commonweal.scheme.checks import CheckAnswer

SIGNS = {"law": "■", "guidance": "□", "our judgement": "◌"}
INDENT = (0, 0, 0, 2)


def print_design(view: ReportView) -> None:
    make_console().print(_design(view))


def design_text(view: ReportView) -> str:
    """The terminal report as plain text."""
    stream = io.StringIO()
    page_console(stream).print(_design(view))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def print_answers(
    answers: Sequence[CheckAnswer],
    *,
    of: str,
    show_all: bool,
    moment: Moment | None = None,
    findings: Sequence[Finding] = (),
) -> None:
    """What is due first and what waits by name; in full for one moment, or for all of them."""
    console = make_console()
    console.print(f"[bold]Checks of {escape(of)}[/bold]. Each is a prompt to a named person, not a clearance.")
    for line in _findings(findings):
        console.print(line)
    whole = show_all or moment is not None
    for part in moment_answers(answers, moment, show_all=show_all) if whole else open_answers(answers):
        console.print(part)


def print_why_not(explained: Explained) -> None:
    console = make_console()
    console.print(f"[bold]{escape(explained.criterion.title)}[/bold] ({explained.code}), {explained.option} option")
    for placed in explained.placed:
        weighting = f", {say_percent(placed.weighting)}" if placed.weighting is not None else ""
        console.print(f"  It is there at {escape(placed.stage)}: {placed.place.words}{weighting}.")
    for each in explained.rejected:
        console.print(
            Padding(f"[bold]{escape(each.stage)}[/bold]: {escape(each.ruling.value)}. {escape(each.because)}", (0, 2))
        )
        console.print(Padding(f"What would mend it: {escape(each.mend)}", (0, 4)))
    for cost in explained.costs:
        gave = f"; the {say_list(list(cost.gave))} would give way" if cost.gave else ""
        words = cost.refused or (
            f"forced in as {cost.place}, the best scheme loses {say_lost(cost.worth_lost_share)} of its worth and "
            f"the winner has {say_more_hours(cost.hours_added)}{gave}"
        )
        console.print(Padding(f"Forcing it at {escape(cost.stage)}: {escape(words)}", (0, 2)))


def print_explanation(explanation: Explanation) -> None:
    console = make_console()
    console.print(f"[bold]{escape(explanation.title)}[/bold] ({escape(explanation.code)}), {escape(explanation.what)}")
    for heading, body in explanation.sections:
        console.print(f"\n[bold]{escape(heading)}[/bold]")
        console.print(Padding(escape(body), (0, 2)))
    console.print()
    for source in source_views(explanation.sources):
        console.print(_source(source.mark, source.text))
    if explanation.attribution:
        console.print(f"\n[dim]{escape(explanation.attribution)}[/dim]")


def _design(view: ReportView) -> Group:
    proposals = view.proposals
    parts: list[RenderableType] = [
        Text(view.title, style="bold"),
        Text(f"{view.authority}. {first_upper(say_structure(proposals.case.procurement))}.", style="dim"),
        Text(""),
        Text(view.sentence, style="bold"),
        Text(""),
        _ribbon(view),
        Text(""),
        Text(f"Edition: {proposals.applicability.reason.text}"),
        *[Padding(Text(each.text), (0, 2)) for each in proposals.applicability.candidates],
        *([Text(f"Criteria: {view.drawn_from}")] if view.drawn_from else []),
        Text(f"Legal value: {proposals.valuation}."),
        Text(""),
        _heading("Three schemes"),
        _options(view.options),
        _heading(f"Why, in the {view.chosen.proposal.option} scheme"),
        *_why(view.chosen),
    ]
    if view.prescribed:
        parts += [_heading(view.prescribed.title), *_prescribed(view.prescribed)]
    if view.chosen.proposal.scheme.deferrals:
        parts += [_heading("Deferred, not dropped"), *_deferrals(view)]
    if view.rests:
        parts += [_heading("What this proposal rests on"), *rests_parts(view.rests)]
    parts += [_heading("Why not the others"), _why_not(view)]
    if view.decisions or view.notes:
        parts += [_heading("Needs your decision"), *_findings((*view.decisions, *view.notes))]
    if proposals.case.assumptions:
        parts += [_heading("Assumed"), _assumptions(view)]
    answers = view.chosen.proposal.answers
    parts += [_heading("Legal findings"), *due_answers(answers), Text("")]
    parts.append(
        Text("Prompts for named persons, not legal advice. The page to print: commonweal report.", style="dim")
    )
    return Group(*parts)


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold cyan")


def _ribbon(view: ReportView) -> Text:
    """Stages to scale in one line, gates as diamonds."""
    bars = [bar for bar in view.ribbon.bars if bar.under_contract]
    total = sum(bar.width for bar in bars)
    text = Text()
    for index, bar in enumerate(bars):
        width = max(len(bar.months) + 2, round(bar.width / total * 66))
        text.append(f" {bar.months} ".center(width, "━"), style="cyan")
        if index < len(view.ribbon.gates):
            text.append("◆", style="yellow")
    return text


def _options(options: Sequence[OptionView]) -> Table:
    """One row a criterion and stage, one column an option."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_footer=False)
    table.add_column("Stage and criterion", ratio=2)
    for option in options:
        table.add_column(option.title, justify="right")
    for stage in compare_options(options):
        step = stage.view.stage
        table.add_row(f"[bold]{escape(step.title)}[/bold] [dim]({describe_months(step.months)})[/dim]")
        for row in stage.rows:
            table.add_row(Padding(escape(row.title), INDENT), *map(_cell, row.cells))
        if not stage.rows:
            table.add_row(Padding("[dim]nothing is asked for[/dim]", INDENT))
        hours = [f"[dim]{each}[/dim]" for each in stage.hours]
        table.add_row(Padding("[dim]winner's hours, of our limit[/dim]", INDENT), *hours)
    for award, burden in enumerate(options[0].proposal.field):
        label = "All bidders' and evaluators' hours"
        where = f", {burden.where}" if len(options[0].proposal.field) > 1 else ""
        table.add_row(
            f"[dim]{label}{where}[/dim]", *[f"{option.proposal.field[award].hours:.0f}" for option in options]
        )
    table.add_row("[dim]worth, of the fullest[/dim]", *[_worth(option) for option in options])
    return table


def _cell(words: str) -> str:
    style = "bold" if words.endswith("%") else "dim" if words == NOT_THERE else ""
    return f"[{style}]{words}[/{style}]" if style else words


def _worth(option: OptionView) -> str:
    same = f" = {option.proposal.same_as}" if option.proposal.same_as else ""
    return f"[dim]{option.proposal.worth_share:.0%}{same}[/dim]"


def _why(option: OptionView) -> Iterable[RenderableType]:
    for row in option.stages:
        yield Text(row.stage.title, style="bold")
        for card in row.cards:
            weighting = f" {card.weighting}" if card.weighting else ""
            yield Padding(Text(f"{card.criterion.title}: {card.place}{weighting}"), (0, 2))
            for line in (card.why, *card.more):
                yield Padding(Text(line, style="dim"), (0, 4))
            yield Padding(bars_text(card.bars), (0, 4))
            yield Padding(sources_text(card.sources), (0, 4))
        if not row.cards:
            yield Padding(Text("Nothing is asked for at this stage."), (0, 2))


def _prescribed(prescribed: Prescribed) -> Iterable[RenderableType]:
    yield Padding(Text(prescribed.sentence, style="dim"), (0, 2))
    for row in prescribed.rows:
        bands = f"good from {row.bands[0]}" if row.bands else row.note
        yield Padding(Text(f"{row.title} ({row.unit}), at {say_list(row.stages)}: {bands}"), (0, 2))
    yield Padding(sources_text(source_views(prescribed.sources)), (0, 2))


def bars_text(bars: Sequence[BarView]) -> Text:
    """The factors of a fit in one line, four squares each."""
    text = Text()
    for bar in bars:
        filled = round(bar.percent / 25)
        text.append(f"{'  ' if text else ''}{bar.words} ")
        text.append("■" * filled + "·" * (4 - filled), style="cyan")
        text.append(f" {bar.percent}%{' borderline' if bar.borderline else ''}")
    return text


def _deferrals(view: ReportView) -> Iterable[RenderableType]:
    for each in view.chosen.proposal.scheme.deferrals:
        to = view.stage_titles[each.to_stage]
        sign = f" Meanwhile: {each.early_sign}." if each.early_sign else ""
        words = f"{each.title}: not at {view.stage_titles[each.from_stage]}, but at {to}. {each.because}{sign}"
        yield Padding(Text(words), (0, 2))


def _why_not(view: ReportView) -> Table:
    table = Table(box=SIMPLE, pad_edge=False, show_header=False, padding=(0, 1))
    table.add_column(ratio=3)
    table.add_column(ratio=7)
    for group in view.why_not:
        names = "\n".join(f"{escape(title)}\n[dim]{code}[/dim]" for code, title in group.criteria)
        for index, entry in enumerate(group.entries):
            name = names if index == 0 else ""
            stages = (
                f"[dim]{escape(entry.stages)}:[/dim] " if len(group.entries) > 1 or len(view.stage_titles) > 1 else ""
            )
            ruling = f"[bold]{first_upper(entry.ruling)}.[/bold]"
            table.add_row(name, f"{stages}{ruling} {escape(entry.because)} [dim]{escape(entry.mend)}[/dim]")
    return table


def _findings(findings: Iterable[Finding]) -> Iterable[RenderableType]:
    styles = {Severity.BLOCKING: "bold red", Severity.WARNING: "yellow", Severity.INFORMATION: "dim"}
    for finding in findings:
        line = Text(f"{finding.severity.value}: ", style=styles[finding.severity])
        line.append(finding.message, style="default")
        line.append(f" {finding.remedy}", style="dim")
        yield Padding(line, (0, 2))


def _assumptions(view: ReportView) -> Table:
    table = Table(box=SIMPLE, pad_edge=False)
    for heading in ("What", "Taken as", "Because"):
        table.add_column(heading)
    for each in view.proposals.case.assumptions:
        words = f" Read: “{each.words}”" if each.words else ""
        table.add_row(escape(each.subject), escape(each.value), escape(f"{each.because}{words}"))
    return table


def sources_text(sources: Sequence[SourceView]) -> Text:
    """Sources in one line: each title once, with the places in it."""
    places: dict[tuple[str, str], list[str]] = {}
    for source in sources:
        title, _, where = source.text.partition(", ")
        places.setdefault((source.mark, title), []).append(where)
    parts = [
        f"{SIGNS[mark]} {mark}: {title}" + (f" ({'; '.join(filter(None, where))})" if any(where) else "")
        for (mark, title), where in places.items()
    ]
    return Text("  ".join(parts), style="dim")


def _source(mark: str, text: str) -> Text:
    return Text(f"{SIGNS[mark]} {mark}: {text}", style="dim")
