"""Times of answers that mean the same in a workbook of any zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from studylib.workbook import reader
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.portable import make_portable
from tests.season import seasons
from tests.season.reference import SEOUL

PARIS = ZoneInfo("Europe/Paris")
HEADER = ("Timestamp", "name", "week", "link")


def make_book(at: Cell, zone: ZoneInfo | None) -> Workbook:
    answers = seasons.tab("Form Responses 1", HEADER, (at, "가람", 1, "https://n.kr/1"))
    return Workbook(seasons.book(answers=answers).tabs, zone)


@pytest.mark.parametrize("at", [datetime(2022, 4, 10, 12, 0, 0, 999_000), "2022-04-10 12:00:00.999"])
@pytest.mark.parametrize(("zone", "own"), [(None, SEOUL), (PARIS, PARIS)])
def test_a_time_is_the_same_moment_in_any_zone(at: Cell, zone: ZoneInfo | None, own: ZoneInfo) -> None:
    portable = make_portable(make_book(at, zone), SEOUL)
    assert portable.zone is None
    for read_in in (None, ZoneInfo("America/New_York")):
        study, problems = reader.read(Workbook(portable.tabs, read_in))
        assert [each for each in problems if not each.is_notice] == []
        assert study.submissions["submitted_at"].tolist() == [datetime(2022, 4, 10, 12, 0, 0, 999_000, own)]


@pytest.mark.parametrize("at", [None, "", "soon", True])
def test_a_time_that_cannot_be_read_stays(at: Cell) -> None:
    book = make_book(at, PARIS)
    assert make_portable(book, SEOUL).tabs == book.tabs


def test_other_tabs_stay_as_they_are() -> None:
    book = make_book(datetime(2022, 4, 10), None)
    portable = make_portable(book, SEOUL)
    assert portable.tabs[:-1] == book.tabs[:-1]
    assert portable.tabs[-1].rows[0] == HEADER


def test_a_time_whose_order_the_column_settles_is_the_same_moment() -> None:
    """Once the others are in ISO form, nothing would settle it any more."""
    rows = (
        ("16/08/2025 12:00", "가람", 1, "https://n.kr/1"),
        ("4/12/2025 12:00", "나래", 1, "https://n.kr/2"),
    )
    portable = make_portable(seasons.book(answers=seasons.tab("Form Responses 1", HEADER, *rows)), SEOUL)
    written = [row[0] for row in portable.tabs[-1].rows[1:]]
    assert written == ["2025-08-16T12:00:00.000+09:00", "2025-12-04T12:00:00.000+09:00"]
