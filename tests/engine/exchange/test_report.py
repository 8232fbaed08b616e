"""Reports: one page that stands alone, reads aloud, prints, and is the same every time."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from rich.console import Console

from commonweal.cli.options import json_text
from commonweal.design import find_what_matters, propose_schemes
from commonweal.exchange import open_case
from commonweal.exchange.case_file import case_from_layout, read_layout
from commonweal.exchange.case_file.starting import case_text
from commonweal.exchange.report import ReportView, make_view, proposals_data, render_html, render_markdown
from commonweal.exchange.report.comparison import compare_options
from commonweal.exchange.report.decided import decided_rows
from commonweal.exchange.report.rendering import TEMPLATES
from commonweal.exchange.report.rulings import counts_sentence
from commonweal.exchange.report.text import _options, design_text
from commonweal.exchange.report.words import say_lost, say_more_hours, say_small_share, say_structure, say_worth_change
from commonweal.frameworks import load_packs, parse_yaml
from commonweal.procurement import Stage
from commonweal.procurement.case import Decision, DecisionKind
from commonweal.record.text import CONTROLS, inside_sentence
from commonweal.scheme.placement import Place
from strategies import make_case, stage

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(
    file.parent.relative_to(ROOT / "examples").as_posix() for file in (ROOT / "examples").rglob("case.yaml")
)
TWO = ("sandbox-pilot", "sbri-competition")
OVERCLAIMS = ("compliant", "is lawful", "are lawful", "stand up in court", "guarantee")
NS = "{http://www.w3.org/1999/xhtml}"


@cache
def view_of(name: str) -> ReportView:
    return make_view(propose_schemes(open_case(ROOT / "examples" / name).case, packs=load_packs()))


@cache
def page(name: str) -> str:
    return render_html(view_of(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_stands_alone(name: str) -> None:
    """No script, no outside file, nothing loaded; links only lead away when followed."""
    text = page(name)
    assert "<script" not in text
    assert not re.search(r"<(link|img|iframe|object)\b", text)
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_is_well_formed_and_reads_aloud(name: str) -> None:
    """Parses without error; one h1, no heading level skipped; unique ids; every link's target and label is there."""
    parser = html5lib.HTMLParser(strict=True)
    tree = parser.parse(page(name))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    levels = [int(element.tag[-1]) for element in tree.iter() if re.fullmatch(NS + r"h[1-6]", str(element.tag))]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for element in tree.iter():
        href = element.get("href", "")
        if href.startswith("#"):
            assert href[1:] in ids
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert set(element.get(attribute, "").split()) <= set(ids)
    for table in tree.iter(f"{NS}table"):
        assert any(cell.get("scope") for cell in table.iter(f"{NS}th"))
    assert tree.get("lang") or next(tree.iter(f"{NS}html")).get("lang") == "en-GB"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_never_overclaims(name: str) -> None:
    """Prompts, not clearance; no Greek letters, no internal numbers, no unfinished words."""
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page(name), flags=re.DOTALL)
    for words in (*OVERCLAIMS, "None", "nan", "κ", "μ", "E+", "TODO"):
        assert not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text), words
    assert "not legal advice" in text


@pytest.mark.parametrize("name", TWO)
def test_two_reports_are_equal_bytes(name: str) -> None:
    """No clock, no order of chance."""
    case = open_case(ROOT / "examples" / name).case
    views = [make_view(propose_schemes(case, packs=load_packs())) for _ in range(2)]
    for render in (render_html, render_markdown, design_text):
        assert render(views[0]) == render(views[1])
    assert proposals_data(views[0].proposals) == proposals_data(views[1].proposals)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_choice_and_every_rejection_is_in_every_format(name: str) -> None:
    """Nothing that the design found is lost on the way."""
    view = view_of(name)
    html, markdown = render_html(view).replace("&#39;", "'"), render_markdown(view)
    terminal = re.sub(r"\s+", " ", design_text(view))
    rejected = {each.code for each in view.chosen.proposal.rejected}
    assert rejected == {code for group in view.why_not for code, _ in group.criteria}
    for code, title in (named for group in view.why_not for named in group.criteria):
        assert code in html
        assert code in markdown
        assert code in terminal
        assert title.split(",")[0][:20] in terminal
    for award in view.chosen.proposal.scheme.awards:
        for criterion in award.social_value:
            assert criterion.title in html
            assert criterion.title in markdown
    for answer in view.chosen.proposal.answers:
        assert answer.rule.title in html
        assert answer.rule.title in markdown


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_ruling_is_not_read_twice(name: str) -> None:
    """Criteria that the same rulings keep out at the same stages share an entry."""
    groups = view_of(name).why_not
    assert len({group.entries for group in groups}) == len(groups)


