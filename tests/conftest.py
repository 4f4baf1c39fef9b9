"""How hypothesis runs (in CI the same examples on every run, and no test fails for a slow machine), and how Streamlit
is set up for pages that run without a server, and the one PostgreSQL server of a run.
"""

import multiprocessing
import os
import sys
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from tests.stand_ins import postgresql

settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture
def fork_server(monkeypatch: pytest.MonkeyPatch) -> ForkServerContext:
    """Starts many programs quickly that share none of this one's connections.

    Each of them would first run this program's main script again. After a test of a page that is the page, for
    Streamlit leaves it as the main module.
    """
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    return multiprocessing.get_context("forkserver")


@pytest.fixture(scope="module")
def configured() -> Iterator[None]:
    """Streamlit as the app sets it up, wherever the tests are started; without the search for packages that bring
    components of their own, nine tenths of the time of a run.
    """
    from streamlit import config
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        patch.chdir(Path(__file__).parents[1])
        config.get_config_options(force_reparse=True)
        config.set_option("server.address", "localhost")  # as `make run` does
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """One for all tests of this process that ask for it."""
    with postgresql.serving() as server:
        yield server
