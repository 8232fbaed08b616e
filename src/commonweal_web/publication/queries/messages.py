"""The lines that tell people of steps."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.procurements.models import Case
from commonweal_web.publication.models import Message, MessageKind

# Where each kind of line leads; what is published leads to its own page.
PLACES = {
    MessageKind.SUBMITTED: "approval",
    MessageKind.APPROVED: "publication",
    MessageKind.SENT_BACK: "approval",
    MessageKind.TAKEN_BACK: "approval",
    MessageKind.AMENDING: "publication",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with where it leads."""

    message: Message
    url: str

    @property
    def text(self) -> str:
        return str(MessageKind(self.message.kind).label)


def lines_for(user: User, case: Case | None = None) -> tuple[Line, ...]:
    """What a person has not yet seen, of one case or of all. One query."""
    unseen = Message.objects.filter(person=user, seen_at=None).select_related("case")
    found = unseen.filter(case=case) if case else unseen[:50]
    return tuple(Line(message=each, url=_place(each)) for each in found)


def _place(message: Message) -> str:
    reference = message.case.reference
    kind = MessageKind(message.kind)
    if kind in {MessageKind.PUBLISHED, MessageKind.AMENDED}:
        return reverse("published", args=[reference, int(message.about)])
    if kind is MessageKind.ASKED:
        return reverse("check", args=[reference, message.about])
    return reverse(PLACES[kind], args=[reference]) if kind in PLACES else ""
