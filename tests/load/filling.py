"""Fills an empty service for people to work in: python filling.py PEOPLE SHARED. Prints the plan as JSON.

Each person has a case of their own; the shared ones have everybody on the team, so that edits collide. Every second
shared case is the large one, of five stages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402

from commonweal_web.accounts.models import Organisation, OrganisationRole, User  # noqa: E402
from commonweal_web.accounts.roles import COMMERCIAL_LEAD  # noqa: E402
from commonweal_web.procurements.actions import start_case  # noqa: E402
from commonweal_web.procurements.models import Case, Membership  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = (ROOT / name / "case.yaml" for name in ("examples/sandbox-pilot", "bench/five_stages"))
PASSWORD = "correct horse battery staple"


def fill(people: int, shared: int) -> dict[str, object]:
    call_command("migrate", verbosity=0, interactive=False)
    authority = Organisation.objects.create(name="Northmoor Hospitals NHS Trust (fictional)", kind="nhs-body")
    hashed = make_password(PASSWORD)
    users = [
        User.objects.create(
            email=f"person{number}@example.org", name=f"Person {number}", password=hashed, organisation=authority
        )
        for number in range(people)
    ]
    OrganisationRole.objects.bulk_create(OrganisationRole(user=user, role="procurement-staff") for user in users)
    own = [_case(users[at], SMALL) for at in range(people)]
    common = [_case(users[at % people], LARGE if at % 2 else SMALL) for at in range(shared)]
    Membership.objects.bulk_create(
        Membership(case=case, user=user, role=COMMERCIAL_LEAD.key)
        for at, case in enumerate(common)
        for user in users
        if user != users[at % people]
    )
    return {
        "password": PASSWORD,
        "people": [
            {"email": user.email, "person": user.key, "own": case.reference}
            for user, case in zip(users, own, strict=True)
        ],
        "shared": [case.reference for case in common],
    }


def _case(lead: User, file: Path) -> Case:
    return start_case(by=lead, text=file.read_text(encoding="utf-8"), source="case-file")


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[1]), int(sys.argv[2]))))
