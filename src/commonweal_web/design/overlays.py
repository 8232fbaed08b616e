"""An organisation's local criteria as overlays: what forms say, as the text that the engine reads, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from commonweal.exchange.case_file.writing import yaml_text
from commonweal.frameworks import PackKind, Packs, parse_yaml
from commonweal_web.accounts.models import Organisation
from commonweal_web.design.actions import Refused

OWN_PACK = "innovation"  # the edition on which an organisation's own criteria lie
STAGES = ("explore", "prototype", "pilot", "demonstrate", "scale", "operate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One local difference: a criterion of the organisation's own, or a figure read otherwise. `key` names it."""

    key: str
    is_criterion: bool
    title: str
    where: str
    value: str
    reason: str


def read_entries(texts: Mapping[str, str], packs: Packs) -> tuple[Entry, ...]:
    """Every local difference, in the order in which they were made."""
    found = []
    for name, text in texts.items():
        data = parse_yaml(text, name=name).data
        for change in data["changes"]:
            entry = _entry(name, change, str(data["on"]), packs)
            found += [entry] if entry else []
    return tuple(found)


def _entry(name: str, change: Mapping[str, Any], on: str, packs: Packs) -> Entry | None:
    kind, code, *inside = str(change["at"]).split("/")
    key, reason = f"{name}:{change['at']}", str(change["reason"])
    if kind == "criteria" and not inside:
        title = str(change["value"]["title"])
        return Entry(
            key=key, is_criterion=True, title=title, where=f"{on.partition('/')[0]}/{code}", value="", reason=reason
        )
    if not inside:
        return None  # the measure that comes with a criterion
    pack = packs.get(on.partition("/")[0])
    title = pack.measures[code].title if code in pack.measures else code
    return Entry(
        key=key, is_criterion=False, title=title, where="/".join(inside[1:]), value=str(change["value"]), reason=reason
    )


def with_criterion(
    texts: Mapping[str, str], said: Mapping[str, Any], *, organisation: Organisation, packs: Packs, on: date
) -> dict[str, str]:
    """The overlays with a criterion of one's own. Raises Refused, at its field, for a code that is taken."""
    code, reason = said["code"], said["reason"]
    base = packs.get(OWN_PACK)
    if code in base.criteria or f"{code}-measure" in base.measures:
        raise Refused(f"{code}: a criterion has this code already. Choose another.", "code")
    source = f"local-{code}"
    data = _overlay(texts, organisation, OWN_PACK, packs)
    data["sources"][source] = {
        "kind": "judgement",
        "title": f"Judgement of {organisation.name}",
        "dated": on,
        "confidence": "judgement",
        "note": reason,
    }
    data["changes"] += [
        {"at": f"measures/{code}-measure", "reason": reason, "value": _measure(said, source)},
        {"at": f"criteria/{code}", "reason": reason, "value": _criterion(said, source, packs)},
    ]
    return _written(texts, data, organisation, OWN_PACK)


def _criterion(said: Mapping[str, Any], source: str, packs: Packs) -> dict[str, Any]:
    ref = {"ref": source}
    words = {name: said[name] for name in ("title", "outcome", "summary", "question", "early_sign", "condition")}
    home = said.get("home") or ""
    pack_id, _, official = home.partition("/")
    homes = [{"pack": pack_id, "criterion": official, "because": said["reason"], "source": ref}] if home else []
    because = dict(said["circumstance_words"])
    return {
        **words,
        "measures": [f"{said['code']}-measure"],
        "link": {
            "limb": said["limb"],
            "statement": said["statement"],
            "related_when": [{"circumstance": each, "because": because[each]} for each in said["related"]],
            "source": ref,
        },
        "kpi": {
            "title": said["title"],
            "frequency_months": 6,
            "good": Decimal(1),
            "approaching": Decimal("0.9"),
            "improvement": Decimal("0.7"),
            "source": ref,
        },
        "source": ref,
        **({"homes": homes} if homes and packs.get(pack_id) else {}),
    }


