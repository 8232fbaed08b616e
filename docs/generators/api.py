"""The API's description as OpenAPI, and the page of its operations, both from the operations themselves."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generators.pages import Written, marked, page, table

if TYPE_CHECKING:
    from commonweal_web.api.v1.reading import Part, Shown

PAGE, DESCRIPTION = "docs/reference/api.md", "docs/reference/openapi.json"


def api_pages() -> Written:
    _set_up()
    from commonweal_web.api.v1.api import description_text

    return Written(texts={PAGE: page(_lines()), DESCRIPTION: description_text()})


def _set_up() -> None:
    """The service's settings, of an installation that is never started."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "commonweal_web.config.settings"  # whatever a test run has set
    os.environ.setdefault("COMMONWEAL_LOCAL", "1")
    os.environ.setdefault("COMMONWEAL_SECRET_KEY", "for the documentation only: nothing is signed with it")
    os.environ.setdefault("COMMONWEAL_DATA", tempfile.gettempdir())
    django.setup()


def _lines() -> Iterator[str]:
    from commonweal_web.api.scopes import SCOPES
    from commonweal_web.api.v1.api import VERSION
    from commonweal_web.api.v1.reading import named_shapes, operation_groups

    yield from (
        marked("the operations in src/commonweal_web/api/v1"),
        "",
        "# The API",
        "",
        f"Version {VERSION}, at `/api/v1/` of every installation of the service.",
        "An installation shows this page at `/api/`, and serves [the OpenAPI 3.1 document](openapi.json) at "
        "`/api/v1/openapi.json`.",
        "[Use the API](../how-to/use-the-api.md) shows it at work.",
        "",
        "## Tokens and scopes",
        "",
        "Every operation needs a token of a person, made at `/account/tokens/` and sent as `Authorization: Bearer`.",
        "A token does what its person may do, in the state of the procurement, as far as its scopes go.",
        "It works for a year at most, and ends when its person revokes it or their account is deactivated or erased.",
        "Cookies are not read.",
    )
    yield from table(
        ["Scope", "What it is for"], [[f"`{each.key}`", str(each.description)] for each in SCOPES.values()]
    )
    yield from (
        "## Limits",
        "",
        "- 120 requests a minute and token, counted in the database, so over all processes together; "
        "`COMMONWEAL_API_PER_MINUTE` sets another number. Beyond it the answer is 429, and `Retry-After` says how long "
        "to wait.",
        "- A JSON body is at most 2.5 MB, a case file 5 MB, a file of notices 20 MB; a document 2 million characters.",
        "",
        "## What goes wrong",
        "",
        "Every answer that is no success is `{message, where, remedy}`: what is wrong, at which part of the request or "
        "of the document, and what to do.",
    )
    yield from table(["Status", "When"], STATUSES)
    yield from ("## Operations", "")
    for title, operations in operation_groups():
        yield from (f"### {title}", "")
        for each in operations:
            yield from _operation(each)
    yield from ("## Shapes", "", "What types of the operations name.", "")
    for shape in named_shapes():
        yield from (f"### {shape.name}", "", shape.says)
        yield from _parts("Name", shape.parts)


STATUSES = [
    ["400", "the request cannot be read"],
    ["401", "there is no token, or none that works"],
    ["403", "the token lacks the scope, or its person the permission, or the state does not allow it"],
    ["404", "there is no such thing, or you are not on the team of the procurement"],
    [
        "409",
        "the case stands otherwise: somebody saved first (`yours` and `theirs` give both versions with their "
        "digests), or it is not far enough described",
    ],
    ["413", "the body is too large"],
    ["422", "a part of the request or of the document is not what it should be"],
    ["429", "too many requests with this token"],
]


def _operation(shown: Shown) -> Iterator[str]:
    scope = "any scope" if shown.scope == "any-token" else f"scope `{shown.scope}`"
    permission = "every account" if shown.permission == "signed-in" else f"permission `{shown.permission}`"
    yield from (f"#### {shown.summary}", "", f"`{shown.method} {shown.path}` ({scope}, {permission})", "", shown.says)
    yield from _parts("Parameter", shown.parameters)
    if shown.body_words:
        yield from ("", f"Body: {shown.body_words}", "")
    yield from _parts("Body", shown.body)
    yield from _parts("Answer", shown.answer)


def _parts(head: str, parts: tuple[Part, ...]) -> list[str]:
    rows = [[f"`{each.name}`" + ("" if each.required else ", may be left out"), each.type, each.says] for each in parts]
    return table([head, "Type", "Meaning"], rows)
