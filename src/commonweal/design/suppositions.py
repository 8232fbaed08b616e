"""Suppositions: what a person would try out, by name, laid over a case and its packs. Nothing is written anywhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from commonweal.design.fit import Factor
from commonweal.design.groundwork import Groundwork, lay_ground
from commonweal.design.moving import Move, move_factors
from commonweal.design.settings import Settings, criteria_pack
from commonweal.frameworks.definitions import Hours, Measure
from commonweal.frameworks.pack import Pack, Packs
from commonweal.procurement.case import Case
from commonweal.procurement.procurement import Split
from commonweal.procurement.stage import Gate, Stage
from commonweal.record.errors import MisuseError

FACTORS = tuple(factor for factor in Factor if factor is not Factor.RELEVANCE)
SETTINGS = tuple(field.name.replace("_", "-") for field in fields(Settings))
OF_A_STAGE = ("months", "funding", "bidders", "assessors", "contracts", "pass-share")
OF_A_MEASURE = ("hours", "pull", "verified-share", "window-months", "per-million", "deadweight", "poor-share")
SPLIT, IMPORTANCE = "split", "importance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """One thing supposed: its name in full, what it is now and what it is supposed to be, in words.

    `stands_in` says where such a thing stands, for whoever wants to keep it: decisions, the case, or an overlay.
    """

    name: str
    before: str
    after: str
    stands_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a design is made from: a case, its packs, and the factors that are moved."""

    case: Case
    packs: Packs
    moves: tuple[Move, ...] = ()

    def ground(self, known: Groundwork) -> Groundwork:
        """Its groundwork; where only factors are moved, that of the case as it stands, moved."""
        same = self.case is known.case and self.packs is known.packs
        ground = known if same else lay_ground(self.case, packs=self.packs)
        return move_factors(ground, self.moves) if self.moves else ground


def suppose_one(name: str, text: str, basis: Basis, ground: Groundwork) -> tuple[Basis, Supposed]:
    """The basis with one thing supposed. Raises MisuseError, with the nearest name known, where there is none such.

    `text` is a number or, where a number stands already, a change in percent such as +10%.
    """
    name = name.strip()
    holder, dot, attribute = name.rpartition(".")
    attribute, _, stage = attribute.partition("@")
    if name == SPLIT:
        return _split(text, basis)
    if name in SETTINGS:
        return _setting(name, text, basis)
    if name == "hours":
        return _all_hours(text, basis)
    if dot and name.startswith(f"{IMPORTANCE}."):
        return _importance(name.partition(".")[2], text, basis)
    if dot and attribute in set(FACTORS):
        return _factor(holder, Factor(attribute), stage, text, basis, ground)
    if dot and attribute in OF_A_STAGE and holder in {each.id for each in basis.case.procurement.stages}:
        return _of_a_stage(holder, attribute, text, basis)
    if dot and attribute in OF_A_MEASURE:
        return _of_a_measure(holder, attribute, text, basis)
    raise MisuseError(f"Nothing that can be supposed is called '{name}'.", remedy=_nearest(name, basis, ground))


def _nearest(name: str, basis: Basis, ground: Groundwork) -> str:
    near = difflib.get_close_matches(name, list(_names(basis, ground)), n=1, cutoff=0.5)
    return (
        f"Did you mean '{near[0]}'?"
        if near
        else "Names are such as co-design.meaning, least-meaning, importance.OUTCOME, split and STAGE.months."
    )


def _names(basis: Basis, ground: Groundwork) -> Iterator[str]:
    """Every name that can be supposed here, criteria and measures by the last part of their code."""
    yield from (SPLIT, "hours", *SETTINGS)
    codes = dict.fromkeys(each.code for each in ground.candidates)
    yield from (f"{code.partition('/')[2]}.{factor}" for code in codes for factor in FACTORS)
    yield from (f"{stage.id}.{each}" for stage in basis.case.procurement.stages for each in OF_A_STAGE)
    outcomes = dict.fromkeys(each.criterion.outcome for each in ground.candidates)
    yield from (f"{IMPORTANCE}.{outcome}" for outcome in outcomes)
    measures = dict.fromkeys(name for pack in basis.packs.editions for name in pack.measures)
    yield from (f"{measure}.{each}" for measure in measures for each in OF_A_MEASURE)


# --- factors --------------------------------------------------------------------------------------


