"""Suppositions about a case: its split, what matters to the authority, its stages."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from commonweal.design.basis import Basis, Supposed
from commonweal.design.supposed_numbers import changed_value, read_number, say_number
from commonweal.procurement.case import MOST_IMPORTANCE
from commonweal.procurement.procurement import Split
from commonweal.procurement.stage import Gate, Stage
from commonweal.record.errors import MisuseError

OF_A_STAGE = ("months", "funding", "bidders", "assessors", "contracts", "pass-share")
SPLIT, IMPORTANCE = "split", "importance"


def suppose_split(text: str, basis: Basis) -> tuple[Basis, Supposed]:
    parts = text.split("/")
    if len(parts) != 3:
        raise MisuseError(
            f"The split '{text}' is not three parts.", remedy="Write price/quality/social value, such as 40/50/10."
        )
    try:
        price, quality, social_value = (read_number(SPLIT, each) for each in parts)
    except MisuseError as error:
        raise MisuseError(
            f"The split '{text}' is not three numbers.", remedy="Write price/quality/social value, such as 40/50/10."
        ) from error
    now = basis.case.procurement.split
    split = Split(
        price=price, quality=quality, social_value=social_value, **({"method": now.method} if now is not None else {})
    )
    return _in_procurement(basis, split=split), Supposed(
        name=SPLIT,
        before=f"{say_number(now.price)}/{say_number(now.quality)}/{say_number(now.social_value)}"
        if now
        else "not said",
        after="/".join(say_number(each) for each in (price, quality, social_value)),
        stands_in="case",
    )


def _say_split(split: Split) -> str:
    return "/".join(say_number(each) for each in (split.price, split.quality, split.social_value))


def suppose_importance(subject: str, text: str, basis: Basis) -> tuple[Basis, Supposed]:
    importance = basis.case.importance
    name = f"{IMPORTANCE}.{subject}"
    value = read_number(name, text)
    if value != int(value):
        raise MisuseError(f"'{name}' is a whole number from 0 to {MOST_IMPORTANCE}, not '{text}'.")
    outcomes = {outcome for pack in basis.packs.editions for outcome in pack.outcomes}
    missions = {mission for pack in basis.packs.editions for mission in pack.missions}
    if subject not in outcomes | missions:
        near = difflib.get_close_matches(subject, sorted(outcomes | missions), n=1)
        raise MisuseError(
            f"There is no outcome or mission '{subject}', and importance is said of those.",
            remedy=f"Did you mean '{near[0]}'?"
            if near
            else f"Missions are {', '.join(sorted(missions))}; commonweal packs show lists a pack's outcomes.",
        )
    kind = "outcomes" if subject in outcomes else "missions"
    said: Mapping[str, int] = getattr(importance, kind)
    changed = replace(importance, **{kind: {**said, subject: int(value)}})
    supposed = Supposed(name=name, before=str(said.get(subject, "not said")), after=str(int(value)), stands_in="case")
    return replace(basis, case=replace(basis.case, importance=changed)), supposed


def suppose_of_stage(stage_id: str, attribute: str, text: str, basis: Basis) -> tuple[Basis, Supposed]:
    procurement = basis.case.procurement
    name = f"{stage_id}.{attribute}"
    stage = procurement.stage(stage_id)
    before = _stage_value(stage, attribute)
    value = changed_value(name, text, before)
    changed = _with_stage_value(stage, attribute, value, name)
    stages = tuple(changed if each.id == stage_id else each for each in procurement.stages)
    said = "not said" if before is None else say_number(before)
    return replace(_in_procurement(basis, stages=stages), same_fits=False), Supposed(
        name=name, before=said, after=say_number(value), stands_in="case"
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
        raise MisuseError(f"'{name}' is a whole number, not '{say_number(value)}'.")
    whole: dict[str, Any] = {attribute: int(value)}
    return replace(stage, **whole)


def _in_procurement(basis: Basis, **changes: Any) -> Basis:
    return replace(basis, case=replace(basis.case, procurement=replace(basis.case.procurement, **changes)))
