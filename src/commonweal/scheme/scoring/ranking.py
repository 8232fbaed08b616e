"""The order of bids: who is out and why, who stands where, which ties a stated rule broke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonweal.procurement.procurement import PriceMethod
from commonweal.record.errors import MisuseError
from commonweal.record.text import say_list
from commonweal.scheme.scoring.bid import Bid
from commonweal.scheme.scoring.points import checked_price, checked_score
from commonweal.scheme.scoring.rules import ScoringRules, TieRule
from commonweal.scheme.scoring.workings import Assessed, assess


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A ranked bid. Bids that no rule tells apart share a place; `by_tie_rule` told it from another."""

    place: int
    assessed: Assessed
    by_tie_rule: TieRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """A bid that is not ranked, and the reason in one sentence."""

    bid: Bid
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The result of one lot at one award decision."""

    places: tuple[Place, ...]
    out: tuple[Out, ...]

    @property
    def first(self) -> tuple[Place, ...]:
        """The winner; several where a tie stands; none where no bid is ranked."""
        return tuple(each for each in self.places if each.place == 1)

    @property
    def order(self) -> tuple[tuple[str, ...], ...]:
        """Names from first to last, those who share a place together, by name."""
        by_place: dict[int, list[str]] = {}
        for each in self.places:
            by_place.setdefault(each.place, []).append(each.assessed.bid.name)
        return tuple(tuple(sorted(names)) for _place, names in sorted(by_place.items()))


def rank_bids(rules: ScoringRules, bids: Sequence[Bid]) -> Ranking:
    """Score and rank the bids of one lot.

    A bid that failed a condition, is under a least score, or earns no point where price is counted per point is out,
    and its price counts in no formula. Raises MisuseError, naming the bid, for two bids of one name, and for a score
    or price that is missing or impossible.
    """
    _refuse_doubles(bids)
    outside = {bid.name: reason for bid in bids if (reason := _reason_out(rules, bid))}
    inside = [bid for bid in bids if bid.name not in outside]
    prices = [checked_price(bid) for bid in inside] if rules.price.counts else []
    assessed = [assess(rules, bid, prices) for bid in inside]
    return Ranking(
        places=_places(rules, assessed),
        out=tuple(Out(bid=bid, reason=outside[bid.name]) for bid in bids if bid.name in outside),
    )


def shortlist(ranking: Ranking, keeps_at_most: int) -> tuple[Bid, ...]:
    """The bids that a round keeps. Raises MisuseError where a tie crosses the line: the notice must say who stays."""
    if keeps_at_most < 1:
        raise MisuseError("A round keeps one bid or more.")
    kept = [each for each in ranking.places if each.place <= keeps_at_most]
    if len(kept) > keeps_at_most:
        tied = say_list([each.assessed.bid.name for each in kept if each.place == kept[-1].place])
        raise MisuseError(
            f"{tied} share place {kept[-1].place}, and the round keeps {keeps_at_most}.",
            remedy="Apply the tie rule that the notice states.",
        )
    return tuple(each.assessed.bid for each in kept)


def _refuse_doubles(bids: Sequence[Bid]) -> None:
    names = [bid.name for bid in bids]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise MisuseError(f"Two bids are named {double}.", remedy="Give each bid of a lot a name of its own.")


def _reason_out(rules: ScoringRules, bid: Bid) -> str:
    if bid.failed:
        return f"{bid.name} failed {say_list(bid.failed)}."
    scores = {rule.id: checked_score(rule, bid) for rule in rules.criteria}
    for rule in rules.criteria:
        if rule.least is not None and scores[rule.id] < rule.least:
            return f"{bid.name} has {scores[rule.id]:f} for '{rule.title}', and at least {rule.least:f} is asked."
    earns = any(scores[rule.id] and rule.weighting for rule in rules.criteria)
    if rules.price.method.is_absolute and not earns:
        return f"{bid.name} earns no point, so that it has no price for each point."
    return ""


def _places(rules: ScoringRules, assessed: Sequence[Assessed]) -> tuple[Place, ...]:
    keys = {each.bid.name: _key(rules, each) for each in assessed}
    ranked = sorted(assessed, key=lambda each: (keys[each.bid.name], each.bid.name))
    places: list[Place] = []
    for number, each in enumerate(ranked, start=1):
        key = keys[each.bid.name]
        shared = next((done.place for done in places if keys[done.assessed.bid.name] == key), number)
        places.append(Place(place=shared, assessed=each, by_tie_rule=_broken_by(rules, key, keys, each.bid.name)))
    return tuple(places)


def _key(rules: ScoringRules, each: Assessed) -> tuple[Fraction, ...]:
    """Least first: what decides, then what each tie rule looks at."""
    least_wins = rules.price.method is PriceMethod.PRICE_PER_QUALITY_POINT
    return (each.decides if least_wins else -each.decides, *(_tie_key(rule, each) for rule in rules.ties))


def _tie_key(rule: TieRule, each: Assessed) -> Fraction:
    if rule is TieRule.LOWER_PRICE:
        return checked_price(each.bid)
    return -(each.quality if rule is TieRule.MORE_QUALITY else each.social_value)


def _broken_by(
    rules: ScoringRules, key: tuple[Fraction, ...], keys: dict[str, tuple[Fraction, ...]], name: str
) -> TieRule | None:
    """The first tie rule that tells this bid from one that is equal in what decides."""
    level = [other for owner, other in keys.items() if owner != name and other[0] == key[0] and other != key]
    apart = [next(place for place in range(1, len(key)) if other[place] != key[place]) for other in level]
    return rules.ties[min(apart) - 1] if apart else None
