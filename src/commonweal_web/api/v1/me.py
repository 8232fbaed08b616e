"""Who one is."""

from __future__ import annotations

from typing import Any

from commonweal_web.accounts.access import SIGNED_IN, organisation_permissions
from commonweal_web.api.v1.operations import ApiRequest, Operations
from commonweal_web.api.v1.schemas import Me

operations = Operations("You")


@operations.add("GET", "/me", scope=None, needs=SIGNED_IN, gives=Me)
def read_me(request: ApiRequest) -> dict[str, Any]:
    """Who the token acts as.

    Takes a token with any scope.
    """
    person, token = request.person, request.token
    organisation = person.organisation
    return {
        "id": person.key,
        "name": person.name,
        "email": person.email,
        "organisation": {
            "id": str(organisation.pk),
            "name": organisation.name,
            "is_supplier": organisation.is_supplier,
        },
        "roles": sorted(person.role_keys),
        "permissions": sorted(organisation_permissions(person)),
        "token": {"name": token.name, "scopes": sorted(token.scope_keys), "expires_at": token.expires_at},
    }
