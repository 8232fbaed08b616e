"""The team of a case, and comments on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal_web.accounts.models import display_name
from commonweal_web.accounts.roles import CASE_ROLES, Permission
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.actions import NotPossible, add_member, change_role, remove_member
from commonweal_web.procurements.actions.commenting import resolve_comment, write_comment
from commonweal_web.procurements.forms.team import CommentForm, MemberForm, RoleForm
from commonweal_web.procurements.keeping import forget_kept
from commonweal_web.procurements.models import Membership
from commonweal_web.procurements.queries import comments_on, team_of
from commonweal_web.procurements.views.saving import is_sent, typed_data


@case_page(Permission.SEE_CASE)
def team(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Who is on the team, and as what."""
    rows = [(member, CASE_ROLES[member.role]) for member in team_of(access.case) if member.role in CASE_ROLES]
    context = {"access": access, "rows": rows, "may_manage": access.may(Permission.MANAGE_TEAM)}
    return render(request, "procurements/team.html", context)


def _to_team(access: CaseAccess) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("case-team", args=(access.case.reference,)))


@case_page(Permission.MANAGE_TEAM)
def add(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Somebody joins."""
    form = MemberForm(typed_data(request), user=access.user)
    if is_sent(request) and form.is_valid():
        joining = form.cleaned_data["joining"]
        try:
            add_member(access.case, joining, form.cleaned_data["role"], by=access.user)
        except NotPossible as refusal:
            form.refuse(str(refusal))
        else:
            forget_kept(request)
            messages.success(request, _("%(person)s is on the team.") % {"person": display_name(joining)})
            return _to_team(access)
    return render(request, "procurements/team_add.html", {"access": access, "form": form})


@case_page(Permission.MANAGE_TEAM)
def change(request: HttpRequest, access: CaseAccess, number: int) -> HttpResponse:
    """Another role."""
    member = get_object_or_404(access.case.team.select_related("user"), pk=number)
    form = RoleForm(typed_data(request), initial={"role": member.role})
    if is_sent(request) and form.is_valid():
        try:
            change_role(access.case, member, form.cleaned_data["role"], by=access.user)
        except NotPossible as refusal:
            form.refuse(str(refusal))
        else:
            messages.success(request, _("The role is changed."))
            return _to_team(access)
    return render(request, "procurements/team_change.html", {"access": access, "form": form, "member": member})


@case_page(Permission.MANAGE_TEAM)
def remove(request: HttpRequest, access: CaseAccess, number: int) -> HttpResponse:
    """Asks once, and takes the role away."""
    member: Membership = get_object_or_404(access.case.team.select_related("user"), pk=number)
    context = {"access": access, "member": member, "role": CASE_ROLES[member.role], "refusal": ""}
    if request.method == "POST":
        try:
            remove_member(access.case, member, by=access.user)
        except NotPossible as refusal:
            context["refusal"] = str(refusal)
        else:
            messages.success(request, _("%(person)s no longer has this role.") % {"person": display_name(member.user)})
            if member.user_id == access.user.pk and not access.case.team.filter(user=access.user).exists():
                return HttpResponseRedirect(reverse("home"))
            return _to_team(access)
    return render(request, "procurements/team_remove.html", context)


@case_page(Permission.SEE_CASE)
def comments(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Comments on the case, or on one thing in it."""
    subject = (request.POST.get("subject") or request.GET.get("about") or "").replace("\x00", "")[:120]
    may_comment = access.may(Permission.COMMENT)
    form = CommentForm(typed_data(request), initial={"subject": subject}) if may_comment else None
    if form is not None and is_sent(request) and form.is_valid():
        write_comment(access.case, form.cleaned_data["text"], subject=form.cleaned_data["subject"], by=access.user)
        forget_kept(request)
        messages.success(request, _("Your comment is there for the team to see."))
        return HttpResponseRedirect(request.get_full_path())
    context = {
        "access": access,
        "form": form,
        "subject": subject,
        "comments": comments_on(access.case, subject or None),
        "may_comment": may_comment,
    }
    return render(request, "procurements/comments.html", context)


@case_page(Permission.COMMENT)
def resolve(request: HttpRequest, access: CaseAccess, number: int) -> HttpResponse:
    """A comment is dealt with."""
    if request.method != "POST":
        raise Http404(_("There is no such page."))
    resolve_comment(access.case, number, by=access.user)
    return HttpResponseRedirect(reverse("case-comments", args=(access.case.reference,)))
