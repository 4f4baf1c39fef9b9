"""GitHub as a stand-in, and a home without secrets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studylib.questions import access, github
from tests.stand_ins.github import GitHub


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder and a home without secrets, and an environment that names no GitHub."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in (access.TOKEN, access.API, access.SERVER):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with GitHub() as hub:
        yield hub


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github, "BETWEEN_WRITES", None)
