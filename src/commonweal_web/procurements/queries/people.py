"""How pages name those whom documents name by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from commonweal_web.accounts.models import User, display_name
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate import is_person_label, person_label


def name_people(case: Case, labels: Iterable[str]) -> dict[str, str]:
    """Names by label, of the people that a case's document speaks of; who is nobody here is named as written.

    Whoever has left the team is still known by the organisation, or by having saved a version. Two queries at most.
    """
    wanted = set(labels)
    known: dict[str, str] = {}
    if any(is_person_label(each) for each in wanted):
        known = _names(User.objects.filter(memberships__case=case).distinct())
    if any(is_person_label(each) for each in wanted - set(known)):
        savers = case.versions.order_by().values("saved_by")
        known = _names(User.objects.filter(Q(organisation=case.organisation_id) | Q(pk__in=savers))) | known
    return {label: known.get(label, label) for label in wanted}


def _names(people: Iterable[User]) -> dict[str, str]:
    return {person_label(user): display_name(user) for user in people}
