"""An organisation's local criteria: added by a form, checked as a pack, used by its cases and by nobody else's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from local_criterion import SAID
from page_checks import check_html

from commonweal_web.audit.models import Event
from commonweal_web.design.actions import Changed
from commonweal_web.design.local_actions import save_local
from commonweal_web.design.models import LocalCriteria
from commonweal_web.design.queries import designed, packs_of
from fixtures import Team, make_team


@pytest.fixture
def admin(team: Team) -> Client:
    return team.client("administrator")


def outcome(team: Team) -> str:
    return next(iter(packs_of(team.organisation).get("innovation").outcomes))


def add(client: Client, team: Team, **other: Any) -> Any:
    return client.post(reverse("add_local_criterion"), {**SAID, "outcome": outcome(team), **other})


def test_a_criterion_of_ones_own_is_designed_with(team: Team, admin: Client) -> None:
    """Marked as the authority's judgement with its reason; the organisation's cases have it, and only they."""
    assert add(admin, team).status_code == 302
    row = LocalCriteria.objects.get()
    assert (row.number, row.reason) == (1, SAID["reason"])
    assert Event.objects.latest("number").kind == "local-criteria-changed"
    found = designed(team.case())
    mine = [each for each in found.ready.proposals.candidates if each.code == "innovation/ward-voice"]
    assert mine
    assert mine[0].criterion.source.title == f"Judgement of {team.organisation.name}"
    assert mine[0].criterion.source.note == SAID["reason"]
    other = make_team("Another trust (fictional)", prefix="other-")
    assert "ward-voice" not in packs_of(other.organisation).get("innovation").criteria
    page = admin.get(reverse("local_criteria")).content.decode()
    assert row.digest in page
    check_html(page)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "co-design", "has this code already"),
        ("code", "Ward voice!", "small letters, figures and hyphens"),
        ("shows_most", "0.5", "Nine in ten must take longer"),
        ("influence_pilot", "1.5", "must be 1 or less"),
        ("reason", "", "Say why the authority judges so"),
        ("title", "a\u202eb", "a character that is not seen"),
        ("related", "", "Choose at least one circumstance"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    team: Team, admin: Client, field: str, value: str, sentence: str
) -> None:
    """The pack's own checking speaks, and nothing typed is lost."""
    data = {**SAID, "outcome": outcome(team), field: value}
    if not value:
        data.pop(field)
    response = admin.post(reverse("add_local_criterion"), data)
    text = response.content.decode()
    assert sentence in text
    assert SAID["statement"] in text
    assert not LocalCriteria.objects.exists()
    check_html(text)


def test_a_figure_is_read_differently_and_taken_back(team: Team, admin: Client) -> None:
    """Versions add up; each is checked; taking back needs a reason too."""
    packs = packs_of(team.organisation)
    measure = next(iter(packs.get("ppn-002").measures))
    data = {"measure": f"ppn-002/{measure}", "attribute": "pull", "value": "0.123", "reason": "We check claims."}
    assert admin.post(reverse("change_figure"), data).status_code == 302
    assert str(packs_of(team.organisation).get("ppn-002").measures[measure].fit.pull) == "0.123"
    add(admin, team)
    assert "Say why it is taken back" in admin.post(reverse("remove_local", args=(1,))).content.decode()
    assert admin.post(reverse("remove_local", args=(1,)), {"reason": "Law changed."}).status_code == 302
    assert packs_of(team.organisation).get("ppn-002").digest == packs.get("ppn-002").digest
    assert [row.number for row in LocalCriteria.objects.all()] == [3, 2, 1]
    assert admin.post(reverse("remove_local", args=(1,)), {"reason": "Too."}).status_code == 302
    assert LocalCriteria.objects.first().texts == {}  # type: ignore[union-attr]


def test_two_administrators_do_not_overwrite_each_other(team: Team, admin: Client) -> None:
    """The second is told, and saves once more on what the first saved."""
    add(admin, team)
    with pytest.raises(Changed):
        save_local({}, based_on=0, reason="x", by=team["administrator"])


@pytest.mark.parametrize("role", ["commercial-lead", "analyst", "observer"])
def test_only_those_who_keep_local_criteria_change_them(team: Team, role: str) -> None:
    """Whatever they know of addresses."""
    for name in ("local_criteria", "add_local_criterion", "change_figure"):
        assert team.client(role).get(reverse(name)).status_code == 403


def test_licensed_values_are_neither_uploaded_nor_shown(admin: Client) -> None:
    """The page says how they come in: on the machine, by the command line."""
    text = admin.get(reverse("local_criteria")).content.decode()
    assert "commonweal packs import" in text
    assert 'type="file"' not in text


def test_what_is_wrong_is_listed_in_the_order_of_the_page(team: Team) -> None:
    """From the top down, for all that was left empty."""
    page = team.client("administrator").post(reverse("add_local_criterion"), {}).content.decode()
    summary, _, form = page.partition("govuk-error-summary__list")[2].partition("</ul>")
    listed = re.findall(r'href="#([^"]+)"', summary)
    assert len(listed) > 10
    places = [form.index(f'id="{name}"') for name in listed]
    assert places == sorted(places)
