"""An organisation's local criteria as one value, and what can be done to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.frameworks import Packs
from commonweal.record.digest import digest
from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.access import organisation_permissions
from commonweal_web.accounts.models import Organisation, User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.design.actions import Changed, Refused
from commonweal_web.design.models import LocalCriteria
from commonweal_web.design.overlays import (
    Entry,
    homes_to_choose,
    measures_to_change,
    outcomes_to_choose,
    read_entries,
    with_criterion,
    with_figure,
    without,
)
from commonweal_web.design.queries import newest_local, packs_with, say_error

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """The newest version of an organisation's local criteria, read, with what its forms choose from."""

    organisation: Organisation
    number: int
    digest: str
    texts: Mapping[str, str]
    packs: Packs
    entries: tuple[Entry, ...]
    editions: tuple[tuple[str, str], ...]

    @property
    def measures(self) -> Choices:
        return measures_to_change(self.packs)

    @property
    def outcomes(self) -> Choices:
        return outcomes_to_choose(self.packs)

    @property
    def homes(self) -> Choices:
        return homes_to_choose(self.packs)

    def versions(self) -> QuerySet[LocalCriteria]:
        return LocalCriteria.objects.filter(organisation=self.organisation).select_related("saved_by")[:50]


def local_of(person: User) -> Local:
    """The local criteria of a person's organisation. One query."""
    newest = newest_local(person.organisation)
    texts = dict(newest.texts) if newest else {}
    packs = packs_with(texts)
    return Local(
        organisation=person.organisation,
        number=newest.number if newest else 0,
        digest=newest.digest if newest else "",
        texts=texts,
        packs=packs,
        entries=read_entries(texts, packs),
        editions=tuple((pack.name, pack.digest) for pack in packs.editions if pack.lineage),
    )


def add_own_criterion(local: Local, said: Mapping[str, Any], *, by: User) -> LocalCriteria:
    texts = with_criterion(
        local.texts, said, organisation=local.organisation, packs=local.packs, on=timezone.localdate()
    )
    return save_local(texts, based_on=local.number, reason=said["reason"], by=by)


def change_own_figure(local: Local, said: Mapping[str, Any], *, by: User) -> LocalCriteria:
    texts = with_figure(local.texts, said, organisation=local.organisation, packs=local.packs)
    return save_local(texts, based_on=local.number, reason=said["reason"], by=by)


def take_back(local: Local, entry: Entry, *, reason: str, by: User) -> LocalCriteria:
    return save_local(without(local.texts, entry.key), based_on=local.number, reason=reason, by=by)


def check_texts(texts: Mapping[str, str]) -> Packs:
    """The packs with these overlays. Raises Refused with the engine's sentence."""
    try:
        return packs_with(dict(texts))
    except CommonwealError as error:
        raise Refused(say_error(error)) from error


def save_local(texts: Mapping[str, str], *, based_on: int, reason: str, by: User) -> LocalCriteria:
    """A new version of the organisation's overlays, checked as any pack is.

    `based_on` is the version that the person saw; where there is a later one, nothing is saved and Changed is raised.
    """
    check_texts(texts)
    with transaction.atomic():
        if Permission.MANAGE_CRITERIA not in organisation_permissions(by):
            raise PermissionDenied(_("Your role in the organisation does not include its local criteria."))
        type(by.organisation).objects.select_for_update().get(pk=by.organisation_id)
        newest = newest_local(by.organisation)
        number = newest.number if newest else 0
        if number != based_on:
            raise Changed
        row = LocalCriteria.objects.create(
            organisation=by.organisation,
            number=number + 1,
            texts=dict(texts),
            digest=digest(dict(texts)),
            reason=reason,
            saved_by=by,
        )
        facts = {"organisation": str(by.organisation_id), "version": row.number, "digest": row.digest}
        record_event("local-criteria-changed", by=by.key, facts=facts)
    return row
