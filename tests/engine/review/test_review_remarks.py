"""Remarks: each is made where its condition holds, and not a step beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from notice_examples import lot, notice, pounds
from review_examples import PACKS, codes, context_of, message, pilot, sv, weighed

from commonweal.procurement import AuthorityKind, Nature, RegimeKind
from commonweal.procurement.notice import Notice, NoticeSource, PublishedKpi, Said
from commonweal.record.finding import Severity
from commonweal.review.asking import review_pack
from commonweal.review.remarks import PREDICATES, remark_on

DEPARTMENT = {
    "authority_name": "Department for Invented Affairs",
    "authority_kind": Said(value=AuthorityKind.CENTRAL_DEPARTMENT, where="buyer/name", words="Department"),
}
FLEXIBLE = "Competitive flexible procedure"


def kpi(title: str, description: str = "") -> PublishedKpi:
    return PublishedKpi(title=title, description=description, where="contracts/0/agreedMetrics/0", months=3)


def contract(**changes: object) -> Notice:
    """A contract details notice of six million pounds."""
    plain: dict[str, object] = {"kind": "UK7", "value": pounds(6_000_000), "criteria": (), "lots": (lot(),)}
    return notice(**plain | changes)


def service(pounds_in_all: int, asks: str) -> Notice:
    """A service of five years that gives marks for something."""
    return notice(
        title="Meals service",
        value=pounds(pounds_in_all),
        lots=(lot(starts=date(2027, 1, 1), ends=date(2031, 12, 31)),),
        criteria=weighed(("price", "Price", 40), ("quality", "Menus", 50), sv(10, asks)),
    )


def below(regime: RegimeKind) -> Said[RegimeKind]:
    return Said(value=regime, where="tender/aboveThreshold", words="below threshold")


THREE = weighed(("price", "Price", 40), ("quality", "Delivery plan", 50), sv(10, "A plan"))
BARE = weighed(("price", "Price", 40), ("quality", "Delivery plan", 50), sv(10))
EVEN = weighed(("price", "Price", 40), ("quality", "Delivery plan", 50), ("quality", "Team", 10))
RELATIVE = "The lowest price receives the maximum marks."

# Each remark: a notice on which it is made, and the nearest one on which it is not.
PAIRS: dict[str, tuple[Callable[[], Notice], Callable[[], Notice]]] = {
    "not-seen-in-time": (
        lambda: pilot(criteria=weighed(("price", "Price", 90), sv(10, "New apprenticeships"))),
        lambda: pilot(criteria=weighed(("price", "Price", 90), sv(10, "Publish the findings"))),
    ),
    "effort-for-marks": (
        lambda: pilot(criteria=weighed(("price", "Price", 90), sv(10, "Hours of training"))),
        lambda: pilot(criteria=weighed(("price", "Price", 90), ("quality", "Hours of training", 10))),
    ),
    "hardly-tells-apart": (
        lambda: service(300_000, "Training places"),
        lambda: service(40_000_000, "Training places"),
    ),
    "below-least-weighting": (
        lambda: pilot(**DEPARTMENT, criteria=weighed(("price", "Price", 50), ("quality", "Plan", 45), sv(5))),
        lambda: pilot(**DEPARTMENT, criteria=THREE),
    ),
    "least-weighting-unknown": (
        lambda: pilot(authority_kind=None, criteria=weighed(("price", "Price", 50), ("quality", "Plan", 45), sv(5))),
        lambda: pilot(authority_kind=None, criteria=THREE),
    ),
    "flat-weighting": (
        lambda: pilot(criteria=THREE),
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Plan", 51), sv(9))),
    ),
    "merged-criteria": (
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Technical / Social Value", 60))),
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Technical", 50), sv(10))),
    ),
    "weightings-not-100": (
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Plan", 45), sv(10))),
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Plan", 90), ("quality", "Team", 10))),
    ),
    "weightings-missing": (
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Plan", 50), sv(None))),
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Plan", 60), sv(None))),
    ),
    "weightings-in-words": (
        lambda: pilot(criteria=tuple(replace(each, weighting_words="40%") for each in THREE)),
        lambda: pilot(
            criteria=tuple(replace(each, weighting_words="40%") for each in THREE), source=NoticeSource.SELL2WALES
        ),
    ),
    "criteria-missing": (
        lambda: pilot(criteria=()),
        lambda: pilot(criteria=(), updates=True),
    ),
    "social-value-bare": (
        lambda: pilot(criteria=BARE),
        lambda: pilot(criteria=BARE, description="Social value: publish the findings of the pilot."),
    ),
    "social-value-unnamed": (
        lambda: pilot(criteria=EVEN),
        lambda: pilot(criteria=EVEN, **DEPARTMENT),
    ),
    "kpis-missing": (
        contract,
        lambda: contract(value=pounds(5_000_000)),
    ),
    "kpis-to-come": (
        lambda: notice(value=pounds(6_000_000), criteria=THREE),
        lambda: notice(value=pounds(6_000_000), criteria=THREE, framework=True),
    ),
    "kpis-only-promise": (
        lambda: contract(kpis=(kpi("Delivery of social value commitments in line with the bid"),)),
        lambda: contract(kpis=(kpi("Social value", "12 people certified by month 18"),)),
    ),
    "rounds-in-prose": (
        lambda: pilot(procedure=FLEXIBLE, procedure_text="There are two stages: a questionnaire, then bids."),
        lambda: pilot(procedure=FLEXIBLE, procedure_text="There are two stages; up to six suppliers are shortlisted."),
    ),
    "rounds-undescribed": (
        lambda: pilot(procedure=FLEXIBLE),
        lambda: pilot(procedure=FLEXIBLE, updates=True),
    ),
    "gates-without-stop": (
        lambda: pilot(description="A pilot project. Stage 2 is subject to the outcome of the pilot stage."),
        lambda: pilot(
            description="A pilot project. Stage 2 is subject to the outcome of the pilot stage; we may stop there."
        ),
    ),
    "learning-unrecognised": (
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Team and vehicles", 60))),
        lambda: pilot(criteria=weighed(("price", "Price", 40), ("quality", "Technical", 60))),
    ),
    "relative-price": (
        lambda: pilot(criteria=weighed(("price", "Price", 40, RELATIVE), ("quality", "Evaluation", 60))),
        lambda: pilot(criteria=weighed(("price", "Price", 40, "Lowest price per quality point"), ("quality", "Q", 60))),
    ),
    "value-not-told": (
        lambda: pilot(value=None),
        lambda: pilot(value=None, kind="UK3"),
    ),
    "value-in-doubt": (
        lambda: pilot(rival=pounds(24_000_000)),
        lambda: pilot(rival=pounds(24_000_000), description="A pilot project with a total value of £240,000."),
    ),
    "settle-first": (lambda: pilot(kind="UK2"), pilot),
    "after-award": (lambda: contract(kind="UK6"), pilot),
    "ended": (lambda: contract(kind="UK12"), contract),
}  # fmt: skip


def test_every_remark_of_the_pack_has_its_condition_and_its_pair() -> None:
    """No text without code, no code without text, and none of them untried."""
    assert set(PREDICATES) == set(review_pack(PACKS).remarks) == set(PAIRS)


@pytest.mark.parametrize("code", PAIRS)
def test_a_remark_is_made_where_its_condition_holds(code: str) -> None:
    """With a sentence, a remedy and a source."""
    finding = next(each for each in remark_on(context_of(PAIRS[code][0]())) if each.code == code)
    assert finding.message.endswith((".", ":")) or "’" in finding.message[-3:]
    assert finding.remedy
    assert finding.sources


@pytest.mark.parametrize("code", PAIRS)
def test_a_remark_is_not_made_a_step_beside(code: str) -> None:
    """The nearest notice on which it must be silent."""
    assert code not in codes(PAIRS[code][1]())


def test_remarks_come_in_order_of_harm() -> None:
    """Those that ask for a person first; within a severity by the pack's harm."""
    found = remark_on(
        context_of(pilot(criteria=weighed(("price", "Price", 90), sv(10, "New jobs and volunteering hours"))))
    )
    texts = review_pack(PACKS).remarks
    ranks = [(each.severity.rank, -texts[each.code].harm) for each in found]
    assert ranks == sorted(ranks)
    assert [each.code for each in found][:2] == ["not-seen-in-time", "effort-for-marks"]


