"""The mends of a challenge that can be adopted: each by its mark, and what would really come of it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.challenge import ChallengeReport
from commonweal.exchange.challenge_report.reading import NamedLeak, NamedMend, named_leaks
from commonweal_web.challenge.translate.leaks import mark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A mend with the leak that it stops. `mark` names what it would decide, so that none is adopted for another."""

    leak: NamedLeak
    mend: NamedMend
    mark: str


def offered_mends(report: ChallengeReport) -> tuple[Offered, ...]:
    """Every mend that decisions can carry out, leak by leak, the most harmful first."""
    return tuple(
        Offered(leak=leak, mend=mend, mark=mark_of(leak, mend))
        for leak in named_leaks(report)
        for mend in leak.mends
        if mend.mend.changes
    )


def find_mend(report: ChallengeReport, mark: str) -> Offered | None:
    return next((each for each in offered_mends(report) if each.mark == mark), None)
