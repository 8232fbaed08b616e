"""Suppositions: what a person would try out, by name, laid over a case and its packs. Nothing is written anywhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace

from commonweal.design.basis import Basis, Supposed
from commonweal.design.fit import Factor
from commonweal.design.groundwork import Groundwork
from commonweal.design.moving import Move
from commonweal.design.supposed_numbers import check_share, read_change, say_number, say_values
from commonweal.design.suppositions_of_case import (
    IMPORTANCE,
    OF_A_STAGE,
    SPLIT,
    suppose_importance,
    suppose_of_stage,
    suppose_split,
)
from commonweal.design.suppositions_of_packs import (
    OF_A_MEASURE,
    SETTINGS,
    suppose_all_hours,
    suppose_of_measure,
    suppose_setting,
)
from commonweal.record.errors import MisuseError

FACTORS = tuple(factor for factor in Factor if factor is not Factor.RELEVANCE)


def suppose_one(name: str, text: str, basis: Basis, ground: Groundwork) -> tuple[Basis, Supposed]:
    """The basis with one thing supposed. Raises MisuseError, with the nearest name known, where there is none such.

    `text` is a number or, where a number stands already, a change in percent such as +10%.
    """
    name = name.strip()
    holder, dot, attribute = name.rpartition(".")
    attribute, _, stage = attribute.partition("@")
    if name == SPLIT:
        return suppose_split(text, basis)
    if name in SETTINGS:
        return suppose_setting(name, text, basis)
    if name == "hours":
        return suppose_all_hours(text, basis)
    if dot and name.startswith(f"{IMPORTANCE}."):
        return suppose_importance(name.partition(".")[2], text, basis)
    if dot and attribute in set(FACTORS):
        return _factor(f"{holder}.{attribute}@{stage}", text, basis, ground)
    if dot and attribute in OF_A_STAGE and holder in {each.id for each in basis.case.procurement.stages}:
        return suppose_of_stage(holder, attribute, text, basis)
    if dot and attribute in OF_A_MEASURE:
        return suppose_of_measure(holder, attribute, text, basis)
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


def _factor(asked: str, text: str, basis: Basis, ground: Groundwork) -> tuple[Basis, Supposed]:
    """One factor of a criterion, CRITERION.FACTOR@STAGE; no stage stands for all."""
    subject, _, stage = asked.partition("@")
    text_code, _, factor_name = subject.rpartition(".")
    factor = Factor(factor_name)
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
    multiple, value = read_change(name, text)
    if multiple is not None:
        move = Move(code=code, factor=factor, stage=stage, multiple=float(multiple))
        after = say_values({min(1.0, each * float(multiple)) for each in values})
    else:
        check_share(name, value)
        move = Move(code=code, factor=factor, stage=stage, value=float(value))
        after = say_number(value)
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
