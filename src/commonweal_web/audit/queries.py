"""Reading the record, and finding whether it was altered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from commonweal_web.audit.models import ALL, Event, Head
from commonweal_web.audit.translate import event_digest, site_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """Something that is not as it was recorded: at which event, and in words what is wrong."""

    number: int
    message: str


def find_alterations(*, expected_head: str = "") -> Iterator[Alteration]:
    """Every place where the record is not what was written: altered, removed, put in or put in another order.

    `expected_head` is the site's digest as somebody kept it elsewhere: the only help against one who can rewrite all.
    """
    last: dict[str, Event] = {}
    number, site = 0, ""
    seen: set[str] = set()
    for event in Event.objects.order_by("number").iterator(chunk_size=2_000):
        for message in _wrong_with(event, last.get(event.chain), number, site):
            yield Alteration(number=event.number, message=message)
        last[event.chain], number, site = event, event.number, event.site_digest
        seen.add(site)
    for message in _wrong_heads(last, (number, site)):
        yield Alteration(number=number, message=message)
    if expected_head and expected_head not in seen:
        yield Alteration(number=number, message="The head that you kept is not the site's: the record was rewritten.")


def _wrong_with(event: Event, last: Event | None, before: int, site: str) -> Iterator[str]:
    sequence, previous = (last.sequence, last.digest) if last else (0, "")
    name = f"Event {event.number:,}"
    if event.number != before + 1:
        yield f"{name} follows event {before:,}: one between them is gone, or one was put in."
    if event.sequence != sequence + 1 or event.previous != previous:
        yield f"{name} does not follow the one before it in its chain."
    if event.digest != event_digest(event):
        yield f"{name} does not say what was recorded."
    if event.site_digest != site_digest(site, event.digest):
        yield f"{name} does not follow the one before it on the site."


def _wrong_heads(last: Mapping[str, Event], end: tuple[int, str]) -> Iterator[str]:
    """Where a head tells of more, fewer or other events than there are."""
    ends = {chain: (event.sequence, event.digest) for chain, event in last.items()} | ({ALL: end} if last else {})
    heads = {head.chain: (head.sequence, head.digest) for head in Head.objects.all() if head.sequence}
    for chain in sorted(ends.keys() | heads.keys()):
        if ends.get(chain) != heads.get(chain):
            what = "the site" if chain == ALL else f"the chain {chain}"
            yield f"The head of {what} tells of other events than there are: some at its end were removed or put in."


def site_head() -> Head | None:
    return Head.objects.filter(chain=ALL).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events of a chain to show; what is empty leaves nothing out. Both days are included."""

    kinds: frozenset[str] = frozenset()
    person: str = ""
    first: date | None = None
    last: date | None = None


def events_of(chain: str, wanted: Wanted = Wanted(), *, organisations: Collection[str] = ()) -> QuerySet[Event]:
    """Events of a chain, the newest first; of the site's chain, those that concern some organisations."""
    events = Event.objects.filter(chain=chain)
    if organisations:
        events = events.filter(facts__organisation__in=list(organisations))
    if wanted.kinds:
        events = events.filter(kind__in=wanted.kinds)
    if wanted.person:
        events = events.filter(Q(by=wanted.person) | Q(facts__person=wanted.person))
    if wanted.first:
        events = events.filter(at__gte=_midnight(wanted.first))
    if wanted.last:
        events = events.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    return events.order_by("-sequence")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def kinds_and_people(events: QuerySet[Event]) -> tuple[list[str], set[str]]:
    """What a list of events can be filtered by: their kinds, and the ids of those who acted or were concerned."""
    plain = events.order_by()
    kinds = sorted(plain.values_list("kind", flat=True).distinct())
    acted = plain.values_list("by", flat=True).distinct()
    concerned = plain.exclude(facts__person=None).values_list("facts__person", flat=True).distinct()
    return kinds, {*acted, *concerned} - {"", None}
