"""Levels that differ only by words of degree: nobody can tell what earns more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.heard import add_evidence, says, word_level
from commonweal.challenge.attacks.ladder import ladder_for
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion
from commonweal.record.text import say_list
from commonweal.scheme.question import ScaleLevel

EARNS_MORE = (
    "A bid earns more for each of these that it gives: a number, a date, a method that fits this contract, what would "
    "happen anyway, who does it, and who outside the team can check it."
)
WORD = re.compile(r"[a-z]+")


def attack(context: AttackContext) -> Iterator[Found]:
    """Each criterion with neighbouring levels that say the same once words of degree are put aside."""
    for each in context.target.criteria:
        alike = levels_alike(context, each)
        if not alike or says(context, each, "what-earns-more"):
            continue
        steps = len(each.levels) - 1
        low, high = (level.descriptor.rstrip(".") for level in alike[-1])
        points = sorted({level.points for pair in alike for level in pair})
        yield Found(
            criterion=each,
            severity=len(alike) / steps,
            finding=f"Levels {say_list([f'{one:f}' for one in points])} of ‘{each.title}’ differ only by words of "
            "degree, so bidders cannot tell what would earn more, nor evaluators what does.",
            because=f"{len(alike)} of the {steps} steps between levels {'names' if len(alike) == 1 else 'name'} "
            f"nothing more that a bid must show: from ‘{low}’ to ‘{high}’, for one.",
            mends=tuple(_mends(context, each)),
        )


def levels_alike(context: AttackContext, criterion: TargetCriterion) -> list[tuple[ScaleLevel, ScaleLevel]]:
    """Neighbouring levels between which nothing but words of degree changes. Empty descriptors are not known."""
    levels = sorted((each for each in criterion.levels if each.descriptor), key=lambda each: each.points)
    said = {each.points: _what_it_says(context, each.descriptor) for each in levels}
    return [(low, high) for low, high in pairwise(levels) if said[low.points] == said[high.points]]


def _what_it_says(context: AttackContext, descriptor: str) -> tuple[str, ...]:
    """Its words but those of degree, with the small words about them."""
    degrees = [each for each in context.pack.patterns.values() if each.subject == "word-of-degree"]
    text = " ".join(descriptor.lower().split())
    for pattern in degrees:
        for words in pattern.words:
            text = re.sub(words, " ", text)
    return tuple(WORD.findall(text))


def _mends(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    ladder = ladder_for(context, criterion)
    made = [word_level(context, criterion, points, text) for points, text in ladder.items()]
    if made and all(made):
        yield Mend(
            title=f"Word the levels of ‘{criterion.title}’ by what a bid must show.",
            because="Each level then adds something that is there or is not: a number, a date, a method, a name, a "
            "check.",
            changes=tuple(change for each in made for change in each),
            costs="The authority reads the proposed levels once, and evaluators are trained on them.",
        )
    if changes := add_evidence(criterion, EARNS_MORE):
        yield Mend(
            title=f"Say in the evidence for ‘{criterion.title}’ what earns more.",
            because="Where the levels must stay as they are, the evidence can name what lifts a bid.",
            changes=changes,
            costs="The levels stay loose; moderation has more to do.",
        )
