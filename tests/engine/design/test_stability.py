"""Stability: how often a choice survives moved judgements."""

from __future__ import annotations

from dataclasses import replace

from commonweal.design import measure_stability
from commonweal.design.groundwork import lay_ground
from commonweal.design.stability import _margins, _move_fit
from commonweal.frameworks import load_packs
from strategies import decide, make_case, stage

CASE = make_case(stage("explore", 4, 60_000, contracts=10, bidders=40), model="research")


def test_equal_arguments_give_equal_answers() -> None:
    """Chance comes in as a seed; another seed is another sample."""
    one, other, third = (measure_stability(CASE, packs=load_packs(), runs=6, seed=seed) for seed in (1, 1, 2))
    assert one == other
    assert one.runs == third.runs == 6
    assert all(0 < share <= 1 for share in one.shares.values())


def test_a_forced_choice_always_survives() -> None:
    """What a person forces does not hang on our judgements."""
    forced = replace(CASE, decisions=(decide("force", "standards", "condition"),))
    stability = measure_stability(forced, packs=load_packs(), runs=5)
    assert stability.share("innovation/standards", "explore", scored=False) == 1.0


def test_moves_stay_within_the_pack_s_margins_and_spare_a_person_s_own_factor() -> None:
    """A factor set by a person is no judgement of ours."""
    own = replace(CASE, decisions=(decide("factor", "measurement-plan.meaning", "0.9"),))
    ground = lay_ground(own, packs=load_packs())
    candidate = next(each for each in ground.candidates if each.code == "innovation/measurement-plan")
    margins = _margins(ground.settings)
    moved = _move_fit(candidate.scored, {factor: 1 - margin for factor, margin in margins.items()})
    for before, after in zip(candidate.scored.readings, moved.readings, strict=True):
        share = 0.0 if before.by else margins.get(before.factor, 0.0)
        assert after.value == before.value * (1 - share)
