"""Addresses of the small site: the look, and places for its menus to lead to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


class Person:
    is_authenticated = True
    name = "Alex Marlowe-Hughes"


def show_signed_in(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html", {"user": Person()})


urlpatterns = [
    path("", include("commonweal_web.layout.urls")),
    path("signed-in/", show_signed_in, name="missions"),
    path("help/", show_signed_in, name="help"),
    path("sign-out/", show_signed_in, name="sign_out"),
]
