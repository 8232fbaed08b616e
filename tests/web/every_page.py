"""Every address of the service that gives a page, for a person who may see it, where it has most to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cases_to_publish import adopt, answered_text
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from every_route import LEAD, ON_A_CASE, ROUTES
from every_state import Addresses, addresses, case_in
from local_criterion import SAID

from commonweal_web.design.queries import packs_of
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate import changed, read_document
from fixtures import PASSWORD, Team, make_team

FIVE_STAGES = Path(__file__).resolve().parents[2] / "bench/five_stages/case.yaml"
LARGE = "five stages"  # a draft of five stages and forty criteria, its scheme adopted
ADMINISTRATOR, CODES, HALF = "administrator", "with codes", "half signed in"

# What gives no page: files, and places from which one is sent on.
NO_PAGE = {
    *(
        "health",
        "ready",
        "case-file-download",
        "published-data",
        "forecast-figures",
        "forecast-chart",
        "forecast-inputs-file",
        "revoke_token",
        "openapi",
        "word-template-start",
        "mfa_download_recovery_codes",
    ),
    *("openid_connect_login", "openid_connect_callback", "case-comment-resolve", "case-item-move", "draft-item-move"),
    *("draft-confirm", "socialaccount_login_cancelled"),
    *("layout:look", "layout:look_form", "layout:look_question", "layout:look_done"),  # only where one develops
}
# Where a page has most to show, other than to its lead in a draft of five stages.
BEST: dict[str, tuple[tuple[str, str], ...]] = {
    "approval": ((LEAD, LARGE), ("approver", "in-approval"), (LEAD, "approved"), (LEAD, "published")),
    "publication": ((LEAD, "approved"), (LEAD, "amended"), (LEAD, "closed")),
    "case": ((LEAD, LARGE), ("approver", "in-approval"), ("observer", "closed")),
    "home": ((LEAD, LARGE), ("supplier-contact", "published")),
    "forecast": ((LEAD, LARGE), ("observer", "published")),
    "forecast-beliefs": ((LEAD, LARGE), ("observer", "published")),
    "challenge": ((LEAD, LARGE), ("observer", "published")),
    "publication-done": ((LEAD, "published"),),
    "published": (("supplier-contact", "published"), (LEAD, "amended")),
    "published-document": (("supplier-contact", "published"),),
    "response-check": (("supplier-contact", "published"),),
    "document": ((LEAD, "published"),),
    "documents": ((LEAD, LARGE), (LEAD, "published")),
    "amend": ((LEAD, "published"),),
    "close": ((LEAD, LARGE), (LEAD, "published")),
    "checks": ((LEAD, LARGE), (LEAD, "published")),
    "missions": (("analyst", "published"),),
    "mission-scheme": (("analyst", "published"),),
    "account_login": (("nobody", LARGE),),
    "account_reset_password": (("nobody", LARGE),),
    "invitation": (("nobody", LARGE),),
    "new_password": (("nobody", LARGE),),
    "mfa_authenticate": ((HALF, LARGE),),
    "mfa_reauthenticate": ((CODES, LARGE),),
    **dict.fromkeys(("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_index"), ((CODES, LARGE),)),
    "mfa_generate_recovery_codes": ((CODES, LARGE),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One page: who opens it, in which state of which case, and where it is."""

    route: str
    person: str
    state: str
    url: str

    def __str__(self) -> str:
        return f"{self.route} ({self.person}, {self.state})"


@dataclass(kw_only=True)
class Site:
    """A service with a case in every state, and whoever opens its pages."""

    team: Team = field(default_factory=make_team)
    known: dict[str, Addresses] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def pages(self, *, states: tuple[str, ...] = ()) -> Iterator[Opened]:
        """Every page, in each state where it is looked at."""
        for name in ROUTES:
            if name not in NO_PAGE:
                for person, state in where(name):
                    if not states or state in states:
                        yield Opened(route=name, person=person, state=state, url=self.addresses(state).of(name))

    def addresses(self, state: str) -> Addresses:
        if state not in self.known:
            case = large_case(self.team) if state == LARGE else case_in(state, self.team)
            self.known[state] = _of_pages(addresses(case, self.team))
        return self.known[state]

    def client(self, person: str) -> Client:
        if person not in self.clients:
            makers = {HALF: self._half, CODES: self._with_codes}
            self.clients[person] = makers[person]() if person in makers else self._signed_in(person)
        return self.clients[person]

    def _signed_in(self, person: str) -> Client:
        """Signed in a moment ago, so that what asks for the password again does not."""
        client = self.team.client(person)
        if person != "nobody":
            _confirm(client)
        if person == ADMINISTRATOR:
            outcome = next(iter(packs_of(self.team.organisation).get("innovation").outcomes))
            assert client.post(reverse("add_local_criterion"), {**SAID, "outcome": outcome}).status_code == 302
        return client

    @cached_property
    def _coded(self) -> str:
        """The evaluator enters codes; who that is does not matter for these pages."""
        TOTP.activate(self.team["evaluator"], generate_totp_secret())
        RecoveryCodes.activate(self.team["evaluator"])
        return "evaluator"

    def _with_codes(self) -> Client:
        client = self.team.client(self._coded)
        _confirm(client)
        return client

    def _half(self) -> Client:
        cache.clear()
        client = Client()
        email = self.team[self._coded].email
        response = client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
        assert response["Location"] == reverse("mfa_authenticate")
        return client


def where(name: str) -> tuple[tuple[str, str], ...]:
    """Who looks at a page in which state."""
    route = ROUTES[name]
    if name in BEST:
        return BEST[name]
    if route.access.startswith("manage-") and route.access not in ON_A_CASE:
        return ((ADMINISTRATOR, LARGE),)
    return ((ADMINISTRATOR if route.access == "see-site-record" else LEAD, LARGE),)


def large_case(team: Team) -> Case:
    """Five stages and every criterion of the menu, with some decisions; adopted, so that there is a version."""
    decisions = read_document(answered_text()).data["decisions"]
    case = team.case(changed(FIVE_STAGES.read_text(encoding="utf-8"), {("decisions",): decisions}))
    adopt(case, team[LEAD])
    return case


def _of_pages(known: Addresses) -> Addresses:
    """The same addresses; of the documents those that are made while one waits, on a page."""
    page = {"key": "tender-pack-word"}
    names = ("published-document", "draft-document", "document")
    return Addresses(parts=known.parts, special={**known.special, **dict.fromkeys(names, page)})


def _confirm(client: Client) -> None:
    """The password once more, as pages about codes ask for it."""
    response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert response.status_code == 302
