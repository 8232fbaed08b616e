"""Where a release was published: each register of the United Kingdom has its own prefix of ocids."""

from __future__ import annotations

from commonweal.procurement.notice import NoticeSource

_PREFIXES = {
    "ocds-h6vhtk": NoticeSource.FIND_A_TENDER,
    "ocds-b5fd17": NoticeSource.CONTRACTS_FINDER,
    "ocds-r6ebe6": NoticeSource.PUBLIC_CONTRACTS_SCOTLAND,
    "ocds-kuma6s": NoticeSource.SELL2WALES,
}
_LENGTH = len("ocds-h6vhtk")


def read_source(ocid: str) -> NoticeSource:
    """The register that an ocid names by its prefix.

    >>> read_source("ocds-b5fd17-0a1b2c").words
    'Contracts Finder'
    """
    return _PREFIXES.get(ocid[:_LENGTH], NoticeSource.OTHER)
