"""The look at the season reads the clock once a decision."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from studylib.access.redaction import Redaction
from studylib.config import studies
from studylib.source.season import read_season
from studylib.web import look, readers
from tests.pages.drawn import NOW
from tests.pages.workbooks import SEOUL, group
from tests.season.seasons import MS
from tests.web.visits import make_visit, move_visit

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
    season = readers.find_reader(studies.choose_study(None)).read().season
    assert look.show_publicly(season, {"Host": "localhost"}, None) is not None
    assert len(readings) == 1


@pytest.mark.parametrize(("nudge", "changed"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_page_has_changed_once_a_moment_is_no_longer_still_to_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nudge: timedelta, changed: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = datetime(2022, 5, 11, 2, 30), "하나", 4, "https://hana.example/4"
    drawn = make_visit(group(answers=[answer]))
    assert len(drawn.problems) == 1
    end = answer[0].replace(tzinfo=SEOUL) - timedelta(minutes=2)
    assert look.has_changed(drawn, move_visit(drawn, end + nudge)) is changed


def test_who_may_not_know_of_problems_is_told_of_no_moment_that_is_still_to_come() -> None:
    answer = datetime(2023, 5, 11), "하나", 4, "https://hana.example/4"
    season = read_season(group(answers=[answer]))
    for reasons, count in ((False, 1), (True, 0)):
        veil = Redaction(everything=False, cells=True, reasons=reasons, money=False, names=False)
        assert len(look.redact_season(season, veil).list_problems(NOW)) == count
