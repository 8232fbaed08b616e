"""Settings come from the environment, and are safe when nothing is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PRODUCTION = {
    "COMMONWEAL_HOSTS": "commonweal.example.org",
    "COMMONWEAL_SITE_URL": "https://commonweal.example.org",
    "DJANGO_SETTINGS_MODULE": "commonweal_web.config.settings",
}


def run(*arguments: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program of this Python, with none of the test's own settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONWEAL", "DJANGO"))}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        env=clean | PRODUCTION | {"COMMONWEAL_DATA": str(data)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_finds_nothing(tmp_path: Path) -> None:
    """With the settings that an installation has, warnings count as failures."""
    done = run("django", "check", "--deploy", "--fail-level", "INFO", data=tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_a_secret_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    """A second start finds the same."""
    for _ in range(2):
        assert run("django", "check", data=tmp_path).returncode == 0
        kept = (tmp_path / "secret-key").read_text()
    assert len(kept) > 80
    assert (tmp_path / "secret-key").read_text() == kept
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LOCAL", "perhaps", "COMMONWEAL_LOCAL is 'perhaps': use 1 or 0."),
        ("SESSION_HOURS", "0", "use a whole number from 1 to 24."),
        ("DATABASE_URL", "oracle9://x", "COMMONWEAL_DATABASE_URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(tmp_path: Path, name: str, value: str, said: str) -> None:
    """Not a traceback: an operator reads it."""
    (tmp_path / "commonweal.sqlite3").touch()
    done = run("commonweal.cli", "admin", "verify-audit", data=tmp_path, **{f"COMMONWEAL_{name}": value})
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_without_tables_is_one_sentence(tmp_path: Path) -> None:
    """And says what to do."""
    (tmp_path / "commonweal.sqlite3").touch()
    done = run("commonweal.cli", "admin", "verify-audit", data=tmp_path)
    assert done.returncode == 2
    assert "run commonweal admin migrate" in done.stderr


@pytest.mark.parametrize("command", [["verify-audit"], ["export", "all.zip"]])
def test_what_only_reads_a_service_makes_none(tmp_path: Path, command: list[str]) -> None:
    """No folder, database or key where there is no service; and it says where it looked."""
    data = tmp_path / "nowhere"
    done = run("commonweal.cli", "admin", *command, data=data)
    assert done.returncode == 2
    assert str(data / "commonweal.sqlite3") in done.stderr and "build/service" in done.stderr
    assert not data.exists()


@pytest.mark.django_db
def test_migrations_are_what_the_models_say() -> None:
    """A model that changed without its migration would fail at a stranger's."""
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
