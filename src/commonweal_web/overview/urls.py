"""Addresses that belong to no case."""

from __future__ import annotations

from django.urls import path

from commonweal_web.overview import views

urlpatterns = [
    path("", views.start, name="start"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("health", views.health, name="health"),
    path("ready", views.ready, name="ready"),
]
