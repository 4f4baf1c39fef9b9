"""How hypothesis runs (in CI the same examples on every run, and no test fails for a slow machine), and how Streamlit
is set up for pages that run without a server, and the one PostgreSQL server of a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgresql

settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="module")
def configured() -> Iterator[None]:
    """Streamlit as the app sets it up, wherever the tests are started; without the search for packages that bring
    components of their own, nine tenths of the time of a run."""
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
