"""What an approver sees, and how far a scheme is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import cached_property

from commonweal.frameworks.titles import subject_titles
from commonweal.procurement.case import Case as EngineCase
from commonweal.scheme.scheme import Scheme
from commonweal.scheme.versions import SchemeChange
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries.people import name_people
from commonweal_web.procurements.translate.naming import STATED
from commonweal_web.publication.models import Outcome, OutcomeKind, Publication, Submission
from commonweal_web.publication.queries.checks import CheckLine, check_lines
from commonweal_web.publication.queries.scheme_view import (
    Decided,
    SchemeView,
    changes_since,
    decided,
    view_scheme,
    with_stages,
)
from commonweal_web.publication.queries.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A scheme as an approver sees it before deciding. Each part is looked up when a page shows it."""

    standing: Standing
    case: EngineCase
    version: Scheme

    @cached_property
    def scheme(self) -> SchemeView:
        return view_scheme(self.case, self.version)

    @cached_property
    def before(self) -> Publication | None:
        return last_publication(self.standing.case)

    @cached_property
    def changes(self) -> tuple[SchemeChange, ...]:
        opened = self.standing.opened
        return changes_since(self.before, self.version, opened) if opened else ()

    @property
    def shown_changes(self) -> list[tuple[SchemeChange, str]]:
        return with_stages(self.changes, self.before, self.scheme)

    @cached_property
    def decided(self) -> tuple[Decided, ...]:
        worded = {each.code: each.title for each in self.version.everything}
        titles = subject_titles(self.standing.packs.editions, menu=worded)
        names = name_people(self.standing.case, (each.by for each in self.case.decisions))
        return decided(self.case, titles, names)

    @property
    def departures(self) -> tuple[Decided, ...]:
        """What was decided against or beyond advice."""
        return tuple(each for each in self.decided if each.decision.kind not in STATED)

    @property
    def stated(self) -> tuple[Decided, ...]:
        """What a person said of criteria: whether they relate to what is bought, and go beyond it."""
        return tuple(each for each in self.decided if each.decision.kind in STATED)

    @cached_property
    def open_lines(self) -> tuple[CheckLine, ...]:
        return tuple(each for each in check_lines(self.standing) if each.is_open)


def offered(standing: Standing) -> Offered | None:
    """The scheme at stake with what an approver weighs; None while none is adopted."""
    if standing.version is None or standing.opened is None:
        return None
    return Offered(standing=standing, case=standing.opened.case, version=standing.version.scheme)


def last_publication(case: Case) -> Publication | None:
    return (
        Publication.objects.filter(case=case)
        .select_related("case", "scheme", "by", "approved_by", "amendment", "parent")
        .last()
    )


def publications_of(case: Case) -> tuple[Publication, ...]:
    return tuple(Publication.objects.filter(case=case).select_related("by", "approved_by", "amendment", "scheme"))


def submissions_of(case: Case) -> tuple[Submission, ...]:
    """Every submission with what became of it, the newest first. Two queries."""
    outcomes = Prefetch("outcomes", queryset=Outcome.objects.select_related("by"))
    found = Submission.objects.filter(case=case).select_related("by", "scheme", "scheme__adopted_by")
    return tuple(found.prefetch_related(outcomes).order_by("-number"))


def last_sent_back(submissions: tuple[Submission, ...]) -> Outcome | None:
    """What the newest submission was sent back with, until another follows."""
    newest = next(iter(submissions), None)
    outcomes = newest.outcomes.all() if newest else ()
    return next((each for each in outcomes if each.kind == OutcomeKind.SENT_BACK), None)


def waiting_submission(submissions: tuple[Submission, ...]) -> Submission | None:
    """The submission whose approval is awaited or stands."""
    newest = next(iter(submissions), None)
    if newest is None:
        return None
    kinds = {outcome.kind for outcome in newest.outcomes.all()}
    return None if kinds & {OutcomeKind.SENT_BACK, OutcomeKind.TAKEN_BACK} else newest
