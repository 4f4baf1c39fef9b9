"""Databases of both kinds for the tests of this folder."""

from collections.abc import Callable

import pytest

from studylib.stores.opening import open_store
from studylib.stores.store import Store
from tests.stand_ins.postgresql import Server
from tests.stores.database.databases import SEASON


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def backend(request: pytest.FixtureRequest) -> str:
    """Which database a test is about: it is run with each, unless it is marked for one."""
    return str(request.param)


@pytest.fixture(scope="module")
def new_address(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Addresses at which there is nothing yet, but for the empty database that PostgreSQL asks for."""
    if backend == "postgresql":
        server: Server = request.getfixturevalue("postgresql_server")
        return server.database
    return lambda: f"sqlite:///{tmp_path_factory.mktemp('database')}/season.db"


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    return new_address()


@pytest.fixture
def store(address: str) -> Store:
    return open_store(address, first=lambda: SEASON, create=True)
