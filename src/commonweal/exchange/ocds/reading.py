"""From a file to notices: a release a line, a release package, or one release; plain or gzipped."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO

from commonweal.exchange.ocds.decoding import NotJson, Piece, decode_releases
from commonweal.exchange.ocds.notices import make_notice
from commonweal.procurement.notice import Notice
from commonweal.record.errors import UnreadableInput

# One JSON document is held in memory whole; a file of lines never is.
MAXIMUM_DOCUMENT_BYTES = 200_000_000
MAXIMUM_LINE_BYTES = 8_000_000
# Lines that are handed to another process together.
BLOCK_BYTES = 1_000_000
# How many lines at the start are tried before a file is taken for one document.
LINES_TRIED = 100
_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_REMEDY = "Give a file of releases as the registers serve them: JSON, or one release a line."


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """A line that is no release, and why; in a package, `line` counts its releases."""

    line: int
    why: str


def read_notices(path: Path, *, ocid: str = "") -> Iterator[Notice | UnreadLine]:
    """Every notice in a file, in its order; with `ocid`, those of one procurement (its ocid, or a notice number).

    A line that cannot be read comes out as an UnreadLine, and the rest is read. Raises UnreadableInput, in one
    sentence, for what is no file of releases: a folder, an empty file, a web page, something binary, or one JSON
    document beyond 200 MB.
    """
    for line, piece in read_pieces(path):
        if isinstance(piece, UnreadLine):
            yield piece
            continue
        assert piece.release is not None  # what is no release is an UnreadLine
        notice = make_notice(piece.release, piece.notes, line=line)
        if ocid in {"", notice.ocid, notice.id}:
            yield notice


def read_blocks(path: Path) -> Iterator[tuple[tuple[int, bytes | None], ...]] | None:
    """A file of lines in blocks of them, undecoded, with their numbers; None where it is one document."""
    _refuse_what_is_no_json(path)
    return _blocks(path) if _is_a_release_a_line(path) else None


def _blocks(path: Path) -> Iterator[tuple[tuple[int, bytes | None], ...]]:
    block: list[tuple[int, bytes | None]] = []
    size = 0
    with _opened(path) as stream:
        for number, line in _lines(stream):
            block.append((number, line))
            size += len(line or b"")
            if size >= BLOCK_BYTES:
                yield tuple(block)
                block, size = [], 0
    yield tuple(block)


def read_pieces(path: Path) -> Iterator[tuple[int, Piece | UnreadLine]]:
    """The releases of a file with their lines, decoded and no more; the rest is as in `read_notices`."""
    _refuse_what_is_no_json(path)
    yield from _read_lines(path) if _is_a_release_a_line(path) else _read_document(path)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unzipped where it is gzipped; what the system refuses becomes one sentence."""
    try:
        with path.open("rb") as plain:
            zipped = plain.read(2) == _GZIP
            plain.seek(0)
            if zipped:
                with gzip.open(plain, "rb") as unzipped:
                    yield unzipped  # type: ignore[misc]
            else:
                yield plain
    except FileNotFoundError as error:
        raise UnreadableInput("There is no such file.", where=str(path), remedy="Check the path.") from error
    except IsADirectoryError as error:
        raise UnreadableInput("This is a folder, not a file.", where=str(path), remedy=_REMEDY) from error
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise UnreadableInput("The gzip file is damaged.", where=str(path), remedy="Fetch it again.") from error
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableInput):
            raise
        raise UnreadableInput(f"The file cannot be read ({error}).", where=str(path)) from error


def _refuse_what_is_no_json(path: Path) -> None:
    """Raise for a folder, an empty file, a web page and anything binary, by their first bytes."""
    with _opened(path) as stream:
        head = stream.read(65_536)
    start = head.removeprefix(_MARK).lstrip()
    if not start:
        raise UnreadableInput("The file is empty.", where=str(path), remedy=_REMEDY)
    if start[:1] == b"<":
        raise UnreadableInput(
            "This is a web page (HTML or XML), not JSON.", where=str(path), remedy="Save the data, not the page."
        )
    if b"\x00" in head:
        raise UnreadableInput("This is a binary file, not JSON.", where=str(path), remedy=_REMEDY)
    if b"{" not in head and len(head) < 65_536 and start[:1] != b"[":
        raise UnreadableInput("There is no JSON in this file.", where=str(path), remedy=_REMEDY)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers, without the marks of a list around them; None for one that is too long."""
    number = 0
    while line := stream.readline(MAXIMUM_LINE_BYTES + 1):
        number += 1
        whole = line.endswith(b"\n") or len(line) <= MAXIMUM_LINE_BYTES
        while not line.endswith(b"\n") and len(line) > MAXIMUM_LINE_BYTES:
            line = stream.readline(MAXIMUM_LINE_BYTES + 1)
        text = line.removeprefix(_MARK).strip().removesuffix(b",")
        if not whole or text not in {b"", b"[", b"]"}:
            yield number, text if whole else None


def _is_a_release_a_line(path: Path) -> bool:
    """Whether one of the first lines is a release or a package by itself, and not the only one: that is a document."""
    with _opened(path) as stream:
        lines = _lines(stream)
        first, second = next(lines, None), next(lines, None)
        if first is None or second is None:
            return False
        return any(
            line and _is_whole(line) and _holds_release(line)
            for _, line in islice(chain((first, second), lines), LINES_TRIED)
        )


def _is_whole(line: bytes) -> bool:
    return line[:1] == b"{" and line[-1:] == b"}"


def _holds_release(line: bytes) -> bool:
    try:
        return any(piece.release is not None for piece in decode_releases(line))
    except NotJson:
        return False


def _read_lines(path: Path) -> Iterator[tuple[int, Piece | UnreadLine]]:
    with _opened(path) as stream:
        for number, line in _lines(stream):
            yield from pieces_of_line(number, line)


def pieces_of_line(number: int, line: bytes | None) -> Iterator[tuple[int, Piece | UnreadLine]]:
    """What one line holds, each with the line's number. None stands for a line that is too long."""
    if line is None:
        yield number, UnreadLine(line=number, why=f"It is longer than {MAXIMUM_LINE_BYTES / 1e6:.0f} MB.")
        return
    try:
        pieces = decode_releases(line)
    except NotJson as error:
        yield number, UnreadLine(line=number, why=str(error))
        return
    for piece in pieces:
        yield number, _or_unread(piece, number)


def _or_unread(piece: Piece, number: int) -> Piece | UnreadLine:
    return piece if piece.release is not None else UnreadLine(line=number, why=" ".join(piece.notes))


def _read_document(path: Path) -> Iterator[tuple[int, Piece | UnreadLine]]:
    with _opened(path) as stream:
        text = stream.read(MAXIMUM_DOCUMENT_BYTES + 1) if path.stat().st_size <= MAXIMUM_DOCUMENT_BYTES else None
    if text is None or len(text) > MAXIMUM_DOCUMENT_BYTES:
        raise UnreadableInput(
            f"This is one JSON document of more than {MAXIMUM_DOCUMENT_BYTES / 1e6:.0f} MB.",
            where=str(path),
            remedy="Write it as one release a line (JSONL), which is read at any size.",
        )
    try:
        pieces = decode_releases(text.removeprefix(_MARK))
    except NotJson as error:
        raise UnreadableInput(str(error), where=f"{path}:{error.at}", remedy=_REMEDY) from error
    if pieces and all(piece.release is None for piece in pieces):
        raise UnreadableInput("This is JSON, but it holds no release.", where=str(path), remedy=_REMEDY)
    for number, piece in enumerate(pieces, start=1):
        yield number, _or_unread(piece, number)
