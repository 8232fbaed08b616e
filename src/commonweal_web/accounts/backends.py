"""How the person of a session is found."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import F

from commonweal_web.accounts.models import User, known_roles


class PersonBackend(AuthenticationBackend):
    """As the library's. A person comes with organisation and roles in it, which every page asks for, in one query."""

    def get_user(self, user_id: Any) -> User | None:
        people = User.objects.select_related("organisation").annotate(held=F("organisation_roles__role"))
        found = list(people.filter(pk=user_id))  # as often as the person has roles
        if not found or not self.user_can_authenticate(found[0]):
            return None
        person: User = found[0]
        person.role_keys = known_roles(each.held for each in found)
        return person
