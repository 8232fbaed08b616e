"""What a challenge tells (method, section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.challenge.leak import Leak, Mend
from commonweal.challenge.moving import Fared
from commonweal.challenge.standing import Standing
from commonweal.challenge.target import Target
from commonweal.challenge.tournament.result import Tournament
from commonweal.scheme.robustness.implied_price import ImpliedPrice


class Verdict(StrEnum):
    """What the challenge says of an award decision, or of the whole scheme: the worst of its decisions."""

    HOLDS = "holds"
    NARROW = "narrow"
    LEAKS = "leaks"
    MISLEADS = "misleads"
    NOTHING_SCORED = "nothing-scored"

    @property
    def rank(self) -> int:
        """The worse, the higher."""
        return (
            Verdict.NOTHING_SCORED,
            Verdict.HOLDS,
            Verdict.NARROW,
            Verdict.LEAKS,
            Verdict.MISLEADS,
        ).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MendEffect:
    """What a mend would bring about at its award decision, computed. Points are of the whole mark, the rest shares.

    `points_before`, `points_after`: what all leaks together take. `picks_before`, `picks_after`: how often the most
    valuable bid wins where quality and price are level. `stops`: the attack finds its leak no more. `better` says how
    the gain in alignment fares where V, M and K move.
    """

    mend: Mend
    alignment_before: Decimal
    alignment_after: Decimal
    points_before: Decimal
    points_after: Decimal
    picks_before: Decimal | None
    picks_after: Decimal | None
    stops: bool
    better: Fared

    @property
    def changes_alignment(self) -> bool:
        """Words alone change none, so that there is no gain to fare well or ill."""
        return self.alignment_before != self.alignment_after


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLeak:
    """A leak with what each of its mends would bring about: None where it is for people to do by hand."""

    leak: Leak
    effects: tuple[MendEffect | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardChallenge:
    """One award decision, challenged. `standing`, `twin` and `against_twin` are None where nothing is scored.

    `twin` is how a scheme of the usual counts of the same weight stands, without certificates and audit, for nobody
    would mend it; `against_twin` how often this one is aligned better than it. `below` is how often alignment lies
    under the threshold. `pounds_per_mark` is None where unknown. `from_forecast` names the kinds whose worth a forecast
    told.
    """

    target: Target
    verdict: Verdict
    standing: Standing | None
    twin: Standing | None
    against_twin: Fared | None
    below: Fared | None
    tournament: Tournament | None
    twin_tournament: Tournament | None
    leaks: tuple[FoundLeak, ...]
    pounds_per_mark: ImpliedPrice | None
    from_forecast: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeReport:
    """A scheme, challenged. `leaks` are those of all award decisions, the most harmful first; those of price
    come last, for they take no marks of social value."""

    option: str
    scheme_digest: str
    pack: str
    seed: int
    awards: tuple[AwardChallenge, ...]

    @property
    def verdict(self) -> Verdict:
        return max((each.verdict for each in self.awards), key=lambda verdict: verdict.rank)

    @property
    def leaks(self) -> tuple[FoundLeak, ...]:
        every = [found for award in self.awards for found in award.leaks]
        return tuple(sorted(every, key=lambda found: (-found.leak.harm, found.leak.attack, found.leak.award)))
