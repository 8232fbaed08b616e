"""Method section 5's own checks, and the substance of the trial by hand (fit_trial)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from commonweal.design import Factor, Proposals, propose_schemes
from commonweal.design.candidates import best_fit
from commonweal.design.fit import meaning, measure_fit
from commonweal.design.relevance import Relevance
from commonweal.design.settings import design_settings
from commonweal.frameworks import MeasureKind, Packs, load_packs
from commonweal.procurement import Case, Stage
from commonweal.scheme.placement import Place
from strategies import decide, make_case, stage

RELATED = Relevance(value=1.0, because="given")
BIG = stage("operate", 60, 20_000_000, bidders=6)
SMALL = stage("explore", 4, 60_000, contracts=10, bidders=40, gate=True)


@cache
def packs() -> Packs:
    return load_packs()


def propose(case: Case) -> Proposals:
    return propose_schemes(case, packs=packs())


def passes(pack: str, measure: str, at: Stage, *, scored: bool = False) -> bool:
    return not failing(pack, measure, at, scored=scored)


def failing(pack: str, measure: str, at: Stage, *, scored: bool = False) -> list[Factor]:
    """The factors that fail although the link is given."""
    fit = measure_fit(
        packs().get(pack).measures[measure],
        code="x",
        measure_id=measure,
        stage=at,
        scored=scored,
        relevance=RELATED,
        settings=design_settings(packs()),
    )
    return [reading.factor for reading in fit.failing]


def scored_codes(proposals: Proposals, option: str) -> dict[str, list[tuple[str, str]]]:
    """By award decision: the code's last part and its weighting."""
    return {
        award.id: [(each.code.partition("/")[2], f"{each.weighting:f}") for each in award.social_value]
        for award in proposals.option(option).scheme.awards
    }


@pytest.mark.parametrize(
    "measure", ["apprenticeships", "barrier-apprenticeships", "new-jobs", "barrier-jobs", "carbon-cut"]
)
def test_a_small_feasibility_stage_rules_out_counts_that_a_large_service_allows(measure: str) -> None:
    """In a 4-month, £60k stage each fails a threshold even with a link; in a £20m five-year service each passes."""
    assert not passes("ppn-002", measure, SMALL)
    assert passes("ppn-002", measure, BIG)
    assert passes("ppn-002", measure, BIG, scored=True)


@pytest.mark.parametrize("at", [SMALL, BIG, stage("pilot", 9, 450_000), stage("demonstrate", 18, 4_000_000)])
def test_no_effort_count_passes_anywhere(at: Stage) -> None:
    """Hours and activities are seen, moved and told apart, and mean little: meaning alone rules them out."""
    efforts = [
        (pack.id, name)
        for pack in packs().editions
        for name, measure in pack.measures.items()
        if measure.kind is MeasureKind.EFFORT
    ]
    assert len(efforts) >= 10
    for pack, name in efforts:
        assert Factor.MEANING in failing(pack, name, at), name


def test_setting_meaning_to_one_brings_hours_back() -> None:
    """What rules hours out is the judgement on meaning and nothing else."""
    case = make_case(
        BIG,
        authority="central-department",
        model="conventional",
        decisions=(decide("factor", "ppn-002/8a.meaning", "1"),),
    )
    fit = best_fit(
        "ppn-002/8a",
        packs().criterion("ppn-002/8a"),
        packs().get("ppn-002"),
        BIG,
        scored=False,
        case=case,
        settings=design_settings(packs()),
    )
    assert fit.passes
    assert fit.reading(Factor.MEANING).by == "A. Person"


def test_verifying_half_the_claims_of_hours_is_the_named_remedy() -> None:
    """A pull of 2 is cut to 1 by checking half: meaning .5 is over the threshold."""
    profile = packs().get("ppn-002").measures["upskilling-hours"].fit
    assert meaning(profile) == pytest.approx(0.2)
    assert meaning(profile, verified_share=0.5) == pytest.approx(0.5)


def test_meaning_is_the_alignment_of_a_scheme_of_one_measure() -> None:
    """Method section 6: all weight on counts, V = (1, 2, 1.5, 0), one row of efforts, alignment .160920."""
    value, row = (1, 2, 1.5, 0), (1, 0.2, 0, 0.8)
    dot = sum(a * b for a, b in zip(value, row, strict=True))
    cosine = dot / (sum(a * a for a in value) ** 0.5 * sum(b * b for b in row) ** 0.5)
    assert cosine**2 == pytest.approx(0.160920, abs=5e-7)
    # One real and one padding effort: V = (1, 0), row (1, g): the cosine squared is 1/(1 + g²).
    for pull in (0.2, 0.9, 2.0):
        profile = replace(packs().get("ppn-002").measures["new-jobs"].fit, pull=Decimal(str(pull)))
        assert meaning(profile) == pytest.approx((1 / (1 + pull**2) ** 0.5) ** 2)


