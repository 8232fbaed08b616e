"""Pages of the look itself. Include under the root of the site."""

from __future__ import annotations

from django.urls import path

from commonweal_web.layout import views

app_name = "layout"
urlpatterns = [
    path("about/", views.show_about, name="about"),
    path("accessibility/", views.show_accessibility, name="accessibility"),
    path("look/", views.show_components, name="look"),
    path("look/form/", views.show_form, name="look_form"),
    path("look/question/", views.show_question, name="look_question"),
    path("look/done/", views.show_done, name="look_done"),
]
