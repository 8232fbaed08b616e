"""The service's settings as the tests run it: nothing kept, PostgreSQL where COMMONWEAL_TEST_DATABASE_URL says so."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("COMMONWEAL_LOCAL", "1")
os.environ.setdefault("COMMONWEAL_SECRET_KEY", "for tests only, and long enough for the checks of Django")
os.environ.setdefault("COMMONWEAL_DATA", str(Path(tempfile.gettempdir()) / "commonweal-tests"))
os.environ["COMMONWEAL_DATABASE_URL"] = os.environ.get("COMMONWEAL_TEST_DATABASE_URL", "")

from commonweal_web.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, for no secret
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