def _factor(
    text_code: str, factor: Factor, stage: str, text: str, basis: Basis, ground: Groundwork
) -> tuple[Basis, Supposed]:
    code = basis.packs.find_code(text_code, menu=dict.fromkeys(each.code for each in ground.candidates))
    if stage:
        basis.case.procurement.stage(stage)
    name = f"{code}.{factor}{f'@{stage}' if stage else ''}"
    values = factor_values(ground, code, factor, stage)
    if not values:
        raise MisuseError(
            f"'{code}' is not on the menu here: its edition is not the one used.",
            remedy="A decision of kind edition chooses another.",
        )
    multiple, value = _change(name, text)
    if multiple is not None:
        move = Move(code=code, factor=factor, stage=stage, multiple=float(multiple))
        after = say_values({min(1.0, each * float(multiple)) for each in values})
    else:
        _check_share(name, value)
        move = Move(code=code, factor=factor, stage=stage, value=float(value))
        after = _say(value)
    supposed = Supposed(name=name, before=say_values(values), after=after, stands_in="decisions")
    return replace(basis, moves=(*basis.moves, move)), supposed


def factor_values(ground: Groundwork, code: str, factor: Factor, stage: str = "") -> set[float]:
    """Every value that a factor of a criterion has, over stages and places."""
    return {
        fit.reading(factor).value
        for each in ground.candidates
        if each.code == code and stage in {"", each.stage.id}
        for fit in (each.scored, each.condition)
    }


# --- what stands in a case ------------------------------------------------------------------------


def _split(text: str, basis: Basis) -> tuple[Basis, Supposed]:
    parts = text.split("/")
    if len(parts) != 3:
        raise MisuseError(f"The split '{text}' is not three parts.", remedy="Write price/quality/social value: 40/50/10.")
    price, quality, social_value = (_number(SPLIT, each) for each in parts)
    now = basis.case.procurement.split
    split = Split(
        price=price, quality=quality, social_value=social_value, **({"method": now.method} if now is not None else {})
    )
    return _in_procurement(basis, split=split), Supposed(
        name=SPLIT,
        before=f"{_say(now.price)}/{_say(now.quality)}/{_say(now.social_value)}" if now else "not said",
        after="/".join(_say(each) for each in (price, quality, social_value)),
        stands_in="case",
    )


def _importance(subject: str, text: str, basis: Basis) -> tuple[Basis, Supposed]:
    importance = basis.case.importance
    name = f"{IMPORTANCE}.{subject}"
    value = _number(name, text)
    if value != int(value):
        raise MisuseError(f"'{name}' is a whole number from 0 to 5, not '{text}'.")
    kind = "outcomes" if any(subject in pack.outcomes for pack in basis.packs.editions) else "missions"
    said: Mapping[str, int] = getattr(importance, kind)
    changed = replace(importance, **{kind: {**said, subject: int(value)}})
    supposed = Supposed(
        name=name, before=str(said.get(subject, "not said")), after=str(int(value)), stands_in="case"
    )
    return replace(basis, case=replace(basis.case, importance=changed)), supposed


def _of_a_stage(stage_id: str, attribute: str, text: str, basis: Basis) -> tuple[Basis, Supposed]:
    procurement = basis.case.procurement
    name = f"{stage_id}.{attribute}"
    stage = procurement.stage(stage_id)
    before = _stage_value(stage, attribute)
    value = _changed(name, text, before)
    changed = _with_stage_value(stage, attribute, value, name)
    stages = tuple(changed if each.id == stage_id else each for each in procurement.stages)
    said = "not said" if before is None else _say(before)
    return _in_procurement(basis, stages=stages), Supposed(
        name=name, before=said, after=_say(value), stands_in="case"
    )


def _stage_value(stage: Stage, attribute: str) -> Decimal | None:
    if attribute == "funding":
        return stage.funding.amount if stage.funding else None
    if attribute == "pass-share":
        return stage.gate.pass_share if stage.gate else None
    value = getattr(stage, attribute)
    return None if value is None else Decimal(value)


def _with_stage_value(stage: Stage, attribute: str, value: Decimal, name: str) -> Stage:
    if attribute == "funding":
        if stage.funding is None:
            raise MisuseError(f"'{name}' has no sum to change.", remedy="State the stage's funding in the case first.")
        return replace(stage, funding=replace(stage.funding, amount=value))
    if attribute == "pass-share":
        if stage.gate is None:
            raise MisuseError(f"The stage '{stage.id}' has no gate.", remedy="State the gate in the case first.")
        gate: Gate = replace(stage.gate, pass_share=value)
        return replace(stage, gate=gate)
    if attribute == "months":
        return replace(stage, months=value)
    if value != int(value):
        raise MisuseError(f"'{name}' is a whole number, not '{_say(value)}'.")
    return replace(stage, **{attribute: int(value)})


def _in_procurement(basis: Basis, **changes: Any) -> Basis:
    return replace(basis, case=replace(basis.case, procurement=replace(basis.case.procurement, **changes)))


# --- what stands in a pack ------------------------------------------------------------------------


