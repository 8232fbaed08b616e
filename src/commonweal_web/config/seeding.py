"""A worked example to begin with: an authority, people in its roles, and a case."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from commonweal.exchange.case_file.folder import CASE_FILE, case_of_texts, texts_of_case
from commonweal_web.accounts.models import User
from commonweal_web.config.people import create_person
from commonweal_web.procurements.actions import add_member, start_case

PEOPLE = (
    ("lead@example.org", "Rowan Adeyemi", ("procurement-staff",), "commercial-lead"),
    ("approver@example.org", "Sam Okafor", (), "approver"),
    ("evaluator@example.org", "Ines Marsh", (), "evaluator"),
    ("manager@example.org", "Jo Whitfield", (), "contract-manager"),
    ("auditor@example.org", "Lee Castell", (), "observer"),
    ("analyst@example.org", "Pat Quill", ("analyst",), ""),
    ("admin@example.org", "Max Underwood", ("administrator",), ""),
)


SIGN_IN = "sign-in.txt"


def say_sign_in() -> Iterator[str]:
    """How to sign in to a worked example on one's own machine; nothing elsewhere, and of a service without one."""
    kept = Path(settings.DATA) / SIGN_IN
    if settings.LOCAL and kept.is_file():
        password = kept.read_text(encoding="utf-8").partition("\n")[0].rpartition(" ")[2]
        yield f"Sign in as {PEOPLE[0][0]} with the password {password}"
        yield f"The others are in {kept}."


def seed_service(example: Path) -> Iterator[str]:
    """Fill an empty service; lines to print. One with people already is left alone.

    The password is drawn at random and kept beside the database, readable by its owner only.
    """
    texts = texts_of_case(example)
    opened = case_of_texts(texts, path=example)
    kept = Path(settings.DATA) / SIGN_IN
    if User.objects.exists():
        yield (
            f"The service has people already. How to sign in is in {kept}."
            if kept.exists()
            else ("The service has people already, and is left as it is.")
        )
        return
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    authority = opened.case.procurement.authority
    with transaction.atomic():
        people = {
            email: create_person(
                email=email, name=name, organisation=authority.name, kind=authority.kind.value, roles=roles,
                password=password,
            )
            for email, name, roles, _ in PEOPLE
        }  # fmt: skip
        lead = people[PEOPLE[0][0]]
        case = start_case(by=lead, text=texts[CASE_FILE], files=texts, source="example")
        for email, _, _, role in PEOPLE[1:]:
            if role:
                add_member(case, people[email], role, by=lead)
    lines = [f"Everybody's password is {password}", *(f"{email}: {name}" for email, name, _, _ in PEOPLE)]
    _write_private(kept, "\n".join(lines) + "\n")
    yield f"The service holds '{case.title}'. Sign in as {lead.email} with the password {password}"
    yield f"The others are in {kept}."


def _write_private(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
