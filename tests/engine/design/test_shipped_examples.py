"""What a sceptical commercial lead should see in each shipped example: the method's promises, not its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from commonweal.design import Proposals, propose_schemes
from commonweal.design.fit import measure_fit
from commonweal.design.relevance import Relevance
from commonweal.design.settings import design_settings
from commonweal.exchange.case_file import open_case, read_layout
from commonweal.exchange.report import make_view, render_html, render_markdown
from commonweal.exchange.report.summary import summarise_option
from commonweal.frameworks import MeasureKind, Packs, Standing, load_packs, read_yaml
from commonweal.procurement import Case, Commencement, StageKind
from commonweal.scheme.placement import Place
from commonweal.scheme.scheme import Scheme

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = sorted(file.parent.relative_to(EXAMPLES).as_posix() for file in EXAMPLES.rglob("case.yaml"))
SERVICE = "conventional-service"
OPTIONS = ("lighter", "balanced", "fuller")
LEARNING = {"Findings that others can read and check", "What did not work, shared with why"}
COUNTS = {MeasureKind.EFFORT, MeasureKind.OUTPUT}


@cache
def packs() -> Packs:
    return load_packs()


@cache
def case_of(name: str) -> Case:
    return open_case(EXAMPLES / name).case


@cache
def designed(name: str) -> Proposals:
    return propose_schemes(case_of(name), packs=packs())


def schemes(name: str) -> list[Scheme]:
    return [option.scheme for option in designed(name).options]


def stages_of(code: str, scheme: Scheme) -> set[str]:
    """The stages at which a criterion of ours is placed, in any place."""
    return {each.stage for each in (*scheme.scored, *scheme.contract) if each.code == f"innovation/{code}"}


def bought_as_quality(scheme: Scheme) -> list[set[str]]:
    """The titles of contracted learning that is scored as quality, award by award."""
    return [{part.title for part in award.quality if part.proposed} for award in scheme.awards]


def test_every_example_of_the_plan_is_there() -> None:
    """Found by its folder, so that none is lost unseen."""
    assert {name.partition("/")[0] for name in NAMES} == {
        "conventional-service",
        "defence-prototype",
        "local-test-and-learn",
        "sandbox-pilot",
        "sbri-competition",
    }
    assert len([name for name in NAMES if name.startswith(SERVICE)]) == 4


@pytest.mark.parametrize("name", NAMES)
def test_lighter_is_lighter_for_all_together(name: str) -> None:
    """Over every bid expected, its assessment and the winner's reports; what is shown apart adds up to what is shown
    of all bidders and evaluators."""
    loads = [option.workload for option in designed(name).options]
    assert [load.total for load in loads] == sorted(load.total for load in loads)
    for option, load in zip(designed(name).options, loads, strict=True):
        assert load.bidding + load.assessing == sum(each.hours for each in option.field)
        assert min(load.bidding, load.assessing, load.reporting) >= 0


@pytest.mark.parametrize("name", NAMES)
def test_an_example_can_be_adopted_and_is_fictional(name: str) -> None:
    """Nothing blocks any option, every award decision totals 100, and the authority says that it is made up."""
    assert "(fictional)" in case_of(name).procurement.authority.name
    for option in designed(name).options:
        assert option.blocking == ()
        assert {award.total for award in option.scheme.awards} == {Decimal(100)}


@pytest.mark.parametrize("name", NAMES)
def test_no_example_pays_marks_for_effort_or_breaks_a_limit_of_hours(name: str) -> None:
    """Hours and activities carry no marks, and no winner is asked for more than our limit."""
    for option in designed(name).options:
        assert MeasureKind.EFFORT not in {each.measure_kind for each in option.scheme.scored}
        assert all(burden.hours <= burden.cap for burden in option.winner)


@pytest.mark.parametrize("name", NAMES)
def test_an_early_stage_is_never_scored_on_counts(name: str) -> None:
    """Jobs, spending and tonnes wait for a stage that can show them."""
    early = {stage.id for stage in case_of(name).procurement.stages if stage.kind.is_early}
    for scheme in schemes(name):
        assert not [each.title for each in scheme.scored if each.stage in early and each.measure_kind in COUNTS]


@pytest.mark.parametrize("name", NAMES)
def test_a_kpi_is_never_rarer_than_its_stage_is_long(name: str) -> None:
    """A figure due every six months in a cycle of three would be read after it could matter."""
    months = {stage.id: stage.months for stage in case_of(name).procurement.stages}
    for scheme in schemes(name):
        assert all(kpi.frequency_months <= max(1, months[kpi.stage]) for kpi in scheme.kpis)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_reports(name: str) -> None:
    """As a page and as Markdown, with its title and with every criterion that carries marks."""
    view = make_view(designed(name))
    for text in (render_html(view), render_markdown(view)):
        assert case_of(name).procurement.title in text
    assert all(each.title in render_markdown(view) for each in view.chosen.proposal.scheme.scored)


# --- a defence prototype, outside the mandate -------------------------------------------------------------------------

DEFENCE = "defence-prototype"


def test_defence_has_no_edition_because_ppn_002_is_optional_for_it() -> None:
    """The limb of s.7(1) is stated, and nobody has chosen the edition."""
    assert case_of(DEFENCE).procurement.regime.limb == "c"
    applies = designed(DEFENCE).applicability
    assert (applies.standing, applies.pack) == (Standing.NONE, None)
    assert "optional for a defence and security contract" in applies.reason.text


def test_defence_in_2027_is_unknown_and_never_guessed() -> None:
    """How PPN 026 treats it was not seen: the answer says so, and what it would change."""
    case = case_of(DEFENCE)
    later = replace(case, procurement=replace(case.procurement, commencement=Commencement(on=date(2027, 2, 8))))
    applies = propose_schemes(later, packs=packs()).applicability
    assert (applies.standing, applies.pack) == (Standing.UNKNOWN, None)
    assert "PPN 026" in applies.reason.text
    assert any("would apply" in candidate.text for candidate in applies.candidates)


def test_defence_scores_contracted_learning_as_quality_and_nothing_else_of_it() -> None:
    """What the reports say is bought; only what spills over is social value."""
    for scheme in schemes(DEFENCE):
        assert bought_as_quality(scheme) == [LEARNING] * 3
        assert not stages_of("open-findings", scheme) | stages_of("negative-results", scheme)
        assert {each.additionality for each in scheme.scored} <= {"", "spillover"}


def test_defence_defers_new_suppliers_to_the_trial_with_an_early_sign() -> None:
    """No concept of six months can bring a firm to readiness; insisting places it where it can be seen."""
    for scheme in schemes(DEFENCE):
        assert stages_of("new-suppliers", scheme) == {"trial"}
        waiting = [each for each in scheme.deferrals if each.code == "innovation/new-suppliers"]
        assert {each.from_stage for each in waiting} == {"concept", "prototype"}
        assert all(each.to_stage == "trial" and each.early_sign for each in waiting)


def test_defence_keeps_out_what_may_not_be_released() -> None:
    """A decision with a reason takes open data out of every option."""
    assert not any(stages_of("open-data", scheme) for scheme in schemes(DEFENCE))


def test_defence_asks_for_no_marks_at_a_short_concept_in_its_lighter_options() -> None:
    """Twelve bidders' hours are not worth marks there."""
    for option in ("lighter", "balanced"):
        [concept] = [award for award in designed(DEFENCE).option(option).scheme.awards if award.id == "concept"]
        assert concept.social_value == ()


