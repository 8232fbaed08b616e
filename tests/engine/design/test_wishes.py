"""What a person decides is kept or answered: never passed over in silence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from commonweal.design import Proposals, explain_code, propose_schemes
from commonweal.design.rationale import Ruling
from commonweal.frameworks import MeasureKind, Packs, load_packs
from commonweal.procurement import Assumption, Case, Importance, Lot, QualityCriterion
from commonweal.record.finding import Finding, Severity
from strategies import decide, make_case, stage

SERVICE = stage("operate", 60, 20_000_000)
PILOT = stage("pilot", 9, 450_000)


@cache
def packs() -> Packs:
    return load_packs()


def propose(case: Case) -> Proposals:
    return propose_schemes(case, packs=packs())


def found(proposals: Proposals, code: str, option: str = "balanced") -> list[Finding]:
    return [finding for finding in proposals.option(option).findings if finding.code == code]


def placed(proposals: Proposals, option: str = "balanced") -> dict[str, set[str]]:
    """Codes by place: scored, or in the contract."""
    scheme = proposals.option(option).scheme
    return {"scored": {each.code for each in scheme.scored}, "contract": {each.code for each in scheme.contract}}


def central(*stages: object, **more: object) -> Case:
    return make_case(*stages, authority="central-department", model="conventional", **more)  # type: ignore[arg-type]


def test_a_forced_criterion_decides_the_outcome() -> None:
    """Under a one-outcome rule a force brings its own outcome along; it was dropped in silence once."""
    proposals = propose(central(SERVICE, decisions=(decide("force", "4a", "scored"),)))
    assert "ppn-002/4a" in placed(proposals)["scored"]
    assert not found(proposals, "force-not-kept")


@pytest.mark.parametrize(
    ("decisions", "because"),
    [
        ((decide("force", "co-design", "scored"), decide("exclude", "co-design")), "excluded by A. Person"),
        (
            (decide("force", "open-findings", "scored"), decide("additionality", "open-findings", "deliverable")),
            "what the contract buys",
        ),
        ((decide("force", "adoption-elsewhere", "condition"),), "outside the contract"),
        ((decide("force", "3a", "condition"), decide("link", "3a", "no")), "no link"),
    ],
)
def test_a_force_that_cannot_be_kept_blocks_and_says_why(decisions: tuple[object, ...], because: str) -> None:
    """Law, the contract, another decision: named in the finding."""
    proposals = propose(make_case(PILOT, decisions=decisions))  # type: ignore[arg-type]
    [finding] = found(proposals, "force-not-kept")
    assert finding.severity is Severity.BLOCKING
    assert because in finding.message


def test_a_force_where_social_value_has_no_marks_is_answered() -> None:
    """No room is named as the reason."""
    proposals = propose(make_case(PILOT, split=(40, 60, 0), decisions=(decide("force", "co-design", "scored"),)))
    [finding] = found(proposals, "force-not-kept")
    assert "too little" in finding.message


def test_forced_without_a_stage_is_scored_once_somewhere() -> None:
    """Several stages, one award: one of them, where it costs least."""
    case = make_case(stage("prototype", 9, 450_000), PILOT, decisions=(decide("force", "stopping-well", "scored"),))
    scored = [each for each in propose(case).option("balanced").scheme.scored if each.code.endswith("stopping-well")]
    assert [each.forced for each in scored] == [True]


def test_a_clash_names_the_decision() -> None:
    """Scored and asked for at one stage: one place each."""
    both = (
        decide("force", "co-design", "scored", stage="pilot"),
        decide("force", "co-design", "condition", stage="pilot"),
    )
    with pytest.raises(ValueError, match="Forcing ‘innovation/co-design’ as scored cannot be kept"):
        propose(make_case(PILOT, decisions=both))


def test_a_chosen_outcome_is_taken_or_answered() -> None:
    """However far from the best, and refused where it is none."""
    chosen = propose(central(SERVICE, decisions=(decide("outcome", "skills-for-growth"),)))
    [outcome] = chosen.outcomes
    assert outcome.outcome == "skills-for-growth" or found(chosen, "outcome-not-kept")
    with pytest.raises(ValueError, match="There is no outcome 'skill-for-growth'"):
        propose(central(SERVICE, decisions=(decide("outcome", "skill-for-growth"),)))


def test_an_outcome_without_a_rule_of_one_outcome_is_said_to_be_idle() -> None:
    """A council is bound by no edition."""
    idle = found(
        propose(make_case(PILOT, decisions=(decide("outcome", "skills-for-growth"),))), "decision-without-effect"
    )
    assert "no rule of one outcome" in idle[0].message


def test_a_weighting_that_is_too_much_or_too_little_is_refused() -> None:
    """Eleven of ten points, one point, four decimals, and an award decision that is none."""
    for value, words in (
        ("11", "more than the 10%"),
        ("1", "from 3 to 100"),
        ("4.5555", "two decimals"),
        ("x", "percentage"),
    ):
        with pytest.raises(ValueError, match=words):
            propose(make_case(PILOT, decisions=(decide("weighting", "co-design", value),)))
    with pytest.raises(ValueError, match="names no award decision"):
        propose(make_case(PILOT, decisions=(decide("weighting", "co-design", "5", stage="prot"),)))


def test_a_weighting_keeps_the_criterion_scored() -> None:
    """Nine of ten points for one: it is scored, not demoted to a KPI."""
    case = make_case(
        PILOT, circumstances={"people_take_part": True}, decisions=(decide("weighting", "measurement-plan", "9"),)
    )
    scored = {each.code: each.weighting for each in propose(case).option("fuller").scheme.scored}
    assert scored["innovation/measurement-plan"] == Decimal(9)


def test_a_weighting_of_what_is_scored_alone_is_left_to_the_split() -> None:
    """The edition asks for all that social value has: the finding says so by the criterion's title."""
    scored = propose(central(SERVICE)).option("lighter").scheme.scored
    [only] = scored
    decision = decide("weighting", only.code, "5")
    [finding] = [
        each
        for each in propose(central(SERVICE, decisions=(decision,))).option("lighter").findings
        if each.code == "weighting-not-kept"
    ]
    assert f"‘{only.title}’" in finding.message and "only one criterion is scored, so it takes all" in finding.message
    assert finding.remedy == "Change the split to change it."


