"""Trials of a bulk forecast drawn on other machines: a Dask cluster by its scheduler's address (extra `cluster`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from commonweal.forecast.bulk.running import Bundle, Mapped, Tallies, run_few_at_once
from commonweal.record.errors import MisuseError, RefusedError

ANSWERS_IN = "10s"
WAITING_EACH = 2  # bundles a thread of a worker has at hand, so that none waits for the next


@contextmanager
def map_on_cluster(address: str) -> Iterator[Mapped]:
    """Inside, what runs bundles of trials on the workers of a scheduler, such as 'tcp://10.0.0.5:8786'.

        with map_on_cluster(address) as mapped:
            forecast_bulk(procurement, inputs, packs=packs, seed=1, trials=10**8, mapped=mapped)

    The workers need the same version of Commonweal. What they draw is the same bytes as drawn here. Raises RefusedError
    where Dask is not installed, and MisuseError where nobody answers, nobody works there, or no Commonweal is there.
    """
    with _reach(address) as cluster:
        threads = sum(cluster.ncores().values())
        if not threads:
            raise MisuseError(f"The scheduler at {address} has no workers.", remedy=f"Start one: dask worker {address}")
        yield lambda run, bundles: _map(cluster, run, bundles, at_once=WAITING_EACH * threads, address=address)


def _map(
    cluster: Any, run: Callable[[Bundle], Tallies], bundles: Iterable[Bundle], *, at_once: int, address: str
) -> Iterator[Tallies]:
    def submit(bundle: Bundle) -> Any:
        return cluster.submit(run, bundle, pure=False)

    try:
        yield from run_few_at_once(submit, bundles, at_once=at_once)
    except (ImportError, AttributeError) as error:
        raise MisuseError(
            f"The workers at {address} do not have this version of Commonweal: {error}.",
            remedy="Install the same version there.",
        ) from error


def _reach(address: str) -> Any:
    try:
        from distributed import Client  # library's word
    except ImportError as error:
        raise RefusedError(
            "Trials on a cluster need Dask, which is not installed here.", remedy="Install commonweal[cluster]."
        ) from error
    try:
        return Client(address, timeout=ANSWERS_IN, set_as_default=False)  # library's word
    except (OSError, TimeoutError, ValueError) as error:
        raise MisuseError(
            f"No scheduler answers at '{address}'.", remedy="Give its whole address, such as tcp://10.0.0.5:8786."
        ) from error
