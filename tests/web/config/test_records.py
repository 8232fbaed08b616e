"""What the service writes of itself holds no personal data."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client, RequestFactory

from commonweal_web.config.records import JsonLines
from fixtures import PASSWORD, Team


def test_a_request_is_one_line_without_its_path(client: Client, db: None, caplog: pytest.LogCaptureFixture) -> None:
    """The route as the code names it; what people put into an address stays out."""
    with caplog.at_level(logging.INFO, logger="commonweal.requests"):
        client.get("/procurements/SECRE-TNAME/?q=a.person@example.org")
    [line] = [json.loads(JsonLines().format(record)) for record in caplog.records if hasattr(record, "route")]
    assert line["route"] == "procurements/<slug:reference>/"
    assert "SECRE" not in json.dumps(line) and "example.org" not in json.dumps(line)


def test_signing_in_leaves_no_address_in_the_log(client: Client, team: Team, caplog: pytest.LogCaptureFixture) -> None:
    """Nor the password, right or wrong."""
    with caplog.at_level(logging.DEBUG):
        for password in (PASSWORD, "wrong"):
            client.post("/account/login/", {"login": team["observer"].email, "password": password})
    said = " ".join(JsonLines().format(record) for record in caplog.records if record.levelno >= logging.INFO)
    assert team["observer"].email not in said and PASSWORD not in said


def test_an_error_tells_where_and_not_what(caplog: pytest.LogCaptureFixture) -> None:
    """The message of an exception may quote what somebody typed."""
    try:
        raise ValueError("a.person@example.org")
    except ValueError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 1, "Failed: %s", ("/x/y",), __import__("sys").exc_info()
        )
    line = json.loads(JsonLines().format(record))
    assert line["error"] == "ValueError"
    assert "test_records.py" in line["places"][-1]
    assert "example.org" not in json.dumps(line) and "/x/y" not in json.dumps(line)


def test_a_line_of_the_worker_says_which_worker() -> None:
    """Its pattern alone would say nothing; ids and names of code are no personal data."""
    record = logging.LogRecord(
        "django_tasks_db", logging.INFO, "", 1, "Starting worker worker_id=%s queues=%s", ("ab-12", "default"), None
    )
    assert json.loads(JsonLines().format(record))["message"] == "Starting worker worker_id=ab-12 queues=default"


def test_an_error_of_a_page_is_still_one_line(caplog: pytest.LogCaptureFixture) -> None:
    """Django hands the whole request to the log, with everything in it; nothing of that is written."""
    request = RequestFactory().get("/procurements/SECRE-TNAME/")
    with caplog.at_level(logging.ERROR, logger="django.request"):
        logging.getLogger("django.request").error("%s: %s", "Failed", request.path, extra={"request": request})
    line = json.loads(JsonLines().format(caplog.records[-1]))
    assert line["level"] == "error" and "request" not in line and "SECRE" not in json.dumps(line)


def test_an_error_of_a_page_is_one_line_too(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The framework's line carries the whole request; ours carries its number, which the answer shows."""
    client.raise_request_exception = False
    monkeypatch.setattr("commonweal_web.overview.views.render", None)
    answer = client.get("/help/?q=a.person@example.org")
    [record] = [each for each in caplog.records if each.name == "django.request"]
    line = json.loads(JsonLines().format(record))
    assert (line["error"], line["request"]) == ("TypeError", answer.headers["X-Request-Number"])
    assert "example.org" not in json.dumps(line)