def _measure(said: Mapping[str, Any], source: str) -> dict[str, Any]:
    ref = {"ref": source}
    return {
        "title": said["measure"],
        "kind": said["kind"],
        "unit": said["unit"],
        "source": ref,
        "fit": {
            "lag": {"family": "lognormal", "p50": said["shows_half"], "p90": said["shows_most"]},
            "window_months": said["window"],
            "influence": {stage: said[f"influence_{stage}"] for stage in STAGES},
            "signal": {"form": "described", "gap": said["gap"], "reader_sd": said["scatter"]},
            "bids": {"gap": said["bid_gap"], "reader_sd": said["bid_scatter"]},
            "pull": said["pull"],
            "pull_because": said["pull_because"],
            "hours": {
                "bid": said["hours_bid"],
                "report_monthly": said["hours_month"],
                "report_once": said["hours_once"],
                "assess": said["hours_assess"],
            },
            "source": ref,
        },
    }


def with_figure(
    texts: Mapping[str, str], said: Mapping[str, Any], *, organisation: Organisation, packs: Packs
) -> dict[str, str]:
    """The overlays with one figure of a shipped measure read otherwise; what was said of it before gives way."""
    pack_id, _, measure = said["measure"].partition("/")
    at = f"measures/{measure}/fit/{said['attribute']}"
    data = _overlay(texts, organisation, pack_id, packs)
    data["changes"] = [each for each in data["changes"] if each["at"] != at]
    data["changes"].append({"at": at, "reason": said["reason"], "value": said["value"]})
    return _written(texts, data, organisation, pack_id)


def without(texts: Mapping[str, str], key: str) -> dict[str, str]:
    """The overlays without one entry; a criterion takes its measure along. An overlay left empty goes too."""
    name, _, at = key.partition(":")
    if name not in texts:
        raise Refused("This difference was taken back meanwhile.")
    data = _plain(parse_yaml(texts[name], name=name).data)
    code = at.partition("/")[2]
    gone = {at, f"measures/{code}-measure"} if at.startswith("criteria/") else {at}
    kept = [each for each in data["changes"] if each["at"] not in gone]
    if len(kept) == len(data["changes"]):
        raise Refused("This difference was taken back meanwhile.")
    rest = {other: text for other, text in texts.items() if other != name}
    if not kept:
        return rest
    sources = {ref: source for ref, source in data.get("sources", {}).items() if ref != f"local-{code}"}
    return {**rest, name: yaml_text({**data, "sources": sources, "changes": kept})}


def measures_to_change(packs: Packs) -> tuple[tuple[str, str], ...]:
    """Every measure of the editions that a design may draw on; licensed values are none of them."""
    return tuple(
        (f"{pack.id}/{name}", f"{measure.title} ({pack.head.label})")
        for pack in packs.newest()
        if pack.head.kind in {PackKind.CRITERIA, PackKind.SOCIAL_VALUE_MODEL} and pack.head.licensed is None
        for name, measure in pack.measures.items()
    )


def outcomes_to_choose(packs: Packs) -> tuple[tuple[str, str], ...]:
    return tuple((code, outcome.title) for code, outcome in packs.get(OWN_PACK).outcomes.items())


def homes_to_choose(packs: Packs) -> tuple[tuple[str, str], ...]:
    """Official criteria that one of an organisation's own may refine, and so take marks of."""
    return tuple(
        (f"{pack.id}/{code}", f"{criterion.title} ({pack.head.label})")
        for pack in packs.of_kind(PackKind.SOCIAL_VALUE_MODEL)
        for code, criterion in pack.criteria.items()
    )


def _overlay(texts: Mapping[str, str], organisation: Organisation, pack_id: str, packs: Packs) -> dict[str, Any]:
    """The overlay on an edition as plain data: as it is, or a new one."""
    name = overlay_name(organisation, pack_id)
    if name in texts:
        return {"sources": {}, **_plain(parse_yaml(texts[name], name=name).data)}
    edition = packs.get(pack_id).edition.partition("+")[0]
    return {
        "title": f"Local criteria of {organisation.name}",
        "on": f"{pack_id}/{edition}",
        "by": organisation.name,
        "sources": {},
        "changes": [],
    }


def _written(
    texts: Mapping[str, str], data: dict[str, Any], organisation: Organisation, pack_id: str
) -> dict[str, str]:
    return {**texts, overlay_name(organisation, pack_id): yaml_text(data)}


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    return [_plain(each) for each in data] if isinstance(data, list) else data


def overlay_name(organisation: Organisation, pack_id: str) -> str:
    """How the edition that comes of it is called after the plus sign."""
    return f"{slugify(organisation.name)[:30].strip('-') or 'local'}-{pack_id}"
