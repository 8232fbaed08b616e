"""A pack's examples: what is given, what is expected. They run in our tests and in `packs check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from commonweal.design.candidates import best_fit
from commonweal.design.proposal import propose_schemes
from commonweal.design.settings import design_settings
from commonweal.exchange.challenge_examples import CHALLENGE_RUNNERS
from commonweal.exchange.notice_examples import NOTICE_RUNNERS
from commonweal.exchange.reference_examples import REFERENCE_RUNNERS
from commonweal.frameworks import Pack, Packs, Standing, YamlFile, applicable_edition, read_yaml
from commonweal.procurement import (
    Authority,
    AuthorityKind,
    AwardStructure,
    Case,
    Circumstances,
    Commencement,
    Decision,
    DecisionKind,
    DeliveryModel,
    Gate,
    Nature,
    Procurement,
    Regime,
    RegimeKind,
    Stage,
    StageKind,
)
from commonweal.quantities import Money, Vat
from commonweal.record.errors import MisuseError, RefusedError, UnreadableInput
from commonweal.scheme.prompts import call_prompts

Runner = Callable[[Mapping[str, Any], Pack, Packs], Mapping[str, Any]]


def run_examples(pack: Pack, packs: Packs, folder: Path) -> int:
    """Run every example in an edition's folder; how many there were. One that does not hold is refused."""
    files = sorted(folder.glob("examples/*.yaml"))
    for file in files:
        run_example(read_yaml(file), pack, packs)
    return len(files)


def run_example(file: YamlFile, pack: Pack, packs: Packs) -> None:
    """Run one example file: {title, tests, given, expect}. Raises UnreadableInput when it does not hold."""
    data = file.data
    if not isinstance(data, dict) or set(data) != {"title", "tests", "given", "expect"}:
        raise UnreadableInput("An example has title, tests, given and expect.", where=f"{file.name}:1")
    runner = RUNNERS.get(data["tests"])
    if runner is None:
        raise UnreadableInput(
            f"No example tests '{data['tests']}'.",
            where=f"{file.name}:{file.line(('tests',))}",
            remedy=f"Examples test {', '.join(RUNNERS)}.",
        )
    found = _run(runner, file, pack, packs)
    for key, wanted in data["expect"].items():
        if found.get(key) != wanted:
            raise UnreadableInput(
                f"The example expects {key} to be {wanted}, and it is {found.get(key)}.",
                where=f"{file.name}:{file.line(('expect', key))}",
                remedy="Correct the example, or what it tests.",
            )


def _run(runner: Runner, file: YamlFile, pack: Pack, packs: Packs) -> Mapping[str, Any]:
    """Run an example; what it leaves out, or asks for in vain, is named with its place."""
    where = f"{file.name}:{file.line(('given',))}"
    try:
        return runner(file.data["given"], pack, packs)
    except KeyError as error:
        raise UnreadableInput(f"The example gives no {error}.", where=where, remedy="Add it.") from error
    except MisuseError as error:
        raise UnreadableInput(error.message, where=where, remedy=error.remedy) from error


def _applicability(given: Mapping[str, Any], pack: Pack, packs: Packs) -> Mapping[str, Any]:
    """Which standing this edition has, at hand with nothing but the one it follows: none where that one applies."""
    earlier = tuple(each for each in packs.editions if each.id == pack.head.follows)
    on = given.get("on")
    case = Case(
        procurement=Procurement(
            title="Example",
            authority=Authority(name="Example", kind=AuthorityKind(given["authority"])),
            stages=(
                Stage(
                    id="only",
                    title="Only",
                    kind=StageKind.OPERATE,
                    months=Decimal(12),
                    funding=Money(amount=Decimal(given["pounds"]), vat=Vat.INCLUDED),
                ),
            ),
            award_structure=AwardStructure.ONE_CONTRACT,
            delivery_model=DeliveryModel.CONVENTIONAL,
            regime=Regime(kind=RegimeKind(given["regime"])),
            commencement=Commencement(on=on) if isinstance(on, date) else None,
        )
    )
    if pack.head.by_name_only:
        return _refused(case, pack)
    applies = applicable_edition(case, packs=Packs(editions=(pack, *earlier)))
    if applies.pack is not None and applies.pack.name != pack.name:
        return {"standing": Standing.NONE.value, "floor": None}
    return {"standing": applies.standing.value, "floor": applies.floor_share}


