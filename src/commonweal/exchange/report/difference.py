"""What a supposition would change, in a terminal and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from commonweal.design.difference import Difference, HoursChange, OptionDifference, PlaceChange, SplitChange, Turn
from commonweal.exchange.report.console import make_console
from commonweal.exchange.report.data import finding_data
from commonweal.exchange.report.words import say_more_hours, say_percent, say_worth_change
from commonweal.record.text import say_list

TURN_WORDS = {
    Turn.COMES_IN: ("comes in", "come in"),
    Turn.GOES_OUT: ("goes out", "go out"),
    Turn.MOVES: ("changes place", "change place"),
    Turn.REWEIGHTED: ("changes weighting", "change weighting"),
}
SIGNS = {Turn.COMES_IN: "+", Turn.GOES_OUT: "-", Turn.MOVES: "~", Turn.REWEIGHTED: "~"}


def print_difference(difference: Difference, option: str, *, kept: bool) -> None:
    """What is supposed, what becomes of every option, and one of them in full."""
    console = make_console()
    for one in difference.supposed:
        console.print(Text(f"Suppose {one.name} were {one.after} (now {one.before}).", style="bold"))
    if difference.nothing:
        console.print("Nothing changes in any of the three schemes.")
    for each in () if difference.nothing else difference.options:
        console.print(Text(f"\n{each.option.capitalize()}: {summarise_difference(each)}"))
        for part in _details(each, difference) if each.option == option else ():
            console.print(part)
    console.print()
    if not kept:
        console.print(Text(_how_to_keep(difference), style="dim"))


def summarise_difference(option: OptionDifference) -> str:
    """How many criteria come, go and change; hours and worth."""
    if option.nothing:
        return "nothing changes."
    counts = Counter(each.turn for each in option.places)
    parts = [f"{counts[turn]} {TURN_WORDS[turn][counts[turn] > 1]}" for turn in Turn if counts[turn]]
    said = say_list(parts) if parts else "the same criteria in the same places"
    return f"{said}{_hours_words(option)}{_worth_words(option)}."


def _hours_words(option: OptionDifference) -> str:
    words = ""
    for whose, changes in (("the winner", option.winner), ("all bidders and evaluators", option.field)):
        more = sum((each.after.hours - each.before.hours for each in changes), Decimal(0))
        if round(more):
            words += f"; {say_more_hours(float(more))} for {whose}"
    return words


def _worth_words(option: OptionDifference) -> str:
    if option.worth_before <= 0:
        return ""
    words = say_worth_change((option.worth_after - option.worth_before) / option.worth_before)
    return f"; {words}" if words else ""


STYLES = {"+": "", "~": "", "-": "", "new": "yellow", "gone": "dim"}


def _details(option: OptionDifference, difference: Difference) -> Iterable[RenderableType]:
    titles = difference.before.case.procurement.stage_titles
    for sign, words in difference_lines(option, titles):
        shown = {"new": "+", "gone": "-"}.get(sign, sign)
        yield Padding(Text(f"{shown} {words}", style=STYLES[sign]), (0, 2))


def difference_lines(option: OptionDifference, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every difference in a line, each with its sign: + comes in, - goes out, ~ changes; new and gone are findings."""
    for change in option.places:
        yield SIGNS[change.turn], _place_words(change, titles)
    for split in option.splits:
        yield "~", f"split at {split.award_decision}: {_say_split(split)}"
    for hours in option.winner:
        yield "~", f"winner's hours at {titles[hours.where]}: {_say_hours(hours)}"
    for hours in option.field:
        yield "~", f"all bidders' and evaluators' hours, {hours.where}: {_say_hours(hours)}"
    for finding in option.findings_new:
        yield "new", f"{finding.severity.value}: {finding.message}"
    for finding in option.findings_gone:
        yield "gone", f"no longer: {finding.message}"
    for check, (before, after) in option.answers.items():
        words = f"{before.value if before else 'not asked'}, then {after.value if after else 'not asked'}"
        yield "~", f"check {check}: {words}"


