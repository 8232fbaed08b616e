"""A person's own tokens: made, listed, revoked. Nobody sees another person's."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commonweal_web.accounts.access import signed_in
from commonweal_web.accounts.models import User
from commonweal_web.api.actions.tokens import CommonwealError, make_token, revoke_token
from commonweal_web.api.forms import TokenForm
from commonweal_web.api.models import Token
from commonweal_web.api.queries.tokens import tokens_of
from commonweal_web.api.scopes import SCOPES


@signed_in
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens that one has, with the day on which each was last used."""
    assert isinstance(request.user, User)
    rows = [(token, [SCOPES[key] for key in sorted(token.scope_keys)]) for token in tokens_of(request.user)]
    return render(request, "api/tokens.html", {"rows": rows, "per_minute": settings.API_PER_MINUTE})


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token. Its secret is on the page that answers, and nowhere else."""
    assert isinstance(request.user, User)
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            token, secret = make_token(request.user, name=said["name"], scopes=said["scopes"], days=int(said["days"]))
        except CommonwealError as error:
            form.add_error(None, error.message)
        else:
            return render(request, "api/token_made.html", {"token": token, "secret": secret})
    return render(request, "api/new_token.html", {"form": form})


@signed_in
@never_cache
@require_POST
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End a token of one's own."""
    assert isinstance(request.user, User)
    token = Token.objects.filter(pk=token_id, person=request.user).first()
    if token is None:
        raise Http404(_("You have no such token."))
    revoke_token(token, by=request.user)
    messages.success(
        request, _("The token “%(name)s” was revoked: nothing can use it any more.") % {"name": token.name}
    )
    return redirect("tokens")
