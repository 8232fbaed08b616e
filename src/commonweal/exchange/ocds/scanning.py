"""From a file to a classification of each of its notices: the same answers as reading each whole, only sooner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from commonweal.exchange.ocds.reading import UnreadLine, read_notices
from commonweal.frameworks.pack import Packs
from commonweal.review.classification import Classification, classify


def scan_notices(path: Path, *, packs: Packs) -> Iterator[Classification | UnreadLine]:
    """The classification of every notice in a file, in its order; a line that cannot be read as an UnreadLine.

    For whole files: a classification holds what a table shows, and its `line` tells which notice it is of. The same
    as `classify` of each notice that `read_notices` gives, and it raises UnreadableInput where that does.
    """
    for piece in read_notices(path):
        yield piece if isinstance(piece, UnreadLine) else classify(piece, packs)
