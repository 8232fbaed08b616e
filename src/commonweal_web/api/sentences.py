"""What the record says of tokens."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.sentences import Sentence, register

register(
    Sentence(
        kind="token-made",
        title=_("Token made"),
        text=_("%(by)s made a token for the API, for %(days)s days: %(scopes)s."),
        people=("person",),
    ),
    Sentence(
        kind="token-revoked",
        title=_("Token revoked"),
        text=_("%(by)s revoked a token for the API."),
        people=("person",),
    ),
    Sentence(
        kind="token-ended",
        title=_("Token ended"),
        text=_("A token of %(person)s for the API ended, for their account was closed."),
        people=("person",),
    ),
)
