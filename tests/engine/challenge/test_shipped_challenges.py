"""The shipped examples under challenge: each proportionate scheme against the usual counts at the same weight."""

from __future__ import annotations

from decimal import Decimal

import pytest
from challenge_cases import NAMES, judged, packs, targets

from commonweal.challenge import Target
from commonweal.challenge.best_response import alignment
from commonweal.challenge.counting import counts_only
from commonweal.challenge.modelling import model_target
from commonweal.challenge.moving import fares_better
from commonweal.frameworks import MeasureKind

OPTIONS = ("lighter", "balanced", "fuller")


def scored(name: str) -> list[Target]:
    """Every award decision of every option that scores social value, each once."""
    every = [each for option in OPTIONS for each in targets(name, option) if each.criteria]
    return [each for place, each in enumerate(every) if each not in every[:place]]


@pytest.mark.parametrize("name", NAMES)
def test_it_beats_its_counts_only_twin_in_nine_of_ten_draws(name: str) -> None:
    """Every V, M and K drawn within half of itself either way; and as the pack states them, too."""
    assert scored(name), "an example that scores nothing anywhere would prove nothing"
    for one in scored(name):
        ahead, behind = (model_target(each, judged()) for each in (one, counts_only(one, packs=packs())))
        assert alignment(ahead.model, ahead.weights) > alignment(behind.model, behind.weights)
        fared = fares_better(ahead, behind, judged())
        assert fared.share >= Decimal("0.9"), (name, one.id, fared)
        assert fared.holds
        assert not fared.flips
        assert not fares_better(behind, ahead, judged()).holds


@pytest.mark.parametrize("name", NAMES)
def test_the_twin_has_the_same_weight_and_the_same_stages(name: str) -> None:
    """Four usual counts in equal parts to the hundredth, on the decision's own stages, nothing else changed."""
    for one in scored(name):
        twin = counts_only(one, packs=packs())
        assert (twin.total, twin.stages, twin.split) == (one.total, one.stages, one.split)
        assert {each.kind for each in twin.criteria} <= {MeasureKind.EFFORT, MeasureKind.OUTPUT}
        weightings = [each.weighting for each in twin.criteria]
        assert max(weightings) - min(weightings) <= Decimal("0.01")
        assert {each.stage for each in twin.criteria} <= {each.stage.id for each in one.stages}
