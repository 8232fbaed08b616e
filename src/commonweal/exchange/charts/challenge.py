"""Pictures of a challenge, in the order that a reader asks: what a mend changes, what leaks, who wins, what ambition
earns."""

from __future__ import annotations

from commonweal.challenge import AwardChallenge, ChallengeReport
from commonweal.exchange.charts.aligned import draw_alignment
from commonweal.exchange.charts.ambition import draw_ambition
from commonweal.exchange.charts.before_after import draw_before_after
from commonweal.exchange.charts.chart import WIDE, Chart, Size
from commonweal.exchange.charts.winners import draw_winners


def draw_challenge(report: ChallengeReport, *, size: Size = WIDE) -> tuple[Chart, ...]:
    """Before and after the mends; then by award decision alignment, who wins and the reward of ambition.

    Names are before-after, alignment, who-wins and ambition, with the award decision's id after them where there are
    several. One that cannot be drawn says why.
    """
    drawn = [draw_before_after(report, size=size)]
    for award in report.awards:
        drawn += _of_award(award, after=f"-{award.target.id}" if len(report.awards) > 1 else "", size=size)
    return tuple(drawn)


def _of_award(award: AwardChallenge, *, after: str, size: Size) -> list[Chart]:
    return [draw(award, after=after, size=size) for draw in (draw_alignment, draw_winners, draw_ambition)]
