"""Checks: every rule has its predicate, every predicate answers, and the words stay those of a prompt."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rule_form import assert_whole

from commonweal.design import Proposals, propose_schemes
from commonweal.frameworks import applicable_edition, load_packs
from commonweal.frameworks.definitions import Home
from commonweal.frameworks.pack import Packs
from commonweal.frameworks.rules import AskType
from commonweal.procurement import AuthorityKind, AwardStructure, Case, Regime, RegimeKind, value_procurement
from commonweal.procurement.case import Answer
from commonweal.quantities import Money, Vat
from commonweal.record.source import judged
from commonweal.scheme.checks import CheckAnswer, Context, State, ask_checks
from commonweal.scheme.checks.four_tests import reasons_digits
from commonweal.scheme.checks.predicates import PREDICATES
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.scheme import Scheme
from strategies import cases, make_case, stage

FORBIDDEN = re.compile(
    r"\b(buyer|client|milestone|phase|indicator|reviewer|compliant|compliance|lawful|unlawful|legal advice)s?\b",
    re.IGNORECASE,
)
TWO_SENTENCES = re.compile(r"[.!?] [A-Z]")


def examples(most: int) -> settings:
    """The same examples every time, without a clock."""
    return settings(
        max_examples=most, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )


@cache
def packs() -> Packs:
    return load_packs()


RULES = {name: rule for pack in packs().editions for name, rule in pack.checks.items()}


def before_scheme(case: Case) -> Context:
    return Context(
        case=case,
        applicability=applicable_edition(case, packs=packs()),
        valuation=value_procurement(case.procurement),
        packs=packs(),
        scheme=None,
    )


def every_case() -> list[Case]:
    """A service, a pilot with a gate, stages let one by one: each as an edition binds, is chosen, or does not apply."""
    pilot = (stage("prototype", 3, 150_000, gate=True), stage("pilot", 9, 450_000, gate=True), stage("operate", 24))
    circumstances = {"labour_intensive": True, "people_take_part": True, "supply_chain": True}
    return [
        make_case(stage("operate", 36, 1_000_000), authority="central-department", model="conventional"),
        make_case(stage("operate", 60, 20_000_000), authority="central-department", circumstances=circumstances),
        make_case(*pilot, circumstances=circumstances),
        make_case(*pilot, structure="contract-per-stage", regime="exempt"),
        make_case(*pilot, structure="rounds", authority="nhs-body", on=None, split=None),
    ]


@cache
def proposed() -> tuple[Proposals, ...]:
    return tuple(propose_schemes(case, packs=packs()) for case in every_case())


def every_answer() -> list[CheckAnswer]:
    with_scheme = [answer for each in proposed() for option in each.options for answer in option.answers]
    return with_scheme + [answer for case in every_case() for answer in ask_checks(before_scheme(case))]


def refused_words(answer: CheckAnswer) -> list[str]:
    return FORBIDDEN.findall(f"{answer.verdict.message} {answer.rule.remedy}")


# --- rules and predicates -------------------------------------------------------------------------


def test_predicates_and_rules_of_the_packs_match() -> None:
    """A rule without a predicate is never asked; a predicate without a rule has no text and no source."""
    assert set(PREDICATES) == set(RULES)


def test_predicates_stand_in_order_of_name() -> None:
    assert list(PREDICATES) == sorted(PREDICATES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_text_is_whole_and_marks_our_judgement(name: str) -> None:
    """Every part is said, the example has numbers, and judgement is never dressed up as law."""
    assert_whole(RULES[name])


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_text_says_nothing_forbidden(name: str) -> None:
    rule = RULES[name]
    questions = [ask.question for ask in rule.asks.values()]
    texts = [rule.title, rule.condition, rule.why, rule.remedy, rule.worked_example, rule.exclusions, rule.assumptions]
    assert [text for text in (*texts, *questions) if FORBIDDEN.search(text)] == []


# --- answers --------------------------------------------------------------------------------------


def test_open_questions_of_a_verdict_are_asked_by_its_rule() -> None:
    for answer in every_answer():
        assert set(answer.verdict.asks) <= set(answer.rule.asks), answer.check


def test_messages_are_one_plain_sentence_without_forbidden_words() -> None:
    for answer in every_answer():
        message = answer.verdict.message
        assert message.endswith("."), message
        assert not TWO_SENTENCES.search(message), message
        assert refused_words(answer) == [], message


def test_nothing_that_design_controls_is_not_met_in_a_proposal() -> None:
    for proposals, option in ((each, option) for each in proposed() for option in each.options):
        controlled = [answer for answer in option.answers if answer.rule.design_controls]
        assert controlled
        assert [a.verdict.message for a in controlled if a.verdict.state is State.NOT_MET] == [], proposals.case


@examples(8)
@given(cases())
def test_nothing_that_design_controls_is_not_met_in_any_proposal(case: Case) -> None:
    _nothing_controlled_is_not_met(case)


@pytest.mark.nightly
@examples(150)
@given(cases())
def test_nothing_that_design_controls_is_not_met_in_very_many_proposals(case: Case) -> None:
    _nothing_controlled_is_not_met(case)


def _nothing_controlled_is_not_met(case: Case) -> None:
    for option in propose_schemes(case, packs=packs()).options:
        for answer in option.answers:
            assert not (answer.rule.design_controls and answer.verdict.state is State.NOT_MET), answer.verdict.message
            assert refused_words(answer) == []


@examples(60)
@given(cases())
def test_every_check_answers_before_there_is_a_scheme(case: Case) -> None:
    """No procurement, however odd, makes a predicate fail; what is not known is never *met* by silence."""
    answers = ask_checks(before_scheme(case))
    assert {answer.check for answer in answers} == set(RULES)


ANSWERS = {
    AskType.YES_NO: st.booleans(),
    AskType.DATE: st.dates(min_value=date(2024, 1, 1), max_value=date(2032, 12, 31)),
    AskType.TEXT: st.sampled_from(["", " ", "For a reason"]),
    AskType.NUMBER: st.decimals(-10, 10_000_000, places=2) | st.integers(0, 40),
}
SAID = st.fixed_dictionaries(
    {},
    optional={
        name: st.fixed_dictionaries({}, optional={ask: ANSWERS[each.type] for ask, each in rule.asks.items()})
        for name, rule in RULES.items()
        if rule.asks
    },
)


@examples(200)
@given(cases(), SAID, st.sampled_from(AuthorityKind), st.sampled_from(RegimeKind), st.sampled_from(AwardStructure))
def test_whatever_people_answer_every_check_says_one_plain_sentence(
    case: Case, said: dict[str, dict[str, Answer]], kind: AuthorityKind, regime: RegimeKind, structure: AwardStructure
) -> None:
    """No answer, however odd, makes a predicate fail, and no question is left open that its rule does not ask."""
    procurement = replace(
        case.procurement,
        authority=replace(case.procurement.authority, kind=kind),
        regime=Regime(kind=regime),
        award_structure=structure,
    )
    for answer in ask_checks(before_scheme(replace(case, procurement=procurement, answers=said))):
        message = answer.verdict.message
        assert message.endswith(".")
        assert not TWO_SENTENCES.search(message), message
        assert refused_words(answer) == [], message
        assert set(answer.verdict.asks) <= set(answer.rule.asks)


def test_every_check_answers_for_every_authority_regime_and_structure() -> None:
    for kind, regime, structure in itertools.product(AuthorityKind, RegimeKind, AwardStructure):
        case = make_case(stage("pilot", 6, 200_000, gate=True), authority=kind, regime=regime, structure=structure)
        assert len(ask_checks(before_scheme(case))) == len(RULES)


# --- where rules do not reach ---------------------------------------------------------------------

CRITERIA_CHECKS = ("subject-matter", "clear-and-measurable", "functional-specification", "proportionate")
ACT_CHECKS = (
    *CRITERIA_CHECKS,
    "methodology-stated",
    "sub-criteria-explained",
    "market-engagement-notice",
    "pilot-advantage",
    "lots-considered",
    "conflicts-assessment",
    "known-risk-named",
    "null-result-not-breach",
    "five-million-tests",
    "kpis-set",
)


@pytest.mark.parametrize("regime", ["exempt", "below-threshold", "scotland", "legacy", "provider-selection"])
def test_checks_of_the_act_do_not_apply_where_it_does_not_reach(regime: str) -> None:
    answers = {each.check: each.verdict for each in ask_checks(before_scheme(make_case(regime=regime)))}
    assert {answers[check].state for check in ACT_CHECKS} == {State.DOES_NOT_APPLY}


@pytest.mark.parametrize("kind", ["intelligence-service", "advanced-research-and-invention-agency"])
def test_checks_of_the_act_do_not_apply_to_bodies_outside_it(kind: str) -> None:
    answers = {each.check: each.verdict for each in ask_checks(before_scheme(make_case(authority=kind)))}
    assert {answers[check].state for check in ACT_CHECKS} == {State.DOES_NOT_APPLY}


@pytest.mark.parametrize(
    ("pounds", "kpis", "edition"), [(4_999_999, False, False), (5_000_000, False, True), (5_000_001, True, True)]
)
def test_tests_at_five_million_differ_at_five_million(pounds: int, kpis: bool, edition: bool) -> None:
    """s.52 begins above £5m (s.52(1)), PPN 026 at £5m: the two never share a number."""
    service = replace(stage("operate", 24), funding=Money(amount=Decimal(pounds), vat=Vat.INCLUDED))
    bound = make_case(service, authority="central-department", on=date(2027, 3, 1))
    message = PREDICATES["five-million-tests"](before_scheme(bound)).message
    assert f"KPIs (s.52) {'yes' if kpis else 'no'};" in message
    assert f"higher weighting (PPN 026) {'yes' if edition else 'no'};" in message


# --- what is adopted, what is tracked, what is cited ----------------------------------------------


def test_adopted_reasons_hang_on_criteria_and_words_of_one_test() -> None:
    """Another criterion, or another word of the same test, has other digits; another test's words change nothing."""
    scheme = proposed()[1].option("balanced").scheme
    first, *others = scheme.scored
    digits = reasons_digits(scheme, "proportionate")

    def with_first(changed: AdoptedCriterion) -> Scheme:
        award = replace(scheme.awards[0], social_value=(changed, *others))
        return replace(scheme, awards=(award, *scheme.awards[1:]))

    def reworded(test: str) -> AdoptedCriterion:
        return replace(first, tests={**first.tests, test: replace(first.tests[test], text="In other words.")})

    assert re.fullmatch("[0-9a-f]{12}", digits)
    assert reasons_digits(with_first(reworded("functional")), "proportionate") == digits
    assert reasons_digits(with_first(reworded("proportionate")), "proportionate") != digits
    assert reasons_digits(with_first(replace(first, code="ppn-002/8a")), "proportionate") != digits


