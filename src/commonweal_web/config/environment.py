"""Values from the environment, each refused in one sentence when it cannot be used."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"COMMONWEAL_{name}", default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return value in {"1", "true", "yes", "on"} if value else default
    raise ImproperlyConfigured(f"COMMONWEAL_{name} is {value!r}: use 1 or 0.")


def whole(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name) or str(default)
    if not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"COMMONWEAL_{name} is {value!r}: use a whole number from {least:,} to {most:,}.")
    return int(value)


def database(*, default: str) -> dj_database_url.DBConfig:
    """COMMONWEAL_DATABASE_URL as the web framework takes it: SQLite or PostgreSQL, nothing else is tested."""
    url = text("DATABASE_URL") or default
    if not url.startswith(("sqlite:", "postgres:", "postgresql:")):
        raise ImproperlyConfigured("COMMONWEAL_DATABASE_URL is to begin with postgresql:// or sqlite:///.")
    try:
        return dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError as error:
        raise ImproperlyConfigured(f"COMMONWEAL_DATABASE_URL cannot be read: {error}.") from error


def data_folder() -> Path:
    return Path(text("DATA", "commonweal-data")).resolve()


def service_database() -> dj_database_url.DBConfig:
    """The database of the service: the one named, else a file in its folder."""
    return database(default=f"sqlite:///{data_folder() / 'commonweal.sqlite3'}")


def missing_database() -> Path | None:
    """The file that would have to be there and is not; None where it is, or where a server keeps the data."""
    found = service_database()
    file = Path(str(found["NAME"]))
    return file if str(found["ENGINE"]).endswith("sqlite3") and not file.is_file() else None


def path_prefix() -> str:
    """COMMONWEAL_PATH_PREFIX, such as /commonweal: the path of the host under which a proxy serves the service."""
    value = text("PATH_PREFIX").rstrip("/")
    if value and not re.fullmatch(r"(/[A-Za-z0-9_.~-]+)+", value):
        raise ImproperlyConfigured(f"COMMONWEAL_PATH_PREFIX is {value!r}: use a path such as /commonweal.")
    return value


def words(name: str) -> list[str]:
    """A list with commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def secret_key(data: Path) -> str:
    """COMMONWEAL_SECRET_KEY, or the one kept in the data folder, made there the first time.

    Several machines that serve one database must share a key, so they are to set it.
    """
    given = text("SECRET_KEY")
    if given:
        return given
    file = data / "secret-key"
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"No secret key can be kept in {data} ({error.strerror}): set COMMONWEAL_SECRET_KEY or COMMONWEAL_DATA."
        ) from error
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(key := secrets.token_urlsafe(64))
    return key
