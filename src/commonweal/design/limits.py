"""Which limit stops a further placement, in words that say by how much."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.design.problem import Placement, Pool, Problem, winner_minutes

MAKE_WAY = "Withdraw something else, or insist on it, and what adds least makes way."
MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What stops a placement, as the end of a sentence, and what would mend it."""

    words: str
    mend: str


def limit_that_stops(placement: Placement, chosen: tuple[Placement, ...], within: Problem) -> Limit | None:
    """The first limit that a further placement would pass; None where it would pass none."""
    return _marks(placement, chosen, within) or _hours(placement, chosen, within)


def _marks(placement: Placement, chosen: tuple[Placement, ...], within: Problem) -> Limit | None:
    if not placement.scored:
        return None
    counts = within.counts[placement.decision]
    here = [each for each in chosen if each.scored and each.decision == placement.decision]
    if sum(each.points for each in here) + placement.points > counts.room:
        return Limit(words="the marks for social value are taken by what adds more", mend=MAKE_WAY)
    above = sum(each.points for each in here if each.pool is Pool.ABOVE)
    if placement.pool is Pool.ABOVE and above + placement.points > counts.room_above:
        return Limit(words="the marks above the least weighting are taken by what adds more", mend=MAKE_WAY)
    if len(here) + 1 < counts.least:
        words = f"so many marks would have to be shared by at least {counts.least} criteria"
        return Limit(words=words, mend="Give social value fewer marks, or force it in with the reason.")
    return None


def _hours(placement: Placement, chosen: tuple[Placement, ...], within: Problem) -> Limit | None:
    for stage in sorted({placement.stage, within.first_stage[placement.decision]} & set(within.winner_caps)):
        needs = winner_minutes(placement, stage, within)
        left = max(within.winner_caps[stage], 0) - sum(winner_minutes(each, stage, within) for each in chosen)
        if needs > left:
            return Limit(words=f"{_asks(needs, left)} of the winner's hours in the stage ‘{stage}’", mend=MAKE_WAY)
    field = sum(each.field_minutes for each in chosen if each.decision == placement.decision)
    left = within.field_caps.get(placement.decision, field + placement.field_minutes) - field
    if placement.field_minutes > left:
        words = f"{_asks(placement.field_minutes, left)} of all bidders' and evaluators' hours"
        return Limit(words=words, mend=MAKE_WAY)
    return None


def _asks(needs: int, left: int) -> str:
    return f"it asks for {needs / MINUTES:.1f} hours, and our limit leaves {max(left, 0) / MINUTES:.1f}"