def test_a_criterion_that_refines_one_of_the_edition_counts_as_a_social_value_kpi() -> None:
    """Without its home in the edition the same criterion does not."""
    service = replace(stage("operate", 36), funding=Money(amount=Decimal(6_000_000), vat=Vat.INCLUDED))
    circumstances = {"labour_intensive": True, "supply_chain": True}
    case = make_case(
        service, authority="central-department", on=date(2027, 3, 2), split=(40, 40, 20), circumstances=circumstances
    )
    scheme = propose_schemes(case, packs=packs()).option("balanced").scheme
    tracked = next(each for each in scheme.scored if each.kpi is not None)
    ours = replace(tracked, code="innovation/open-data", award_decision=scheme.awards[0].id)
    case = replace(case, answers={"social-value-kpis-ppn-026": {"other_kpis": 0}})

    def ask(packs_at_hand: Packs) -> State:
        context = replace(before_scheme(case), scheme=replace(scheme, contract=(ours,)), packs=packs_at_hand)
        return PREDICATES["social-value-kpis-ppn-026"](context).state

    innovation = packs().get("innovation")
    home = Home(pack="ppn-026", criterion="2a", because="for a test", source=judged("test"))
    refining = replace(innovation.criteria["open-data"], homes=(home,))
    changed = replace(innovation, criteria={**innovation.criteria, "open-data": refining})
    others = tuple(pack for pack in packs().editions if pack is not innovation)
    assert len(scheme.scored) == 2
    assert ask(packs()) is State.NOT_MET
    assert ask(Packs(editions=(*others, changed))) is State.MET


@pytest.mark.parametrize(("on", "kind"), [(date(2026, 3, 2), "guidance"), (date(2027, 3, 2), "judgement")])
def test_commitments_in_contract_cites_the_edition_that_applies(on: date, kind: str) -> None:
    """PPN 002's guide asks for it; under PPN 026 it is our judgement."""
    service = replace(stage("operate", 36), funding=Money(amount=Decimal(2_000_000), vat=Vat.INCLUDED))
    answers = ask_checks(before_scheme(make_case(service, authority="central-department", on=on)))
    found = next(answer for answer in answers if answer.check == "commitments-in-contract")
    assert [source.kind.value for source in found.rule.sources] == [kind]


def test_blank_text_is_no_answer() -> None:
    case = make_case(answers={"lots-considered": {"reason": "   "}})
    assert before_scheme(case).said("lots-considered", "reason", str) is None
