"""What if judgements or weightings were others: seen at once, with a sentence for what cannot be, and never kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from challenge_cases_web import fresh, page, text_of
from django.test import Client

from commonweal_web.challenge.queries import challenged
from commonweal_web.challenge.queries.looking import Ground, ground_of, look
from commonweal_web.procurements.models import Case

KINDS = ("effort", "output", "outcome", "learning", "capability", "impact")
HTMX = {"HX-Request": "true", "HX-Target": "look"}


def ground(case: Case) -> Ground:
    asked = challenged(fresh(case), "balanced")
    assert asked is not None
    found = ground_of(asked)
    assert found is not None
    return found


def send(client: Client, case: Case, **boxes: str) -> Any:
    typed = {name.replace("_", "-"): each for name, each in boxes.items()}
    return client.post(page(case, "challenge-what-if", "balanced"), typed)


def test_it_begins_with_what_stands(leaky: Case, lead: Client) -> None:
    """Every judgement and weighting in its box; as they stand the challenge is the one of the page."""
    shown = lead.get(page(leaky, "challenge-what-if", "balanced"))
    assert "As it stands." in text_of(shown) and "Nothing here is kept." in text_of(shown)
    stood = ground(leaky)
    weightings = {place: each.weighting for place, each in enumerate(stood.target.criteria)}
    assert look(stood, stood.efforts, weightings) is stood.award
    assert text_of(send(lead, leaky)).count("As it stands.") == 1


def test_other_judgements_move_the_challenge(leaky: Case, lead: Client) -> None:
    """What efforts are worth moves how far the real thing reaches, and no padding; htmx is given that part."""
    stood = ground(leaky)
    part = lead.post(page(leaky, "challenge-what-if", "balanced"), {"v-outcome": "9"}, headers=HTMX)
    assert "<html" not in part.content.decode()
    assert "With what you typed. Nothing is kept." in text_of(part)
    efforts = tuple(replace(each, value=Decimal(9)) if each.kind == "outcome" else each for each in stood.efforts)
    after = look(stood, efforts, {})
    assert after.standing is not None and stood.award.standing is not None
    assert after.standing.reach != stood.award.standing.reach
    assert after.standing.honest == stood.award.standing.honest


def test_other_weightings_still_carry_the_same_total(leaky: Case, lead: Client) -> None:
    """What is typed is brought back to what social value carries, in proportion."""
    stood = ground(leaky)
    after = look(stood, stood.efforts, {0: Decimal(30), 1: Decimal(10)})
    assert after.target.total == stood.target.total
    assert after.target.criteria[0].weighting == Decimal("0.75") * stood.target.total
    assert "With what you typed." in text_of(send(lead, leaky, w_0="30", w_1="10"))


@pytest.mark.parametrize(
    ("boxes", "sentence", "field"),
    [
        ({"v_effort": "much"}, "must be a number, like 12 or 12.5", "v-effort"),
        ({"k_output": "0"}, "must be 0.01 or more", "k-output"),
        ({"w_0": "101"}, "must be 100 or less", "w-0"),
        ({"v_impact": "9" * 30}, "must be 1,000 or less", "v-impact"),
        ({"w_0": "0", "w_1": "0"}, "At least one criterion must carry some weighting", "w-0"),
        (
            dict.fromkeys((f"v_{kind}" for kind in KINDS), "0"),
            "At least one kind of effort must be worth something",
            "v-effort",
        ),
    ],
)
def test_what_cannot_be_gets_one_sentence_at_its_box(
    leaky: Case, lead: Client, boxes: dict[str, str], sentence: str, field: str
) -> None:
    """What is wrong and where; what was typed is still there."""
    answer = send(lead, leaky, **boxes)
    shown = text_of(answer)
    assert sentence in shown and "Mend what is marked to see what it does." in shown
    assert f'href="#id_{field}"' in answer.content.decode()


def test_nothing_raised_is_no_error(leaky: Case, lead: Client) -> None:
    """A criterion that no effort raises but its padding: alignment of nothing, and a page."""
    nothing = {f"m_{kind}_{asked}": "0" for kind in KINDS for asked in ("effort", "outcome")}
    shown = text_of(send(lead, leaky, **nothing))
    assert "With what you typed." in shown and "nan" not in shown.lower().split()


def test_an_award_decision_that_is_not_there_says_so(leaky: Case, lead: Client) -> None:
    """Not an error: there is nothing to try."""
    address = f"{page(leaky, 'challenge-what-if', 'balanced')}?award=nowhere"
    assert "there is nothing to try" in text_of(lead.get(address))
