"""Forms as they are drawn: ids, labels, described-by, error links, for every field and whoever wrote the form."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import pytest
from django import forms as plain
from django.template import Context, Template
from page_checks import check_html

from commonweal_web.layout import forms
from commonweal_web.layout.forms.problems import find_problems
from commonweal_web.layout.showing_forms import EveryFieldForm, QuestionForm

PAGE = Template(
    '{% load look %}<!doctype html><html lang="en"><head><title>{% error_prefix %}Page – Commonweal</title></head>'
    "<body><main>{% error_summary %}{% if not form.heading %}<h1>Page</h1>{% endif %}{{ form }}</main></body></html>"
)


class SignInForm(plain.Form):
    """A form as another library writes it."""

    login = plain.EmailField(label="E-mail address", max_length=200, error_messages={"required": "Enter your address"})
    password = plain.CharField(widget=plain.PasswordInput, help_text="12 characters or more")
    remember = plain.BooleanField(required=False)
    colour = plain.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=plain.RadioSelect)
    note = plain.CharField(widget=plain.Textarea, required=False)


class OurSignInForm(forms.Spoken, SignInForm):
    """The same form, made to speak."""

    unanswered: ClassVar = {"password": "Enter your password", "colour": "Choose a colour"}
    longest: ClassVar = {"password": 128, "note": 500}


def draw(form: Any) -> str:
    return PAGE.render(Context({"form": form}))


def one(text: str, pattern: str) -> str:
    found = re.findall(pattern, text)
    assert len(found) == 1, found
    return str(found[0])


@pytest.mark.parametrize(
    "form",
    [
        EveryFieldForm(),
        EveryFieldForm({}),
        EveryFieldForm({"gate": "no", "starts_day": "1", "parts": ["works"]}, prefix=""),
        EveryFieldForm({}, prefix="second"),
        QuestionForm(),
        QuestionForm({}),
        SignInForm(),
        OurSignInForm({"login": "x", "colour": "?"}),
    ],
    ids=["blank", "empty", "half", "prefixed", "question", "question-empty", "plain", "plain-half"],
)
def test_every_form_holds(form: Any) -> None:
    """Unique ids, a label for each control, every described-by and every error link leads somewhere."""
    check_html(draw(form))


def test_errors_lead_to_the_first_control() -> None:
    """Of a group its first option, of a date its first faulty box, else the box itself."""
    form = EveryFieldForm({"starts_day": "27", "starts_year": "2027"})
    targets = {problem.text: problem.target for problem in find_problems(form)}
    assert targets["Say whether there is a gate after this stage"] == "id_gate_0"
    assert targets["Choose at least one of goods, services and works"] == "id_parts_0"
    assert targets["The date the contract starts must include a month"] == "id_starts_1"
    assert targets["Enter the title of the procurement"] == "id_title"
    assert targets["Confirm that you have read what this suggests"] == "id_confirmed"


def test_only_the_faulty_box_of_a_date_is_red() -> None:
    """The month that is missing is marked, the day and the year are not."""
    text = draw(EveryFieldForm({"starts_day": "27", "starts_year": "2027"}))
    boxes = re.findall(r'name="starts_(day|month|year)"[^>]*class="([^"]*)"', text)
    assert [part for part, classes in boxes if "govuk-input--error" in classes] == ["month"]
    assert 'value="27"' in text
    assert "data-faulty" not in text


def test_problems_follow_the_page() -> None:
    """What an option reveals comes straight after its question in the summary."""
    problems = [problem.target for problem in find_problems(EveryFieldForm({"gate": "no", "title": "x"}))]
    assert problems.index("id_reason") < problems.index("id_parts_0")


def test_a_revealed_field_stands_under_its_option_and_nowhere_else() -> None:
    """It is drawn once, inside the block that its option opens."""
    text = draw(EveryFieldForm())
    block = one(text, r'(?s)id="conditional-id_gate_1">(.*?)</fieldset>')
    assert 'id="id_reason"' in block
    assert text.count('id="id_reason"') == 1


def test_a_question_is_the_heading_of_its_page() -> None:
    """A single question's legend holds the h1, unless the template says otherwise."""
    assert re.search(r"<legend[^>]*--l\"><h1[^>]*>Which stage comes first\?</h1></legend>", draw(QuestionForm()))
    text = Template("{% load look %}{% field form.title heading=True size='xl' %}").render(
        Context({"form": EveryFieldForm()})
    )
    assert '<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--xl" for="id_title">' in text


def test_what_was_typed_comes_back() -> None:
    """A refused form shows every answer as it was typed, and never a password."""
    typed = {"title": "<b>&", "estimate": "£1,2", "gate": "no", "reason": "a\nb", "password": "secret-word"}
    text = draw(EveryFieldForm(typed))
    assert 'value="&lt;b&gt;&amp;"' in text
    assert 'value="£1,2"' in text
    assert re.search(r'value="no" checked', text)
    assert "\na\nb</textarea>" in text
    assert "secret-word" not in text


def test_units_are_beside_the_box() -> None:
    """Pounds before, percent and months after; and they are left to the eye, as the label names the unit."""
    text = draw(EveryFieldForm())
    assert '<div class="govuk-input__prefix" aria-hidden="true">£</div><input type="text" name="estimate"' in text
    assert '<div class="govuk-input__suffix" aria-hidden="true">%</div>' in text
    assert 'type="number"' not in text
    assert re.search(r'name="estimate"[^>]*inputmode="decimal"', text)


def test_no_browser_bubble_comes_first() -> None:
    """The service's own messages are seen, not the browser's: nothing is marked `required`."""
    assert not re.search(r"<(input|textarea|select)[^>]* required", draw(EveryFieldForm()) + draw(SignInForm()))


def test_the_summary_of_a_set_of_forms_leads_into_each() -> None:
    """Forms of a set have their own ids, and their errors are all told."""
    many = plain.formset_factory(QuestionForm, extra=2)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-stage": "moon", "form-1-stage": "moon"}
    formset = many(data)
    assert not formset.is_valid()
    assert [problem.target for problem in find_problems(formset)] == ["id_form-0-stage_0", "id_form-1-stage_0"]


def test_an_error_of_the_whole_form_is_told_without_a_link() -> None:
    """It stands in the summary as text."""

    class TwoForm(forms.Form):
        first = forms.CharField(max_length=9, required=False)

        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError("Nothing was changed.")

    text = draw(TwoForm({}))
    assert "<li>Nothing was changed.</li>" in text
    assert "<title>Error: Page – Commonweal</title>" in text


def test_a_form_of_another_library_is_made_to_speak() -> None:
    """Its messages are the service's, and its texts are bounded."""
    form = OurSignInForm({"login": "x", "password": "y" * 129, "colour": "?"})
    assert form.errors == {
        "login": ["E-mail address must be an e-mail address, like name@example.org"],
        "password": ["Password must be 128 characters or fewer. It has 129."],
        "colour": ["Colour: choose one of the answers that are listed"],
    }


def test_a_form_that_was_not_sent_has_no_problems() -> None:
    """Looking at a page never shows a summary."""
    assert find_problems(EveryFieldForm()) == []
