"""Suppositions about packs: a setting, what a measure is like, the hours that everything takes."""

from __future__ import annotations

import difflib
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from commonweal.design.basis import Basis, Supposed
from commonweal.design.settings import Settings, criteria_pack
from commonweal.design.supposed_numbers import changed_value, only_percent, say_number
from commonweal.frameworks.measures import Hours, Measure
from commonweal.frameworks.pack import Pack, Packs
from commonweal.record.errors import MisuseError

SETTINGS = tuple(field.name.replace("_", "-") for field in fields(Settings))
# Settings on which fits hang: thresholds, and what is said of a reading.
OF_FITS = {"least-relevance", "least-factor", "least-factor-scored", "least-meaning", "borderline-margin"}
OF_A_MEASURE = ("hours", "pull", "verified-share", "window-months", "per-million", "deadweight", "poor-share")


def suppose_setting(name: str, text: str, basis: Basis) -> tuple[Basis, Supposed]:
    pack = criteria_pack(basis.packs)
    schedule = pack.parameters[name]
    newest = schedule.values[-1]
    value = changed_value(name, text, newest.value)
    if value < 0 or (schedule.unit.startswith("share") and value > 1):
        raise MisuseError(f"'{name}' is a {schedule.unit}, not '{text}'.")
    changed = replace(schedule, values=(*schedule.values[:-1], replace(newest, value=value)))
    parameters = {**pack.parameters, name: changed}
    same = name not in OF_FITS
    kept = replace(basis, same_thresholds=basis.same_thresholds and same)
    return _in_pack(kept, replace(pack, parameters=parameters), same_fits=basis.same_fits and same), Supposed(
        name=name, before=say_number(newest.value), after=say_number(value), stands_in=f"overlay at parameters/{name}"
    )


def suppose_all_hours(text: str, basis: Basis) -> tuple[Basis, Supposed]:
    """The hours of every measure of every pack at once."""
    multiple = only_percent("hours", text)

    def with_hours(pack: Pack) -> Pack:
        measures = {name: _times_hours(measure, multiple) for name, measure in pack.measures.items()}
        return replace(pack, measures=measures)

    editions = tuple(with_hours(pack) if pack.measures else pack for pack in basis.packs.editions)
    return replace(basis, packs=Packs(editions=editions), same_fits=False), Supposed(
        name="hours", before="our estimates", after=text.strip(), stands_in="overlay at measures/…/fit/hours"
    )


def suppose_of_measure(text_name: str, attribute: str, text: str, basis: Basis) -> tuple[Basis, Supposed]:
    pack, measure_id = find_measure(text_name, basis.packs)
    name = f"{pack.id}/{measure_id}.{attribute}"
    measure = pack.measures[measure_id]
    at = {"per-million": "signal/per_million", "deadweight": "signal/deadweight", "poor-share": "signal/poor_share"}
    path = f"measures/{measure_id}/fit/{at.get(attribute, attribute.replace('-', '_'))}"
    if attribute == "hours":
        changed, before, after = _times_hours(measure, only_percent(name, text)), "our estimate", text.strip()
    else:
        holder: Any = measure.fit.signal if attribute in at else measure.fit
        field = attribute.replace("-", "_")
        now: Decimal | None = getattr(holder, field)
        value = changed_value(name, text, now)
        inner = replace(holder, **{field: value})
        fit = replace(measure.fit, signal=inner) if attribute in at else inner
        changed, before, after = (
            replace(measure, fit=fit),
            "none" if now is None else say_number(now),
            say_number(value),
        )
    packed = replace(pack, measures={**pack.measures, measure_id: changed})
    return _in_pack(basis, packed, same_fits=False), Supposed(
        name=name, before=before, after=after, stands_in=f"overlay at {path}"
    )


def find_measure(text: str, packs: Packs) -> tuple[Pack, str]:
    """The pack and id of a measure, by PACK/ID or by an id that only one pack has."""
    newest = {pack.id: pack for pack in sorted(packs.editions, key=lambda each: each.edition)}
    found = [
        (pack, name)
        for pack in newest.values()
        for name in pack.measures
        if text.lower() in {name, f"{pack.id}/{name}"}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise MisuseError(
            f"'{text}' could be {' or '.join(f'{pack.id}/{name}' for pack, name in found)}.", remedy="Write it out."
        )
    near = difflib.get_close_matches(text, [name for pack in newest.values() for name in pack.measures], n=1)
    remedy = f"Did you mean '{near[0]}'?" if near else "commonweal packs show lists a pack's measures."
    raise MisuseError(f"There is no measure '{text}'.", remedy=remedy)


def _times_hours(measure: Measure, multiple: Decimal) -> Measure:
    hours = measure.fit.hours
    more = Hours(**{field.name: getattr(hours, field.name) * multiple for field in fields(Hours)})
    return replace(measure, fit=replace(measure.fit, hours=more))


def _in_pack(basis: Basis, changed: Pack, *, same_fits: bool) -> Basis:
    editions = tuple(changed if each.name == changed.name else each for each in basis.packs.editions)
    return replace(basis, packs=Packs(editions=editions), same_fits=same_fits)
