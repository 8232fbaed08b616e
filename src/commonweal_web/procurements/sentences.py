"""What the events of a case say."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.roles import role_title
from commonweal_web.audit.sentences import Sentence, register

SOURCES: dict[str, str | Promise] = {
    "questions": _("from questions"),
    "template": _("from a template"),
    "notice": _("from a published notice"),
    "copy": _("as a copy of another procurement"),
    "case-file": _("from a case file"),
    "example": _("from the worked example"),
}

register(
    Sentence(
        kind="case-started",
        title=_("Procurement started"),
        text=_("%(by)s started the procurement %(source)s."),
        words={"source": lambda source: SOURCES.get(source, source)},
    ),
    Sentence(
        kind="case-changed",
        title=_("Procurement changed"),
        text=_("%(by)s changed “%(part)s” (version %(version)s)."),
    ),
    Sentence(
        kind="case-file-taken",
        title=_("Case file taken"),
        text=_("%(by)s took the case as a file (version %(version)s)."),
    ),
    Sentence(
        kind="member-added",
        title=_("Person added to the team"),
        text=_("%(by)s added %(person)s to the team as %(role)s."),
        people=("person",),
        words={"role": role_title},
    ),
    Sentence(
        kind="member-changed",
        title=_("Role on the team changed"),
        text=_("%(by)s made %(person)s %(role)s instead of %(instead_of)s."),
        people=("person",),
        words={"role": role_title, "instead_of": role_title},
    ),
    Sentence(
        kind="member-removed",
        title=_("Person taken off the team"),
        text=_("%(by)s took %(person)s off the team as %(role)s."),
        people=("person",),
        words={"role": role_title},
    ),
    Sentence(kind="comment-written", title=_("Comment written"), text=_("%(by)s wrote comment %(comment)s.")),
    Sentence(kind="comment-resolved", title=_("Comment resolved"), text=_("%(by)s resolved comment %(comment)s.")),
)
