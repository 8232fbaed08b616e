"""Trials drawn on a Dask cluster are the same bytes as drawn here; what is missing there is said in a sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import LocalCluster
from pytest_socket import enable_socket, socket_allow_hosts

from commonweal.cli.app import group
from commonweal.exchange import open_case
from commonweal.exchange.cluster import map_on_cluster
from commonweal.forecast.bulk.running import BulkForecast, Mapped, forecast_bulk
from commonweal.frameworks import load_packs
from commonweal.record.digest import canonical_json
from commonweal.record.errors import MisuseError, RefusedError

EXAMPLE = Path(__file__).parents[3] / "examples" / "sandbox-pilot"
TRIALS = 1_200_000  # two bundles, the second cut short


@pytest.fixture(autouse=True)
def _this_machine() -> Iterator[None]:
    """A scheduler and its workers talk to each other on this machine; nothing else is reached.

    Dask asks the system which address of ours would face 8.8.8.8, and sends nothing there.
    """
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost", "::1", "8.8.8.8"], allow_unix_socket=True)
    yield


def draw(mapped: Mapped | None = None) -> BulkForecast:
    opened = open_case(EXAMPLE)
    assert opened.forecast is not None
    return forecast_bulk(
        opened.case.procurement, opened.forecast, packs=load_packs(), seed=4, trials=TRIALS, mapped=mapped
    )


@pytest.mark.filterwarnings("ignore")  # of the cluster's own closing down
def test_two_workers_in_this_process_draw_the_same_bytes() -> None:
    """By the scheduler's address, without a process more."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        map_on_cluster(cluster.scheduler_address) as mapped,
    ):
        assert canonical_json(draw(mapped)) == canonical_json(draw())


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
def test_two_worker_processes_draw_the_same_bytes_for_the_command() -> None:
    """`--scheduler tcp://…` prints what the command prints without it."""
    asked = ["forecast", str(EXAMPLE), "--bulk", str(TRIALS), "--seed", "4", "--json"]
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        assert cluster.scheduler_address.startswith("tcp://127.0.0.1:")
        there = CliRunner().invoke(group, [*asked, "--scheduler", cluster.scheduler_address])
    here = CliRunner().invoke(group, asked)
    assert there.exit_code == here.exit_code == 0, there.output
    assert there.output == here.output


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_without_workers_is_said() -> None:
    """Rather than waiting for ever."""
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=None) as cluster,
        pytest.raises(MisuseError, match="has no workers"),
        map_on_cluster(cluster.scheduler_address),
    ):
        pass


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_an_address_where_nobody_answers_is_said(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that is closed, and no address at all."""
    monkeypatch.setattr("commonweal.exchange.cluster.ANSWERS_IN", "1s")
    with pytest.raises(MisuseError, match="No scheduler answers"), map_on_cluster(address):
        pass


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and the extra's name."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RefusedError, match="need Dask, which is not installed here") as told, map_on_cluster("tcp://x"):
        pass
    assert "commonweal[cluster]" in str(told.value)


def test_the_command_says_what_goes_together() -> None:
    """A scheduler without trials, and trials with charts, are misuse."""
    for asked, said in (
        (["--scheduler", "tcp://x"], "goes with --bulk"),
        (["--bulk", "1000", "--charts", "x"], "totals alone"),
        (["--bulk", "1000", "--scenario", "nowhere"], "There is no scenario 'nowhere'"),
    ):
        run = CliRunner().invoke(group, ["forecast", str(EXAMPLE), *asked])
        assert run.exit_code != 0
        assert said in run.output + str(run.exception or ""), asked


def test_the_command_prints_totals_with_far_percentiles() -> None:
    """Totals, odds and how sure they are, within 80 columns."""
    run = CliRunner().invoke(group, ["forecast", str(EXAMPLE), "--bulk", "100000"], env={"COLUMNS": "80"})
    assert run.exit_code == 0, run.output
    for said in ("100,000 independent trials", "P99", "The contract alone", "With the branch", "the same numbers"):
        assert said in run.output
    assert max(len(line) for line in run.output.splitlines()) <= 80
