"""Local criteria: a criterion of the organisation's own with everything that its fit needs; a figure read otherwise."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.design.forms.adopting import reason_field
from commonweal_web.layout import forms
from commonweal_web.procurements.forms.fields import marked
from commonweal_web.procurements.translate.statements import link_limbs

STAGES = (
    ("explore", _("Explore")),
    ("prototype", _("Prototype")),
    ("pilot", _("Pilot")),
    ("demonstrate", _("Demonstrate")),
    ("scale", _("Scale")),
    ("operate", _("Operate")),
)
KINDS = (
    ("effort", _("Effort: what is put in, such as hours")),
    ("output", _("Output: what is handed over, counted")),
    ("outcome", _("Outcome: what changes for people or places")),
    ("impact", _("Impact: what lasts beyond the contract")),
    ("learning", _("Learning: what is found out and shared")),
    ("capability", _("Capability: what people or places can do afterwards")),
)
CIRCUMSTANCES = (
    ("research", _("It is bought to find something out")),
    ("digital", _("It is digital")),
    ("clinical", _("It bears on the care of patients")),
    ("people_take_part", _("People outside the supplier take part in it")),
    ("personal_data", _("Personal data are used")),
    ("physical_product", _("A thing is made or supplied")),
    ("local_community", _("It is delivered in and for a community")),
    ("labour_intensive", _("It is carried mostly by people's work")),
    ("energy_or_materials", _("It uses much energy or material")),
    ("supply_chain", _("It depends on a chain of suppliers")),
)


def line(label: Any, missing: Any, *, most: int = 200, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, help_text=help_text, error_messages={"required": missing})


def lines(
    label: Any, missing: Any = "", *, most: int = 1_000, help_text: Any = "", required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(rows=3),
        error_messages={"required": missing} if required else {},
    )


def figure(
    label: Any, missing: Any, *, initial: str, most: int = 100, help_text: Any = "", suffix: Any = ""
) -> forms.NumberField:
    return forms.NumberField(
        label=label,
        min_value=Decimal(0),
        max_value=Decimal(most),
        decimal_places=3,
        initial=Decimal(initial),
        help_text=help_text,
        suffix=suffix,
        width=5,
        error_messages={"required": missing},
    )


def choice(label: Any, missing: Any, choices: Any, widget: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=widget, error_messages={"required": missing})


class LocalCriterionForm(forms.Form):
    """Every figure is the authority's own judgement, with one reason for all; usual values stand in the boxes."""

    called = {
        "kind": _("Kind of measure"),
        "outcome": _("Outcome"),
        "limb": _("Limb"),
        "related": _("When it relates"),
        "reason": _("Reason"),
        "pull": _("Pull of padding"),
        "code": _("Code"),
        "home": _("Official criterion"),
        **{f"influence_{stage}": title for stage, title in STAGES},
    }
    code = line(
        _("Code"),
        _("Enter a code, such as residents-decide"),
        most=40,
        help_text=_("Small letters, figures and hyphens. Decisions name the criterion by it."),
    )
    title = line(_("Title"), _("Enter the title"))
    summary = line(_("Summary"), _("Enter a summary of one sentence"), most=300, help_text=_("One sentence"))
    outcome = choice(_("Which outcome is it grouped under?"), _("Choose the outcome"), (), forms.Select)
    question = lines(_("Question to bidders"), _("Enter the question that bidders are asked"), most=2_000)
    early_sign = line(_("Early sign"), _("Say what can be seen early"), help_text=_("What can be seen before it shows"))
    condition = lines(_("Condition for the contract"), _("Enter what the contract asks for"), most=2_000)

    home = forms.ChoiceField(
        label=_("Which official criterion may it refine?"),
        help_text=_("Where an edition applies, only its own criteria and those that refine one may take its marks."),
        required=False,
        widget=forms.Select,
    )
    limb = forms.ChoiceField(
        label=_("Where does the link to the subject matter hang?"),
        help_text=marked("law", _("Section 23 of the Procurement Act 2023, in short")),
        choices=link_limbs,
        widget=forms.Radios,
        error_messages={"required": _("Choose the limb of section 23")},
    )
    statement = lines(_("Statement of the link"), _("State the link to the subject matter"))
    related = forms.MultipleChoiceField(
        label=_("When does it relate to what is bought?"),
        help_text=_("Any one is enough. A person confirms it for each procurement."),
        choices=CIRCUMSTANCES,
        widget=forms.Checkboxes,
        error_messages={"required": _("Choose at least one circumstance in which it relates")},
    )

    measure = line(_("Measure"), _("Enter what is counted or described"), help_text=_("What is counted or described"))
    unit = line(_("Unit"), _("Enter the unit"), most=60, help_text=_("Such as decisions, people, reports"))
    kind = choice(_("What kind of measure is it?"), _("Choose the kind of measure"), KINDS, forms.Radios)
    shows_half = figure(
        _("Months until half of cases show it"), _("Enter the months"), initial="2", most=600, suffix=_("months")
    )
    shows_most = figure(
        _("Months until nine in ten show it"), _("Enter the months"), initial="4", most=600, suffix=_("months")
    )
    window = figure(
        _("Months it must then be watched"), _("Enter the months"), initial="0", most=600, suffix=_("months")
    )
    influence_explore = figure(STAGES[0][1], _("Enter a share from 0 to 1 for explore"), initial="0.6", most=1)
    influence_prototype = figure(STAGES[1][1], _("Enter a share from 0 to 1 for prototype"), initial="0.7", most=1)
    influence_pilot = figure(STAGES[2][1], _("Enter a share from 0 to 1 for pilot"), initial="0.8", most=1)
    influence_demonstrate = figure(STAGES[3][1], _("Enter a share from 0 to 1 for demonstrate"), initial="0.8", most=1)
    influence_scale = figure(STAGES[4][1], _("Enter a share from 0 to 1 for scale"), initial="0.7", most=1)
    influence_operate = figure(STAGES[5][1], _("Enter a share from 0 to 1 for operate"), initial="0.7", most=1)
    gap = figure(
        _("Levels between good and poor delivery"),
        _("Enter the levels"),
        initial="1.2",
        most=10,
        help_text=_("On the scale of scores"),
    )
    scatter = figure(_("Scatter of trained readers, in levels"), _("Enter the scatter"), initial="0.7", most=10)
    bid_gap = figure(
        _("Levels between good and poor bids"),
        _("Enter the levels"),
        initial="1",
        most=10,
        help_text=_("0 where everybody would promise it"),
    )
    bid_scatter = figure(_("Scatter of readers of bids, in levels"), _("Enter the scatter"), initial="0.8", most=10)
    pull = figure(
        _("Pull of padding"),
        _("Enter the pull of padding"),
        initial="0.6",
        most=10,
        help_text=_("0: padding gains nothing. 1: padding pulls as hard as the real thing."),
    )
    pull_because = lines(_("Why is padding that easy or hard?"), _("Say why padding is easy or hard"), most=300)
    hours_bid = figure(_("Hours to answer in a bid"), _("Enter the hours"), initial="2", most=1_000)
    hours_month = figure(_("Hours to report, each month"), _("Enter the hours"), initial="0.5", most=1_000)
    hours_once = figure(_("Hours to report, once"), _("Enter the hours"), initial="1", most=1_000)
    hours_assess = figure(_("Hours to assess one bid"), _("Enter the hours"), initial="0.75", most=1_000)
    reason = reason_field(
        _("Say why the authority judges so"),
        label=_("Why does the authority judge so?"),
        help_text=_("It is marked as the authority's judgement wherever the criterion stands."),
    )
    called["pull_because"] = _("Reason for the pull")
    # As the page has them, so that what is wrong is listed in the order in which it is met.
    field_order = ["title", "code", "summary", "outcome", "question", "early_sign", "condition", "limb", "statement",
                   "related", "home"]  # fmt: skip

    def __init__(self, *arguments: Any, outcomes: Any, homes: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["home"].choices = [("", _("None")), *homes]  # type: ignore[attr-defined]
        self.fields["outcome"].choices = [("", _("Choose")), *outcomes]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip().lower()
        if not code.replace("-", "").isalnum() or not code.isascii() or not code[0].isalpha() or len(code) < 3:
            raise forms.ValidationError(
                _("The code must have small letters, figures and hyphens, like residents-decide")
            )
        return code

    @property
    def said(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        words = {key: str(text)[:1].lower() + str(text)[1:] for key, text in CIRCUMSTANCES}
        return {**self.cleaned_data, "circumstance_words": words}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        half, most = cleaned.get("shows_half"), cleaned.get("shows_most")
        if half is not None and most is not None and not 0 < half < most:
            self.add_error("shows_most", _("Nine in ten must take longer than half, and both longer than no time"))
        for name in ("scatter", "bid_scatter"):
            if cleaned.get(name) == 0:
                self.add_error(name, _("Readers always differ a little: enter more than 0"))
        return cleaned

    def group(self, *names: str) -> list[Any]:
        return [self[name] for name in names]


ATTRIBUTES: dict[str, str | Promise] = {
    "pull": _("Pull of padding"),
    "verified_share": _("Share of claims that is checked (0 to 1)"),
    "window_months": _("Months it must be watched"),
    "hours/bid": _("Hours to answer in a bid"),
    "hours/report_monthly": _("Hours to report, each month"),
    "hours/report_once": _("Hours to report, once"),
    "hours/assess": _("Hours to assess one bid"),
    **{f"influence/{stage}": title for stage, title in STAGES},
}


class ChangeFigureForm(forms.Form):
    """One figure of a shipped measure, read otherwise by the organisation."""

    called = {"measure": _("Measure"), "attribute": _("Figure"), "value": _("Value"), "reason": _("Reason")}
    measure = choice(_("Which measure?"), _("Choose the measure"), (), forms.Select)
    attribute = forms.ChoiceField(
        label=_("Which figure?"),
        help_text=_("Stages stand for how far the supplier controls it there, from 0 to 1."),
        choices=[("", _("Choose")), *ATTRIBUTES.items()],
        widget=forms.Select,
        error_messages={"required": _("Choose the figure")},
    )
    value = figure(_("What is it for you?"), _("Enter the value"), initial="0", most=1_000)
    reason = reason_field(
        _("Say why you read it otherwise"),
        label=_("Why do you read it otherwise?"),
        help_text=_("It stands with the figure wherever that is shown."),
    )

    def __init__(self, *arguments: Any, measures: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["measure"].choices = [("", _("Choose")), *measures]  # type: ignore[attr-defined]


class RemoveForm(forms.Form):
    """Why a local difference is taken back."""

    called = {"reason": _("Reason")}
    reason = reason_field(_("Say why it is taken back"), label=_("Why is it taken back?"))
