"""The figures of the page on the tournament: the sandbox pilot's scheme and counts of the same weight."""

from __future__ import annotations

from decimal import Decimal

from commonweal.challenge import AwardChallenge, challenge_scheme
from commonweal.challenge.tournament import Tournament
from commonweal.design import propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.frameworks import load_packs
from generators.pages import ROOT, Written, put_between, table

PAGE = "docs/explanation/the-tournament.md"
EXAMPLE = "sandbox-pilot"


def tournament_page() -> Written:
    """The page with its two tables, from the balanced scheme of an example."""
    opened, packs = open_case(ROOT / "examples" / EXAMPLE), load_packs()
    scheme = propose_schemes(opened.case, packs=packs).options[1].scheme
    (award,) = challenge_scheme(scheme, opened.case, packs=packs).awards
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    for name, lines in (("whole", _whole(award)), ("types", _types(award)), ("sizes", _sizes(award))):
        text = put_between(text, name, "\n".join(lines).strip("\n") + "\n")
    return Written(texts={PAGE: text})


def _sides(award: AwardChallenge) -> tuple[Tournament, Tournament]:
    """The scheme's tournament and that of its counts-only twin."""
    if award.tournament is None or award.twin_tournament is None:
        raise SystemExit(f"{award.target.title} scores no social value: nothing to show.")
    return award.tournament, award.twin_tournament


def _whole(award: AwardChallenge) -> list[str]:
    scheme, twin = _sides(award)
    rows = [
        ["Picks the best, all marks counted", *(_percent(each.picks_best) for each in (scheme, twin))],
        ["Picks the best, quality and price level", *(_percent(each.level) for each in (scheme, twin))],
        ["Picks the best, by lot", *(_percent(each.by_luck) for each in (scheme, twin))],
        ["Marks of true value lost, all counted", *(_marks(each.regret) for each in (scheme, twin))],
        ["Marks of social value lost, the rest level", *(_marks(each.level_regret) for each in (scheme, twin))],
        ["Marks of social value lost, by lot", *(_marks(each.level_regret_by_luck) for each in (scheme, twin))],
    ]
    return table(["", "This scheme", "Counts of the same weight"], rows)


def _types(award: AwardChallenge) -> list[str]:
    scheme, twin = _sides(award)
    rows = [
        [
            one.title,
            *(_percent(each) for each in (one.wins, other.wins, one.deserved_wins)),
            *(_marks(each) for each in (one.marks, other.marks, one.deserved)),
        ]
        for one, other in zip(scheme.types, twin.types, strict=True)
    ]
    heads = ["Way of bidding", "Wins", "with counts", "if value were seen", "Marks", "with counts", "worth"]
    return table(heads, rows)


def _sizes(award: AwardChallenge) -> list[str]:
    scheme, twin = (each.ambition for each in _sides(award))
    rows = [
        [f"{size:f}", *(_marks(mark) for mark in marks)]
        for size, *marks in zip(scheme.sizes, scheme.sure, scheme.risky, twin.sure, twin.risky, strict=True)
    ]
    return table(["Size", "Sure", "Risky", "Sure, with counts", "Risky, with counts"], rows)


def _percent(value: Decimal) -> str:
    return f"{value:.0%}"


def _marks(value: Decimal) -> str:
    return f"{value:.1f}"
