"""A Word file that somebody sends in as a template: what it is made of, before any of it is unpacked or read."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import Any

from commonweal.record.errors import UnreadableInput

MAXIMUM_BYTES = 10_000_000
MAXIMUM_UNPACKED = 50_000_000
MAXIMUM_MEMBERS = 1_000
# A member that packs to less than a hundredth of itself, beyond a size that styles may have, is made to do harm.
MAXIMUM_RATIO, RATIO_FROM = 100, 1_000_000
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
FETCHING = frozenset(
    {"INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "INCLUDE", "DDE", "DDEAUTO", "LINK", "DATABASE", "MACROBUTTON"}
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def check_template(content: bytes, *, name: str) -> None:
    """Refuse in one sentence what is no plain .docx: macros, links to outside, embedded files, bombs, XML traps."""
    if len(content) > MAXIMUM_BYTES:
        raise _refused(f"The template is {len(content) / 1e6:,.0f} MB; at most 10 MB is read.", name)
    if content[:8] == _OLD:
        raise _refused("This is the old .doc format, or is protected by a password.", name, _SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive, name)
            _check_xml(archive, name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, UnicodeDecodeError, OSError) as error:
        raise _refused("This is no .docx template, or it is damaged.", name, _SAVE) from error


_SAVE = "Save it in Word as a .docx document, without macros or a password."


def _refused(message: str, name: str, remedy: str = "") -> UnreadableInput:
    return UnreadableInput(message, where=name, remedy=remedy)


def _check_members(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MAXIMUM_MEMBERS or sum(member.file_size for member in members) > MAXIMUM_UNPACKED:
        raise _refused("The template unpacks to far more than a template holds, and is not read.", name)
    if any(
        member.file_size > RATIO_FROM and member.file_size > MAXIMUM_RATIO * max(1, member.compress_size)
        for member in members
    ):
        raise _refused("The template unpacks to far more than it is, and is not read.", name)
    if len(set(names)) != len(names) or any(_leads_out(each) for each in names):
        raise _refused("The template is packed in a way that no Word file is, and is not read.", name)
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise _refused("This is a zip, but no .docx template.", name, _SAVE)
    if any(PurePosixPath(each).name.lower().startswith(("vbaproject", "vbadata")) for each in names):
        raise _refused("The template holds macros.", name, "Save a copy as .docx, without them.")
    if any(each.startswith(("word/embeddings/", "word/activeX/")) for each in names):
        raise _refused("The template holds embedded files or controls.", name, "Take them out and save it anew.")


def _leads_out(member: str) -> bool:
    path = PurePosixPath(member)
    return path.is_absolute() or ".." in path.parts or "\\" in member


def _check_xml(archive: zipfile.ZipFile, name: str) -> None:
    """Every XML member is read by a reader that refuses entities and document types; then types and links are told."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    for member in archive.namelist():
        if not member.endswith((".xml", ".rels")):
            continue
        try:
            root = fromstring(archive.read(member), forbid_dtd=True)
        except DefusedXmlException as error:
            raise _refused("The template holds XML that is made to do harm, and is not read.", name) from error
        except (ParseError, ValueError, LookupError) as error:
            raise _refused("The template is damaged: its XML cannot be read.", name, "Save it anew in Word.") from error
        if member == "[Content_Types].xml":
            _check_types([str(each.get("ContentType", "")) for each in root], name)
        if member.endswith(".rels"):
            _check_links(root, name)
        else:
            _check_fields(root, name)


def _check_fields(root: Any, name: str) -> None:
    """A field may count pages or give the day; one that fetches or runs something is refused."""
    for each in root.iter():
        said = (
            each.text
            if each.tag == f"{_W}instrText"
            else each.get(f"{_W}instr")
            if each.tag == f"{_W}fldSimple"
            else ""
        )
        word = next(iter((said or "").split()), "").upper()
        if word in FETCHING:
            raise _refused(f"The template has a field that takes in something else ({word}).", name, "Take it out.")


def _check_types(types: list[str], name: str) -> None:
    if any("macroEnabled" in each or "vbaProject" in each for each in types):
        raise _refused("The template holds macros.", name, "Save a copy as .docx, without them.")
    if MAIN not in types:
        raise _refused("This is no .docx document.", name, _SAVE)


def _check_links(root: Any, name: str) -> None:
    """A link that a person may click is let through where it is https or an address to write to; nothing is loaded."""
    for each in root.iter(_RELATIONSHIP):
        kind, target = str(each.get("Type", "")), str(each.get("Target", ""))
        if kind.endswith("/aFChunk"):
            raise _refused("The template takes in another document.", name, "Copy its content into the template.")
        if each.get("TargetMode") != "External" and "://" not in target and not target.startswith(("//", "\\\\")):
            continue
        if kind.endswith("/hyperlink") and target.startswith(("https://", "mailto:")):
            continue
        raise _refused(
            f"The template takes something from outside itself ({kind.rpartition('/')[2] or 'a link'}).",
            name,
            "Put pictures and styles into the file, and detach it from its own template.",
        )
