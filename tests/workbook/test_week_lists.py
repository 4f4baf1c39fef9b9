"""Lists of weeks and of fines by week, as people, Studyboard and spreadsheets write them."""

import contextlib
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.kinds import HIGHEST_WEEK
from studylib.workbook import values, week_lists
from studylib.workbook.cells import Cell
from studylib.workbook.week_lists import FineList, WeekList
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
    assert week_lists.parse_weeks(cell) == WeekList(weeks)


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
        "3 Week 4",
        "3 4-5",
        "3 2022",
        '3 "읽기',
        '"읽기"',
        '3 "읽기" 4',
        '3 "읽기" "쓰기"',
        '3 ""',
        '0 "읽기"',
        "1000 읽기",
        '"' * 30_000,
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
    assert week_lists.parse_fines(cell) == FineList(fines)


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
        "2 읽기: 1, 2 읽기: 2",
        '2 "읽기": 1 "쓰기"',
        '2 "읽기"',
        "1~3: 3000",
        '"' * 30_000,
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
    assert week_lists.parse_weeks(week_lists.write_weeks(weeks)) == WeekList(weeks)


def test_all_weeks_of_the_longest_season_fit_into_a_cell_that_is_read() -> None:
    weeks = tuple(range(1, HIGHEST_WEEK + 1))
    fines = tuple((week, values.HIGHEST_AMOUNT) for week in weeks)
    assert week_lists.parse_weeks(week_lists.write_weeks(weeks)) == WeekList(weeks)
    assert week_lists.parse_fines(week_lists.write_fines(fines)) == FineList(fines)


@given(WEEKS, st.data())
def test_written_fines_by_week_are_read_back(weeks: tuple[int, ...], data: st.DataObject) -> None:
    fines = tuple((week, data.draw(st.integers(1, values.HIGHEST_AMOUNT))) for week in weeks[:9])
    assert week_lists.parse_fines(week_lists.write_fines(fines)) == FineList(fines)


def test_nothing_is_written_for_no_weeks_and_no_fines() -> None:
    assert (week_lists.write_weeks(()), week_lists.write_fines(())) == ("", "")


# ---- single tasks ----


@pytest.mark.parametrize(
    ("cell", "weeks", "tasks"),
    [
        ("1, 2, 3 문제 풀이", (1, 2), ((3, "문제 풀이"),)),
        ("3주차 문제 풀이", (3,), ()),
        ("3 문제 풀이, 1, 3 읽기", (1,), ((3, "문제 풀이"), (3, "읽기"))),
        ("3 읽기, 3", (3,), ()),
        ('3 "1, 2: 3000"', (), ((3, "1, 2: 3000"),)),
        ('3"읽기", 4', (4,), ((3, "읽기"),)),
        ('3 "그는 ""네"" 했다", 3 B-1', (), ((3, "B-1"), (3, '그는 "네" 했다'))),
    ],
)
def test_a_task_of_a_week_is_read_beside_whole_weeks(
    cell: str, weeks: tuple[int, ...], tasks: tuple[tuple[int, str], ...]
) -> None:
    """A week with its title is the whole week, as before there were tasks."""
    assert week_lists.parse_weeks(cell) == WeekList(weeks, tasks)


def test_fines_of_tasks_are_read_beside_those_of_weeks() -> None:
    cell = '2: 3000, 3 문제 풀이: 1000원, 3 "a: 1, b": 2000, 3 읽기: 0'
    assert week_lists.parse_fines(cell) == FineList(
        ((2, 3_000),), ((3, "a: 1, b", 2_000), (3, "문제 풀이", 1_000))
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("문제 풀이", "3 문제 풀이"),
        ("a, b", '3 "a, b"'),
        ("5: 7", '3 "5: 7"'),
        ("4", '3 "4"'),
        ("주차", '3 "주차"'),
        ("4주차", '3 "4주차"'),
        ("~5", '3 "~5"'),
        ("week", '3 "week"'),
        ('"', '3 """"'),
        ("ＡＢ", '3 "ＡＢ"'),
        ("a\nb", '3 "a\nb"'),
        ("x" * 300, f'3 "{"x" * 300}"'),
    ],
)
def test_a_name_that_could_be_misread_is_written_in_quotes(name: str, written: str) -> None:
    assert week_lists.write_weeks((), [(3, name)]) == written


NAMES = (
    st.one_of(
        st.text(min_size=1, max_size=12),
        st.text(alphabet='0123456789,:;"=~-–·&+/ 주차회week원a', min_size=1, max_size=12),
    )
    .map(values.show_text)
    .filter(bool)
)


@given(st.sets(st.tuples(st.integers(1, HIGHEST_WEEK), NAMES), min_size=1, max_size=5), WEEKS)
def test_any_task_is_read_back_as_it_was_written(
    singles: set[tuple[int, str]], weeks: tuple[int, ...]
) -> None:
    tasks = tuple(sorted(each for each in singles if each[0] not in weeks[:3]))
    assert week_lists.parse_weeks(week_lists.write_weeks(weeks[:3], tasks)) == WeekList(weeks[:3], tasks)
    fines = tuple(sorted((*each, 7) for each in singles))
    assert week_lists.parse_fines(week_lists.write_fines([(5, 1)], fines)) == FineList(((5, 1),), fines)


def test_fines_of_more_tasks_than_a_cell_holds_are_written_by_week() -> None:
    fines = [(week, f"{letter} {'길' * 90}", 7) for week in range(1, 200) for letter in "가나"]
    assert week_lists.parse_fines(week_lists.write_fines([(1, 5)], fines)) == FineList(
        ((1, 19), *((week, 14) for week in range(2, 200)))
    )
    few = fines[:100]
    assert len(week_lists.parse_fines(week_lists.write_fines([], few)).tasks) == 100
