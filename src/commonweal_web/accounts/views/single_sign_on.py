"""The way to the organisation's own sign-in service, and back."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from commonweal_web.accounts import openid
from commonweal_web.accounts.access import public


@public
@never_cache
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the sign-in service."""
    _only_known(provider_id)
    if request.user.is_authenticated:
        return redirect("home")
    wanted = request.GET.get("next", "")[:500]
    try:
        return openid.begin(request, next_url=wanted if get_adapter(request).is_safe_url(wanted) else "")
    except OSError:
        return unreachable(request)


@public
@never_cache
@require_GET
def finish(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from it, with a code that is exchanged for a signed token."""
    _only_known(provider_id)
    try:
        return openid.finish(request)
    except OSError:
        return unreachable(request)


@public
@never_cache
@require_GET
def cancelled(request: HttpRequest) -> HttpResponse:
    """Somebody turned back at the sign-in service."""
    reason = _("You turned back at the sign-in service, so that you are not signed in.")
    return render(request, "accounts/single_sign_on_refused.html", {"reason": reason}, status=403)


def unreachable(request: HttpRequest) -> HttpResponse:
    reason = _("The sign-in service of your organisation does not answer. Try again in a few minutes.")
    return render(request, "accounts/single_sign_on_refused.html", {"reason": reason}, status=503)


def _only_known(provider_id: str) -> None:
    if not settings.SINGLE_SIGN_ON.is_on or provider_id != settings.SINGLE_SIGN_ON.key:
        raise Http404
