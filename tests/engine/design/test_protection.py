"""Protection: what protects people is asked for wherever they are exposed, however likely the stage is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from commonweal.design import Proposals, propose_schemes
from commonweal.design.problem import MICRO, Counts, Demand, Placement, Pool, Problem, Relaxed, ease
from commonweal.design.selection import choose_best
from commonweal.frameworks import MeasureKind, Packs, load_packs
from commonweal.procurement import Case
from commonweal.scheme.scheme import Scheme
from strategies import decide, make_case, stage

STUDY = stage("prototype", 4, 150_000, gate=True)
PILOT = stage("pilot", 9, 450_000, gate=True)
USE = stage("demonstrate", 6, 300_000)
SAFEGUARDS = "innovation/safeguards"


@cache
def packs() -> Packs:
    return load_packs()


def propose(case: Case) -> Proposals:
    return propose_schemes(case, packs=packs())


def asked_at(scheme: Scheme) -> set[str]:
    return {each.stage for each in (*scheme.scored, *scheme.contract) if each.code == SAFEGUARDS}


@pytest.mark.parametrize("structure", ["one-contract", "contract-per-stage"])
def test_safeguards_stand_wherever_people_take_part_from_the_pilot_on(structure: str) -> None:
    """In every option; where nobody takes part, or nobody has said, the choice is free."""
    case = make_case(STUDY, PILOT, USE, structure=structure, circumstances={"people_take_part": True})
    for option in propose(case).options:
        assert asked_at(option.scheme) >= {"pilot", "demonstrate"}
    for circumstances in ({"people_take_part": False, "personal_data": True}, {"personal_data": True}):
        free = propose(make_case(STUDY, PILOT, USE, structure=structure, circumstances=circumstances))
        assert not any(candidate.protects for candidate in free.candidates)
    assert {each.stage.id for each in propose(case).candidates if each.protects} == {"pilot", "demonstrate"}


@pytest.mark.parametrize("model", ["conventional", "call-off"])
def test_a_known_service_exposes_nobody_to_something_untried(model: str) -> None:
    """People who use a service bought in the usual way leave the choice free."""
    case = make_case(stage("operate", 48, 2_000_000), model=model, circumstances={"people_take_part": True})
    assert not any(candidate.protects for candidate in propose(case).candidates)


def test_the_odds_of_reaching_a_stage_take_nothing_off_protection() -> None:
    """One chance in ten that anybody is exposed is no reason to expose them without safeguards."""
    gate = STUDY.gate
    assert gate is not None
    unlikely = replace(STUDY, gate=replace(gate, pass_share=gate.pass_share and gate.pass_share / 7))
    for option in propose(make_case(unlikely, PILOT, circumstances={"people_take_part": True})).options:
        assert "pilot" in asked_at(option.scheme)


def test_a_person_may_exclude_it_at_a_stage_or_throughout() -> None:
    """An exclusion is a decision with a reason, and it is kept."""
    people = {"people_take_part": True}
    at_one = make_case(PILOT, USE, circumstances=people, decisions=(decide("exclude", "safeguards", stage="pilot"),))
    for option in propose(at_one).options:
        assert asked_at(option.scheme) == {"demonstrate"}
    nowhere = make_case(PILOT, USE, circumstances=people, decisions=(decide("exclude", "safeguards"),))
    for option in propose(nowhere).options:
        assert not asked_at(option.scheme)


def test_the_reader_is_told_why_it_stands_there() -> None:
    """The reason is the pack's own."""
    scheme = propose(make_case(PILOT, circumstances={"people_take_part": True})).option("lighter").scheme
    adopted = next(each for each in (*scheme.scored, *scheme.contract) if each.code == SAFEGUARDS)
    assert any("however likely this stage is: people take part" in reason.text for reason in adopted.reasons)


def test_limits_on_hours_give_before_protection_does() -> None:
    """A cap that leaves no room is widened by what it takes, and what a person insists on gives first."""
    placement = Placement(
        code="safe",
        stage="pilot",
        decision="award",
        pool=Pool.CONDITION,
        worth=MICRO // 10,
        entry=MICRO // 5,
        outcome="care",
        kind=MeasureKind.OUTCOME,
        bid_minutes=15,
        report_minutes=600,
        field_minutes=90,
    )
    demands = (
        Demand(keys=frozenset({placement.key}), firm=False, protects=True),
        Demand(keys=frozenset({("other", "pilot", False)}), firm=False),
    )
    problem = Problem(
        placements=(placement,),
        counts={"award": Counts(least=1, room=3)},
        winner_caps={"pilot": 60},
        field_caps={"award": 60},
        first_stage={"award": "pilot"},
        demands=demands,
    )
    best = choose_best(problem)
    assert best is not None
    assert best.keys == {placement.key}
    assert best.relaxed == (Relaxed.BURDEN, Relaxed.COUNT, Relaxed.INSISTENCE)
    assert (best.within.winner_caps, best.within.field_caps) == ({"pilot": 615}, {"award": 90})
    assert ease(problem, (Relaxed.INSISTENCE,)).demands == demands[:1]
