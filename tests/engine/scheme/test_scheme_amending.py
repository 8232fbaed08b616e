"""Whether a published scheme may still be amended: each answer with the section that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commonweal.design.groundwork import lay_ground
from commonweal.design.proposal import check_context
from commonweal.exchange import open_case
from commonweal.frameworks import load_packs
from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import Regime, RegimeKind
from commonweal.procurement.round import Round, RoundKind
from commonweal.record.finding import Finding, Severity
from commonweal.record.source import SourceKind
from commonweal.scheme.amending import AmendmentFacts, amendment_rules, judge_amendment
from commonweal.scheme.checks import Context

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "sandbox-pilot"
DEADLINE = date(2027, 3, 1)


@pytest.fixture(scope="module")
def context() -> Context:
    case = open_case(EXAMPLE).case
    return check_context(lay_ground(case, packs=load_packs()), None)


def with_procurement(context: Context, **changed: Any) -> Context:
    case = replace(context.case, procurement=replace(context.case.procurement, **changed))
    return replace(context, case=case)


def in_rounds(context: Context, *, announced: bool) -> Context:
    rounds = (
        Round(id="first", title="First", kind=RoundKind.INTERMEDIATE),
        Round(id="final", title="Final", kind=RoundKind.FINAL),
    )
    several = with_procurement(context, award_structure=AwardStructure.ROUNDS, rounds=rounds)
    answers = {"refining-announced": {"refines": True, "provided_for": True}} if announced else {}
    return replace(several, case=replace(several.case, answers=answers))


def judge(context: Context, *, today: date = date(2027, 3, 2), **said: Any) -> tuple[Finding, ...]:
    facts = AmendmentFacts(today=today, first_deadline=DEADLINE, **{"awarded": False, **said})
    return judge_amendment(facts, context)


def stops(found: tuple[Finding, ...]) -> list[str]:
    return [each.code for each in found if each.severity is Severity.BLOCKING]


def places(found: tuple[Finding, ...]) -> set[str]:
    return {source.where for each in found for source in each.sources}


def test_before_the_first_deadline_terms_may_be_changed(context: Context) -> None:
    """s.31, and notice and documents go out again."""
    found = judge(context, today=date(2027, 2, 28))
    assert (stops(found), places(found)) == ([], {"s.31"})


@pytest.mark.parametrize("today", [DEADLINE, date(2027, 3, 2)])
@pytest.mark.parametrize(("changes", "stopped"), [(True, True), (None, True), (False, False)])
def test_after_it_nothing_that_changes_who_takes_part(
    context: Context,
    today: date,
    changes: bool | None,
    stopped: bool,
) -> None:
    """On the day itself too; what nobody has said does not count as harmless."""
    found = judge(context, today=today, refines=False, changes_field=changes)
    assert bool(stops(found)) == stopped and places(found) == {"s.31"}


def test_light_touch_contracts_change_freely(context: Context) -> None:
    """But everybody is told."""
    light = with_procurement(context, regime=Regime(kind=RegimeKind.LIGHT_TOUCH))
    assert stops(judge(light, refines=False, changes_field=True)) == []


def test_after_the_award_the_scheme_stays(context: Context) -> None:
    """What follows is a change of the contract, s.74."""
    found = judge(context, awarded=True)
    assert (stops(found), places(found)) == (["amendment-after-award"], {"s.74"})


def test_refining_needs_rounds_notice_time_and_nobody_brought_back(context: Context) -> None:
    """Each missing one stops it by itself; with all of them it may be done, and is published again."""
    good = {"refines": True, "final_invited": False, "dropped_would_pass": False}
    rounds = in_rounds(context, announced=True)
    found = judge(rounds, **good)
    assert stops(found) == [] and [each.code for each in found] == ["refining-republished"]
    assert stops(judge(context, **good)) == ["refining-one-round"]
    assert stops(judge(in_rounds(context, announced=False), **good)) == ["refining-not-provided-for"]
    assert stops(judge(rounds, **good | {"final_invited": True})) == ["refining-after-final-bids"]
    assert stops(judge(rounds, **good | {"final_invited": None})) == ["refining-after-final-bids"]
    assert stops(judge(rounds, **good | {"dropped_would_pass": True})) == ["refining-brings-back"]


def test_outside_the_act_it_is_our_judgement_that_speaks(context: Context) -> None:
    """Nothing of the Act is cited where it does not apply."""
    exempt = with_procurement(context, regime=Regime(kind=RegimeKind.EXEMPT, paragraph="22"))
    found = judge(exempt, refines=True)
    assert stops(found) == []
    assert {source.kind for each in found for source in each.sources} == {SourceKind.JUDGEMENT}


def test_every_rule_is_law_with_its_section(context: Context) -> None:
    """So that a page can show what decides it before anybody has answered."""
    sources = [source for rule in amendment_rules(context) for source in rule.sources]
    assert {source.kind for source in sources} == {SourceKind.LAW}
    assert all(source.where for source in sources)