def test_the_words_that_told_it_and_the_numbers_are_shown() -> None:
    """When it shows, when it ends, the odds and our least."""
    said = message(pilot(criteria=weighed(("price", "Price", 90), sv(10, "Apprenticeships"))), "not-seen-in-time")
    for part in ("‘Apprenticeships’", "after about 9 months", "after 6 months", "under 1%", "35%"):
        assert part in said


def test_nothing_is_remarked_of_criteria_after_the_award() -> None:
    """An award notice of an earlier form lists criteria; they are not judged."""
    later = pilot(kind="award", criteria=weighed(("price", "Price", 90), sv(5, "New apprenticeships")))
    assert codes(later) == ["after-award"]


def test_a_stub_is_left_alone() -> None:
    """A cancellation says nothing of what was asked."""
    assert codes(pilot(kind="UK12", criteria=THREE)) == ["ended"]


def test_an_edition_that_binds_makes_the_usual_weighting_information() -> None:
    """What it asks for at the least is no habit."""
    found = remark_on(context_of(pilot(**DEPARTMENT, criteria=THREE)))
    flat = next(each for each in found if each.code == "flat-weighting")
    assert flat.severity is Severity.INFORMATION
    assert "the least that the edition asks" in flat.message


def test_a_bare_split_under_an_edition_is_information() -> None:
    """Quality may hold social value: that it is too little is not said."""
    split = pilot(**DEPARTMENT, criteria=weighed(("price", "Price", 40), ("quality", "Quality", 60)))
    found = next(each for each in remark_on(context_of(split)) if each.code == "below-least-weighting")
    assert found.severity is Severity.INFORMATION
    assert "may stand inside quality" in found.message


