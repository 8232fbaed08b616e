"""Word templates of an authority's own: what they may ask for, and what is refused before it is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from tender_packs import ROOT, adopted_of, draft_of, pack_docx, paragraphs_of, read_docx, text_of

from commonweal.exchange.tender_pack.gathering import DRAFT_MARK
from commonweal.exchange.tender_pack.placeholders import Placeholder, known_placeholders
from commonweal.exchange.word import annex_template, pack_template, write_word
from commonweal.exchange.word.template_check import MAXIMUM_BYTES, check_template
from commonweal.record.errors import UnreadableInput

SANDBOX = "sandbox-pilot"
REFERENCE = ROOT / "docs" / "reference" / "word-template.md"


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def template_saying(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def filled(template: bytes, *, draft: bool = False) -> bytes:
    source = draft_of(SANDBOX) if draft else adopted_of(SANDBOX)
    return next(iter(write_word(replace(source, template=template, template_name="ours.docx")))).content


def refusal(template: bytes) -> str:
    with pytest.raises(UnreadableInput) as caught:
        filled(template)
    assert caught.value.where == "ours.docx"
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- filled in --------------------------------------------------------------------------------------


def test_the_starting_template_gives_what_commonweals_own_gives() -> None:
    """Whoever writes it out and changes nothing gets the same document."""
    assert filled(pack_template()) == pack_docx(SANDBOX)


def test_templates_are_built_alike_every_time() -> None:
    for build in (pack_template, annex_template):
        assert build.__wrapped__() == build.__wrapped__()


def test_an_own_template_shows_repeats_and_leaves_out() -> None:
    text = text_of(
        filled(
            template_saying(
                "For {{ authority }}: {{ title|upper }}",
                "{%p for award in awards %}",
                "{{ award.title }} has {{ award.criteria|length }} criteria",
                "{%p for criterion in award.criteria if criterion.question %}".replace(" if criterion.question", ""),
                "{{ loop.index }}: {{ criterion.title }}{% if criterion.weighting == '10%' %}, a tenth{% endif %}",
                "{%p endfor %}",
                "{%p endfor %}",
            )
        )
    )
    assert "For Northmoor Hospitals NHS Trust (fictional): AI SUPPORT FOR READING CHEST IMAGES" in text
    assert "Award has 2 criteria" in text
    assert "2: Decisions shaped by those affected, a tenth" in text


def lines_for(placeholders: Mapping[str, Placeholder], path: str = "", depth: int = 0) -> list[str]:
    """A template that asks for every placeholder there is."""
    lines = []
    for name, each in placeholders.items():
        asked = f"{path}.{name}" if path else name
        if not each.is_list:
            lines.append(f"{asked}={{{{ {asked} }}}}")
            continue
        turn = f"turn{depth}_{name}"
        inside = lines_for(each.parts, turn, depth + 1) if each.parts else [f"{{{{ {turn} }}}}"]
        lines += [f"{{%p for {turn} in {asked} %}}", *inside, "{%p endfor %}"]
    return lines


def test_every_placeholder_of_the_reference_can_be_asked_for() -> None:
    """And the page tells each, with what it means."""
    lines = lines_for(known_placeholders())
    text = text_of(filled(template_saying(*lines)))
    assert f"digest={adopted_of(SANDBOX).scheme.digest()}" in text
    assert "{{" not in text
    page = REFERENCE.read_text(encoding="utf-8")
    for each in known_placeholders().values():
        assert f"| `{each.name}` | {each.says[0].upper()}{each.says[1:]} |" in page
        for part in each.parts.values():
            assert f"`{part.name}`" in page


def test_a_draft_is_marked_on_every_kind_of_page_of_an_own_template() -> None:
    """First pages, even pages, and a section whose header is its own."""
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    document.add_paragraph("{{ title }}")
    later = document.add_section(WD_SECTION.NEW_PAGE)
    later.header.is_linked_to_previous = False
    later.header.paragraphs[0].text = "Our own head"
    later.different_first_page_header_footer = True
    read = read_docx(filled(saved(document), draft=True))
    first, second = read.sections
    for header in (first.header, first.first_page_header, first.even_page_header, second.header):
        assert DRAFT_MARK in "".join(paragraphs_of(header._element))
    assert "Our own head" in "".join(paragraphs_of(second.header._element))
    assert second.first_page_header.is_linked_to_previous


def test_text_in_an_own_template_is_escaped_too() -> None:
    """Whatever the template does with it."""
    source = adopted_of(SANDBOX)
    procurement = replace(source.case.procurement, title="<w:p/>&amp;{{ digest }}")
    hostile = replace(source, case=replace(source.case, procurement=procurement))
    made = replace(hostile, template=template_saying("{{ title }} {{ title|upper }}"), template_name="ours.docx")
    text = text_of(next(iter(write_word(made))).content)
    assert "<w:p/>&amp;{{ digest }} <W:P/>&AMP;{{ DIGEST }}" in text


# --- asked for, and not known -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{{ titel }}", "asks for 'titel', which is no placeholder. Did you mean 'title'?"),
        ("{{ awards.titel }}", "asks for 'awards.titel', which is no placeholder. Did you mean 'title'?"),
        ("{{ title.upper }}", "asks for 'title.upper'"),
        ("{{ price }}", "asks for 'price', which is no placeholder. 'price' is a part of each of 'awards'."),
        ("{% for each in awards %}{{ each.wieghting }}{% endfor %}", "asks for 'each.wieghting'"),
        ("{% if false %}{{ secret }}{% endif %}", "asks for 'secret'"),
        ("{{ ''.__class__ }}", "asks for something that is no placeholder"),
        ("{{ title.__class__.__mro__ }}", "asks for 'title.__class__'"),
        ("{{ title['__class__'] }}", "something that is no placeholder"),
        ("{{ range(10) }}", "does more than show, repeat or leave out (call)"),
        ("{{ title * 100000000 }}", "does more than show, repeat or leave out (mul)"),
        ("{{ title|safe }}", "uses '|safe'"),
        ("{{ title|attr('x') }}", "uses '|attr'"),
        ("{% for a in title %}x{% endfor %}", "repeats over 'title', which is no list"),
        ("{% for a in awards %}{% for b in awards %}x{% endfor %}{% endfor %}", "inside another loop"),
        ("{% for a, b in awards %}x{% endfor %}", "not of the plain kind"),
        ("{% for a in awards recursive %}x{% endfor %}", "not of the plain kind"),
        ("{% set x = title %}", "does more than show, repeat or leave out (assign)"),
        ("{% include 'x' %}", "does more than show, repeat or leave out (include)"),
        ("{% macro x() %}{% endmacro %}", "does more than show, repeat or leave out (macro)"),
        ("{% for a in awards %}", "not closed or not one"),
        ("{{ title", "not closed or not one"),
    ],
)  # fmt: skip
def test_what_a_template_may_not_ask_for_is_named(line: str, expected: str) -> None:
    """In one sentence, wherever it stands, whether or not it would ever be reached."""
    assert expected in refusal(template_saying("{{ title }}", line))


@pytest.mark.parametrize("place", ["header", "footer", "property"])
def test_placeholders_are_looked_at_everywhere_that_is_filled_in(place: str) -> None:
    document = Document()
    if place == "property":
        document.core_properties.subject = "{{ nonsense }}"
    else:
        getattr(document.sections[0], place).paragraphs[0].text = "{{ nonsense }}"
    assert "asks for 'nonsense'" in refusal(saved(document))


# --- files that are not read ------------------------------------------------------------------------


def with_member(name: str, content: bytes, *, drop: str = "") -> bytes:
    """A sound template with one member replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template_saying("{{ title }}"))) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            if member not in {name, drop}:
                new.writestr(member, old.read(member))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def with_types(old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(template_saying())) as archive:
        types = archive.read("[Content_Types].xml").decode()
    assert old in types
    return with_member("[Content_Types].xml", types.replace(old, new).encode())


