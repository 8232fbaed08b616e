"""Which edition binds: by body, regime, day and value; and what a decision may and may not change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from commonweal.frameworks import Applicability, Standing, applicable_edition, load_packs
from commonweal.frameworks.pack import Packs
from commonweal.frameworks.pack_head import LeftOut
from commonweal.procurement import Case, Regime, RegimeKind
from commonweal.quantities import Money, Vat
from commonweal.record.errors import MisuseError, RefusedError
from strategies import decide, make_case, stage

PPN_002, PPN_026 = "ppn-002/2025-02", "ppn-026/2026-08"
IN_2026, IN_2027 = date(2026, 9, 1), date(2027, 3, 1)


@cache
def packs() -> Packs:
    return load_packs()


def service(pounds: int = 2_000_000, **more: object) -> Case:
    """A department's service of so many pounds including VAT, in 2027 unless said otherwise."""
    only = replace(stage("operate", 24), funding=Money(amount=Decimal(pounds), vat=Vat.INCLUDED))
    return make_case(only, **{"authority": "central-department", "on": IN_2027, **more})  # type: ignore[arg-type]


def apply(case: Case) -> Applicability:
    return applicable_edition(case, packs=packs())


def found(case: Case) -> tuple[str, str]:
    """Standing and edition, empty where none."""
    applies = apply(case)
    return applies.standing.value, applies.pack.name if applies.pack else ""


def codes(case: Case) -> list[str]:
    return [finding.code for finding in apply(case).findings]


# --- what is named where none binds ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "known_on", "words"),
    [
        (date(2019, 4, 15), None, "None of those held here in full had been published by 15 April 2019."),
        (date(2025, 2, 20), None, "PPN 002, the Social Value Model of 2025 does not bind a local authority."),
        (None, date(2025, 3, 11), "PPN 002, the Social Value Model of 2025 does not bind a local authority."),
        (None, date(2019, 4, 15), "None of those held here in full had been published by 15 April 2019."),
        (None, None, "does not bind a local authority."),
    ],
)
def test_no_edition_of_a_later_day_is_named(on: date | None, known_on: date | None, words: str) -> None:
    """Why none binds names no edition that nobody could know yet, by the day of commencement or that of the notice."""
    case = service(on=on, authority="local-authority")
    reason = applicable_edition(case, packs=packs(), known_on=known_on).reason.text
    assert reason.endswith(words)
    assert ("PPN 026" in reason) is (on is None and known_on is None)


# --- early adoption and other decisions -----------------------------------------------------------


def test_early_adoption_replaces_a_binding_edition_once_published() -> None:
    case = service(on=IN_2026, decisions=(decide("edition", "ppn-026"),))
    assert found(case) == ("chosen", PPN_026)
    assert apply(case).floor_share == Decimal("0.10")


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (service(999_999, on=IN_2026), "begins at £1,000,000"),
        (service(on=date(2026, 8, 4)), "published on 5 August 2026"),
        (service(on=IN_2026, circumstances={"delivered_overseas": True}), "delivered mainly overseas"),
        (service(on=IN_2026, regime="defence-and-security"), "was not seen"),
    ],
)
def test_early_adoption_never_exchanges_a_binding_edition_for_nothing(case: Case, why: str) -> None:
    """Below its least value, before its publication or outside its reach, the newer edition would ask for nothing."""
    case = replace(case, decisions=(decide("edition", "ppn-026"),))
    assert found(case) == ("binds", PPN_002)
    finding = next(each for each in apply(case).findings if each.code == "edition-binds")
    assert finding.severity.value == "blocking"
    assert why in finding.message


def test_an_unknown_value_is_not_enough_for_early_adoption() -> None:
    only = replace(stage("operate", 24), funding=Money(amount=Decimal(900_000), vat=Vat.UNKNOWN))
    decided = (decide("edition", "ppn-026"),)
    assert found(make_case(only, authority="central-department", on=IN_2026, decisions=decided)) == ("binds", PPN_002)


def test_of_two_decisions_on_the_edition_the_last_counts() -> None:
    council = {"authority": "local-authority", "on": IN_2026}
    first, last = decide("edition", "ppn-002"), decide("edition", "none")
    assert found(service(**council, decisions=(first, last))) == ("none", "")
    assert found(service(**council, decisions=(last, first))) == ("chosen", PPN_002)


def test_a_decision_for_none_is_not_heard_while_an_edition_may_bind() -> None:
    case = service(on=None, decisions=(decide("edition", "none"),))
    assert found(case) == ("unknown", "")
    assert "decision to use none" in apply(case).findings[0].message


def test_a_decision_for_none_never_sets_aside_what_binds() -> None:
    case = service(decisions=(decide("edition", "none"),))
    assert found(case) == ("binds", PPN_026)
    assert "edition-binds" in codes(case)


# --- before the editions that are held -------------------------------------------------------------


@pytest.mark.parametrize(
    "case",
    [
        service(regime="legacy"),
        service(on=date(2025, 2, 23)),
        service(on=date(2025, 2, 24)),
        service(on=date(2025, 9, 30)),
        service(on=date(2025, 9, 30), authority="unknown"),
    ],
)
def test_where_an_edition_that_is_not_held_may_bind_the_answer_is_unknown(case: Case) -> None:
    applies = apply(case)
    assert applies.standing is Standing.UNKNOWN
    assert "PPN 06/20" in applies.gap
    assert any("PPN 06/20 would apply" in each.text for each in applies.candidates)


