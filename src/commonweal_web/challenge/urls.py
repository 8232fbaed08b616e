"""Addresses of the challenge."""

from __future__ import annotations

from django.urls import path, register_converter

from commonweal_web.challenge.views import challenges, looking, mending


class Challenged:
    """What is challenged: the newest adopted scheme, or one of the three options."""

    regex = "adopted|lighter|balanced|fuller"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Challenged, "challenged")
CASE = "procurements/<slug:reference>/challenge"
urlpatterns = [
    path(f"{CASE}/", challenges.challenge, name="challenge"),
    path(f"{CASE}/<challenged:of>/", challenges.challenge_scheme, name="challenge-scheme"),
    path(f"{CASE}/<challenged:of>/what-if/", looking.what_if, name="challenge-what-if"),
    path(f"{CASE}/<challenged:of>/mend/<slug:mark>/", mending.mend, name="challenge-mend"),
]
