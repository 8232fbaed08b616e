"""From a file of notices to rows: every notice a row, every line that is none kept beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from commonweal.design import propose_schemes
from commonweal.exchange.ocds import UnreadLine, newest_useful, read_notices
from commonweal.exchange.report.summary import summarise_option
from commonweal.frameworks.pack import Packs
from commonweal.procurement.notice import Notice
from commonweal.record.errors import CommonwealError, UnreadableInput
from commonweal.review.overview import NoticeRow, failed_row, make_row
from commonweal.review.remarks import Context, make_context
from commonweal.review.scrubbing import scrub

if TYPE_CHECKING:  # what challenges loads numpy and SciPy, and a table need not wait for that
    from commonweal.review.challenging import NoticeChallenge


def review_rows(
    path: Path,
    *,
    packs: Packs,
    kinds: frozenset[str] = frozenset(),
    fit: bool = False,
    challenge: bool = False,
    seen: Callable[[], None] = lambda: None,
) -> Iterator[NoticeRow | UnreadLine]:
    """A row for every notice, or an UnreadLine for what is none, in the file's order.

    With `kinds`, in small letters, notices of those types only. With `fit`, each row also says what would fit, and with
    `challenge` how it would be bid for; both are slow. `seen` is called after every piece. No notice stops the file:
    where our own code fails, the row says so.
    """
    for piece in read_notices(path):
        if isinstance(piece, UnreadLine):
            yield piece
        elif not kinds or piece.kind.casefold() in kinds:
            yield _row(piece, packs, fit=fit, challenge=challenge)
        seen()


def _row(notice: Notice, packs: Packs, *, fit: bool, challenge: bool) -> NoticeRow:
    try:
        context = make_context(notice, packs=packs)
        return make_row(
            context, fits=_fits(context) if fit else "", challenge=_challenge(context) if challenge else None
        )
    except Exception as error:  # a fault of ours is told in the row, and the file goes on
        return failed_row(notice, scrub(f"{type(error).__name__}: {error}".split("\n", 1)[0][:200]))


def _challenge(context: Context) -> NoticeChallenge:
    from commonweal.review.challenging import challenge_notice

    return challenge_notice(context)


def _fits(context: Context) -> str:
    """The balanced scheme in a sentence; why there is none, where there is none."""
    if context.case is None or not context.sized:
        return f"No scheme: {context.undrafted}" if context.undrafted else ""
    try:
        proposals = propose_schemes(context.case, packs=context.packs)
    except CommonwealError as error:
        return f"No scheme: {error.message}"
    return summarise_option(proposals.option("balanced"), proposals)


def only_notice(path: Path) -> Notice | None:
    """The notice of a file that holds just one, and nothing else; None where it holds several pieces."""
    pieces = read_notices(path)
    first = next(pieces, None)
    if first is None or next(pieces, None) is not None:
        return None
    return first if isinstance(first, Notice) else None


def notice_to_review(path: Path, *, ocid: str) -> Notice:
    """The notice with that number; of a procurement the newest that says what is bought, else its newest.

    Raises UnreadableInput where the file holds none.
    """
    found = [each for each in read_notices(path, ocid=ocid) if isinstance(each, Notice)]
    if not found:
        raise UnreadableInput(
            f"The file holds no notice {ocid}.",
            where=str(path),
            remedy="Leave --ocid out to see every notice of it, each with its number.",
        )
    useful = newest_useful(found)
    return max(useful or found, key=lambda each: (each.published or date.min, each.id))
