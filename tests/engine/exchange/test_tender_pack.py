"""The tender pack: what the scheme says is in it, whole and adding up; what is not for bidders is not."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring
from docx.oxml.ns import qn
from tender_packs import (
    EXAMPLES,
    HOSTILE,
    LONG,
    adopted_of,
    draft_of,
    hostile_source,
    pack_docx,
    paragraphs_of,
    read_docx,
    text_of,
    word_of,
)

from commonweal.exchange.tender_pack import make_documents, make_tender_pack
from commonweal.exchange.tender_pack.assessing import price_example
from commonweal.exchange.tender_pack.clean_text import clean_text
from commonweal.exchange.tender_pack.gathering import DRAFT_MARK, OUTDATED_MARK
from commonweal.exchange.word import write_word
from commonweal.procurement.case import Importance
from commonweal.procurement.procurement import PriceMethod
from commonweal.quantities.money import Money
from commonweal.record.errors import MisuseError
from commonweal.record.source import SourceKind

SANDBOX = "sandbox-pilot"


# --- everything is there ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_criterion_stands_in_it_with_question_limit_scale_and_evidence(name: str) -> None:
    """Read back from Word: nothing of an assessed criterion is left out or shortened."""
    text = text_of(pack_docx(name))
    for criterion in adopted_of(name).scheme.scored:
        assert criterion.question is not None
        assert f"{criterion.title} (" in text
        assert criterion.question.text in text
        assert f"at most {criterion.question.word_limit} words" in text
        assert criterion.question.evidence in text
        assert criterion.condition in text
        for level in criterion.question.scale:
            assert level.descriptor in text
        for part in criterion.question.sub_criteria:
            assert part.title in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_weightings_read_back_add_up_to_100_at_every_award_decision(name: str) -> None:
    """And are those of the scheme, price included."""
    tables = [
        [[cell.text.split("\n")[0] for cell in row.cells] for row in table.rows]
        for table in read_docx(pack_docx(name)).tables
        if table.rows[0].cells[-1].text == "Weighting"
    ]
    awards = adopted_of(name).scheme.awards
    assert len(tables) == len(awards)
    for rows, award in zip(tables, awards, strict=True):
        shown = {row[0]: Decimal(row[2].rstrip("%")) for row in rows[1:]}
        assert shown.pop("Total") == sum(shown.values()) == 100
        said = {"Price": award.split.price} if award.split.price else {}
        said |= {part.title: part.weighting for part in award.quality}
        said |= {each.title: each.weighting for each in award.social_value if each.weighting is not None}
        assert shown == said


@pytest.mark.parametrize("name", EXAMPLES)
def test_stages_gates_kpis_evidence_conditions_and_deferrals_are_all_told(name: str) -> None:
    source, text = adopted_of(name), text_of(pack_docx(name))
    procurement, scheme = source.case.procurement, source.scheme
    for stage in procurement.stages:
        assert stage.title in text
        if stage.gate and stage.under_contract:
            assert stage.gate.title in text
    for kpi in scheme.kpis:
        assert kpi.title in text
        assert kpi.evidence in text
        assert kpi.due or kpi.due_note in text
    for item in scheme.evidence:
        assert item.title in text
    for each in scheme.contract:
        assert each.condition in text
    for deferral in scheme.deferrals:
        assert deferral.because in text
    for branch in scheme.branches:
        assert branch.title in text
    assert scheme.digest() in text


def test_months_count_from_the_start_of_each_contract() -> None:
    """Where each stage is a contract of its own, its evidence is due by its own months."""
    stages = make_tender_pack(adopted_of("sbri-competition")).stages
    assert [stage.months for stage in stages] == ["0 to 4", "0 to 9", "0 to 15"]
    assert [stage.evidence[0].month for stage in stages] == ["4", "9", "15"]
    stages = make_tender_pack(adopted_of(SANDBOX)).stages
    assert [stage.months for stage in stages] == ["0 to 3", "3 to 12", "12 to 18"]
    assert [stage.evidence[0].month for stage in stages] == ["3", "12", "18"]


def test_a_price_formula_is_worked_out_only_where_the_scheme_says_enough() -> None:
    """A quarter above the lowest price earns four fifths of the points."""
    assert "earns 32: 40 × 100 / 125" in price_example(PriceMethod.LOWEST_RATIO, Decimal(40))
    assert "earns 26: 32.5 × 100 / 125" in price_example(PriceMethod.LOWEST_RATIO, Decimal("32.5"))
    for method in set(PriceMethod) - {PriceMethod.LOWEST_RATIO}:
        assert price_example(method, Decimal(0 if method.is_absolute else 40)) == ""


@pytest.mark.parametrize("name", EXAMPLES)
def test_guidance_on_answers_fits_the_stages(name: str) -> None:
    """Ranges, assumptions and what is not known yet where something is tried out; stopping where there is a gate."""
    source, text = adopted_of(name), text_of(pack_docx(name))
    procurement = source.case.procurement
    tried_out = procurement.delivery_model.is_experimental
    for words in ("Give a range where a single figure would be a guess", "Name the assumptions", "not know yet"):
        assert (words in text) is tried_out
    gated = any(stage.gate for stage in procurement.contract_stages)
    assert ("if the work stops at a gate" in text) is gated


# --- what is not for bidders ------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_the_authoritys_own_is_not_in_what_bidders_get(name: str) -> None:
    """No sums, no prompts, no open checks; and it says that prices are apart."""
    pack, annex = (text_of(each.content) for each in word_of(name))
    assert "£" not in pack
    assert "No pricing schedule." in pack
    assert "Drafting prompts" not in pack
    assert "not answered" not in pack
    assert "not for bidders" in annex
    assert "Prompt for a lawyer; not contract wording." in annex


@pytest.mark.parametrize("name", [SANDBOX, "sbri-competition"])
def test_odds_sums_and_expected_numbers_change_nothing_that_bidders_get(name: str) -> None:
    """Words and drawing are the same to the last byte, whatever the authority believes or would pay."""
    draft = draft_of(name)
    procurement = draft.case.procurement
    stages = tuple(
        replace(
            stage,
            gate=stage.gate and replace(stage.gate, pass_share=Decimal("0.37")),
            funding=Money(amount=Decimal(123456)),
            bidders=77,
            assessors=9,
        )
        for stage in procurement.stages
    )
    importance = Importance(missions={"nhs": 1})
    case = replace(draft.case, procurement=replace(procurement, stages=stages), importance=importance)
    assert next(iter(write_word(replace(draft, case=case)))) == next(iter(write_word(draft)))


def test_the_drawing_has_words_for_those_who_do_not_see_it() -> None:
    drawing = next(read_docx(pack_docx(SANDBOX)).element.body.iter(qn("wp:docPr"))).get("descr")
    assert drawing.startswith("Stages to scale: Set-up and safety case (3 months)")
    assert "Gates: after set-up and safety case; after sandbox pilot" in drawing


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_annex_holds_every_prompt_and_every_open_point(name: str) -> None:
    view = make_tender_pack(adopted_of(name))
    annex = text_of(word_of(name)[1].content)
    prompts = [prompt for group in view.prompt_groups for prompt in group.prompts]
    assert prompts
    for prompt in prompts:
        assert prompt.title in annex
        assert prompt.contract in annex
        assert prompt.notice in annex
        assert all(question in annex for question in prompt.decide)
    assert all(point in annex for point in view.open_points)


def test_open_points_say_what_the_scheme_leaves_open_and_no_more() -> None:
    """A price method that is stated is not open; a point of every award decision is told once."""
    sbri = make_tender_pack(adopted_of("sbri-competition")).open_points
    assert sbri.count("The price formula.") == 1
    assert not any("price formula" in point for point in make_tender_pack(adopted_of(SANDBOX)).open_points)
    assert any(point.startswith("How a tie is broken") for point in sbri)
    assert make_tender_pack(draft_of(SANDBOX)).open_points[0] == "The scheme is a draft: nobody has adopted it."


@pytest.mark.parametrize("name", EXAMPLES)
def test_words_that_promise_what_nobody_can_are_not_used(name: str) -> None:
    for document in word_of(name):
        assert not re.search(r"\b(compliant|lawful|complies|legally)\b", text_of(document.content), re.IGNORECASE)


@pytest.mark.parametrize("name", EXAMPLES)
def test_sources_are_told_apart_and_licences_stand_in_it(name: str) -> None:
    """Law, guidance and judgement by their word, law first; the licence line of each pack whose words are there."""
    view = make_tender_pack(adopted_of(name))
    order = ["law", "guidance", "our judgement"]
    assert len(order) == len(SourceKind)
    places = [order.index(source.mark) for source in view.sources]
    assert not any("attributes" in source.text or source.confidence == "secondary" for source in view.sources)
    assert not any(edition.name.startswith("contract-prompts") for edition in view.editions)
    assert places == sorted(places)
    text = text_of(pack_docx(name))
    for line in view.attributions:
        assert line in text
    edition = adopted_of(name).scheme.edition
    assert not edition or edition in [each.name for each in view.editions]
    assert not edition or view.attributions


# --- drafts and adopted schemes ---------------------------------------------------------------------


def headers_of(content: bytes) -> list[str]:
    document = read_docx(content)
    return ["\n".join(paragraphs_of(section.header._element)) for section in document.sections]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_draft_is_marked_on_every_page_and_an_adopted_scheme_is_not(name: str) -> None:
    for document in word_of(name, adopted=False):
        assert all(DRAFT_MARK in header for header in headers_of(document.content))
        assert "Draft, not adopted" in read_docx(document.content).sections[0].footer.paragraphs[0].text
    for document in word_of(name):
        assert not any("DRAFT" in header for header in headers_of(document.content))
        foot = "".join(paragraphs_of(read_docx(document.content).sections[0].footer._element))
        assert "Scheme 1, adopted 22 November 2026. Digest" in foot
        assert "Page" in foot


def test_an_adopted_scheme_whose_case_has_changed_is_marked() -> None:
    """It would tell bidders two things at once."""
    source = adopted_of(SANDBOX)
    procurement = replace(source.case.procurement, title="Another title")
    changed = replace(source, case=replace(source.case, procurement=procurement))
    for document in write_word(changed):
        assert all(OUTDATED_MARK in header for header in headers_of(document.content))
    assert "The case has changed since." in make_tender_pack(changed).status


def test_a_scheme_whose_stages_the_case_no_longer_has_can_still_be_written_out() -> None:
    """Old and new are both told, and nothing breaks."""
    source = adopted_of(SANDBOX)
    procurement = source.case.procurement
    fewer = replace(procurement, stages=procurement.stages[:1])
    text = text_of(next(iter(write_word(replace(source, case=replace(source.case, procurement=fewer))))).content)
    assert "pilot" in text


def test_draft_reasons_are_never_called_the_authoritys_own() -> None:
    assert "not yet the authority's reason" in text_of(pack_docx(SANDBOX, adopted=False))
    assert "not yet the authority's reason" not in text_of(pack_docx(SANDBOX))


# --- readable by everybody --------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_headings_are_real_and_leave_no_level_out(name: str) -> None:
    for document in word_of(name):
        read = read_docx(document.content)
        styles = [paragraph.style.name for paragraph in read.paragraphs]
        assert styles[0] == "Title"
        levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
        assert levels[0] == 1
        assert all(below - above <= 1 for above, below in pairwise(levels))


def test_fonts_are_set_by_name_in_every_style_that_is_used() -> None:
    """A heading in a theme's font falls back to another one elsewhere."""
    document = read_docx(pack_docx(SANDBOX))
    for name in {paragraph.style.name for paragraph in document.paragraphs}:
        style = document.styles[name]
        while style.element.rPr is None or style.element.rPr.rFonts is None:
            style = style.base_style
        fonts = style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Arial"}
        assert not any("heme" in attribute for attribute in fonts.attrib)


