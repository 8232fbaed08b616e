"""Reading cases."""

from __future__ import annotations

from django.db.models import QuerySet

from commonweal_web.accounts.models import User
from commonweal_web.procurements.models import Case, SchemeVersion
from commonweal_web.procurements.translate import Document, read_document


def cases_of(user: User) -> QuerySet[Case]:
    """The cases on whose team a person is, the one changed last first."""
    return Case.objects.filter(team__user=user).select_related("organisation").distinct().order_by("-changed_at")


def newest_document(case: Case) -> Document:
    """The document of a case as it stands, with its adopted schemes. Two queries."""
    return read_document(case.versions.get(number=case.version).text, schemes_of(case))


def schemes_of(case: Case) -> tuple[SchemeVersion, ...]:
    return tuple(case.schemes.all())
