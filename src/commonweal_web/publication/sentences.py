"""What the events of publication say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.sentences import Sentence, register
from commonweal_web.procurements.translate.naming import check_title
from commonweal_web.publication.models import Ending
from commonweal_web.publication.queries.documents import document_of, document_title

register(
    Sentence(
        kind="check-answered",
        title=_("Check answered"),
        text=_("%(by)s answered the check “%(check)s”."),
        words={"check": check_title},
    ),
    Sentence(
        kind="check-assigned",
        title=_("Check given to a person"),
        text=_("%(by)s gave the check “%(check)s” to %(person)s."),
        people=("person",),
        words={"check": check_title},
    ),
    Sentence(
        kind="check-unassigned",
        title=_("Check taken from a person"),
        text=_("%(by)s took the check “%(check)s” from %(person)s."),
        people=("person",),
        words={"check": check_title},
    ),
    Sentence(
        kind="scheme-submitted",
        title=_("Scheme submitted"),
        text=_("%(by)s submitted scheme %(scheme)s for approval."),
    ),
    Sentence(kind="scheme-approved", title=_("Scheme approved"), text=_("%(by)s approved scheme %(scheme)s.")),
    Sentence(kind="scheme-sent-back", title=_("Scheme sent back"), text=_("%(by)s sent scheme %(scheme)s back.")),
    Sentence(
        kind="submission-taken-back",
        title=_("Scheme taken back"),
        text=_("%(by)s took scheme %(scheme)s back from approval."),
    ),
    Sentence(
        kind="scheme-published",
        title=_("Scheme published"),
        text=_("%(by)s published scheme %(scheme)s as version %(publication)s."),
    ),
    Sentence(
        kind="amendment-begun",
        title=_("Amendment begun"),
        text=_("%(by)s began to amend version %(publication)s."),
    ),
    Sentence(
        kind="amendment-dropped",
        title=_("Amendment dropped"),
        text=_("%(by)s dropped the amendment of version %(publication)s."),
    ),
    Sentence(
        kind="document-asked",
        title=_("Document asked for"),
        text=_("%(by)s asked for “%(document)s” of %(of)s."),
        words={"document": document_title, "of": document_of},
    ),
    Sentence(
        kind="document-taken",
        title=_("Document taken"),
        text=_("%(by)s took “%(document)s” of %(of)s."),
        words={"document": document_title, "of": document_of},
    ),
    Sentence(
        kind="case-closed",
        title=_("Procurement closed"),
        text=_("%(by)s closed the procurement: %(ending)s."),
        words={"ending": lambda value: Ending(value).label},
    ),
    Sentence(
        kind="word-template-set",
        title=_("Word template changed"),
        text=_("%(by)s changed the organisation’s Word template."),
    ),
    Sentence(
        kind="word-template-removed",
        title=_("Word template removed"),
        text=_("%(by)s went back to Commonweal’s own Word template."),
    ),
)
