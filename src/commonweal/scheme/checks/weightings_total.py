"""Weightings add up to 100% at every award decision."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met


def check(context: Context) -> Verdict:
    """Price, quality and social value total 100 at each award decision; a conflict waits for a person."""
    if context.scheme is None:
        return does_not_apply("There is no scheme yet.")
    for award in context.scheme.awards:
        where = f"award-decisions/{award.id}"
        if award.conflict:
            return not_answered(f"{award.title} waits for a person: {award.conflict}", where=where)
        if award.total != 100:
            return not_met(f"Weightings at {award.title} add up to {award.total}%, not 100%.", where=where)
    return met("Weightings add up to 100% at every award decision.")
