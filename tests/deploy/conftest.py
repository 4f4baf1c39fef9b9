"""Fixtures of the tests of deploy/: a shared workbook, and a machine of GitHub Actions."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from studylib import clock
from studylib.stores.opening import open_store
from tests.deploy.github_runner import Runner, make_runner
from tests.servers import deployment


@pytest.fixture
def workbook(tmp_path: Path) -> str:
    """Make a database with a group's season. Give its address."""
    address = f"sqlite:///{tmp_path / 'studyboard.db'}"
    open_store(address, first=lambda: deployment.group(clock.now()), create=True).fetch()
    return address


@pytest.fixture
def runner(tmp_path: Path) -> Callable[..., Runner]:
    """Give a function that makes a machine: ``runner(stand_in)``. See ``make_runner``."""

    def make(stand_in: Sequence[str] = ()) -> Runner:
        return make_runner(tmp_path, stand_in)

    return make