def test_weightings_by_award_decision_are_each_read() -> None:
    """Two competitions, two weightings."""
    case = make_case(
        stage("prototype", 9, 450_000),
        PILOT,
        structure="contract-per-stage",
        circumstances={"people_take_part": True},
        decisions=(
            decide("weighting", "measurement-plan", "7", stage="prototype"),
            decide("weighting", "measurement-plan", "5", stage="pilot"),
        ),
    )
    proposals = propose(case)
    weights = {
        award.id: {each.code: each.weighting for each in award.social_value}.get("innovation/measurement-plan")
        for award in proposals.option("fuller").scheme.awards
    }
    unkept = {finding.message for finding in found(proposals, "weighting-not-kept", "fuller")}
    assert weights == {"prototype": Decimal(7), "pilot": Decimal(5)} or unkept


def test_the_floor_is_filled_by_the_edition_alone() -> None:
    """An own weighting that would leave the floor to criteria without a home is not kept, and said."""
    case = make_case(
        stage("pilot", 12, 900_000),
        authority="central-department",
        split=(40, 40, 20),
        circumstances={"people_take_part": True},
        decisions=(decide("weighting", "co-design", "4"),),
    )
    proposals = propose(case)
    for option in proposals.options:
        for award in option.scheme.awards:
            filling = sum((each.weighting or 0 for each in award.social_value if each.fills), Decimal(0))
            assert filling >= 10


def test_insisting_at_a_stage_and_excluding_at_a_stage_are_kept_there() -> None:
    """A stage given is not passed over."""
    two = (stage("prototype", 9, 450_000), PILOT)
    insisted = propose(make_case(*two, decisions=(decide("insist", "stopping-well", stage="pilot"),)))
    for option in insisted.options:
        scheme = option.scheme
        assert ("innovation/stopping-well", "pilot") in {
            (each.code, each.stage) for each in (*scheme.scored, *scheme.contract)
        }
    excluded = propose(make_case(*two, decisions=(decide("exclude", "measurement-plan", stage="prototype"),)))
    fuller = excluded.option("fuller").scheme
    stages = {each.stage for each in (*fuller.scored, *fuller.contract) if each.code == "innovation/measurement-plan"}
    assert stages == {"pilot"}


def test_insisting_on_what_is_excluded_is_answered() -> None:
    """Two decisions against each other."""
    both = (decide("insist", "co-design"), decide("exclude", "co-design"))
    [finding] = found(propose(make_case(PILOT, decisions=both)), "insisted-has-no-place")
    assert "also excluded" in finding.message


