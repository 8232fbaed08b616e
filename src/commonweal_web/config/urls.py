"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("commonweal_web.layout.urls")),
    path("", include("commonweal_web.overview.urls")),
    path("", include("commonweal_web.procurements.urls")),
    path("", include("commonweal_web.design.urls")),
    path("", include("commonweal_web.accounts.urls")),
    path("", include("commonweal_web.publication.urls")),
    path("", include("commonweal_web.forecast.urls")),
    path("", include("commonweal_web.challenge.urls")),
    path("", include("commonweal_web.api.urls")),
]

handler500 = "commonweal_web.config.outages.answer_failure"
