"""Starting the service: tables, static files, web processes, and the worker as a child beside them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command

from commonweal.record.errors import MisuseError
from commonweal_web.config.seeding import say_sign_in

PATIENCE = 60  # seconds until the service is to be ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    host: str
    port: int
    processes: int
    threads: int
    worker: bool

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"


def prepare(*, migrate: bool) -> None:
    """Bring the tables to this release, and lay out the static files where the web processes look for them."""
    if migrate:
        call_command("migrate", verbosity=0, interactive=False)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if not settings.WHITENOISE_USE_FINDERS:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def serve(serving: Serving, *, once: bool, say: Callable[[str], None]) -> int:
    """Run web processes and worker until one of them ends or we are told to stop; both are then stopped.

    A worker in a process of its own: charts must not be drawn in a process that is later forked, and a long
    simulation must not hold up pages. Returns 0, or 1 where something ended by itself.
    """
    children = [_start(_web(serving))]
    if serving.worker:
        children.append(_start(_worker()))
    stop = _Stop()
    try:
        if not _until_ready(serving, children, stop):
            raise MisuseError(
                f"The service did not start on {serving.host}:{serving.port}.",
                remedy="See the messages above; perhaps another program listens on that port: try --port.",
            )
        say(f"Commonweal is ready at {serving.address}" + ("." if once else ". Press Ctrl+C to stop it."))
        for line in say_sign_in():
            say(line)
        while not once and not stop.asked and all(child.poll() is None for child in children):
            time.sleep(0.2)
        return 0 if once or stop.asked else 1
    finally:
        _end(children)


class _Stop:
    """Whether we were told to stop."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True


def _web(serving: Serving) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "commonweal_web.config.wsgi:application",
        "--bind", f"{serving.host}:{serving.port}", "--worker-class", "gthread",
        "--workers", str(serving.processes), "--threads", str(serving.threads),
        "--timeout", "60", "--graceful-timeout", "20", "--max-requests", "5000", "--max-requests-jitter", "500",
        "--keep-alive", "75",  # longer than proxies keep a connection, so that none is closed as a request comes in
        "--log-level", "warning", "--forwarded-allow-ips", os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1"),
    ]  # fmt: skip


def _worker() -> list[str]:
    return [sys.executable, "-m", "commonweal_web.config.working"]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl+C reaches us alone and we stop the children in order."""
    return subprocess.Popen(command, env=dict(os.environ), start_new_session=True)  # noqa: S603 - a command of ours


def _until_ready(serving: Serving, children: list[subprocess.Popen[bytes]], stop: _Stop) -> bool:
    host = "127.0.0.1" if serving.host in {"0.0.0.0", "::"} else serving.host  # noqa: S104 - compared, not bound
    request = urllib.request.Request(
        f"http://{host}:{serving.port}/ready", headers={"X-Forwarded-Proto": "https", "Host": _a_host()}
    )
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not stop.asked:
        if any(child.poll() is not None for child in children):
            return False
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - likewise
                return bool(answer.status == 200)
        except urllib.error.HTTPError as error:
            if error.code != 503:
                return False
        except OSError:
            pass
        time.sleep(0.1)
    return stop.asked


def _a_host() -> str:
    return next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to finish what it is doing; who has not after 25 seconds is ended."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=25)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
