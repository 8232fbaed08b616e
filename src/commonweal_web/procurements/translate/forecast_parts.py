"""What a forecast is made from, part by part, each in words that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.forecast_layout import FOLLOW_ON
from commonweal.forecast.capability import FollowOn
from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal_web.layout.numbers import say_decimal
from commonweal_web.procurements.translate.beliefs import say_stated
from commonweal_web.procurements.translate.forecast_words import (
    EFFECTS,
    FIELDS,
    ITEMS,
    NAMING,
    SINGLE,
    STAGES,
    say_field,
)
from commonweal_web.procurements.translate.saying import named_title

WHOLE = ""  # stands for the one field of what is compared whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field of one thing: what it is, what it is called, and what it says in lines."""

    item: str
    label: str
    value: Any
    lines: Sequence[str]


def forecast_parts(inputs: ForecastInputs, stages: Mapping[str, str]) -> dict[tuple[str, str, str], Part]:
    """Every field of every thing by list, id and name, in the order of the file. `stages` has their titles.

    What is left at nothing is left out. A belief that one thing alone states is told with that thing.
    """
    return _Walk(inputs=inputs, stages=stages).parts()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    inputs: ForecastInputs
    stages: Mapping[str, str]

    def parts(self) -> dict[tuple[str, str, str], Part]:
        single = {
            (name, WHOLE, WHOLE): Part(item=str(label), label="", value=value, lines=[_say_single(value)])
            for name, label in SINGLE.items()
            if (value := getattr(self.inputs, name))
        }
        found = {(key, name, field): part for key, name, field, part in self._of_items()}
        return single | found

    def _of_items(self) -> Iterator[tuple[str, str, str, Part]]:
        own = set(_own_beliefs(self.inputs))
        for name, stated in self.inputs.beliefs.items():
            if name not in own:
                yield "beliefs", name, WHOLE, _whole("beliefs", stated.title or name, stated, say_stated(stated))
        for stage, name in self.inputs.gates.items():
            yield "gates", stage, WHOLE, _whole("gates", self._stage(stage), *self._believed(name, f"{stage}.gate"))
        for each in self.inputs.correlations:
            title = _("%(one)s and %(other)s") % {"one": self._belief(each.one), "other": self._belief(each.other)}
            yield from self._fields("correlations", f"{each.one}|{each.other}", title, each)
        for stage, hope in self.inputs.hopefulness.items():
            yield from self._fields("hopefulness", stage, self._stage(stage), hope)
        for key in ("effects", "studies", "capabilities", "adaptations", "scenarios"):
            for item in getattr(self.inputs, key):
                yield from self._fields(key, item.id, item.title, item)

    def _fields(self, key: str, name: str, title: str, item: Any) -> Iterator[tuple[str, str, str, Part]]:
        for field in fields(item):
            value = getattr(item, field.name)
            if field.name in FIELDS and value not in (None, "", (), {}):
                said, lines = self._said(field.name, value, name)
                part = Part(item=_item(key, title), label=str(FIELDS[field.name]), value=said, lines=lines)
                yield key, name, field.name, part

    def _said(self, field: str, value: Any, owner: str) -> tuple[Any, list[str]]:
        """A field's value, with what the beliefs say that it names, and the lines that tell it."""
        if isinstance(value, FollowOn):
            return self._of_follow_on(value, f"{owner}.{field}")
        if isinstance(value, Mapping):
            return self._of_mapping(field, value, owner)
        if field in NAMING and isinstance(value, str):
            return self._believed(value, f"{owner}.{field}")
        if field in EFFECTS:
            return value, [self._effect(each) for each in value]
        words = self._stage(value) if field in STAGES else say_field(field, value)
        return value, [words]

    def _of_mapping(self, field: str, value: Mapping[str, Any], owner: str) -> tuple[Any, list[str]]:
        """A line for each key."""
        found, lines = {}, []
        for key, each in value.items():
            place = f"{owner}.{key}" if field == "additionality" else f"{owner}.{field}.{key}"
            said: tuple[Any, list[str]] = (each, [say_field(field, each)])
            if isinstance(each, StatedBelief):
                said = (each, say_stated(each))
            elif field in NAMING:
                said = self._believed(each, place)
            found[str(key)] = said[0]
            lines.append(_named(self._key(field, str(key)), said[1]))
        return found, lines

    def _key(self, field: str, key: str) -> str:
        if field == "missions":
            return named_title(key)
        if field == "beliefs":
            return self._belief(key)
        if field in EFFECTS:
            return self._effect(key)
        return self._stage(key) if field in STAGES else key.replace("-", " ").capitalize()

    def _of_follow_on(self, value: FollowOn, owner: str) -> tuple[Any, list[str]]:
        found, lines = {}, []
        for each in fields(value):
            said, said_lines = self._said(each.name, getattr(value, each.name), owner)
            found[each.name] = said
            label = str(FOLLOW_ON[each.name][0]).capitalize() if each.name in FOLLOW_ON else str(FIELDS[each.name])
            lines.append(_named(label, said_lines))
        return found, lines

    def _believed(self, name: str, place: str) -> tuple[Any, list[str]]:
        """What a belief says that stands in this place; of one that is stated elsewhere, which it is."""
        if name == place:
            stated = self.inputs.beliefs[name]
            return (stated.belief, stated.unit, stated.because, stated.source), say_stated(stated)
        return name, [_("As believed of “%(title)s”") % {"title": self._belief(name)}]

    def _belief(self, name: str) -> str:
        stated = self.inputs.beliefs.get(name)
        return stated.title if stated and stated.title else name

    def _stage(self, stage: str) -> str:
        return self.stages.get(stage, stage)

    def _effect(self, name: str) -> str:
        return next((each.title for each in self.inputs.effects if each.id == name), name)


def _own_beliefs(inputs: ForecastInputs) -> Iterator[str]:
    """The beliefs that stand in the very place that needs them."""
    placed = {f"{stage}.gate": name for stage, name in inputs.gates.items()}
    for effect in inputs.effects:
        placed |= {f"{effect.id}.{key}": getattr(effect, key) for key in ("quantity", "value", "lag")}
        placed |= {f"{effect.id}.{term}": name for term, name in effect.additionality.items()}
    for gain in inputs.capabilities:
        for key in ("raises", "shortens"):
            placed |= {f"{gain.id}.{key}.{stage}": name for stage, name in getattr(gain, key).items()}
        for key in FOLLOW_ON if gain.follow_on else ():
            placed[f"{gain.id}.follow_on.{key}"] = getattr(gain.follow_on, key)
    return (name for place, name in placed.items() if name == place)


def _item(key: str, title: str) -> str:
    return str(ITEMS[key]) % {"title": title}


def _whole(key: str, title: str, value: Any, lines: Sequence[str]) -> Part:
    return Part(item=_item(key, title), label="", value=value, lines=lines)


def _say_single(value: Any) -> str:
    return say_decimal(value) if isinstance(value, Decimal) else str(value)


def _named(label: str, lines: Sequence[str]) -> str:
    return _("%(label)s: %(said)s") % {"label": label, "said": "; ".join(lines)}