def test_what_a_person_typed_is_escaped() -> None:
    """A title with markup is text."""
    case = make_case(stage("pilot", 9, 300_000), description="<b>x</b>", separate_reason="")
    hostile = replace(case, procurement=replace(case.procurement, title="<script>alert(1)</script> & Co"))
    html = render_html(make_view(propose_schemes(hostile, packs=load_packs())))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in html


def test_an_unknown_edition_lists_what_each_possible_one_would_change() -> None:
    """With no date nothing is guessed."""
    case = make_case(stage("pilot", 9, 2_000_000), authority="central-department", on=None)
    html = render_html(make_view(propose_schemes(case, packs=load_packs())))
    assert "Unknown, so designed without an edition" in html
    assert "PPN 002" in html
    assert "PPN 026" in html


CONTRASTS = [
    ("#505a5f", "#ffffff"),
    ("#505a5f", "#f3f5f4"),
    ("#0b0c0c", "#b7791f"),
    ("#ffffff", "#0f4c4a"),
    ("#d4351c", "#ffffff"),
    ("#1d70b8", "#ffffff"),
]


@pytest.mark.parametrize(("text", "ground"), CONTRASTS)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1, by its formula."""

    def luminance(colour: str) -> float:
        parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ((stage("pilot", 9),), "one contract"),
        ((stage("prototype", 3, gate=True), stage("pilot", 9)), "one contract with a gate"),
        ((stage("prototype", 3, gate=True), stage("pilot", 9, gate=True), stage("scale")), "one contract with gates"),
    ],
)
def test_gates_are_said_where_there_are_some(stages: tuple[Stage, ...], words: str) -> None:
    """One contract of one stage has none."""
    assert say_structure(make_case(*stages).procurement) == words


@pytest.mark.parametrize(
    ("share", "words"), [("0", "0%"), ("0.0004", "under 0.1%"), ("0.001", "0.1%"), ("0.0267", "2.7%")]
)
def test_little_is_not_said_to_be_nothing(share: str, words: str) -> None:
    """A share too small for a tenth of a percent is still some."""
    assert say_small_share(Decimal(share)) == words


def test_no_report_speaks_of_a_forecast() -> None:
    """There is none yet: what happens afterwards is what may follow."""
    words = [place.words for place in Place] + [file.read_text(encoding="utf-8") for file in TEMPLATES.iterdir()]
    assert not [text for text in words if "forecast" in text]


def test_prescribed_reporting_stands_apart() -> None:
    """It is no choice of the design: named as the edition's, with its source and without marks, and counted."""
    view = view_of("sandbox-pilot")
    prescribed = view.prescribed
    assert prescribed is not None
    assert prescribed.title == "Reporting that PPN 002 prescribes with this outcome"
    assert [source.where for source in prescribed.sources] == ["choosing outcomes"]
    assert "carries no marks" in prescribed.sentence
    assert len(prescribed.figures) == 2
    assert not {row.title for row in view.kpis} & set(prescribed.figures)
    assert "and for 2 figures that PPN 002 prescribes, without marks." in view.sentence
    for render in (render_html, render_markdown, design_text):
        text = re.sub(r"\s+", " ", render(view))
        assert prescribed.title in text
        assert text.index(prescribed.title) < text.index(prescribed.figures[0])
        assert "guide to using the Social Value Model, choosing outcomes" in text
    [balanced] = [each for each in proposals_data(view.proposals)["options"] if each["option"] == "balanced"]
    assert balanced["prescribed_reporting"]["figures"] == list(prescribed.figures)
    assert view_of("sbri-competition").prescribed is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_kpis_stand_in_the_order_of_the_stages(name: str) -> None:
    """Then by title; a share is a percentage and a level a level, never a bare decimal."""
    view = view_of(name)
    stages = list(view.stage_titles.values())
    assert [(stages.index(row.stages[0]), row.title) for row in view.kpis] == sorted(
        (stages.index(row.stages[0]), row.title) for row in view.kpis
    )
    bands = {band for row in (*view.kpis, *(view.prescribed.rows if view.prescribed else ())) for band in row.bands}
    assert bands
    assert all(re.fullmatch(r"\d+% of the target|level \d of the scale", band) for band in bands)


