"""Cases that are brought whole: begun from a notice, and replaced by another text."""

from __future__ import annotations

import io
from collections.abc import Mapping

from django.utils.translation import gettext as _

from commonweal.exchange.case_file.folder import CASE_FILE, FORECAST_FILE
from commonweal.record.errors import MisuseError, UnreadableInput
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.actions import acting, add_version, start_case
from commonweal_web.procurements.actions.saving import MAXIMUM_TEXT, Overtaken
from commonweal_web.procurements.models import Case, CaseVersion
from commonweal_web.procurements.queries import newest_document, schemes_of
from commonweal_web.procurements.translate import case_texts
from commonweal_web.procurements.translate.files import refusal_of
from commonweal_web.procurements.translate.starting import draft_from_file
from commonweal_web.procurements.translate.uploads import check_case_texts, looks_unlike_notices, notices_on_disk


def replace_document(case: Case, texts: Mapping[str, str], *, seen: int, by: User) -> CaseVersion:
    """Make another text the case's newest document, word for word, comments included.

    `seen` is the version that it was made from: where the case has moved on since, nothing is saved, and Overtaken
    tells of the newest. Schemes are adopted in the service and never come along; the inputs of a forecast do, and stay
    as they are where the file has none.
    """
    with acting(case, Permission.EDIT_CASE, by=by) as locked:
        newest = locked.versions.get(number=locked.version)
        if locked.version != seen:
            raise Overtaken(theirs=newest, parts={}, conflicts=())
        _refuse_unfit(locked, texts)
        forecast = texts.get(FORECAST_FILE, newest.forecast)
        if texts[CASE_FILE] == newest.text and forecast == newest.forecast:
            return newest
        version = add_version(locked, texts[CASE_FILE], part="document", by=by, forecast=forecast)
        facts = {"part": "document", "version": version.number, "digest": version.digest}
        record_event("case-changed", by=by.key, chain=locked.chain, facts=facts)
    case.version, case.title = locked.version, locked.title
    return version


def start_from_notice(content: bytes, *, number: str, by: User) -> Case:
    """A case of one notice, with what was read and what had to be assumed. Raises UnreadableInput, in one sentence."""
    unlike = looks_unlike_notices(content[:4096])
    if unlike:
        raise UnreadableInput(unlike, where="body")
    try:
        with notices_on_disk(io.BytesIO(content)) as file:
            drafted = draft_from_file(file, number=number)
    except UnreadableInput as error:  # where it lies on our disk is nobody's business
        raise UnreadableInput(error.message, where="body", remedy=error.remedy) from error
    useful = [each for each in drafted if each.text]
    if len(drafted) > 1:
        numbers = ", ".join(each.number for each in drafted[:5])
        raise UnreadableInput(
            _("The file holds %(count)s procurements: %(numbers)s.") % {"count": len(drafted), "numbers": numbers},
            where="number",
            remedy=_("Say with number which one to start."),
        )
    if not useful:
        raise UnreadableInput(drafted[0].problem or _("Nothing could be read of this notice."), where="body")
    return start_case(by=by, text=useful[0].text, source="notice")


def _refuse_unfit(case: Case, texts: Mapping[str, str]) -> None:
    """As a file that comes back is refused on its page."""
    if len(texts[CASE_FILE]) > MAXIMUM_TEXT:
        raise MisuseError(_("The procurement is too long to keep: shorten its texts."))
    schemes = schemes_of(case)
    refusal = refusal_of(texts, newest_document(case).data, schemes)
    if refusal:
        raise MisuseError(refusal)
    check_case_texts(case_texts(texts[CASE_FILE], schemes, forecast=texts.get(FORECAST_FILE, "")))
