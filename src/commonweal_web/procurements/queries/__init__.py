"""Reading cases."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.procurements.models import Case, CaseVersion, Comment, Draft, Membership, SchemeVersion, State
from commonweal_web.procurements.translate import Document, read_document

SORTS = {
    "changed": ("-changed_at",),
    "title": ("title", "-changed_at"),
    "commencement": ("commencement", "-changed_at"),
    "value": ("-value", "-changed_at"),
}


def cases_of(user: User) -> QuerySet[Case]:
    """The cases on whose team a person is, the one changed last first."""
    return Case.objects.filter(team__user=user).select_related("organisation").distinct().order_by("-changed_at")


def found_cases(user: User, *, words: str = "", state: str = "", sort: str = "") -> QuerySet[Case]:
    """Those of a person's cases whose title or reference holds every word, in a state, in an order."""
    found = cases_of(user)
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(reference__icontains=word))
    if state in State.values:
        found = found.filter(state=state)
    first, *rest = SORTS.get(sort, SORTS["changed"])
    name = first.removeprefix("-")
    if name in {"commencement", "value"}:  # what is not known comes last in every database
        known = Q(**{f"{name}__isnull": True})
        return found.annotate(unsaid=known).order_by("unsaid", first, *rest)
    return found.order_by(first, *rest)


def roles_on(user: User, cases: Iterable[Case]) -> dict[object, set[str]]:
    """The roles that a person has on each of some cases. One query."""
    held: dict[object, set[str]] = {}
    for case_id, role in Membership.objects.filter(user=user, case__in=list(cases)).values_list("case_id", "role"):
        held.setdefault(case_id, set()).add(role)
    return held


def newest_document(case: Case) -> Document:
    """The document of a case as it stands, with its adopted schemes. Two queries."""
    return read_document(newest_version(case).text, schemes_of(case))


def newest_version(case: Case) -> CaseVersion:
    """The version of a case's document as it stands. One query."""
    return case.versions.get(number=case.version)


def forecast_of(case: Case) -> str:
    """The text of a case's forecast/inputs.yaml as it stands; empty where it has none."""
    return str(case.versions.values_list("forecast", flat=True).get(number=case.version))


def has_forecast(case: Case) -> bool:
    """Whether a case has inputs of a forecast; their text is not read for it."""
    return case.versions.filter(number=case.version).exclude(forecast="").exists()


def document_at(case: Case, number: int) -> Document | None:
    """The document of a case as it stood at a version; None where there is no such version."""
    version = case.versions.filter(number=number).first()
    return read_document(version.text) if version else None


def schemes_of(case: Case) -> tuple[SchemeVersion, ...]:
    """Those that were adopted up to the version in hand: one adopted while a page is made belongs to a later text.

    With who adopted each. Read once while the case in hand stands as it does: one page asks several times.
    """
    stands = (case.version, case.state)
    kept: tuple[object, tuple[SchemeVersion, ...]] | None = getattr(case, "_kept_schemes", None)
    if kept is None or kept[0] != stands:
        found = case.schemes.filter(case_version__lte=case.version).select_related("adopted_by")
        kept = (stands, tuple(found))
        case._kept_schemes = kept  # type: ignore[attr-defined]
    return kept[1]


def versions_of(case: Case) -> QuerySet[CaseVersion]:
    """Every version of the document but its text, the newest first, with who saved it."""
    return case.versions.select_related("saved_by").defer("text", "forecast").order_by("-number")


def whole_versions(case: Case, *numbers: int) -> dict[int, CaseVersion]:
    """Some versions with their texts, by number; a number of which there is none is left out."""
    return {each.number: each for each in case.versions.select_related("saved_by").filter(number__in=numbers)}


def team_of(case: Case) -> QuerySet[Membership]:
    return case.team.select_related("user", "user__organisation").order_by("user__name", "role")


def colleagues(user: User) -> QuerySet[User]:
    """The people of one's own organisation who can be asked to join a team."""
    return User.objects.filter(organisation=user.organisation, is_active=True).order_by("name")


def comments_on(case: Case, subject: str | None = None) -> list[Comment]:
    """The comments on a case, or on one thing in it, those that are open first."""
    found = case.comments.select_related("author", "resolved_by")
    if subject is not None:
        found = found.filter(subject=subject)
    return sorted(found, key=lambda each: each.resolved_at is not None)


def draft_of(user: User, draft_id: UUID) -> Draft | None:
    """A draft that is this person's own and has not expired."""
    return Draft.objects.filter(pk=draft_id, person=user, expires_at__gte=timezone.now()).first()


def drafts_of(user: User, batch: UUID) -> list[Draft]:
    """What was drafted from one file, without the texts."""
    return list(Draft.objects.filter(person=user, batch=batch, expires_at__gte=timezone.now()).defer("text"))
