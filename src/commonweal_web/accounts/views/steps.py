"""What can be done to an account in one step: its question, its consequence, and the action behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.accounts.actions import links, people
from commonweal_web.accounts.models import PersonState, User
from commonweal_web.accounts.queries import has_second_factor, has_single_sign_on, locked_until

S = PersonState


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, in which states it makes sense, and what it says before and after."""

    key: str
    title: Promise
    consequence: Promise
    button: Promise
    act: Callable[..., Any]
    states: frozenset[PersonState]
    done: Promise | str = ""
    warns: bool = False
    fits: Callable[[User], bool] = lambda person: True  # noqa: ARG005


STEPS = {
    step.key: step
    for step in (
        Step(
            key="invite-again",
            title=_("Make a new invitation link"),
            consequence=_("The link that was sent before stops working. The new one is shown once."),
            button=_("Make a new link"),
            act=links.invite_again,
            states=frozenset({S.INVITED}),
        ),
        Step(
            key="withdraw",
            title=_("Withdraw the invitation"),
            consequence=_("The link stops working, and the name and e-mail address are forgotten."),
            button=_("Withdraw the invitation"),
            act=links.withdraw_invitation,
            states=frozenset({S.INVITED}),
            done=_("The invitation of %(name)s was withdrawn."),
            warns=True,
        ),
        Step(
            key="unlock",
            title=_("Unlock the sign-in"),
            consequence=_("They can try again at once, from anywhere."),
            button=_("Unlock the sign-in"),
            act=people.unlock,
            states=frozenset({S.ACTIVE}),
            done=_("%(name)s can sign in again."),
            fits=lambda person: locked_until(person.email) is not None,
        ),
        Step(
            key="password-link",
            title=_("Make a link for a new password"),
            consequence=_(
                "Whoever opens the link chooses the password of this account. It is shown once and works for one day."
            ),
            button=_("Make the link"),
            act=links.issue_password_link,
            states=frozenset({S.ACTIVE}),
        ),
        Step(
            key="reset-codes",
            title=_("Remove the one-time codes"),
            consequence=_(
                "For somebody who lost their phone and their recovery codes. They are signed out everywhere, and sign"
                " in with the password alone until they set up codes anew. Be sure that it is they who ask you."
            ),
            button=_("Remove the codes"),
            act=people.remove_second_factor,
            states=frozenset({S.ACTIVE, S.INACTIVE}),
            done=_("The codes of %(name)s were removed."),
            warns=True,
            fits=has_second_factor,
        ),
        Step(
            key="unlink-sign-on",
            title=_("Remove the link to single sign-on"),
            consequence=_(
                "For somebody who has a new account at your organisation's sign-in service. They are signed out"
                " everywhere, and the next sign-in there with their verified e-mail address is linked anew."
            ),
            button=_("Remove the link"),
            act=people.unlink_single_sign_on,
            states=frozenset({S.ACTIVE, S.INACTIVE}),
            done=_("The link of %(name)s to single sign-on was removed."),
            warns=True,
            fits=has_single_sign_on,
        ),
        Step(
            key="deactivate",
            title=_("Deactivate the account"),
            consequence=_("They are signed out everywhere at once and cannot sign in. Nothing of their work is lost."),
            button=_("Deactivate the account"),
            act=people.deactivate,
            states=frozenset({S.ACTIVE}),
            done=_("The account of %(name)s was deactivated."),
            warns=True,
        ),
        Step(
            key="reactivate",
            title=_("Reactivate the account"),
            consequence=_("They can sign in again, with the password and the roles that they had."),
            button=_("Reactivate the account"),
            act=people.reactivate,
            states=frozenset({S.INACTIVE}),
            done=_("The account of %(name)s was reactivated."),
        ),
        Step(
            key="erase",
            title=_("Erase this person"),
            consequence=_(
                "Name, e-mail address, password, codes and sessions are removed for ever, and every page says “A former"
                " user” instead. What they did stays in the record without their name. This cannot be undone."
            ),
            button=_("Erase this person for ever"),
            act=people.erase,
            states=frozenset({S.ACTIVE, S.INACTIVE}),
            done=_("The person was erased."),
            warns=True,
        ),
    )
}


def steps_for(person: User) -> list[Step]:
    """What can be done to an account as it stands."""
    return [step for step in STEPS.values() if person.state in step.states and step.fits(person)]
