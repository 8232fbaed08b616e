"""What was published, as everybody on the team may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.urls import reverse

from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.published_scheme import text_digest
from commonweal.frameworks import Packs
from commonweal.record.errors import AlteredEdition
from commonweal.scheme.versions import SchemeChange, compare_versions
from commonweal_web.design.packs_in_force import packs_in_force
from commonweal_web.procurements.models import Case
from commonweal_web.publication.models import Closure, Publication
from commonweal_web.publication.queries.scheme_view import SchemeView, view_text, with_stages
from commonweal_web.publication.translate import opened_publication, scheme_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPage:
    """One published version: what it says, what changed since the one before, and whether a newer one stands."""

    publication: Publication
    scheme: SchemeView
    before: Publication | None
    changes: tuple[SchemeChange, ...]
    newest: int
    others: tuple[Publication, ...]

    @property
    def shown_changes(self) -> list[tuple[SchemeChange, str]]:
        return with_stages(self.changes, self.before, self.scheme)

    @property
    def data_name(self) -> str:
        return open_data_name(self.publication.case, self.publication.number)

    @property
    def is_newest(self) -> bool:
        return self.publication.number == self.newest


def open_data_name(case: Case, number: int) -> str:
    """The name of the file that has the published digest."""
    return f"{case.reference}-scheme-v{number}.json"


def published_page(case: Case, number: int) -> PublishedPage | None:
    """A published version by its number. Raises AlteredEdition where its text is not what was published."""
    every = tuple(Publication.objects.filter(case=case).select_related("case", "scheme", "amendment"))
    publication = next((each for each in every if each.number == number), None)
    if publication is None:
        return None
    refuse_altered(publication)
    before = next((each for each in every if each.pk == publication.parent_id), None)
    return PublishedPage(
        publication=publication,
        scheme=view_text(publication.text),
        before=before,
        changes=changes_between(before, publication),
        newest=every[-1].number,
        others=tuple(each for each in every if each.pk != publication.pk),
    )


def newest_addresses(cases: Sequence[Case]) -> dict[UUID, str]:
    """Where the newest published version of each case is read. One query."""
    newest = Publication.objects.filter(case__in=cases).order_by().values_list("case_id").annotate(Max("number"))
    numbers = dict(newest)
    return {
        case.pk: reverse("published", args=[case.reference, numbers[case.pk]]) for case in cases if case.pk in numbers
    }


def refuse_altered(publication: Publication) -> None:
    if text_digest(publication.text) != publication.digest:
        raise AlteredEdition(
            f"Version {publication.number} is not what was published: its text was altered in the database.",
            remedy="Restore it from a backup.",
        )


def changes_between(before: Publication | None, after: Publication) -> tuple[SchemeChange, ...]:
    """What bidders notice between two published versions."""
    if before is None:
        return ()
    old, new = (scheme_of(opened_publication(each), each.scheme.number).scheme for each in (before, after))
    return compare_versions(old, new)


def packs_of_publication(publication: Publication, opened: CaseFolder) -> Packs:
    """The packs with which what is published was adopted. Raises AlteredEdition where they are no longer to be had."""
    scheme = scheme_of(opened, publication.scheme.number).scheme
    organisation = publication.case.organisation
    return packs_in_force(organisation, opened.lock, used=scheme.packs, at=publication.scheme.adopted_at)


def closure_of(case: Case) -> Closure | None:
    return Closure.objects.filter(case=case).select_related("by").first()