@pytest.mark.parametrize("more", [{"regime": "legacy"}, {"on": date(2025, 2, 24)}, {"on": date(2025, 9, 30)}])
def test_an_edition_held_by_name_is_named_and_said_to_be_no_more(more: dict[str, object]) -> None:
    """Under the earlier regulations, and while it could still be chosen: a notice can refer to it, a design cannot."""
    applies = apply(service(**more))
    assert [pack.name for pack in applies.named] == ["ppn-06-20/2020-09"]
    assert "held here by name only" in applies.gap
    assert any("held here by name only (ppn-06-20/2020-09)" in each.text for each in applies.candidates)
    assert not any(pack.head.by_name_only for pack in applies.possible)


@pytest.mark.parametrize("more", [{}, {"on": IN_2026}, {"regime": "legacy", "authority": "local-authority"}])
def test_an_edition_held_by_name_is_not_named_where_it_cannot_apply(more: dict[str, object]) -> None:
    assert apply(service(**more)).named == ()


@pytest.mark.parametrize("subject", ["ppn-06-20", "ppn-06-20/2020-09"])
@pytest.mark.parametrize("day", [date(2025, 6, 2), IN_2026, IN_2027])
def test_a_case_that_asks_for_an_edition_held_by_name_is_refused(subject: str, day: date) -> None:
    """In one sentence, whatever the day."""
    with pytest.raises(RefusedError, match="held by name only and superseded for new procurements") as caught:
        apply(service(on=day, decisions=(decide("edition", subject),)))
    assert caught.value.exit_status == 4
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("subject", ["ppn-06-20/2.3", "2.3"])
def test_a_case_that_insists_on_a_criterion_held_by_name_is_refused(subject: str) -> None:
    with pytest.raises(RefusedError, match="is a criterion of PPN 06/20"):
        packs().find_code(subject)
    with pytest.raises(RefusedError, match="nothing can be designed with it"):
        packs().criterion("ppn-06-20/2.3")


def test_in_the_optional_window_ppn_002_is_a_candidate_and_may_be_chosen() -> None:
    day = date(2025, 6, 2)
    texts = [each.text for each in apply(service(on=day)).candidates]
    assert any(text.startswith("PPN 002") for text in texts)
    assert found(service(on=day, decisions=(decide("edition", "ppn-002"),))) == ("chosen", PPN_002)


def test_before_the_optional_window_ppn_002_is_no_candidate() -> None:
    texts = [each.text for each in apply(service(on=date(2025, 2, 23))).candidates]
    assert not any(text.startswith("PPN 002") for text in texts)


def test_a_council_under_the_earlier_regulations_is_still_not_bound() -> None:
    assert found(service(regime="legacy", authority="local-authority")) == ("none", "")


def test_from_its_first_day_ppn_002_binds() -> None:
    assert found(service(on=date(2025, 10, 1))) == ("binds", PPN_002)


# --- defence, and what PPN 026 leaves out -----------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("ministry-of-defence", "none"),
        ("central-department", "binds"),
        ("executive-agency", "unknown"),
        ("non-departmental-public-body", "unknown"),
        ("central-government", "unknown"),
        ("local-authority", "none"),
    ],
)
def test_only_the_ministry_of_defence_may_leave_ppn_002_in_a_defence_contract(kind: str, standing: str) -> None:
    assert found(service(on=IN_2026, regime="defence-and-security", authority=kind))[0] == standing


@pytest.mark.parametrize("kind", ["ministry-of-defence", "central-department", "executive-agency"])
def test_how_ppn_026_treats_defence_is_unknown(kind: str) -> None:
    assert found(service(regime="defence-and-security", authority=kind))[0] == "unknown"


def test_the_ministry_of_defence_is_bound_like_any_department_elsewhere() -> None:
    assert found(service(on=IN_2026, authority="ministry-of-defence")) == ("binds", PPN_002)
    assert found(service(authority="ministry-of-defence")) == ("binds", PPN_026)


def test_ppn_026_leaves_out_contracts_delivered_mainly_overseas() -> None:
    """PPN 002 is not known to. Unsaid, the contract is taken not to be one, and the reason says so."""
    overseas = {"delivered_overseas": True}
    assert found(service(circumstances=overseas)) == ("none", "")
    assert found(service(on=IN_2026, circumstances=overseas)) == ("binds", PPN_002)
    assert "taken not to be one" in apply(service()).reason.text
    assert "taken not to be one" not in apply(service(circumstances={"delivered_overseas": False})).reason.text


def test_an_edition_cannot_leave_out_by_a_circumstance_that_nobody_states() -> None:
    with pytest.raises(MisuseError, match="no circumstance 'on_the_moon'"):
        LeftOut(circumstance="on_the_moon", words="contracts on the moon")


# --- an exemption that fails on its answers -----------------------------------------------------------


def test_a_research_exemption_that_fails_on_its_answers_is_no_way_round_an_edition() -> None:
    """Exempt contracts may leave PPN 002; one that supplies goods as well is not exempt."""
    case = service(on=IN_2026)
    exempt = replace(case, procurement=replace(case.procurement, regime=Regime(kind=RegimeKind.EXEMPT, paragraph="22")))
    assert found(exempt) == ("none", "")
    fails = replace(exempt, answers={"research-exemption": {"other_supply": True}})
    assert found(fails) == ("binds", PPN_002)
    assert "the exemption fails on the answers given" in apply(fails).reason.text
