"""Targets for tests of the challenge: one award decision of invented criteria, and those of the shipped examples."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from commonweal.challenge import Target, TargetCriterion, TargetStage, targets_of
from commonweal.challenge.judgements import Judgements, judgements_of
from commonweal.design import Proposals, propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.frameworks import MeasureKind, Packs, load_packs
from commonweal.procurement import Case, Split, Stage
from strategies import stage

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = sorted(file.parent.relative_to(EXAMPLES).as_posix() for file in EXAMPLES.rglob("case.yaml"))


@cache
def packs() -> Packs:
    return load_packs()


@cache
def judged() -> Judgements:
    return judgements_of(packs())


@cache
def case_of(name: str) -> Case:
    return open_case(EXAMPLES / name).case


@cache
def proposed(name: str) -> Proposals:
    return propose_schemes(case_of(name), packs=packs())


@cache
def targets(name: str, option: str) -> tuple[Target, ...]:
    return targets_of(proposed(name).option(option).scheme, case_of(name), packs=packs())


def criterion(
    code: str, weighting: str | int | Decimal = 10, *, kind: str = "outcome", pull: float = 0.5, **more: Any
) -> TargetCriterion:
    """A criterion that nothing is known against: seen in time and controlled in full."""
    return TargetCriterion(
        code=code,
        title=more.pop("title", code.capitalize()),
        weighting=Decimal(weighting),
        stage=more.pop("stage", "pilot"),
        outcome="",
        kind=MeasureKind(kind),
        measure=more.pop("measure", f"invented/{code}"),
        measure_title=more.pop("measure_title", f"The measure of {code}"),
        unit="things",
        pull=pull,
        pull_because="For a test.",
        **more,
    )


def target(*criteria: TargetCriterion, stages: tuple[tuple[Stage, str], ...] = (), least: str = "3") -> Target:
    """An award decision; `stages` with the odds of reaching each, a pilot of six months otherwise."""
    total = sum((each.weighting for each in criteria), Decimal(0))
    starts, made = Decimal(0), []
    for one, reach in stages or ((stage("pilot", 6), "1"),):
        made.append(TargetStage(stage=one, starts=starts, reach=Decimal(reach)))
        starts += one.months
    return Target(
        id="award",
        title="The award",
        split=Split(price=Decimal(40), quality=60 - total, social_value=total),
        criteria=criteria,
        quality=(),
        stages=tuple(made),
        bidders=5,
        assessors=3,
        least_weighting=Decimal(least),
    )