def test_a_link_is_stated_never_set_as_a_number() -> None:
    """The law asks how a criterion relates; a factor cannot say."""
    with pytest.raises(ValueError, match="without saying how"):
        propose(make_case(PILOT, decisions=(decide("factor", "3a.relevance", "1"),)))


def test_a_factor_never_brings_in_another_measure() -> None:
    """Meaning set for a criterion does not bring its count of heads back, and what counts effort is marked."""
    decisions = (decide("factor", "teaching-beyond-team.meaning", "0.9"), decide("factor", "8a.meaning", "1"))
    for option in propose(central(stage("pilot", 24, 4_000_000), decisions=decisions)).options:
        effort = [
            each for each in (*option.scheme.scored, *option.scheme.contract) if each.measure_kind is MeasureKind.EFFORT
        ]
        marked = {finding.where for finding in option.findings if finding.code == "effort-by-decision"}
        assert all(each.forced and each.code in marked for each in effort)
        assert "innovation/teaching-beyond-team" not in {each.code for each in effort}


def test_a_slip_in_importance_or_missions_is_refused() -> None:
    """With the word that was probably meant."""
    slip = make_case(PILOT, importance=Importance(outcomes={"capabilty": 5}))
    with pytest.raises(ValueError, match="There is no outcome 'capabilty'") as refused:
        propose(slip)
    assert "capability" in str(refused.value.remedy)  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="There is no mission 'nsh'"):
        propose(make_case(PILOT, missions=("nsh",)))


def test_a_call_off_scores_only_what_its_framework_allows() -> None:
    """s.46(8)-(9): the framework's criteria bound the call-off's."""
    allowed = propose(make_case(PILOT, structure="call-off", framework_criteria=("open-findings", "co-design")))
    for option in allowed.options:
        assert {each.code for each in option.scheme.scored} <= {"innovation/open-findings", "innovation/co-design"}
    assert not found(allowed, "framework-criteria-unsaid")
    assert found(propose(make_case(PILOT, structure="call-off")), "framework-criteria-unsaid")


def test_lots_are_said_to_share_a_scheme() -> None:
    """Nothing is designed lot by lot in silence."""
    lots = (Lot(id="1", title="North"), Lot(id="2", title="South"))
    assert found(propose(make_case(PILOT, lots=lots)), "lots-share-a-scheme")


@pytest.mark.parametrize(
    ("split", "words"),
    [((40, 60, 0), "gives it nothing"), ((40, 58, 2), "too little for one criterion")],
)
def test_nothing_scored_says_what_left_it_so(split: tuple[int, int, int], words: str) -> None:
    """Proportionate only where it is."""
    [finding] = found(propose(make_case(PILOT, split=split)), "nothing-scored")
    assert words in finding.message
    assert "proportionate" not in finding.message


def test_nothing_scored_names_no_figure_as_stated_that_nobody_stated() -> None:
    """Social value's part is the usual one where no split is stated, and said to be; so is one read from a notice."""
    tight = stage("pilot", 9, 30_000, bidders=5)
    messages = {}
    for said, case in {
        "stated": make_case(tight, split=(40, 50, 10)),
        "usual": make_case(tight, split=None),
        "assumed": replace(
            make_case(tight, split=(40, 50, 10)),
            assumptions=(Assumption(subject="split", value="price 40", because="read", words="x", where="y"),),
        ),
    }.items():
        messages[said] = {each.message for each in found(propose(case), "nothing-scored")}
    assert any(": 10% asks for" in each for each in messages["stated"])
    assert any("nobody has stated a split; the usual 10% asks for" in each for each in messages["usual"])
    assert any("as assumed from the notice, 10% asks for" in each for each in messages["assumed"])


def test_nothing_scored_because_every_criterion_is_excluded() -> None:
    """No criterion is left: not a matter of proportion."""
    codes = [code for code in packs().codes() if code.startswith(("innovation/", "ppn-002/"))]
    case = make_case(PILOT, decisions=tuple(decide("exclude", code) for code in codes))
    [finding] = found(propose(case), "nothing-scored")
    assert "no criterion can be asked for" in finding.message


def test_burden_gives_no_more_than_it_must() -> None:
    """£30k, twenty bidders, a floor to fill: the rest of the scheme stays as small as the limits ask."""
    case = make_case(
        stage("explore", 6, 30_000, bidders=20),
        authority="central-department",
        circumstances={"people_take_part": True},
    )
    fuller = propose(case).option("fuller")
    for burden in fuller.field:
        least = min(each.hours for option in propose(case).options for each in option.field)
        assert burden.hours == least or burden.hours <= burden.cap


