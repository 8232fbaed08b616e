"""What a notice is, by its type: early, a tender, after the award, the end, or of a dynamic market."""

from __future__ import annotations

from enum import StrEnum

from commonweal.procurement.notice import Notice


class NoticeMoment(StrEnum):
    """Where in the commercial cycle a notice stands."""

    EARLY = "early"
    TENDER = "tender"
    AWARDED = "awarded"
    ENDED = "ended"
    MARKET = "market"
    UNKNOWN = "unknown"


_NAMES = {
    "UK1": ("pipeline notice", NoticeMoment.EARLY),
    "UK2": ("market engagement notice", NoticeMoment.EARLY),
    "UK3": ("planned procurement notice", NoticeMoment.EARLY),
    "UK4": ("tender notice", NoticeMoment.TENDER),
    "UK5": ("transparency notice", NoticeMoment.AWARDED),
    "UK6": ("contract award notice", NoticeMoment.AWARDED),
    "UK7": ("contract details notice", NoticeMoment.AWARDED),
    "UK8": ("payments notice", NoticeMoment.AWARDED),
    "UK9": ("contract performance notice", NoticeMoment.AWARDED),
    "UK10": ("contract change notice", NoticeMoment.ENDED),
    "UK11": ("contract termination notice", NoticeMoment.ENDED),
    "UK12": ("procurement termination notice", NoticeMoment.ENDED),
    "UK13": ("dynamic market intention notice", NoticeMoment.MARKET),
    "UK14": ("dynamic market notice", NoticeMoment.MARKET),
    "UK15": ("dynamic market change notice", NoticeMoment.MARKET),
    "UK16": ("dynamic market end notice", NoticeMoment.MARKET),
    "UK17": ("payments notice", NoticeMoment.AWARDED),
    "planning": ("planning notice", NoticeMoment.EARLY),
    "planningUpdate": ("change to a planning notice", NoticeMoment.EARLY),
    "tender": ("tender notice", NoticeMoment.TENDER),
    "tenderUpdate": ("change to a tender notice", NoticeMoment.TENDER),
    "tenderAmendment": ("change to a tender notice", NoticeMoment.TENDER),
    "tenderCancellation": ("notice that a procurement was stopped", NoticeMoment.ENDED),
    "award": ("award notice", NoticeMoment.AWARDED),
    "awardUpdate": ("change to an award notice", NoticeMoment.AWARDED),
    "awardCancellation": ("notice that an award was withdrawn", NoticeMoment.ENDED),
    "contract": ("contract notice after the award", NoticeMoment.AWARDED),
    "contractUpdate": ("change to a contract notice", NoticeMoment.AWARDED),
    "contractAmendment": ("contract change notice", NoticeMoment.ENDED),
    "contractTermination": ("contract termination notice", NoticeMoment.ENDED),
    "implementation": ("contract performance notice", NoticeMoment.AWARDED),
}


def kind_words(kind: str) -> str:
    """A notice type in words, with its code where the Act gives it one.

    >>> kind_words("UK4")
    'tender notice (UK4)'
    """
    words = _NAMES[kind][0] if kind in _NAMES else "notice of an unknown type"
    return f"{words} ({kind})" if kind.startswith("UK") or (kind and kind not in _NAMES) else words


def is_kind(kind: str) -> bool:
    """Whether there is such a type, in whatever letters.

    >>> is_kind("uk4"), is_kind("tenders")
    (True, False)
    """
    return kind.casefold() in {each.casefold() for each in _NAMES}


def moment_of(notice: Notice) -> NoticeMoment:
    return _NAMES[notice.kind][1] if notice.kind in _NAMES else NoticeMoment.UNKNOWN


def sort_of_kind(kind: str) -> tuple[int, int, str]:
    """In the order of the commercial cycle: UK1 before UK10."""
    number = kind.removeprefix("UK")
    return (0, int(number), kind) if kind.startswith("UK") and number.isdigit() else (1, 0, kind)
