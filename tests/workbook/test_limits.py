from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.kinds import Limit
from studylib.season.study import Tier
from studylib.workbook import limits, values
from studylib.workbook.cells import Cell


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        (12, 12),
        (0, 0),
        (0.5, 0.5),
        ("12", 12),
        ("12시간", 12),
        ("마감 후 12시간까지", 12),
        ("30분", 0.5),
        ("24 h", 24),
        ("0.5일", 12),
        ("0일", 0),
        ("0일 3시간", 3),
    ],
)
def test_plain_hours_are_real_hours(cell: Cell, hours: float) -> None:
    assert limits.parse_limit(cell) == (hours, Limit.HOURS)


@pytest.mark.parametrize(
    ("cell", "hours"), [("1일", 24), ("하루", 24), ("2 days", 48), ("1주일", 168), ("1일 12시간 30분", 36.5)]
)
def test_whole_days_are_days_of_the_calendar(cell: str, hours: float) -> None:
    assert limits.parse_limit(cell) == (hours, Limit.DAYS)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("정오", 12),
        ("낮 12시", 12),
        ("정오까지", 12),
        ("마감 후 정오까지", 12),
        ("Noon", 12),
        ("by noon", 12),
        ("until 12:00", 12),
        ("12:00까지", 12),
        ("１２：００까지", 12),
        ("12시까지", 12),
        ("오후 12시", 12),
        ("12 PM", 12),
        ("9시 30분까지", 9.5),
        ("오전 9시 30분", 9.5),
        ("9:30 a.m.", 9.5),
        ("at 0:00:01", 1 / 3600),
        ("자정", 24),
        ("midnight", 24),
        ("밤 12시까지", 24),
        ("0:00까지", 24),
        ("until 24:00", 24),
        ("23:58까지", 23 + 58 / 60),
        ("23:59까지", 24),
        ("23:59:58까지", 24 - 2 / 3600),
        ("23:59:59까지", 24),
    ],
)
def test_what_is_surely_a_time_of_day_is_one(cell: str, hours: float) -> None:
    assert limits.parse_limit(cell) == (hours, Limit.CLOCK)


@pytest.mark.parametrize(
    "cell", ["12:00", "0:30", "12:00:00", "12시", "９：００", "9시 30분", time(12), timedelta(hours=12)]
)
def test_a_clock_alone_is_refused_because_it_may_be_hours(cell: Cell) -> None:
    with pytest.raises(values.CellError) as refused:
        limits.parse_limit(cell)
    shown = values.show_text(cell)
    assert str(refused.value.why) == (
        f"“{shown}” may be hours or a time of day. Write it as 12 h or until 12:00."
    )


@pytest.mark.parametrize(
    "cell",
    [
        "12까지",
        "until 12",
        "until 24:01",
        "25:00까지",
        "오후 13시",
        "12:60까지",
        "수요일 정오",
        "수 12:00까지",
        "12:00 KST까지",
        "12:00:00.5까지",
        "2022-04-13 12:00까지",
        "까지",
        "until ",
        "amazing",
        "정오" * 30,
        "until " + "1" * 10_000,
        "일" * 10_000,
        True,
        "-1",
    ],
)
def test_all_else_is_no_limit(cell: Cell) -> None:
    with pytest.raises(values.CellError, match=r"is not a number|is outside 0 to 8784"):
        limits.parse_limit(cell)


SECONDS = st.integers(1, 24 * 3600)


@given(SECONDS)
def test_every_time_of_day_that_is_written_is_read_again(seconds: int) -> None:
    hours, _ = limits.parse_limit(f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}까지")
    written = limits.write_limit(Tier("late", hours, 1, Limit.CLOCK))
    assert limits.parse_limit(written) == (hours, Limit.CLOCK)


@given(st.integers(1, 365), SECONDS.map(lambda seconds: seconds - 1))
def test_every_number_of_days_that_is_written_is_read_again(days: int, seconds: int) -> None:
    cell = f"{days}일 {seconds // 3600}시간 {seconds // 60 % 60}분 {seconds % 60}초"
    hours, _ = limits.parse_limit(cell)
    written = limits.write_limit(Tier("late", hours, 1, Limit.DAYS))
    assert limits.parse_limit(written) == (hours, Limit.DAYS)


@pytest.mark.parametrize(
    ("tier", "written"),
    [
        (Tier("absent", None, 1), ""),
        (Tier("late", 12.0, 1), "12"),
        (Tier("late", 36.5, 1), "36.5"),
        (Tier("late", 12.0, 1, Limit.CLOCK), "until 12:00:00"),
        (Tier("late", 24.0, 1, Limit.CLOCK), "until 24:00:00"),
        (Tier("late", 36.5, 1, Limit.DAYS), "1d 12h 30m 0s"),
    ],
)
def test_a_limit_is_written_as_a_cell_could_have_it(tier: Tier, written: str) -> None:
    assert limits.write_limit(tier) == written
