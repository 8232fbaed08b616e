"""Design's lines of the task list. Nothing is solved for them: a list must not keep anybody waiting."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.queries import kept_design, missing_parts, outdated, packs_of, says_more
from commonweal_web.design.translate.findings import found_in
from commonweal_web.design.translate.picture import draw
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.tasks import Group, Status, Task, register
from commonweal_web.procurements.translate import Document


def see_schemes(access: CaseAccess, document: Document) -> Status:
    """Cannot start until nothing is missing; done once an option was adopted."""
    if document.opened is None or missing_parts(document):
        return Status.CANNOT_START
    if document.opened.newest_scheme is not None:
        return Status.DONE
    design = kept_design(document, packs_of(access.case.organisation))
    if design is None:
        return Status.NOT_STARTED
    picture = draw(design.proposals, ("balanced",))
    return Status.NEEDS_DECISION if found_in(picture.view).count else Status.IN_PROGRESS


def decide(_access: CaseAccess, document: Document) -> Status:
    """Never demanded; in progress once something was decided."""
    if document.opened is None or missing_parts(document):
        return Status.CANNOT_START
    if document.opened.newest_scheme is not None:
        return Status.DONE
    return Status.IN_PROGRESS if document.opened.case.decisions else Status.OPTIONAL


def adopt(_access: CaseAccess, document: Document) -> Status:
    """A scheme that is out of date asks for a person."""
    if document.opened is None or missing_parts(document):
        return Status.CANNOT_START
    if document.opened.newest_scheme is None:
        return Status.NOT_STARTED
    if outdated(document):
        return Status.NEEDS_DECISION
    return Status.IN_PROGRESS if says_more(document) else Status.DONE


register(
    Task(
        key="see-schemes",
        group=Group.DESIGN,
        title=_("Compare three schemes"),
        url_name="proposal",
        permission=Permission.SEE_CASE,
        status=see_schemes,
        hint=_("Lighter, balanced and fuller: what each asks for, and why"),
    )
)
register(
    Task(
        key="decide",
        group=Group.DESIGN,
        title=_("Change what you disagree with"),
        url_name="decisions",
        permission=Permission.SEE_CASE,
        status=decide,
        hint=_("Your decisions, each with its reason"),
    )
)
register(
    Task(
        key="adopt",
        group=Group.DESIGN,
        title=_("Adopt a scheme"),
        url_name="scheme_versions",
        permission=Permission.SEE_CASE,
        status=adopt,
        hint=_("An option becomes the scheme to be approved"),
    )
)
