"""What a token may be used for. A scope narrows what its person may do, and never widens it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenScope:
    """One group of operations. `writes` is whether any of them changes something."""

    key: str
    title: str | Promise
    description: str | Promise
    writes: bool = False


PACKS_READ = TokenScope(
    key="packs:read",
    title=_("Read packs"),
    description=_("The editions at hand, your organisation’s own included: what each holds, and its criteria."),
)
CASES_READ = TokenScope(
    key="cases:read",
    title=_("Read procurements"),
    description=_("Your procurements, what each says, and its case file."),
)
CASES_WRITE = TokenScope(
    key="cases:write",
    title=_("Start and change procurements"),
    description=_("Start a procurement from a document, a notice or a case file; replace what one says."),
    writes=True,
)
SCHEMES_READ = TokenScope(
    key="schemes:read",
    title=_("Read schemes"),
    description=_("The three proposals, why a criterion is not in one, adopted schemes and what was published."),
)
CHECKS_READ = TokenScope(
    key="checks:read",
    title=_("Read findings and checks"),
    description=_("What was found of a procurement, every check with its questions, and the answers given."),
)
CHECKS_WRITE = TokenScope(
    key="checks:write",
    title=_("Answer checks"),
    description=_("Answer the questions of a check, in your name."),
    writes=True,
)
DOCUMENTS_READ = TokenScope(
    key="documents:read",
    title=_("Take documents"),
    description=_("The documents of a procurement: have one made, and download it."),
)

SCOPES = {
    each.key: each
    for each in (CASES_READ, CASES_WRITE, SCHEMES_READ, CHECKS_READ, CHECKS_WRITE, DOCUMENTS_READ, PACKS_READ)
}