# --- a conventional service, under each edition -----------------------------------------------------------------------


def plain_layout(name: str) -> dict[str, Any]:
    return {field: getattr(read_layout(read_yaml(EXAMPLES / SERVICE / name / "case.yaml")), field) for field in FIELDS}


FIELDS = ("title", "stages", "lots", "rounds", "quality", "importance", "answers", "decisions", "assumptions", "packs")
SAME = ("nature", "description", "cpv", "delivery_model", "award_structure", "circumstances", "extras", "missions")


@pytest.mark.parametrize("name", ["ppn-026", "ppn-06-20", "no-edition"])
def test_the_service_is_the_same_under_each_edition(name: str) -> None:
    """The four cases differ in body, day and regime, and in the split that follows: nothing else is different."""
    assert plain_layout(name) == plain_layout("ppn-002")
    one, other = (case_of(f"{SERVICE}/{each}").procurement for each in ("ppn-002", name))
    assert [getattr(one, field) for field in SAME] == [getattr(other, field) for field in SAME]


@pytest.mark.parametrize(
    ("pack", "measure"),
    [
        ("ppn-002", "apprenticeships"),
        ("ppn-002", "new-jobs"),
        ("ppn-002", "carbon-cut"),
        ("ppn-026", "good-jobs-held"),
        ("ppn-026", "pipeline-starters"),
    ],
)
def test_the_service_can_show_jobs_apprenticeships_and_carbon(pack: str, measure: str) -> None:
    """Each passes every threshold at five years and £20m, scored: counts are wrong in a short stage, not everywhere."""
    [stage] = case_of(f"{SERVICE}/ppn-002").procurement.stages
    fit = measure_fit(
        packs().get(pack).measures[measure],
        code="x",
        measure_id=measure,
        stage=stage,
        scored=True,
        relevance=Relevance(value=1.0, because="given"),
        settings=design_settings(packs()),
    )
    assert fit.passes


