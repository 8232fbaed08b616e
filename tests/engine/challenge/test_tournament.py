"""The tournament: whom a scheme picks against whom it should, and what ambition earns."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

import challenge_cases
import numpy as np
import pytest
from tournament_cases import EXACT, FIVE, JUDGEMENTS, PACKS, TYPES, criterion, honest, modelled, scale, target

from commonweal.challenge import AwardChallenge, challenge_scheme, challenge_target
from commonweal.challenge.counting import counts_only
from commonweal.challenge.levels import pays_everybody
from commonweal.challenge.modelling import Modelled, model_target
from commonweal.challenge.tournament import Tournament, draw_field, picks_level, play, run_tournament
from commonweal.frameworks.measures import FitProfile, MeasureKind
from commonweal.procurement.stage import StageKind
from commonweal.record.errors import MisuseError
from commonweal.scheme.question import ScaleLevel


@cache
def challenge_shipped(name: str) -> tuple[AwardChallenge, ...]:
    """The award decisions of a shipped example's balanced scheme, challenged."""
    scheme = challenge_cases.proposed(name).options[1].scheme
    return challenge_scheme(scheme, challenge_cases.case_of(name), packs=PACKS, seed=1).awards


def wins(tournament: Tournament, name: str) -> float:
    return float(next(each.wins for each in tournament.types if each.type == name))


def test_where_all_are_honest_and_alike_anybody_picked_is_the_best() -> None:
    """Without noise equal bids tie, each is a best one, and nothing is lost."""
    found = run_tournament(modelled(criterion()), EXACT, {"honest": honest()}, fields=20, seed=1)
    assert (found.picks_best, found.level, found.by_luck, found.regret) == (1, 1, 1, 0)


def test_where_honest_bidders_differ_in_size_the_largest_contribution_is_picked() -> None:
    """Read without error on a scale without steps, marks order honest bids as their value does."""
    types = {f"size-{size}": honest(effort=Decimal(size) / 10) for size in (4, 7, 10, 12)}
    found = run_tournament(modelled(criterion(levels=())), EXACT, types, fields=300, seed=1)
    assert found.picks_best == found.level == 1
    assert found.level_regret == 0
    assert found.level_regret_by_luck > 1


def test_two_bids_read_with_error_are_told_apart_as_the_closed_form_says() -> None:
    """For normal quality of spread s read with error e the better of two is picked with ½ + arctan(s / e) / π."""
    types = {"honest": honest(quality_sd=Decimal("0.4"))}
    judgements = replace(EXACT, quality_reader_sd=Decimal("0.3"))
    small = modelled(criterion(weighting="1"), bidders=2, price="0", judgements=judgements)
    found = run_tournament(small, judgements, types, fields=40_000, seed=3)
    expected = 0.5 + math.atan(0.4 / 0.3) / math.pi
    assert abs(float(found.picks_best) - expected) < 4 * float(found.picks_best_error)


def test_the_worth_of_a_bid_is_what_it_yields_and_delivers() -> None:
    """Effort × ability × the share delivered, at the usual mark; and marks at the usual mark for the usual bidder."""
    types = {"one": honest(effort=Decimal("0.8"), other=Decimal("1.25"), delivers=Decimal("0.6"))}
    (only,) = run_tournament(modelled(criterion()), EXACT, types, fields=5, seed=1).types
    assert float(only.deserved) == pytest.approx(10 * 0.6 * 0.8 * 1.25 * 0.6, abs=1e-5)
    usual = {"usual": honest(follows=Decimal("0.5"))}
    (found,) = run_tournament(modelled(criterion()), EXACT, usual, fields=5, seed=1).types
    assert found.marks == 6


def test_the_talker_wins_more_where_talk_is_cheap() -> None:
    """The same question, asked for prose or for what can be looked at."""
    field = draw_field(TYPES, JUDGEMENTS, bidders=4, fields=1000, seed=1)
    prose, evidence = (play(modelled(criterion(pull=pull)), JUDGEMENTS, field) for pull in (1.5, 0.3))
    assert wins(prose, "cheap-talker") > wins(evidence, "cheap-talker") + 0.03
    assert wins(prose, "honest-experimenter") < wins(evidence, "honest-experimenter") - 0.03
    assert prose.level < evidence.level - Decimal("0.1")


