"""What a proposal rests on: switching values known in closed form, a brute-force oracle, suppositions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.design import Factor, find_what_matters, propose_schemes, sensitivity, suppose
from commonweal.design.basis import Basis
from commonweal.design.choosing import Chooser, change_between
from commonweal.design.groundwork import lay_ground
from commonweal.design.judgements import Judgement, find_judgements
from commonweal.design.moving import Move, move_factors
from commonweal.design.problem import Counts, Placement, Pool, Problem
from commonweal.design.rivals import find_near_ties
from commonweal.design.selection import choose_best
from commonweal.design.sensitivity import Sensitivity
from commonweal.design.suppositions import suppose_one
from commonweal.design.switching import Rest, Switch
from commonweal.frameworks import MeasureKind, load_packs
from commonweal.frameworks.pack import Packs
from commonweal.procurement import Case
from commonweal.record.errors import MisuseError
from strategies import decide, make_case, stage

PACKS = load_packs()
# A council's study, where no edition binds: only a few criteria can be asked for.
STUDY = make_case(stage("explore", 4, 60_000, contracts=2, bidders=6), model="research")
EVERY = 10_000


def only(case: Case, *codes: str) -> Case:
    """The case with every criterion excluded but these."""
    ground = lay_ground(case, packs=PACKS)
    others = sorted({each.code for each in ground.candidates} - set(codes))
    return replace(case, decisions=(*case.decisions, *(decide("exclude", code) for code in others)))


@cache
def small_matters() -> Sensitivity:
    """The small case with every judgement designed again: slow enough to be done once."""
    return find_what_matters(SMALL, packs=PACKS, runs=4, tried=EVERY)


def quick(seed: int = 0) -> Sensitivity:
    return find_what_matters(SMALL, packs=PACKS, runs=3, tried=3, seed=seed)


def rest_on(found: Sensitivity, name: str) -> Rest:
    return next(each for each in found.rests if each.judgement.name == name)


def packs_with(**settings: str) -> Packs:
    """The packs with some settings replaced."""
    basis = Basis(case=STUDY, packs=PACKS)
    for name, value in settings.items():
        basis, _ = suppose_one(name.replace("_", "-"), value, basis, lay_ground(STUDY, packs=PACKS))
    return basis.packs


CODE = "innovation/measurement-plan"
ALONE = only(STUDY, CODE)


def test_a_lone_criterion_drops_out_where_its_meaning_crosses_the_threshold() -> None:
    """Closed form: with a least meaning of 0.62 and a meaning of 0.671, the first hundredth below it is 0.61."""
    found = find_what_matters(ALONE, packs=packs_with(least_meaning="0.62"), runs=4, tried=EVERY)
    below = rest_on(found, f"{CODE}.meaning").below
    assert below is not None
    assert below.at == Decimal("0.61")
    assert {code for code, _, _ in below.goes_out} == {CODE}
    assert not below.comes_in
    assert rest_on(found, f"{CODE}.meaning").above is None
    above = rest_on(found, "least-meaning").above
    assert above is not None
    assert above.at == Decimal("0.68")


def test_nothing_matters_where_a_lone_criterion_is_far_from_everything() -> None:
    """No switch within any margin is said so, never padded."""
    found = find_what_matters(ALONE, packs=PACKS, runs=4, tried=EVERY)
    assert found.rests == ()
    assert found.looked_at > 5
    assert set(found.survival.shares.values()) == {1.0}


def test_two_criteria_under_a_limit_change_places_where_their_worths_cross() -> None:
    """Closed form: of two with room for one, the better fit is taken; the other's meaning switches at the tie."""
    ours, theirs = "innovation/open-findings", "innovation/negative-results"
    case = only(STUDY, ours, theirs)
    packs = packs_with(winner_hours_base="1", winner_funding_share="0.004", move_meaning="0.3")
    fits = {each.code: each.condition for each in lay_ground(case, packs=packs).candidates}
    assert fits[ours].value > fits[theirs].value
    chosen = propose_schemes(case, packs=packs).option("fuller").scheme.contract
    assert [each.code for each in chosen] == [ours]
    found = find_what_matters(case, packs=packs, option="fuller", runs=4, tried=EVERY)
    above = rest_on(found, f"{theirs}.meaning").above
    assert above is not None
    tie = fits[theirs].reading(Factor.MEANING).value * fits[ours].value / fits[theirs].value
    assert tie <= float(above.at) < tie + 0.01
    assert {code for code, _, _ in above.comes_in} == {theirs}
    assert {code for code, _, _ in above.goes_out} == {ours}


