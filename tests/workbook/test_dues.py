"""When in a cycle something is due, as people write it."""

from contextlib import suppress
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.tasks import Due
from studylib.season.weeks import find_due
from studylib.workbook.cells import Cell
from studylib.workbook.dues import parse_due
from studylib.workbook.values import CellError
from tests.workbook.reading import get_refusal

SEOUL = ZoneInfo("Asia/Seoul")
SUNDAY = 6


def at(hours: float, weekday: int | None = None, through: float = 0) -> Due:
    return Due(timedelta(hours=hours), weekday, timedelta(seconds=through))


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("22:00", at(22)),
        ("22시", at(22)),
        ("22시 30분", at(22.5)),
        ("오후 10시", at(22)),
        ("10 PM", at(22)),
        ("10:30pm", at(22.5)),
        ("밤 10시", at(22)),
        ("저녁 7시 반", at(19.5)),
        ("아침 9시", at(9)),
        ("낮 12시", at(12)),
        ("정오", at(12)),
        ("noon", at(12)),
        ("자정", at(24)),
        ("밤 12시", at(24)),
        ("midnight", at(24)),
        ("0시", at(0)),
        ("00:00", at(0)),
        ("24:00", at(24)),
        ("26:00", at(26)),
        ("22:00까지", at(22)),
        ("until 22:00", at(22)),
        ("９：００", at(9)),
    ],
)
def test_a_time_is_on_the_last_day_of_the_cycle(cell: Cell, due: Due) -> None:
    assert parse_due(cell) == due


@pytest.mark.parametrize(
    "cell",
    [
        "일 22:00",
        "일요일 22:00",
        "(일) 22:00",
        "22:00 (일)",
        "일요일밤 10시",
        "매주 일요일 오후 10시",
        "Sun 22:00",
        "sunday 10 pm",
        "every Sunday at 22:00",
        "22:00 on Sunday",
    ],
)
def test_a_weekday_and_a_time_are_on_the_last_such_day(cell: Cell) -> None:
    assert parse_due(cell) == at(22, SUNDAY)


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("23:58:59", at(23 + 59 / 60 - 1 / 3600)),
        ("23:59", at(23 + 59 / 60, through=60)),
        ("23:59:00", at(23 + 59 / 60, through=60)),
        ("23:59:01", at(23 + 59 / 60 + 1 / 3600)),
        ("23:59:58", at(24 - 2 / 3600)),
        ("23:59:59", at(24 - 1 / 3600, through=1)),
        ("24:00:00", at(24)),
        ("오후 11시 59분", at(23 + 59 / 60, through=60)),
        ("47:59", at(47 + 59 / 60, through=60)),
    ],
)
def test_the_last_minute_and_the_last_second_of_a_day_count_to_their_end(cell: Cell, due: Due) -> None:
    read = parse_due(cell)
    assert abs(read.clock - due.clock) < timedelta(milliseconds=1)
    assert read.through == due.through


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        (time(22), at(22)),
        (timedelta(hours=26), at(26)),
        (22 / 24, at(22)),
        (26 / 24, at(26)),
        (0.9999884259259259, at(24 - 1 / 3600, through=1)),
    ],
)
def test_a_time_that_a_sheet_keeps_as_one_is_read(cell: Cell, due: Due) -> None:
    read = parse_due(cell)
    assert abs(read.clock - due.clock) < timedelta(milliseconds=1)
    assert read.through == due.through


@pytest.mark.parametrize(("cell", "is_read"), [("47:59:59", True), ("48:00", False), ("48:01", False)])
def test_hours_run_to_the_end_of_the_next_day(cell: Cell, is_read: bool) -> None:
    if is_read:
        assert parse_due(cell).clock == timedelta(hours=48, seconds=-1)
    else:
        assert get_refusal(parse_due, cell).endswith("as Sun 22:00.")


@pytest.mark.parametrize(
    "cell",
    ["10시", "12시", "새벽 2시", "밤 1시", "밤 12시 30분", "오전 12시", "12 AM", "일요일 9시", "저녁 12시"],
)
def test_a_time_that_may_be_two_is_refused_with_the_way_out(cell: Cell) -> None:
    assert get_refusal(parse_due, cell) == (
        f"“{cell}” may be two times. Write it with 24 hours, such as 10:00, 22:00 or 26:00."
    )


@pytest.mark.parametrize(
    "cell",
    [
        *("22", 22, 0, 1, 2.5, True, "일", "일요일", "토, 일 22:00", "월 22:00 (일)", "22:60", "-1:00"),
        *("2022-04-12 22:00", "22:00 KST", "Sundayy 22:00", "x" * 10_000, "(" * 60, " " * 500 + "22", timedelta(2)),
        *(date(2022, 4, 12), float("nan"), float("inf"), -0.5, "일" * 60),
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused(cell: Cell) -> None:
    assert get_refusal(parse_due, cell).endswith(
        "is no time of day. Write it as 22:00, or with a weekday as Sun 22:00."
    )


@given(st.integers(0, 47), st.integers(0, 59), st.integers(0, 59), st.sampled_from([None, *range(7)]))
def test_any_time_in_digits_is_read_as_it_is_written(
    hour: int, minute: int, second: int, weekday: int | None
) -> None:
    name = "" if weekday is None else "월화수목금토일"[weekday] + " "
    read = parse_due(f"{name}{hour}:{minute:02}:{second:02}")
    assert read.weekday == weekday
    assert read.clock == timedelta(hours=hour, minutes=minute, seconds=second)
    assert bool(read.through) == ((hour % 24, minute) == (23, 59) and second in (0, 59))


@given(st.text(max_size=80) | st.floats() | st.integers())
def test_no_cell_stops_the_reading(cell: Cell) -> None:
    with suppress(CellError):
        assert timedelta() <= parse_due(cell).clock < timedelta(hours=48)


def test_a_due_time_lies_on_the_last_such_day_of_its_cycle() -> None:
    wednesday = date(2022, 4, 6)
    for cell, moment in (
        ("22:00", "2022-04-12T22:00:00+09:00"),
        ("일 22:00", "2022-04-10T22:00:00+09:00"),
        ("수 22:00", "2022-04-06T22:00:00+09:00"),
        ("26:00", "2022-04-13T02:00:00+09:00"),
        ("23:59", "2022-04-13T00:00:00+09:00"),
    ):
        due = find_due(parse_due(cell), wednesday, 7, SEOUL)
        assert due is not None
        assert due.isoformat() == moment
