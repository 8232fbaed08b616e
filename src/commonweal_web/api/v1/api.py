"""The whole of version 1, and its description."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from ninja import NinjaAPI

from commonweal_web.api.v1 import cases, checks, documents, me, packs, schemes
from commonweal_web.api.v1.problems import answer_problems

VERSION = "1.0"
ROOT = "/api/v1"
DESCRIPTION = """Procurements, packs, schemes, checks and documents of this service, for programs.

Every operation needs a token of a person: `Authorization: Bearer` and the token. A token narrows what its person may
do and never widens it; each operation names its scope (`x-scope`) and the permission that it takes (`x-permission`).
Cookies are not read. What goes wrong is told in one shape: message, where, remedy."""

api = NinjaAPI(
    title="Commonweal",
    version=VERSION,
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-v1",
    openapi_extra={"info": {"license": {"name": "MIT", "identifier": "MIT"}}},
)
answer_problems(api)
for group in (me, cases, schemes, checks, documents, packs):
    api.add_router("", group.operations.router)


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document, as plain data."""
    return dict(json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{ROOT}/"), default=str)))


def description_text(*, server: str = "") -> str:
    """The same as text, as it is served and as it is kept with the documentation; `server` is a path it lies under."""
    servers = {"servers": [{"url": server}]} if server else {}
    return json.dumps(description() | servers, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