def keys_at(case: Case, judgement: Judgement, position: Decimal) -> frozenset[tuple[str, str, bool]]:
    """What a whole design chooses there, by way of --suppose and nothing of the search."""
    difference = suppose(case, {judgement.name: judgement.text(position)}, packs=PACKS)
    scheme = difference.after.option("balanced").scheme
    return frozenset((each.code, each.stage, each.weighting is not None) for each in (*scheme.scored, *scheme.contract))


def switches(rest: Rest) -> list[tuple[bool, Switch | None]]:
    return [(False, rest.below), (True, rest.above)]


SMALL = only(
    STUDY,
    CODE,
    "innovation/co-design",
    "innovation/open-findings",
    "innovation/negative-results",
    "innovation/stopping-well",
)


def test_a_fine_grid_of_whole_designs_agrees_with_the_search() -> None:
    """Brute force: every step of every margin designed anew; the first that differs is the switch that is told."""
    found = small_matters()
    assert found.rests
    first = keys_at(SMALL, found.rests[0].judgement, found.rests[0].judgement.present)
    for rest in found.rests[:3]:
        for upwards, switch in switches(rest):
            grid = rest.judgement.positions(upwards=upwards)
            differing = next((each for each in grid if keys_at(SMALL, rest.judgement, each) != first), None)
            if switch is None:
                assert not grid or keys_at(SMALL, rest.judgement, grid[-1]) == first
            else:
                assert differing == switch.at, rest.judgement.name


def test_just_before_a_switch_nothing_is_chosen_otherwise() -> None:
    """Beyond the switch --suppose shows a difference in the criteria; one step nearer it shows none."""
    found = small_matters()
    for rest in found.rests[:3]:
        for upwards, switch in switches(rest):
            if switch is None:
                continue
            grid = rest.judgement.positions(upwards=upwards)
            index = grid.index(switch.at)
            beyond = suppose(SMALL, {rest.judgement.name: switch.text}, packs=PACKS).option("balanced")
            assert any(each.before is not each.after for each in beyond.places)
            if index:
                text = rest.judgement.text(grid[index - 1])
                before = suppose(SMALL, {rest.judgement.name: text}, packs=PACKS).option("balanced")
                assert not any(each.before is not each.after for each in before.places)


def test_equal_arguments_give_equal_answers() -> None:
    """Chance comes in as a seed; another seed is another sample."""
    one, other, third = (quick(seed) for seed in (1, 1, 2))
    assert one == other
    assert one.survival != third.survival


