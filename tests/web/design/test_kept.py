"""Nothing typed into a form of the design is lost when the session has ended."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from commonweal_web.procurements.models import Case
from fixtures import Team


def test_a_decision_typed_in_vain_is_there_after_signing_in(team: Team, case: Case, lead: Client) -> None:
    """The form is kept for the person and the page, and forgotten once it was used."""
    address = reverse("decide", args=(case.reference, "force"))
    token = re.search(r'name="typed-by" value="([^"]+)"', lead.get(address).content.decode())
    assert token is not None
    typed = {"subject": "innovation/standards", "value": "condition", "stage": "pilot", "reason": "Long and true."}
    sent = Client().post(address, {**typed, "do": "keep", "typed-by": token[1]})
    assert sent.status_code == 302
    again = lead.get(address).content.decode()
    assert "Long and true." in again
    assert 'value="innovation/standards" selected' in again
    assert lead.post(address, {**typed, "do": "keep"}).status_code == 302
    assert "Long and true." not in lead.get(address).content.decode()
