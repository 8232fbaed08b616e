"""The tasks of describing a procurement, and how far each is by what the document says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.tasks import Group, Status, Task, Text, register
from commonweal_web.procurements.translate import Document, Path, part_of
from commonweal_web.procurements.translate.assumptions import assumed
from commonweal_web.procurements.translate.document import unfunded_stages

Standing = Callable[[CaseAccess, Document], Status]
UNKNOWN = "unknown"
UNSTATED = "unstated"
UNDER_AWARD_IN_ROUNDS = "rounds"


def all_said(*paths: Path) -> Standing:
    """Done when all of some parts have been said; what is said to be unknown has been left open."""

    def standing(_access: CaseAccess, document: Document) -> Status:
        said = [part_of(document.data, path) not in (None, "", UNKNOWN) for path in paths]
        return Status.DONE if all(said) else Status.IN_PROGRESS if any(said) else Status.NOT_STARTED

    return standing


def any_said(*paths: Path) -> Standing:
    """Optional, and done when any of some parts has been said."""

    def standing(_access: CaseAccess, document: Document) -> Status:
        return Status.DONE if any(part_of(document.data, path) for path in paths) else Status.OPTIONAL

    return standing


def _stages(_access: CaseAccess, document: Document) -> Status:
    if not document.data.get("stages"):
        return Status.NOT_STARTED
    open_ends = "stages" in document.missing or unfunded_stages(document.data)
    return Status.IN_PROGRESS if open_ends else Status.DONE


def _rounds(_access: CaseAccess, document: Document) -> Status:
    if document.data.get("rounds"):
        return Status.IN_PROGRESS if "rounds" in document.missing else Status.DONE
    asked = part_of(document.data, ("procurement", "award_structure")) == UNDER_AWARD_IN_ROUNDS
    return Status.NOT_STARTED if asked else Status.OPTIONAL


def _value(_access: CaseAccess, document: Document) -> Status:
    """Known from the stages where each has its funding, or stated."""
    data = document.data
    stated = part_of(data, ("procurement", "declared_value")) or part_of(data, ("procurement", "extras"))
    funded = "stages" not in document.missing and not unfunded_stages(data)
    return Status.DONE if stated or funded else Status.NOT_STARTED


def _split(_access: CaseAccess, document: Document) -> Status:
    """Done once the method is decided too: nothing is published while a part of how bids are assessed is left open."""
    said = part_of(document.data, (PROCUREMENT, "split"))
    if not said:
        return Status.NOT_STARTED
    return Status.DONE if said.get("method", UNSTATED) != UNSTATED else Status.IN_PROGRESS


def _circumstances(_access: CaseAccess, document: Document) -> Status:
    said: Mapping[str, Any] = part_of(document.data, ("procurement", "circumstances")) or {}
    known = sum(value is not None for value in said.values())
    return Status.NOT_STARTED if not known else Status.DONE if known >= ENOUGH_FACTS else Status.IN_PROGRESS


ENOUGH_FACTS = 10  # of fourteen: what nobody can say may stay open


def _assumptions(_access: CaseAccess, document: Document) -> Status:
    found = assumed(document.data)
    if any(each.in_doubt for each in found):
        return Status.NEEDS_DECISION
    return Status.IN_PROGRESS if found else Status.DONE


def _answers(_access: CaseAccess, document: Document) -> Status:
    return Status.IN_PROGRESS if document.missing or document.problem else Status.DONE


PROCUREMENT = "procurement"
TASKS: tuple[tuple[str, Text, Text, Standing], ...] = (
    (
        "what",
        _("What is bought"),
        _("Title, description, CPV codes"),
        all_said(("title",), (PROCUREMENT, "description")),
    ),
    ("authority", _("The contracting authority"), "", all_said(("authority", "name"), ("authority", "kind"))),
    (
        "rules",
        _("Rules and nature"),
        "",
        all_said((PROCUREMENT, "regime", "kind"), (PROCUREMENT, "nature")),
    ),
    ("stages", _("Stages and gates"), _("Lengths, funding, competition, gates"), _stages),
    ("value", _("Value and amounts beyond the stages"), "", _value),
    (
        "commencement",
        _("Day of commencement"),
        _("It decides which edition binds"),
        all_said((PROCUREMENT, "commencement")),
    ),
    (
        "delivery",
        _("Way of buying"),
        _("How it is delivered, how awards are made"),
        all_said((PROCUREMENT, "delivery_model"), (PROCUREMENT, "award_structure")),
    ),
    ("rounds", _("Rounds of tendering"), "", _rounds),
    ("lots", _("Lots"), "", any_said(("lots",))),
    ("circumstances", _("Facts of the case"), _("They decide which criteria relate to it"), _circumstances),
    (
        "split",
        _("Price, quality and social value"),
        _("And how price and quality meet: undecided, it stops publication"),
        _split,
    ),
    (
        "quality",
        _("Your own quality criteria"),
        _("Without a question and a scale for each, nothing is published"),
        any_said(("quality",)),
    ),
    (
        "missions",
        _("What matters to you"),
        _("Missions and outcomes, and how much each counts"),
        any_said((PROCUREMENT, "missions"), ("importance", "missions"), ("importance", "outcomes")),
    ),
)


def register_tasks() -> None:
    for key, title, hint, standing in TASKS:
        register(
            Task(
                key=f"describe-{key}",
                group=Group.DESCRIBE,
                title=title,
                hint=hint,
                url_name="case-section",
                url_arguments=(key,),
                permission=Permission.EDIT_CASE,
                status=standing,
            )
        )
    register(
        Task(
            key="describe-assumptions",
            group=Group.DESCRIBE,
            title=_("What was read and assumed"),
            hint=_("From a notice: correct it, or say that it is right"),
            url_name="case-assumptions",
            permission=Permission.EDIT_CASE,
            status=_assumptions,
            shown=lambda document: bool(document.data.get("notices") or document.data.get("assumptions")),
        )
    )
    register(
        Task(
            key="describe-answers",
            group=Group.DESCRIBE,
            title=_("Check your answers"),
            url_name="case-answers",
            permission=Permission.SEE_CASE,
            status=_answers,
        )
    )