def with_relationship(kind: str, target: str) -> bytes:
    document = Document()
    document.part.relate_to(
        target, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}", is_external=True
    )
    return saved(document)


def with_field(words: str) -> bytes:
    document = Document()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), words)
    document.add_paragraph()._p.append(field)
    return saved(document)


def two_alike() -> bytes:
    stream = io.BytesIO(template_saying())
    with pytest.warns(UserWarning), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/document.xml", b"<a/>")
    return stream.getvalue()


def many_members() -> bytes:
    stream = io.BytesIO(template_saying())
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(1_001):
            archive.writestr(f"word/media/{number}", b"")
    return stream.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccc">]><a>&b;</a>'
UNREAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "too large": (lambda: b"PK" + bytes(MAXIMUM_BYTES), "at most 10 MB"),
    "old format": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old .doc format"),
    "no zip": (lambda: b"hello", "no .docx template, or it is damaged"),
    "cut short": (lambda: template_saying()[:2000], "no .docx template, or it is damaged"),
    "another zip": (lambda: with_member("x", b"x", drop="word/document.xml"), "no .docx template"),
    "bomb": (lambda: with_member("word/media/a.xml", bytes(5_000_000)), "unpacks to far more"),
    "many members": (many_members, "unpacks to far more"),
    "the same member twice": (two_alike, "packed in a way that no Word file is"),
    "a way out": (lambda: with_member("../../evil.xml", b"<a/>"), "packed in a way that no Word file is"),
    "macros": (lambda: with_member("word/vbaProject.bin", b"x"), "holds macros"),
    "macros by type": (lambda: with_types("document.main+xml", "document.macroEnabled.main+xml"), "holds macros"),
    "embedded": (lambda: with_member("word/embeddings/a.xlsx", b"x"), "embedded files or controls"),
    "controls": (lambda: with_member("word/activeX/a.xml", b"<a/>"), "embedded files or controls"),
    "entities": (lambda: with_member("word/styles.xml", ENTITY), "made to do harm"),
    "damaged XML": (lambda: with_member("word/styles.xml", b"<oh"), "damaged"),
    "a sheet": (lambda: with_types("wordprocessingml.document.main", "spreadsheetml.sheet.main"), "no .docx document"),
    "a picture from outside": (lambda: with_relationship("image", "https://example.org/a"), "outside itself (image)"),
    "a template from outside": (
        lambda: with_relationship("attachedTemplate", "file:///x.dotm"),
        "outside itself (attachedTemplate)",
    ),
    "a link that is no address": (lambda: with_relationship("hyperlink", "file:///etc/passwd"), "outside itself"),
    "another document": (lambda: with_relationship("aFChunk", "a.html"), "takes in another document"),
    "a field that fetches": (lambda: with_field('INCLUDEPICTURE "https://example.org/a"'), "INCLUDEPICTURE"),
    "a field that runs": (lambda: with_field("DDEAUTO c x"), "DDEAUTO"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_made_to_do_harm_or_no_template_at_all_is_refused(name: str) -> None:
    make, expected = UNREAD[name]
    assert expected in refusal(make())


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(min_value=0, max_value=40_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_to_a_template_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    """Never anything but a document, or one sentence."""
    content = bytearray(template_saying("{{ title }}"))
    for place, value in changes:
        content[place % len(content)] = value
    try:
        assert filled(bytes(content))
    except UnreadableInput as error:
        assert error.where == "ours.docx"


@pytest.mark.parametrize("target", ["https://example.org/", "mailto:bids@example.org"])
def test_an_address_that_a_person_may_click_is_let_through(target: str) -> None:
    """Letterheads have one; nothing is loaded from it."""
    check_template(with_relationship("hyperlink", target), name="ours.docx")


def test_no_harm_is_done_to_what_lies_beside(tmp_path: Path) -> None:
    """A refused template leaves nothing behind."""
    before = sorted(tmp_path.rglob("*"))
    refusal(with_member("../../evil.xml", b"<a/>"))
    assert sorted(tmp_path.rglob("*")) == before
