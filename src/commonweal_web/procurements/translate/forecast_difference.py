"""What differs between the inputs of two forecasts, part by part, in words that people read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.folder import FORECAST_FILE
from commonweal.exchange.case_file.forecast_file import read_inputs
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal.record.errors import CommonwealError
from commonweal_web.procurements.translate.difference import Difference, stage_titles
from commonweal_web.procurements.translate.forecast_parts import Part, forecast_parts
from commonweal_web.procurements.translate.wording import plain_message

Key = tuple[str, str, str]


def forecast_difference(before: str, after: str, *datas: Mapping[str, Any]) -> list[Difference]:
    """What a file says otherwise of the inputs of the forecast, as one part; a file without them says nothing."""
    found = forecast_differences(before, after, *datas) if after else []
    if not found:
        return []
    return [
        Difference(
            key=FORECAST_FILE,
            path=(FORECAST_FILE,),
            label=_("What the forecast is made from"),
            before=before or None,
            after=after,
            before_lines=_listed((each.label, each.before_lines) for each in found),
            after_lines=_listed((each.label, each.after_lines) for each in found),
        )
    ]


def _listed(said: Any) -> list[str]:
    return [_("%(label)s: %(said)s") % {"label": label, "said": "; ".join(lines)} for label, lines in said if lines]


def forecast_differences(before: str, after: str, *datas: Mapping[str, Any]) -> list[Difference]:
    """Every part that differs between two texts of forecast/inputs.yaml, each empty where there is none.

    What one of them has whole is one part; `datas` are the documents beside them, of which the stages are named.
    """
    if before == after:
        return []
    stages = stage_titles(*datas)
    one, other = _parts(before, stages), _parts(after, stages)
    items = dict.fromkeys(key[:2] for key in (*one, *other))
    return [each for item in items for each in _of_item(item, _only(one, item), _only(other, item))]


def _parts(text: str, stages: Mapping[str, str]) -> dict[Key, Part]:
    """The parts of a text; of one that cannot be read, why not."""
    if not text:
        return {}
    try:
        return forecast_parts(read_inputs(parse_yaml(text, name=FORECAST_FILE)), stages)
    except CommonwealError as error:
        label = _("What the forecast is made from")
        return {(FORECAST_FILE, "", ""): Part(item=label, label="", value=text, lines=[plain_message(error)])}


def _only(parts: Mapping[Key, Part], item: tuple[str, str]) -> dict[str, Part]:
    return {key[2]: part for key, part in parts.items() if key[:2] == item}


def _of_item(item: tuple[str, str], one: Mapping[str, Part], other: Mapping[str, Part]) -> Iterator[Difference]:
    """Field by field where both have the thing, else the whole of it."""
    if not one or not other:
        lines = [_told(list(each.values())) for each in (one, other)]
        label = next(iter({**one, **other}.values())).item
        yield _difference((*item, ""), label, one or None, other or None, lines)
        return
    for field in dict.fromkeys((*one, *other)):
        parts = (one.get(field), other.get(field))
        before, after = (part.value if part else None for part in parts)
        if before != after:
            lines = [list(part.lines) if part else [] for part in parts]
            yield _difference((*item, field), _label(other.get(field) or one[field]), before, after, lines)


def _label(part: Part) -> str:
    return _("%(item)s: %(part)s") % {"item": part.item, "part": part.label.lower()} if part.label else part.item


def _told(parts: Sequence[Part]) -> list[str]:
    """A whole thing, a line a field."""
    return [line for part in parts for line in (_listed([(part.label, part.lines)]) if part.label else part.lines)]


def _difference(key: Key, label: str, before: Any, after: Any, lines: Sequence[list[str]]) -> Difference:
    return Difference(
        key="|".join((FORECAST_FILE, *key)),
        path=(FORECAST_FILE, *key),
        label=label,
        before=before,
        after=after,
        before_lines=lines[0],
        after_lines=lines[1],
    )
