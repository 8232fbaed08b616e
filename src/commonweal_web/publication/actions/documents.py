"""Having a document made, in the background where it takes time; and an organisation's own Word template."""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.access import organisation_permissions
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.models import Case
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.models import MadeDocument, MakingState, Publication, WordTemplate
from commonweal_web.publication.queries.document_kinds import DRAFT, KINDS, DocumentKind
from commonweal_web.publication.queries.documents import (
    document_name,
    material_for,
    material_key,
    may_take,
)
from commonweal_web.publication.queries.templates import check_word_template

MAXIMUM_DOCUMENT = 30_000_000
PATIENCE = timedelta(minutes=10)  # after which a document that never came is asked for again
_log = logging.getLogger(__name__)


def ask_document(case: Case, kind: DocumentKind, of: str, *, by: User) -> MadeDocument:
    """Have a document made, unless it is there, or on its way, as it would be made now.

    Raises AlteredEdition where a published scheme's packs are no longer to be had.
    """
    if not may_take(case_access(case, by), kind, of):
        raise PermissionDenied(_("Your role on this procurement does not include this document."))
    with transaction.atomic():
        row, begun = _begin(case, kind, of, by=by)
        if begun:
            _record("document-asked", case, kind, of, by=by)
    return row


def _begin(case: Case, kind: DocumentKind, of: str, *, by: User) -> tuple[MadeDocument, bool]:
    """The document, and whether its making begins with this."""
    material = material_for(case, of, for_bidders=kind.for_bidders)
    if material is None:
        raise Refused(_("There is nothing yet that this document could be made of."))
    if kind.of_forecast and not material.forecast:
        raise Refused(_("This procurement has no forecast yet, so there is none to write out."))
    key = material_key(material, kind)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        now = timezone.now()
        row, new = MadeDocument.objects.get_or_create(
            case=case, kind=kind.key, of=of, defaults={"key": key, "asked_by": by, "asked_at": now}
        )
        if not new:
            if _stands(row, key):
                return row, False
            row.key, row.state, row.asked_by, row.asked_at = key, MakingState.WAITING, by, now
            row.content, row.digest, row.problem, row.ready_at = b"", "", "", None
            row.save()
        make_document.enqueue(row.pk, key)  # the queue is in this database: both are written, or neither
    return row, True


def _record(event: str, case: Case, kind: DocumentKind, of: str, *, by: User) -> None:
    record_event(event, by=by.key, chain=case.chain, facts={"document": kind.key, "of": of})


def _stands(row: MadeDocument, key: str) -> bool:
    """What was made of a published version stays as it was made, whatever release of Commonweal comes after."""
    if row.state == MakingState.READY:
        return row.of != DRAFT or row.key == key
    waits = row.state == MakingState.WAITING and row.key == key
    return waits and timezone.now() - row.asked_at < PATIENCE


@task()
def make_document(pk: int, key: str) -> None:
    """Make a document and keep it; what stands in the way is kept too, in a sentence."""
    row = MadeDocument.objects.select_related("case").filter(pk=pk, key=key, state=MakingState.WAITING).first()
    if row is None:
        return
    content, problem = b"", ""
    try:
        content = made_bytes(row.case, KINDS[row.kind], row.of)
    except CommonwealError as error:
        problem = str(error)[:1_000]
    except Exception:
        _log.exception("A document of kind %s could not be made.", row.kind)
        problem = _("Something went wrong on our side. Try again; if it happens again, tell your administrator.")
    if len(content) > MAXIMUM_DOCUMENT:
        content, problem = b"", _("The document is too large to be kept.")
    MadeDocument.objects.filter(pk=pk, key=key).update(
        state=MakingState.FAILED if problem else MakingState.READY,
        name=document_name(row.case, KINDS[row.kind], row.of),
        content=content,
        digest=hashlib.sha256(content).hexdigest() if content else "",
        problem=problem,
        ready_at=timezone.now(),
    )


def made_bytes(case: Case, kind: DocumentKind, of: str) -> bytes:
    """A document's bytes: equal input gives equal bytes."""
    material = material_for(case, of, for_bidders=kind.for_bidders)
    if material is None:
        raise Refused(_("There is nothing yet that this document could be made of."))
    return kind.make(material)


def take_document(case: Case, kind: DocumentKind, of: str, content: bytes, *, by: User) -> bytes:
    """A document in a person's hands; the record tells who took it."""
    with transaction.atomic():
        _record("document-taken", case, kind, of, by=by)
    return content


def make_for_bidders(publication: Publication, *, by: User) -> None:
    """Begin everything that bidders get of what has just been published: part of that, with no event of its own."""
    for kind in KINDS.values():
        if kind.for_bidders and not kind.at_once:
            with suppress(CommonwealError):  # what is published stays so; whoever asks for the document is told why
                _begin(publication.case, kind, str(publication.number), by=by)


def set_word_template(content: bytes, *, name: str, by: User) -> WordTemplate:
    """Make a file the organisation's Word template; without content, go back to Commonweal's own.

    What is published keeps the template of its day.
    """
    if Permission.MANAGE_CRITERIA not in organisation_permissions(by):
        raise PermissionDenied(_("Your role in the organisation does not include its templates."))
    if content:
        check_word_template(content, name=name)
    with transaction.atomic():
        row = WordTemplate.objects.create(
            organisation=by.organisation,
            name=name[:200],
            content=content,
            digest=hashlib.sha256(content).hexdigest(),
            by=by,
            at=timezone.now(),
        )
        kind = "word-template-set" if content else "word-template-removed"
        record_event(kind, by=by.key, facts={"organisation": str(by.organisation_id), "digest": row.digest})
    return row
