"""What a proposal rests on: which of our judgements would change it, how soon and by how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from commonweal.design.choosing import Chooser
from commonweal.design.groundwork import lay_ground
from commonweal.design.judgements import find_judgements
from commonweal.design.rivals import NearTie, find_near_ties
from commonweal.design.sensitivity_search import Ends, Search
from commonweal.design.survival import Survival, measure_survival
from commonweal.design.switching import Rest
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case

RUNS = 20
NAMED = 3
SHOWN = 5
# Judgements that are designed again, of those that look as if they mattered.
TRIED = 12
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What one option of a proposal rests on. `rests` are the judgements that matter most, the most first; `looked_at`
    counts the judgements screened, and `tried` those of them that were designed again."""

    option: str
    rests: tuple[Rest, ...]
    looked_at: int
    tried: int
    near_ties: tuple[NearTie, ...]
    survival: Survival

    @property
    def named(self) -> tuple[Rest, ...]:
        """The three that matter most."""
        return self.rests[:NAMED]


def find_what_matters(
    case: Case,
    *,
    packs: Packs,
    option: str = "balanced",
    runs: int = RUNS,
    seed: int = 0,
    tried: int = TRIED,
    progress: Progress | None = None,
) -> Sensitivity:
    """Which of our judgements an option rests on most, and how often each of its choices survives.

    First all factors are moved at once, again and again. The designs that this turns up serve to screen: each
    judgement is moved alone to both ends of its plausible margin (`move-…` in the pack), and those that look as if
    they changed most, `tried` of them, are designed again there for certain. Those that change most are followed
    outward in steps (hundredths, whole percent) to the first value at which anything else is chosen; a change that
    comes and goes between two of the quarters of a margin is passed over. What a person has set never moves. Equal
    arguments give equal answers, in whatever order judgements are taken. `progress` is told how many of how many
    steps are done.
    """
    ground = lay_ground(case, packs=packs)
    search = Search(ground=ground, packs=packs, chooser=Chooser(first=ground, option=option))
    judgements = find_judgements(ground)
    steps, total = 0, runs + len(judgements) // 10 + min(tried, len(judgements)) + SHOWN

    def done() -> None:
        nonlocal steps
        steps += 1
        if progress:
            progress(min(steps, total), total)

    survival = measure_survival(ground, search.chooser, runs=runs, seed=seed, done=done)
    screened = search.screen(judgements, done)
    ends = [_told(search.ends_of(each), done) for each in screened[:tried]]
    found = _follow(search, [each for each in ends if each.most > 0], done)
    if progress:
        progress(total, total)
    return Sensitivity(
        option=option,
        rests=tuple(_with_swing(each, survival) for each in _fold(found)[:SHOWN]),
        looked_at=len(judgements),
        tried=len(ends),
        near_ties=find_near_ties(search.first.bests),
        survival=survival,
    )


def _told(ends: Ends, done: Callable[[], None]) -> Ends:
    done()
    return ends


def _fold(rests: list[Rest]) -> list[Rest]:
    """Factors of one criterion multiply, so some change the very same at the very same point: they count once."""
    folded: list[Rest] = []
    for rest in rests:
        like = next((index for index, each in enumerate(folded) if _is_alike(each, rest)), None)
        if like is None or rest.judgement.factor is None:
            folded.append(rest)
        else:
            folded[like] = replace(folded[like], alike=(*folded[like].alike, rest.judgement.factor))
    return folded


def _is_alike(one: Rest, other: Rest) -> bool:
    same = one.judgement.code == other.judgement.code and one.judgement.relative and other.judgement.relative
    return same and bool(one.judgement.code) and (one.below, one.above) == (other.below, other.above)


def _with_swing(rest: Rest, survival: Survival) -> Rest:
    factor = rest.judgement.factor
    return rest if factor is None else replace(rest, swing=survival.swings.get((rest.judgement.code, factor)))


def _follow(search: Search, ends: list[Ends], done: Callable[[], None]) -> list[Rest]:
    """The judgements of greatest weight, in order. Followed are only those that could still be among them."""
    found: list[Rest] = []
    for each in sorted(ends, key=lambda each: (-each.most, each.judgement.name)):
        if len(found) >= SHOWN and each.most <= sorted((rest.weight for rest in found), reverse=True)[SHOWN - 1]:
            break
        found.append(search.follow(each))
        done()
    return sorted(found, key=lambda rest: (-rest.weight, rest.judgement.name))
