"""Addresses of the forecast."""

from __future__ import annotations

from django.urls import path

from commonweal_web.forecast.views import beliefs, forecasts, inputs

CASE = "procurements/<slug:reference>/forecast"
urlpatterns = [
    path(f"{CASE}/", forecasts.forecast, name="forecast"),
    path(f"{CASE}/scenarios/", forecasts.scenarios, name="forecast-scenarios"),
    path(f"{CASE}/figures.csv", forecasts.figures_file, name="forecast-figures"),
    path(f"{CASE}/charts/<int:run>/<slug:chart>/<slug:size>.svg", forecasts.chart, name="forecast-chart"),
    path(f"{CASE}/beliefs/", beliefs.beliefs, name="forecast-beliefs"),
    path(f"{CASE}/beliefs/<path:belief>/", beliefs.belief, name="forecast-belief"),
    path(f"{CASE}/inputs/", inputs.inputs, name="forecast-inputs"),
    path(f"{CASE}/inputs.yaml", inputs.inputs_file, name="forecast-inputs-file"),
]