def _refused(case: Case, pack: Pack) -> Mapping[str, Any]:
    """What is said to a case that asks for an edition held by name only."""
    decision = Decision(
        kind=DecisionKind.EDITION, subject=pack.name, reason="Example", by="Example", on=pack.head.published
    )
    try:
        applicable_edition(replace(case, decisions=(decision,)), packs=Packs(editions=(pack,)))
    except RefusedError as error:
        return {"refused": error.message}
    return {"refused": None}


def _fit(given: Mapping[str, Any], pack: Pack, packs: Packs) -> Mapping[str, Any]:
    """Whether a criterion passes at a stage, scored and as a condition, its link taken as given."""
    stage = Stage(
        id="only",
        title="Only",
        kind=StageKind(given["stage"]),
        months=Decimal(given["months"]),
        funding=Money(amount=Decimal(given["pounds"]), vat=Vat.EXCLUDED),
        gate=Gate(),
    )
    case = Case(
        procurement=Procurement(
            title="Example",
            authority=Authority(name="Example"),
            stages=(stage,),
            award_structure=AwardStructure.ONE_CONTRACT,
            delivery_model=DeliveryModel(given.get("delivery", "pilot")),
            circumstances=Circumstances(**dict.fromkeys(given.get("circumstances", []), True)),
        )
    )
    settings = design_settings(packs)
    name = given["criterion"]
    fits = {
        scored: best_fit(
            f"{pack.id}/{name}", pack.criteria[name], pack, stage, scored=scored, case=case, settings=settings
        )
        for scored in (True, False)
    }
    return {
        "scored": fits[True].passes,
        "condition": fits[False].passes,
        "measure": fits[False].measure,
        "failing": [reading.factor.value for reading in fits[False].failing],
        "failing_scored": [reading.factor.value for reading in fits[True].failing],
    }


def _prompts(given: Mapping[str, Any], pack: Pack, packs: Packs) -> Mapping[str, Any]:
    """Which of the pack's prompts a small case calls for, on its balanced proposal."""
    stages = tuple(
        Stage(
            id=f"stage-{number}",
            title=f"Stage {number}",
            kind=StageKind(each["stage"]),
            months=Decimal(each["months"]),
            funding=Money(amount=Decimal(each["pounds"]), vat=Vat.EXCLUDED),
            gate=Gate() if each.get("gate") else None,
            under_contract=each.get("under_contract", True),
        )
        for number, each in enumerate(given["stages"], start=1)
    )
    case = Case(
        procurement=Procurement(
            title="Example",
            authority=Authority(name="Example", kind=AuthorityKind.LOCAL_AUTHORITY),
            stages=stages,
            award_structure=AwardStructure(given.get("structure", "one-contract")),
            delivery_model=DeliveryModel(given["delivery"]),
            nature=Nature.SERVICES,
            regime=Regime(kind=RegimeKind.COVERED),
            commencement=Commencement(on=date(2026, 3, 2)),
            circumstances=Circumstances(**dict.fromkeys(given.get("circumstances", []), True)),
        )
    )
    scheme = propose_schemes(case, packs=packs).option("balanced").scheme
    called = {each.id for each in call_prompts(case, scheme, packs=packs) if each.pack == pack.name}
    return {name: name in called for name in pack.prompts}


RUNNERS: dict[str, Runner] = {
    "applicability": _applicability,
    "fit": _fit,
    "prompts": _prompts,
    **CHALLENGE_RUNNERS,
    **NOTICE_RUNNERS,
    **REFERENCE_RUNNERS,
}
