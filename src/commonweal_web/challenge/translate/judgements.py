"""V, M and K between the pack and a form: what is taken for granted, and the packs with something else in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.challenge.judgements import KINDS, judgements_of
from commonweal.challenge.modelling import value_of_efforts
from commonweal.challenge.target import Target
from commonweal.frameworks import PackKind, Packs
from commonweal.frameworks.challenging import EffortKind
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.stage import StageKind

Worths = Mapping[MeasureKind, Decimal]
UNIT = Decimal("0.001")  # as fine as a judgement of worth is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One kind of effort as a form has it: worth (V), how far it raises criteria by their kind (M), costs (K)."""

    kind: str
    title: str
    value: Decimal
    raises: Mapping[str, Decimal]
    cost: Decimal
    padding_cost: Decimal


def efforts_of(target: Target, packs: Packs, worths: Worths) -> tuple[Effort, ...]:
    """What is taken for granted at one award decision, of the kinds of criteria that it scores."""
    judgements = judgements_of(packs)
    values, _told = value_of_efforts(target, judgements, worths=worths)
    scored = scored_kinds(target)
    return tuple(
        Effort(
            kind=kind.value,
            title=judgements.efforts[kind].title,
            value=Decimal(f"{values[place]:.6f}").quantize(UNIT).normalize() + 0,
            raises={asked: judgements.efforts[kind].raises.get(MeasureKind(asked), Decimal(0)) for asked in scored},
            cost=judgements.efforts[kind].cost,
            padding_cost=judgements.efforts[kind].padding_cost,
        )
        for place, kind in enumerate(KINDS)
    )


def scored_kinds(target: Target) -> tuple[str, ...]:
    """The kinds of measure that some criterion of an award decision scores, in the order of kinds."""
    return tuple(kind.value for kind in KINDS if kind in {each.kind for each in target.criteria})


def packs_judging(packs: Packs, efforts: tuple[Effort, ...]) -> Packs:
    """The packs with these judgements in place of the challenge's own, whatever the stage."""
    said = {MeasureKind(each.kind): each for each in efforts}
    editions = tuple(
        replace(pack, efforts={kind: _judged(effort, said[kind]) for kind, effort in pack.efforts.items()})
        if pack.head.kind is PackKind.CHALLENGE
        else pack
        for pack in packs.editions
    )
    return replace(packs, editions=editions)


def _judged(effort: EffortKind, said: Effort) -> EffortKind:
    return replace(
        effort,
        value=dict.fromkeys(StageKind, said.value),
        raises={**effort.raises, **{MeasureKind(kind): number for kind, number in said.raises.items()}},
        cost=said.cost,
        padding_cost=said.padding_cost,
    )
