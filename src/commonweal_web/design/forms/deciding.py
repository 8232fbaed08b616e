"""One form for each kind of decision; each ends with the reason, which is asked for when the decision is kept."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.design.forms.adopting import MOST_REASON
from commonweal_web.layout import forms
from commonweal_web.procurements.forms.fields import marked, stated

Choices = tuple[tuple[str, str], ...]
FACTORS = (
    ("observability", _("It can be seen in time")),
    ("influence", _("It is in the supplier's hands")),
    ("signal", _("It tells good from poor")),
    ("meaning", _("More of it means more value")),
)


class DecideForm(forms.Form):
    """What every decision has: a subject, and a reason. Menus are filled in by the page."""

    kind: ClassVar[str] = ""
    title: ClassVar[str | Promise] = ""
    hint: ClassVar[str | Promise] = ""
    menu: ClassVar[str] = "criteria"
    called = {"subject": _("Criterion"), "reason": _("Reason"), "stage": _("Stage")}

    subject = forms.ChoiceField(
        label=_("Which criterion?"),
        widget=forms.Select,
        error_messages={"required": _("Choose the criterion"), "invalid_choice": _("Choose a criterion of the list")},
    )
    reason = forms.CharField(
        label=_("Why does the authority decide this?"),
        help_text=_("In your own words. It stands in the case file and beside the criterion."),
        max_length=MOST_REASON,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    field_order = ["subject", "value", "factor", "share", "percentage", "stage", "reason"]

    def __init__(self, *arguments: Any, menus: Any, keeping: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.keeping = keeping
        self.fields["subject"].choices = [("", _("Choose")), *getattr(menus, self.menu)]  # type: ignore[attr-defined]
        if "stage" in self.fields:
            places = menus.awards if self.kind in {"weighting", "outcome"} else menus.stages
            every = _("All of them") if self.kind in {"weighting", "outcome"} else _("Wherever it fits")
            self.fields["stage"].choices = [("", every), *places]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.require("reason", _("Give the reason: a decision without one is not kept"), when=self.keeping)
        return cleaned

    @property
    def wish(self) -> dict[str, str]:
        """The decision as the action takes it."""
        said = self.cleaned_data
        return {
            "kind": self.kind,
            "subject": said["subject"],
            "value": str(said.get("value") or ""),
            "stage": said.get("stage") or "",
        }


def stage_field(label: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label or _("At which stage?"), required=False, widget=forms.Select)


class InsistForm(DecideForm):
    kind = "insist"
    title = _("Insist on a criterion")
    hint = _("It is placed where it fits best, at least once. No threshold moves for it.")
    stage = stage_field()


class ForceForm(DecideForm):
    kind = "force"
    title = _("Force a criterion in")
    hint = _("It is placed although it does not fit. The scheme marks it, with your reason beside what speaks against.")
    called = {**DecideForm.called, "value": _("Place")}
    value = forms.ChoiceField(
        label=_("In which place?"),
        choices=[("scored", _("Scored, with marks")), ("condition", _("In the contract, without marks"))],
        widget=forms.Radios,
        error_messages={"required": _("Say whether it is scored or stands in the contract")},
    )
    stage = stage_field()


class ExcludeForm(DecideForm):
    kind = "exclude"
    title = _("Exclude a criterion")
    hint = _("It is in no scheme, whatever its fit.")
    stage = stage_field(_("At which stage only?"))


class LinkForm(DecideForm):
    kind = "link"
    title = _("Say whether a criterion relates to what is bought")
    hint = stated("subject-matter", _("Without a link nothing can be scored. Your reason states the link."))
    called = {**DecideForm.called, "value": _("Whether it relates")}
    value = forms.ChoiceField(
        label=_("Does it relate to the subject matter of this contract?"),
        choices=[("yes", _("Yes, and the reason says how")), ("no", _("No"))],
        widget=forms.Radios,
        error_messages={"required": _("Say whether it relates to what is bought")},
    )


class AdditionalityForm(DecideForm):
    kind = "additionality"
    title = _("Say what the contract buys, and what goes beyond it")
    hint = _("What the contract buys is scored as quality. What goes beyond it may be social value.")
    menu = "doubtful"
    called = {**DecideForm.called, "value": _("Which of the two it is")}
    value = forms.ChoiceField(
        label=_("Which is it here?"),
        choices=[
            ("deliverable", _("It is what the contract buys")),
            ("spillover", _("It goes beyond what the contract buys")),
        ],
        widget=forms.Radios,
        error_messages={"required": _("Say whether the contract buys it or it goes beyond")},
    )


class FactorForm(DecideForm):
    kind = "factor"
    title = _("Correct a factor of fit")
    hint = _("Our figures are judgements. Set one for this procurement, as a percentage: the more, the better it fits.")
    called = {**DecideForm.called, "factor": _("Factor"), "share": _("Value")}
    factor = forms.ChoiceField(
        label=_("Which factor?"),
        choices=FACTORS,
        widget=forms.Radios,
        error_messages={"required": _("Choose the factor")},
    )
    share = forms.PercentField(
        label=_("What is it here?"),
        help_text=_("As it stands beside a criterion’s bars, such as 60%"),
        decimal_places=1,
        error_messages={"required": _("Enter the value, as a percentage")},
    )
    stage = stage_field(_("At which stage only?"))

    @property
    def wish(self) -> dict[str, str]:
        said = self.cleaned_data
        return {
            "kind": self.kind,
            "subject": f"{said['subject']}.{said['factor']}",
            "value": f"{(said['share'] / 100).normalize():f}",
            "stage": said.get("stage") or "",
        }


class WeightingForm(DecideForm):
    kind = "weighting"
    title = _("Set a weighting")
    hint = _("A percentage of the total mark. What is not set by you shares the rest.")
    called = {**DecideForm.called, "percentage": _("Weighting"), "stage": _("Award decision")}
    percentage = forms.PercentField(
        label=_("What is its weighting?"), error_messages={"required": _("Enter the weighting")}
    )
    stage = stage_field(_("At which award decision?"))

    @property
    def wish(self) -> dict[str, str]:
        return {**super().wish, "value": f"{self.cleaned_data['percentage']:f}"}


class EditionForm(DecideForm):
    kind = "edition"
    title = _("Choose an edition, or none")
    hint = marked("guidance", _("You may use an edition that does not bind you. You cannot set aside one that does."))
    menu = "editions"
    called = {**DecideForm.called, "subject": _("Edition")}
    subject = forms.ChoiceField(
        label=_("Which edition of the social value model?"),
        widget=forms.Select,
        error_messages={"required": _("Choose the edition"), "invalid_choice": _("Choose an edition of the list")},
    )


class OutcomeForm(DecideForm):
    kind = "outcome"
    title = _("Choose the outcome")
    hint = _("Where an edition steers to one outcome, the design takes the one of greatest worth. Choose another here.")
    menu = "outcomes"
    called = {**DecideForm.called, "subject": _("Outcome"), "stage": _("Award decision")}
    subject = forms.ChoiceField(
        label=_("Which outcome?"),
        widget=forms.Select,
        error_messages={"required": _("Choose the outcome"), "invalid_choice": _("Choose an outcome of the list")},
    )
    stage = stage_field(_("At which award decision?"))


DECIDE_FORMS: dict[str, type[DecideForm]] = {
    form.kind: form
    for form in (
        InsistForm,
        ForceForm,
        ExcludeForm,
        LinkForm,
        AdditionalityForm,
        FactorForm,
        WeightingForm,
        EditionForm,
        OutcomeForm,
    )
}
