"""What each kind of event says, as a sentence. Every app adds its own kinds, in a module of its own called `sentences`:

register(
    Sentence(
        kind="member-added",
        title=_("Person added to the team"),
        text=_("%(by)s added %(person)s to the team as %(role)s."),
        people=("person",),
        words={"role": lambda key: ROLES[key].title},
    )
)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commonweal_web.audit.models import Event

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A kind of event: its name in lists, and its sentence with %(by)s and the facts as placeholders.

    `people` are the facts that hold the id of a person; `words` say other facts as people say them.
    """

    kind: str
    title: Text
    text: Text
    people: tuple[str, ...] = ()
    words: Mapping[str, Callable[[Any], Text]] = field(default_factory=dict)


_SENTENCES: dict[str, Sentence] = {}


def register(*sentences: Sentence) -> None:
    """Add kinds of event; a kind has one sentence."""
    _SENTENCES.update({each.kind: each for each in sentences})


def known_kinds() -> dict[str, Sentence]:
    """Every kind that some app tells of, by its name."""
    return dict(_SENTENCES)


def title_of(kind: str) -> str:
    """A kind of event as lists name it."""
    return str(_SENTENCES[kind].title) if kind in _SENTENCES else kind


def people_in(events: Iterable[Event]) -> set[str]:
    """The ids of everybody that some events tell of."""
    found = set()
    for event in events:
        sentence = _SENTENCES.get(event.kind)
        found |= {event.by, *(str(event.facts.get(name) or "") for name in (sentence.people if sentence else ()))}
    return found - {""}


def tell(event: Event, names: Mapping[str, str]) -> str:
    """The sentence of an event, with what people are called now."""
    by = names.get(event.by, _("A former user")) if event.by else _("The service")
    sentence = _SENTENCES.get(event.kind)
    if sentence is None:
        told = _("%(by)s did something of the kind “%(kind)s”.") % {"by": by, "kind": event.kind}
        return str(capfirst(told))
    return str(capfirst(str(sentence.text) % _Facts(_said(sentence, event, names) | {"by": by})))


def _said(sentence: Sentence, event: Event, names: Mapping[str, str]) -> dict[str, Text]:
    said: dict[str, Text] = {}
    for name, value in event.facts.items():
        if name in sentence.people:
            said[name] = names.get(str(value), _("A former user"))
        elif name in sentence.words:
            said[name] = sentence.words[name](value)
        else:
            said[name] = str(value)
    return said


class _Facts(dict[str, Text]):
    """Facts of an event; what an older release did not record is said to be so."""

    def __missing__(self, name: str) -> str:
        return _("(not recorded)")
