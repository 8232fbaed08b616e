"""How a case stands on its way to publication: which scheme is at stake, and what is in its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.case_file.adopted import outdated_findings
from commonweal.exchange.case_file.folder import check_lock
from commonweal.exchange.case_file.placing import check_case_answers
from commonweal.exchange.case_file.scheme_file import SchemeVersion as AdoptedScheme
from commonweal.frameworks import Packs
from commonweal.record.digest import plain_decimal
from commonweal.record.errors import CommonwealError
from commonweal.scheme.checks import CheckAnswer
from commonweal.scheme.checks.four_tests import ADOPTED_ASK, REASONS_ASK
from commonweal_web.design.queries import packs_of
from commonweal_web.procurements.models import Case, SchemeVersion, State
from commonweal_web.procurements.queries import newest_document, schemes_of
from commonweal_web.procurements.translate import Document
from commonweal_web.publication.models import Publication
from commonweal_web.publication.queries.remembered import answers_to
from commonweal_web.publication.translate import scheme_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Something in the way of publication: what, what mends it, and where: a check, a section of the description, or
    else a page. `decides` marks what only the authority can say.
    """

    message: str
    remedy: str = ""
    check: str = ""
    section: str = ""
    page: str = "proposal"
    decides: bool = False

    def address(self, reference: str) -> str:
        """Where it is cleared."""
        if self.section:
            return reverse("case-section", args=[reference, self.section])
        return reverse("check", args=[reference, self.check]) if self.check else reverse(self.page, args=[reference])


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A case with the scheme that is at stake: the published one of a published case, else the newest adopted."""

    case: Case
    document: Document
    row: SchemeVersion | None
    packs: Packs

    @property
    def opened(self) -> CaseFolder | None:
        return self.document.opened

    @cached_property
    def version(self) -> AdoptedScheme | None:
        return scheme_of(self.opened, self.row.number) if self.opened and self.row else None

    @cached_property
    def answers(self) -> tuple[CheckAnswer, ...]:
        """Every check's answer; none of a case that cannot be read. Raises CommonwealError where design cannot."""
        if self.opened is None:
            return ()
        return answers_to(self.opened, self.version.scheme if self.version else None, self.packs)

    @cached_property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Everything that keeps the scheme from being approved and published."""
        return tuple(_obstacles(self))

    @property
    def addressed(self) -> list[tuple[Obstacle, str]]:
        """Each obstacle with the address of where it is cleared."""
        return [(each, each.address(self.case.reference)) for each in self.obstacles]

    @property
    def is_out(self) -> bool:
        """Whether the scheme at stake is already published."""
        return self.case.state in {State.PUBLISHED, State.AMENDED}


def standing_of(case: Case, document: Document | None = None) -> Standing:
    """How a case stands now, with its organisation's own overlays. Four queries at most."""
    document = document or newest_document(case)
    row = scheme_at_stake(case)
    return Standing(case=case, document=document, row=row, packs=packs_of(case.organisation))


def readable_standing(case: Case) -> tuple[Standing | None, str]:
    """How a case stands, or why its checks cannot be asked yet."""
    standing = standing_of(case)
    if standing.opened is None:
        return None, standing.document.problem or _("The procurement is not described far enough to ask its checks.")
    try:
        standing.answers  # noqa: B018 - asked here, so that a page need not fail half-way
    except CommonwealError as error:
        return None, str(error)
    return standing, ""


def scheme_at_stake(case: Case) -> SchemeVersion | None:
    """The published scheme while one stands published and nothing newer is on its way; else the newest adopted."""
    if case.state in {State.PUBLISHED, State.AMENDED, State.CLOSED}:
        published = Publication.objects.filter(case=case).select_related("scheme").last()
        if published is not None:
            return published.scheme
    return next(reversed(schemes_of(case)), None)


def _obstacles(standing: Standing) -> Iterator[Obstacle]:
    opened, version = standing.opened, standing.version
    if opened is None:
        lacking = standing.document.problem or _("The procurement is not described far enough.")
        yield Obstacle(message=lacking, remedy=_("Finish describing it first."), page="case")
    elif version is None or standing.row is None:
        yield Obstacle(message=_("No scheme is adopted."), remedy=_("Look at the three proposals, and adopt one."))
    elif standing.row.published_at and not standing.is_out:
        yield Obstacle(
            message=_("The newest scheme is the published one: nothing is amended yet."),
            remedy=_("Change what is to be amended, look at the proposals, and adopt one."),
        )
    else:
        yield from _of_basis(opened, version)
        yield from _of_packs(opened, version, standing.packs)
        yield from _of_method(version)
        yield from _of_questions(version)
        yield from _of_checks(standing.answers)


def _of_basis(opened: CaseFolder, version: AdoptedScheme) -> Iterator[Obstacle]:
    for finding in outdated_findings(opened.case, version):
        yield Obstacle(message=finding.message, remedy=_("Look at the proposals again, and adopt one."))


def _of_packs(opened: CaseFolder, version: AdoptedScheme, packs: Packs) -> Iterator[Obstacle]:
    remedy = _("Adopt the scheme again with the packs at hand, or ask for the edition to be put back.")
    try:
        check_lock(opened, packs)
        check_case_answers(opened, packs)
    except CommonwealError as error:
        yield Obstacle(message=error.message, remedy=remedy)
    at_hand = {pack.name for pack in packs.editions}
    for name in version.scheme.packs:
        if name not in at_hand:
            gone = _("The scheme was made with the edition %(name)s, which is not at hand.") % {"name": name}
            yield Obstacle(message=gone, remedy=remedy)


def _of_method(version: AdoptedScheme) -> Iterator[Obstacle]:
    """What is published says itself how bids are assessed: no part of that is left open."""
    for award in version.scheme.awards:
        if award.lacks_method:
            said = _("The method of assessment of ‘%(title)s’ still says that a part of it is to be stated.")
            mend = _("Say what disqualifies a bid and how price earns its points, then adopt the scheme again.")
            yield Obstacle(message=said % {"title": award.title}, remedy=mend, check="methodology-stated")


def _of_questions(version: AdoptedScheme) -> Iterator[Obstacle]:
    """Nobody is scored on a question that nobody has asked."""
    for award in version.scheme.awards:
        for part in award.unasked:
            said = _(
                "‘%(title)s’ counts %(weighting)s%% at ‘%(award)s’, and bidders are not told its question and scale."
            )
            yield Obstacle(
                message=said % {"title": part.title, "weighting": plain_decimal(part.weighting), "award": award.title},
                remedy=_("Write your own quality criteria, each with its question, then adopt the scheme again."),
                section="quality",
                decides=True,
            )


def _of_checks(answers: tuple[CheckAnswer, ...]) -> Iterator[Obstacle]:
    for answer in answers:
        if answer.blocks_publication:
            yield Obstacle(message=_unread(answer) or answer.verdict.message, check=answer.check)


def _unread(answer: CheckAnswer) -> str:
    """Of draft reasons that wait to be read: which. A file would have to say it in another way."""
    asks = set(answer.verdict.asks)
    if asks.isdisjoint({ADOPTED_ASK, REASONS_ASK}):
        return ""
    said = _("“%(title)s”: nobody has yet read the draft reasons and made them the authority’s own.")
    again = _("“%(title)s”: the draft reasons have changed since a person adopted them, and have to be read again.")
    return (said if ADOPTED_ASK in asks else again) % {"title": answer.rule.title}