def test_why_not_counts_the_cost_within_the_same_limits() -> None:
    """£60k and forty bidders: forcing breaks the limits, says so, and is never a gain."""
    proposals = propose(make_case(stage("explore", 4, 60_000, bidders=40)))
    for code in ("co-design", "theory-of-change", "reusable-method"):
        for cost in explain_code(code, proposals, packs=packs(), option="fuller").costs:
            assert cost.worth_lost_share >= 0
            assert cost.refused or cost.gave or cost.worth_lost_share > 0 or cost.hours_added >= 0


def test_why_not_says_when_a_force_would_not_be_kept() -> None:
    """Excluded: the cost is no zero, it is refused."""
    proposals = propose(make_case(PILOT, decisions=(decide("exclude", "co-design"),)))
    costs = explain_code("co-design", proposals, packs=packs(), option="balanced").costs
    assert costs
    assert all("excluded" in cost.refused for cost in costs)


def test_a_chosen_edition_without_a_floor_leaves_room_for_ours() -> None:
    """PPN 026 by choice below £1m asks for no least weighting, so nothing has to fill it first."""
    from datetime import date

    case = make_case(PILOT, on=date(2027, 3, 1), decisions=(decide("edition", "ppn-026/2026-08"),))
    assert any(option.scheme.scored for option in propose(case).options)


def test_several_outcomes_bring_their_reporting_along() -> None:
    """A reason for more than one outcome does not make the prescribed figures go away."""
    one = propose(central(SERVICE)).option("balanced").scheme
    more = propose(central(SERVICE, answers={"one-outcome": {"reason_for_more": "A priority contract."}}))
    assert one.reporting
    assert more.option("balanced").scheme.reporting


def test_reporting_of_several_outcomes_stays_within_the_limits() -> None:
    """It is chosen with in view, not added afterwards."""
    case = make_case(
        stage("pilot", 12, 900_000),
        stage("operate", 24, 2_000_000),
        authority="central-department",
        circumstances={"labour_intensive": True, "people_take_part": True, "digital": True},
        answers={"one-outcome": {"reason_for_more": "Both are needed."}},
    )
    for option in propose(case).options:
        assert option.scheme.reporting
        assert all(burden.hours <= burden.cap for burden in option.winner)


def test_deferrals_name_the_first_later_stage() -> None:
    """By time, not by the letter of the stage's id."""
    case = make_case(
        stage("explore", 3, 80_000, id="z-first", gate=True),
        stage("pilot", 12, 900_000, id="m-second", gate=True),
        stage("operate", 24, 3_000_000, id="a-third"),
        circumstances={"people_take_part": True},
    )
    order = ["z-first", "m-second", "a-third"]
    for option in propose(case).options:
        scheme = option.scheme
        for deferral in scheme.deferrals:
            stages = [each.stage for each in (*scheme.scored, *scheme.contract) if each.code == deferral.code]
            after = [each for each in stages if order.index(each) > order.index(deferral.from_stage)]
            assert deferral.to_stage == min(after, key=order.index)


def test_deliverable_learning_is_not_lost_beside_the_authoritys_own_quality() -> None:
    """It is no social value then, and nobody else scores it: said."""
    case = make_case(
        stage("pilot", 9, 450_000),
        model="research",
        quality=(QualityCriterion(title="Technical quality", weighting=Decimal(50)),),
        decisions=(decide("additionality", "open-findings", "deliverable"),),
    )
    assert found(propose(case), "deliverable-not-in-quality")


def test_a_rejection_claims_no_better_place_than_there_is() -> None:
    """What is said to be asked for later is asked for later."""
    case = make_case(stage("prototype", 9, 450_000, gate=True), stage("pilot", 12, 900_000))
    proposals = propose(case)
    for option in proposals.options:
        scheme = option.scheme
        later = {each.code for each in (*scheme.scored, *scheme.contract) if each.stage == "pilot"}
        for rejection in option.rejected:
            if "asked for at Pilot" in f"{rejection.because} {rejection.mend}":
                assert rejection.stage == "prototype"
                assert rejection.code in later
    assert replace(proposals.case) == proposals.case


def test_a_doubt_of_the_reader_needs_a_decision() -> None:
    """A sum that the notice leaves in doubt is no footnote."""
    doubt = Assumption(subject="declared_value", value="in doubt", because="Two sums disagree by a factor of ten.")
    case = replace(make_case(PILOT), assumptions=(doubt,))
    [finding] = found(propose(case), "assumption-in-doubt")
    assert finding.message == "Declared value in doubt: Two sums disagree by a factor of ten."
    assert finding.severity is Severity.WARNING