def test_a_reason_below_five_million_is_held_against_the_value() -> None:
    """The limit includes VAT; a reason of another kind is left alone."""
    said = Said(value="Contract below £5 million", where="contracts/0/noAgreedMetricsRationale")
    other = Said(value="A purchase of equipment", where="contracts/0/noAgreedMetricsRationale")
    assert "includes VAT" in message(contract(no_kpis_reason=said), "kpis-missing")
    assert "kpis-missing" not in codes(contract(no_kpis_reason=other))


def test_a_regime_that_is_not_told_makes_missing_kpis_information() -> None:
    """Whether the duty extends cannot be told."""
    found = remark_on(context_of(contract(regime=None)))
    assert next(each for each in found if each.code == "kpis-missing").severity is Severity.INFORMATION


@pytest.mark.parametrize("regime", [RegimeKind.LIGHT_TOUCH, RegimeKind.CONCESSION, RegimeKind.BELOW_THRESHOLD])
def test_no_kpis_are_missed_where_the_duty_does_not_extend(regime: RegimeKind) -> None:
    """Light touch and concession contracts; contracts outside the Act's rules on award."""
    assert "kpis-missing" not in codes(contract(regime=Said(value=regime, where="tender/specialRegime")))


def test_a_private_utility_and_a_framework_have_no_duty() -> None:
    """As s.52 says."""
    private = Said(value=AuthorityKind.PRIVATE_UTILITY, where="parties/0/details")
    assert "kpis-missing" not in codes(contract(authority_kind=private))
    assert "kpis-missing" not in codes(contract(framework=True))


def test_below_the_threshold_missing_criteria_are_information() -> None:
    """An explanation is asked for all the same, and the law asks little else."""
    small = pilot(criteria=(), regime=below(RegimeKind.BELOW_THRESHOLD))
    found = next(each for each in remark_on(context_of(small)) if each.code == "criteria-missing")
    assert found.severity is Severity.INFORMATION


def test_a_later_stage_brings_a_measure_back() -> None:
    """In a service of five years apprenticeships can be seen: nothing is remarked of them."""
    assert "not-seen-in-time" not in codes(service(20_000_000, "New apprenticeships"))


