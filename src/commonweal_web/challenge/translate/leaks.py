"""Leaks and their mends as a page shows them: the finding, what it takes, and what each mend would bring about."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.challenge import ChallengeReport
from commonweal.challenge.judgements import challenge_pack
from commonweal.exchange.challenge_report.finding import say_effect, say_harm
from commonweal.exchange.challenge_report.reading import WORST, NamedLeak, NamedMend, named_leaks
from commonweal.exchange.challenge_report.words import say_fared
from commonweal.frameworks import Packs
from commonweal.record.digest import digest
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMend:
    """A mend. `mark` names it where decisions can carry it out; `fares` is empty where nothing is computed."""

    name: str
    title: str
    because: str
    costs: str
    effect: str
    fares: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLeak:
    """A leak. `mends` begin with the best; `attack` is what it is called, `why` is why it pays."""

    name: str
    attack: str
    finding: str
    because: str
    harm: str
    award: str
    why: str
    method: str
    sources: tuple[Source, ...]
    mends: tuple[ShownMend, ...]

    @property
    def first(self) -> ShownMend | None:
        return self.mends[0] if self.mends else None

    @property
    def others(self) -> tuple[ShownMend, ...]:
        return self.mends[1:]


def shown_leaks(report: ChallengeReport, packs: Packs) -> tuple[tuple[ShownLeak, ...], tuple[ShownLeak, ...]]:
    """The three worst, and the rest."""
    leaks = tuple(_leak(each, packs, several=len(report.awards) > 1) for each in named_leaks(report))
    return leaks[:WORST], leaks[WORST:]


def _leak(leak: NamedLeak, packs: Packs, *, several: bool) -> ShownLeak:
    found, text = leak.found.leak, challenge_pack(packs).attacks[leak.found.leak.attack]
    harm = say_harm(leak)
    mends = sorted(leak.mends, key=lambda each: (each is not leak.best, not each.mend.changes))
    return ShownLeak(
        name=leak.name,
        attack=text.title,
        finding=found.finding,
        because=found.because,
        harm=harm[:1].upper() + harm[1:],
        award=leak.award.target.title if several else "",
        why=text.why,
        method=text.method,
        sources=found.sources,
        mends=tuple(_mend(leak, each) for each in mends),
    )


def _mend(leak: NamedLeak, mend: NamedMend) -> ShownMend:
    effect = mend.effect
    return ShownMend(
        name=mend.name,
        title=mend.mend.title,
        because=mend.mend.because,
        costs=mend.mend.costs,
        effect=say_effect(mend),
        fares=say_fared(effect.better) if effect and effect.alignment_after > effect.alignment_before else "",
        mark=mark_of(leak, mend) if mend.mend.changes else "",
    )


def mark_of(leak: NamedLeak, mend: NamedMend) -> str:
    """The digits that name a mend by what it stops and what it decides, so that none is adopted for another."""
    found = leak.found.leak
    return digest([found.attack, found.award, found.criterion, found.stage, list(mend.mend.changes)])[:16]