def test_tables_repeat_their_heads_and_are_described_and_the_language_is_told() -> None:
    document = read_docx(pack_docx(SANDBOX))
    assert len(document.tables) > 5
    for table in document.tables:
        properties = table.rows[0]._tr.trPr
        assert properties.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[:2])
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    properties = document.core_properties
    assert properties.title == "AI support for reading chest images, tried in a sandbox"
    assert properties.language == "en-GB"
    assert properties.author.startswith("Northmoor")


def test_the_contents_lead_to_headings_that_are_there() -> None:
    document = read_docx(pack_docx(SANDBOX))
    marks = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in document.element.body.iter(qn("w:hyperlink"))]
    assert len(links) == 9
    assert set(links) <= marks


# --- hostile text, equal bytes ----------------------------------------------------------------------


def test_hostile_text_is_text_and_nothing_else() -> None:
    """It stands in the document as it was written, but for what no document can hold, which is made a visible mark."""
    for document in write_word(hostile_source()):
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    fromstring(archive.read(name), forbid_dtd=True)
        text = text_of(document.content)
        for hostile in HOSTILE:
            assert clean_text(hostile) in text
        assert LONG.strip() in text or document.name.startswith("annex")
        read = read_docx(document.content)
        assert not [each for each in read.element.body.iter() if each.tag == "script"]
        assert not [rel for rel in read.part.rels.values() if rel.is_external]


def test_what_a_document_cannot_hold_is_made_visible() -> None:
    assert clean_text("a\x00b\u202ec\ud800d\uffffe\r\nf\x0cg") == "a\ufffdb\ufffdc\ufffdd\ufffde\nf\ufffdg"
    assert clean_text("£ – é 👩🏽‍🔬 مرحبا") == "£ – é 👩🏽‍🔬 مرحبا"


def test_equal_input_gives_equal_bytes_without_day_or_machine() -> None:
    first, second = (list(write_word(adopted_of(SANDBOX))) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first[0].content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_unknown_kind_of_document_is_refused() -> None:
    with pytest.raises(MisuseError, match="no kind of document 'wrod'"):
        make_documents(adopted_of(SANDBOX), only=["wrod"])