def test_the_order_of_judgements_never_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are told apart by name, and each program is solved from nothing but itself."""
    forwards = quick()
    monkeypatch.setattr(sensitivity, "find_judgements", lambda ground: tuple(reversed(find_judgements(ground))))
    assert quick() == forwards


def test_a_factor_that_a_person_has_set_is_no_judgement_of_ours() -> None:
    """It is not among those that are tried, and no run moves it."""
    own = replace(SMALL, decisions=(*SMALL.decisions, decide("factor", "measurement-plan.meaning", "0.9")))
    ground = lay_ground(own, packs=PACKS)
    assert f"{CODE}.meaning" not in {each.name for each in find_judgements(ground)}
    assert f"{CODE}.signal" in {each.name for each in find_judgements(ground)}
    moved = move_factors(ground, [Move(code=CODE, factor=factor, multiple=0.8) for factor in Factor])
    for before, after in zip(ground.candidates, moved.candidates, strict=True):
        if before.code == CODE:
            assert after.scored.reading(Factor.MEANING) == before.scored.reading(Factor.MEANING)
            assert after.scored.reading(Factor.SIGNAL).value == before.scored.reading(Factor.SIGNAL).value * 0.8


def test_importance_split_and_odds_are_judgements_only_while_nobody_has_said() -> None:
    """What the authority has said is not ours to move."""
    said = {each.name for each in find_judgements(lay_ground(STUDY, packs=PACKS))}
    assert "split" not in said
    assert any(name.startswith("importance.") for name in said)
    unsaid = lay_ground(make_case(stage(), split=None), packs=PACKS)
    assert "split" in {each.name for each in find_judgements(unsaid)}


def test_a_forced_choice_always_survives() -> None:
    """What a person forces does not hang on our judgements."""
    forced = replace(STUDY, decisions=(decide("force", "standards", "condition"),))
    found = find_what_matters(forced, packs=PACKS, runs=5, tried=0)
    assert found.survival.share("innovation/standards", "explore", scored=False) == 1.0


def test_the_chooser_chooses_what_the_design_proposes() -> None:
    """The quick way and the whole design agree, on every option, weightings too."""
    ground = lay_ground(STUDY, packs=PACKS)
    proposals = propose_schemes(STUDY, packs=PACKS)
    for option in ("lighter", "balanced", "fuller"):
        chosen = Chooser(first=ground, option=option).choose(ground)
        scheme = proposals.option(option).scheme
        placed = (*scheme.scored, *scheme.contract)
        assert chosen.keys == {(each.code, each.stage, each.weighting is not None) for each in placed}
        weightings = {(each.award_decision, each.code): each.weighting for each in scheme.scored}
        assert dict(chosen.weightings) == weightings
        assert change_between(chosen, chosen) == 0


@pytest.mark.parametrize("case", [STUDY, SMALL], ids=["study", "small"])
def test_supposing_the_present_value_changes_nothing(case: Case) -> None:
    """For every judgement that is one figure, and for no change in percent of the others."""
    ground = lay_ground(case, packs=PACKS)
    for judgement in find_judgements(ground)[::5]:
        difference = suppose(case, {judgement.name: judgement.text(judgement.present)}, packs=PACKS)
        assert difference.option("balanced").same_choices, judgement.name
        assert not difference.option("balanced").winner


def test_supposing_a_factor_is_what_the_decision_would_do() -> None:
    """Kept as a decision, the design is the one that was shown, apart from who is named as its source."""
    shown = suppose(STUDY, {"co-design.meaning": "0.3"}, packs=PACKS).after.option("balanced")
    kept = replace(STUDY, decisions=(decide("factor", "co-design.meaning", "0.3"),))
    decided = propose_schemes(kept, packs=PACKS).option("balanced")
    assert [(each.code, each.stage, each.place, each.weighting) for each in shown.scheme.contract] == [
        (each.code, each.stage, each.place, each.weighting) for each in decided.scheme.contract
    ]
    assert shown.winner == decided.winner


SUPPOSABLE = st.sampled_from(
    [
        ("co-design.meaning", "0.3"),
        ("measurement-plan.observability@explore", "-30%"),
        ("least-meaning", "+40%"),
        ("explore.months", "9"),
        ("explore.funding", "+50%"),
        ("split", "30/50/20"),
        ("hours", "+25%"),
        ("new-jobs.deadweight", "0.1"),
    ]
)


@settings(max_examples=6, deadline=None)
@given(st.lists(SUPPOSABLE, min_size=2, max_size=2, unique_by=lambda each: each[0]))
def test_what_is_supposed_together_comes_to_the_same_in_any_order(pairs: list[tuple[str, str]]) -> None:
    """Two suppositions about different things do not hang on which is named first."""
    case = STUDY
    one = suppose(case, dict(pairs), packs=PACKS)
    other = suppose(case, dict(reversed(pairs)), packs=PACKS)
    assert one.options == other.options


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("co-design.meanin", "0.5", "Did you mean 'co-design.meaning'?"),
        ("explore.mnths", "5", "Did you mean 'explore.months'?"),
        ("least-meening", "0.5", "Did you mean 'least-meaning'?"),
        ("new-job.deadweight", "0.5", "Did you mean 'new-jobs'?"),
        ("co-designs.meaning", "0.5", "Did you mean 'co-design'?"),
        ("importance.nothing", "4", "There is no outcome or mission 'nothing'"),
        ("co-design.meaning", "1.5", "is a share from 0 to 1, not 1.5"),
        ("co-design.meaning", "much", "needs a number, not 'much'"),
        ("least-meaning", "2", "is a share, not '2'"),
        ("split", "50/50", "is not three parts"),
        ("split", "50/50/50", "adds up to 150%"),
        ("hours", "3", "takes a change in percent"),
        ("explore.bidders", "2.5", "is a whole number"),
        ("explore.pass-share", "0.5", "has no gate"),
        ("co-design.meaning@alpha", "0.5", "There is no stage 'alpha'."),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_one_sentence(name: str, value: str, words: str) -> None:
    """The nearest name is named; a value that means nothing is never taken."""
    with pytest.raises(MisuseError) as error:
        suppose(STUDY, {name: value}, packs=PACKS)
    assert words in str(error.value)


def rivals(worth: int) -> Problem:
    """Two criteria to be scored with room for one: one worth 400,000 millionths, the other as said."""
    placements = tuple(
        Placement(
            code=code, stage="pilot", decision="award", pool=Pool.FREE, worth=each, entry=0, outcome=code,
            kind=MeasureKind.OUTCOME, bid_minutes=60, report_minutes=60, field_minutes=60,
        )
        for code, each in (("a", 400_000), ("b", worth))
    )  # fmt: skip
    return Problem(
        placements=placements,
        counts={"award": Counts(least=1, room=1)},
        winner_caps={"pilot": 600},
        field_caps={"award": 600},
        first_stage={"award": "pilot"},
    )


@pytest.mark.parametrize(
    ("worth", "short"), [(400_000, 0.0), (398_000, 0.005), (396_000, 0.01), (395_000, None), (100_000, None)]
)
def test_a_near_tie_names_both_designs(worth: int, short: float | None) -> None:
    """What is worth the same within a hundredth is put to a person, with what either design scores; the rest is not."""
    best = choose_best(rivals(worth))
    assert best is not None
    ties = find_near_ties((best,))
    assert [each.short_share for each in ties] == ([] if short is None else [pytest.approx(short)])
    for tie in ties:
        assert (tie.scored, tie.rival) == ((("a", "pilot"),), (("b", "pilot"),))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("co-design.meaning", "+5%"),
        ("least-meaning", "0.6"),
        ("hours", "+10%"),
        ("s1.months", "5"),
        ("safeguards-in-use.pull", "0.5"),
    ],
)
def test_what_is_kept_from_the_first_groundwork_is_what_would_be_found_anew(name: str, text: str) -> None:
    """Fits are taken over only where nothing that they hang on was touched, one supposition or two."""
    ground = lay_ground(STUDY, packs=PACKS)
    start = Basis(case=ground.case, packs=PACKS)
    name = name.replace("s1.", f"{STUDY.procurement.stages[0].id}.")
    for basis in (start, suppose_one("least-factor", "0.5", start, ground)[0]):
        there, _ = suppose_one(name, text, basis, ground)
        anew = move_factors(lay_ground(there.case, packs=there.packs), there.moves)
        assert there.ground(ground).candidates == anew.candidates
