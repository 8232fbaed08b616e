"""Weightings that can be changed, and what each award decision's 100% is made of."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal

from commonweal.design import Design, SchemeProposal
from commonweal.design.settings import design_settings
from commonweal.frameworks import Packs
from commonweal.procurement.case import Case, DecisionKind
from commonweal_web.design.translate.decisions import decision_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardTotal:
    """What each award decision's 100% is made of."""

    title: str
    price: Decimal
    quality: Decimal
    social_value: Decimal
    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]


def award_totals(proposal: SchemeProposal) -> tuple[AwardTotal, ...]:
    return tuple(
        AwardTotal(
            title=award.title,
            price=award.split.price,
            quality=sum((part.weighting for part in award.quality), Decimal(0)),
            social_value=award.social_value_total,
            total=award.total,
            parts=tuple((each.title, each.weighting or Decimal(0)) for each in award.social_value),
        )
        for award in proposal.scheme.awards
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One weighting that can be changed: of a scored criterion, or of a quality criterion of the authority's own."""

    name: str
    title: str
    hint: str
    weighting: Decimal
    social: bool
    code: str = ""
    award: str = ""
    place: int = 0
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A criterion that is scored alone and takes all that social value must have: no other weighting would be kept.

    The award decision is named where there are several.
    """

    title: str
    award: str
    weighting: Decimal


def fixed_weightings(design: Design, proposal: SchemeProposal) -> dict[str, Fixed]:
    """By award decision, the one criterion whose weighting only the split can change."""
    found, several = {}, len(proposal.scheme.awards) > 1
    for award in proposal.scheme.awards:
        room = design.ground.rooms[award.id]
        if len(award.social_value) == 1 and room.floor >= room.split.social_value:
            only = award.social_value[0]
            found[award.id] = Fixed(
                title=only.title, award=award.title if several else "", weighting=only.weighting or Decimal(0)
            )
    return found


def least_weighting(packs: Packs) -> Decimal:
    """The least that a scored criterion of social value may count, in points of the total mark."""
    return design_settings(packs).least_weighting


def weighting_boxes(case: Case, proposal: SchemeProposal, *, fixed: Container[str] = ()) -> tuple[Box, ...]:
    """A box a weighting, by award decision but for those whose weighting is fixed.

    `own` is the mark of the person's decision that set it, if any.
    """
    several = len(proposal.scheme.awards) > 1
    boxes = []
    for award in proposal.scheme.awards:
        if award.id in fixed:
            continue
        for at, each in enumerate(award.social_value):
            own = _own_mark(case, each.code, award.id)
            boxes.append(
                Box(
                    name=f"w-{award.id}-{at}",
                    title=f"{each.title} ({award.title})" if several else each.title,
                    hint="",
                    weighting=each.weighting or Decimal(0),
                    social=True,
                    code=each.code,
                    award=award.id,
                    own=own,
                )
            )
    quality = [
        Box(name=f"q-{at}", title=part.title, hint="", weighting=part.weighting, social=False, place=at)
        for at, part in enumerate(case.quality)
    ]
    return (*boxes, *quality)


def _own_mark(case: Case, code: str, award: str) -> str:
    end = code.partition("/")[2]
    found = [
        each
        for each in case.decided(DecisionKind.WEIGHTING)
        if each.subject in {code, end} and each.stage in {"", award}
    ]
    return decision_mark(found[-1]) if found else ""
