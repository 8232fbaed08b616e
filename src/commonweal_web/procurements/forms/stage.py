"""A stage in its four pages: what it is, what it is paid, its gate, and how long its evidence matters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.procurements.forms.document import Binding, DocumentForm, money, plain, tidy, yes_no
from commonweal_web.procurements.forms.fields import (
    count,
    left_out,
    line,
    meaning,
    one_of,
    paragraph,
    vat_of,
    yes_or_no,
)
from commonweal_web.procurements.translate import choices


class StageForm(DocumentForm):
    """What a stage is."""

    bindings = (
        plain("title"),
        plain("kind"),
        plain("months"),
        yes_no("under_contract", default=True),
        plain("purpose"),
        plain("deliverables"),
    )
    refused_at = "months"
    called = {
        "kind": _("The kind of stage"),
        "under_contract": _("Whether it is under contract"),
        "purpose": _("The purpose"),
        "deliverables": _("The deliverables"),
        "months": _("Length"),
    }

    title = line(_("Name of the stage"), longest=200, missing=_("Enter the name of the stage"))
    kind = one_of(
        _("What kind of stage is it?"),
        choices.STAGE_KINDS,
        missing=_("Choose what kind of stage it is"),
        hint=meaning("stage"),
    )
    months = forms.NumberField(
        label=_("How long is it?"),
        min_value=Decimal("0.01"),
        max_value=600,
        suffix=_("months"),
        width=5,
        help_text=_("From the start of the stage to its end"),
        error_messages={"required": _("Enter how many months the stage takes")},
    )
    under_contract = forms.ChoiceField(
        label=_("Is it part of what is bought now?"),
        choices=[("yes", _("Yes, it is under contract")), ("no", _("No, it may follow later"))],
        widget=forms.Radios(hints={"no": meaning("branch")}),
        error_messages={"required": _("Say whether the stage is part of what is bought now")},
    )
    purpose = paragraph(_("What is it to find out or bring about?"), longest=4_000, rows=3)
    deliverables = paragraph(
        _("What does the contract ask for at this stage?"),
        longest=4_000,
        rows=3,
        hint=_("What is paid for in any case: only what goes beyond it can earn marks"),
    )


class StageMoneyForm(DocumentForm):
    """What a stage is paid, and who competes for it."""

    bindings = (
        money("amount", "vat", "funding"),
        plain("contracts", default=1),
        plain("bidders"),
        plain("assessors"),
    )
    refused_at = "amount"
    called = {
        "amount": _("The funding"),
        "vat": _("Whether VAT is in it"),
        "contracts": _("Contracts side by side"),
        "bidders": _("Bids expected"),
        "assessors": _("People who assess each bid"),
    }

    amount = forms.MoneyField(
        label=_("What is one contract paid for this stage?"),
        required=False,
        help_text=_("An estimate will do. Without it, nothing can be weighed against the stage's size."),
    )
    vat = vat_of()
    contracts = count(_("How many contracts run side by side?"), hint=_("One, unless you say otherwise"))
    bidders = count(_("How many bids do you expect?"), hint=left_out(choices.usual_bids))
    assessors = count(_("How many people assess each bid?"), hint=left_out(choices.usual_assessors), most=100)


class StageGateForm(DocumentForm):
    """The decision point after a stage."""

    refused_at = "pass_share"
    called = {
        "gate": _("Whether there is a gate"),
        "pass_share": _("The chance"),
        "stop_right": _("Whether there is a right to stop"),
        "in_notice": _("Whether the notice provides for it"),
        "in_contract": _("Whether the contract provides for it"),
        "gate_title": _("The name of the gate"),
    }
    bindings = (
        Binding(path=("gate",), read=lambda value: read_gate(value), write=lambda cleaned, _old: write_gate(cleaned)),  # noqa: PLW0108
    )

    gate = forms.ChoiceField(
        label=_("Is there a gate after this stage?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        help_text=meaning("gate"),
        widget=forms.Radios(reveals={"yes": ["gate_title", "pass_share", "stop_right", "in_notice", "in_contract"]}),
        error_messages={"required": _("Say whether there is a gate after this stage")},
    )
    gate_title = line(_("What is it called?"), longest=200, hint=_("For example, Ready to pilot"))
    pass_share = forms.PercentField(
        label=_("How likely is it that the stage succeeds?"),
        min_value=1,
        required=False,
        help_text=left_out(choices.usual_chance, _("As you believe it now. Left out, {usual}% is taken.")),
    )
    stop_right = yes_or_no(_("Does the contract give a right to stop here?"))
    in_notice = yes_or_no(_("Does the notice provide for it?"))
    in_contract = yes_or_no(_("Does the contract provide for it?"))


GATE_QUESTIONS = ("stop_right", "in_notice", "in_contract")


def read_gate(value: Any) -> dict[str, Any]:
    held: Mapping[str, Any] = value if isinstance(value, dict) else {}
    share = held.get("pass_share")
    words: dict[Any, str] = {True: "yes", False: "no"}
    said = {name: words.get(held.get(name), "unsaid") for name in GATE_QUESTIONS}
    shown = None if share is None else Decimal(str(share)) * 100
    return {"gate": "no" if value is None else "yes", "gate_title": held.get("title"), "pass_share": shown, **said}


def write_gate(cleaned: Mapping[str, Any]) -> Any:
    if cleaned.get("gate") != "yes":
        return None
    share = cleaned.get("pass_share")
    made = {
        "title": cleaned.get("gate_title") or None,
        "pass_share": None if share is None else tidy(share / 100),
        **{name: {"yes": True, "no": False}.get(str(cleaned.get(name))) for name in GATE_QUESTIONS},
    }
    return {name: value for name, value in made.items() if value is not None}


class StageEvidenceForm(DocumentForm):
    """The last moment when evidence on a stage still matters."""

    bindings = (
        Binding(
            path=("evidence_until",),
            read=lambda value: {"what": (value or {}).get("what"), "after": (value or {}).get("months_after_stage")},
            write=lambda cleaned, _old: (
                {"what": cleaned["what"], "months_after_stage": tidy(cleaned["after"])}
                if cleaned.get("what") and cleaned.get("after") is not None
                else None
            ),
        ),
    )
    refused_at = "what"
    called = {"what": _("What happens then"), "after": _("The months")}

    what = line(
        _("What is still decided on its evidence after it has ended?"),
        longest=300,
        hint=_(
            "Such as a final payment, or a decision of the board. Leave it out if its evidence matters only until the "
            "stage ends."
        ),
    )
    after = forms.NumberField(
        label=_("How long after the end of the stage?"),
        min_value=0,
        max_value=600,
        suffix=_("months"),
        width=5,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        self.require(
            "after", _("Enter how many months after the stage that is"), when=bool(self.cleaned_data.get("what"))
        )
        self.require(
            "what",
            _("Enter what happens then, or take the months out"),
            when=self.cleaned_data.get("after") is not None,
        )
        return self.cleaned_data