def test_the_four_tests_are_good_practice_where_the_acts_award_rules_do_not_apply() -> None:
    """An exempt contract has no limb of s.23(5); a covered one has."""
    exempt, covered = page("sbri-competition"), page("sandbox-pilot")
    assert "Good practice, as the Act's rules on award criteria do not apply here" in exempt.replace("&#39;", "'")
    assert "Limb of s.23(5)" not in exempt
    assert "Good practice" not in covered
    assert "Limb of s.23(5)" in covered
    assert "(good practice, draft)" in render_markdown(view_of("sbri-competition"))
    assert "(draft)" in render_markdown(view_of("sandbox-pilot"))


def test_a_reason_why_checks_do_not_apply_is_said_once() -> None:
    """An exempt regime rules out dozens: each is named, the reason is not repeated for each."""
    view = view_of("sbri-competition")
    named = [answer.check for _, answers in view.idle for answer in answers]
    assert len(named) == len(set(named)) == sum(len(answers) for _message, answers in view.idle)
    reasons = [message for message, _ in view.idle]
    assert len(reasons) == len(set(reasons)) < len(named) / 2
    for render in (render_html, render_markdown):
        text = render(view).replace("&#39;", "'")
        legal = text[text.rindex("Legal findings") : text.rindex("Why not the others")]
        assert all(legal.count(message) == 1 for message in reasons)


@pytest.mark.parametrize("name", EXAMPLES)
def test_checks_of_later_moments_are_listed_once_and_flood_nothing(name: str) -> None:
    """Apart from what is due, with a count by moment; on the page and in text each stands there by its title."""
    view = view_of(name)
    due = {answer.check for group in view.checks for answer in group.answers}
    later = {answer.check for group in view.later for answer in group.answers}
    titles = [answer.rule.title for group in view.later for answer in group.answers]
    assert not due & later
    assert {group.moment for group in view.checks} <= {"before market engagement", "before notice"}
    if not later:
        return
    assert view.later_sentence.startswith(f"{len(later)} check")
    for render in (render_html, render_markdown):
        text = render(view)
        shown = text[text.index("Waiting for later moments") : text.rindex("Why not the others")]
        assert view.later_sentence in shown
        assert all(title in shown.replace("&#39;", "'") for title in titles)
    assert view.later_sentence in " ".join(design_text(view).split())


@pytest.mark.parametrize("name", EXAMPLES)
def test_paper_shows_every_criterion_of_every_option(name: str) -> None:
    """One table in place of the cards: each weighting or place, and the fit."""
    view = view_of(name)
    compared = compare_options(view.options)
    for index, option in enumerate(view.options):
        for step, shown in zip(option.stages, compared, strict=True):
            cells = {row.title: row.cells[index] for row in shown.rows}
            placed = {card.criterion.title: card.weighting or card.place for card in step.cards}
            assert {title: cell for title, cell in cells.items() if cell != "–"} == {
                title: words.removeprefix("contract ") for title, words in placed.items()
            }


def test_a_wrapped_title_keeps_its_indent() -> None:
    """In the terminal's table of the three schemes, at 80 columns."""
    stream = io.StringIO()
    Console(file=stream, width=60, color_system=None).print(_options(view_of("sandbox-pilot").options))
    lines = stream.getvalue().splitlines()
    [at] = [index for index, line in enumerate(lines) if line.startswith(" Set-up and safety case")]
    rows = list(itertools.takewhile(lambda line: not line.startswith(" Sandbox"), lines[at + 2 :]))
    assert len(rows) > 8
    assert all(line.startswith("   ") for line in rows)


HOSTILE = "A pilot \x1b[2J\x9b31m \u202edesrever\u2066"


def test_no_text_can_steer_a_screen() -> None:
    """Control characters and overrides of direction come out as marks in every format."""
    case = make_case(stage("pilot", 9, 300_000, purpose=HOSTILE))
    hostile = replace(case, procurement=replace(case.procurement, title=HOSTILE))
    view = make_view(propose_schemes(hostile, packs=load_packs()))
    for render in (render_html, render_markdown, design_text):
        text = render(view)
        assert not CONTROLS.search(text)
        assert "A pilot \ufffd[2J\ufffd31m \ufffddesrever\ufffd" in text
    assert not CONTROLS.search(json_text(proposals_data(view.proposals)))
    assert json.loads(json_text({"a": HOSTILE})) == {"a": HOSTILE}


