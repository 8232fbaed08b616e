"""Cases whose scheme leaks, for tests of the challenge's pages."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from page_checks import check_html

from commonweal_web.challenge.queries import challenged, report_of
from commonweal_web.challenge.queries.mends import Offered, offered_mends
from commonweal_web.design.actions import Wish, Wishes, adopt, decide
from commonweal_web.design.queries import designed
from commonweal_web.procurements.models import Case
from fixtures import Team, example_text

FORCED = "ppn-002/4b"  # hours given to moving others: its padding pulls twice as hard as the real thing


def leaky_case(team: Team) -> Case:
    """A running service at which somebody has forced a count of hours in."""
    case = team.case(example_text("conventional-service/ppn-002"))
    wishes = Wishes(made=(Wish(kind="force", subject=FORCED, value="scored"),))
    decide(case, wishes, reason="Members ask for it.", by=team["commercial-lead"])
    return fresh(case)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def page(case: Case, name: str = "challenge", *arguments: object) -> str:
    return reverse(name, args=(case.reference, *arguments))


def text_of(response: Any) -> str:
    """What a sound page says."""
    text = response.content.decode()
    check_html(text, fragment="<html" not in text)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def offered(case: Case, of: str = "balanced") -> tuple[Offered, ...]:
    """Every mend that the page of a scheme offers for adoption."""
    asked = challenged(fresh(case), of)
    assert asked is not None
    return offered_mends(report_of(asked))


def adopt_option(case: Case, team: Team, option: str = "balanced") -> None:
    """An option becomes the next version of the scheme, as its page does it."""
    seen = designed(fresh(case)).ready.proposals.option(option).scheme.digest()
    adopt(fresh(case), option, seen=seen, reason="It fits.", by=team["commercial-lead"])
