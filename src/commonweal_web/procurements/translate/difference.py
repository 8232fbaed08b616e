"""What differs between two documents, part by part, and a document with some of the differences taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from commonweal.scheme.checks.four_tests import REASONS_ASK
from commonweal_web.procurements.translate.parts import Path, part_of, same
from commonweal_web.procurements.translate.saying import (
    LISTS,
    part_label,
    say_decision,
    say_path,
    say_plain,
    say_value,
)

# Parts that are compared as they are: what is inside belongs together.
WHOLE: frozenset[Path] = frozenset(
    {
        ("procurement", "declared_value"),
        ("procurement", "commencement"),
        ("procurement", "split"),
        ("procurement", "extras"),
    }
)
NEVER = frozenset({"commonweal"})
ORDER = "order"
ADOPT = "adopt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One part that two documents say differently: in lines of words, and as it is.

    `key` tells it from all others of the same comparison. A part that one of them does not have is None there.
    """

    key: str
    path: Path
    label: str
    before: Any
    after: Any
    before_lines: list[str]
    after_lines: list[str]

    @property
    def is_added(self) -> bool:
        return self.before is None

    @property
    def is_removed(self) -> bool:
        return self.after is None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every part that differs, in the order of the document."""
    return [_difference(path, one, other, before, after) for path, one, other in _walk(before, after)]


def _difference(path: Path, one: Any, other: Any, *datas: Mapping[str, Any]) -> Difference:
    return Difference(
        key="|".join(str(step) for step in path),
        path=path,
        label=_label(path, *datas),
        before=one,
        after=other,
        before_lines=_lines(path, one, *datas),
        after_lines=_lines(path, other, *datas),
    )


def _label(path: Path, *datas: Mapping[str, Any]) -> str:
    if path[-1] == ORDER and len(path) == 2:
        return _("Order of %(list)s") % {"list": say_path(path[:1]).lower()}
    if path[0] == "decisions":
        return _("Decision")
    return say_path(path, *datas)


def _lines(path: Path, value: Any, *datas: Mapping[str, Any]) -> list[str]:
    """In words; an item that is there on one side alone is told part by part."""
    if path[0] == "decisions" and len(path) == 2:
        return say_decision(value, stage_titles(*datas)) if value else []
    if len(path) != 2 or path[0] not in LISTS:
        return say_value(path, value)
    if not isinstance(value, dict):
        return [] if value is None else say_plain(value)
    said = {key: "; ".join(say_value((*path, key), item)) for key, item in value.items() if key != "id"}
    return [
        _("%(label)s: %(said)s") % {"label": part_label((*path, key)), "said": words}
        for key, words in said.items()
        if words
    ]


def stage_titles(*datas: Mapping[str, Any]) -> dict[str, str]:
    """The titles of documents' stages by their ids."""
    stages = [each for data in datas for each in data.get("stages") or () if isinstance(each, dict)]
    return {str(each.get("id")): str(each.get("title") or each.get("id")) for each in stages}


def for_people(found: Sequence[Difference], names: Mapping[str, str]) -> list[Difference]:
    """The differences as people read them: with names for labels, and without digests that only a file needs."""
    return named([each for each in found if not (each.path[0] == "answers" and each.path[-1] == REASONS_ASK)], names)


def named(found: Sequence[Difference], names: Mapping[str, str]) -> list[Difference]:
    """The differences with people's names for the labels by which documents name them."""
    return [
        replace(each, before_lines=_named(each.before_lines, names), after_lines=_named(each.after_lines, names))
        for each in found
    ]


def _named(lines: Sequence[str], names: Mapping[str, str]) -> list[str]:
    said = list(lines)
    for label, name in names.items():
        said = [line.replace(label, name) for line in said]
    return said


def _walk(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[Path, Any, Any]]:
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        if key in NEVER:
            continue
        if key in LISTS:
            yield from _of_named((key,), one or [], other or [])
        elif key == "decisions":
            yield from _of_decisions(one or [], other or [])
        else:
            yield from _of_parts((key,), one, other)


def _of_parts(path: Path, one: Any, other: Any) -> Iterator[tuple[Path, Any, Any]]:
    """Maps part by part, all else as it is."""
    deep = isinstance(one, dict) or isinstance(other, dict)
    if deep and path not in WHOLE and (path[0] not in LISTS or len(path) < 3):
        maps = [each if isinstance(each, dict) else {} for each in (one, other)]
        for key in dict.fromkeys((*maps[0], *maps[1])):
            yield from _of_parts((*path, key), maps[0].get(key), maps[1].get(key))
    elif not same(one, other):
        yield path, one, other


