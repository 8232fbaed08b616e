"""What a challenge comes to, before it is put into words: terminal, documents and pages tell the same facts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.challenge import AwardChallenge, ChallengeReport, FoundLeak, Mend, MendEffect
from commonweal.challenge.challenging import points_taken

WORST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMend:
    """A mend with the short name by which it is adopted, such as L1.2. `effect` is None where people do it by hand."""

    name: str
    mend: Mend
    effect: MendEffect | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLeak:
    """A leak with its short name, such as L1: leaks of the whole scheme are numbered by harm, the worst first.

    `award` is its award decision. The same case, packs and seed give the same names.
    """

    name: str
    award: AwardChallenge
    found: FoundLeak
    mends: tuple[NamedMend, ...]

    @property
    def best(self) -> NamedMend | None:
        """Of the mends whose effect is computed, and that make things better, the one that leaves leaks the fewest
        points, then the best aligned; None where there is none such."""
        helping = [each for each in self.mends if each.effect is not None and _helps(each.effect)]
        return min(helping, key=lambda each: _rank(each.effect), default=None)

    @property
    def by_hand(self) -> NamedMend | None:
        """The first mend that people do themselves."""
        return next((each for each in self.mends if not each.mend.changes), None)


def _rank(effect: MendEffect | None) -> tuple[Decimal, Decimal]:
    return (effect.points_after, -effect.alignment_after) if effect else (Decimal(0), Decimal(0))


def _helps(effect: MendEffect) -> bool:
    """Leaks take less; or as much, and alignment is higher: a mend that opens a greater leak is none."""
    return (effect.points_after, -effect.alignment_after) < (effect.points_before, -effect.alignment_before)


def named_leaks(report: ChallengeReport) -> tuple[NamedLeak, ...]:
    """Every leak by its short name, the most harmful first."""
    awards = {award.target.id: award for award in report.awards}
    return tuple(
        NamedLeak(
            name=f"L{number}",
            award=awards[found.leak.award],
            found=found,
            mends=tuple(
                NamedMend(name=f"L{number}.{place}", mend=mend, effect=effect)
                for place, (mend, effect) in enumerate(zip(found.leak.mends, found.effects, strict=True), start=1)
            ),
        )
        for number, found in enumerate(report.leaks, start=1)
    )


def worst_leaks(report: ChallengeReport) -> tuple[NamedLeak, ...]:
    """The three that a busy reader should know of."""
    return named_leaks(report)[:WORST]


def best_mends(report: ChallengeReport) -> tuple[NamedMend, ...]:
    """The best computed mend of each of the worst leaks, once where it mends several."""
    found = [leak.best for leak in worst_leaks(report) if leak.best is not None and same_mend(leak, report) is None]
    return tuple(each for each in found if each is not None)


def same_mend(leak: NamedLeak, report: ChallengeReport) -> NamedMend | None:
    """The best mend of a worse leak of the same award decision that decides the very same things, if there is one."""
    for other in worst_leaks(report):
        if other.name == leak.name:
            return None
        if other.award is leak.award and other.best and leak.best and other.best.mend.changes == leak.best.mend.changes:
            return other.best
    return None


def taken_of(award: AwardChallenge) -> Decimal:
    """Percentage points of the whole mark that leaks take at one award decision."""
    return points_taken([found.leak for found in award.leaks], award.target.total)


def worst_award(report: ChallengeReport) -> AwardChallenge:
    """The award decision whose verdict is the scheme's; of several, what loses most to leaks, then is least aligned."""
    return max(report.awards, key=lambda award: (award.verdict.rank, taken_of(award), -_alignment(award)))


def _alignment(award: AwardChallenge) -> Decimal:
    return award.standing.alignment if award.standing else Decimal(0)


def scored_awards(report: ChallengeReport) -> tuple[AwardChallenge, ...]:
    """The award decisions at which social value earns marks."""
    return tuple(award for award in report.awards if award.standing is not None)
