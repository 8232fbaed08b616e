"""Work that a page does not wait for."""

from __future__ import annotations

from django_tasks import task

from commonweal_web.accounts.actions.links import request_password_link
from commonweal_web.accounts.letters import send_link


@task()
def send_password_link(person_id: str) -> None:
    """Make and send a link for a new password; nothing for nobody.

    Not while the page is awaited, for how long that took would tell. The queue is told an id, which erasure leaves.
    """
    issued = request_password_link(person_id)
    if issued:
        send_link(issued)
