"""One minimal act scores full marks, and ambition beyond it earns nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.mends import give_marks_elsewhere, reword, wordable
from commonweal.challenge.best_response import BidderModel, respond_to_bands
from commonweal.challenge.leak import Mend
from commonweal.challenge.levels import is_pass_or_fail, is_ticked, top_level
from commonweal.challenge.target import TargetCriterion
from commonweal.design.fit import net_million_pounds
from commonweal.design.signal import likely_count
from commonweal.frameworks.measures import SignalForm

# A usual scale has five points, of which three are sound work: where a plain pass mark lies.
USUAL, SOUND = 5, 3
_OF_SO_MANY = re.compile(r"\b(?:of|from) (?:the |these |our |its )?(?:list of )?(\d{2,3})\b")
TOP = (
    "Says how far the contribution reaches across this contract, how many and by when, why that much can be expected, "
    "and who confirms it. A single act does not reach this level."
)


def attack(context: AttackContext) -> Iterator[Found]:
    """Each criterion whose full marks one act earns, or that has no more than a pass and a fail."""
    for each in context.target.criteria:
        ticked = is_ticked(each, context.judgements.patterns)
        if not ticked and not is_pass_or_fail(each, context.judgements.patterns):
            continue
        reached = _best_answer(context, each, _one_act(context, each) if ticked else SOUND / USUAL)
        yield Found(
            criterion=each,
            severity=1 - reached,
            finding=_finding(each, ticked=ticked),
            because=f"The best answer does just so much, {reached:.0%} of a full contribution, and takes all "
            f"{each.weighting:f} points; the other {1 - reached:.0%} would earn nothing.",
            mends=(*_worded(context, each), *_elsewhere(context, each), _on_a_scale(each)),
        )


def _one_act(context: AttackContext, criterion: TargetCriterion) -> float:
    """One act as a share: of the list that it is ticked on, of the count to be expected, else of a usual scale."""
    listed = _OF_SO_MANY.search(" ".join(criterion.texts))
    if listed:
        return 1 / int(listed[1])
    profile, stage = criterion.profile, context.target.stage(criterion.stage).stage
    if profile is not None and profile.signal.form is SignalForm.COUNT and stage.funding is not None:
        mean, _most = likely_count(profile.signal, million_pounds=net_million_pounds(stage), share=0.5)
        return min(1.0, float(profile.signal.lump) / mean) if mean > 0 else 1.0
    return 1 / USUAL


def _best_answer(context: AttackContext, criterion: TargetCriterion, bar: float) -> float:
    """How far the best response to one band at the bar reaches, as a share of what one unit of real effort reaches."""
    model, row = context.modelled.model, context.target.criteria.index(criterion)
    real = np.array([effort not in model.padding for effort in model.efforts])
    alone: BidderModel = replace(model, criteria=(model.criteria[row],), raises=model.raises[[row]])
    full = float(alone.raises[0, real].max())
    if full <= 0:
        return bar
    response = respond_to_bands(alone, np.ones(1), [[(bar * full, 1.0)]])
    return float(response.reached[0]) / full


def _finding(criterion: TargetCriterion, *, ticked: bool) -> str:
    if not ticked:
        return f"‘{criterion.title}’ pays as much for a bare pass as for the most that anybody could do."
    return f"One small act earns full marks under ‘{criterion.title}’, and nothing beyond it earns more."


def _worded(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    """A top level that asks for more than one act, where there are levels below it."""
    top = top_level(criterion)
    if (
        top is None
        or is_pass_or_fail(criterion, context.judgements.patterns)
        or not wordable(context, criterion, f"level-{top.points:f}")
    ):
        return
    yield Mend(
        title=f"Word the top level of ‘{criterion.title}’ so that it asks for reach, and not for one act.",
        because="Where more that is likely earns more, ambition is paid.",
        changes=reword(criterion, f"level-{top.points:f}", TOP),
        costs="Bidders say how much they offer and why it is likely; evaluators tell levels apart.",
    )


def _elsewhere(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    yield from give_marks_elsewhere(
        context, criterion, because="What every bidder passes tells no bids apart: it is asked of whoever wins."
    )


def _on_a_scale(criterion: TargetCriterion) -> Mend:
    return Mend(
        title=f"Score ‘{criterion.title}’ on described levels, so that more that is likely earns more.",
        because="Bids bunch just over a bar, wherever it lies.",
        costs="Somebody describes what earns each level; evaluators read for more than a tick.",
    )
