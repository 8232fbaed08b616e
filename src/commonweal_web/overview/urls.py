"""Addresses that belong to no case."""

from __future__ import annotations

from django.urls import path

from commonweal_web.overview import history, missions, views

urlpatterns = [
    path("", views.start, name="start"),
    path("missions/", missions.missions, name="missions"),
    path("missions/<slug:reference>/<int:number>/", missions.mission_scheme, name="mission-scheme"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("health", views.health, name="health"),
    path("ready", views.ready, name="ready"),
    path("procurements/<slug:reference>/history/", history.case_history, name="case_history"),
    path("organisation/record/", history.organisation_record, name="organisation_record"),
]