def test_ppn_002_scores_one_outcome_of_its_own_and_puts_close_ones_to_a_person() -> None:
    """A tenth of the marks; what comes out close is not decided by a formula."""
    found = designed(f"{SERVICE}/ppn-002")
    assert (found.applicability.standing, found.applicability.floor_share) == (Standing.BINDS, Decimal("0.10"))
    for option in found.options:
        assert {each.code.partition("/")[0] for each in option.scheme.scored} == {"ppn-002"}
        assert len({each.outcome for each in option.scheme.scored}) == 1
        assert "outcomes-near-tie" in {finding.code for finding in option.findings}


def test_ppn_026_takes_a_fifth_and_three_kpis_and_has_no_carbon() -> None:
    """From £5m including VAT; nothing of it counts tonnes, and no other pack slips one in."""
    found = designed(f"{SERVICE}/ppn-026")
    assert (found.applicability.standing, found.applicability.floor_share) == (Standing.BINDS, Decimal("0.20"))
    for option in found.options:
        assert option.scheme.awards[0].social_value_total >= 20
        assert len({(kpi.criterion, kpi.measure) for kpi in option.scheme.kpis if kpi.due}) >= 3
        units = {each.unit for each in (*option.scheme.scored, *option.scheme.contract)}
        assert not [unit for unit in units if "CO2" in unit]
        assert {each.code.partition("/")[0] for each in option.scheme.scored} == {"ppn-026"}


def test_with_no_edition_jobs_and_carbon_may_stand_side_by_side() -> None:
    """A council is held to no one outcome: its fullest scheme has both."""
    found = designed(f"{SERVICE}/no-edition")
    assert found.applicability.standing is Standing.NONE
    placed = {each.code for scheme in schemes(f"{SERVICE}/no-edition") for each in (*scheme.scored, *scheme.contract)}
    assert {"ppn-002/1a", "ppn-002/4a"} <= placed


def test_ppn_06_20_is_named_and_never_designed_with() -> None:
    """One sentence says that it may bind and that it is not held."""
    applies = designed(f"{SERVICE}/ppn-06-20").applicability
    assert applies.pack is None
    assert "PPN 06/20" in applies.reason.text
    assert "PPN 002" not in applies.reason.text
    assert not [each for scheme in schemes(f"{SERVICE}/ppn-06-20") for each in scheme.scored if "06-20" in each.code]


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(SERVICE)])
def test_a_known_service_is_asked_for_nothing_that_needs_a_next_stage(name: str) -> None:
    """Nothing is found out or made ready there: no criterion on learning, adoption or suppliers for later."""
    for scheme in schemes(name):
        placed = {each.code for each in (*scheme.scored, *scheme.contract)}
        assert not [code for code in placed if code.startswith("innovation/")]
        assert scheme.deferrals == ()


# --- a council that tests and learns ----------------------------------------------------------------------------------

LOCAL = "local-test-and-learn"


def test_the_council_is_above_the_threshold_only_with_vat() -> None:
    """£195,000 reads as small; what the law counts is not."""
    threshold = (
        packs().get("procurement-act-2023").parameter("threshold-sub-central-goods-services", on=date(2027, 1, 18))
    )
    net = sum(stage.funding.amount for stage in case_of(LOCAL).procurement.stages if stage.funding)
    value = designed(LOCAL).valuation
    assert net < threshold
    assert value.at_least(threshold) is True


def test_the_council_buys_its_learning_and_scores_what_goes_beyond() -> None:
    """No edition binds; findings good and bad are quality; shaping and measuring the work are social value."""
    assert designed(LOCAL).applicability.standing is Standing.NONE
    for scheme in schemes(LOCAL):
        assert bought_as_quality(scheme) == [LEARNING]
        assert {each.code for each in scheme.scored} <= {"innovation/co-design", "innovation/measurement-plan"}
    fuller = designed(LOCAL).option("fuller").scheme
    assert {each.code for each in fuller.scored} == {"innovation/co-design", "innovation/measurement-plan"}


