"""The service starts, says that it is ready, works in the background, and stops when it is told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from pytest_socket import enable_socket


def free_port() -> int:
    enable_socket()
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start(data: Path, port: int, *more: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "commonweal.cli", "serve", "--port", str(port), "--processes", "1", *more],
        env=os.environ
        | {
            "COMMONWEAL_DATA": str(data),
            "COMMONWEAL_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "commonweal_web.config.settings",
        }
        | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_starts_answers_and_stops(tmp_path: Path) -> None:
    """From an empty folder; both children end with it."""
    port = free_port()
    serving = start(tmp_path, port)
    try:
        assert serving.stdout is not None
        assert "ready at" in serving.stdout.readline()
        for path in ("/health", "/ready", "/"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                assert answer.status == 200
                assert answer.headers["X-Request-Number"]
                assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(serving.pid)], capture_output=True, text=True, check=True
        )
        assert len(children.stdout.split()) == 2
    finally:
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(timeout=40) == 0
        serving.communicate()
    for pid in children.stdout.split():
        assert not Path(f"/proc/{pid}").exists()


def test_once_is_a_trial(tmp_path: Path) -> None:
    """It starts, says so, and ends by itself; in production settings too."""
    serving = start(
        tmp_path, free_port(), "--once", "--no-worker", COMMONWEAL_LOCAL="0", COMMONWEAL_HOSTS="commonweal.example.org"
    )
    out, err = serving.communicate(timeout=90)
    assert serving.returncode == 0, err
    assert "ready" in out
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert {line["route"] for line in lines if "route" in line} <= {"ready"}
    assert "commonweal.example.org" not in err


def test_how_to_sign_in_stands_beside_the_address(tmp_path: Path) -> None:
    """On one's own machine, last of all, and no line of the worker before it."""
    (tmp_path / "sign-in.txt").write_text("Everybody's password is ab12-cd34\nlead@example.org: Rowan Adeyemi\n")
    serving = start(tmp_path, free_port(), "--once", COMMONWEAL_LOCAL="1")
    out, err = serving.communicate(timeout=90)
    assert serving.returncode == 0, err
    ready, sign_in, others = out.splitlines()
    assert "ready at" in ready and str(tmp_path) in others
    assert sign_in == "Sign in as lead@example.org with the password ab12-cd34"
    assert "worker" not in err


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    """Not a page of messages from a library alone."""
    with socket.socket() as taken:
        port = free_port()
        taken.bind(("127.0.0.1", port))
        taken.listen()
        begun = time.monotonic()
        serving = start(tmp_path, port, "--once", "--no-worker")
        _, err = serving.communicate(timeout=90)
    assert serving.returncode == 2
    assert f"did not start on 127.0.0.1:{port}" in err
    assert time.monotonic() - begun < 60
