"""A program with a token, as tests of the API use it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from commonweal_web.accounts.models import User
from commonweal_web.api.actions.tokens import make_token
from commonweal_web.api.scopes import SCOPES
from fixtures import Team

ROOT = "/api/v1"


class Program:
    """Calls operations with a token; `scopes` are all of them unless fewer are named."""

    def __init__(self, person: User, *scopes: str) -> None:
        self.token, self.secret = make_token(person, name="A test", scopes=scopes or tuple(SCOPES), days=30)
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(ROOT + path, query)

    def send(
        self, method: str, path: str, body: Any = None, *, seen: int | None = None, media: str = ""
    ) -> HttpResponse:
        content = body if media else json.dumps(body)
        headers = {} if seen is None else {"If-Match": f'"{seen}"'}
        return self.client.generic(
            method, ROOT + path, content, content_type=media or "application/json", headers=headers
        )


@pytest.fixture
def program(team: Team) -> Callable[..., Program]:
    """A program of the person with a role."""
    return lambda role="commercial-lead", *scopes: Program(team[role], *scopes)
