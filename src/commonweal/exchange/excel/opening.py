"""Somebody else's workbook, looked at before any of it is unpacked, and read without doing what it asks."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from commonweal.record.errors import UnreadableInput

ZIP, COMPOUND = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
# The stream in which Excel keeps an encrypted workbook, as its name stands in a compound file.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What a damaged workbook makes its reader raise; a ParseError of its XML is a SyntaxError.
DAMAGED = (
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled"
_SMALL = 1_000_000  # what unpacks to less does no harm, however tightly it is packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a workbook is unpacked. `links`: workbooks that refer to others are read (never followed)."""

    what: str = "a table of values"
    unpacked: int = 200_000_000
    strings: int = 100_000_000
    entries: int = 2_000
    ratio: int = 300
    links: bool = True


def refuse_compound(content: bytes, where: str, *, save_as: str) -> None:
    """A compound file is an encrypted workbook or one of the format of before 2007."""
    if not content.startswith(COMPOUND):
        return
    if _ENCRYPTED in content:
        raise UnreadableInput(
            "The workbook is protected by a password.", where=where, remedy="Save a copy without one."
        )
    raise UnreadableInput("This is a workbook of the old .xls format.", where=where, remedy=save_as)


def look_inside(content: bytes, where: str, limits: Limits, *, save_as: str) -> None:
    """What the workbook is made of, before any of it is unpacked."""
    with reading(where):
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    _refuse_size(members, where, limits)
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableInput(
            "The workbook is protected by a password.", where=where, remedy="Save a copy without one."
        )
    if any(name.endswith("vbaProject.bin") for name in names) or where.lower().endswith(".xlsm"):
        raise _macros(where)
    if "xl/workbook.xml" not in names:
        raise UnreadableInput("This is a zip, but no .xlsx workbook.", where=where, remedy=save_as)
    with reading(where):
        if "[Content_Types].xml" in names and _MACROS in archive.read("[Content_Types].xml"):
            raise _macros(where)
    if not limits.links and any(name.startswith("xl/externalLinks/") for name in names):
        raise UnreadableInput(
            "The workbook refers to other files.",
            where=where,
            remedy="Break its links (Data, Edit Links), and save it anew.",
        )


def _refuse_size(members: list[zipfile.ZipInfo], where: str, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked:
        raise _too_much(f"The workbook unpacks to {unpacked / 1e6:,.0f} MB; {limits.what} is far smaller.", where)
    if len(members) > limits.entries:
        raise _too_much(f"The workbook has {len(members):,} parts; {limits.what} has far fewer.", where)
    for member in members:
        if member.file_size > _SMALL and member.file_size > limits.ratio * max(1, member.compress_size):
            raise _too_much("The workbook is packed more tightly than any that people write.", where)
        if member.filename == "xl/sharedStrings.xml" and member.file_size > limits.strings:
            raise _too_much(
                f"The workbook holds {member.file_size / 1e6:,.0f} MB of text; {limits.what} holds far less.", where
            )


def _too_much(message: str, where: str) -> UnreadableInput:
    return UnreadableInput(message, where=where, remedy="Check that this is the file you meant.")


def _macros(where: str) -> UnreadableInput:
    return UnreadableInput("The workbook holds macros.", where=where, remedy="Save a copy as .xlsx, without them.")


@contextmanager
def reading(where: str) -> Iterator[None]:
    """What a damaged or malicious workbook makes its reader raise becomes one sentence."""
    from defusedxml import DefusedXmlException

    try:
        yield
    except DefusedXmlException as error:
        raise UnreadableInput(
            "The workbook holds XML that is made to do harm, and is not read.", where=where
        ) from error
    except UnreadableInput:
        raise
    except DAMAGED as error:
        raise UnreadableInput(
            "The workbook is damaged and cannot be read.", where=where, remedy="Open it and save it anew."
        ) from error


def walk_xml(content: bytes) -> Iterator[tuple[str, Any]]:
    """Every element of every part of the workbook, with the part's name.

    Entities and document types are refused on the way: what reads the cells would not.
    """
    from defusedxml.ElementTree import iterparse

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as stream:
                    for _, element in iterparse(stream, forbid_dtd=True):
                        yield name, element
                        element.clear()


def load(content: bytes) -> Any:
    """The workbook, to be read row by row; formulas stay formulas, and links are let go."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # of what it leaves aside: styles, drop-down lists
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
