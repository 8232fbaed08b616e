"""Forms: nothing unbounded, every message its own, and what people type is read as they meant it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import DateField as PlainDateField
from django.forms import IntegerField
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st
from page_checks import DJANGO_SAYS

from commonweal_web.layout import forms
from commonweal_web.layout.numbers import say_decimal
from commonweal_web.layout.showing_forms import EveryFieldForm

TOLD = {"required": "Enter the answer"}
GOOD = {
    "title": "Independent living",
    "estimate": "£1,200,000",
    "weighting": "12.5%",
    "length": "18 months",
    "starts_day": "27",
    "starts_month": "3",
    "starts_year": "2027",
    "stage": "pilot",
    "gate": "yes",
    "shown": "Two in three live at home",
    "parts": ["goods", "services"],
    "purpose": "People stay at home.\r\nLonger.",
    "password": " with spaces ",
    "confirmed": "on",
}


def answer(**changes: Any) -> EveryFieldForm:
    data = MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in GOOD.items()})
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return EveryFieldForm(data)


def make(field: Any, **attributes: Any) -> type[forms.Form]:
    return type(forms.Form)("OneFieldForm", (forms.Form,), {"answer": field, **attributes})


def messages(field: Any, typed: Any, *, called: str = "The answer") -> list[str]:
    """What a form of one field says of what was typed."""
    form = make(field, called={"answer": called})
    data = typed if isinstance(typed, dict) else {"answer": typed}
    return list(form(data).errors.get("answer", []))


def test_a_whole_form_is_read() -> None:
    """Money, percentages, months, dates and choices arrive as values of the right type."""
    form = answer()
    assert form.is_valid(), form.errors
    read = form.cleaned_data
    assert (read["estimate"], read["weighting"], read["length"]) == (Decimal(1_200_000), Decimal("12.5"), 18)
    assert isinstance(read["length"], int)
    assert read["starts"] == date(2027, 3, 27)
    assert read["parts"] == ["goods", "services"]
    assert read["bidders"] is None
    assert read["purpose"] == "People stay at home.\nLonger."
    assert read["password"] == " with spaces "


def test_no_field_says_what_django_says() -> None:
    """An empty form, and one full of nonsense, speak only in the service's own sentences."""
    nonsense = dict.fromkeys(GOOD, "\x00?") | {"starts_day": "x", "stage": "?", "gate": "?", "reference": "a b"}
    for form in (EveryFieldForm({}), EveryFieldForm(nonsense)):
        said = [text for texts in form.errors.values() for text in texts]
        assert len(said) >= 9
        assert not [text for text in said if any(sentence in text for sentence in DJANGO_SAYS) or "%(" in text]


@pytest.mark.parametrize(
    ("field", "missing"),
    [
        (forms.CharField(max_length=9), "its own message"),
        (forms.CharField(required=False), "max_length"),
        (forms.URLField(required=False, assume_scheme="https"), "max_length"),
        (forms.DateField(), "its own message"),
        (forms.CharField(max_length=9, label="Who buys?", error_messages=TOLD), "called="),
        (forms.CharField(max_length=9, label="Weight in %", error_messages=TOLD), "percent sign"),
        (IntegerField(error_messages=TOLD), "min_value and max_value"),
        (PlainDateField(error_messages=TOLD), "three boxes"),
    ],
)
def test_a_form_that_leaves_something_unsaid_cannot_be_made(field: Any, missing: str) -> None:
    """Each is refused where it is written, with what to add."""
    with pytest.raises(ImproperlyConfigured, match=missing):
        make(field)


def test_a_field_added_later_is_held_to_the_same() -> None:
    """A form that adds a field in `__init__` prepares it, or it is refused."""
    form = EveryFieldForm()
    form.fields["extra"] = forms.CharField(max_length=20)
    with pytest.raises(ImproperlyConfigured, match="'extra'"):
        form.prepare("extra")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 13, "The answer must be 12 characters or fewer. It has 13."),
        ("a\x00b", "The answer holds a character that cannot be kept: take it out, or type it again"),
        ("   ", "Enter the answer"),
        ("", "Enter the answer"),
    ],
)
def test_texts_are_bounded_and_stripped(typed: str, said: str) -> None:
    """Too long, NUL and nothing but spaces are each refused in one sentence."""
    assert messages(forms.CharField(max_length=12, error_messages=TOLD), typed) == [said]


def test_lines_count_once() -> None:
    """The end of a line is one character, as the count under the box has it."""
    field = forms.CharField(max_length=3, widget=forms.Textarea(), error_messages=TOLD)
    assert messages(field, "a\r\nb") == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1200000", 1_200_000),
        ("£1,200,000", 1_200_000),
        ("£ 1 200 000", 1_200_000),
        ("1,200,000.50", Decimal("1200000.50")),
        ("99.5", Decimal("99.5")),
        ("0", 0),
    ],
)
def test_money_is_read_as_people_write_it(typed: str, read: Decimal) -> None:
    """With or without the pound sign and commas."""
    assert forms.MoneyField(error_messages=TOLD).clean(typed) == read


