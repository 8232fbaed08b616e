"""People and cases for tests of the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_DNS, uuid5

from django.contrib.auth.models import AnonymousUser  # noqa: F401 - the user of who is not signed in
from django.test import Client

from commonweal_web.accounts.models import Organisation, OrganisationRole, User
from commonweal_web.accounts.roles import CASE_ROLES, ORGANISATION_ROLES
from commonweal_web.procurements.actions import start_case
from commonweal_web.procurements.models import Case, Membership

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PASSWORD = "correct horse battery staple"
TODAY = date(2026, 11, 26)
NAMES = {
    "commercial-lead": "Priya Nair",
    "approver": "Callum Frost",
    "evaluator": "Tamsin Birch",
    "moderation-chair": "Leila Odell",
    "contract-manager": "Ewan Sorrel",
    "supplier-contact": "Greta Voss",
    "observer": "Marcus Penn",
    "analyst": "Cara Ellison",
    "procurement-staff": "Rhys Halloran",
    "administrator": "Thandi Mbeki",
    "outsider": "Bryn Hallam",
}


def example_text(name: str = "sandbox-pilot") -> str:
    """case.yaml of a shipped example."""
    return (EXAMPLES / name / "case.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """An authority with one person for each role; on a case each has the role that their e-mail address names."""

    organisation: Organisation
    people: dict[str, User]

    def __getitem__(self, role: str) -> User:
        return self.people[role]

    def case(self, text: str | None = None) -> Case:
        """A draft case with everybody on its team."""
        lead = self.people["commercial-lead"]
        case = start_case(by=lead, text=text or example_text(), source="case-file")
        for role in CASE_ROLES:
            if role != "commercial-lead":
                Membership.objects.create(case=case, user=self.people[role], role=role)
        return case

    def client(self, role: str, make: Callable[[], Client] = Client) -> Client:
        """A browser in which the person of a role is signed in; of "nobody", one in which nobody is."""
        client = make()
        if role != "nobody":
            client.force_login(self.people[role], backend="commonweal_web.accounts.backends.PersonBackend")
        return client


def make_team(name: str = "Northmoor Hospitals NHS Trust (fictional)", prefix: str = "") -> Team:
    """An organisation with a person a role; commercial lead and outsider may start procurements."""
    organisation = Organisation.objects.create(name=name, kind="nhs-body")
    people = {}
    for role in [*CASE_ROLES, *ORGANISATION_ROLES, "outsider"]:
        user = User.objects.create_user(
            id=uuid5(NAMESPACE_DNS, f"{prefix}{role}"),  # the same in every test: so is what is computed of their cases
            email=f"{prefix}{role}@example.org",
            password=PASSWORD,
            name=NAMES[role],
            organisation=organisation,
        )
        given = [role] if role in ORGANISATION_ROLES else []
        given += ["procurement-staff"] if role in {"commercial-lead", "outsider"} else []
        OrganisationRole.objects.bulk_create(OrganisationRole(user=user, role=each) for each in given)
        people[role] = user
    return Team(organisation=organisation, people=people)