def _setting(name: str, text: str, basis: Basis) -> tuple[Basis, Supposed]:
    pack = criteria_pack(basis.packs)
    schedule = pack.parameters[name]
    newest = schedule.values[-1]
    value = _changed(name, text, newest.value)
    if value < 0 or (schedule.unit.startswith("share") and value > 1):
        raise MisuseError(f"'{name}' is a {schedule.unit}, not '{text}'.")
    changed = replace(schedule, values=(*schedule.values[:-1], replace(newest, value=value)))
    return _in_pack(basis, replace(pack, parameters={**pack.parameters, name: changed})), Supposed(
        name=name, before=_say(newest.value), after=_say(value), stands_in=f"overlay at parameters/{name}"
    )


def _all_hours(text: str, basis: Basis) -> tuple[Basis, Supposed]:
    """The hours of every measure of every pack at once."""
    multiple = _only_percent("hours", text)

    def with_hours(pack: Pack) -> Pack:
        measures = {name: _times_hours(measure, multiple) for name, measure in pack.measures.items()}
        return replace(pack, measures=measures)

    editions = tuple(with_hours(pack) if pack.measures else pack for pack in basis.packs.editions)
    return replace(basis, packs=Packs(editions=editions)), Supposed(
        name="hours", before="our estimates", after=text.strip(), stands_in="overlay at measures/…/fit/hours"
    )


def _of_a_measure(text_name: str, attribute: str, text: str, basis: Basis) -> tuple[Basis, Supposed]:
    pack, measure_id = find_measure(text_name, basis.packs)
    name = f"{pack.id}/{measure_id}.{attribute}"
    measure = pack.measures[measure_id]
    at = {"per-million": "signal/per_million", "deadweight": "signal/deadweight", "poor-share": "signal/poor_share"}
    path = f"measures/{measure_id}/fit/{at.get(attribute, attribute.replace('-', '_'))}"
    if attribute == "hours":
        changed, before, after = _times_hours(measure, _only_percent(name, text)), "our estimate", text.strip()
    else:
        holder: Any = measure.fit.signal if attribute in at else measure.fit
        field = attribute.replace("-", "_")
        now: Decimal | None = getattr(holder, field)
        value = _changed(name, text, now)
        inner = replace(holder, **{field: value})
        fit = replace(measure.fit, signal=inner) if attribute in at else inner
        changed, before, after = replace(measure, fit=fit), "none" if now is None else _say(now), _say(value)
    packed = replace(pack, measures={**pack.measures, measure_id: changed})
    return _in_pack(basis, packed), Supposed(name=name, before=before, after=after, stands_in=f"overlay at {path}")


def find_measure(text: str, packs: Packs) -> tuple[Pack, str]:
    """The pack and id of a measure, by PACK/ID or by an id that only one pack has."""
    newest = {pack.id: pack for pack in sorted(packs.editions, key=lambda each: each.edition)}
    found = [
        (pack, name) for pack in newest.values() for name in pack.measures if text.lower() in {name, f"{pack.id}/{name}"}
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


def _in_pack(basis: Basis, changed: Pack) -> Basis:
    editions = tuple(changed if each.name == changed.name else each for each in basis.packs.editions)
    return replace(basis, packs=Packs(editions=editions))


# --- numbers --------------------------------------------------------------------------------------


def _change(name: str, text: str) -> tuple[Decimal | None, Decimal]:
    """The multiple that a change in percent means; or None and the value."""
    if text.strip().endswith("%"):
        percent = _number(name, text.strip().removesuffix("%"))
        if percent < -100:
            raise MisuseError(f"'{name}' cannot fall by more than all of it, as {text} says.")
        return 1 + percent / 100, Decimal(0)
    return None, _number(name, text)


def _changed(name: str, text: str, now: Decimal | None) -> Decimal:
    multiple, value = _change(name, text)
    if multiple is None:
        return value
    if now is None:
        raise MisuseError(f"'{name}' has no value to change by {text.strip()}.", remedy="Give a value.")
    return now * multiple


def _only_percent(name: str, text: str) -> Decimal:
    multiple, _ = _change(name, text)
    if multiple is None:
        raise MisuseError(f"'{name}' is several figures, so it takes a change in percent.", remedy=f"Write {name}=+20%.")
    return multiple


def _number(name: str, text: str) -> Decimal:
    try:
        value = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise MisuseError(f"'{name}' needs a number, not '{text.strip()}'.", remedy=f"Write such as {name}=0.5 or +10%.")
    return value


def _check_share(name: str, value: Decimal) -> None:
    if not 0 <= value <= 1:
        raise MisuseError(f"'{name}' is a share from 0 to 1, not {_say(value)}.")


def _say(value: Decimal) -> str:
    text = f"{value.normalize():,f}"
    return text


def say_values(values: set[float]) -> str:
    """One figure, or the range of several, with two decimals."""
    low, high = f"{min(values):.2f}", f"{max(values):.2f}"
    return low if low == high else f"{low}–{high}"


