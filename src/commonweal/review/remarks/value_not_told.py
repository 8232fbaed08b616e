"""No value that anything could be weighed against."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """Of a tender notice, where a case can be outlined but holds no sums."""
    if context.is_tender and context.case is not None and not context.sized:
        yield Noted(
            message="The notice states no value that can be used, so what is proportionate cannot be weighed, and "
            "tests of law that hang on value stay open.",
            where="tender/value",
        )
