"""How a notice would be bid for, ready for a template: the verdict, against counts, the leaks, what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.record.text import first_upper
from commonweal.review.reviewing import Review

if TYPE_CHECKING:  # what challenges loads numpy and SciPy
    from commonweal.challenge import AwardChallenge, FoundLeak, Leak
    from commonweal.review.challenging import LotChallenge, NoticeChallenge

# Which remark already says why an attack finds something: it is not said twice.
REMARKED = {"volume-padder": "effort-for-marks", "vanisher": "not-seen-in-time", "cheap-rival": "relative-price"}
MOST_LEAKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakView:
    """One leak: what it is, what it takes, why (or which remark says so), and what would mend it."""

    finding: str
    takes: str
    because: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BidView:
    """One set of criteria challenged: the finding, against counts of the same weight, leaks by harm, the unknown."""

    title: str
    sentence: str
    against: str
    leaks: tuple[LeakView, ...]
    more_leaks: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BidsView:
    """`none` says in a sentence why nothing is challenged; it is empty where something is. `price` says what points are
    worth in price, where weightings tell it."""

    lots: tuple[BidView, ...]
    none: str
    price: str


def lay_bids(review: Review) -> BidsView | None:
    """None where no challenge was asked for, or where there is nothing to be bid for: no criteria, or bids are in."""
    found = review.challenge
    if found is None or found.unchallenged in {"no-criteria", "after-bids"}:
        return None
    none = f"Nothing is challenged. {found.unchallenged.words}" if found.unchallenged else ""
    return BidsView(lots=tuple(_lot(each, review) for each in found.lots), none=none, price=say_price(found))


def _lot(lot: LotChallenge, review: Review) -> BidView:
    leaks = lot.best.leaks
    several = review.challenge is not None and len(review.lots) > 1
    return BidView(
        title=lot.best.target.title if several else "",
        sentence=say_verdict(lot),
        against=say_against(lot),
        leaks=tuple(_leak(each, lot.best, review) for each in leaks[:MOST_LEAKS]),
        more_leaks=max(0, len(leaks) - MOST_LEAKS),
        unknown=lot.unknown,
    )


def say_price(found: NoticeChallenge) -> str:
    """What a price lower by how much makes good; of the first lot that tells, since lots differ little in this."""
    if not found.prices:
        return ""
    priced = found.prices[0]
    points = priced.split.social_value or min(Decimal(10), priced.split.quality)
    what = "social value" if priced.split.social_value else "quality"
    low, high = (f"{float(share * Fraction(points)):.0%}" for share in (priced.least, priced.most))
    part = f"{low} to {high}, by the formula," if low != high else high
    told = f"The {_points(points)}" if priced.split.social_value else f"{_points(points)} of those"
    return f"{told} for {what} would be made good by a price lower by about {part} among bids a tenth apart."


def say_verdict(lot: LotChallenge) -> str:
    """The finding in one sentence. Conditional: a notice tells less than the documents."""
    from commonweal.exchange.challenge_report.reading import taken_of

    award, points = lot.best, _points(lot.best.target.total)
    taken = taken_of(award)
    if lot.verdict == "open":
        return f"Whom the {points} for social value would reward hangs on what the notice does not tell."
    if lot.verdict == "narrow":
        return f"No way shows to win the {points} for social value without earning them, but they see little of value."
    if lot.verdict == "holds":
        return f"Nothing in the notice shows a way to win its {points} for social value without earning them."
    if lot.verdict == "misleads" and taken < award.target.total / 2:
        return f"The {points} for social value would hardly do better than plain counts of the same weight."
    part = "All" if taken >= award.target.total else f"About {say_points(taken)}"
    return f"{part} of the {points} for social value would reward the wrong bid."


def say_against(lot: LotChallenge) -> str:
    """The number behind it: alignment, beside that of the usual counts, and how sure that is."""
    least, most = lot.aligned
    twin, fared = lot.best.twin, lot.best.against_twin
    if twin is None or fared is None:
        return ""
    reach = (
        f"between {say_part(least)} and {say_part(most)}, by what is asked for in the end,"
        if least != most
        else say_part(most)
    )
    said = f"Bidders who play to win would reach {reach} of the value that the same effort could bring"
    said += f"; with the usual counts at the same weight, {say_part(twin.alignment)}."
    said += _say_picks(lot)
    if lot.worst is None and not fared.holds:
        held = say_part(fared.share)
        said += f" With our judgements moved by half either way, it does better than counts in {held} of cases."
    return said


def _say_picks(lot: LotChallenge) -> str:
    """Whom the marks would pick, where a field of bidders was drawn."""
    best, worst = lot.best.tournament, (lot.worst or lot.best).tournament
    if best is None or worst is None:
        return ""
    low, high = sorted((worst.level, best.level))
    picks = f"between {say_part(low)} and {say_part(high)}" if low != high else say_part(high)
    return (
        f" Where quality and price are level, the most valuable of {best.bidders} bids would win {picks} of the "
        f"time; by lot, {say_part(best.by_luck)}."
    )


def _leak(found: FoundLeak, award: AwardChallenge, review: Review) -> LeakView:
    leak = found.leak
    remark = REMARKED.get(leak.attack, "")
    said = remark in {each.code for each in review.findings} and _is_what_is_remarked(found, award)
    mend = leak.mends[0].title if leak.mends else ""
    return LeakView(
        finding=leak.finding,
        takes=_takes(leak),
        because=f"As remarked ({remark})." if said else first_upper(leak.because),
        mend=mend,
    )


def _takes(leak: Leak) -> str:
    """What lies in price takes no marks of social value."""
    return "" if leak.of_price else f"It takes {say_points(leak.harm)} of {_points(leak.points)}."


def _is_what_is_remarked(found: FoundLeak, award: AwardChallenge) -> bool:
    """Of counts only those of effort are remarked on."""
    kinds = {each.code: each.kind.value for each in award.target.criteria}
    return found.leak.attack != "volume-padder" or kinds.get(found.leak.criterion) == "effort"


def _points(number: Decimal) -> str:
    return f"{say_points(number)} point{'s' * (number != 1)}"


def bids_data(review: Review) -> dict[str, object] | None:
    """The challenge of a review as plain data; None where none was asked for."""
    found = review.challenge
    if found is None:
        return None
    return {
        "unchallenged": found.unchallenged.value if found.unchallenged else None,
        "lots": [_lot_data(each) for each in found.lots],
        "price_of_a_point": [
            {"lots": list(each.lots), "least": f"{float(each.least):.6f}", "most": f"{float(each.most):.6f}"}
            for each in found.prices
        ],
    }


def _lot_data(lot: LotChallenge) -> dict[str, object]:
    award, (least, most) = lot.best, lot.aligned
    return {
        "lots": list(lot.lots),
        "verdict": lot.verdict.value,
        "sentence": say_verdict(lot),
        "points": str(award.target.total),
        "alignment": {"least": str(least), "most": str(most)},
        "alignment_of_counts": str(award.twin.alignment) if award.twin else None,
        "better_than_counts_in": str(award.against_twin.share) if award.against_twin else None,
        "criteria": [
            {
                "title": each.title,
                "weighting": str(each.weighting),
                "stage": each.stage,
                "kind": each.kind.value if each.profile else None,
                "measure": each.measure or None,
            }
            for each in award.target.criteria
        ],
        "leaks": [
            {
                "attack": found.leak.attack,
                "criterion": found.leak.criterion or None,
                "finding": found.leak.finding,
                "because": found.leak.because,
                "points": str(found.leak.points),
                "harm": f"{found.leak.harm:.3f}",
                "mends": [each.title for each in found.leak.mends],
            }
            for found in award.leaks
        ],
        "unknown": list(lot.unknown),
    }
