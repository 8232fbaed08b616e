"""What stands in the way of a case: each app adds how it looks for it, and the case's page shows the worst."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from commonweal_web.procurements.access import CaseAccess
    from commonweal_web.procurements.translate.document import Document

Text = str | Promise


MEND = _("Mend it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """One thing that keeps a case from the next step: in a sentence, and where it is mended.

    `link` is what the link there says; `remedy` says what to do, where no line of the task list does.
    """

    message: Text
    url: str = ""
    blocks: bool = True
    link: Text = MEND
    remedy: Text = ""


Finder = Callable[["CaseAccess", "Document"], Sequence[Hindrance]]
_FINDERS: dict[str, Finder] = {}

MISSING: dict[str, Text] = {
    "what": _("The procurement has no title yet."),
    "authority": _("The contracting authority is not named yet."),
    "delivery": _("How it is delivered has not been said."),
    "award": _("How awards are made has not been said."),
    "stages": _("There is no stage under contract yet."),
    "rounds": _("The rounds do not end with a final one yet."),
}


def register_finder(key: str, finder: Finder) -> None:
    """Add a way of looking. It must be quick: it is asked each time that the case's page is opened."""
    _FINDERS[key] = finder


def find_hindrances(access: CaseAccess, document: Document) -> list[Hindrance]:
    """Everything that the apps find, what blocks first."""
    found = [each for finder in _FINDERS.values() for each in finder(access, document)]
    return sorted(found, key=lambda each: not each.blocks)


def find_unsaid(access: CaseAccess, document: Document) -> list[Hindrance]:
    """What the document still lacks, what keeps it from being read, and which stages nothing can be weighed against."""
    from commonweal_web.procurements.translate.document import doubts, unfunded_stages

    reference = access.case.reference

    def page(name: str, *rest: str) -> str:
        return reverse(name, args=(reference, *rest))

    found = [Hindrance(message=MISSING[key], url=page("case-section", key)) for key in document.missing]
    if document.problem:
        found.append(Hindrance(message=document.problem, url=page("case-answers")))
    found += [
        Hindrance(
            message=_("The stage “%(title)s” has no funding, so nothing can be weighed against its size.")
            % {"title": title},
            url=page("case-item", "stages", name, "money"),
        )
        for name, title in unfunded_stages(document.data)
    ]
    number = doubts(document.data)
    if number:
        found.append(
            Hindrance(
                message=_("Some of what the notice says is in doubt: settle it before sums hang on it."),
                url=page("case-assumptions"),
                blocks=False,
            )
        )
    return found
