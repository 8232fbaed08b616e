"""What is bought, by whom, under which rules and how: one thing a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.procurements.forms.document import Binding, DocumentForm, lines, money, plain, yes_no
from commonweal_web.procurements.forms.fields import line, marked, one_of, paragraph, stated, vat_of, yes_or_no
from commonweal_web.procurements.translate import choices
from commonweal_web.procurements.translate.statements import defence_limbs

LONGEST_TITLE = 300
MOST_CODES = 20


class WhatForm(DocumentForm):
    """What is bought, and what it is called."""

    bindings = (
        plain("title"),
        plain("description", "procurement", "description"),
        lines("cpv", "procurement", "cpv"),
    )
    refused_at = "cpv"
    called = {"description": _("The description"), "cpv": _("CPV codes")}

    title = line(_("Title"), longest=LONGEST_TITLE, missing=_("Enter the title of the procurement"))
    description = paragraph(
        _("What is bought, and what is it for?"),
        longest=10_000,
        rows=8,
        hint=_("In words that a supplier would understand. Criteria are weighed against it."),
    )
    cpv = paragraph(
        _("CPV codes"), longest=400, rows=3, hint=_("Eight digits, one code a line. Leave out what you do not know.")
    )

    def clean_cpv(self) -> str:
        codes = [code.strip() for code in self.cleaned_data["cpv"].splitlines() if code.strip()]
        wrong = next((code for code in codes if not re.fullmatch(r"\d{8}(-\d)?", code)), None)
        if wrong is not None:
            raise forms.ValidationError(
                _("“%(code)s” is not a CPV code: one has eight digits, like 73100000"), params={"code": wrong}
            )
        if len(codes) > MOST_CODES:
            raise forms.ValidationError(_("Enter %(most)s CPV codes or fewer"), params={"most": MOST_CODES})
        return str(self.cleaned_data["cpv"])


class AuthorityForm(DocumentForm):
    """Who buys."""

    bindings = tuple(
        plain(name, "authority", name, default=default)
        for name, default in (("name", None), ("kind", "unknown"), ("region", None), ("identifier", None))
    )
    refused_at = "name"
    called = {"kind": _("The kind of authority")}

    name = line(
        _("Name of the contracting authority"),
        longest=200,
        missing=_("Enter the name of the contracting authority"),
    )
    kind = forms.ChoiceField(
        label=_("What kind of body is it?"),
        choices=list(choices.AUTHORITY_KINDS.items()),
        required=False,
        help_text=stated("edition-by-kind"),
        widget=forms.Select,
    )
    region = line(_("Region"), longest=200, hint=stated("area"))
    identifier = line(
        _("Identifier in a public register"), longest=100, hint=_("Leave it out if you do not know it"), width=20
    )


class RulesForm(DocumentForm):
    """Under which rules, and what nature the contract has."""

    bindings = (
        plain("regime", "procurement", "regime", "kind", default="unknown"),
        plain("limb", "procurement", "regime", "limb"),
        plain("paragraph", "procurement", "regime", "paragraph"),
        plain("nature", "procurement", "nature", default="unknown"),
    )
    refused_at = "regime"
    called = {
        "regime": _("The rules"),
        "nature": _("The nature of what is bought"),
        "limb": _("The limb"),
        "paragraph": _("The paragraph"),
    }

    regime = one_of(
        _("Under which rules is it bought?"),
        choices.REGIMES,
        hint=_("If you do not know, checks that hang on it answer “unknown” instead of guessing"),
        hints={kind: stated(f"regime-{kind}") for kind in choices.REGIMES if kind != choices.UNKNOWN},
        reveals={"defence-and-security": ["limb"], "exempt": ["paragraph"]},
    )
    limb = forms.ChoiceField(
        label=_("Which limb of section 7(1) is it?"),
        choices=lambda: [("", _("Not known yet")), *defence_limbs()],
        required=False,
        help_text=marked("law", _("Of the Procurement Act 2023, in short: read the limb itself before you choose")),
        widget=forms.Select,
    )
    paragraph = line(
        _("Which paragraph of Schedule 2 makes it exempt?"),
        longest=20,
        hint=stated("research-exemption"),
        width=5,
    )
    nature = one_of(_("What is bought?"), choices.NATURES)

    def clean(self) -> dict[str, Any]:
        regime = self.cleaned_data.get("regime")
        if regime != "defence-and-security":
            self.cleaned_data["limb"] = ""
        if regime != "exempt":
            self.cleaned_data["paragraph"] = ""
        return self.cleaned_data


class ValueForm(DocumentForm):
    """The most that the whole may come to, where somebody has stated it."""

    bindings = (money("amount", "vat", "procurement", "declared_value"),)
    refused_at = "amount"
    called = {"amount": _("The value"), "vat": _("Whether VAT is in it")}

    amount = forms.MoneyField(
        label=_("What may the whole come to at most?"),
        required=False,
        help_text=stated("value-at-most", _("Leave it out if only the stages are known: they are added up.")),
    )
    vat = vat_of()


class CommencementForm(DocumentForm):
    """The day that decides which edition binds."""

    refused_at = "on"
    called = {"on": _("The day"), "planned": _("Whether the day is planned")}

    on = forms.DateField(
        label=_("On which day does the procurement commence?"),
        required=False,
        earliest=date(2015, 1, 1),
        latest=date(2050, 12, 31),
        help_text=stated(
            "edition-by-day",
            _("It is the day of the first notice, for example 7 12 2026. With none, it is not known."),
        ),
    )
    planned = forms.ChoiceField(
        label=_("Is that day planned, or has it come?"),
        choices=[("yes", _("It is planned")), ("no", _("The notice was published that day"))],
        required=False,
        widget=forms.Radios(),
    )

    def all_bindings(self) -> Sequence[Binding]:
        return (Binding(path=("procurement", "commencement"), read=_read_commencement, write=_write_commencement),)

    def clean(self) -> dict[str, Any]:
        self.require(
            "planned",
            _("Say whether the day is planned, or whether it has come"),
            when=bool(self.cleaned_data.get("on")),
        )
        return self.cleaned_data


def _read_commencement(value: Any) -> dict[str, Any]:
    held = value if isinstance(value, dict) else {}
    return {"on": held.get("on"), "planned": "yes" if held.get("planned", True) else "no"}


def _write_commencement(cleaned: Any, old: Any) -> Any:
    if not cleaned.get("on"):
        return None
    said = cleaned.get("planned") != "no"
    kept = {"planned": said} if not said or "planned" in (old or {}) else {}
    return {"on": cleaned["on"], **kept}


class DeliveryForm(DocumentForm):
    """How the work is delivered."""

    bindings = (plain("delivery_model", "procurement", "delivery_model"),)
    heading = "delivery_model"
    refused_at = "delivery_model"
    called = {"delivery_model": _("The way of delivering")}

    delivery_model = one_of(
        _("How is it delivered?"),
        choices.DELIVERY_MODELS,
        missing=_("Choose how it is delivered"),
        hints=choices.DELIVERY_HINTS,
    )


class AwardForm(DocumentForm):
    """How awards are made: where the criteria of a stage can live."""

    bindings = (
        plain("award_structure", "procurement", "award_structure"),
        plain("separate_reason", "procurement", "separate_reason"),
        lines("framework_criteria", "procurement", "framework_criteria"),
    )
    refused_at = "award_structure"
    called = {
        "award_structure": _("The way of awarding"),
        "separate_reason": _("The reason"),
        "framework_criteria": _("The framework's criteria"),
    }

    award_structure = one_of(
        _("How are awards made?"),
        choices.AWARD_STRUCTURES,
        missing=_("Choose how awards are made"),
        hint=_("It decides how often criteria are set, and for which stages"),
        hints={**choices.AWARD_HINTS, "call-off": stated("call-off-criteria")},
        reveals={"contract-per-stage": ["separate_reason"], "call-off": ["framework_criteria"]},
    )
    separate_reason = paragraph(
        _("Is there a good reason to value the stages apart?"),
        longest=2_000,
        rows=3,
        hint=stated("stages-aggregate"),
    )
    framework_criteria = paragraph(
        _("The framework's award criteria"),
        longest=4_000,
        rows=4,
        hint=stated("call-off-criteria", _("Enter their codes, one a line.")),
    )


class CircumstancesForm(DocumentForm):
    """What is true of it decides which criteria relate to the subject matter."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name, question in choices.CIRCUMSTANCES.items():
            self.fields[name] = yes_or_no(question)
            self.prepare(name)

    called = choices.CIRCUMSTANCES_SHORT

    def all_bindings(self) -> Sequence[Binding]:
        return [yes_no(name, "procurement", "circumstances", name) for name in choices.CIRCUMSTANCES]