@pytest.mark.parametrize("kind", [MeasureKind.LEARNING, MeasureKind.OUTCOME, MeasureKind.OUTPUT])
def test_the_more_padding_is_audited_away_the_more_often_the_best_is_picked(kind: MeasureKind) -> None:
    """On the same fields, checking 0%, 25% … 100% of claims never loses more than the noise of reading."""
    field = draw_field(TYPES, JUDGEMENTS, bidders=4, fields=1000, seed=1)
    rates = (0.0, 0.25, 0.5, 0.75, 1.0)
    runs = [play(modelled(criterion(kind=kind, pull=1.5 * (1 - rate))), JUDGEMENTS, field) for rate in rates]
    levels = [float(each.level) for each in runs]
    assert levels[-1] > levels[0] + 0.1
    assert all(later > one - 0.01 for one, later in pairwise(levels))
    assert runs[-1].picks_best > runs[0].picks_best


def test_claims_win_less_where_the_contract_holds_to_them() -> None:
    """Nothing in the contract, nothing known of it, a condition with a KPI: the overclaimer wins ever less."""
    count = criterion(kind=MeasureKind.OUTPUT, levels=(), pull=0.5)
    field = draw_field(TYPES, JUDGEMENTS, bidders=4, fields=1000, seed=1)
    (award,) = challenge_shipped("sandbox-pilot")
    held = replace(count, condition="Deliver it.", kpi=award.target.criteria[0].kpi)
    runs = [
        wins(play(modelled(each), JUDGEMENTS, field), "overclaimer")
        for each in (count, replace(count, contract_known=False), held)
    ]
    assert runs[0] > runs[1] > runs[2]


@pytest.mark.parametrize(
    "levels", [scale(0, 5), scale(0, 1, 2, 3, top="The bid commits to at least one measure of the menu.")]
)
def test_a_tick_pays_nothing_for_ambition(levels: tuple[ScaleLevel, ...]) -> None:
    """Two levels, or full marks for one act: everybody has them, and only a lot decides."""
    found = run_tournament(modelled(criterion(levels=levels)), JUDGEMENTS, TYPES, fields=200, seed=1)
    assert set(found.ambition.sure) == set(found.ambition.risky) == {Decimal(10)}
    assert found.ambition.a_doubling == 0
    assert not found.ambition.pays
    assert found.level == pytest.approx(found.by_luck, abs=Decimal("0.000002"))


@pytest.mark.parametrize(
    "levels",
    [
        FIVE,
        scale(0, 1, 2, 3, top="Shows at least one finding that others have used, and who can confirm it."),
        scale(0, 1, 2, 3, top="As 2, and commits to at least one measure that a later stage can see."),
    ],
)
def test_levels_that_ask_for_more_than_one_act_are_no_tick(levels: tuple[ScaleLevel, ...]) -> None:
    assert not pays_everybody(criterion(levels=levels), JUDGEMENTS.patterns)


def test_a_question_of_pass_or_fail_is_a_tick_where_no_levels_are_known() -> None:
    unknown = criterion(levels=())
    assert not pays_everybody(unknown, JUDGEMENTS.patterns)
    assert pays_everybody(replace(unknown, question="Do you pay all staff on time? (pass/fail)"), JUDGEMENTS.patterns)


def test_ambition_is_paid_where_contributions_are_described_and_not_where_an_early_stage_counts() -> None:
    """Method, section 6: an honest experimenter earns by learning, which counts do not see."""
    described = modelled(criterion(), kind=StageKind.EXPLORE)
    counted = model_target(counts_only(described.target, packs=PACKS), JUDGEMENTS)
    paid, unpaid = (run_tournament(each, JUDGEMENTS, TYPES, seed=1).ambition for each in (described, counted))
    assert paid.pays
    assert not unpaid.pays
    for curve in (paid.sure, paid.risky, unpaid.sure, unpaid.risky):
        assert list(curve) == sorted(curve)
    assert all(risky <= sure for sure, risky in zip(paid.sure, paid.risky, strict=True))


def test_a_small_firm_that_is_asked_more_than_it_can_answer_wins_less() -> None:
    """Six questions of eight hours against the sixteen that it has."""
    profile = PACKS.get("innovation").measures["baseline-and-plan"].fit
    few, many = (_asking(profile, hours) for hours in (1, 8))
    field = draw_field(TYPES, JUDGEMENTS, bidders=4, fields=1000, seed=1)
    light, heavy = (play(each, JUDGEMENTS, field).small_firm for each in (few, many))
    assert light and heavy
    assert (light.type, light.hours_asked, heavy.hours_asked, heavy.hours_there) == ("small-firm", 6, 48, 16)
    assert light.wins > heavy.wins + Decimal("0.02")
    assert light.deserved_wins == heavy.deserved_wins


