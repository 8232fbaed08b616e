"""Prompts for the contract and the notice: called for by the case, filled in from it, and never more than prompts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from commonweal.design import propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.frameworks import Packs, Situation, load_packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.frameworks.prompts import FILL_INS, LISTED_WHERE, PROMPT_LINE, Listing
from commonweal.procurement import Case, Gate, Round, RoundKind
from commonweal.record.source import SourceKind
from commonweal.scheme.prompts import CalledPrompt, call_prompts, listed, regime_remark, where_told
from commonweal.scheme.prompts.filling import fill_in_values, list_lines
from commonweal.scheme.prompts.situations import HOLDS, present_situations
from commonweal.scheme.scheme import Scheme
from strategies import cases, make_case, stage

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = sorted(file.parent.relative_to(EXAMPLES).as_posix() for file in EXAMPLES.rglob("case.yaml"))
OVERCLAIMS = re.compile(r"complian|complies|\blawful|guarantee|legal advice", re.IGNORECASE)
LINKED = {
    "break-right": "right-to-stop",
    "gates-provided-for": "gate-decisions",
    "null-result-not-breach": "a-finding-is-no-breach",
    "known-risk-named": "known-risks",
    "ratings-and-bands": "kpi-bands-and-ratings",
    "commitments-in-contract": "commitments-become-terms",
}


@cache
def packs() -> Packs:
    return load_packs()


PROMPTS = dict(packs().get("contract-prompts").prompts)


def scheme_for(case: Case) -> Scheme:
    return propose_schemes(case, packs=packs()).option("balanced").scheme


def called_for(case: Case) -> tuple[CalledPrompt, ...]:
    return call_prompts(case, scheme_for(case), packs=packs())


@cache
def example(name: str) -> tuple[Case, Scheme]:
    case = open_case(EXAMPLES / name).case
    return case, scheme_for(case)


@cache
def called_by_example(name: str) -> tuple[CalledPrompt, ...]:
    case, scheme = example(name)
    return call_prompts(case, scheme, packs=packs())


ROUNDS = make_case(stage("prototype", 9, 400_000), structure="rounds", model="challenge")
SMALL = make_case(stage("explore", "1.4", 25_000), model="research")
GOODS = make_case(stage("operate", 1, 250_000), model="conventional", nature="goods")


@cache
def called_somewhere() -> list[set[str]]:
    """What each of a spread of cases calls for."""
    found = [called_by_example(name) for name in NAMES] + [called_for(case) for case in (ROUNDS, SMALL, GOODS)]
    return [{each.id for each in called} for called in found]


@pytest.mark.parametrize("name", PROMPTS)
def test_each_prompt_has_a_case_that_calls_for_it_and_one_that_does_not(name: str) -> None:
    """A prompt that every case gets is noise; one that none gets is never read."""
    assert any(name in called for called in called_somewhere())
    assert any(name not in called for called in called_somewhere())


@pytest.mark.parametrize("name", NAMES)
def test_what_an_example_fills_in_leaves_no_hole(name: str) -> None:
    """No brace, no empty quotation, no doubled space; whole sentences, with names of its own stages in them."""
    called = called_by_example(name)
    assert called
    for each in called:
        for text in (each.contract, each.notice):
            assert not re.search(r"[{}]|‘’|  |, ,| ,|None", text), text
            assert text.endswith(".")
    words = " ".join(each.contract for each in called)
    case, _ = example(name)
    assert (
        any(one.title in words for one in case.procurement.stages)
        or not case.procurement.delivery_model.is_experimental
    )


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_whatever_is_called_for_is_filled_in(case: Case) -> None:
    """For procurements of every kind: each fill-in and each list that a prompt uses has something in it."""
    assert_filled_in(case)


@pytest.mark.nightly
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_whatever_is_called_for_is_filled_in_at_length(case: Case) -> None:
    """The same, for many more."""
    assert_filled_in(case)


def assert_filled_in(case: Case) -> None:
    scheme = scheme_for(case)
    values, called = fill_in_values(case.procurement, scheme), call_prompts(case, scheme, packs=packs())
    for each in called:
        assert all(values[name] for name in each.prompt.fill_ins)
        assert "{" not in each.contract + each.notice
    assert all(listed(case, scheme, called).values())


def test_a_prompt_is_there_exactly_where_its_situations_hold() -> None:
    """Neither one more nor one less, in the order of subjects."""
    for name in NAMES:
        case, scheme = example(name)
        present = present_situations(case.procurement, scheme)
        called = call_prompts(case, scheme, packs=packs())
        assert {each.id for each in called} == {id_ for id_, each in PROMPTS.items() if set(each.when) <= present}
        subjects = [each.prompt.subject for each in called]
        assert subjects == sorted(subjects, key=list(type(subjects[0])).index)


def test_every_situation_list_and_fill_in_is_known_to_the_code_and_used() -> None:
    """The words of packs and the code that answers them are the same set."""
    assert set(HOLDS) == set(Situation)
    assert set(LISTED_WHERE) == set(Listing)
    assert {situation for each in PROMPTS.values() for situation in each.when} == set(Situation)
    assert {fill for each in PROMPTS.values() for fill in each.fill_ins} == set(FILL_INS)
    scheme = scheme_for(SMALL)
    assert set(fill_in_values(SMALL.procurement, scheme)) == set(FILL_INS)
    assert set(list_lines(SMALL.procurement, scheme)) == set(Listing)


def test_a_gate_inside_a_contract_and_one_between_contracts_call_for_different_prompts() -> None:
    """A right to stop belongs inside; between contracts nobody has a claim to the next."""
    stages = (stage("prototype", 6, 300_000, gate=True), stage("pilot", 12, 900_000))
    inside = {each.id for each in called_for(make_case(*stages))}
    between = {each.id for each in called_for(make_case(*stages, structure="contract-per-stage"))}
    assert {"right-to-stop", "gate-decisions", "re-basing"} <= inside
    assert "no-claim-to-the-next-contract" not in inside
    assert "no-claim-to-the-next-contract" in between
    assert not between & {"right-to-stop", "gate-decisions", "re-basing", "what-carries-forward"}


def test_a_gate_at_the_contracts_end_stops_nothing() -> None:
    """Nothing of the same contract follows it, so there is nothing to stop."""
    called = called_for(make_case(stage("prototype", 6, 300_000), stage("pilot", 12, 900_000, gate=True)))
    assert "right-to-stop" not in {each.id for each in called}


def test_a_gate_is_named_with_its_month() -> None:
    """By its title, or by its stage where it has none; months run from the contract's start."""
    first = replace(stage("prototype", 6, 300_000), gate=Gate(title="Worth a trial"))
    case = make_case(first, stage("pilot", 12, 900_000, gate=True), stage("operate", 24, 900_000))
    [prompt] = [each for each in called_for(case) if each.id == "right-to-stop"]
    assert "‘Worth a trial’ (month 6) and the one after ‘Pilot’ (month 18)" in prompt.contract
    assert "‘Pilot’ and ‘Operate’" in prompt.contract