def test_bands_are_of_the_measures_kind() -> None:
    """A share of the target is never above one, a level of the scale never below two."""
    case = make_case(
        stage("pilot", 18, 2_000_000, gate=True),
        stage("operate", 36, 9_000_000),
        circumstances={"people_take_part": True},
    )
    kpis = [kpi for option in propose(case).options for kpi in option.scheme.kpis]
    assert kpis
    for kpi in kpis:
        assert (kpi.bands.good > 1) == (kpi.bands.unit == "level of the scale"), kpi


def test_an_option_that_scores_nothing_where_another_does_says_so() -> None:
    """The lighter one may reach its worth without marks; that is no statement on proportion."""
    for case in (make_case(stage("explore", 4, 60_000)), make_case(PILOT), make_case(stage("prototype", 9, 400_000))):
        proposals = propose(case)
        if not proposals.option("fuller").scheme.scored:
            continue
        for option in proposals.options:
            for finding in found(proposals, "nothing-scored", option.option):
                assert "in this option" in finding.message


def test_a_fuller_option_that_is_named_holds_the_criterion() -> None:
    """Nobody is sent to an option for what it has not got."""
    case = make_case(stage("prototype", 9, 450_000, gate=True), stage("pilot", 12, 900_000))
    proposals = propose(case)
    for option in proposals.options:
        for rejection in option.rejected:
            if rejection.ruling is Ruling.OPTION:
                name = next(each for each in ("balanced", "fuller") if f"the {each} one" in rejection.because)
                scheme = proposals.option(name).scheme
                assert (rejection.code, rejection.stage) in {
                    (each.code, each.stage) for each in (*scheme.scored, *scheme.contract)
                }


def test_what_is_asked_for_earlier_is_told_as_that() -> None:
    """Not as left to a fuller option; and it does stand at the stage that is named, before this one."""
    case = make_case(stage("prototype", 9, 450_000, gate=True), stage("pilot", 12, 900_000))
    proposals = propose(case)
    order, seen = ["prototype", "pilot"], 0
    for option in proposals.options:
        at = {(each.code, each.stage) for each in (*option.scheme.scored, *option.scheme.contract)}
        for rejection in option.rejected:
            earlier = {
                stage
                for code, stage in at
                if code == rejection.code and order.index(stage) < order.index(rejection.stage)
            }
            if rejection.ruling is Ruling.EARLIER:
                seen += 1
                assert earlier
                assert "already asked for at Prototype" in rejection.because
            assert not (earlier and rejection.ruling is Ruling.OPTION)
    assert seen


def test_forced_without_a_stage_goes_where_it_fits() -> None:
    """A condition that fits the pilot is not put at the study that it does not fit."""
    case = make_case(
        stage("explore", 3, 80_000, gate=True),
        stage("pilot", 12, 900_000),
        decisions=(decide("force", "reusable-method", "condition"),),
    )
    for option in propose(case).options:
        stages = {each.stage for each in option.scheme.contract if each.code == "innovation/reusable-method"}
        assert stages == {"pilot"}


def test_a_split_moved_by_weightings_is_said() -> None:
    """Six of ten points for the only criterion scored: quality takes the rest, and a person hears of it."""
    case = make_case(
        PILOT, circumstances={"people_take_part": True}, decisions=(decide("weighting", "co-design", "6"),)
    )
    for option in propose(case).options:
        moved = any(award.split.social_value != 10 for award in option.scheme.awards if award.social_value)
        assert moved == any(finding.code == "split-follows-weightings" for finding in option.findings)


def test_quality_that_fits_the_split_is_no_finding() -> None:
    """Points that nothing is scored for go to quality: nobody is told to correct what is right."""
    case = make_case(
        stage("explore", "1.4", 25_000, bidders=5), quality=(QualityCriterion(title="Ours", weighting=Decimal(50)),)
    )
    assert not found(propose(case), "quality-rescaled")


def test_a_limit_of_the_fuller_option_is_not_told_of_a_lighter_one() -> None:
    """Marks that a lighter option does not give out cannot be taken there."""
    case = make_case(PILOT, circumstances={"people_take_part": True})
    proposals = propose(case)
    for option in proposals.options[:-1]:
        same = option.scheme.scored == proposals.option("fuller").scheme.scored
        for rejection in option.rejected:
            if rejection.ruling is Ruling.LIMIT and not same:
                assert "the fuller option leaves it out too" in rejection.because
