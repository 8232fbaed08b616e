"""Looking through the list of procurements."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.procurements.models import State

SORTS = (
    ("changed", _("Last changed")),
    ("title", _("Title")),
    ("commencement", _("Day of commencement")),
    ("value", _("Value, largest first")),
)


class FindForm(forms.Form):
    """Words, a state, an order. What cannot be understood is left out: a list is shown in any case."""

    called = {"q": _("What you look for")}

    q = forms.CharField(label=_("Title or reference"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("Any state")), *State.choices], required=False, widget=forms.Select
    )
    sort = forms.ChoiceField(label=_("In order of"), choices=SORTS, required=False, widget=forms.Select)
