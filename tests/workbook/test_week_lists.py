"""Lists of weeks and of fines by week, as people, Studyboard and spreadsheets write them."""

import contextlib
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.kinds import HIGHEST_WEEK
from studylib.workbook import values, week_lists
from studylib.workbook.cells import Cell
from tests.season.seasons import CELLS

WEEKS = st.sets(st.integers(1, HIGHEST_WEEK), min_size=1).map(lambda weeks: tuple(sorted(weeks)))


@pytest.mark.parametrize(
    ("cell", "weeks"),
    [
        ("1, 2, 3", (1, 2, 3)),
        ("1,2,3", (1, 2, 3)),
        ("1 2 3", (1, 2, 3)),
        ("3; 1; 2", (1, 2, 3)),
        ("1、2、3", (1, 2, 3)),
        ("１，２", (1, 2)),
        ("1\n2\n3", (1, 2, 3)),
        ("1, 1, 2,", (1, 2)),
        ("1~3", (1, 2, 3)),
        ("1-3, 5", (1, 2, 3, 5)),
        ("1주차 ~ 3주차", (1, 2, 3)),
        ("1주차, 2 주차", (1, 2)),
        ("Week 3", (3,)),
        ("3", (3,)),
        (3, (3,)),
        (3.0, (3,)),
        (999, (999,)),
    ],
)
def test_a_list_of_weeks_is_read_as_people_and_sheets_write_it(cell: Cell, weeks: tuple[int, ...]) -> None:
    assert week_lists.parse_weeks(cell) == weeks


@pytest.mark.parametrize(
    "cell",
    [
        "4월",
        "0",
        "1000",
        "1, x",
        "1, , x",
        "3-1",
        "1, 3-2",
        "1-2-3",
        ",",
        1.2,
        0,
        1_000,
        44_563,
        -3,
        True,
        float("nan"),
        float("inf"),
        10**400,
        date(2022, 1, 2),
        datetime(2022, 1, 2),
        time(1, 2),
        timedelta(1),
        "1, " * 100_000,
        "-" * 15_000,
        "~" * 15_000,
    ],
)
def test_what_is_surely_no_list_of_weeks_is_refused_with_the_way_to_write_one(cell: Cell) -> None:
    with pytest.raises(values.CellError, match="is no list of weeks"):
        week_lists.parse_weeks(cell)


@pytest.mark.parametrize(
    ("cell", "fines"),
    [
        ("2: 3000, 3: 4000", ((2, 3_000), (3, 4_000))),
        ("3:4000,2:3000", ((2, 3_000), (3, 4_000))),
        ("2주차: 3000원; 3주차 = 4000", ((2, 3_000), (3, 4_000))),
        ("2: 3000", ((2, 3_000),)),
        ("2: 0, 3: 1", ((3, 1),)),
        ("2: 0", ()),
    ],
)
def test_fines_by_week_are_read_rising(cell: Cell, fines: tuple[tuple[int, int], ...]) -> None:
    assert week_lists.parse_fines(cell) == fines


@pytest.mark.parametrize(
    "cell",
    [
        "3000",
        3_000,
        "2: 3000, 2: 4000",
        "2: 3,000",
        "2: x",
        "x: 3000",
        "0: 3000",
        "2: -3000",
        "2: 3000, 3",
        "2: 1000000001",
        time(2, 30),
        timedelta(hours=52),
        "2: 1, " * 100_000,
        ":" * 15_000,
    ],
)
def test_what_is_no_list_of_fines_by_week_is_refused_with_the_way_to_write_one(cell: Cell) -> None:
    with pytest.raises(values.CellError, match="is no list of fines by week"):
        week_lists.parse_fines(cell)


@given(CELLS)
def test_any_cell_is_a_list_or_refused(cell: Cell) -> None:
    for parse in (week_lists.parse_weeks, week_lists.parse_fines):
        with contextlib.suppress(values.CellError):
            parse(cell)


@given(WEEKS)
def test_written_weeks_are_read_back(weeks: tuple[int, ...]) -> None:
    assert week_lists.parse_weeks(week_lists.write_weeks(weeks)) == weeks


def test_all_weeks_of_the_longest_season_fit_into_a_cell_that_is_read() -> None:
    weeks = tuple(range(1, HIGHEST_WEEK + 1))
    fines = tuple((week, values.HIGHEST_AMOUNT) for week in weeks)
    assert week_lists.parse_weeks(week_lists.write_weeks(weeks)) == weeks
    assert week_lists.parse_fines(week_lists.write_fines(fines)) == fines


@given(WEEKS, st.data())
def test_written_fines_by_week_are_read_back(weeks: tuple[int, ...], data: st.DataObject) -> None:
    fines = tuple((week, data.draw(st.integers(1, values.HIGHEST_AMOUNT))) for week in weeks[:9])
    assert week_lists.parse_fines(week_lists.write_fines(fines)) == fines


def test_nothing_is_written_for_no_weeks_and_no_fines() -> None:
    assert (week_lists.write_weeks(()), week_lists.write_fines(())) == ("", "")
