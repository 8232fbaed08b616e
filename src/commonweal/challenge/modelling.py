"""The bidder's model of one award decision: its efforts, what they are worth there, what they raise, what they cost.

Real efforts are one a kind of measure; padding is one a measure, so that two criteria with the same evidence are padded
by the same act. M of a criterion is what its kind is raised by, times how far the evidence can be seen in time and
controlled (o κ of the fit); its padding pulls g √(K_pad / K_real), whatever can be seen, so that the alignment of one
criterion whose evidence is seen in time, with its own effort and its padding alone, is the fit's meaning 1 / (1 + g²).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from commonweal.challenge.best_response.model import BidderModel
from commonweal.challenge.judgements import KINDS, Judgements
from commonweal.challenge.target import Target, TargetCriterion
from commonweal.design.fit import observability
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.stage import StageKind
from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError

PADDING = "padding:"
REAL = tuple(kind.value for kind in KINDS)
# What a criterion is taken to be where nothing tells: seen and controlled in full.
UNKNOWN = 1.0


@dataclass(frozen=True, kw_only=True)
class Modelled:
    """A target's model with its weights (criteria,), shares of the social value mark that add up to 1.

    `seen` (criteria,): how far each criterion's evidence is seen in time and controlled. `from_forecast`: the kinds
    whose worth a forecast tells.
    """

    target: Target
    model: BidderModel
    weights: Numbers
    seen: Numbers
    from_forecast: frozenset[MeasureKind] = frozenset()


def model_target(
    target: Target, judgements: Judgements, *, worths: Mapping[MeasureKind, Decimal] | None = None
) -> Modelled:
    """The model of a target. `worths`: expected pounds of each kind that a forecast prices, for `value_of_efforts`.

    Raises MisuseError for a target that scores no social value: there is nothing to respond to.
    """
    if not target.criteria:
        raise MisuseError(f"{target.title} scores no social value.", remedy="Look at its quality and price alone.")
    measures = tuple(dict.fromkeys(padding_of(each) for each in target.criteria))
    seen = np.array([seen_of(each, target) for each in target.criteria])
    value, told = value_of_efforts(target, judgements, worths=worths or {})
    raises = np.zeros((len(target.criteria), len(REAL) + len(measures)))
    costs = [float(judgements.efforts[kind].cost) for kind in KINDS]
    padding_costs = dict.fromkeys(measures, 0.0)
    for row, each in enumerate(target.criteria):
        raises[row, : len(REAL)] = seen[row] * real_row(each.kind, judgements)
        effort = judgements.efforts[each.kind]
        pull = each.pull * float(effort.padding_cost / effort.cost) ** 0.5
        raises[row, len(REAL) + measures.index(padding_of(each))] = pull
        padding_costs[padding_of(each)] = float(effort.padding_cost)
    model = BidderModel(
        criteria=tuple(_key(each) for each in target.criteria),
        efforts=(*REAL, *measures),
        value=np.concatenate([value, np.zeros(len(measures))]),
        raises=raises,
        cost=np.diag([*costs, *padding_costs.values()]),
        padding=frozenset(measures),
    )
    weights = np.array([float(each.weighting / target.total) for each in target.criteria])
    return Modelled(target=target, model=model, weights=weights, seen=seen, from_forecast=told)


def _key(each: TargetCriterion) -> str:
    """A criterion may be scored at two stages of one award decision."""
    return f"{each.code}@{each.stage}"


def padding_of(each: TargetCriterion) -> str:
    """The padding effort of a criterion: named by its measure, else by itself."""
    return f"{PADDING}{each.measure or each.code}"


def real_row(kind: MeasureKind, judgements: Judgements) -> Numbers:
    """How far one unit of each kind of effort raises a criterion of a kind (kinds,)."""
    return np.array([float(judgements.efforts[effort].raises.get(kind, 0)) for effort in KINDS])


def seen_of(each: TargetCriterion, target: Target) -> float:
    """o κ: whether evidence comes in time, and how far the supplier controls it; 1 where no measure is known."""
    if each.profile is None:
        return UNKNOWN
    stage = target.stage(each.stage).stage
    return observability(each.profile, stage) * float(each.profile.influence[stage.kind])


def value_of_efforts(
    target: Target, judgements: Judgements, *, worths: Mapping[MeasureKind, Decimal]
) -> tuple[Numbers, frozenset[MeasureKind]]:
    """V over the kinds (kinds,): the pack's by stage kind, stages weighed by months and odds of reaching them.

    Where a forecast prices two kinds or more, a share of their part of V (the pack's forecast-share) is given to them
    as the forecast's expected pounds are, the rest as the pack has it: a forecast tells what there is in all, not what
    one more unit adds. Kinds that it does not price keep the pack's. A loss counts as nothing.
    """
    shares = stage_shares(target)
    pack = {
        kind: sum(share * float(judgements.efforts[kind].value[stage]) for stage, share in shares.items())
        for kind in KINDS
    }
    priced = {kind: max(0.0, float(pounds)) for kind, pounds in worths.items()}
    if len(priced) >= 2 and sum(priced.values()) > 0:
        part, told = sum(pack[kind] for kind in priced), float(judgements.forecast_share)
        pack |= {
            kind: (1 - told) * pack[kind] + told * part * pounds / sum(priced.values())
            for kind, pounds in priced.items()
        }
        return np.array([pack[kind] for kind in KINDS]), frozenset(priced)
    return np.array([pack[kind] for kind in KINDS]), frozenset()


def stage_shares(target: Target) -> dict[StageKind, float]:
    """Shares of stage kinds, adding up to 1: months times the odds of reaching the stage."""
    weighed: dict[StageKind, float] = {}
    for each in target.stages:
        kind = each.stage.kind
        weighed[kind] = weighed.get(kind, 0.0) + float(each.stage.months * each.reach)
    return {kind: share / sum(weighed.values()) for kind, share in weighed.items()}
