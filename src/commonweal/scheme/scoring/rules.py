"""The rules by which bids are scored, read from what a scheme publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.procurement.procurement import PriceMethod
from commonweal.record.errors import MisuseError
from commonweal.scheme.criterion import AdoptedCriterion, QualityPart
from commonweal.scheme.scheme import AwardScheme


class Part(StrEnum):
    QUALITY = "quality"
    SOCIAL_VALUE = "social-value"

    @property
    def words(self) -> str:
        return self.value.replace("-", " ")


class TieRule(StrEnum):
    """What a stated tie rule looks at next. Without a rule a tie stands, and is said."""

    LOWER_PRICE = "lower-price"
    MORE_QUALITY = "more-quality"
    MORE_SOCIAL_VALUE = "more-social-value"

    @property
    def words(self) -> str:
        return {
            TieRule.LOWER_PRICE: "the lower price",
            TieRule.MORE_QUALITY: "more points for quality",
            TieRule.MORE_SOCIAL_VALUE: "more points for social value",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRule:
    """One scored criterion. `maximum` is the scale's highest level; `least` the score below which a bid is out.

    `levels` are the scores that may be given, lowest first; empty where any number from 0 to the maximum may.
    """

    id: str
    title: str
    part: Part
    weighting: Decimal
    maximum: Decimal
    levels: tuple[Decimal, ...] = ()
    least: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.weighting.is_finite() or self.weighting < 0:
            raise MisuseError(f"The weighting of '{self.title}' is {self.weighting}: it must be zero or more.")
        if not self.maximum.is_finite() or self.maximum <= 0:
            raise MisuseError(f"The highest score of '{self.title}' is {self.maximum}: it must be above zero.")
        if not all(each.is_finite() for each in (*self.levels, self.least or self.maximum)):
            raise MisuseError(f"A level or the least score of '{self.title}' is no number.")
        if self.levels and (min(self.levels) < 0 or max(self.levels) != self.maximum):
            raise MisuseError(f"The levels of '{self.title}' must run from zero or more up to {self.maximum}.")
        if self.least is not None and not 0 <= self.least <= self.maximum:
            raise MisuseError(f"The least score of '{self.title}' is {self.least}: the scale ends at {self.maximum}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRule:
    """How price counts. A fixed-point method publishes the price that earns everything and the one that earns none."""

    method: PriceMethod
    weighting: Decimal = Decimal(0)
    full_at: Decimal | None = None
    none_at: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.weighting.is_finite() or self.weighting < 0:
            raise MisuseError(f"The weighting of price is {self.weighting}: it must be zero or more.")
        if self.method.is_absolute and self.weighting:
            raise MisuseError(f"Under {self.method.words} price has no weighting of its own.")
        if self.method is PriceMethod.UNSTATED and self.weighting:
            raise MisuseError(
                "The method by which price earns its points has not been stated.",
                remedy="State it before bids are scored.",
            )
        if self.method is PriceMethod.FIXED_POINT and self.weighting:
            self._check_published()

    def _check_published(self) -> None:
        if self.full_at is None or self.none_at is None:
            raise MisuseError("A fixed-point method needs two published prices.", remedy="State both.")
        if not (self.full_at.is_finite() and self.none_at.is_finite() and 0 <= self.full_at < self.none_at):
            raise MisuseError(
                f"The price that earns all points, £{self.full_at}, must be below the one that earns none, "
                f"£{self.none_at}."
            )

    @property
    def counts(self) -> bool:
        return self.method.is_absolute or self.weighting > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringRules:
    """All the rules of one award decision, for one lot.

    `decimals` is how many places the published method rounds points to (half up); None where it does not round.
    """

    criteria: tuple[CriterionRule, ...]
    price: PriceRule
    ties: tuple[TieRule, ...] = ()
    decimals: int | None = None

    def __post_init__(self) -> None:
        total = self.price.weighting + sum((each.weighting for each in self.criteria), Decimal(0))
        if total != 100:
            raise MisuseError(f"The weightings add up to {total}%, not 100%.", remedy="Change them to 100% in all.")
        if len({each.id for each in self.criteria}) != len(self.criteria):
            raise MisuseError("Two criteria have the same id.", remedy="Give each an id of its own.")
        if self.decimals is not None and not 0 <= self.decimals <= 12:
            raise MisuseError("Points are rounded to 0 to 12 decimal places.")

    def criterion(self, name: str) -> CriterionRule:
        found = next((each for each in self.criteria if each.id == name), None)
        if found is None:
            raise MisuseError(f"No criterion '{name}' is scored.", remedy="Name one of the scheme's scored criteria.")
        return found


def rules_of(
    award: AwardScheme,
    *,
    published: tuple[Decimal, Decimal] | None = None,
    least: Mapping[str, Decimal] | None = None,
    ties: tuple[TieRule, ...] = (),
    decimals: int | None = None,
) -> ScoringRules:
    """The rules of an award decision of a scheme.

    A criterion's id is its code; a quality criterion's is `quality/1` and so on, in the scheme's order. `published`
    holds the two prices of a fixed-point method (all points, none), in pounds; `least` the least scores by id. Raises
    MisuseError where a question that counts has no scale, and where price has a weighting but no method.
    """
    wanted = dict(least or {})
    parts = [_quality(number, part, wanted) for number, part in enumerate(award.quality, start=1) if part.weighting]
    parts += [_social(each, wanted) for each in award.social_value if each.weighting]
    if wanted:
        raise MisuseError(f"No criterion '{min(wanted)}' is scored at {award.title}.")
    full_at, none_at = published or (None, None)
    price = PriceRule(method=award.split.method, weighting=award.split.price, full_at=full_at, none_at=none_at)
    return ScoringRules(criteria=tuple(parts), price=price, ties=ties, decimals=decimals)


def _quality(number: int, part: QualityPart, least: dict[str, Decimal]) -> CriterionRule:
    name = f"quality/{number}"
    return _rule(name, part, Part.QUALITY, least.pop(name, None))


def _social(each: AdoptedCriterion, least: dict[str, Decimal]) -> CriterionRule:
    return _rule(each.code, each, Part.SOCIAL_VALUE, least.pop(each.code, None))


def _rule(name: str, scored: QualityPart | AdoptedCriterion, part: Part, least: Decimal | None) -> CriterionRule:
    if scored.question is None or not scored.question.scale:
        raise MisuseError(
            f"'{scored.title}' counts {scored.weighting}% and has no question and scale.",
            remedy="Write them before bids are scored.",
        )
    levels = tuple(sorted(level.points for level in scored.question.scale))
    return CriterionRule(
        id=name,
        title=scored.title,
        part=part,
        weighting=scored.weighting or Decimal(0),
        maximum=max(levels),
        levels=levels,
        least=least,
    )
