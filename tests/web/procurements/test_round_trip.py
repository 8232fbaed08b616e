"""Forms and the document say the same: what is posted unchanged changes nothing, and what is typed stands in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.exchange.case_file.layout import layout_of_case
from commonweal.exchange.case_file.starting import case_text
from commonweal.exchange.case_file.writing import plain_data, yaml_text
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal.procurement.case import Case, Importance, QualityCriterion
from commonweal_web.procurements.actions import text_with
from commonweal_web.procurements.forms.document import DocumentForm
from commonweal_web.procurements.sections import SECTIONS, ListSection
from commonweal_web.procurements.translate import choices, part_of
from commonweal_web.procurements.translate.document import draft_problem
from fixtures import EXAMPLES, example_text
from strategies import cases

FORMS = [(section.key, (), section.form) for section in SECTIONS.values() if section.form is not None]
LISTS = [section for section in SECTIONS.values() if isinstance(section, ListSection)]


def as_posted(form: DocumentForm) -> dict[str, Any]:
    """What a browser sends of a form that nobody has touched."""
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        widget = bound.field.widget
        if hasattr(widget, "decompress"):
            parts = widget.decompress(value) if not isinstance(value, list) else value
            names = [bound.html_name + name for name in widget.widgets_names]
            sent |= {name: str(part or "") for name, part in zip(names, parts, strict=True)}
        elif isinstance(value, list | tuple):
            sent[bound.html_name] = [str(each) for each in value]
        elif value is not None and not isinstance(value, bool):
            sent[bound.html_name] = str(value)
    return sent


def unchanged(form: type[DocumentForm], data: dict[str, Any], at: tuple[str | int, ...] = ()) -> dict[Any, Any]:
    """The parts that a form posted unchanged would set; its errors are a fault of ours."""
    shown = form(document=data, version=1, at=at)
    posted = form(querydict(as_posted(shown)), document=data, version=1, at=at)
    assert posted.is_valid(), (form, posted.errors, as_posted(shown))
    return posted.parts()


def querydict(values: dict[str, Any]) -> Any:
    from django.http import QueryDict

    made = QueryDict(mutable=True)
    for name, value in values.items():
        made.setlist(name, value if isinstance(value, list) else [value])
    return made


def nothing_changes(data: dict[str, Any]) -> None:
    for key, at, form in FORMS:
        if key in {"what", "authority", "delivery", "award"} and not SAID[key](data):
            continue
        assert unchanged(form, data, at) == {}, key
    for section in LISTS:
        for place, item in enumerate(part_of(data, section.path) or ()):
            for page in section.pages:
                at = (*section.path, item.get("id", place))
                assert unchanged(page.form, data, at) == {}, (section.key, page.key, item)


SAID = {
    "what": lambda data: data.get("title"),
    "authority": lambda data: part_of(data, ("authority", "name")),
    "delivery": lambda data: part_of(data, ("procurement", "delivery_model")),
    "award": lambda data: part_of(data, ("procurement", "award_structure")),
}


@pytest.mark.parametrize("name", sorted(file.parent.name for file in EXAMPLES.glob("*/case.yaml")))
def test_a_shipped_example_posted_unchanged_stays_as_it_is(name: str) -> None:
    """Every section, every page of every stage."""
    nothing_changes(parse_yaml(example_text(name), name="case.yaml").data)


IMPORTANCES = st.dictionaries(
    st.sampled_from([each.name for each in choices.outcomes()]), st.integers(0, 5), max_size=3
)
QUALITY = st.lists(
    st.builds(
        QualityCriterion,
        title=st.sampled_from(["Method", "Team"]),
        weighting=st.sampled_from([Decimal("12.5"), Decimal(30)]),
        question=st.sampled_from(["", "How?\nAnd why?"]),
        sub_criteria=st.sampled_from([(), ("One", "Two")]),
    ),
    max_size=2,
)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(case=cases(), outcomes=IMPORTANCES, quality=QUALITY)
def test_any_case_posted_unchanged_stays_as_it_is(case: Case, outcomes: dict[str, int], quality: Any) -> None:
    """Whatever the engine can hold, no section changes it by being saved."""
    nothing_changes(data_of(case, outcomes, quality))


@pytest.mark.nightly
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(case=cases(), outcomes=IMPORTANCES, quality=QUALITY)
def test_a_great_many_cases_posted_unchanged_stay_as_they_are(
    case: Case, outcomes: dict[str, int], quality: Any
) -> None:
    """The same, for longer."""
    nothing_changes(data_of(case, outcomes, quality))


def data_of(case: Case, outcomes: dict[str, int], quality: Any) -> dict[str, Any]:
    """A generated case as its file holds it."""
    said = replace(case, importance=Importance(outcomes=outcomes), quality=tuple(quality))
    data: dict[str, Any] = parse_yaml(yaml_text(plain_data(layout_of_case(said))), name="case.yaml").data
    return data


def test_what_is_typed_stands_in_the_document() -> None:
    """And the engine reads it: money with commas, months and weeks as decimals, odds as a percentage."""
    text = example_text()
    data = parse_yaml(text, name="case.yaml").data
    for key, page, field, value, path, expected in [
        ("stages", 1, "amount", "£1,250,000", ("funding",), {"amount": 1250000, "vat": "excluded"}),
        ("stages", 0, "months", "4.5", ("months",), Decimal("4.5")),
        ("stages", 2, "pass_share", "65%", ("gate", "pass_share"), Decimal("0.65")),
        ("stages", 0, "purpose", "One\r\n\r\ntwo", ("purpose",), "One\n\ntwo"),
    ]:
        section = SECTIONS[key]
        assert isinstance(section, ListSection)
        form, at = section.pages[page].form, ("stages", "pilot")
        sent = as_posted(form(document=data, version=1, at=at)) | {field: value}
        typed = form(querydict(sent), document=data, version=1, at=at)
        assert typed.is_valid(), typed.errors
        made = text_with(text, data, typed.parts())
        assert draft_problem(made) is None
        assert part_of(parse_yaml(made, name="case.yaml").data, (*at, *path)) == expected
        assert made.startswith("# A fictional NHS trust"), "comments of the file stay"


def test_a_notice_drafted_is_read_by_every_form() -> None:
    """A gate of which nothing is known is a gate."""
    from pathlib import Path

    from commonweal.exchange.ocds import find_notice
    from commonweal.review import draft_case

    folder = Path(__file__).parents[2] / "fixtures" / "notices"
    text = case_text(draft_case(find_notice(folder / "fictional_pilot.json"), packs=choices.shipped_packs()))
    data = parse_yaml(text, name="case.yaml").data
    assert data["stages"][0]["gate"] == {}
    nothing_changes(data)
