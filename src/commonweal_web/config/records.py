"""What the service writes of itself: a line of JSON a request, without addresses, names or what people typed."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

LOG = logging.getLogger("commonweal.requests")
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
OURS = ("commonweal", "django_tasks")  # what fills these lines are ids and names of code: a worker's, a task's
FIELDS = ("request", "method", "route", "status", "milliseconds")


class JsonLines(logging.Formatter):
    """One JSON object a line. Of an exception its kind and where it arose: its message may hold what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "from": record.name}
        line |= {name: value for name in FIELDS if (value := _plain(getattr(record, name, None))) is not None}
        if record.name.startswith(OURS):
            line["message"] = record.getMessage()
        elif isinstance(record.msg, str):
            line["message"] = record.msg  # the pattern, not what fills it: paths and people stand in the arguments
        if record.exc_info and record.exc_info[1]:
            line |= _told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _plain(value: Any) -> str | int | None:
    """What may stand in a line: a word or a number. The framework's own lines carry the whole request: its number."""
    value = getattr(value, "number", value)
    return value if isinstance(value, str | int) else None


def _told(error: BaseException) -> dict[str, Any]:
    places, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return {"error": type(error).__name__, "places": places[-8:]}


class RecordRequests:
    """Gives each request a number, which a page of an error shows, and logs its route (not its path), status, time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number, begun = uuid.uuid4().hex[:12], time.monotonic()
        request.number = number  # type: ignore[attr-defined]
        response = self.get_response(request)
        match = request.resolver_match
        said = {
            "request": number,
            "method": request.method if request.method in METHODS else "other",
            "route": match.route if match else "none",
            "status": response.status_code,
            "milliseconds": round((time.monotonic() - begun) * 1000),
        }
        LOG.info("answered", extra=said)
        response.headers["X-Request-Number"] = number
        return response


def logging_settings(*, level: str) -> dict[str, Any]:
    """The handler has the level too: the worker sets its own loggers to tell of every task."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "commonweal_web.config.records.JsonLines"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json", "level": level}},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "commonweal": {"level": level},
            "django": {"handlers": ["lines"], "level": "WARNING", "propagate": False},
            "django.request": {"level": "ERROR"},
            "axes": {"level": "ERROR"},
        },
    }