def test_rounds_are_named() -> None:
    """Each by its title, once."""
    final = Round(id="final", title="Final bids", kind=RoundKind.FINAL)
    first = Round(id="first", title="First ideas", kind=RoundKind.INTERMEDIATE)
    case = replace(ROUNDS, procurement=replace(ROUNDS.procurement, rounds=(first, final)))
    [prompt] = [each for each in called_for(case) if each.id == "what-the-rounds-settled"]
    assert "the rounds ‘First ideas’ and ‘Final bids’" in prompt.contract


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_never_overclaims(name: str) -> None:
    """It asks; it promises nothing, and our own reading is marked as a judgement beside the law."""
    prompt = PROMPTS[name]
    text = " ".join((prompt.title, prompt.contract, prompt.notice, prompt.why, *prompt.decide))
    assert not OVERCLAIMS.search(text)
    assert "shall" not in text.split()
    assert SourceKind.JUDGEMENT in {source.kind for source in prompt.sources}
    assert all(question.endswith("?") for question in prompt.decide)
    assert "not contract wording" in PROMPT_LINE


@pytest.mark.parametrize(("check", "prompt"), LINKED.items())
def test_a_check_and_its_prompt_name_each_other(check: str, prompt: str) -> None:
    """What helps to meet a check is found from either end."""
    assert check in PROMPTS[prompt].checks
    assert prompt in {name for name, _ in packs().prompts_for(check)}


def test_every_check_that_a_prompt_names_is_there() -> None:
    """And every pack of prompts says that it is one."""
    checks = {name for pack in packs().editions for name in pack.checks}
    assert {check for each in PROMPTS.values() for check in each.checks} <= checks
    assert [pack.id for pack in packs().of_kind(PackKind.PROMPTS)] == ["contract-prompts"]


def test_where_the_act_does_not_reach_it_is_said() -> None:
    """No tender notice is spoken of where there need be none."""
    covered, exempt, light = (make_case(regime=regime) for regime in ("covered", "exempt", "light-touch"))
    call_off = make_case(structure="call-off", model="call-off")
    assert (where_told(covered), regime_remark(covered)) == ("In the notice", "")
    assert where_told(exempt) == where_told(call_off) == "In what bidders are sent"
    assert "do not apply here: the regime is exempt" in regime_remark(exempt)
    assert "may be changed freely" in regime_remark(light)
    assert "Schedule 8 paragraph 10" in regime_remark(make_case(regime="defence-and-security"))
