"""The ways in which a case begins, and what waits to become one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commonweal.exchange.case_file.folder import CASE_FILE, FORECAST_FILE
from commonweal_web.accounts.models import User
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.actions.saving import start_case, text_with
from commonweal_web.procurements.models import Case, Draft
from commonweal_web.procurements.queries import forecast_of, newest_document
from commonweal_web.procurements.translate import Parts, read_document
from commonweal_web.procurements.translate.starting import Drafted, copied_text, template_text, titled_text

KEPT_DAYS = 7


def start_from_title(title: str, *, by: User) -> Case:
    return start_case(by=by, text=titled_text(title), source="questions")


def start_from_template(name: str, title: str, *, by: User) -> Case:
    return start_case(by=by, text=template_text(name, title), source="template", facts={"template": name})


def copy_case(original: CaseAccess, title: str, *, decisions: bool, answers: bool, by: User) -> Case:
    """A new case that says what another one says, its forecast included; its schemes stay with it."""
    document = newest_document(original.case)
    text = copied_text(document.text, title, document.data, decisions=decisions, answers=answers)
    files = {FORECAST_FILE: forecast_of(original.case)}
    return start_case(by=by, text=text, files=files, source="copy", facts={"copied_from": original.case.chain})


def start_from_texts(texts: Mapping[str, str], *, by: User) -> Case:
    """A case from the files of one that was made elsewhere, its adopted schemes included."""
    rest = {name: text for name, text in texts.items() if name != CASE_FILE}
    return start_case(by=by, text=texts[CASE_FILE], files=rest, source="case-file")


def keep_drafts(drafted: Sequence[Drafted], *, by: User) -> list[Draft]:
    """Keep what was drafted from a file until its person has chosen, corrected and confirmed; for a week at most.

    What is kept is no case, and nobody else sees it: the record tells of it once it becomes one.
    """
    batch = uuid.uuid4()
    with transaction.atomic():
        forget_old_drafts()
        return Draft.objects.bulk_create(
            Draft(
                person=by,
                batch=batch,
                title=each.title[:300],
                about=f"{each.authority[:200]}, {each.number[:90]}",
                source="notice",
                text=each.text,
                expires_at=_expiry(),
            )
            for each in drafted
            if each.text
        )


def keep_case_file(case: Case, texts: Mapping[str, str], *, by: User) -> Draft:
    """Keep an uploaded case file until its person has said which differences to take over."""
    with transaction.atomic():
        forget_old_drafts()
        return Draft.objects.create(
            person=by,
            case=case,
            batch=uuid.uuid4(),
            title=case.title,
            about="",
            source="case-file",
            text=texts[CASE_FILE],
            forecast=texts.get(FORECAST_FILE, ""),
            version=case.version,
            expires_at=_expiry(),
        )


def change_draft(draft: Draft, make: Callable[[Mapping[str, Any]], Parts]) -> None:
    """Correct what was drafted, as one corrects a case."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        now = read_document(locked.text).data
        text = text_with(locked.text, now, make(now))
        if text != locked.text:
            locked.text, locked.version = text, locked.version + 1
            locked.save(update_fields=["text", "version"])


def start_from_draft(draft: Draft, *, by: User) -> Case:
    """Make a case of what was drafted, corrections included; the other drafts of the file go."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        case = start_case(by=by, text=locked.text, source=locked.source)
        Draft.objects.filter(person=by, batch=locked.batch).delete()
    return case


def forget_draft(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).delete()


def forget_old_drafts() -> None:
    Draft.objects.filter(expires_at__lt=timezone.now()).delete()


def _expiry() -> Any:
    return timezone.now() + timedelta(days=KEPT_DAYS)
