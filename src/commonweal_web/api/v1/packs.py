"""Packs: the editions at hand and what each holds."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Path

from commonweal_web.accounts.access import SIGNED_IN
from commonweal_web.api.queries.design import MisuseError, pack_criteria, pack_whole, packs_list
from commonweal_web.api.scopes import PACKS_READ
from commonweal_web.api.v1.operations import ApiRequest, Operations
from commonweal_web.api.v1.problems import not_found_instead
from commonweal_web.api.v1.schemas import Criteria, PacksOut, PackWhole

operations = Operations("Packs")
Name = Annotated[str, Path(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Such as ppn-002.")]
Edition = Annotated[str, Path(max_length=20, pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", description="Such as 2025-02.")]


@operations.add("GET", "/packs", scope=PACKS_READ, needs=SIGNED_IN, gives=PacksOut)
def list_packs(request: ApiRequest) -> dict[str, Any]:
    """List the packs at hand.

    Those of this release, with your organisation's own overlays laid on.
    """
    return {"items": packs_list(request.person.organisation)}


@operations.add("GET", "/packs/{name}/{edition}", scope=PACKS_READ, needs=SIGNED_IN, gives=PackWhole)
def read_pack(request: ApiRequest, name: Name, edition: Edition) -> dict[str, Any]:
    """Read an edition.

    All that it holds, with who says so. Of licensed values the digest and how many there are, never the values.
    """
    with not_found_instead(MisuseError):
        return pack_whole(request.person.organisation, name, edition)


@operations.add("GET", "/packs/{name}/{edition}/criteria", scope=PACKS_READ, needs=SIGNED_IN, gives=Criteria)
def list_criteria(request: ApiRequest, name: Name, edition: Edition) -> dict[str, Any]:
    """List the criteria of an edition."""
    with not_found_instead(MisuseError):
        return {"items": pack_criteria(request.person.organisation, name, edition)}