@pytest.mark.parametrize(
    "typed", ["1,2", "12,00", "1.2m", "lots", "NaN", "Infinity", "1e9", "££5", "0x10", "١٢", "1_000"]
)
def test_a_doubtful_amount_is_asked_for_again(typed: str) -> None:
    """Nothing is guessed: a comma in an odd place may be a decimal point."""
    assert messages(forms.MoneyField(error_messages=TOLD), typed) == [
        "The answer must be an amount of money, like 1,200,000 or 99.50"
    ]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (
            forms.MoneyField(max_value=5_000_000, error_messages=TOLD),
            "6000000",
            "The answer must be £5,000,000 or less",
        ),
        (forms.MoneyField(error_messages=TOLD), "-1", "The answer must be £0 or more"),
        (forms.MoneyField(error_messages=TOLD), "1.234", "The answer must have no more than 2 figures after the point"),
        (forms.PercentField(error_messages=TOLD), "101", "The answer must be 100% or less"),
        (forms.PercentField(error_messages=TOLD), "ten", "The answer must be a percentage, like 10 or 12.5"),
        (forms.MonthsField(error_messages=TOLD), "601", "The answer must be 600 months or less"),
        (forms.MonthsField(error_messages=TOLD), "1.5", "The answer must be a whole number of months, like 18"),
        (forms.WholeNumberField(min_value=1, max_value=9, error_messages=TOLD), "0", "The answer must be 1 or more"),
        (
            forms.EmailField(max_length=99, error_messages=TOLD),
            "x",
            "The answer must be an e-mail address, like name@example.org",
        ),
    ],
)
def test_bounds_are_said_in_their_unit(field: Any, typed: str, said: str) -> None:
    """A figure in a message is written as people write it."""
    assert messages(field, typed)[:1] == [said]


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_number_that_is_shown_can_be_sent_back(value: Decimal) -> None:
    """What a field shows of a stored amount is read as the same amount."""
    field = forms.MoneyField(error_messages=TOLD)
    assert field.clean(field.prepare_value(value)) == value
    assert field.clean(f"£{say_decimal(value)}") == value


def day(*parts: str) -> dict[str, str]:
    return dict(zip(("answer_day", "answer_month", "answer_year"), parts, strict=True))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (day("", "", ""), "Enter the answer"),
        (day("27", "", "2027"), "The answer must include a month"),
        (day("", "", "2027"), "The answer must include a day and a month"),
        (day("27", "3", "27"), "The year of the answer must have 4 figures, like 2027"),
        (day("31", "2", "2027"), "The answer must be a real date, like 27 3 2027"),
        (day("x", "3", "2027"), "The answer must be a real date, like 27 3 2027"),
        (day("27", "13", "2027"), "The answer must be a real date, like 27 3 2027"),
        (day("²", "3", "2027"), "The answer must be a real date, like 27 3 2027"),
        (day("27", "3", "1066"), "The answer must be 1 January 2020 or later"),
        (day("27", "3", "2999"), "The answer must be 31 December 2040 or earlier"),
    ],
)
def test_a_date_says_what_is_wrong_with_it(typed: dict[str, str], said: str) -> None:
    """One sentence for each way in which a date goes wrong."""
    field = forms.DateField(earliest=date(2020, 1, 1), latest=date(2040, 12, 31), error_messages=TOLD)
    assert messages(field, typed, called="the answer") == [said]


@pytest.mark.parametrize("month", ["3", "03", "Mar", "march", "MARCH", "Mar."])
def test_months_have_names(month: str) -> None:
    """A month may be given as a number or by its name."""
    assert forms.DateField().clean(["27", month, "2027"]) == date(2027, 3, 27)


@given(st.dates(date(1990, 1, 1), date(2120, 12, 31)))
def test_a_date_that_is_shown_can_be_sent_back(value: date) -> None:
    """A stored date comes back from its three boxes, and has not changed."""
    parts = [str(part) for part in forms.DateInput().decompress(value)]
    assert forms.DateField().clean(parts) == value
    assert not forms.DateField().has_changed(value, parts)


def test_a_revealed_field_is_asked_for_only_when_it_is_shown() -> None:
    """The reason is needed for 'no' and what is shown for 'yes', never the other one."""
    assert answer(gate="yes", shown="").errors == {"shown": ["Enter what must be shown at the gate"]}
    assert answer(gate="no", shown="", reason="").errors == {"reason": ["Enter why there is no gate"]}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("case.json", b'{"ocid": "x"}', []),
        ("case.json", b"\xef\xbb\xbf [1]", []),
        ("case.zip", b"PK\x03\x04rest", []),
        ("case.json", b"PK\x03\x04rest", ["The notice is named .json, but what is in it is something else"]),
        ("case.json", b"{\x00}", ["The notice is named .json, but what is in it is something else"]),
        ("case.zip", b"{}", ["The notice is named .zip, but what is in it is something else"]),
        ("case.exe", b"MZ", ["The notice must be a file of one of these kinds: json, zip"]),
        ("case", b"{}", ["The notice must be a file of one of these kinds: json, zip"]),
        ("case.json", b"", ["The notice is empty: choose a file that holds something"]),
        ("case.json", b"{" + b" " * 5 * 1024 * 1024, ["The notice must be smaller than 5 MB"]),
    ],
)
def test_uploads_are_what_they_say(name: str, content: bytes, said: list[str]) -> None:
    """Kind by the first bytes, size by the file: each refused in one sentence."""
    form = EveryFieldForm({}, {"notice": SimpleUploadedFile(name, content)})
    assert form.errors.get("notice", []) == said


@given(st.text(alphabet="aé€😀", min_size=1, max_size=3000))
def test_text_cut_in_the_middle_of_a_character_is_still_text(text: str) -> None:
    """A long file is judged by its first bytes, which may end inside a character."""
    content = b"{" + text.encode() * (5000 // len(text.encode()) + 1)
    form = EveryFieldForm({}, {"notice": SimpleUploadedFile("case.json", content)})
    assert "notice" not in form.errors
