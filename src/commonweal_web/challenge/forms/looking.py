"""Other judgements and weightings, for a look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commonweal_web.layout import forms
from commonweal_web.layout.components import KINDS

LEAST_COST, MOST, WHOLE = Decimal("0.01"), Decimal(1000), Decimal(100)


class LookForm(forms.Form):
    """A box for each judgement of V, M and K and for each weighting; one that is emptied stands as it does.

    `efforts` and `criteria` are what stands: the kinds of effort, and of each criterion its title and weighting.
    """

    def __init__(
        self, *arguments: Any, efforts: Sequence[Any], criteria: Sequence[tuple[str, Decimal]], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.efforts, self.criteria = tuple(efforts), tuple(criteria)
        for place, (title, weighting) in enumerate(self.criteria):
            self._box(f"w-{place}", _("Weighting of ‘%(title)s’") % {"title": title}, weighting, most=WHOLE)
        for each in self.efforts:
            for name, label, stands, least in _boxes(each):
                self._box(name, label, stands, least=least)

    def _box(
        self, name: str, label: str, stands: Decimal, *, least: Decimal = Decimal(0), most: Decimal = MOST
    ) -> None:
        label = label.replace("%", "")  # a title is part of messages with placeholders
        self.fields[name] = forms.NumberField(
            label=label, min_value=least, max_value=most, decimal_places=6, width=5, required=False, initial=stands
        )
        self.fields[name].widget.attrs["aria-label"] = label
        self.prepare(name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(each.value for each in self.said_efforts):
            self.add_error(f"v-{self.efforts[0].kind}", _("At least one kind of effort must be worth something"))
        if not self.errors and not any(self.said_weightings.values()):
            self.add_error("w-0", _("At least one criterion must carry some weighting"))
        return cleaned

    @property
    def said_efforts(self) -> tuple[Any, ...]:
        """The efforts as the boxes have them."""
        return tuple(
            replace(
                each,
                value=self._said(f"v-{each.kind}", each.value),
                cost=self._said(f"k-{each.kind}", each.cost),
                padding_cost=self._said(f"p-{each.kind}", each.padding_cost),
                raises={asked: self._said(f"m-{each.kind}-{asked}", held) for asked, held in each.raises.items()},
            )
            for each in self.efforts
        )

    @property
    def said_weightings(self) -> Mapping[int, Decimal]:
        """Weightings by the place of the criterion."""
        return {place: self._said(f"w-{place}", held) for place, (_title, held) in enumerate(self.criteria)}

    def _said(self, name: str, held: Decimal) -> Decimal:
        number = self.cleaned_data.get(name)
        return held if number is None else number

    @property
    def weighting_rows(self) -> list[tuple[str, Any]]:
        return [(title, self[f"w-{place}"]) for place, (title, _held) in enumerate(self.criteria)]

    @property
    def effort_rows(self) -> list[tuple[Any, list[Any]]]:
        """A row of boxes for each kind of effort: its worth, what it raises, its costs."""
        return [(each, [self[name] for name, *_rest in _boxes(each)]) for each in self.efforts]

    @property
    def columns(self) -> list[Any]:
        """What stands over the boxes of a row."""
        raised = self.efforts[0].raises if self.efforts else ()
        raises = [_("Raises %(kind)s") % {"kind": KINDS[asked]} for asked in raised]
        return [_("Worth"), *raises, _("Cost"), _("Cost of padding")]


def _boxes(each: Any) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    """The boxes of one kind of effort: name, label, what stands, and the least that it may be."""
    about = {"title": each.title}
    yield f"v-{each.kind}", _("Worth of ‘%(title)s’") % about, each.value, Decimal(0)
    for asked, held in each.raises.items():
        said = _("How far ‘%(title)s’ raises criteria of %(kind)s") % {**about, "kind": KINDS[asked]}
        yield f"m-{each.kind}-{asked}", said, held, Decimal(0)
    yield f"k-{each.kind}", _("Cost of ‘%(title)s’") % about, each.cost, LEAST_COST
    yield f"p-{each.kind}", _("Cost of padding ‘%(title)s’") % about, each.padding_cost, LEAST_COST
