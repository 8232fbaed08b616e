"""Adopting a mend: one action, one version, one event, with the authority's own reason; and nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from challenge_cases_web import FORCED, adopt_option, fresh, offered, page, text_of
from django.core.exceptions import PermissionDenied
from django.test import Client

from commonweal_web.audit.models import Event
from commonweal_web.challenge.actions import adopt_mend
from commonweal_web.challenge.queries import challenged, report_of
from commonweal_web.design.actions import Changed
from commonweal_web.design.queries import read_newest
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.models import Case
from fixtures import Team

REASON = "Members agree that hours tell no bids apart."


def condition(case: Case) -> str:
    """The mark of the mend that asks for the criterion in the contract instead."""
    return next(each.mark for each in offered(case) if each.mend.mend.changes[0].kind.value == "force")


def send(client: Client, case: Case, mark: str, **fields: str) -> Any:
    said = {"reason": REASON, "version": str(fresh(case).version), **fields}
    return client.post(page(case, "challenge-mend", "balanced", mark), said, follow=True)


def change(case: Case, team: Team, words: str = "Other words.") -> None:
    where = ("procurement", "description")
    save_parts(case, {where: words}, based_on=fresh(case).version, part="what", by=team["commercial-lead"])


def test_a_mend_is_seen_as_the_design_would_carry_it_out(leaky: Case, lead: Client) -> None:
    """Before and after beside each other, and where the design chooses otherwise; nothing is written."""
    before = fresh(leaky).version
    shown = text_of(lead.get(page(leaky, "challenge-mend", "balanced", condition(leaky))))
    assert "As the design would carry it out" in shown
    taken = re.search(r"Points that leaks take ([\d.]+) of 10 ([\d.]+) of 10", shown)
    assert taken is not None and float(taken[1]) > float(taken[2])
    assert "[Draft]" in shown and "A draft stands here." in shown
    assert "so this is not all that was foreseen" in shown
    assert fresh(leaky).version == before


def test_a_mend_becomes_one_version_with_one_event(leaky: Case, team: Team, lead: Client) -> None:
    """Its decision is made, what spoke against it withdrawn, and the scheme adopted; sent twice, it is adopted once."""
    before, events = fresh(leaky).version, Event.objects.count()
    mark = condition(leaky)
    shown = text_of(send(lead, leaky, mark))
    assert "The mend is adopted, with your reason, as version 1 of the scheme." in shown
    case = fresh(leaky)
    assert (case.version, case.schemes.count(), Event.objects.count()) == (before + 1, 1, events + 1)
    event = Event.objects.get(kind="mend-adopted")
    assert (event.facts["criterion"], event.facts["scheme"]) == (FORCED, 1)
    opened = read_newest(case).opened
    assert opened is not None and opened.newest_scheme is not None
    assert FORCED not in {each.code for each in opened.newest_scheme.scheme.scored}
    assert [each.decision.value for each in opened.case.withdrawn] == ["scored"]
    assert {each.reason for each in opened.case.decisions} == {REASON}
    assert "adopted a mend of the challenge" in text_of(lead.get(page(case, "case_history")))
    asked = challenged(case)
    assert asked is not None and FORCED not in {each.leak.criterion for each in report_of(asked).leaks}
    again = text_of(send(lead, leaky, mark, version=str(before)))
    assert "no longer offered" not in again and "Version 1, the balanced option, adopted on" in again
    assert (fresh(leaky).version, fresh(leaky).schemes.count()) == (before + 1, 1)


def test_the_page_shows_what_a_later_mend_changed_as_it_came_out(leaky: Case, team: Team, lead: Client) -> None:
    """The version before and the one with the mend, each challenged as it was adopted."""
    check = next(each.mark for each in offered(leaky) if each.mend.mend.changes[0].kind.value == "factor")
    adopt_option(leaky, team)
    address = page(leaky, "challenge-mend", "adopted", check)
    said = {"reason": REASON, "version": str(fresh(leaky).version)}
    shown = text_of(lead.post(address, said, follow=True))
    assert "What version 2 changed" in shown and REASON in shown
    assert "Before and after, as it came out" in shown and "Version 1 Version 2" in shown


def test_a_draft_is_not_taken_for_the_authoritys_reason(leaky: Case, lead: Client) -> None:
    """Neither as it stands, nor with a few words more, nor nothing at all; what was typed stays."""
    mark, before = condition(leaky), fresh(leaky).version
    shown = text_of(send(lead, leaky, mark, reason="[draft] What everybody can promise. We agree."))
    assert "Make the reason the authority's own" in shown.replace("&#x27;", "'") and "We agree." in shown
    assert "Say why the authority takes this mend" in text_of(send(lead, leaky, mark, reason=" "))
    assert fresh(leaky).version == before


def test_a_case_that_changed_meanwhile_is_looked_at_again(leaky: Case, team: Team, lead: Client) -> None:
    """The first time nothing is adopted and the reason stays; sent again, knowingly, it is."""
    mark, seen = condition(leaky), str(fresh(leaky).version)
    change(leaky, team)
    answer = send(lead, leaky, mark, version=seen)
    assert "The case has changed since you opened this page." in text_of(answer) and REASON in text_of(answer)
    assert fresh(leaky).schemes.count() == 0
    assert "The mend is adopted" in text_of(send(lead, leaky, mark))


def test_the_action_refuses_what_was_overtaken_or_is_not_offered(leaky: Case, team: Team) -> None:
    """By the version that the person saw, and by the mend's mark; nothing is written."""
    mark, seen, by = condition(leaky), fresh(leaky).version, team["commercial-lead"]
    with pytest.raises(Changed):
        adopt_mend(fresh(leaky), "balanced", "0" * 16, based_on=seen, reason=REASON, by=by)
    change(leaky, team)
    with pytest.raises(Changed):
        adopt_mend(fresh(leaky), "balanced", mark, based_on=seen, reason=REASON, by=by)
    with pytest.raises(PermissionDenied):
        adopt_mend(fresh(leaky), "balanced", mark, based_on=seen + 1, reason=REASON, by=team["approver"])
    assert fresh(leaky).schemes.count() == 0 and not Event.objects.filter(kind="mend-adopted").exists()


def test_a_mend_that_is_no_longer_offered_keeps_what_was_typed(leaky: Case, lead: Client) -> None:
    """The page says that it is gone, and shows the reason for whoever wants it back."""
    shown = text_of(send(lead, leaky, "0" * 16))
    assert "This mend is no longer offered" in shown and REASON in shown


def test_a_session_that_ends_keeps_the_reason(leaky: Case, team: Team, lead: Client) -> None:
    """Sent without a session it is kept, and stands in the form once the person is back."""
    address = page(leaky, "challenge-mend", "balanced", condition(leaky))
    token = re.search(r'name="typed-by" value="([^"]+)"', lead.get(address).content.decode())
    assert token is not None
    answer = Client().post(address, {"reason": REASON, "version": "1", "typed-by": token[1]})
    assert answer.status_code == 302 and "login" in answer["Location"]
    assert REASON in text_of(team.client("commercial-lead").get(address))