def _asking(profile: FitProfile, hours: int) -> Modelled:
    asked = replace(profile, hours=replace(profile.hours, bid=Decimal(hours)))
    return modelled(*(replace(criterion(f"own/{each}", weighting="5"), profile=asked) for each in range(6)))


def test_the_same_seed_gives_the_same_tournament_in_whatever_order_types_are_named() -> None:
    one = run_tournament(modelled(criterion()), JUDGEMENTS, TYPES, fields=100, seed=7)
    turned = dict(reversed(list(TYPES.items())))
    assert run_tournament(modelled(criterion()), JUDGEMENTS, turned, fields=100, seed=7) == one
    assert run_tournament(modelled(criterion()), JUDGEMENTS, TYPES, fields=100, seed=8) != one


def test_a_criterion_is_misread_alike_whatever_else_is_scored() -> None:
    """So that a mend is told from the draw: leaving one of two criteria out leaves the other's readings."""
    field = draw_field(TYPES, JUDGEMENTS, bidders=3, fields=50, seed=1)
    again = draw_field(TYPES, JUDGEMENTS, bidders=3, fields=50, seed=1)
    assert np.array_equal(field.misreading("a@study"), again.misreading("a@study"))
    assert not np.array_equal(field.misreading("a@study"), field.misreading("b@study"))


def test_standard_errors_are_those_that_seeds_show() -> None:
    """Over 40 seeds the shares spread as their stated errors say, and most lie within two of them of the mean."""
    runs = [run_tournament(modelled(criterion()), JUDGEMENTS, TYPES, fields=200, seed=seed) for seed in range(40)]
    for shares, errors in (
        ([each.picks_best for each in runs], [each.picks_best_error for each in runs]),
        ([each.level for each in runs], [each.level_error for each in runs]),
        ([each.types[0].wins for each in runs], [each.types[0].wins_error for each in runs]),
        ([each.regret for each in runs], [each.regret_error for each in runs]),
    ):
        numbers, stated = np.array(shares, dtype=float), np.array(errors, dtype=float)
        assert 0.7 < numbers.std(ddof=1) / stated.mean() < 1.35
        assert (abs(numbers - numbers.mean()) < 2 * stated).sum() >= 34


def test_a_tournament_needs_somebody_to_bid() -> None:
    with pytest.raises(MisuseError, match="type of bidder"):
        draw_field({}, JUDGEMENTS, bidders=3, fields=50, seed=1)


@pytest.mark.parametrize("name", ["sandbox-pilot", "conventional-service/ppn-002"])
def test_shipped_schemes_pick_better_than_counts_of_the_same_weight(name: str) -> None:
    """On the same fields: the best social value more often, and less value lost."""
    for each in challenge_shipped(name):
        assert each.tournament and each.twin_tournament
        assert each.tournament.level > each.twin_tournament.level + 3 * each.twin_tournament.level_error
        assert each.tournament.picks_best > each.twin_tournament.picks_best
        assert each.tournament.regret < each.twin_tournament.regret


def test_a_mend_is_compared_on_the_fields_of_the_tournament() -> None:
    """What is picked before a mend is the tournament's own figure, and no mend at all changes nothing."""
    model = modelled(criterion(), criterion("own/two", kind=MeasureKind.OUTPUT, levels=FIVE))
    field = draw_field(TYPES, JUDGEMENTS, bidders=4, fields=200, seed=1)
    assert picks_level(model, JUDGEMENTS, field) == play(model, JUDGEMENTS, field).level


def test_mends_tell_how_often_the_best_is_picked_before_and_after() -> None:
    """A count that pads well beside learning: asking for it in the contract picks the best more often, and what is
    picked before is the tournament's own figure."""
    padded = criterion("own/two", kind=MeasureKind.OUTPUT, levels=FIVE, pull=1.5)
    found = challenge_target(target(criterion(), padded), packs=PACKS, seed=1)
    assert found.tournament
    effects = [effect for leak in found.leaks for effect in leak.effects if effect]
    assert effects
    assert {each.picks_before for each in effects} == {found.tournament.level}
    assert max(each.picks_after or 0 for each in effects) > found.tournament.level
