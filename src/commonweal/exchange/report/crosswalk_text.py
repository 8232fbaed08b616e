"""A crosswalk shown to people and programs: what is carried, what is split, what is lost, and what is new."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rich.markup import escape
from rich.padding import Padding

from commonweal.exchange.report.console import make_console
from commonweal.exchange.report.words import say_percent, say_source
from commonweal.frameworks import Packs
from commonweal.frameworks.crosswalk import Crosswalk, Fate
from commonweal.frameworks.titles import criterion_titles
from commonweal.record.digest import plain_decimal
from commonweal.record.text import say_list
from commonweal.scheme.crossing import CrossedAward

HEADINGS = {Fate.CARRIED: "Carried", Fate.SPLIT: "Split", Fate.LOST: "Lost"}
BASIS = "Nearest equivalents, by our judgement: for comparing, never a rule."


def crosswalk_data(crosswalk: Crosswalk, packs: Packs, awards: tuple[CrossedAward, ...] | None) -> dict[str, Any]:
    """Plain data. `awards` are those of an adopted scheme, where a case was named."""
    titles, later = criterion_titles(packs.get(crosswalk.earlier)), criterion_titles(packs.get(crosswalk.later))
    data: dict[str, Any] = {
        "from": packs.get(crosswalk.earlier).name,
        "to": packs.get(crosswalk.later).name,
        "via": [packs.get(each).name for each in crosswalk.via],
        "basis": BASIS,
        "criteria": [
            {
                "criterion": code,
                "title": titles[code],
                "fate": crossing.fate.value,
                "onto": [{"criterion": each, "title": later[each]} for each in crossing.onto],
                "lost_on_the_way": list(crossing.dropped),
                "because": crossing.because,
            }
            for code, crossing in crosswalk.crossings.items()
        ],
        "new": [{"criterion": code, "title": title} for code, title in later.items() if not crosswalk.into(code)],
        "attribution": list(attributions(crosswalk, packs)),
    }
    if awards is not None:
        data["scheme"] = [_award_data(award) for award in awards]
    return data


def _award_data(award: CrossedAward) -> dict[str, Any]:
    return {
        "award_decision": award.title,
        "points": {fate.value: plain_decimal(points) for fate, points in award.points.items()},
        "points_of_other_criteria": plain_decimal(award.elsewhere),
        "share_lost": plain_decimal(round(award.share(Fate.LOST), 4)),
        "lost": [
            {
                "criterion": each.code,
                "title": each.title,
                "as": each.fills or each.code,
                "points": plain_decimal(each.weighting or Decimal(0)),
            }
            for each in award.lost
        ],
    }


def attributions(crosswalk: Crosswalk, packs: Packs) -> tuple[str, ...]:
    """The licence lines of the packs on the way."""
    used = (crosswalk.earlier, *crosswalk.via, crosswalk.later)
    return tuple(dict.fromkeys(line for each in used if (line := packs.get(each).head.attribution)))


def print_crosswalk(crosswalk: Crosswalk, packs: Packs, awards: tuple[CrossedAward, ...] | None) -> None:
    console = make_console()
    earlier, later = packs.get(crosswalk.earlier), packs.get(crosswalk.later)
    console.print(f"[bold]{escape(earlier.head.title)} → {escape(later.head.title)}[/bold]")
    if crosswalk.via:
        console.print(f"By way of {escape(say_list([packs.get(each).head.title for each in crosswalk.via]))}.")
    console.print(f"{BASIS} ({escape(say_source(crosswalk.source))})")
    console.print(summarise(crosswalk))
    titles, after = criterion_titles(earlier), criterion_titles(later)
    for fate, heading in HEADINGS.items():
        codes = crosswalk.of_fate(fate)
        if codes:
            console.print(f"\n[bold]{heading}[/bold]")
        for code in codes:
            crossing = crosswalk.crossings[code]
            onto = say_list([f"{each} {after[each]}" for each in crossing.onto])
            console.print(Padding(escape(f"{code}  {titles[code]}{f' → {onto}' if onto else ''}"), (0, 2)))
            console.print(Padding(f"[dim]{escape(crossing.because)}[/dim]", (0, 2, 0, 6)))
            if crossing.dropped:
                console.print(Padding(f"[dim]Lost on the way: {', '.join(crossing.dropped)}.[/dim]", (0, 2, 0, 6)))
    new = [f"{code} {title}" for code, title in after.items() if not crosswalk.into(code)]
    if new:
        console.print("\n[bold]New, from nothing before[/bold]")
        console.print(Padding(escape("; ".join(new)), (0, 2)))
    for award in awards or ():
        _print_award(award, console)
    console.print(f"\n[dim]{escape(' '.join(attributions(crosswalk, packs)))}[/dim]")


def summarise(crosswalk: Crosswalk) -> str:
    """How many criteria are carried, split and lost."""
    counts = [f"{len(codes)} {fate.value}" for fate in Fate if (codes := crosswalk.of_fate(fate))]
    return f"Of {len(crosswalk.crossings)} criteria: {say_list(counts)}."


def _print_award(award: CrossedAward, console: Any) -> None:
    console.print(f"\n[bold]The adopted scheme: {escape(award.title)}[/bold]")
    if not award.total:
        console.print(Padding("Nothing is scored under social value.", (0, 2)))
        return
    share = say_percent(round(100 * award.share(Fate.LOST), 1))
    lost, total = plain_decimal(award.points[Fate.LOST]), plain_decimal(award.total)
    console.print(Padding(f"{lost} of {total} points of social value are lost ({share}).", (0, 2)))
    for each in award.lost:
        home = f" (as {each.fills})" if each.fills not in {"", each.code} else ""
        points = say_percent(each.weighting or Decimal(0))
        console.print(Padding(escape(f"{each.code}  {each.title}{home}, {points}"), (0, 4)))
    for fate in (Fate.CARRIED, Fate.SPLIT):
        if award.points[fate]:
            console.print(Padding(f"{plain_decimal(award.points[fate])} are {fate.value}.", (0, 2)))
    if award.elsewhere:
        words = "stand on criteria of neither this edition nor a home in it, and are not touched"
        console.print(Padding(f"{plain_decimal(award.elsewhere)} {words}.", (0, 2)))
