"""The whole way by plain requests, as a browser without scripts makes them."""

from __future__ import annotations

import re

import pytest
from cases_to_publish import adopted_case
from django.test import Client
from django.urls import reverse
from page_checks import check_html

from commonweal_web.procurements.models import Case
from commonweal_web.publication.actions.documents import make_document
from commonweal_web.publication.models import MadeDocument
from commonweal_web.publication.queries.reasons import FOUR_TESTS
from fixtures import Team


def send(client: Client, url: str, **typed: str) -> str:
    """Fill in the page's own hidden fields and what is typed, send it, and give the page that follows."""
    page = client.get(url).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(version|number|digest|digits)" value="([^"]*)"', page))
    response = client.post(url, hidden | typed, follow=True)
    text = response.content.decode()
    check_html(text)
    return text


@pytest.mark.django_db(transaction=True)
def test_rejected_then_approved_then_published_and_taken(team: Team) -> None:
    """Every step by forms and links alone: reasons adopted, sent back, approved, published, the pack downloaded."""
    case: Case = adopted_case(team)
    lead, approver, bidder = (team.client(role) for role in ("commercial-lead", "approver", "supplier-contact"))
    approval, publication = (reverse(name, args=[case.reference]) for name in ("approval", "publication"))
    for check in FOUR_TESTS:
        assert "is now: met" in send(lead, reverse("check", args=[case.reference, check]), step="adopt")
    assert "waits for approval" in send(lead, approval, step="submit", note="Look at the question.")
    refused = send(approver, approval, step="decide", decision="send-back")
    assert "Say why you send the scheme back" in refused
    assert "You sent the scheme back" in send(
        approver, approval, step="decide", decision="send-back", reason="Unclear."
    )
    assert "Unclear." in lead.get(approval).content.decode()
    send(lead, approval, step="submit")
    assert "You approved the scheme" in send(approver, approval, step="decide", decision="approve")
    unconfirmed = send(lead, publication, step="publish")
    assert "Confirm that you have looked" in unconfirmed
    assert "Scheme published" in send(lead, publication, step="publish", confirmed="on")
    waiting = list(MadeDocument.objects.filter(state="waiting", of="1"))
    assert len(waiting) == 3
    for row in waiting:  # as the worker does
        make_document.call(row.pk, row.key)
    published = reverse("published", args=[case.reference, 1])
    check_html(bidder.get(published).content.decode())
    taken = bidder.get(reverse("published-document", args=[case.reference, 1, "tender-pack-word"]), {"take": "1"})
    assert taken.content.startswith(b"PK")
    assert taken["Content-Disposition"] == f'attachment; filename="{case.reference}-tender-pack-v1.docx"'
