"""commonweal admin: people, data and the record of a service, from the machine that it runs on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from commonweal.cli.options import JSON, print_json
from commonweal.cli.service import service
from commonweal.record.errors import MisuseError


@click.group("admin")
def command() -> None:
    """Keep a service: its tables, first people, whole content, and record.

    These commands work on the database that COMMONWEAL_DATABASE_URL names, else on the one in COMMONWEAL_DATA.
    """


@command.command("migrate")
def migrate() -> None:
    """Bring the tables to this release."""
    with service():
        from commonweal_web.config.serving import prepare

        prepare(migrate=True)
        click.echo("The tables are those of this release.")


@command.command("create-user")
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option("--organisation", required=True, help="The organisation's name; it is made if there is none of it.")
@click.option("--kind", default="", metavar="KIND", help="The kind of a new authority, such as nhs-body.")
@click.option("--role", "roles", multiple=True, metavar="ROLE", help="A role in the organisation; may be repeated.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def create_user(
    *, email: str, name: str, organisation: str, kind: str, roles: tuple[str, ...], password_stdin: bool
) -> None:
    """Create a person who can sign in.

    The first one of an organisation is to be its administrator.

    \b
    Example:
      commonweal admin create-user r@example.org --name "R. Adeyemi" --organisation "Northmoor" --role administrator
    """
    with service():
        from commonweal_web.config.people import create_person

        password = _password(asked=not password_stdin)
        person = create_person(
            email=email, name=name, organisation=organisation, kind=kind, roles=roles, password=password
        )
        click.echo(f"{person.email} can sign in.")


def _password(*, asked: bool) -> str:
    if asked:
        return click.prompt("Password", hide_input=True, confirmation_prompt=True, type=str)
    return sys.stdin.readline().rstrip("\n")


@command.command("seed")
@click.option(
    "--example",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="The case to begin with: a folder or zip, such as examples/sandbox-pilot.",
)
def seed(*, example: Path) -> None:
    """Fill an empty service with a worked example.

    It brings people to sign in as. A service that has people already is left alone. The password, made up at random,
    is written beside the database.
    """
    with service():
        from commonweal_web.config.seeding import seed_service

        for line in seed_service(example):
            click.echo(line)


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(*, file: Path) -> None:
    """Write the whole service to one file.

    It holds people, cases, approvals and the record; password hashes and one-time code secrets too: keep it as you
    keep the database. Sessions are left out.
    """
    with service(reads=True):
        from commonweal_web.config.moving import export_service

        counts = export_service(file)
        click.echo(f"Wrote {file}: {sum(counts.values()):,} rows of {len(counts)} tables.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_(*, file: Path) -> None:
    """Read a file of export into an empty service.

    Either kind of database will do; all of the file is read, or nothing.
    """
    with service():
        from commonweal_web.config.moving import import_service

        counts = import_service(file)
        click.echo(f"Read {sum(counts.values()):,} rows of {len(counts)} tables; the record is whole.")


@command.command("verify-audit")
@click.option("--head", default="", metavar="DIGEST", help="A head that you kept elsewhere: is it still part of this?")
@JSON
@click.pass_context
def verify_audit(context: click.Context, *, head: str, as_json: bool) -> None:
    """Find whether the record was altered.

    That is an event changed, removed, put in, or put in another order. Nothing is written. Exit status 1 if anything
    is found.

    Keep the head that it prints somewhere else. One who can rewrite the whole database can rewrite the record too;
    only a head kept elsewhere shows that.
    """
    if head and (len(head) != 64 or not all(letter in "0123456789abcdef" for letter in head)):
        raise MisuseError("A head is 64 hexadecimal characters.", remedy="Copy it whole, as verify-audit printed it.")
    with service(reads=True):
        from commonweal_web.audit.queries import find_alterations, site_head

        found = list(find_alterations(expected_head=head))
        now = site_head()
        count, digest = (now.sequence, now.digest) if now else (0, "")
        if as_json:
            print_json({"events": count, "head": digest, "alterations": [each.message for each in found]})
        else:
            for each in found:
                click.echo(each.message)
            whole = "The record is whole" if not found else f"{len(found)} things are not as they were recorded"
            click.echo(f"{whole}: {count:,} events, head {digest or 'none yet'}.")
        context.exit(1 if found else 0)
