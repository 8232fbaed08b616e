"""Recording an event, inside the transaction of what it tells of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from commonweal.record.errors import MisuseError
from commonweal_web.audit.models import ALL, SITE, Event, Head
from commonweal_web.audit.translate import event_digest, site_digest

MAXIMUM_FACT = 200


def record_event(kind: str, *, by: str, chain: str = SITE, facts: Mapping[str, Any] | None = None) -> Event:
    """Add an event to a chain. `by` is the id of a person, or empty where the system acts by itself.

    Facts are ids, numbers and short words, never names: they are kept for ever. Refused outside a transaction, for
    then an event could stand without what it tells of.
    """
    if not transaction.get_connection().in_atomic_block:
        raise MisuseError(f"The event '{kind}' is recorded outside a transaction.")
    said = dict(facts or {})
    _refuse_long(kind, said)
    heads = _locked_heads(chain)
    site, own = heads[ALL], heads[chain]
    event = Event(
        number=site.sequence + 1,
        chain=chain,
        sequence=own.sequence + 1,
        kind=kind,
        at=timezone.now(),
        by=by,
        facts=said,
        previous=own.digest,
    )
    event.digest = event_digest(event)
    event.site_digest = site_digest(site.digest, event.digest)
    event.save(force_insert=True)
    own.sequence, own.digest = event.sequence, event.digest
    site.sequence, site.digest = event.number, event.site_digest
    own.save()
    site.save()
    return event


def _locked_heads(chain: str) -> dict[str, Head]:
    """Both heads, locked in one order so that writers wait for each other and never in a circle."""
    for name in (chain, ALL):
        Head.objects.get_or_create(chain=name)
    locked = Head.objects.select_for_update().filter(chain__in=[ALL, chain]).order_by("chain")
    return {head.chain: head for head in locked}


def _refuse_long(kind: str, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        if not isinstance(value, str | int | bool | None) or len(str(value)) > MAXIMUM_FACT:
            raise MisuseError(f"The fact '{name}' of the event '{kind}' is no short word or number.")
