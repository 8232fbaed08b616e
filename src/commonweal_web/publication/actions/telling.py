"""Telling the people concerned of a step: a line on their pages, and by e-mail only where that is set up."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import CASE_ROLES, Permission
from commonweal_web.procurements.models import Case
from commonweal_web.publication.models import Message, MessageKind

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def team_who_may(case: Case, permission: Permission) -> set[User]:
    """The people of a team whose role includes something, whatever the case's state allows now."""
    roles = [key for key, role in CASE_ROLES.items() if permission in role.permissions]
    return {each.user for each in case.team.filter(role__in=roles, user__is_active=True).select_related("user")}


def tell(case: Case, kind: MessageKind, people: Iterable[User], *, about: str = "", by: User) -> None:
    """A line for each of some people, but for the one who did it. Inside the transaction of what it tells of."""
    now = timezone.now()
    told = sorted({each for each in people if each.pk != by.pk}, key=lambda each: each.key)
    rows = [Message(case=case, person=each, kind=kind, about=about, at=now) for each in told]
    Message.objects.bulk_create(rows)
    if told and settings.EMAIL_BACKEND != NO_MAIL:
        keys = [each.key for each in told]
        mail_message.enqueue(case.reference, kind.value, keys)  # written with what it tells of, or not at all


@task()
def mail_message(reference: str, kind: str, people: list[str]) -> None:
    """The same line by e-mail. It names the procurement by its reference only: mail travels further than pages."""
    line = str(MessageKind(kind).label)
    url = f"{settings.SITE_URL}{reverse('home')}"
    text = _("%(line)s. Procurement %(reference)s. Sign in to see it: %(url)s") % {
        "line": line,
        "reference": reference,
        "url": url,
    }
    for user in User.objects.filter(pk__in=people, is_active=True):
        send_mail(_("Commonweal: %(line)s") % {"line": line}, text, None, [user.email])


def mark_seen(user: User, *, upto: int, case: Case) -> None:
    """The lines of a case that a person has been shown are not shown again."""
    Message.objects.filter(person=user, case=case, seen_at=None, pk__lte=upto).update(seen_at=timezone.now())
