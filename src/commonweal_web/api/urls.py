"""Addresses of the API, of the pages about it, and of a person's tokens."""

from __future__ import annotations

from django.urls import path

from commonweal_web.api.v1.api import api
from commonweal_web.api.v1.guards import stated
from commonweal_web.api.views import documentation, tokens

urlpatterns = [
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/new/", tokens.new_token, name="new_token"),
    path("account/tokens/<uuid:token_id>/revoke/", tokens.revoke, name="revoke_token"),
    path("api/", documentation.documentation, name="api"),
    path("api/v1/openapi.json", documentation.openapi, name="openapi"),
    path("api/v1/", stated(api.urls)),
]
