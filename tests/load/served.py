"""A whole service in processes of its own, on either database: filled, started, killed, looked into afterwards."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PATIENCE = 120  # seconds until it is ready, on a machine that does much else
SECRET = "for tests only, and long enough for the checks of the framework"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(kw_only=True)
class Served:
    """One service: its data folder, its database, and its processes while it runs."""

    data: Path
    database: str = ""  # as COMMONWEAL_DATABASE_URL: empty for SQLite in the data folder
    processes: int = 2
    port: int = 0
    running: subprocess.Popen[str] | None = None
    plan: dict[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "COMMONWEAL_LOCAL": "1",
            "COMMONWEAL_DATA": str(self.data),
            "COMMONWEAL_DATABASE_URL": self.database,
            "COMMONWEAL_SECRET_KEY": SECRET,
            "DJANGO_SETTINGS_MODULE": "commonweal_web.config.settings",
        }

    def ask(self, script: str, *arguments: str, given: Any = None) -> Any:
        """What a script of this folder answers, run with this service's settings. JSON in, JSON out."""
        done = subprocess.run(
            [sys.executable, str(HERE / script), *arguments],
            env=self.environment,
            input=json.dumps(given),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def fill(self, *, people: int, shared: int) -> None:
        """Make tables, people and cases; `plan` then says which."""
        self.plan = self.ask("filling.py", str(people), str(shared))

    def start(self) -> None:
        self.port = free_port()
        command = [
            sys.executable, "-m", "commonweal.cli", "serve", "--no-migrate",
            "--port", str(self.port), "--processes", str(self.processes),
        ]  # fmt: skip
        with (self.data / "serve.log").open("a", encoding="utf-8") as log:
            self.running = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, text=True)
        end = time.monotonic() + PATIENCE
        while not self._is_ready():
            assert self.running.poll() is None and time.monotonic() < end, self.log()
            time.sleep(0.1)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/ready", timeout=10) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def log(self) -> str:
        return (self.data / "serve.log").read_text(encoding="utf-8")

    def kill(self) -> None:
        """End every process of the service at once, as a power cut would: none of them can tidy up."""
        assert self.running is not None
        for pid in [self.running.pid, *descendants(self.running.pid)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.running.wait()
        self.running = None

    def stop(self) -> None:
        """End it as an operator would."""
        if self.running is None:
            return
        self.running.terminate()
        self.running.wait(timeout=60)
        self.running = None

    def memory(self) -> dict[str, int]:
        """Resident megabytes of the processes, by what they are: the largest of each."""
        assert self.running is not None
        found: dict[str, int] = {}
        for pid in descendants(self.running.pid):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
            kind = "web" if "gunicorn" in command else "worker"
            found[kind] = max(found.get(kind, 0), resident(pid))
        return found


def descendants(pid: int) -> list[int]:
    """Every process below one, whatever session it is in."""
    lines = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, lines[::2]), map(int, lines[1::2]), strict=True))
    below, found = [pid], []
    while below:
        above = set(below)
        below = [each for each, parent in parents.items() if parent in above]
        found += below
    return found


def resident(pid: int) -> int:
    """Megabytes of memory that a process holds now."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0
