"""Addresses of the design journey, and of an organisation's local criteria."""

from __future__ import annotations

from django.urls import path, register_converter

from commonweal_web.design.views import adopting, comparing, deciding, live, local, proposals


class Option:
    """One of the three options."""

    regex = "lighter|balanced|fuller"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Option, "option")
CASE = "procurements/<slug:reference>"

urlpatterns = [
    path(f"{CASE}/proposal/", proposals.proposal, name="proposal"),
    path(f"{CASE}/proposal/decisions/", deciding.decisions, name="decisions"),
    path(f"{CASE}/proposal/decide/<slug:kind>/", deciding.decide_one, name="decide"),
    path(f"{CASE}/proposal/withdraw/<slug:mark>/", deciding.withdraw, name="withdraw_decision"),
    path(f"{CASE}/proposal/<option:option>/", proposals.one_option, name="proposal_option"),
    path(f"{CASE}/proposal/<option:option>/adopt/", adopting.adopt_option, name="adopt_option"),
    path(f"{CASE}/proposal/<option:option>/recognised/", proposals.recognised_in_option, name="recognised"),
    path(f"{CASE}/proposal/<option:option>/weightings/", live.weightings, name="weightings"),
    path(f"{CASE}/proposal/<option:option>/wording/<slug:pack>/<slug:name>/", live.wording, name="wording"),
    path(f"{CASE}/proposal/<option:option>/why-not/<slug:pack>/<slug:name>/", proposals.why_not_one, name="why_not"),
    path(f"{CASE}/criteria/", proposals.criteria, name="criteria"),
    path(f"{CASE}/versions/", comparing.versions, name="scheme_versions"),
    path(f"{CASE}/versions/compare/", comparing.compare, name="compare_schemes"),
    path(f"{CASE}/versions/<int:number>/recognised/", comparing.recognised_in_version, name="recognised_version"),
    path("organisation/criteria/", local.local_criteria, name="local_criteria"),
    path("organisation/criteria/add/", local.add_criterion, name="add_local_criterion"),
    path("organisation/criteria/change/", local.change_figure, name="change_figure"),
    path("organisation/criteria/remove/<int:place>/", local.remove, name="remove_local"),
]