def test_a_six_week_discovery_of_25_000_pounds_scores_nothing() -> None:
    """The proportionate answer, and it is said."""
    proposals = propose(make_case(stage("explore", "1.4", 25_000, bidders=5), model="research"))
    for option in proposals.options:
        assert scored_codes(proposals, option.option) == {"award": []}
        assert "nothing-scored" in {finding.code for finding in option.findings}
    assert [option.same_as for option in proposals.options] == ["", "lighter", "lighter"]


def test_a_mandated_floor_that_nothing_can_fill_is_a_conflict() -> None:
    """Central, £150k, PPN 002, co-design contracted: nothing passes, and no scheme is filled."""
    case = make_case(
        stage("explore", 6, 150_000, bidders=6),
        authority="central-department",
        circumstances={"people_take_part": True},
        decisions=(decide("additionality", "co-design", "deliverable"),),
    )
    proposals = propose(case)
    for option in proposals.options:
        conflict = next(finding for finding in option.findings if finding.code == "floor-conflict")
        assert "market engagement" in conflict.remedy
        assert option.scheme.scored == ()
        assert option.blocking


def test_a_forced_measure_fills_the_conflict_and_is_marked() -> None:
    """Forced = hours, marked, with a finding; it earns nothing."""
    case = make_case(
        stage("explore", 6, 150_000, bidders=6),
        authority="central-department",
        circumstances={"people_take_part": True},
        decisions=(decide("additionality", "co-design", "deliverable"), decide("force", "2a", "scored")),
    )
    proposals = propose(case)
    [criterion] = proposals.option("balanced").scheme.scored
    assert (criterion.code, criterion.forced) == ("ppn-002/2a", True)
    assert "forced" in {finding.code for finding in proposals.option("balanced").findings}
    assert "floor-conflict" not in {finding.code for finding in proposals.option("balanced").findings}


def test_nothing_without_a_link_can_be_forced() -> None:
    """ρ = 0 is out, and a person is told so."""
    case = make_case(
        stage("pilot", 9, 450_000),
        circumstances={"suppliers_mostly_small": True},
        decisions=(decide("force", "3a", "condition"),),
    )
    proposals = propose(case)
    [kept] = [finding for finding in proposals.option("fuller").findings if finding.code == "force-not-kept"]
    assert "no link to the subject matter" in kept.message
    assert proposals.option("fuller").blocking
    assert "ppn-002/3a" not in {each.code for each in proposals.option("fuller").scheme.contract}


def test_sbri_agrees_with_the_trial() -> None:
    """£60k: measurement plan 10 (lighter: nothing); larger stages: method, authority's capability, measurement plan."""
    case = make_case(
        SMALL,
        stage("prototype", 9, 400_000, contracts=3, bidders=10, gate=True),
        stage("demonstrate", 15, 1_200_000, bidders=3),
        authority="nhs-body",
        regime="exempt",
        structure="contract-per-stage",
        model="staged-funding",
        circumstances={"research": True, "suppliers_mostly_small": True, "clinical": True, "people_take_part": False},
    )
    proposals = propose(case)
    assert scored_codes(proposals, "lighter")["explore"] == []
    assert scored_codes(proposals, "balanced")["explore"] == [("measurement-plan", "10")]
    for at in ("prototype", "demonstrate"):
        fuller = {code for code, _ in scored_codes(proposals, "fuller")[at]}
        assert fuller == {"authority-capability", "measurement-plan", "reusable-method"}
    asked = {
        each.code.partition("/")[2] for each in proposals.option("fuller").scheme.contract if each.stage == "explore"
    }
    assert "open-findings" in asked


def test_sandbox_pilot_agrees_with_the_trial() -> None:
    """Co-design enters as a refinement of 3b with all ten points; later stages hold learning and capability as KPIs."""
    case = make_case(
        stage("prototype", 3, 150_000, bidders=6, gate=True, id="set-up"),
        stage("pilot", 9, 450_000, gate=True),
        stage("demonstrate", 6, 300_000),
        authority="nhs-body",
        model="sandbox",
        on=date(2026, 12, 7),
        circumstances={"digital": True, "clinical": True, "people_take_part": True, "supply_chain": False},
        decisions=(decide("edition", "ppn-002"), decide("outcome", "supply-chains")),
    )
    proposals = propose(case)
    for option in proposals.options:
        [criterion] = option.scheme.scored
        assert (criterion.code, criterion.fills) == ("innovation/co-design", "ppn-002/3b")
        assert criterion.weighting == 10
        assert not any(
            each.measure_kind is MeasureKind.EFFORT for each in (*option.scheme.scored, *option.scheme.contract)
        )
    later = {
        each.code.partition("/")[2]
        for each in proposals.option("fuller").scheme.contract
        if each.place is Place.KPI and each.stage != "set-up"
    }
    assert {"reusable-method", "authority-capability", "measurement-plan", "co-design"} <= later
    deferred = {each.code for each in proposals.option("balanced").scheme.deferrals}
    assert "innovation/authority-capability" in deferred


