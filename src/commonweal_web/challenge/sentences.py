"""What the record says of the events of a challenge."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.sentences import Sentence, register

register(
    Sentence(
        kind="mend-adopted",
        title=_("Mend adopted"),
        text=_("%(by)s adopted a mend of the challenge; with it the %(option)s option became scheme %(scheme)s."),
    )
)
