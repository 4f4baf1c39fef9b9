"""The look at the season reads the clock once a decision."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from studylib.config import studies
from studylib.web import look

pytestmark = pytest.mark.usefixtures("configured", "sample_workbook")

CHECKS = Path(__file__).parents[2] / "pages/checks.py"


@pytest.fixture
def readings(now: datetime, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The readings of a clock that is a second later each time."""
    readings: list[datetime] = []

    def read() -> datetime:
        readings.append(now + timedelta(seconds=len(readings)))
        return readings[-1]

    monkeypatch.setattr(look, "clock", SimpleNamespace(now=read))
    return readings


@pytest.mark.parametrize("query", [{}, {"as_of": "2022-05-01T00:00"}])
def test_a_page_reads_the_clock_once(readings: list[datetime], query: dict[str, str]) -> None:
    app = AppTest.from_file(str(CHECKS), default_timeout=60)
    app.query_params.update(query)
    app.run()
    assert not app.exception
    assert len(readings) == 1


def test_a_request_without_a_sign_in_reads_the_clock_once(readings: list[datetime]) -> None:
    season = look.find_reader(studies.choose_study(None)).read().season
    assert look.show_publicly(season, {"Host": "localhost"}, None) is not None
    assert len(readings) == 1