def test_contact_points_never_leave_in_a_remark() -> None:
    """What is quoted is scrubbed."""
    found = remark_on(context_of(contract(kpis=(kpi("Social value, ask a.person@example.org"),))))
    assert not any("@" in each.message for each in found)


def test_like_lots_are_remarked_once() -> None:
    """Twelve lots with the same criteria are one set."""
    one = weighed(("price", "Price", 40), ("quality", "Plan", 45), sv(10))
    many = tuple(replace(each, lot=str(number)) for number in range(1, 13) for each in one)
    found = [code for code in codes(pilot(criteria=many)) if code == "weightings-not-100"]
    assert len(found) == 1


def test_the_usual_weighting_is_a_number_of_the_pack() -> None:
    """And so replaceable."""
    assert review_pack(PACKS).parameter("usual-weighting") == Decimal(10)


def test_what_is_passed_or_failed_needs_no_weighting() -> None:
    """A questionnaire among the criteria is no gap."""
    rows = weighed(("price", "Price", 40), ("quality", "Plan", 50), ("quality", "Questionnaire (Pass/Fail)", None))
    assert "weightings-missing" not in codes(pilot(criteria=rows))


def test_a_code_alone_is_too_little_to_remark_on() -> None:
    """A CPV code tells a stage for a table; nobody is told that their weighting is a habit by it."""
    coded = pilot(title="Purchase data", description="Data on purchases.", cpv=("73110000", "79310000"), criteria=THREE)
    assert context_of(coded).stage_kind is not None
    assert "flat-weighting" not in codes(coded)


def test_a_study_is_not_told_to_learn() -> None:
    """What it delivers is knowledge."""
    study = pilot(title="Feasibility study of bins", criteria=weighed(("price", "Price", 40), ("quality", "Team", 60)))
    assert "learning-unrecognised" not in codes(study)


def test_a_least_weighting_names_only_the_edition_that_asks_for_it() -> None:
    """PPN 002 binds in November 2026: no other note is cited for its floor."""
    short = pilot(**DEPARTMENT, criteria=weighed(("price", "Price", 50), ("quality", "Plan", 45), sv(5)))
    found = next(each for each in remark_on(context_of(short)) if each.code == "below-least-weighting")
    assert found.sources
    assert all("PPN 002" in each.title for each in found.sources)


@pytest.mark.parametrize("regime", [RegimeKind.SCOTLAND, RegimeKind.PROVIDER_SELECTION, RegimeKind.LEGACY])
def test_no_remark_cites_the_act_to_a_procurement_that_it_does_not_reach(regime: RegimeKind) -> None:
    """Other rules govern there: judgement stays, and the Act is not cited."""
    told = Said(value=regime, where="tender/description", words="other rules")
    plain = notice(regime=told, kind="tender")
    for changes in ({"criteria": BARE}, {"value": None}, {"kind": "planning"}):
        remarks = remark_on(context_of(replace(plain, **changes)))
        assert remarks
        assert not [each for one in remarks for each in one.sources if "Procurement" in each.title]
        assert all(one.sources for one in remarks)


@pytest.mark.parametrize(
    ("changes", "cited"),
    [
        ({}, True),
        ({"nature": Said(value=Nature.GOODS, where="tender/mainProcurementCategory", words="goods")}, False),
        ({"regime": below(RegimeKind.BELOW_THRESHOLD)}, False),
        ({"regime": below(RegimeKind.UTILITIES)}, False),
    ],
)
def test_the_social_value_act_is_cited_to_services_that_it_reaches(changes: dict[str, object], *, cited: bool) -> None:
    """Neither goods, nor what is below the threshold, nor utilities."""
    remarks = remark_on(context_of(notice(criteria=EVEN, **changes)))
    unnamed = next(each for each in remarks if each.code == "social-value-unnamed")
    assert any("Social Value" in each.title for each in unnamed.sources) is cited


def test_a_transparency_notice_is_sent_to_no_tender_notice() -> None:
    """A direct award has none, and its contract may still ask for something."""
    found = next(each for each in remark_on(context_of(contract(kind="UK5"))) if each.code == "after-award")
    assert "direct award" in found.message
    assert "tender notice" not in f"{found.message} {found.remedy}"
