"""Saving parts of a case: nothing is lost, and nobody overwrites unseen."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from commonweal.record.errors import UnreadableInput
from commonweal_web.audit.models import Event
from commonweal_web.procurements.actions import Overtaken, save_parts, start_case
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import newest_document
from fixtures import Team

TITLE = ("title",)


def test_a_change_is_a_new_version_with_one_event(team: Team, case: Case) -> None:
    """The comments of the file stay; the index columns follow."""
    save_parts(case, {TITLE: "Another title"}, based_on=1, part="title", by=team["commercial-lead"])
    case.refresh_from_db()
    assert (case.version, case.title) == (2, "Another title")
    assert newest_document(case).text.startswith("# A fictional NHS trust")
    assert [event.kind for event in Event.objects.filter(chain=case.chain)] == ["case-started", "case-changed"]


def test_saying_the_same_again_changes_nothing(team: Team, case: Case) -> None:
    """No version, no event."""
    before = Event.objects.count()
    save_parts(case, {TITLE: case.title}, based_on=1, part="title", by=team["commercial-lead"])
    case.refresh_from_db()
    assert (case.version, Event.objects.count()) == (1, before)


def test_two_people_changing_different_parts_both_stand(team: Team, case: Case) -> None:
    """The second one saw version 1 as well."""
    by = team["commercial-lead"]
    save_parts(case, {TITLE: "One"}, based_on=1, part="title", by=by)
    save_parts(case, {("procurement", "description"): "Two"}, based_on=1, part="description", by=by)
    data = newest_document(Case.objects.get(pk=case.pk)).data
    assert (data["title"], data["procurement"]["description"]) == ("One", "Two")


def test_two_people_changing_one_part_are_both_heard(team: Team, case: Case) -> None:
    """The second is told of the first, and nothing is saved."""
    by = team["commercial-lead"]
    save_parts(case, {TITLE: "One"}, based_on=1, part="title", by=by)
    with pytest.raises(Overtaken) as caught:
        save_parts(case, {TITLE: "Two"}, based_on=1, part="title", by=by)
    assert (caught.value.theirs.number, caught.value.parts[TITLE]) == (2, "Two")
    assert Case.objects.get(pk=case.pk).title == "One"


def test_what_cannot_be_read_back_is_not_saved(team: Team, case: Case) -> None:
    """A character that nobody sees would be refused by every reader."""
    with pytest.raises(UnreadableInput):
        save_parts(case, {TITLE: "a\u202eb"}, based_on=1, part="title", by=team["commercial-lead"])
    assert Case.objects.get(pk=case.pk).version == 1


@pytest.mark.parametrize("role", ["approver", "evaluator", "observer", "administrator", "outsider"])
def test_only_who_may_edit_edits(team: Team, case: Case, role: str) -> None:
    """Whatever page they come from."""
    with pytest.raises(PermissionDenied):
        save_parts(case, {TITLE: "Mine"}, based_on=1, part="title", by=team[role])


def test_only_who_may_start_starts(team: Team) -> None:
    """An analyst looks."""
    with pytest.raises(PermissionDenied):
        start_case(by=team["analyst"], source="questions")
