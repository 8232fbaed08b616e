"""The service's settings, loaded for a command that needs them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from commonweal.record.errors import MisuseError, RefusedError


@contextmanager
def service(*, reads: bool = False) -> Iterator[None]:
    """Inside, the service's models and actions can be used. Its own errors are ours: one sentence, no traceback.

    What only `reads` a service makes none: without a database it stops before a folder or a key is made.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal_web.config.settings")
    try:
        import django
        from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
        from django.db import OperationalError, ProgrammingError
    except ImportError as error:
        raise MisuseError(
            "The service is not installed here: this is the command line alone.",
            remedy="Install commonweal[service,documents].",
        ) from error
    try:
        if reads:
            _insist_on_database()
        django.setup()
        yield
    except ImproperlyConfigured as error:
        raise MisuseError(str(error)) from error
    except (PermissionDenied, ValidationError) as error:
        raise RefusedError(" ".join(getattr(error, "messages", [str(error)]))) from error
    except (OperationalError, ProgrammingError) as error:
        first = str(error).strip().splitlines()[0]
        raise MisuseError(
            f"The database does not answer as it should: {first}.",
            remedy="Check COMMONWEAL_DATABASE_URL, and run commonweal admin migrate.",
        ) from error


def _insist_on_database() -> None:
    from commonweal_web.config.environment import missing_database

    missing = missing_database()
    if missing is not None:
        raise MisuseError(
            f"There is no service here: {missing} is not there.",
            remedy="Set COMMONWEAL_DATA to the folder of its data (python3 dev.py run keeps it in build/service), or "
            "COMMONWEAL_DATABASE_URL.",
        )
