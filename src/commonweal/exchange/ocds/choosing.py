"""Which notice of a procurement to draft from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from commonweal.exchange.ocds.reading import UnreadLine, read_notices
from commonweal.procurement.notice import Notice
from commonweal.record.errors import UnreadableInput

# Notices that say what is to be bought; the others say what became of it.
DRAFTABLE = frozenset(
    {
        *("UK1", "UK2", "UK3", "UK4", "UK13"),
        *("planning", "planningUpdate", "tender", "tenderUpdate", "tenderAmendment"),
    }
)
# How many procurements are named when a file holds several and nobody said which.
NAMED_AT_MOST = 5
_LATER = {
    "UK5": "a direct award",
    "UK6": "an award",
    "UK7": "a contract",
    "UK12": "that it was stopped",
    "tenderCancellation": "that it was stopped",
}


def newest_useful(notices: Iterable[Notice | UnreadLine]) -> tuple[Notice, ...]:
    """For each procurement the newest notice that says what is bought, whole and unmerged.

    A cancellation or an award is a stub: it never replaces the tender, and is named in the tender's warnings.
    Utilities' registers publish several authorities under one ocid, so a procurement is an ocid and an authority.
    """
    found = [notice for notice in notices if isinstance(notice, Notice)]
    newest: dict[tuple[str, str], Notice] = {}
    for notice in filter(is_useful, found):
        key = _procurement(notice)
        if key not in newest or _age(notice) > _age(newest[key]):
            newest[key] = notice
    return tuple(_with_later(notice, found) for notice in newest.values())


def is_useful(notice: Notice) -> bool:
    """Whether a notice says enough of what is bought to draft from."""
    return notice.kind in DRAFTABLE and bool(notice.title) and bool(notice.authority_name)


def _procurement(notice: Notice) -> tuple[str, str]:
    return notice.ocid or notice.id, notice.authority_name


def _age(notice: Notice) -> tuple[date, str]:
    return notice.published or date.min, notice.id


def _with_later(notice: Notice, found: list[Notice]) -> Notice:
    """The notice, with a warning for what later notices of the same procurement say became of it."""
    later = [
        each
        for each in found
        if each.ocid
        and each.ocid == notice.ocid
        and each.kind in _LATER
        and each.authority_name in {"", notice.authority_name}
        and _age(each) > _age(notice)
    ]
    said = tuple(f"A later notice ({each.kind}, {each.id}) says {_LATER[each.kind]}." for each in later)
    return replace(notice, warnings=(*notice.warnings, *dict.fromkeys(said))) if said else notice


def find_notice(path: Path, *, ocid: str = "") -> Notice:
    """The notice of a file to draft from: the newest useful one of a procurement, or the one with that number.

    Raises UnreadableInput where the file holds none, or several procurements and nobody said which.
    """
    unread = 0
    found: list[Notice] = []
    procurements: set[tuple[str, str]] = set()
    for piece in read_notices(path, ocid=ocid):
        if isinstance(piece, UnreadLine):
            unread += 1
            continue
        found.append(piece)
        procurements |= {_procurement(piece)} if is_useful(piece) else set()
        if not ocid and len(procurements) > NAMED_AT_MOST:
            break
    useful = newest_useful(found)
    if len(useful) == 1 or (useful and ocid):
        return useful[0]
    raise UnreadableInput(_why_not_one(found, useful, unread, ocid), where=str(path), remedy=_remedy(useful))


def _why_not_one(found: list[Notice], useful: tuple[Notice, ...], unread: int, ocid: str) -> str:
    if useful:
        return "The file holds several procurements, and which one has not been said."
    if found and ocid:
        kinds = ", ".join(sorted({each.kind for each in found}))
        return f"The notices of {ocid} here ({kinds}) say nothing to draft from."
    lost = f" ({unread} of its lines cannot be read)" if unread else ""
    return (
        f"The file holds no notice {ocid} to draft from{lost}."
        if ocid
        else f"No notice here says what is bought{lost}."
    )


def _remedy(useful: tuple[Notice, ...]) -> str:
    if not useful:
        return "Give a file that holds the planning or tender notice, and its ocid or notice number."
    named = "; ".join(f"{each.id} {each.title[:50]}" for each in useful[:NAMED_AT_MOST])
    return f"Name one by its ocid or notice number, such as {named}."
