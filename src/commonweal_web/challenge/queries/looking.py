"""What a challenge would come to with other judgements or weightings. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.challenge import AwardChallenge, Target, challenge_target
from commonweal.challenge.challenging import SEED
from commonweal.challenge.forecast_worths import worths_of
from commonweal.record.errors import CommonwealError
from commonweal.scheme.weighting import share_out
from commonweal_web.challenge.queries import Challenged, report_of
from commonweal_web.challenge.translate.judgements import Effort, Worths, efforts_of, packs_judging
from commonweal_web.procurements.translate.wording import plain_message

UNIT = Decimal("0.01")  # percentage points


class Unsound(Exception):
    """The engine will not have it: one sentence."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One award decision as it stands, with what is taken for granted there."""

    asked: Challenged
    award: AwardChallenge
    efforts: tuple[Effort, ...]
    worths: Worths

    @property
    def target(self) -> Target:
        return self.award.target


def ground_of(asked: Challenged, award_id: str = "") -> Ground | None:
    """An award decision by its id, or the first whose social value is scored; None where there is none such."""
    scored = [each for each in report_of(asked).awards if each.standing is not None]
    award = next((each for each in scored if award_id in {"", each.target.id}), None)
    if award is None:
        return None
    worths = worths_of(asked.forecast, award.target)
    efforts = efforts_of(award.target, asked.packs, worths)
    return Ground(asked=asked, award=award, efforts=efforts, worths=worths)


def look(ground: Ground, efforts: tuple[Effort, ...], weightings: Mapping[int, Decimal]) -> AwardChallenge:
    """The challenge with other judgements and weightings, by the criterion's place. Raises Unsound, one sentence.

    What is as it stands stays exactly so: numbers of a form are rounded. Mends are not computed.
    """
    packs, worths = ground.asked.packs, ground.worths
    if efforts != ground.efforts:
        packs, worths = packs_judging(packs, efforts), {}
    target = _weighed(ground, weightings)
    if target == ground.target and efforts == ground.efforts:
        return ground.award
    try:
        return challenge_target(target, packs=packs, worths=worths, seed=SEED, mends=False)
    except CommonwealError as error:
        raise Unsound(plain_message(error)) from error


def _weighed(ground: Ground, weightings: Mapping[int, Decimal]) -> Target:
    """The award decision with other weightings, in proportion: together they carry what social value carries."""
    target = ground.target
    said = [weightings.get(place, each.weighting) for place, each in enumerate(target.criteria)]
    if said == [each.weighting for each in target.criteria]:
        return target
    shares = share_out(target.total, [float(each) for each in said], least=Decimal(0), unit=UNIT)
    criteria = (replace(each, weighting=share) for each, share in zip(target.criteria, shares, strict=True))
    return replace(target, criteria=tuple(criteria))
