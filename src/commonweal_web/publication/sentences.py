"""What the events of checks, approval, publication and closing say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.sentences import Sentence, register

register(
    Sentence(
        kind="check-answered",
        title=_("Check answered"),
        text=_("%(by)s answered the check “%(check)s” (version %(version)s)."),
    ),
    Sentence(
        kind="check-assigned",
        title=_("Check given to a person"),
        text=_("%(by)s gave the check “%(check)s” to %(person)s."),
        people=("person",),
    ),
    Sentence(
        kind="check-unassigned",
        title=_("Check taken back from a person"),
        text=_("%(by)s took the check “%(check)s” back from %(person)s."),
        people=("person",),
    ),
    Sentence(
        kind="scheme-submitted",
        title=_("Scheme submitted"),
        text=_("%(by)s submitted scheme %(scheme)s for approval."),
    ),
    Sentence(
        kind="submission-taken-back",
        title=_("Submission taken back"),
        text=_("%(by)s took scheme %(scheme)s back before it was ruled on."),
    ),
    Sentence(kind="scheme-approved", title=_("Scheme approved"), text=_("%(by)s approved scheme %(scheme)s.")),
    Sentence(kind="scheme-sent-back", title=_("Scheme sent back"), text=_("%(by)s sent scheme %(scheme)s back.")),
    Sentence(
        kind="scheme-published",
        title=_("Scheme published"),
        text=_("%(by)s published scheme %(scheme)s as publication %(publication)s, with the digest %(digest)s."),
    ),
    Sentence(
        kind="amendment-begun",
        title=_("Amendment begun"),
        text=_("%(by)s began to amend publication %(publication)s."),
    ),
    Sentence(kind="amendment-dropped", title=_("Amendment dropped"), text=_("%(by)s dropped the amendment.")),
    Sentence(kind="case-closed", title=_("Procurement closed"), text=_("%(by)s closed the procurement.")),
    Sentence(
        kind="word-template-set",
        title=_("Word template set"),
        text=_("%(by)s set the organisation's template for Word."),
    ),
    Sentence(
        kind="word-template-removed",
        title=_("Word template removed"),
        text=_("%(by)s removed the organisation's template for Word."),
    ),
)
