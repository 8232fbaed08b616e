"""Notices in: releases of the United Kingdom's registers (OCDS), read as they are; what cannot be read is named."""

from commonweal.exchange.ocds.choosing import find_notice, is_useful, newest_useful
from commonweal.exchange.ocds.reading import MAXIMUM_DOCUMENT_BYTES, UnreadLine, read_notices
from commonweal.exchange.ocds.scanning import scan_notices

__all__ = [
    "MAXIMUM_DOCUMENT_BYTES",
    "UnreadLine",
    "find_notice",
    "is_useful",
    "newest_useful",
    "read_notices",
    "scan_notices",
]
