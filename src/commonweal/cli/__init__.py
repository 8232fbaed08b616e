"""The command line. This module stays light: help is shown without loading anything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HELP = Path(__file__).with_name("help.txt")


def main() -> None:
    """Run the command line and exit: 0 done, 1 blocking findings, 2 usage, 3 unreadable input, 4 refused."""
    from commonweal.cli.output import prepare_streams, write_out

    prepare_streams()
    sys.exit(write_out(_run))


def _run() -> int:
    completing = "_COMMONWEAL_COMPLETE" in os.environ
    if sys.argv[1:] in ([], ["--help"], ["-h"]) and not completing:
        sys.stdout.write(HELP.read_text(encoding="utf-8"))
        return 0
    from commonweal.cli.app import run

    return run()
