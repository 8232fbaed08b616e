"""Where a case is entered: its own page, or what is published of it by those who see nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from commonweal_web.accounts.roles import CASE_ROLES, Permission
from commonweal_web.procurements.models import Case

# The address of what is newest published of some cases, by case; one query. Cases without are not in it.
Finder = Callable[[Sequence[Case]], Mapping[UUID, str]]
_FINDERS: list[Finder] = []


def register_published(finder: Finder) -> None:
    """Say where what is published is read: the app that publishes knows."""
    _FINDERS.append(finder)


def published_addresses(cases: Sequence[Case]) -> dict[UUID, str]:
    """Where what is newest published of some cases is read; one query. Cases without are not in it."""
    return {pk: url for finder in _FINDERS for pk, url in finder(cases).items()} if cases else {}


def doors(cases: Sequence[Case], roles: Mapping[object, set[str]]) -> dict[UUID, str]:
    """The address at which somebody with these roles enters each case; empty where there is nothing for them yet."""
    outside = [case for case in cases if not _sees_case(roles.get(case.pk, set()))]
    published = published_addresses(outside)
    own = {case.pk: reverse("case", args=[case.reference]) for case in cases if case not in outside}
    return {**dict.fromkeys((case.pk for case in outside), ""), **published, **own}


def _sees_case(roles: set[str]) -> bool:
    """The state does not matter: whoever may see a case may see it in each."""
    return any(Permission.SEE_CASE in CASE_ROLES[role].permissions for role in roles if role in CASE_ROLES)
