"""Taking over what was changed in a case file elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from commonweal.exchange.case_file.folder import FORECAST_FILE
from commonweal_web.accounts.models import User
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.actions.saving import Overtaken, change_case
from commonweal_web.procurements.models import Case, CaseVersion, Draft
from commonweal_web.procurements.queries import forecast_of, newest_document, schemes_of
from commonweal_web.procurements.translate import Parts, read_document
from commonweal_web.procurements.translate.difference import differences, with_accepted
from commonweal_web.procurements.translate.files import case_zip


def take_case_file(case: Case, *, by: User) -> bytes:
    """The case as a zip of its own files, equal bytes for an equal case; the record tells who took it."""
    with transaction.atomic():
        record_event("case-file-taken", by=by.key, chain=case.chain, facts={"version": case.version})
    return case_zip(newest_document(case).text, schemes_of(case), forecast=forecast_of(case))


class NothingAccepted(Exception):
    """No difference was chosen."""


def accept_differences(case: Case, draft: Draft, accepted: Collection[str], *, seen: int, by: User) -> CaseVersion:
    """Take over the accepted differences between the case and a file, as one new version.

    `seen` is the version that the person compared the file with. Raises Overtaken when the case has moved on since:
    the differences are then others, and are to be looked at again.
    """
    theirs = read_document(draft.text).data
    forecast = draft.forecast if FORECAST_FILE in accepted and draft.forecast else None

    def make(now: Mapping[str, Any]) -> Parts:
        found = differences(now, theirs)
        parts = with_accepted(now, theirs, found, accepted)
        if not parts and forecast is None:
            raise NothingAccepted
        return parts

    with transaction.atomic():
        held = Case.objects.select_for_update().get(pk=case.pk)
        if held.version != seen:
            raise Overtaken(theirs=held.versions.get(number=held.version), parts={}, conflicts=())
        version = change_case(case, make, based_on=None, part="case-file", by=by, forecast=forecast)
        Draft.objects.filter(pk=draft.pk).delete()
    return version
