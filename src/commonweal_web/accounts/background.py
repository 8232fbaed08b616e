"""Work that a page does not wait for."""

from __future__ import annotations

from django_tasks import task

from commonweal_web.accounts.actions.links import request_password_link
from commonweal_web.accounts.letters import send_link
from commonweal_web.accounts.models import normal_email


@task()
def send_password_link(email: str) -> None:
    """Make and send a link for a new password, if anybody has the address. Not while the page is awaited: how long
    that took would tell."""
    issued = request_password_link(normal_email(email))
    if issued:
        send_link(issued)
