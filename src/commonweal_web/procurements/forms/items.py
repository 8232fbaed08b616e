"""Forms of one item of a list: a round, a lot, an amount beyond the stages, a criterion."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.procurements.forms.document import DocumentForm, lines, money, plain
from commonweal_web.procurements.forms.fields import LEFT_OUT, count, line, one_of, paragraph, stated, vat_of
from commonweal_web.procurements.translate import choices


class RoundForm(DocumentForm):
    """One round of tendering."""

    bindings = (plain("title"), plain("kind"), plain("keeps_at_most"), plain("keeps_at_least"))
    refused_at = "kind"
    called = {
        "kind": _("The kind of round"),
        "keeps_at_most": _("The most suppliers"),
        "keeps_at_least": _("The fewest suppliers"),
    }

    title = line(_("Name of the round"), longest=200, missing=_("Enter the name of the round"))
    kind = one_of(
        _("What kind of round is it?"),
        choices.ROUND_KINDS,
        missing=_("Choose what kind of round it is"),
        hint=_("Exactly one is final, and it comes last"),
    )
    keeps_at_least = count(_("How many suppliers go on at least?"))
    keeps_at_most = count(_("How many suppliers go on at most?"))

    def clean(self) -> dict[str, Any]:
        least, most = self.cleaned_data.get("keeps_at_least"), self.cleaned_data.get("keeps_at_most")
        if least and most and least > most:
            self.add_error("keeps_at_most", _("The most suppliers must be no fewer than the fewest"))
        return self.cleaned_data


class LotForm(DocumentForm):
    """One lot."""

    bindings = (plain("title"), money("amount", "vat", "value"))
    refused_at = "title"
    called = {"amount": _("The value"), "vat": _("Whether VAT is in it")}

    title = line(_("Name of the lot"), longest=200, missing=_("Enter the name of the lot"))
    amount = forms.MoneyField(label=_("What is its own contract worth?"), required=False)
    vat = vat_of()


class ExtraForm(DocumentForm):
    """An amount beyond the stages."""

    bindings = (plain("what"), money("amount", "vat", "amount"))
    refused_at = "amount"
    called = {"amount": _("The amount"), "vat": _("Whether VAT is in it")}

    what = line(
        _("What is it for"),
        longest=300,
        missing=_("Enter what the amount is for"),
        hint=_("An option, an extension, a fee, payments to those who take part"),
    )
    amount = forms.MoneyField(
        label=_("How much may it come to at most?"),
        required=False,
        help_text=_("If nobody knows, leave it out: legal tests of value then answer “unknown”"),
    )
    vat = vat_of()


class QualityForm(DocumentForm):
    """A quality criterion that the authority brings itself."""

    bindings = (
        plain("title"),
        plain("weighting"),
        plain("question"),
        plain("evidence"),
        plain("word_limit"),
        lines("levels", usual=choices.usual_levels),
        lines("sub_criteria"),
    )
    refused_at = "weighting"
    called = {
        "question": _("The question"),
        "evidence": _("What convinces"),
        "word_limit": _("The length of an answer"),
        "levels": _("What earns each score"),
    }

    title = line(_("Title of the criterion"), longest=300, missing=_("Enter the title of the criterion"))
    weighting = forms.PercentField(
        label=_("Weighting"), error_messages={"required": _("Enter the weighting of the criterion")}
    )
    question = paragraph(
        _("What are bidders asked?"),
        longest=4_000,
        rows=3,
        hint=_("Nothing is published until every quality criterion has its question"),
    )
    evidence = paragraph(
        _("What convinces?"),
        longest=4_000,
        rows=3,
        hint=_("What a good answer shows. Bidders read it beside the question"),
    )
    word_limit = forms.WholeNumberField(
        label=_("How long may an answer be?"),
        min_value=1,
        max_value=choices.LONGEST_ANSWER,
        required=False,
        suffix=_("words"),
        width=5,
        help_text=format_lazy(LEFT_OUT, usual=choices.USUAL_ANSWER),
    )
    levels = paragraph(
        _("What earns each score?"),
        longest=6_000,
        rows=12,
        hint=format_lazy(
            _("One line a score: {scores}. This scale is taken unless you write another"),
            scores=lazy(choices.usual_scores, str)(),
        ),
    )
    sub_criteria = paragraph(
        _("Sub-criteria"), longest=4_000, rows=4, hint=stated("sub-criteria", _("Enter one a line."))
    )

    def clean_levels(self) -> str:
        said = str(self.cleaned_data["levels"])
        count = len([line for line in said.splitlines() if line.strip()])
        points = choices.usual_points()
        if count not in {0, len(points)}:
            told = _(
                "Write %(lines)s lines, one for each score from %(least)s to %(most)s, or none: there are %(count)s"
            )
            scores = {"lines": len(points), "least": f"{points[0]:f}", "most": f"{points[-1]:f}"}
            raise forms.ValidationError(told % {**scores, "count": count})
        return said
