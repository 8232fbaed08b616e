"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from commonweal_web.procurements import views

urlpatterns = [
    path("procurements/", views.home, name="home"),
    path("procurements/<slug:reference>/", views.case, name="case"),
]
