"""What a form says is taken where nothing is said is what the design takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from commonweal.design import settings as engine_settings
from commonweal.frameworks import Pack, Packs, load_packs
from commonweal.procurement.case import QualityCriterion
from commonweal.procurement.valuation import DEFAULT_PASS_SHARE
from commonweal_web.design.translate.weightings import least_weighting
from commonweal_web.procurements.forms.importance import importances
from commonweal_web.procurements.forms.items import QualityForm
from commonweal_web.procurements.forms.stage import StageGateForm, StageMoneyForm
from commonweal_web.procurements.sections import SECTIONS
from commonweal_web.procurements.translate import choices

CHANGED = {"default-bidders": 11, "default-assessors": 4, "default-importance": 2, "least-weighting": 5}


def _changed(pack: Pack) -> Pack:
    """The pack with other judgements, and with a scale of four levels."""
    if "own-question" not in pack.scales:
        return pack
    parameters = dict(pack.parameters)
    for name, number in CHANGED.items():
        held = parameters[name]
        newest = replace(held.values[-1], value=Decimal(number))
        parameters[name] = replace(held, values=(*held.values[:-1], newest))
    scale = pack.scales["own-question"]
    short = replace(scale, levels=scale.levels[:4])
    return replace(pack, parameters=parameters, scales={**pack.scales, "own-question": short})


@pytest.fixture
def other_packs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Packs]:
    """Packs whose judgements are others than the shipped ones."""
    packs = Packs(editions=tuple(_changed(pack) for pack in load_packs().editions))
    kept = (choices.usual, choices.usual_points, choices.usual_levels, choices.usual_scores)
    monkeypatch.setattr(choices, "shipped_packs", lambda: packs)
    for each in kept:
        each.cache_clear()
    yield packs
    for each in kept:
        each.cache_clear()


def test_usual_numbers_on_forms_are_those_of_the_packs(other_packs: Packs) -> None:
    """Change a judgement in the pack, and every page that names it says the new one."""
    money = StageMoneyForm.base_fields
    assert str(money["bidders"].help_text) == "Left out, 11 are taken"
    assert str(money["assessors"].help_text) == "Left out, 4 are taken"
    assert str(importances()[0][1]) == "Not said, which counts as 2"
    assert "What is not said counts as 2." in str(SECTIONS["outcomes"].lead)
    assert least_weighting(other_packs) == 5 == engine_settings.design_settings(other_packs).least_weighting


@pytest.mark.usefixtures("other_packs")
def test_how_many_levels_to_write_is_what_the_scale_has() -> None:
    """With its own least and greatest score, in the sentence and in what is taken."""
    typed = {"title": "Ours", "weighting": "10", "levels": "one\ntwo\nthree"}
    form = QualityForm(typed, document={}, version=1, at=("quality", 0))
    assert form.errors["levels"] == ["Write 4 lines, one for each score from 0 to 3, or none: there are 3"]
    assert (
        "levels" not in QualityForm({**typed, "levels": "a\nb\nc\nd"}, document={}, version=1, at=("quality", 0)).errors
    )


def test_the_rest_are_constants_of_the_engine() -> None:
    """The chance of a stage, the length of an answer, and how far importance runs."""
    chance = str(StageGateForm.base_fields["pass_share"].help_text)
    assert chance == f"As you believe it now. Left out, {DEFAULT_PASS_SHARE * 100:.0f}% is taken."
    usual = QualityCriterion(title="Ours", weighting=Decimal(10)).word_limit
    assert str(QualityForm.base_fields["word_limit"].help_text) == f"Left out, {usual} are taken"
    assert [key for key, _words in importances()] == ["", "0", "1", "2", "3", "4", "5"]
