"""Checks that hang on what a person says: yes, no, or nothing yet."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met


def answer_by(context: Context, check: str, ask: str, *, yes: str, no: str, unsaid: str) -> Verdict:
    """*Met* on a yes, *not met* on a no, *not answered* while nobody has said."""
    said = context.said(check, ask, bool)
    if said is None:
        return not_answered(unsaid, ask)
    return met(yes) if said else not_met(no)


def join_words(words: Sequence[str], *, last: str = "and") -> str:
    """Words as a sentence lists them: one, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
