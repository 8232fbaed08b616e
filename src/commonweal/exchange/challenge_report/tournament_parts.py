"""The parts on the tournament and on money: who wins, what ambition earns, what a small firm meets, pounds per mark."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from commonweal.challenge import AwardChallenge
from commonweal.challenge.pricing import share_of_price
from commonweal.challenge.tournament.result import SmallFirm, Tournament
from commonweal.exchange.business_case.view import Block, Grid, GridColumn, Words
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.standing_parts import ChartHere, by_award
from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.exchange.forecast_report.words import say_pounds

CERTAIN = Decimal(2)  # standard errors either way, about 95%


def tell_tournament(found: CaseChallenge) -> Iterator[Block | ChartHere]:
    """Who wins against whom, how often that is the most valuable bid, and what ambition earns."""
    for award, _, after, heading in by_award(found):
        yield from heading
        if award.tournament is None:
            yield Words(text="No tournament was run.")
            continue
        yield Words(text=_picks(award.tournament, award.twin_tournament))
        yield _types(award.tournament, award.twin_tournament)
        yield ChartHere(name=f"who-wins{after}")
        yield ChartHere(name=f"ambition{after}")
        if award.tournament.small_firm is not None:
            yield Words(text=_small_firm(award.tournament.small_firm))


def _picks(found: Tournament, counts: Tournament | None) -> str:
    level, margin = say_part(found.level), f"{CERTAIN * found.level_error:.0%}"
    against = f", against {say_part(counts.level)} with the usual counts" if counts else ""
    return (
        f"In {found.fields:,} fields of {found.bidders} bidders the most valuable bid wins {level} ± {margin} of the "
        f"time where quality and price are level{against} and {say_part(found.by_luck)} by lot. Against always picking "
        f"that bid, {say_points(found.level_regret)} marks of true social value are lost there on average; by lot, "
        f"{say_points(found.level_regret_by_luck)}. With the whole mark counted it wins {say_part(found.picks_best)} "
        f"of the time, and {say_points(found.regret)} marks of true value are lost."
    )


def _types(found: Tournament, counts: Tournament | None) -> Grid:
    by_counts = {each.type: each for each in counts.types} if counts else {}
    return Grid(
        caption="Types of bidder: ways of bidding, never real firms",
        columns=(
            GridColumn(heading="Type", width=54),
            GridColumn(heading="Wins where it bids", width=28, number=True),
            GridColumn(heading="Under counts", width=28, number=True),
            GridColumn(heading="Marks", width=24, number=True),
            GridColumn(heading="Its worth would earn", width=36, number=True),
        ),
        rows=tuple(
            (
                each.title,
                say_part(each.wins),
                say_part(by_counts[each.type].wins) if each.type in by_counts else "",
                say_points(each.marks),
                say_points(each.deserved),
            )
            for each in sorted(found.types, key=lambda each: (-each.wins, each.type))
        ),
    )


def _small_firm(small: SmallFirm) -> str:
    return (
        f"The social value questions ask about {small.hours_asked:.0f} hours of a bidder; a small firm has about "
        f"{small.hours_there:.0f}. It wins {say_part(small.wins)} of the time it bids, and would win "
        f"{say_part(small.deserved_wins)} if its true worth were seen."
    )


def tell_price(found: CaseChallenge) -> Iterator[Block]:
    """What one more mark of social value is worth in price."""
    for award, _, _, heading in by_award(found):
        yield from heading
        yield Words(text=say_price(award))


def say_price(award: AwardChallenge) -> str:
    """What the scheme would pay for one more mark, or why nobody can say."""
    implied = award.pounds_per_mark
    if implied is None:
        return (
            "What one more mark is worth in price cannot be said: the price method or the sum to be awarded is not "
            "known."
        )
    share = share_of_price(implied, award.target)
    if implied.pounds_per_point is None or share is None:
        return "Under this price method one more mark is worth no fixed sum."
    pounds = Decimal(implied.pounds_per_point.numerator) / Decimal(implied.pounds_per_point.denominator)
    return (
        f"For one more mark of social value this scheme would accept a price about {say_pounds(pounds)} higher, "
        f"{float(share):.1%} of what is expected to be awarded."
    )
