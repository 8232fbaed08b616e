"""What the record says of the events of design."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.sentences import Sentence, register
from commonweal_web.procurements.translate.naming import decision_title, subject_title

_WORDS = {"decision": lambda kind: decision_title(str(kind)), "subject": lambda name: subject_title(str(name))}


register(
    Sentence(
        kind="decision-made",
        title=_("Decision made"),
        text=_("%(by)s made a decision. %(decision)s: %(subject)s."),
        words=_WORDS,
    ),
    Sentence(
        kind="decision-withdrawn",
        title=_("Decision withdrawn"),
        text=_("%(by)s withdrew a decision. %(decision)s: %(subject)s."),
        words=_WORDS,
    ),
    Sentence(
        kind="scheme-adopted",
        title=_("Scheme adopted"),
        text=_("%(by)s adopted the %(option)s option as scheme %(scheme)s."),
    ),
    Sentence(
        kind="local-criteria-changed",
        title=_("Local criteria changed"),
        text=_("%(by)s saved version %(version)s of the organisation's local criteria."),
    ),
)
