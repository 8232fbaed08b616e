"""How much outcomes and missions matter to the authority."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout import forms
from commonweal_web.procurements.forms.document import Binding, DocumentForm
from commonweal_web.procurements.forms.fields import left_out
from commonweal_web.procurements.translate import choices
from commonweal_web.procurements.translate.editions import outcomes_that_hold


def importances() -> list[tuple[str, Any]]:
    """How much something may matter, from nothing said to the most."""
    most = choices.GREATEST_IMPORTANCE
    between = [(str(each), str(each)) for each in range(1, most)]
    return [
        ("", left_out(choices.usual_importance, _("Not said, which counts as {usual}"))),
        ("0", _("0, not at all")),
        *between,
        (str(most), _("%(most)s, the most") % {"most": most}),
    ]


class ImportanceForm(DocumentForm):
    """How much each of some outcomes or missions matters, from 0 to 5."""

    part = "outcomes"

    def __init__(self, data: Any = None, *, text: str = "", **options: Any) -> None:
        self.text = text
        super().__init__(data, **options)
        for each in self.named():
            self.fields[f"matters-{each.name}"] = forms.ChoiceField(
                label=each.title,
                choices=importances(),
                required=False,
                help_text=self.hint_of(each),
                widget=forms.Select,
            )
            self.prepare(f"matters-{each.name}")

    def named(self) -> tuple[choices.Named, ...]:
        """Those of the edition that holds for the document, and those of others that something was said of."""
        said = (self.document.get("importance") or {}).get("outcomes") or {}
        holding = {each.name: each for each in outcomes_that_hold(self.text)}
        return tuple(each for each in choices.outcomes() if not holding or each.name in holding or each.name in said)

    def hint_of(self, each: choices.Named) -> str:
        """The edition, where it goes without saying for none."""
        return "" if each.name in {one.name for one in outcomes_that_hold(self.text)} else each.of

    def all_bindings(self) -> Sequence[Binding]:
        return [_importance(f"matters-{each.name}", self.part, each.name) for each in self.named()]


def _importance(field: str, part: str, name: str) -> Binding:
    return Binding(
        path=("importance", part, name),
        read=lambda value: {field: "" if value is None else str(value)},
        write=lambda cleaned, _old: int(cleaned[field]) if cleaned.get(field) else None,
    )


class MissionsForm(ImportanceForm):
    """Which missions it serves, and how much each matters."""

    part = "missions"
    called = {"missions": _("The missions")}
    missions = forms.MultipleChoiceField(
        label=_("Which missions does it serve?"),
        choices=lambda: [(each.name, each.title) for each in choices.missions()],
        required=False,
        help_text=_("Tick none if it serves none. A mission adds no marks: what serves it is counted for it."),
        widget=forms.Checkboxes(),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        first = f"matters-{self.named()[0].name}"
        how_much = _("How much does each mission matter to you?")
        usual = left_out(
            choices.usual_importance,
            _("Criteria that serve it weigh more or less. What is not said counts as {usual}."),
        )
        self.begins = {first: (how_much, usual)}

    def named(self) -> tuple[choices.Named, ...]:
        return choices.missions()

    def hint_of(self, each: choices.Named) -> str:  # noqa: ARG002 - they are all of one pack
        return ""

    def all_bindings(self) -> Sequence[Binding]:
        known = {each.name for each in choices.missions()}

        def write(cleaned: Any, old: Any) -> Any:
            others = [name for name in old or () if name not in known]
            kept = [name for name in old or () if name in cleaned.get("missions", ())]
            added = [name for name in cleaned.get("missions", ()) if name not in kept]
            return [*kept, *others, *added] or None

        named = Binding(
            path=("procurement", "missions"), read=lambda value: {"missions": list(value or ())}, write=write
        )
        return [named, *super().all_bindings()]
