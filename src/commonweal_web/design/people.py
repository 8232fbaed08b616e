"""How pages name those whom documents name by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal_web.accounts.models import User, display_name
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate import person_label


def name_people(case: Case, labels: Iterable[str]) -> dict[str, str]:
    """Names by label, of the people that a case's document speaks of; who is nobody here is named as written."""
    wanted = set(labels)
    known = {person_label(user): display_name(user) for user in User.objects.filter(memberships__case=case).distinct()}
    missing = [each for each in wanted - set(known) if each.startswith("person ")]
    if missing:
        for user in User.objects.filter(organisation=case.organisation):
            known.setdefault(person_label(user), display_name(user))
    return {label: known.get(label, label) for label in wanted}
