"""A home without secrets, and servers that take reminders."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studylib.reminders import delivery
from tests.stand_ins.receiver import AnyPort, Mails, receiver

__all__ = ["receiver"]  # a fixture


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without secrets."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(delivery.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def post() -> Iterator[tuple[Mails, str]]:
    """A mail server, and how an address on it begins."""
    mails = Mails()
    controller = AnyPort(mails, hostname="127.0.0.1", port=0)
    controller.start()
    yield mails, f"mailto://127.0.0.1:{controller.port}"
    controller.stop()
