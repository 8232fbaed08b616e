"""Tender packs of the examples, and what a document says when it is read back; shared by tests of documents."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from commonweal.design import propose_schemes
from commonweal.exchange.case_file import SchemeVersion, open_case
from commonweal.exchange.case_file.adopted import basis_digest
from commonweal.exchange.tender_pack import Document, PackSource
from commonweal.exchange.tender_pack.pack_source import adopted_source, draft_source
from commonweal.exchange.word import write_word
from commonweal.frameworks import load_packs
from commonweal.procurement.case import Case
from commonweal.scheme.scheme import Scheme

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(file.parent.relative_to(ROOT / "examples").as_posix() for file in ROOT.glob("examples/**/case.yaml"))
# What text could be taken for: markup, a placeholder, a formula, an order to a screen; and what is merely unusual.
HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% for x in y %}{%p if z %}",
    "A & B < C > D \"E\" 'F' ]]> &amp; &#65;",
    '=HYPERLINK("https://example.org","x")',
    "\u202eesrever \x1b[31mred\x00\x07\x0c\uffff",
    "مرحبا بالعالم עולם",
    "Café ✅ 👩🏽‍🔬 naïve",
    "first line\nsecond line\ttab",
)
LONG = "word " * 2_000


@cache
def draft_of(name: str) -> PackSource:
    case = open_case(ROOT / "examples" / name).case
    packs = load_packs()
    return draft_source(case, propose_schemes(case, packs=packs).option("balanced").scheme, packs=packs)


@cache
def adopted_of(name: str) -> PackSource:
    draft = draft_of(name)
    return adopted_source(draft.case, version_of(draft.case, draft.scheme), packs=draft.packs)


def version_of(case: Case, scheme: Scheme) -> SchemeVersion:
    return SchemeVersion(
        version=1,
        adopted_by="A. Person",
        adopted_on=date(2026, 11, 22),
        reason="It fits.",
        digest=scheme.digest(),
        made_from=basis_digest(case),
        scheme=scheme,
    )


def hostile_source() -> PackSource:
    """The sandbox example with hostile text wherever people write."""
    draft = draft_of("sandbox-pilot")
    text = " ".join(HOSTILE)
    procurement = draft.case.procurement
    stages = tuple(
        replace(stage, title=f"{stage.title} {text}", purpose=text, deliverables=text) for stage in procurement.stages
    )
    case = replace(draft.case, procurement=replace(procurement, title=text, description=text, stages=stages))
    awards = tuple(
        replace(
            award,
            methodology=text,
            social_value=tuple(
                replace(each, title=text, condition=LONG, question=each.question and replace(each.question, text=text))
                for each in award.social_value
            ),
        )
        for award in draft.scheme.awards
    )
    return replace(draft, case=case, scheme=replace(draft.scheme, awards=awards))


@cache
def word_of(name: str, *, adopted: bool = True) -> tuple[Document, ...]:
    """The Word documents of an example: the pack, then the annex."""
    return tuple(write_word(adopted_of(name) if adopted else draft_of(name)))


def pack_docx(name: str, *, adopted: bool = True) -> bytes:
    return word_of(name, adopted=adopted)[0].content


def read_docx(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def paragraphs_of(part: Any) -> list[str]:
    """The text of every paragraph of a part, those in tables and drawings too, in order."""
    found = []
    for paragraph in part.iter(qn("w:p")):
        runs = (each for each in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")) if _owner(each) is paragraph)
        found.append("".join(each.text or "" if each.tag == qn("w:t") else "\n" for each in runs))
    return found


def _owner(element: Any) -> Any:
    return next(each for each in element.iterancestors() if each.tag == qn("w:p"))


def text_of(content: bytes) -> str:
    return "\n".join(paragraphs_of(read_docx(content).element.body))