def _of_named(path: Path, one: Sequence[Any], other: Sequence[Any]) -> Iterator[tuple[Path, Any, Any]]:
    """Items by their id: changed part by part, added, removed, and in another order."""
    befores, afters = _by_id(one), _by_id(other)
    for name in dict.fromkeys((*befores, *afters)):
        if name in befores and name in afters:
            for key in dict.fromkeys((*befores[name], *afters[name])):
                if not same(befores[name].get(key), afters[name].get(key)):
                    yield (*path, name, key), befores[name].get(key), afters[name].get(key)
        else:
            yield (*path, name), befores.get(name), afters.get(name)
    orders = [[name for name in each if name in befores and name in afters] for each in (befores, afters)]
    if orders[0] != orders[1]:
        yield (*path, ORDER), _titles(befores, orders[0]), _titles(afters, orders[1])


def _by_id(items: Sequence[Any]) -> dict[str, Any]:
    return {str(item.get("id", place)): item for place, item in enumerate(items) if isinstance(item, dict)}


def _titles(items: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    return [str(items[name].get("title") or name) for name in names]


def _of_decisions(one: Sequence[Any], other: Sequence[Any]) -> Iterator[tuple[Path, Any, Any]]:
    """A decision is never changed: it is there, or it is not. Adoptions are looked at elsewhere."""
    left = [each for each in other if not any(same(each, held) for held in one)]
    gone = [each for each in one if not any(same(each, held) for held in other)]
    for place, each in enumerate(gone):
        if each.get("kind") != ADOPT:
            yield ("decisions", f"removed-{place}"), each, None
    for place, each in enumerate(left):
        if each.get("kind") != ADOPT:
            yield ("decisions", f"added-{place}"), None, each


def adoptions(data: Mapping[str, Any]) -> list[Any]:
    """The decisions that adopted a scheme."""
    return [each for each in data.get("decisions") or () if isinstance(each, dict) and each.get("kind") == ADOPT]


def with_accepted(
    before: Mapping[str, Any], after: Mapping[str, Any], found: Sequence[Difference], accepted: Collection[str]
) -> dict[Path, Any]:
    """The parts that take over the accepted differences, as they are set in the document before."""
    taken = [each for each in found if each.key in accepted]
    parts: dict[Path, Any] = {each.path: each.after for each in taken if each.path[0] not in {*LISTS, "decisions"}}
    for name in sorted(LISTS):
        of_list = [each for each in taken if each.path[0] == name]
        if of_list:
            parts[(name,)] = _merged(name, before, after, of_list) or None
    decided = [each for each in taken if each.path[0] == "decisions"]
    if decided:
        parts[("decisions",)] = _decided(before.get("decisions") or [], decided)
    return parts


def _merged(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], taken: Sequence[Difference]
) -> list[dict[str, Any]]:
    """A list with some of its differences taken over: what is new stands behind what it follows in the other."""
    items = {key: dict(item) for key, item in _by_id(before.get(name) or []).items()}
    others = _by_id(after.get(name) or [])
    order = list(items)
    for each in taken:
        key = str(each.path[1])
        if len(each.path) == 3:
            _put(items[key], str(each.path[2]), each.after)
        elif key == ORDER:
            order = _reordered(order, [other for other in others if other in items])
        elif each.is_removed:
            order.remove(key)
        else:
            items[key] = dict(others[key])
            order.insert(_behind(order, list(others), key), key)
    return [items[key] for key in order]


def _put(item: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        item.pop(key, None)
    else:
        item[key] = value


def _reordered(order: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The names in the wanted order, at the places where they stood; the others stay where they are."""
    queue = iter([name for name in wanted if name in order])
    return [next(queue) if name in wanted else name for name in order]


def _behind(order: Sequence[str], others: Sequence[str], key: str) -> int:
    earlier = others[: others.index(key)]
    return max((order.index(name) + 1 for name in earlier if name in order), default=0)


def _decided(decisions: Sequence[Any], taken: Sequence[Difference]) -> list[Any] | None:
    gone = [each.before for each in taken if each.is_removed]
    kept = [each for each in decisions if not any(same(each, one) for one in gone)]
    return [*kept, *(each.after for each in taken if each.is_added)] or None


__all__ = ["Difference", "adoptions", "differences", "for_people", "part_of", "with_accepted"]
