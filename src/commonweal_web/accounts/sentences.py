"""What the events of organisations and people say."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.roles import role_title
from commonweal_web.audit.sentences import Sentence, register

HOW: dict[str, str | Promise] = {
    "link": _("by the link"),
    "password": _("with the password"),
    "code": _("with the password and a code"),
    "single-sign-on": _("by single sign-on"),
}
WHAT: dict[str, str | Promise] = {"name": _("the name"), "address": _("the e-mail address")}
CHANGES: dict[str, str | Promise] = {
    "set": _("set up codes for signing in"),
    "removed": _("removed the codes for signing in"),
    "codes": _("made new recovery codes"),
}


def how(value: str) -> str | Promise:
    return HOW.get(value, value)


def of_person(kind: str, title: Promise, text: Promise, **words: object) -> Sentence:
    """A sentence that names the person whom the event tells of."""
    return Sentence(kind=kind, title=title, text=text, people=("person",), words=words)  # type: ignore[arg-type]


register(
    of_person("person-invited", _("Person invited"), _("%(by)s invited %(person)s.")),
    of_person("invitation-renewed", _("Invitation sent again"), _("%(by)s made a new invitation for %(person)s.")),
    of_person("invitation-withdrawn", _("Invitation withdrawn"), _("%(by)s withdrew the invitation of %(person)s.")),
    of_person("invitation-accepted", _("Invitation accepted"), _("%(by)s joined %(how)s."), how=how),
    of_person("person-joined", _("Person joined"), _("%(by)s joined by single sign-on, uninvited, by their domain.")),
    of_person(
        "person-created", _("Account opened"), _("%(by)s opened the account of %(person)s, from the machine itself.")
    ),
    of_person("role-given", _("Role given"), _("%(by)s gave %(person)s the role of %(role)s."), role=role_title),
    of_person(
        "role-taken", _("Role taken away"), _("%(by)s took the role of %(role)s from %(person)s."), role=role_title
    ),
    of_person("person-deactivated", _("Account deactivated"), _("%(by)s deactivated the account of %(person)s.")),
    of_person("person-reactivated", _("Account reactivated"), _("%(by)s reactivated the account of %(person)s.")),
    of_person("person-erased", _("Person erased"), _("%(by)s erased a person, who is “%(person)s” from then on.")),
    of_person(
        "details-changed",
        _("Details changed"),
        _("%(by)s changed %(what)s of %(person)s."),
        what=lambda value: WHAT.get(value, value),
    ),
    of_person("second-factor-reset", _("Codes reset"), _("%(by)s removed the codes for signing in of %(person)s.")),
    of_person(
        "second-factor-changed",
        _("Codes changed"),
        _("%(by)s %(change)s."),
        change=lambda value: CHANGES.get(value, value),
    ),
    of_person("password-link-made", _("Password link made"), _("%(by)s made a link for a new password of %(person)s.")),
    of_person("password-reset", _("Password reset"), _("%(by)s chose a new password by a link.")),
    of_person("password-changed", _("Password changed"), _("%(by)s changed their password.")),
    of_person("signed-in", _("Signed in"), _("%(by)s signed in %(how)s."), how=how),
    of_person("signed-out", _("Signed out"), _("%(by)s signed out.")),
    of_person("sessions-ended", _("Signed out elsewhere"), _("%(by)s signed out of %(sessions)s other sessions.")),
    of_person(
        "sign-in-locked", _("Sign-in locked"), _("%(by)s locked the sign-in of %(person)s after wrong passwords.")
    ),
    of_person("sign-in-unlocked", _("Sign-in unlocked"), _("%(by)s unlocked the sign-in of %(person)s.")),
    of_person("single-sign-on-linked", _("Single sign-on linked"), _("%(by)s linked their account to single sign-on.")),
    of_person(
        "single-sign-on-unlinked",
        _("Single sign-on unlinked"),
        _("%(by)s took the link to single sign-on from %(person)s."),
    ),
    Sentence(
        kind="organisation-added",
        title=_("Organisation added"),
        text=_("%(by)s added another organisation, to invite its people."),
    ),
    Sentence(
        kind="code-required",
        title=_("Codes required"),
        text=_("%(by)s decided that signing in takes a code beside the password."),
    ),
    Sentence(
        kind="code-not-required",
        title=_("Codes no longer required"),
        text=_("%(by)s decided that signing in takes no code beside the password."),
    ),
)
