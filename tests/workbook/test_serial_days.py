"""Days that a service keeps as numbers, and cells as it gives them back."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook import reader
from studylib.workbook.cells import Cell
from studylib.workbook.serial_days import count_days, find_day_places, keep_cell, show_day, show_days
from tests.season.seasons import book, tab


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (36_525, 36_525),
        (36_526, date(2000, 1, 1)),
        (73_051, date(2100, 1, 1)),
        (73_052, 73_052),
        (44_684.5, datetime(2022, 5, 3, 12)),
        (44_684.999_999_988_424, datetime(2022, 5, 3, 23, 59, 59, 999_000)),
        (0.5, 0.5),
        (True, True),
        (float("nan"), float("nan")),
        ("44684", "44684"),
        (None, None),
    ],
)
def test_a_number_from_2000_on_is_a_day_at_a_place_for_days(cell: Cell, shown: Cell) -> None:
    assert repr(show_day(cell)) == repr(shown)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(
        lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
    )
)
def test_a_moment_is_the_same_after_it_was_a_number(at: datetime) -> None:
    kept = show_day(count_days(at))
    assert kept == (at.date() if at.time() == time() else at)


@pytest.mark.parametrize("key", ["sent_settlements", "보낸 정산"])
def test_a_month_that_a_sheet_took_for_a_day_is_still_marked_as_sent(key: str) -> None:
    cells = book(settings=tab("settings", "key | value", ("starts_on", 44_657), (key, 44_682)))
    study, *_ = reader.read(show_days(cells, find_day_places(cells)))
    assert study.sent == {"2022-05"}


def test_a_season_with_numbers_for_days_reads_as_with_days() -> None:
    cells = book(
        settings=tab("settings", "key | value", ("starts_on", 44_657), ("cycle", 7)),
        members=tab("members", "name | joined_on | turn", ("가람", 44_657, 1), ("나래", None, 2)),
        weeks=tab("weeks", "week | title | due_at", (1, "CNNs", 44_663.75), (44_684, "x")),
    )
    shown = show_days(cells, find_day_places(cells))
    assert [shown.tabs[0].rows[1][1], shown.tabs[1].rows[1][1:]] == [date(2022, 4, 6), (date(2022, 4, 6), 1)]
    assert shown.tabs[2].rows[1:] == ((1, "CNNs", datetime(2022, 4, 12, 18)), (44_684, "x"))
    assert shown.tabs[0].rows[2] == ("cycle", 7)
    assert str(reader.read(shown)) == str(reader.read(cells))


@pytest.mark.parametrize(
    ("cell", "is_day", "kept"),
    [
        (date(2022, 5, 3), True, date(2022, 5, 3)),
        (date(2022, 5, 3), False, "2022-05-03"),
        (date(1999, 12, 31), True, "1999-12-31"),
        (datetime(2022, 5, 3), True, date(2022, 5, 3)),
        (datetime(2022, 5, 3, 1, 2, 3, 4_567), True, datetime(2022, 5, 3, 1, 2, 3, 4_000)),
        (datetime(2022, 5, 3, 1), False, "2022-05-03 01:00:00.000"),
        (datetime(2022, 5, 3, tzinfo=timezone(timedelta(hours=9))), True, "2022-05-03 00:00:00.000+09:00"),
        (time(1, 2), True, "01:02:00"),
        (timedelta(hours=1), False, "1:00:00"),
        (2.0, False, 2),
        (2.5, False, 2.5),
        (2**53 + 1, False, "9007199254740993"),
        (True, False, True),
        ("=1", False, "=1"),
        (None, False, None),
    ],
)
def test_a_cell_is_kept_as_a_sheet_gives_it_back(cell: Cell, is_day: bool, kept: Cell) -> None:
    assert repr(keep_cell(cell, is_day)) == repr(kept)
