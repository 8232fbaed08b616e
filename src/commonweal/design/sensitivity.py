"""What a proposal rests on: which of our judgements would change it, how soon and by how much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.design.basis import Basis
from commonweal.design.candidates import Candidate
from commonweal.design.choosing import Chooser, Chosen, Key, change_between
from commonweal.design.fit import Factor
from commonweal.design.groundwork import Groundwork, lay_ground
from commonweal.design.judgements import Judgement, JudgementKind, find_judgements
from commonweal.design.proposal import option_share
from commonweal.design.rivals import NearTie, find_near_ties
from commonweal.design.screening import Pool
from commonweal.design.suppositions import suppose_one
from commonweal.design.survival import Survival, Swing, measure_survival
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.record.errors import MisuseError

RUNS = 20
NAMED = 3
SHOWN = 5
# Judgements that are designed again, of those that look as if they mattered.
TRIED = 12
# Parts of a side that are looked at before the first switch is closed in on.
PARTS = 4
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """On one side of the present value: the first value at which something else is chosen, and what.

    `end_change` is how much of the scheme differs at the end of the margin (0–1), `beyond_share` the part of the
    side's margin that lies beyond the switch.
    """

    at: Decimal
    text: str
    comes_in: tuple[Key, ...]
    goes_out: tuple[Key, ...]
    outcomes: tuple[tuple[str, str], ...]
    end_change: float
    beyond_share: float

    @property
    def weight(self) -> float:
        """The change of the scheme over this side: that at its end, taken for all of it from the switch on."""
        return self.end_change * self.beyond_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """One judgement that the proposal rests on. `weight`, 0 to 1: the mean of how much of the scheme changes over its
    margin, both sides counted alike. `alike` are other factors of the same criterion that change just the same."""

    judgement: Judgement
    below: Switch | None
    above: Switch | None
    weight: float
    swing: Swing | None = None
    alike: tuple[Factor, ...] = ()

    @property
    def nearest(self) -> Switch:
        """The switch that is reached first, in parts of its side's margin; of two such, beyond which more changes."""
        sides = [each for each in (self.below, self.above) if each is not None]
        return max(sides, key=lambda each: (each.beyond_share, each.end_change))


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
    search = _Search(ground=ground, packs=packs, chooser=Chooser(first=ground, option=option))
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


def _told(ends: _Ends, done: Callable[[], None]) -> _Ends:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """A judgement with what its ends change. No following outward can give it a greater weight than `most`."""

    judgement: Judgement
    below: float
    above: float

    @property
    def most(self) -> float:
        return (self.below + self.above) / 2


def _follow(search: _Search, ends: list[_Ends], done: Callable[[], None]) -> list[Rest]:
    """The judgements of greatest weight, in order. Followed are only those that could still be among them."""
    found: list[Rest] = []
    for each in sorted(ends, key=lambda each: (-each.most, each.judgement.name)):
        if len(found) >= SHOWN and each.most <= sorted((rest.weight for rest in found), reverse=True)[SHOWN - 1]:
            break
        found.append(search.follow(each))
        done()
    return sorted(found, key=lambda rest: (-rest.weight, rest.judgement.name))


