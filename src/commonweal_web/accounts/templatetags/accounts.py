"""How accounts are shown: their state, their roles, and the browser of a session."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal_web.accounts.models import OrganisationRole, PersonState, User
from commonweal_web.accounts.roles import ORGANISATION_ROLES
from commonweal_web.layout.components import Status
from commonweal_web.layout.templatetags.look import tag

register = template.Library()

COLOURS = {
    PersonState.INVITED: "blue",
    PersonState.ACTIVE: "",
    PersonState.INACTIVE: "grey",
    PersonState.FORMER: "grey",
}
# What a browser says of itself, the more special first, for many claim to be others too.
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.simple_tag
def state_tag(person: User) -> SafeString:
    """How far a person is with us."""
    return tag(Status(text=person.state.label, colour=COLOURS[person.state]))


@register.filter
def role_titles(roles: Iterable[OrganisationRole]) -> str:
    """The roles of a person, as one text."""
    return ", ".join(
        sorted(str(ORGANISATION_ROLES[each.role].title) for each in roles if each.role in ORGANISATION_ROLES)
    )


@register.filter
def browser_words(agent: str) -> str:
    """'Firefox on Windows'; a browser that says nothing we know is told to be unknown."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser that does not say what it is")
