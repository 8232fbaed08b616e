"""A challenge as plain data for programs: the same keys every time, numbers as texts of their digits."""

from __future__ import annotations

from typing import Any

from commonweal.exchange.challenge_report.applying import Applied
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.reading import NamedLeak, named_leaks, taken_of
from commonweal.record.digest import plain


def challenge_data(found: CaseChallenge) -> dict[str, Any]:
    """What was challenged, the verdict, each leak by its short name, and the whole report."""
    return {
        "title": found.case.procurement.title,
        "option": found.scheme.option,
        "version": found.version.version if found.version else None,
        "forecast": found.forecast is not None,
        "verdict": found.report.verdict.value,
        "finding": list(found.finding),
        "leaks": [_leak(leak) for leak in named_leaks(found.report)],
        "report": plain(found.report),
    }


def applied_data(applied: Applied) -> dict[str, Any]:
    """What was adopted, where everything stood before, what was foreseen, and how it came out."""
    effect = applied.mend.effect
    return {
        "adopted": applied.mend.name,
        "option": applied.version.scheme.option,
        "version": applied.version.version,
        "digest": applied.version.digest,
        "foreseen": plain(effect) if effect else None,
        "before": _standing(applied.before),
        "after": _standing(applied.after),
        "differs": list(applied.differs),
    }


def _leak(leak: NamedLeak) -> dict[str, Any]:
    found = leak.found.leak
    best = leak.best
    return {
        "name": leak.name,
        "attack": found.attack,
        "award": found.award,
        "criterion": found.criterion,
        "stage": found.stage,
        "finding": found.finding,
        "harm": f"{found.harm:.6f}",
        "best": best.name if best else None,
        "mends": [
            {"name": each.name, "title": each.mend.title, "adoptable": bool(each.mend.changes)} for each in leak.mends
        ],
    }


def _standing(found: CaseChallenge) -> dict[str, Any]:
    return {
        "verdict": found.report.verdict.value,
        "awards": [
            {
                "id": award.target.id,
                "alignment": plain(award.standing.alignment) if award.standing else None,
                "taken": plain(taken_of(award)),
                "picks_best": plain(award.tournament.level) if award.tournament else None,
            }
            for award in found.report.awards
        ],
    }
