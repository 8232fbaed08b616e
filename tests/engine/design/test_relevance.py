"""Whether a criterion relates to what is bought: what plain works and goods are not asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from commonweal.design.relevance import Relevance, judge_relevance
from commonweal.frameworks import LinkCondition, Packs, load_packs
from commonweal.procurement import Circumstances, Nature
from commonweal.record.errors import MisuseError
from strategies import decide, make_case, stage

CODES = ("co-design", "open-data", "safeguards", "who-benefits")
OPERATE = stage("operate", 24, 360_000)


@cache
def packs() -> Packs:
    return load_packs()


def relevance(
    code: str,
    *,
    nature: Nature,
    model: str = "conventional",
    said: Circumstances | None = None,
    confirmed: bool = False,
) -> Relevance:
    decisions = (decide("link", f"innovation/{code}", "yes"),) if confirmed else ()
    case = make_case(OPERATE, model=model, decisions=decisions)
    procurement = replace(case.procurement, nature=nature, circumstances=said or Circumstances())
    case = replace(case, procurement=procurement)
    full = f"innovation/{code}"
    return judge_relevance(packs().criterion(full), full, case=case, stage=OPERATE)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("nature", [Nature.WORKS, Nature.GOODS])
@pytest.mark.parametrize("model", ["conventional", "call-off"])
def test_known_works_and_goods_are_unrelated_while_nothing_links_them(code: str, nature: Nature, model: str) -> None:
    """A new roof or a lorry-load of bricks is not scored on co-design, open data, safeguards or who gains."""
    judged = relevance(code, nature=nature, model=model)
    assert judged.value == 0
    assert "works or goods" in judged.because


@pytest.mark.parametrize(
    ("code", "circumstance"),
    [
        ("co-design", "people_take_part"),
        ("co-design", "local_community"),
        ("open-data", "digital"),
        ("open-data", "research"),
        ("safeguards", "clinical"),
        ("safeguards", "personal_data"),
        ("who-benefits", "clinical"),
        ("who-benefits", "personal_data"),
    ],
)
def test_what_is_said_of_works_or_goods_relates_them(code: str, circumstance: str) -> None:
    """A circumstance that links it decides, whatever is bought; said not to be so, it does not."""
    assert relevance(code, nature=Nature.WORKS, said=Circumstances(**{circumstance: True})).value == 1
    assert relevance(code, nature=Nature.WORKS, said=Circumstances(**{circumstance: False})).value == 0


@pytest.mark.parametrize("code", CODES)
def test_services_and_anything_tried_stay_open(code: str) -> None:
    """Services touch people more often than not, and something tried may: there a person is asked."""
    assert relevance(code, nature=Nature.SERVICES).value == 0.5
    assert relevance(code, nature=Nature.WORKS, model="pilot").value == 0.5


def test_a_person_who_states_the_link_decides() -> None:
    """A confirmed link goes before every rule."""
    assert relevance("co-design", nature=Nature.WORKS, confirmed=True).value == 1


@pytest.mark.parametrize("stated", [{"circumstance": "on_the_moon"}, {"unless": ("digital", "on_the_moon")}])
def test_a_condition_on_what_nobody_can_state_is_refused(stated: dict[str, object]) -> None:
    """A misspelt circumstance is found as the pack is read, not as a scheme is proposed."""
    with pytest.raises(MisuseError, match="no circumstance 'on_the_moon'"):
        LinkCondition(because="no reason", **stated)  # type: ignore[arg-type]
