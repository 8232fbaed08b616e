"""How a notice would be bid for, ready for a template: the verdict, against counts, the leaks, what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from commonweal.record.text import first_upper
from commonweal.review.reviewing import Review

if TYPE_CHECKING:  # what challenges loads numpy and SciPy
    from commonweal.challenge import AwardChallenge, FoundLeak
    from commonweal.review.challenging import LotChallenge

# Which remark already says what an attack finds, on counts of effort or on price: it is not said twice.
REMARKED = {"volume-padder": "effort-for-marks", "cheap-rival": "relative-price"}
MOST_LEAKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LeakView:
    """One leak: what it is, what it takes, why, and what would mend it; the last two empty where a remark says so."""

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
    """`none` says in a sentence why nothing is challenged; it is empty where something is."""

    lots: tuple[BidView, ...]
    none: str


def lay_bids(review: Review) -> BidsView | None:
    """None where no challenge was asked for, or where there is nothing to be bid for: no criteria, or bids are in."""
    found = review.challenge
    if found is None or found.unchallenged in {"no-criteria", "after-bids"}:
        return None
    none = f"Nothing is challenged. {found.unchallenged.words}" if found.unchallenged else ""
    return BidsView(lots=tuple(_lot(each, review) for each in found.lots), none=none)


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


def say_verdict(lot: LotChallenge) -> str:
    """The finding in one sentence. Conditional: a notice tells less than the documents."""
    award, points = lot.best, _points(lot.best.target.total)
    taken = _taken(award)
    if lot.verdict == "open":
        return f"Whom the {points} for social value would reward hangs on what the notice does not tell."
    if lot.verdict == "holds":
        return f"Nothing in the notice shows a way to win its {points} for social value without earning them."
    if lot.verdict == "misleads" and taken < award.target.total / 2:
        return f"The {points} for social value would hardly do better than plain counts of the same weight."
    return f"About {_plain(taken)} of the {points} for social value would reward the wrong bid."


def say_against(lot: LotChallenge) -> str:
    """The number behind it: alignment, beside that of the usual counts, and how sure that is."""
    least, most = lot.aligned
    twin, fared = lot.best.twin, lot.best.against_twin
    if twin is None or fared is None:
        return ""
    reach = f"between {least:.0%} and {most:.0%}, by what is asked for in the end," if least != most else f"{most:.0%}"
    said = f"Bidders who play to win would reach {reach} of the value that the same effort could bring"
    said += f"; with the usual counts at the same weight, {twin.alignment:.0%}."
    said += _say_picks(lot)
    if lot.worst is None and not fared.holds:
        said += (
            f" With our judgements moved by half either way, it does better than counts in {fared.share:.0%} of cases."
        )
    return said


def _say_picks(lot: LotChallenge) -> str:
    """Whom the marks would pick, where a field of bidders was drawn."""
    best, worst = lot.best.tournament, (lot.worst or lot.best).tournament
    if best is None or worst is None:
        return ""
    low, high = sorted((worst.level, best.level))
    picks = f"between {low:.0%} and {high:.0%}" if low != high else f"{high:.0%}"
    return (
        f" Where quality and price are level, the most valuable bid of {best.bidders} would win {picks} of the time; "
        f"by lot, {best.by_luck:.0%}."
    )


def _leak(found: FoundLeak, award: AwardChallenge, review: Review) -> LeakView:
    leak = found.leak
    remark = REMARKED.get(leak.attack, "")
    said = remark in {each.code for each in review.findings} and _is_what_is_remarked(found, award)
    mend = leak.mends[0].title if leak.mends else ""
    return LeakView(
        finding=leak.finding,
        takes=f"It takes {_plain(Decimal(f'{leak.harm:.1f}'))} of {_points(leak.points)}.",
        because=f"As remarked ({remark})." if said else first_upper(leak.because),
        mend="" if said else mend,
    )


def _is_what_is_remarked(found: FoundLeak, award: AwardChallenge) -> bool:
    """Of counts only those of effort are remarked on."""
    kinds = {each.code: each.kind.value for each in award.target.criteria}
    return found.leak.attack != "volume-padder" or kinds.get(found.leak.criterion) == "effort"


def _taken(award: AwardChallenge) -> Decimal:
    from commonweal.challenge.challenging import points_taken

    return Decimal(f"{points_taken([found.leak for found in award.leaks]):.1f}")


def _points(number: Decimal) -> str:
    return f"{_plain(number)} point{'s' * (number != 1)}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"


def bids_data(review: Review) -> dict[str, object] | None:
    """The challenge of a review as plain data; None where none was asked for."""
    found = review.challenge
    if found is None:
        return None
    return {
        "unchallenged": found.unchallenged.value if found.unchallenged else None,
        "lots": [_lot_data(each) for each in found.lots],
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
