"""By what a list of events is filtered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.queries import Wanted
from commonweal_web.audit.sentences import title_of
from commonweal_web.layout import forms


class FilterForm(forms.Form):
    """Kind, person and days; all may stay empty."""

    called = {"first": _("The first day"), "last": _("The last day")}

    kind = forms.ChoiceField(label=_("What was done"), required=False, widget=forms.Select)
    person = forms.ChoiceField(label=_("By or to whom"), required=False, widget=forms.Select)
    first = forms.DateField(label=_("From"), required=False)
    last = forms.DateField(label=_("To"), required=False)

    def __init__(self, *args: Any, kinds: list[str], people: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        told = sorted(((kind, title_of(kind)) for kind in kinds), key=lambda choice: choice[1])
        self.fields["kind"].choices = [("", _("Everything")), *told]  # type: ignore[attr-defined]
        named = sorted(people.items(), key=lambda person: person[1])
        self.fields["person"].choices = [("", _("Everybody")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must not be before the first"))
        return self.cleaned_data

    def wanted(self) -> Wanted:
        """What is asked for; everything while the form is wrong."""
        if not self.is_bound or not self.is_valid():
            return Wanted()
        told = self.cleaned_data
        kinds = frozenset({told["kind"]}) if told["kind"] else frozenset()
        return Wanted(kinds=kinds, person=told["person"], first=told["first"], last=told["last"])
