"""Submitting, approving, sending back, publishing, amending and closing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.publication.models import MAXIMUM_REASON, Ending


class SubmitForm(forms.Form):
    """To another person's approval."""

    step = "submit"
    version = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("A note to the approver"),
        help_text=_("What they should look at first. You can leave it empty."),
        required=False,
        max_length=MAXIMUM_REASON,
        widget=forms.Textarea(rows=3),
    )


class DecideForm(forms.Form):
    """Approve, or send back with a reason."""

    step = "decide"
    called = {"decision": _("Your decision"), "reason": _("The reason")}

    number = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("approve", _("Approve this scheme")), ("send-back", _("Send it back"))],
        widget=forms.Radios(
            hints={
                "approve": _("It can then be published exactly as it stands here"),
                "send-back": _("It becomes a draft again; its lead reads your reason"),
            },
            reveals={"send-back": ["reason"]},
        ),
        error_messages={"required": _("Choose whether you approve the scheme or send it back")},
    )
    reason = forms.CharField(
        label=_("Why do you send it back?"),
        help_text=_("Say what has to change. The case keeps it."),
        required=False,
        max_length=MAXIMUM_REASON,
        widget=forms.Textarea(rows=4),
    )

    def clean(self) -> dict[str, Any]:
        sent_back = self.cleaned_data.get("decision") == "send-back"
        self.require("reason", _("Say why you send the scheme back"), when=sent_back)
        return self.cleaned_data


class TakeBackForm(forms.Form):
    """A submission taken back; which one, the page said."""

    step = "take-back"
    number = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)


class PublishForm(forms.Form):
    """Publishing, by somebody who has looked."""

    called = {"confirmed": _("The confirmation")}

    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(
        label=_("I have looked at what bidders will see, and I publish it"),
        error_messages={"required": _("Confirm that you have looked at what bidders will see")},
    )


YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class AmendForm(forms.Form):
    """Why a published scheme is amended, and the facts that decide whether it may be."""

    called = {
        "reason": _("The reason"),
        "first_deadline": _("The first deadline"),
        "awarded": _("Whether a contract was awarded"),
        "refines": _("Whether award criteria are refined"),
        "final_invited": _("Whether final bids were invited"),
        "dropped_would_pass": _("Whether a dropped supplier would have gone through"),
        "changes_field": _("Whether others could have taken part"),
    }

    reason = forms.CharField(
        label=_("Why is the scheme amended?"),
        help_text=_("Bidders will read this beside what changed."),
        max_length=MAXIMUM_REASON,
        widget=forms.Textarea(rows=4),
        error_messages={"required": _("Say why the scheme is amended: bidders will read it")},
    )
    awarded = forms.ChoiceField(
        label=_("Has the contract been awarded?"),
        choices=YES_NO,
        widget=forms.Radios,
        error_messages={"required": _("Say whether the contract has been awarded")},
    )
    first_deadline = forms.DateField(
        label=_("When is the first deadline?"),
        help_text=_("The first day by which suppliers had to ask to take part, or to bid. For example, 27 3 2027"),
        earliest=date(2020, 1, 1),
        latest=date(2060, 12, 31),
        required=False,
    )
    refines = forms.ChoiceField(
        label=_("If that day has passed: does the amendment refine award criteria?"),
        choices=YES_NO,
        required=False,
        widget=forms.Radios(
            reveals={"yes": ["final_invited", "dropped_would_pass"], "no": ["changes_field"]},
            hints={"yes": _("Criteria or their weightings"), "no": _("Something else, such as a question's words")},
        ),
    )
    final_invited = forms.ChoiceField(
        label=_("Have final bids been invited?"), choices=YES_NO, required=False, widget=forms.Radios
    )
    dropped_would_pass = forms.ChoiceField(
        label=_("Scored again under the refined criteria, would any supplier already dropped have gone through?"),
        choices=YES_NO,
        required=False,
        widget=forms.Radios,
    )
    changes_field = forms.ChoiceField(
        label=_("Could others have taken part, or others have been dropped, had this been so from the start?"),
        choices=YES_NO,
        required=False,
        widget=forms.Radios,
    )

    def __init__(self, *arguments: Any, today: date, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        deadline = said.get("first_deadline")
        waits = said.get("awarded") == "no" and "first_deadline" in said
        self.require("first_deadline", _("Enter the first deadline for suppliers"), when=waits)
        late = said.get("awarded") == "no" and deadline is not None and deadline <= self.today
        refines = said.get("refines")
        self.require("refines", _("Say whether the amendment refines award criteria"), when=late)
        refining = late and refines == "yes"
        self.require("final_invited", _("Say whether final bids have been invited"), when=refining)
        self.require(
            "dropped_would_pass", _("Say whether a supplier already dropped would have gone through"), when=refining
        )
        changing = late and refines == "no"
        self.require("changes_field", _("Say whether others could have taken part"), when=changing)
        return said

    def facts(self) -> dict[str, Any]:
        """What was said, as it is kept."""
        said = self.cleaned_data
        asked = ("refines", "final_invited", "dropped_would_pass", "changes_field")
        return {
            # Of an awarded contract the deadline decides nothing, and need not be said.
            "first_deadline": (said["first_deadline"] or self.today).isoformat(),
            "awarded": said["awarded"] == "yes",
            **{name: {"yes": True, "no": False}.get(said.get(name) or "") for name in asked},
        }


class CloseForm(forms.Form):
    """How a procurement ends, and why."""

    called = {"ending": _("How the procurement ends"), "reason": _("The reason")}

    ending = forms.ChoiceField(
        label=_("How does this procurement end?"),
        choices=Ending.choices,
        widget=forms.Radios,
        error_messages={"required": _("Choose how this procurement ends")},
    )
    reason = forms.CharField(
        label=_("Why is it closed?"),
        max_length=MAXIMUM_REASON,
        widget=forms.Textarea(rows=4),
        error_messages={"required": _("Say why this procurement is closed")},
    )
