"""The search for the value at which a judgement changes the scheme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from commonweal.design.basis import Basis
from commonweal.design.candidates import Candidate
from commonweal.design.choosing import Chooser, Chosen, change_between
from commonweal.design.groundwork import Groundwork
from commonweal.design.judgements import Judgement, JudgementKind
from commonweal.design.proposal import option_share
from commonweal.design.screening import Pool
from commonweal.design.suppositions import suppose_one
from commonweal.design.switching import Rest, Switch
from commonweal.frameworks.pack import Packs
from commonweal.record.errors import MisuseError

# Parts of a side that are looked at before the first switch is closed in on.
PARTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """A judgement with what its ends change. No following outward can give it a greater weight than `most`."""

    judgement: Judgement
    below: float
    above: float

    @property
    def most(self) -> float:
        return (self.below + self.above) / 2


class Search:
    """Designs again with one judgement at a time put elsewhere."""

    def __init__(self, *, ground: Groundwork, packs: Packs, chooser: Chooser) -> None:
        self.ground, self.chooser = ground, chooser
        self.basis = Basis(case=ground.case, packs=packs)
        self.first = chooser.choose(ground)

    def choose_at(self, judgement: Judgement, position: Decimal) -> Chosen | None:
        """What is chosen there; None where the value is one that a case cannot have."""
        ground = self.ground_at(judgement, position)
        return None if ground is None else self.chooser.choose(ground, brief=True)

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

    def ends_of(self, judgement: Judgement) -> Ends:
        return Ends(
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
        unless the price of entry hangs on it, it counts among an edition's KPIs, or it is there to protect people."""
        if judgement.kind is not JudgementKind.FACTOR:
            return False
        chosen = {each.code for choice in (*self.first.choices, *self.first.bests) for each in choice.placements}
        mine = [each for each in self.ground.candidates if each.code == judgement.code]
        others = [each for each in self.ground.candidates if each.code != judgement.code]
        bound = any(each.protects or (each.fills and each.criterion.kpi is not None) for each in mine)
        if judgement.code in chosen or bound:
            return False
        return all(
            any(_asked_above(each, other) for other in others) and any(_scored_above(each, other) for other in others)
            for each in mine
        )

    def follow(self, ends: Ends) -> Rest:
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
