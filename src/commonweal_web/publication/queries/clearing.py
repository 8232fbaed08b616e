"""Where a check is cleared whose own questions do not clear it, or not alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.publication.queries.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page on which something that a check waits for is said, by its address and title."""

    url_name: str
    argument: str
    title: str | Promise

    def url(self, reference: str) -> str:
        return reverse(self.url_name, args=[reference, self.argument])


PLACES = {
    "additionality": Place(
        url_name="decide", argument="additionality", title=_("Say what the contract buys, and what goes beyond it")
    ),
    "methodology-stated": Place(
        url_name="case-section", argument="split", title=_("See or change how price and quality meet")
    ),
    "sub-criteria-explained": Place(
        url_name="case-section", argument="quality", title=_("Complete your own quality criteria, and adopt again")
    ),
    "subject-matter": Place(
        url_name="decide", argument="link", title=_("Say whether a criterion relates to what is bought")
    ),
    "rounds-described": Place(url_name="case-section", argument="rounds", title=_("Complete the rounds of tendering")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link to a page."""

    url: str
    title: str


def needs_adopting(check: str, standing: Standing) -> bool:
    """Whether what a person has said meets a check, and the adopted scheme does not say it yet."""
    if check != "methodology-stated" or standing.version is None or standing.is_out:
        return False
    return any(award.lacks_method for award in standing.version.scheme.awards)


def way_to_clear(check: str, reference: str) -> Way | None:
    """The page on which an open check is cleared, where that is not its own."""
    place = PLACES.get(check)
    return Way(url=place.url(reference), title=str(place.title)) if place else None
