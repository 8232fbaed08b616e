"""Notices in: Find a Tender releases (OCDS), read as they are, with what could not be read named."""

from commonweal.exchange.ocds.choosing import find_notice, is_useful, newest_useful
from commonweal.exchange.ocds.reading import MAXIMUM_DOCUMENT_BYTES, UnreadLine, read_notices

__all__ = ["MAXIMUM_DOCUMENT_BYTES", "UnreadLine", "find_notice", "is_useful", "newest_useful", "read_notices"]