def _place_words(change: PlaceChange, titles: Mapping[str, str]) -> str:
    where = f"‘{change.title}’ at {titles[change.stage]}"
    before = _say_place(change, before=True)
    after = _say_place(change, before=False)
    if change.turn is Turn.COMES_IN:
        return f"{where} comes in: {after}"
    if change.turn is Turn.GOES_OUT:
        return f"{where} goes out: it was {before}"
    return f"{where}: {before}, then {after}"


def _say_place(change: PlaceChange, *, before: bool) -> str:
    place = change.before if before else change.after
    weighting = change.weighting_before if before else change.weighting_after
    words = place.words if place else "not there"
    return f"{words} {say_percent(weighting)}" if weighting is not None else words


def _say_split(split: SplitChange) -> str:
    texts = [
        "/".join(say_percent(part).removesuffix("%") for part in (each.price, each.quality, each.social_value))
        for each in (split.before, split.after)
    ]
    return f"{texts[0]}, then {texts[1]} (price, quality, social value)"


def _say_hours(change: HoursChange) -> str:
    caps = (
        ""
        if change.before.cap == change.after.cap
        else f", our limit {change.before.cap:.0f}, then {change.after.cap:.0f}"
    )
    return f"{change.before.hours:.0f}, then {change.after.hours:.0f}{caps}"


def _how_to_keep(difference: Difference) -> str:
    """Where the supposition would be written, were it to be kept."""
    places = list(dict.fromkeys(each.stands_in for each in difference.supposed))
    ways = {
        "decisions": 'add --keep --by "Your name" --reason "Why", which records a decision in the case',
        "case": "write it in case.yaml",
    }
    keep = say_list([ways.get(each, f"write an {each}") for each in places])
    return f"Nothing was written. To keep it: {keep}."


def difference_data(difference: Difference, *, kept: int = 0) -> dict[str, Any]:
    return {
        "supposed": [
            {"name": each.name, "before": each.before, "after": each.after, "stands_in": each.stands_in}
            for each in difference.supposed
        ],
        "nothing_changes": difference.nothing,
        "options": [_option_data(each) for each in difference.options],
        "decisions_recorded": kept,
    }


def _option_data(option: OptionDifference) -> dict[str, Any]:
    return {
        "option": option.option,
        "summary": summarise_difference(option),
        "criteria": [
            {
                "criterion": each.code,
                "stage": each.stage,
                "turn": each.turn.value,
                "place_before": each.before.value if each.before else None,
                "place_after": each.after.value if each.after else None,
                "weighting_before": None if each.weighting_before is None else str(each.weighting_before),
                "weighting_after": None if each.weighting_after is None else str(each.weighting_after),
            }
            for each in option.places
        ],
        "splits": [
            {
                "award_decision": each.award_decision,
                "before": [str(part) for part in (each.before.price, each.before.quality, each.before.social_value)],
                "after": [str(part) for part in (each.after.price, each.after.quality, each.after.social_value)],
            }
            for each in option.splits
        ],
        "winner_hours": [_hours_data(each, "stage") for each in option.winner],
        "field_hours": [_hours_data(each, "award_decision") for each in option.field],
        "worth_before": option.worth_before,
        "worth_after": option.worth_after,
        "findings_new": [finding_data(each) for each in option.findings_new],
        "findings_gone": [finding_data(each) for each in option.findings_gone],
        "checks": {
            check: [state.value if state else None for state in states] for check, states in option.answers.items()
        },
    }


def _hours_data(change: HoursChange, where: str) -> dict[str, Any]:
    return {
        where: change.where,
        "before": float(round(change.before.hours, 1)),
        "after": float(round(change.after.hours, 1)),
        "limit_before": float(round(change.before.cap, 1)),
        "limit_after": float(round(change.after.cap, 1)),
    }
