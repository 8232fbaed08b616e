"""Examples of packs that are looked up: discounting, series, ranges, values, missions, notices, crosswalks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from commonweal.frameworks import Pack, Packs
from commonweal.frameworks.crosswalk import find_crosswalk
from commonweal.quantities import SocialTerm, additionality_factor, discount_factor, optimism_multiplier
from commonweal.record.errors import MisuseError

Given = Mapping[str, Any]
TO_FOUR = Decimal("0.0001")


def _part(table: Mapping[str, Any], name: object, what: str) -> Any:
    """A part of the pack by name; an example that names none is told which there are."""
    if name not in table:
        raise MisuseError(f"The pack has no {what} '{name}'.", remedy=f"It has {', '.join(table) or 'none'}.")
    return table[str(name)]


def _discount(given: Given, pack: Pack, packs: Packs) -> Given:  # noqa: ARG001 - every runner takes the packs
    vintage = _part(pack.discounting, given["vintage"], "vintage")
    return {"factors": [discount_factor(vintage, year).quantize(TO_FOUR) for year in given["years"]]}


def _number(given: Given, pack: Pack, packs: Packs) -> Given:  # noqa: ARG001 - likewise
    """A number in force on a day; `unknown` where it has none then."""
    schedule = _part(pack.parameters, given["name"], "number")
    dated = schedule.at(given["on"])
    return {"value": dated.value if dated else "unknown", "unit": schedule.unit}


def _series(given: Given, pack: Pack, packs: Packs) -> Given:  # noqa: ARG001 - likewise
    span = _part(pack.series, given["series"], "series").at(given["year"])
    return {"low": span.low, "central": span.central, "high": span.high}


def _optimism(given: Given, pack: Pack, packs: Packs) -> Given:  # noqa: ARG001 - likewise
    """The multipliers at the upper end of the range."""
    bias = _part(pack.optimism, given["kind"], "kind of work")
    mitigated = Decimal(given["mitigated"])
    spans = {"cost": bias.cost, "duration": bias.duration}
    return {name: span and optimism_multiplier(span.high, mitigated_share=mitigated) for name, span in spans.items()}


def _additionality(given: Given, pack: Pack, packs: Packs) -> Given:  # noqa: ARG001 - likewise
    """Each term by the name of a band, or as a share."""
    shares = {term: _share(pack, SocialTerm(term), said) for term, said in given.items()}
    return {"factor": additionality_factor(**shares)}


def _share(pack: Pack, term: SocialTerm, said: object) -> Decimal:
    if not isinstance(said, str):
        return Decimal(str(said))
    bands: Mapping[str, Decimal] = _part(pack.additionality, term.value, "term").bands
    found: Decimal = _part(bands, said, f"band of {term}")
    return found


def _values(given: Given, pack: Pack, packs: Packs) -> Given:  # noqa: ARG001 - likewise
    """What one value is counted by; of licensed values their amounts cannot be asked for."""
    value = _part(pack.values, given["value"], "value")
    found = {"unit": value.unit, "price_base": value.price_base, "net_of": [term.value for term in value.net_of]}
    return found if pack.head.licensed else found | {"pounds": value.pounds.likeliest}


def _mission(given: Given, pack: Pack, packs: Packs) -> Given:
    """The outcomes of an edition that serve a mission."""
    mission = _part(pack.missions, given["mission"], "mission")
    known = {f"{given['pack']}/{code}": code for code in packs.get(given["pack"]).outcomes}
    return {"outcomes": [known[full] for full in mission.outcomes if full in known]}


def _notice(given: Given, pack: Pack, packs: Packs) -> Given:  # noqa: ARG001 - likewise
    notice = _part(pack.notices, given["notice"], "notice")
    said = any(str(given["says"]).lower() in item.text.lower() for item in notice.contents)
    return {"label": notice.label, "section": notice.section, "said": said}


def _crosswalk(given: Given, pack: Pack, packs: Packs) -> Given:  # noqa: ARG001 - likewise
    crosswalk = find_crosswalk(packs, given["earlier"], given["later"])
    crossing = _part(crosswalk.crossings, given["criterion"], "crossing of")
    return {"fate": crossing.fate.value, "onto": list(crossing.onto)}


REFERENCE_RUNNERS: dict[str, Callable[[Given, Pack, Packs], Given]] = {
    "number": _number,
    "discount": _discount,
    "series": _series,
    "optimism": _optimism,
    "additionality": _additionality,
    "values": _values,
    "mission": _mission,
    "notice": _notice,
    "crosswalk": _crosswalk,
}
