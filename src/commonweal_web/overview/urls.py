"""Addresses that belong to no case."""

from __future__ import annotations

from django.urls import path

from commonweal_web.overview import history, missions, views

urlpatterns = [
    path("", views.start, name="start"),
    path("about/", views.about, name="about"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("missions/", missions.missions, name="missions"),
    path("missions/<slug:reference>/<int:number>/", missions.mission_scheme, name="mission-scheme"),
    path("health", views.health, name="health"),
    path("ready", views.ready, name="ready"),
    path("procurements/<slug:reference>/history/", history.case_history, name="case_history"),
    path("organisation/record/", history.organisation_record, name="organisation_record"),
]