def test_the_sandbox_asks_for_safeguards_wherever_patients_are_exposed() -> None:
    """In the pilot and in use, in every option; at set-up, on past images, the choice is free."""
    for scheme in schemes("sandbox-pilot"):
        assert stages_of("safeguards", scheme) >= {"pilot", "evaluation"}


def test_the_council_has_both_in_every_cycle_but_the_lighter_option_measures_in_two() -> None:
    """Those who live there have a say in every cycle; the plan to measure is left out of the lighter option's last,
    where stopping well in the first is worth more for the same hours."""
    cycles = {stage.id for stage in case_of(LOCAL).procurement.stages}
    for scheme in schemes(LOCAL):
        assert stages_of("co-design", scheme) == cycles
        measured = cycles if scheme.option != "lighter" else cycles - {"cycle-3"}
        assert stages_of("measurement-plan", scheme) == measured


def test_no_cycle_of_three_months_is_asked_for_jobs_suppliers_or_adoption() -> None:
    """None of them can be seen in time, in any option."""
    for scheme in schemes(LOCAL):
        placed = {each.code for each in (*scheme.scored, *scheme.contract)}
        assert not placed & {"ppn-002/1a", "ppn-002/6a", "ppn-026/1a", "ppn-026/2b", "innovation/new-suppliers"}
        assert not {each.measure_kind for each in (*scheme.scored, *scheme.contract)} & COUNTS


# --- the two that were here before ------------------------------------------------------------------------------------


def test_the_sandbox_fills_an_editions_marks_honestly() -> None:
    """PPN 002 by the trust's own choice; a criterion of ours refines one of its own, at the pilot or before."""
    applies = designed("sandbox-pilot").applicability
    assert (applies.standing, applies.pack and applies.pack.id) == (Standing.CHOSEN, "ppn-002")
    for scheme in schemes("sandbox-pilot"):
        assert {each.fills for each in scheme.scored} <= {"ppn-002/3a", "ppn-002/3b"}
        assert not any(each.place is Place.SCORED for each in scheme.branches)


def test_the_competition_scores_nothing_at_its_first_stage_in_the_lighter_scheme() -> None:
    """£60,000 and forty bidders: nothing is the proportionate answer, and the report says so."""
    lighter = designed("sbri-competition").option("lighter")
    [first] = [award for award in lighter.scheme.awards if award.id == "feasibility"]
    assert first.social_value == ()
    assert "nothing-scored" in {finding.code for finding in lighter.findings}
    assert StageKind.SCALE not in {
        case_of("sbri-competition").procurement.stage(each.stage).kind for each in lighter.scheme.contract
    }


def test_the_finding_that_nothing_is_scored_names_the_award_decision() -> None:
    """Where other award decisions score something, 'nothing is scored' must not be read as true of all."""
    [finding] = [each for each in designed(DEFENCE).option("balanced").findings if each.code == "nothing-scored"]
    assert "at the award for concept" in finding.message
    alone = designed(LOCAL).option("lighter").findings
    [finding] = [each for each in alone if each.code == "nothing-scored"]
    assert "award" not in finding.message


def test_award_decisions_that_score_the_same_are_told_in_one_sentence() -> None:
    """Nobody reads the same three criteria twice before the second paragraph."""
    found = designed(DEFENCE)
    balanced = found.option("balanced")
    sentence = summarise_option(balanced, found)
    scored = {tuple((each.title, each.weighting) for each in award.social_value) for award in balanced.scheme.awards}
    assert sentence.count("Score ") == len(scored) < len(balanced.scheme.awards)
    assert "the award for prototype and the award for trial with two medical posts" in sentence


def test_a_reason_names_what_a_criterion_refines_and_says_how_often_it_is_seen() -> None:
    """By its title, not by a code; in no reason do brackets stand in brackets, or a capital after 'Not scored:'."""
    proposals = propose_schemes(case_of("sandbox-pilot"), packs=packs())
    texts = [
        reason.text
        for option in proposals.options
        for each in (*option.scheme.scored, *option.scheme.contract)
        for reason in each.reasons
    ]
    refining = [text for text in texts if text.startswith("Refines ")]
    assert refining and not [text for text in refining if "ppn-002/" in text]
    assert not [text for text in texts if "))" in text or "It fits this stage:" in text]
    why_not = [each.because for option in proposals.options for each in option.rejected]
    assert not [text for text in why_not if "Not scored: It" in text]
