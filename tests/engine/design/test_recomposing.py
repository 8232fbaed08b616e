"""Other weightings and words at once: what a composition says is what a full design would say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from commonweal.design import Design, design_case, propose_schemes, recompose
from commonweal.frameworks import Packs, load_packs
from commonweal.procurement import Case, QualityCriterion
from commonweal.record.errors import MisuseError, RefusedError
from commonweal.scheme.checks import State
from strategies import cases, decide, make_case, stage

PILOT = stage("pilot", 9, 450_000)
SERVICE = stage("operate", 60, 20_000_000)


@cache
def packs() -> Packs:
    return load_packs()


def central(*decisions: object) -> Case:
    return make_case(SERVICE, authority="central-department", model="conventional", decisions=decisions)  # type: ignore[arg-type]


def with_decisions(case: Case, *decisions: object) -> Case:
    return replace(case, decisions=(*case.decisions, *decisions))  # type: ignore[arg-type]


@pytest.mark.nightly
@settings(
    max_examples=30, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(case=cases(), points=st.sampled_from(["3", "4", "5.5", "9"]))
def test_what_is_still_best_is_as_good_as_a_full_design(case: Case, points: str) -> None:
    """Whatever the case: the greatest worth is the full design's; and where that chose alike, all else is too."""
    design = design_of(case)
    scored = design.proposals.option("lighter").scheme.scored
    assume(scored)
    changed = with_decisions(case, decide("weighting", scored[0].code, points, stage=scored[0].award_decision))
    try:
        composed = recompose(design, changed)
    except MisuseError:
        assume(False)
    assume(composed.still_best)
    full = design_case(changed, packs=packs())
    assert composed.proposals.best_worth == full.proposals.best_worth
    if chosen_in(composed.design) == chosen_in(full):
        assert composed.proposals.options == full.proposals.options


