"""A server to attack, one for each file of tests."""

from collections.abc import Iterator

import pytest

from tests.attacks.attacked import Attacked, serve_attacked


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Serve a group whose board only members see."""
    with serve_attacked(tmp_path_factory.mktemp("attacked")) as attacked:
        yield attacked
