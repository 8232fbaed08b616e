"""Taking an option as the scheme to be approved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.actions import Changed, Refused, adopt
from commonweal_web.design.forms import AdoptForm
from commonweal_web.design.queries import outdated
from commonweal_web.design.translate.findings import found_in, stops_publication
from commonweal_web.design.translate.picture import draw
from commonweal_web.design.views.deciding import refuse
from commonweal_web.design.views.reading import OPTIONS, done, not_ready, open_design, show, typed
from commonweal_web.procurements.access import CaseAccess, case_page


@case_page(Permission.DECIDE)
def adopt_option(request: HttpRequest, access: CaseAccess, option: str) -> HttpResponse:
    """The option in short, what blocks it or still asks for a person, and the reason."""
    found = open_design(access)
    if found.design is None:
        return not_ready(request, access, found)
    picture = draw(found.ready.proposals, (option,))
    seen = found.ready.proposals.option(option).scheme.digest()
    form = AdoptForm(typed(request), initial={"seen": seen})
    if request.method == "POST" and form.is_valid():
        try:
            row = adopt(
                access.case,
                option,
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=access.user,
            )
        except Changed:
            form.add_error("reason", _("The case has changed since you opened this page. Look at the scheme again."))
            form.data = {**{name: form.data[name] for name in form.data}, "seen": seen}
        except Refused as refused:
            refuse(form, refused)
        else:
            said = _("You adopted the %(option)s scheme as version %(number)s.")
            messages.success(request, said % {"option": option, "number": row.number})
            return done(request, "scheme_versions", access.case.reference)
    return show(
        request,
        "design/adopt.html",
        access,
        form=form,
        option=option,
        options=OPTIONS,
        picture=picture,
        found=found_in(picture.view),
        stopping=stops_publication(found.ready.proposals.option(option), found.case),
        outdated=outdated(found.document),
    )
