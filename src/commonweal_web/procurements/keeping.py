"""Nothing typed is lost when a session ends, or codes become required: what was sent then is kept, and shown again.

A form carries a signed token of its person and its page (`{% keep_typed %}`). A POST without a session that carries
one is kept for that person and that address alone, whatever else it is; nothing is done with it. After signing in the
person comes back to the page, whose view shows what `kept_data` gives. Files are not kept. The same is done with what
a person sends who first has to set up one-time codes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from commonweal_web.accounts.middleware import AFTER_CODES, must_set_up_codes
from commonweal_web.accounts.models import User
from commonweal_web.procurements.models import KeptForm

FIELD = "typed-by"
DISCARD = "discard-kept"
SALT = "commonweal.kept-form"
KEPT = timedelta(days=7)
LONGEST = 400_000  # characters of one form
NOT_KEPT = frozenset({FIELD, DISCARD, "csrfmiddlewaretoken"})


def token_for(user: User, address: str) -> str:
    """What a form carries so that what is typed into it can be kept for this person."""
    return signing.dumps([user.key, address], salt=SALT, compress=True)


def person_of(token: str, address: str) -> User | None:
    """The person to whom a token was given for this address in the last week; None for any other."""
    try:
        key, signed_address = signing.loads(token, salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return User.objects.filter(pk=key, is_active=True).first() if signed_address == address else None


class KeepWhatWasTyped:
    """Keeps a form that is sent without a session, and asks the person to sign in; or one sent before codes are set up.

    It runs before the check against forged requests, which a browser without cookies cannot pass: nobody but the
    person has the token, and to keep a form does nothing that it asks for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method != "POST" or FIELD not in request.POST:
            return None
        if request.user.is_authenticated:
            _keep_until_codes(request)
            return None
        person = person_of(request.POST[FIELD], request.path)
        if person is None or not keep(person, request.path, request.POST):
            return None
        return redirect_to_login(request.get_full_path())


def _keep_until_codes(request: HttpRequest) -> None:
    """Keep what is about to be turned away to the set-up of codes, and where the person comes back to."""
    if not must_set_up_codes(request) or person_of(request.POST[FIELD], request.path) != request.user:
        return
    if keep(request.user, request.path, request.POST):
        request.session[AFTER_CODES] = request.get_full_path()


def keep(person: User, address: str, data: QueryDict) -> bool:
    """Keep what was typed; False where it is too long. A later one for the same page takes the earlier one's place."""
    typed = {_plain(name): [_plain(value) for value in values] for name, values in data.lists() if name not in NOT_KEPT}
    if len(json.dumps(typed)) > LONGEST or len(address) > 300:
        return False
    with transaction.atomic():
        KeptForm.objects.filter(expires_at__lt=timezone.now()).delete()
        KeptForm.objects.update_or_create(
            person=person, address=address, defaults={"data": typed, "expires_at": timezone.now() + KEPT}
        )
    return True


def _plain(text: str) -> str:
    """Without the one character that not every database keeps."""
    return text.replace("\x00", "")


def kept_data(request: HttpRequest) -> QueryDict | None:
    """What this person typed into this page and could not save; None where nothing is kept."""
    if not isinstance(request.user, User):
        return None
    kept = KeptForm.objects.filter(person=request.user, address=request.path, expires_at__gte=timezone.now()).first()
    if kept is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept.data.items():
        data.setlist(name, values)
    return data


def forget_kept(request: HttpRequest) -> None:
    """What was kept of this page has been used, or is not wanted."""
    request.session.pop(AFTER_CODES, None)
    if isinstance(request.user, User):
        KeptForm.objects.filter(person=request.user, address=request.path).delete()
