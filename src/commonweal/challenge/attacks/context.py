"""What an attack looks at, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from commonweal.challenge.best_response import alignment
from commonweal.challenge.judgements import Judgements, challenge_pack
from commonweal.challenge.leak import Mend
from commonweal.challenge.modelling import Modelled
from commonweal.challenge.target import Target, TargetCriterion
from commonweal.design.settings import Settings
from commonweal.frameworks.matching import words_told
from commonweal.frameworks.pack import Pack, Packs
from commonweal.quantities.arrays import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one attack found: where, how severe (0 to 1), a plain sentence, the number behind it, and mends.

    `points` are the percentage points at stake where they are not the criterion's weighting. Without a criterion it is
    of the award decision as a whole, and says its points. `of_price` says that how price is scored is to blame.
    """

    finding: str
    because: str
    severity: float
    criterion: TargetCriterion | None = None
    points: Decimal | None = None
    mends: tuple[Mend, ...] = ()
    of_price: bool = False


@dataclass(frozen=True, kw_only=True)
class AttackContext:
    """One target with its model. An attack says nothing of what is not known: a notice tells less than a scheme.

    `told` keeps the words found in a text by subject, since targets before and after a mend share most texts.
    """

    target: Target
    modelled: Modelled
    judgements: Judgements
    settings: Settings
    packs: Packs
    told: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def pack(self) -> Pack:
        return challenge_pack(self.packs)

    def alignment_alone(self, criterion: TargetCriterion) -> float:
        """The alignment (0 to 1) with all of the social value weight on one criterion."""
        weights: Numbers = self.modelled.weights * 0
        weights[self.target.criteria.index(criterion)] = 1
        return alignment(self.modelled.model, weights)

    def words(self, subject: str, text: str) -> str:
        """The first words of a text that the pack's patterns of a subject look for; empty where there are none."""
        if (subject, text) not in self.told:
            self.told[subject, text] = words_told(self.judgements.patterns, subject, text)
        return self.told[subject, text]

    def others(self, criterion: TargetCriterion) -> tuple[TargetCriterion, ...]:
        return tuple(each for each in self.target.criteria if each is not criterion)


def times_as_much(pull: float) -> str:
    """A pull of padding in words that go before 'as': what an hour of it earns against an hour of the real thing."""
    return "as much" if f"{pull:.1f}" == "1.0" else f"{pull:.1f} times as much"
