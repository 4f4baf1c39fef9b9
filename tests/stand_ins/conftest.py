"""The stand-in for Google, with a study in it."""

from collections.abc import Iterator

import pytest

from tests.stand_ins.asking import STUDY
from tests.stand_ins.googlesheets.server import Google


@pytest.fixture
def google() -> Iterator[Google]:
    with Google(STUDY, open=True, quota=None) as google:
        yield google
