"""The packs that a scheme was adopted with: today's local criteria say nothing of what stood before them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.frameworks import Packs
from commonweal.record.errors import AlteredEdition
from commonweal_web.accounts.models import Organisation
from commonweal_web.design.models import LocalCriteria
from commonweal_web.design.queries import packs_of, packs_with

MOST_TRIED = 20  # versions of local criteria on either side of the adoption


def packs_in_force(
    organisation: Organisation, lock: Mapping[str, str], *, used: Collection[str], at: datetime
) -> Packs:
    """The editions that a lock names, as they stood when a scheme was adopted. Raises AlteredEdition.

    `used` are the editions that the scheme is made from: where the lock names others that are gone, it stands without.
    """
    if not lock:
        return packs_of(organisation)  # a case file of elsewhere may come without one
    tried = []
    for texts in _texts_around(organisation, at):
        tried.append(packs_with(texts))
        if not _misfit(tried[-1], lock, lock):
            return _narrowed(tried[-1], lock)
    for packs in tried:
        if not _misfit(packs, lock, used):
            return _narrowed(packs, lock)
    said = _("The edition %(name)s is not the one with which this scheme was adopted, so nothing more is made with it.")
    raise AlteredEdition(
        said % {"name": _misfit(tried[0], lock, used)},
        remedy=_("Ask whoever runs this service to put that edition back."),
    )


def _texts_around(organisation: Organisation, at: datetime) -> Iterator[dict[str, str]]:
    """The overlays of that day first, then older ones, later ones, and none."""
    versions = LocalCriteria.objects.filter(organisation=organisation)
    for each in versions.filter(saved_at__lte=at).order_by("-number")[:MOST_TRIED]:
        yield dict(each.texts)
    for each in versions.filter(saved_at__gt=at).order_by("number")[:MOST_TRIED]:
        yield dict(each.texts)
    yield {}


def _narrowed(packs: Packs, lock: Mapping[str, str]) -> Packs:
    """Without the editions that came later."""
    return replace(packs, editions=tuple(pack for pack in packs.editions if pack.name in lock))


def _misfit(packs: Packs, lock: Mapping[str, str], needed: Collection[str]) -> str:
    """The first edition that is not what the lock says, or is needed and not at hand; empty where all is as it was."""
    at_hand = {pack.name: pack.digest for pack in packs.editions}
    return next((name for name in lock if at_hand.get(name, "" if name in needed else lock[name]) != lock[name]), "")
