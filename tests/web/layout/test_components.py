"""Components: the engine's words, honest figures, links that say where they lead."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import html5lib
import pytest
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from commonweal.design.fit import Factor as FitFactor
from commonweal.exchange.report.words import FACTOR_LABELS, SOURCE_MARKS
from commonweal.frameworks.measures import MeasureKind
from commonweal.record.source import Confidence, Source, SourceKind
from commonweal_web.layout import components, numbers


def draw(template: str, **context: Any) -> str:
    return Template("{% load look %}" + template).render(Context(context)).strip()


def draw_for(request: HttpRequest, template: str, **context: Any) -> str:
    return Template("{% load look %}" + template).render(RequestContext(request, context)).strip()


def test_the_words_are_the_engine_s() -> None:
    """Kinds, markers, doubts and factors are those of the engine, in the words of the reports."""
    assert set(components.KINDS) == {str(kind) for kind in MeasureKind}
    assert {str(kind): str(word) for kind, word in components.MARKS.items()} == {
        str(kind): word for kind, word in SOURCE_MARKS.items()
    }
    assert set(components.CONFIDENCES) == {Confidence.SECONDARY, Confidence.RECALLED}
    assert {name: str(word) for name, word in components.FACTORS.items()} == {
        str(factor): word for factor, word in FACTOR_LABELS.items()
    }
    assert set(components.FACTORS) == {str(factor) for factor in FitFactor}


@pytest.mark.parametrize("kind", list(SourceKind))
def test_each_source_has_its_marker_and_word(kind: SourceKind) -> None:
    """Law, guidance and judgement are told apart by class and by word."""
    drawn = draw("{% mark kind %}", kind=kind)
    assert drawn == f'<span class="cw-mark cw-mark--{kind}">{SOURCE_MARKS[kind]}</span>'


def test_an_engine_s_source_is_shown_with_its_doubt() -> None:
    """Title, place, date, and what is below primary; what we read ourselves needs no remark."""
    read = Source(
        kind=SourceKind.LAW, title="An Act", where="s.1", confidence=Confidence.PRIMARY, dated=date(2026, 1, 2)
    )
    heard = Source(
        kind=SourceKind.GUIDANCE, title="A note", confidence=Confidence.RECALLED, url="https://example.org/n"
    )
    drawn = draw("{% sources given %}", given=[read, heard])
    assert "An Act, s.1, 2 January 2026</li>" in drawn
    assert '<a class="govuk-link" href="https://example.org/n" rel="noreferrer">A note</a>' in drawn
    assert drawn.count("(from general knowledge, to be verified)") == 1


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ 1234567.891|money }}", "£1,234,567.89"),
        ("{{ 1200000|money }}", "£1,200,000"),
        ("{{ value|money_about }}", "£1.23 million"),
        ("{{ 4560000000|money_about }}", "£4.56 billion"),
        ("{{ 1234|money_about }}", "£1,230"),
        ("{{ loss|money }}", "−£1,500"),
        ("{{ 10|percent }}", "10%"),
        ("{{ 12.50|percent }}", "12.5%"),
        ("{{ 0.456|share }}", "46%"),
        ("{{ 1|months }}", "1 month"),
        ("{{ 18|months }}", "18 months"),
        ("{{ 0.045678|number }}", "0.0457"),
        ("{{ 1234567|number }}", "1,230,000"),
        ("{{ 0|number }}", "0"),
        ("{{ 1234567|full_number }}", "1,234,567"),
        ("{{ day|date_words }}", "27 November 2026"),
        ("{{ summer|moment }}", "1 July 2026 at 12:05am"),
        ("{{ winter|moment }}", "27 November 2026 at 2:05pm"),
        ("{{ nothing|money }}{{ nothing|date_words }}", ""),
    ],
)
def test_numbers_and_dates_are_said(template: str, said: str) -> None:
    """Commas, three figures where about, dates in words, and the time of day here and not in Greenwich."""
    context = {
        "value": Decimal("1234567.89"),
        "loss": -1500,
        "day": date(2026, 11, 27),
        "summer": datetime(2026, 6, 30, 23, 5, tzinfo=UTC),
        "winter": datetime(2026, 11, 27, 14, 5, tzinfo=UTC),
        "nothing": None,
    }
    assert draw(template, **context) == said


@given(st.floats(min_value=1e-9, max_value=1e15))
def test_three_figures_are_within_half_a_percent(value: float) -> None:
    """Rounding never moves a number by more than half of its third figure."""
    assert abs(numbers.round_to_three(value) - Decimal(str(value))) <= Decimal(str(value)) * Decimal("0.0051")


@given(st.lists(st.decimals(min_value=0, max_value=100, places=1), min_size=1, max_size=6))
def test_areas_fill_the_bar(weightings: list[Decimal]) -> None:
    """Side by side in their order, from one end of the bar to the other."""
    weights = [
        components.Weight(kind=kind, weighting=weighting)
        for kind, weighting in zip(components.KINDS, weightings, strict=False)
    ]
    strips = components.lay_out(weights)
    whole = sum(Decimal(strip.width) for strip in strips)
    assert whole == 0 if not any(weightings) else abs(whole - 100) <= Decimal("0.05")
    starts = [Decimal(strip.x) for strip in strips]
    assert starts == sorted(starts)


def test_bars_are_read_as_a_list() -> None:
    """A drawing is hidden from those who hear the page; its figures follow as words."""
    weights = [components.Weight(kind="learning", weighting=Decimal("12.5"))]
    factors = [components.Factor(name="signal", share=0.07, least=0.3, because="They all promise the same")]
    drawn = draw("{% weight_bar weights %}{% fit_bars factors %}", weights=weights, factors=factors)
    text = " ".join("".join(html5lib.parseFragment(drawn, namespaceHTMLElements=False).itertext()).split())
    whole = "The whole bar is the 12.5% of the total mark that social value has."
    assert text == f"learning 12.5% {whole} good from poor: They all promise the same 7%"
    assert drawn.count('aria-hidden="true"') >= 2
    assert 'style="' not in drawn


def test_a_task_says_its_hint_and_status() -> None:
    """A link is described by both; what cannot start is no link."""
    tasks = [
        components.Task(name="Describe", status=components.DONE, url="/a/", hint="Title and value"),
        components.Task(name="Publish", status=components.CANNOT_START, hint="Approval comes first"),
    ]
    drawn = draw("{% task_list tasks name='design' %}", tasks=tasks)
    assert 'href="/a/" aria-describedby="design-1-hint design-1-status"' in drawn
    assert "<div>Publish</div>" in drawn
    assert drawn.count("<a ") == 1


def test_a_change_link_says_what_it_changes() -> None:
    """Heard alone, 'Change' means nothing."""
    answers = [components.Answer(key="Title", value="<i>", actions=[components.Action(url="/t/", about="title")])]
    drawn = draw("{% summary_list answers %}", answers=answers)
    assert 'Change<span class="govuk-visually-hidden"> title</span></a>' in drawn
    assert "&lt;i&gt;" in drawn


def test_numbers_stand_to_the_right_under_their_unit() -> None:
    """The unit is in the header; the first cell of a row is its header."""
    table = components.Table(
        caption="Weightings",
        columns=[components.Column(title="Criterion"), components.Column(title="Weighting", unit="%", number=True)],
        rows=[["Learning", "12.5"]],
    )
    drawn = draw("{% table table %}", table=table)
    assert '<th scope="col" class="govuk-table__header govuk-table__header--numeric">Weighting (%)</th>' in drawn
    assert '<th scope="row" class="govuk-table__header">Learning</th>' in drawn
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">12.5</td>' in drawn
    with pytest.raises(ValueError, match="zip"):
        draw("{% table table %}", table=components.Table(caption="x", columns=table.columns, rows=[["one"]]))


def test_pages_keep_what_a_list_is_filtered_by() -> None:
    """The links of a long list carry its filter; a short list has none."""
    request = RequestFactory().get("/cases/", {"state": "draft", "page": "3"})
    page = Paginator(range(100), 10).page(3)
    drawn = draw_for(request, "{% pagination page %}", page=page)
    assert 'href="?state=draft&amp;page=4" rel="next"' in drawn
    assert drawn.count('aria-current="page"') == 1
    assert draw_for(request, "{% pagination page %}", page=Paginator(range(3), 10).page(1)) == ""


def test_tabs_are_all_there_without_scripts() -> None:
    """Links first, then every panel under its heading; two sets on one page do not mix."""
    one = "{% tabs 'Schemes' %}{% tab 'Lighter' %}a{% endtab %}{% tab 'Fuller' name='all' %}b{% endtab %}{% endtabs %}"
    drawn = draw(one + "{% tabs 'More' %}{% tab 'Third' %}c{% endtab %}{% endtabs %}")
    first, second = drawn.split('<div class="govuk-tabs"')[1:]
    assert 'href="#lighter"' in first
    assert '<div class="govuk-tabs__panel" id="lighter"><h2 class="govuk-heading-m">Lighter</h2>a</div>' in first
    assert '<div class="govuk-tabs__panel govuk-tabs__panel--hidden" id="all">' in first
    assert "lighter" not in second


def test_text_is_never_markup() -> None:
    """What people wrote is shown as they wrote it, in every component."""
    bad = "<script>x</script>"
    drawn = draw(
        "{% tag bad 'red' %}{% details bad %}{{ bad }}{% enddetails %}{% panel bad %}{% endpanel %}{% decide bad %}"
        "{% enddecide %}{% notification bad %}{% endnotification %}{% back_link bad %}{% breadcrumbs bad bad %}"
        "{% tabs bad %}{% tab bad %}{{ bad }}{% endtab %}{% endtabs %}",
        bad=bad,
    )
    assert "<script" not in drawn


def test_misuse_is_told_to_those_who_build() -> None:
    """A colour or a pair that is not there stops the page while it is written."""
    with pytest.raises(ValueError, match="pink"):
        components.Status(text="x", colour="pink")
    with pytest.raises(TemplateSyntaxError, match="pairs"):
        draw("{% breadcrumbs '/a/' %}")
