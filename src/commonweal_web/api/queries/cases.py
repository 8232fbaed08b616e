"""Cases as plain data."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from commonweal.exchange.report.data import jsonable
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import newest_version, schemes_of
from commonweal_web.procurements.translate import read_document
from commonweal_web.procurements.translate.uploads import check_case_texts


def case_line(case: Case, roles: Collection[str]) -> dict[str, Any]:
    """A case as a list shows it, with a person's roles on it."""
    return {
        "reference": case.reference,
        "title": case.title,
        "organisation": case.organisation.name,
        "state": case.state,
        "version": case.version,
        "commencement": case.commencement,
        "value": case.value,
        "started_at": case.started_at,
        "changed_at": case.changed_at,
        "roles": sorted(roles),
    }


def case_whole(access: CaseAccess) -> dict[str, Any]:
    """How a case stands for one person. Two queries."""
    version = newest_version(access.case)
    document = read_document(version.text, schemes_of(access.case))
    return case_line(access.case, access.roles) | {
        "permissions": sorted(access.permissions),
        "digest": version.digest,
        "missing": list(document.missing),
        "problem": document.problem,
    }


def document_values(case: Case) -> dict[str, Any]:
    """What a case says, as text and as data."""
    version = newest_version(case)
    return {
        "version": version.number,
        "digest": version.digest,
        "text": version.text,
        "data": jsonable(dict(read_document(version.text).data)),
    }


def refuse_bad_case(texts: dict[str, str]) -> None:
    """Refuse what no reader of case files takes, as the page does. Raises CommonwealError."""
    check_case_texts(texts)