def test_a_draft_from_a_hostile_notice_can_be_read() -> None:
    """What a notice hides is left out where the case is written, since the reader refuses it."""
    case = make_case(stage("pilot", 9, 300_000, purpose=HOSTILE, deliverables="one\r\ntwo"))
    file = parse_yaml(case_text(case), name="case.yaml")
    read = case_from_layout(read_layout(file), file=file)
    assert read.procurement.stages[0].purpose == "A pilot [2J31m desrever"
    assert read.procurement.stages[0].deliverables == "one\ntwo"


@cache
def rested() -> ReportView:
    """The report of a small case with what it rests on."""
    case = make_case(stage("explore", 4, 60_000, contracts=2, bidders=6), model="research")
    found = find_what_matters(case, packs=load_packs(), runs=3, tried=4)
    assert found.rests
    return make_view(propose_schemes(case, packs=load_packs()), sensitivity=found, packs=load_packs())


@pytest.mark.parametrize("render", [render_html, render_markdown, design_text])
def test_what_a_proposal_rests_on_is_in_every_format(render: Callable[[ReportView], str]) -> None:
    """The finding, each named judgement, where it switches, and how often every choice survives; else no section."""
    text = " ".join(render(rested()).split())
    rests = rested().rests
    assert rests is not None
    assert "What this proposal rests on" in text
    assert rests.sentence in text
    assert len(rests.named) <= 3
    for row in rests.rows:
        assert row.name[:12] in text  # a terminal may fold the rest
        assert row.below in text
        assert row.above in text
    chosen = rested().chosen.proposal.scheme
    assert sum(row.chosen for row in rests.survival) == len((*chosen.scored, *chosen.contract))
    assert "What this proposal rests on" not in render(view_of(EXAMPLES[0]))


def test_the_page_with_what_it_rests_on_is_well_formed() -> None:
    """It parses without an error, and each card says how often its choice came back."""
    html = render_html(rested())
    html5lib.HTMLParser(strict=True).parse(html)
    assert "of 3 runs with our judgements moved" in html
    assert proposals_data(rested().proposals)["sensitivity"] is None


@pytest.mark.parametrize("write", [render_html, render_markdown])
def test_whose_criteria_these_are_is_said_where_no_edition_is_taken(write: Callable[[ReportView], str]) -> None:
    """An edition known by name lends no criteria, and the page says whose they are; where one is taken, it is that."""
    view = view_of("conventional-service/ppn-06-20")
    assert "They are not the criteria of PPN 06/20." in view.drawn_from
    assert "PPN 002" in view.drawn_from
    assert "They are not the criteria of PPN 06/20." in write(view)
    assert not view_of("sandbox-pilot").drawn_from


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (-0.01, "worth 1% less"),
        (0.25, "worth 25% more"),
        (0.004, ""),
        (-1.2, "nothing left of its worth"),
    ],
)
def test_a_change_of_worth_is_said_without_a_sign(share: float, words: str) -> None:
    """'Worth -1%' reads as if something were worth less than nothing."""
    assert say_worth_change(share) == words


def test_what_forcing_costs_is_said_in_words() -> None:
    """Neither more than all of the worth, nor a negative number of hours more."""
    assert [say_lost(share) for share in (0.0, 0.034, 1.3)] == ["hardly any", "3%", "all"]
    assert [say_more_hours(hours) for hours in (1.2, -3.6, 0.2)] == [
        "1 hour more",
        "4 hours fewer",
        "about as many hours",
    ]


def test_decisions_and_counts_are_told_in_words() -> None:
    """With titles for codes, days in words, and a verb that agrees; no capital is lost inside a sentence."""
    case = open_case(ROOT / "examples" / "sandbox-pilot").case
    decision = Decision(
        kind=DecisionKind.ADDITIONALITY,
        subject="innovation/co-design",
        value="spillover",
        reason="Others can use it.",
        by="Lead",
        on=date(2026, 11, 26),
    )
    proposals = propose_schemes(case.with_decisions((decision,)), packs=load_packs())
    (row,) = decided_rows(proposals)[-1:]
    assert row.what.endswith(": goes beyond what the contract buys") and "innovation/" not in row.what
    assert row.by == "Lead, 26 November 2026"
    assert counts_sentence({"met": 1, "does not apply": 24}) == "1 met, 24 do not apply."
    assert inside_sentence("KPIs, their bands") == "KPIs, their bands"
