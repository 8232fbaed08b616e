"""Who is on the team of a case, and as what."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import CASE_ROLES, COMMERCIAL_LEAD, SUPPLIER_CONTACT, Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.actions.saving import acting
from commonweal_web.procurements.models import Case, Membership


class NotPossible(Exception):
    """Understood, and not done; the sentence says why."""


class LastLead(NotPossible):
    """A case is never without a commercial lead."""


def add_member(case: Case, user: User, role: str, *, by: User) -> None:
    """Give a person of any organisation a role on the case. Giving it twice changes nothing."""
    with acting(case, Permission.MANAGE_TEAM, by=by) as locked:
        _refuse_unfit(user, role)
        _, created = Membership.objects.get_or_create(case=locked, user=user, role=role)
        if created:
            record_event("member-added", by=by.key, chain=locked.chain, facts={"person": user.key, "role": role})


def change_role(case: Case, member: Membership, role: str, *, by: User) -> None:
    """Give a member another role instead of the one that they have."""
    with acting(case, Permission.MANAGE_TEAM, by=by) as locked:
        held = locked.team.select_related("user").get(pk=member.pk)
        if held.role == role:
            return
        _refuse_unfit(held.user, role)
        _refuse_without_lead(locked, held)
        facts = {"person": held.user.key, "role": role, "instead_of": held.role}
        held.delete()
        Membership.objects.get_or_create(case=locked, user=held.user, role=role)
        record_event("member-changed", by=by.key, chain=locked.chain, facts=facts)


def remove_member(case: Case, member: Membership, *, by: User) -> None:
    """Take a role on the case from a person. The last commercial lead stays."""
    with acting(case, Permission.MANAGE_TEAM, by=by) as locked:
        held = locked.team.select_related("user").filter(pk=member.pk).first()
        if held is None:
            return
        _refuse_without_lead(locked, held)
        held.delete()
        record_event(
            "member-removed", by=by.key, chain=locked.chain, facts={"person": held.user.key, "role": held.role}
        )


def _refuse_unfit(user: User, role: str) -> None:
    if role not in CASE_ROLES:
        raise NotPossible(_("Choose one of the roles that are listed."))
    if not user.is_active:
        raise NotPossible(_("This account is closed, so the person cannot join the team."))
    if user.organisation.is_supplier and role != SUPPLIER_CONTACT.key:
        raise NotPossible(_("Somebody of a supplier can only be a supplier contact on a procurement."))


def _refuse_without_lead(case: Case, leaving: Membership) -> None:
    leads = case.team.filter(role=COMMERCIAL_LEAD.key, user__is_active=True).exclude(pk=leaving.pk)
    if leaving.role == COMMERCIAL_LEAD.key and not leads.exists():
        raise LastLead(_("A procurement always has a commercial lead. Give somebody else that role first."))