class _Search:
    """Designs again with one judgement at a time put elsewhere."""

    def __init__(self, *, ground: Groundwork, packs: Packs, chooser: Chooser) -> None:
        self.ground, self.chooser = ground, chooser
        self.basis = Basis(case=ground.case, packs=packs)
        self.first = chooser.choose(ground)

    def choose_at(self, judgement: Judgement, position: Decimal) -> Chosen | None:
        """What is chosen there; None where the value is one that a case cannot have."""
        ground = self.ground_at(judgement, position)
        return None if ground is None else self.chooser.choose(ground)

    def screen(self, judgements: tuple[Judgement, ...], done: Callable[[], None]) -> list[Judgement]:
        """The judgements, those first that look as if they change most of the scheme at the ends of their margins."""
        pool = Pool(chooser=self.chooser, share=option_share(self.chooser.option, self.ground.settings))
        pool.gather()
        taken = set(self.first.outcomes.values())
        looks: list[tuple[float, str, Judgement]] = []
        for index, each in enumerate(judgements):
            seems = sum(self._seems(each, pool, upwards=upwards) for upwards in (False, True))
            # What is said of the outcome that is taken may change the outcome, and with it everything.
            seems += each.name.partition(".")[2] in taken and each.kind is JudgementKind.IMPORTANCE
            looks.append((-seems, each.name, each))
            if index % 10 == 9:
                done()
        return [each for _, _, each in sorted(looks, key=lambda look: look[:2])]

    def _seems(self, judgement: Judgement, pool: Pool, *, upwards: bool) -> float:
        positions = judgement.positions(upwards=upwards)
        if not positions or (not upwards and self._cannot_matter_below(judgement)):
            return 0.0
        ground = self.ground_at(judgement, positions[-1])
        return 0.0 if ground is None else pool.seems(ground, self.first.choices)

    def ground_at(self, judgement: Judgement, position: Decimal) -> Groundwork | None:
        """The groundwork with a judgement put there; None where it is a value that a case cannot have."""
        try:
            basis, _ = suppose_one(judgement.name, judgement.text(position), self.basis, self.ground)
            return basis.ground(self.ground)
        except MisuseError:
            return None

    def ends_of(self, judgement: Judgement) -> _Ends:
        return _Ends(
            judgement=judgement,
            below=self._end_change(judgement, upwards=False),
            above=self._end_change(judgement, upwards=True),
        )

    def _end_change(self, judgement: Judgement, *, upwards: bool) -> float:
        positions = judgement.positions(upwards=upwards)
        if not positions or (not upwards and self._cannot_matter_below(judgement)):
            return 0.0
        return self._change_at(judgement, positions[-1])

    def _change_at(self, judgement: Judgement, position: Decimal) -> float:
        """How much differs there; nothing while the same criteria stand in the same places."""
        chosen = self.choose_at(judgement, position)
        if chosen is None or chosen.keys == self.first.keys:
            return 0.0
        return change_between(self.first, chosen)

    def _cannot_matter_below(self, judgement: Judgement) -> bool:
        """A criterion that is in neither the best design nor the one shown only falls further behind when lowered,
        unless the price of entry hangs on it or it counts among an edition's KPIs."""
        if judgement.kind is not JudgementKind.FACTOR:
            return False
        chosen = {each.code for choice in (*self.first.choices, *self.first.bests) for each in choice.placements}
        mine = [each for each in self.ground.candidates if each.code == judgement.code]
        others = [each for each in self.ground.candidates if each.code != judgement.code]
        if judgement.code in chosen or any(each.fills and each.criterion.kpi is not None for each in mine):
            return False
        return all(
            any(_asked_above(each, other) for other in others) and any(_scored_above(each, other) for other in others)
            for each in mine
        )

    def follow(self, ends: _Ends) -> Rest:
        below = self._switch(ends.judgement, ends.below, upwards=False)
        above = self._switch(ends.judgement, ends.above, upwards=True)
        weight = sum(each.weight for each in (below, above) if each is not None) / 2
        return Rest(judgement=ends.judgement, below=below, above=above, weight=weight)

    def _switch(self, judgement: Judgement, end_change: float, *, upwards: bool) -> Switch | None:
        """The first switch on a side whose end changes something: quarters outward, then halved to the step."""
        if not end_change:
            return None
        positions = judgement.positions(upwards=upwards)
        last = len(positions) - 1
        quarters = sorted({0, last, *(last * part // PARTS for part in range(1, PARTS))})
        beyond = next(index for index in quarters if index == last or self._change_at(judgement, positions[index]))
        before = max((index for index in quarters if index < beyond), default=-1)
        while beyond - before > 1:
            middle = (before + beyond) // 2
            if self._change_at(judgement, positions[middle]):
                beyond = middle
            else:
                before = middle
        chosen = self.choose_at(judgement, positions[beyond])
        assert chosen is not None  # it changed something
        return Switch(
            at=positions[beyond],
            text=judgement.text(positions[beyond]),
            comes_in=tuple(sorted(chosen.keys - self.first.keys)),
            goes_out=tuple(sorted(self.first.keys - chosen.keys)),
            outcomes=tuple(
                (decision, outcome)
                for decision, outcome in chosen.outcomes.items()
                if outcome != self.first.outcomes[decision]
            ),
            end_change=end_change,
            beyond_share=(len(positions) - beyond) / len(positions),
        )


def _asked_above(one: Candidate, other: Candidate) -> bool:
    """Whether the other fits no worse at the same stage, asked for: the price of entry then hangs on it."""
    return (
        other.stage.id == one.stage.id
        and other.condition.passes
        and other.condition.value * other.reach >= one.condition.value * one.reach
    )


def _scored_above(one: Candidate, other: Candidate) -> bool:
    """The same, scored, at the same award decision."""
    return (
        other.decision.id == one.decision.id
        and other.scored.passes
        and other.scored.value * other.reach >= one.scored.value * one.reach
    )
