"""A whole service in one file, to keep or to move to the other kind of database: rows of every table, nothing else."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from commonweal.record.errors import RefusedError, UnreadableInput
from commonweal_web.audit.queries import find_alterations, site_head

MANIFEST = "manifest.json"
FORMAT = 1
MAXIMUM_LINE = 20_000_000
# What belongs to a machine and a moment: sessions, attempts to sign in, work under way, tables that Django makes anew.
LEFT_OUT = {"sessions", "axes", "usersessions", "contenttypes", "auth", "django_tasks_database"}


def moved_models() -> list[type[Model]]:
    """The tables that move, those that others point to first."""
    wanted = [(config, None) for config in apps.get_app_configs() if config.label not in LEFT_OUT]
    return [model for model in serializers.sort_dependencies(wanted) if model._meta.managed and not model._meta.proxy]


def export_service(file: Path) -> dict[str, int]:
    """Write every table to a zip, whole or not at all, readable by its owner only. Returns the rows by table.

    All tables are read in one transaction, so the file is of one moment.
    """
    if file.exists():
        raise RefusedError("The file is there already, and is not overwritten.", where=str(file))
    handle, temporary = tempfile.mkstemp(dir=file.resolve().parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            with transaction.atomic():
                _read_at_one_moment()
                counts, digests = _write_tables(archive)
                head = site_head()
            manifest = {
                "format": FORMAT,
                "commonweal": version("commonweal"),
                "migrations": _migrations(),
                "rows": counts,
                "digests": digests,
                "head": head.digest if head else "",
            }
            archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return counts


def import_service(file: Path) -> dict[str, int]:
    """Fill an empty service from such a zip, all of it or nothing, and see that the record is whole afterwards.

    Refused where people are here already, where the tables are of another release, and where the file is not what was
    exported.
    """
    from django.contrib.auth import get_user_model

    try:
        archive = zipfile.ZipFile(file)
        manifest = json.loads(archive.read(MANIFEST))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableInput(
            "This is no export of a service.", where=str(file), remedy="Give a file of commonweal admin export."
        ) from error
    if get_user_model().objects.exists():
        raise RefusedError(
            "This service has people already: nothing is mixed.", remedy="Import into an empty database."
        )
    if manifest.get("format") != FORMAT or manifest.get("migrations") != _migrations():
        raise RefusedError(
            f"The file is of Commonweal {manifest.get('commonweal')}, whose tables are not these.",
            where=str(file),
            remedy="Import with that release, then upgrade.",
        )
    with archive, transaction.atomic():
        counts = {model._meta.label_lower: _read_table(archive, model, manifest, file) for model in moved_models()}
        _continue_numbers()
        if any(find_alterations(expected_head=manifest["head"])):
            raise UnreadableInput("The record in the file was altered.", where=str(file), remedy="Export anew.")
    return counts


def _read_at_one_moment() -> None:
    """PostgreSQL is asked for one view of all tables; SQLite's transaction is one anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _write_tables(archive: zipfile.ZipFile) -> tuple[dict[str, int], dict[str, str]]:
    counts, digests = {}, {}
    for model in moved_models():
        label = model._meta.label_lower
        seen, hashed = 0, hashlib.sha256()
        with archive.open(f"{label}.jsonl", "w", force_zip64=True) as stream:
            for line in _lines(model):
                stream.write(line)
                hashed.update(line)
                seen += 1
        counts[label], digests[label] = seen, hashed.hexdigest()
    return counts, digests


def _lines(model: type[Model]) -> Iterator[bytes]:
    rows = model._base_manager.order_by("pk").iterator(chunk_size=500)
    for row in rows:
        yield serializers.serialize("jsonl", [row], cls=_Exact, sort_keys=True).encode()


class _Exact(DjangoJSONEncoder):
    """Moments to the microsecond: the record's digests are of them."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _read_table(archive: zipfile.ZipFile, model: type[Model], manifest: dict[str, Any], file: Path) -> int:
    label = model._meta.label_lower
    hashed, count = hashlib.sha256(), 0
    try:
        with archive.open(f"{label}.jsonl") as stream:
            for line in _bounded(stream, file):
                hashed.update(line)
                for row in serializers.deserialize("jsonl", io.StringIO(line.decode())):
                    row.save()
                    count += 1
    except (KeyError, zipfile.BadZipFile, serializers.base.DeserializationError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"The table {label} cannot be read.", where=str(file), remedy="Export anew.") from error
    if hashed.hexdigest() != manifest["digests"].get(label):
        raise UnreadableInput(f"The table {label} is not as it was exported.", where=str(file), remedy="Export anew.")
    return count


def _bounded(stream: Any, file: Path) -> Iterable[bytes]:
    while line := stream.readline(MAXIMUM_LINE + 1):
        if len(line) > MAXIMUM_LINE:
            raise UnreadableInput("A row is larger than any of ours.", where=str(file))
        yield line


def _continue_numbers() -> None:
    """New rows are numbered after those that came with their numbers."""
    statements = connection.ops.sequence_reset_sql(no_style(), moved_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _migrations() -> list[str]:
    """The newest migration of each app, which tells whose tables these are."""
    applied = MigrationRecorder(connection).applied_migrations()
    newest = dict(sorted(applied))
    return [f"{app}.{name}" for app, name in sorted(newest.items())]
