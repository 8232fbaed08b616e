"""What if bidders' efforts were worth, raised or cost something else, or criteria weighed otherwise: for a look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from commonweal_web.accounts.roles import Permission
from commonweal_web.challenge.forms.looking import LookForm
from commonweal_web.challenge.queries import Challenged
from commonweal_web.challenge.queries.looking import Ground, Unsound, ground_of, look
from commonweal_web.challenge.queries.pages import looked_at
from commonweal_web.challenge.views.reading import find, show
from commonweal_web.design.views.proposals import wants_part
from commonweal_web.procurements.access import CaseAccess, case_page


@case_page(Permission.SEE_CASE)
def what_if(request: HttpRequest, access: CaseAccess, of: str) -> HttpResponse:
    """Judgements and weightings of one award decision, and the challenge with what is typed. Nothing is kept."""
    asked = find(request, access, of)
    if not isinstance(asked, Challenged):
        return asked
    ground = ground_of(asked, request.GET.get("award", "")[:200])
    if ground is None:
        return show(request, "challenge/nothing_scored.html", access, of=of)
    form = LookForm(
        request.POST if request.method == "POST" else None,
        efforts=ground.efforts,
        criteria=[(each.title, each.weighting) for each in ground.target.criteria],
    )
    template = "challenge/parts/look.html" if wants_part(request, "look") else "challenge/what_if.html"
    return show(request, template, access, of=of, form=form, ground=ground, looked=_look(ground, form))


def _look(ground: Ground, form: LookForm) -> object:
    """What the challenge comes to with what is typed; None where the form says why there is nothing."""
    if not form.is_bound:
        return looked_at(ground.award, ground.award)
    if not form.is_valid():
        return None
    try:
        return looked_at(ground.award, look(ground, form.said_efforts, form.said_weightings))
    except Unsound as unsound:
        form.add_error(next(iter(form.fields)), str(unsound))
        return None
