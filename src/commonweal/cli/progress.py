"""A bar for what takes longer than a moment, on a terminal only."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commonweal.design import Sensitivity
    from commonweal.frameworks import Packs
    from commonweal.procurement import Case

PATIENCE_SECONDS = 2.0


def find_with_progress(case: Case, packs: Packs, option: str) -> Sensitivity:
    """What an option rests on, with a bar on standard error once it has taken two seconds."""
    from commonweal.design import find_what_matters

    if not sys.stderr.isatty():
        return find_what_matters(case, packs=packs, option=option)
    from rich.console import Console
    from rich.progress import Progress

    began = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Moving our judgements", total=None, visible=False)

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of, visible=time.monotonic() - began > PATIENCE_SECONDS)

        return find_what_matters(case, packs=packs, option=option, progress=tell)


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Words on standard error while something is computed, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield
