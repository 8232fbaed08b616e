"""E-mails with one-time links."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal_web.accounts.actions.links import Issued
from commonweal_web.accounts.models import Purpose

log = logging.getLogger(__name__)
PAGES = {Purpose.INVITATION: "invitation", Purpose.PASSWORD: "new_password"}


def address_of_link(issued: Issued, request: HttpRequest | None = None) -> str:
    """The whole address: as the administrator reached the service, or as it is known outside."""
    path = reverse(PAGES[issued.purpose], args=[issued.secret])
    return request.build_absolute_uri(path) if request else f"{settings.SITE_URL}{path}"


def send_link(issued: Issued, request: HttpRequest | None = None) -> bool:
    """Send a link to the person's address; whether the mail server took it. Without mail, nothing is sent."""
    if not settings.MAIL_IS_ON:
        return False
    subjects = {
        Purpose.INVITATION: _("You are invited to Commonweal"),
        Purpose.PASSWORD: _("A new password for Commonweal"),
    }
    context = {"person": issued.person, "address": address_of_link(issued, request), "until": issued.expires_at}
    text = render_to_string(f"accounts/letters/{issued.purpose}.txt", context)
    try:
        return bool(send_mail(subjects[issued.purpose], text, settings.DEFAULT_FROM_EMAIL, [issued.person.email]))
    except (OSError, SMTPException) as error:
        log.warning("The mail server did not take a letter: %s", type(error).__name__)
        return False