def test_conventional_service_agrees_with_the_trial() -> None:
    """PPN 002 on £20m over five years: people who face barriers 5, disabled people 5; the near ties go to a person."""
    case = make_case(
        BIG,
        authority="central-department",
        model="conventional",
        circumstances={"labour_intensive": True, "supply_chain": True, "energy_or_materials": True},
    )
    proposals = propose(case)
    assert scored_codes(proposals, "balanced") == {"award": [("6a", "5"), ("6b", "5")]}
    assert "outcomes-near-tie" in {finding.code for finding in proposals.option("balanced").findings}
    assert not any(
        each.code.startswith("innovation/open-findings") for each in proposals.option("fuller").scheme.contract
    )


def test_a_fifth_of_the_marks_under_ppn_026_has_two_criteria_and_three_kpis() -> None:
    """At least one criterion for each started ten points; £24m is over £5m."""
    case = make_case(
        BIG,
        authority="central-department",
        model="conventional",
        on=date(2027, 3, 2),
        split=(40, 40, 20),
        circumstances={"labour_intensive": True},
    )
    for option in propose(case).options:
        assert len(option.scheme.scored) >= 2
        assert sum(each.weighting or 0 for each in option.scheme.scored) == 20
        assert len({kpi.criterion for kpi in option.scheme.kpis}) >= 3


def test_a_split_below_the_floor_is_raised_and_said() -> None:
    """Social value 5% under PPN 002 becomes 10%, from quality."""
    case = make_case(BIG, authority="central-department", model="conventional", split=(40, 55, 5))
    option = propose(case).option("balanced")
    assert option.scheme.awards[0].social_value_total == 10
    assert "raised-to-floor" in {finding.code for finding in option.findings}


def test_weight_above_the_floor_is_open_to_criteria_without_a_home() -> None:
    """PPN 002 with 15%: the edition keeps at least ten, and one of ours may have the rest."""
    case = make_case(
        stage("pilot", 12, 900_000, bidders=5),
        authority="central-department",
        split=(40, 45, 15),
        circumstances={"people_take_part": True},
    )
    scheme = propose(case).option("fuller").scheme
    filling = [each for each in scheme.scored if each.fills]
    own = [each for each in scheme.scored if not each.fills]
    assert sum(each.weighting or 0 for each in filling) >= 10
    assert len(own) == 1
    assert scheme.awards[0].total == 100


def test_what_a_person_insists_on_is_placed_somewhere() -> None:
    """Over the life of the procurement, at the stage that suits best."""
    case = make_case(
        stage("explore", 3, 80_000, gate=True),
        stage("pilot", 9, 300_000),
        structure="contract-per-stage",
        circumstances={"people_take_part": True},
        decisions=(decide("insist", "who-benefits"),),
    )
    for option in propose(case).options:
        assert "innovation/who-benefits" in {each.code for each in (*option.scheme.scored, *option.scheme.contract)}


def test_exclusion_and_weighting_by_a_person_are_kept() -> None:
    """Re-solved around, and the rest shared out."""
    case = make_case(
        stage("pilot", 9, 900_000, bidders=5),
        circumstances={"people_take_part": True},
        decisions=(
            decide("exclude", "measurement-plan"),
            decide("insist", "co-design"),
            decide("weighting", "co-design", "6"),
        ),
    )
    scheme = propose(case).option("fuller").scheme
    assert not any(each.code.endswith("measurement-plan") for each in (*scheme.scored, *scheme.contract))
    weightings = {each.code.partition("/")[2]: each.weighting for each in scheme.scored}
    assert weightings.get("co-design", Decimal(6)) == 6
    assert scheme.awards[0].total == 100


def test_contracted_learning_becomes_a_quality_criterion() -> None:
    """Learning that is the deliverable is scored there, with its question and levels."""
    case = make_case(
        stage("explore", 12, 400_000, bidders=5),
        model="research",
        decisions=(decide("additionality", "open-findings", "deliverable"),),
    )
    award = propose(case).option("balanced").scheme.awards[0]
    proposed = [part for part in award.quality if part.proposed]
    assert [part.title for part in proposed] == ["Findings that others can read and check"]
    assert proposed[0].question is not None
    assert award.total == 100


def test_importance_decides_how_much_and_whether_at_zero() -> None:
    """A mission or outcome of no importance earns nothing; a greater one weighs more."""
    from commonweal.procurement import Importance

    base = make_case(
        stage("pilot", 9, 900_000, bidders=5), circumstances={"people_take_part": True}, split=(30, 40, 30)
    )
    none = replace(base, importance=Importance(outcomes={"route-to-impact": 0}))
    codes = {each.code for each in propose(none).option("fuller").scheme.scored}
    assert "innovation/measurement-plan" not in codes
    more = replace(base, importance=Importance(outcomes={"route-to-impact": 5}))
    usual = {each.code: each.weighting for each in propose(base).option("fuller").scheme.scored}
    raised = {each.code: each.weighting for each in propose(more).option("fuller").scheme.scored}
    assert raised["innovation/measurement-plan"] > usual["innovation/measurement-plan"]  # type: ignore[operator]


def test_a_stage_without_funding_is_refused_in_one_sentence() -> None:
    """Nothing can be weighed against a contract of unknown size."""
    case = make_case(replace(stage("pilot"), funding=None))
    with pytest.raises(ValueError, match="has no funding"):
        propose(case)
