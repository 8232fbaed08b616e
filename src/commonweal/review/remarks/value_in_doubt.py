"""Two values that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """Where the drafted case holds the value in doubt."""
    every = context.case.assumptions if context.case else ()
    doubt = next((each for each in every if (each.subject, each.value) == ("declared_value", "in doubt")), None)
    if doubt is not None:
        yield Noted(message=doubt.because.partition(" Stages are sized")[0], where=doubt.where)
