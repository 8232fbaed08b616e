"""The missions view: an organisation's published schemes, and nothing that is not published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonweal_web.accounts.access import needs
from commonweal_web.accounts.roles import Permission
from commonweal_web.layout.components import KINDS, Column, Table
from commonweal_web.layout.numbers import say_decimal, say_percent
from commonweal_web.overview.queries import MissionView, mission_view
from commonweal_web.procurements.models import Case
from commonweal_web.publication.queries.published import published_page


@needs(Permission.SEE_MISSIONS)
def missions(request: HttpRequest) -> HttpResponse:
    """Published schemes by mission and by kind of value."""
    view = mission_view(request.user.organisation)  # type: ignore[union-attr]
    return render(request, "overview/missions.html", {"view": view, "table": _table(view)})


@needs(Permission.SEE_MISSIONS)
def mission_scheme(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One published scheme of the organisation, as everybody on its team reads it."""
    organisation = request.user.organisation  # type: ignore[union-attr]
    case = Case.objects.filter(reference=reference, organisation=organisation).first()
    page = published_page(case, number) if case else None
    if page is None:
        raise Http404(_("No such version is published."))
    return render(request, "overview/mission_scheme.html", {"page": page, "case": case})


def _table(view: MissionView) -> Table:
    """Points of weighting by mission and kind, with totals."""
    kinds = [Column(title=str(word).capitalize(), number=True) for word in KINDS.values()]
    rows = [
        [row.title, row.schemes, *(_said(cell) for cell in row.cells), say_percent(round(row.share, 1))]
        for row in view.missions
    ]
    foot = [_("All"), len(view.schemes), *(_said(view.kinds[kind]) for kind in KINDS), ""]
    return Table(
        caption=_("Points of weighting, by mission and by kind of value"),
        columns=[
            Column(title=_("Mission")),
            Column(title=_("Schemes"), number=True),
            *kinds,
            Column(title=_("Share of all"), number=True),
        ],
        rows=rows,
        foot=foot,
        dense=True,
    )


def _said(points: object) -> str:
    return say_decimal(round(points, 1)) if points else "0"  # type: ignore[call-overload]