@pytest.mark.nightly
@settings(
    max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(case=cases(), text=st.sampled_from(["How?", "‘Wie’ <b>&amp;", "x: {y} # z"]))
def test_words_alone_are_composed_exactly(case: Case, text: str) -> None:
    """Nothing hangs on them, so every option is that of a full design, to the last finding."""
    design = design_of(case)
    scored = design.proposals.option("lighter").scheme.scored
    assume(scored)
    changed = with_decisions(case, decide("wording", f"{scored[0].code}.question", text))
    composed = recompose(design, changed)
    assert composed.exact
    assert composed.proposals.options == propose_schemes(changed, packs=packs()).options


@pytest.mark.parametrize("kind", ["weighting", "wording"])
def test_a_composition_is_the_full_design_of_a_known_case(kind: str) -> None:
    """A pilot with one criterion scored: every option alike, to the last finding."""
    case = make_case(PILOT)
    design = design_case(case, packs=packs())
    one = design.proposals.option("lighter").scheme.scored[0]
    subject, value = (one.code, str(one.weighting)) if kind == "weighting" else (f"{one.code}.question", "How?")
    changed = with_decisions(case, decide(kind, subject, value))
    composed = recompose(design, changed)
    assert composed.still_best
    assert composed.proposals.options == propose_schemes(changed, packs=packs()).options


def design_of(case: Case) -> Design:
    try:
        return design_case(case, packs=packs())
    except MisuseError:
        assume(False)
        raise


def chosen_in(design: Design) -> dict[str, list[frozenset[tuple[str, str, bool]]]]:
    return {option: [each.keys for each in choices] for option, choices in design.choices.items()}


def test_one_option_alone_is_composed_as_among_three() -> None:
    """Asking for one is for speed, and changes nothing of it."""
    design = design_case(central(), packs=packs())
    one = design.proposals.option("balanced").scheme.scored[0]
    changed = with_decisions(central(), decide("weighting", one.code, "5"))
    alone = recompose(design, changed, options=("balanced",)).proposals
    assert alone.option("balanced") == recompose(design, changed).proposals.option("balanced")


def test_own_quality_criteria_and_answers_are_composed_too() -> None:
    """They bear on no choice."""
    case = make_case(PILOT)
    design = design_case(case, packs=packs())
    changed = replace(
        case,
        quality=(QualityCriterion(title="Method", weighting=Decimal(60)),),
        answers={"methodology-stated": {"disqualifying": "A late bid"}},
    )
    composed = recompose(design, changed)
    assert composed.exact
    assert composed.proposals.options == propose_schemes(changed, packs=packs()).options
    assert "A late bid" in composed.proposals.option("balanced").scheme.awards[0].methodology


@pytest.mark.parametrize("change", ["decision", "stage", "importance"])
def test_what_bears_on_the_choice_is_refused(change: str) -> None:
    """A composition on the wrong choice would be a lie."""
    design = design_case(make_case(PILOT), packs=packs())
    changed = {
        "decision": make_case(PILOT, decisions=(decide("exclude", "co-design"),)),
        "stage": make_case(stage("pilot", 10, 450_000)),
        "importance": make_case(PILOT, importance={"capability": 5}),
    }[change]
    with pytest.raises(MisuseError, match="More has changed"):
        recompose(design, changed)


def test_a_weighting_that_moves_the_choice_says_so() -> None:
    """What is not scored has no marks to set, so a full design would choose otherwise."""
    design: Design = design_case(make_case(PILOT), packs=packs())
    scored = {each.code for each in design.proposals.option("fuller").scheme.scored}
    other = next(each.code for each in design.ground.candidates if each.scored.passes and each.code not in scored)
    composed = recompose(design, make_case(PILOT, decisions=(decide("weighting", other, "4"),)))
    assert not composed.still_best


# --- words ----------------------------------------------------------------------------------------


def test_words_stand_in_question_evidence_levels_and_condition() -> None:
    """Of a criterion that is the authority's to word, all of it, wherever it is placed."""
    words = {"question": "Q?", "evidence": "E.", "level-2": "L.", "title": "T", "condition": "C."}
    decisions = [decide("force", "co-design", "scored")]
    decisions += [decide("wording", f"co-design.{part}", text) for part, text in words.items()]
    scheme = propose_schemes(make_case(PILOT, decisions=tuple(decisions)), packs=packs()).option("fuller").scheme
    found = next(each for each in scheme.scored if each.code == "innovation/co-design")
    assert found.question is not None
    assert (found.title, found.question.text, found.question.evidence, found.condition) == ("T", "Q?", "E.", "C.")
    assert [level.descriptor for level in found.question.scale if level.points == 2] == ["L."]


def test_the_text_of_an_edition_stays_before_our_words() -> None:
    """A bidder can look the official criterion up by its own name."""
    case = central(decide("force", "1a", "scored"), decide("wording", "1a.question", "Say how."))
    scheme = propose_schemes(case, packs=packs()).option("fuller").scheme
    found = next(each for each in scheme.scored if each.code == "ppn-002/1a")
    assert found.question is not None
    assert found.question.text == "Create and retain high-quality jobs. Say how."


@pytest.mark.parametrize(
    ("subject", "text", "message"),
    [
        ("1a.title", "Jobs", "the edition's own text"),
        ("co-design.colour", "red", "names no part"),
        ("co-design.level-9", "x", "has no level 9"),
        ("co-design.question", " " * 3 + "x" * 2_001, "2,001 characters"),
    ],
)
def test_a_wording_that_cannot_be_is_refused_in_a_sentence(subject: str, text: str, message: str) -> None:
    """Nothing that a person wrote is dropped in silence."""
    with pytest.raises((MisuseError, RefusedError), match=message):
        propose_schemes(central(decide("wording", subject, text)), packs=packs())


def test_reasons_adopted_for_other_words_are_asked_for_again() -> None:
    """Clear-and-measurable is answered for these words, not for any."""
    case = make_case(PILOT)
    answers = {each.check: each for each in propose_schemes(case, packs=packs()).option("balanced").answers}
    told = answers["clear-and-measurable"].verdict.message
    scored = propose_schemes(case, packs=packs()).option("balanced").scheme.scored[0]
    other = with_decisions(case, decide("wording", f"{scored.code}.question", "Another?"))
    again = {each.check: each for each in propose_schemes(other, packs=packs()).option("balanced").answers}
    assert again["clear-and-measurable"].verdict.message != told


def test_levels_that_say_the_same_are_found() -> None:
    """No evaluator could choose between them: the check is not met, and adoption stops."""
    scored = propose_schemes(make_case(PILOT), packs=packs()).option("balanced").scheme.scored[0]
    alike = tuple(decide("wording", f"{scored.code}.level-{points}", "Good") for points in (1, 2))
    option = propose_schemes(make_case(PILOT, decisions=alike), packs=packs()).option("balanced")
    assert "levels-alike" in {finding.code for finding in option.findings}
    state = {each.check: each.verdict.state for each in option.answers}["clear-and-measurable"]
    assert state is State.NOT_MET
    assert option.blocking
