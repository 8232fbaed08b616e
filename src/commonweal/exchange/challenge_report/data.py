"""A challenge as plain data for programs: the same keys every time, numbers as texts of their digits."""

from __future__ import annotations

from typing import Any

from commonweal.challenge import AwardChallenge, MendEffect
from commonweal.exchange.challenge_report.applying import Applied
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.reading import NamedLeak, named_leaks, taken_of
from commonweal.record.digest import plain


def challenge_data(found: CaseChallenge) -> dict[str, Any]:
    """What was challenged, the verdict, each leak by its short name, and how each award decision stands."""
    return {
        "title": found.case.procurement.title,
        "option": found.scheme.option,
        "version": found.version.version if found.version else None,
        "forecast": found.forecast is not None,
        "verdict": found.report.verdict.value,
        "finding": list(found.finding),
        "leaks": [_leak(leak) for leak in named_leaks(found.report)],
        "awards": [_award(award) for award in found.report.awards],
        "scheme": found.report.scheme_digest,
        "pack": found.report.pack,
        "seed": found.report.seed,
    }


def applied_data(applied: Applied) -> dict[str, Any]:
    """What was adopted, where everything stood before, what was foreseen, and how it came out."""
    return {
        "adopted": applied.mend.name,
        "option": applied.version.scheme.option,
        "version": applied.version.version,
        "digest": applied.version.digest,
        "foreseen": _effect(applied.mend.effect),
        "before": _standing(applied.before),
        "after": _standing(applied.after),
        "differs": list(applied.differs),
    }


def _award(award: AwardChallenge) -> dict[str, Any]:
    price = award.pounds_per_mark
    pounds = price.pounds_per_point if price else None
    return {
        "id": award.target.id,
        "title": award.target.title,
        "social_value": plain(award.target.total),
        "verdict": award.verdict.value,
        "taken": plain(taken_of(award)),
        "standing": plain(award.standing),
        "counts": plain(award.twin),
        "better_than_counts": plain(award.against_twin),
        "below_threshold": plain(award.below),
        "tournament": plain(award.tournament),
        "tournament_of_counts": plain(award.twin_tournament),
        "pounds_per_mark": None if pounds is None else f"{float(pounds):.2f}",
        "from_forecast": list(award.from_forecast),
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
            {
                "name": each.name,
                "title": each.mend.title,
                "adoptable": bool(each.mend.changes),
                "effect": _effect(each.effect),
            }
            for each in leak.mends
        ],
    }


def _effect(effect: MendEffect | None) -> dict[str, Any] | None:
    """What a mend brings about, without the mend itself; None where it is not computed."""
    if effect is None:
        return None
    return {name: value for name, value in plain(effect).items() if name != "mend"}


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
