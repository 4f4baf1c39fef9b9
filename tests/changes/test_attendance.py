"""Attendance of a meeting, recorded as one change."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studylib.changes import history
from studylib.changes.attendance import (
    Marked,
    find_last_begun,
    list_marked,
    list_meetings,
    record_attendance,
    write_time,
)
from studylib.season import board
from studylib.text.errors import ChangeError
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.changes.builders import rows, saved, study_of, undone
from tests.changes.rules_season import SETTINGS
from tests.season.seasons import tab
from tests.workbook.presets.seasons import LONG_AFTER

SEOUL = ZoneInfo("Asia/Seoul")
BEGINS = datetime(2026, 3, 7, 19, tzinfo=SEOUL)
"""The first meeting. Others follow each week."""

OF = (1, "모임")


def make_cells(*recorded: tuple[Cell, ...], more: tuple[Tab, ...] = ()) -> Workbook:
    found = (
        (tab("attendance", "week | task | member | status | arrived_at | note", *recorded),)
        if recorded
        else ()
    )
    return Workbook(
        (
            SETTINGS,
            tab("members", "name | left_on", "가람", "나래", "다온 | 2026-03-05"),
            tab("weeks", "week", *((week,) for week in range(1, 4))),
            tab("tasks", "task | kind | due", "모임 | attendance | 토 19:00"),
            tab(
                "tiers",
                "status | hours | amount",
                ("10분 안", "10분", 0),
                ("지각", 1, 2000),
                ("결석", None, 5000),
            ),
            tab("Form Responses 1", "Timestamp | name | week | link"),
            *found,
            *more,
        )
    )


def record(cells: Workbook, of: tuple[int, str | None] = OF, /, **typed: str) -> Workbook:
    return saved(cells, record_attendance(cells, cells, study_of(cells), of, typed))


def list_said(cells: Workbook) -> list[Marked]:
    study = study_of(cells)
    return list_marked(cells, study, list_meetings(study)[0])


def list_fines(cells: Workbook) -> list[int]:
    return [int(fine) for fine in board.judge(study_of(cells), LONG_AFTER).query("week == 1")["fine"]]


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (BEGINS - timedelta(days=9), 1),
        (BEGINS, 1),
        (BEGINS + timedelta(days=7, milliseconds=-1), 1),
        (BEGINS + timedelta(days=7), 2),
        (LONG_AFTER, 3),
    ],
)
def test_the_last_meeting_that_has_begun_is_found(now: datetime, week: int) -> None:
    found = find_last_begun(study_of(make_cells()), now)
    assert found is not None
    assert found.week == week


def test_a_season_without_meetings_has_none() -> None:
    cells = make_cells()
    assert find_last_begun(study_of(Workbook((*cells.tabs[:3], *cells.tabs[4:]))), LONG_AFTER) is None


def test_the_members_who_are_judged_are_listed_with_what_is_recorded() -> None:
    assert list_said(make_cells()) == [Marked("가람"), Marked("나래")]
    cells = make_cells(
        (1, "모임", "나래", None, "2026-03-07 19:12:30"), (2, None, "가람", "결석"), (1, None, "가람", "지각")
    )
    assert list_said(cells) == [Marked("가람", 4, "지각"), Marked("나래", 2, "19:12:30")]


def test_times_and_statuses_are_one_change_and_one_entry_of_the_history() -> None:
    cells = make_cells()
    after = record(cells, 가람="19:12", 나래=" 결석 ")
    assert rows(after, "출석") == (
        ("주차", "과제", "이름", "구분", "도착", "메모"),
        (1, "모임", "가람", None, datetime(2026, 3, 7, 19, 12)),
        (1, "모임", "나래", "결석"),
    )
    assert [str(each.what) for each in history.read_history(after)] == ["1주차 모임 출석 기록(2명)"]
    assert list_said(after) == [Marked("가람", 2, "19:12"), Marked("나래", 3, "결석")]
    assert list_fines(after) == [2000, 5000]
    assert list_said(undone(after, 1)) == [Marked("가람"), Marked("나래")]


@pytest.mark.parametrize(
    ("typed", "fine"),
    [
        ("13:00", 0),
        ("18:59:59", 0),
        ("19:00", 0),
        ("19:09:59", 0),
        ("19:10", 2000),
        ("19:59:59", 2000),
        ("20:00", 5000),
        ("26:00", 5000),
        ("2026-03-07 19:10", 2000),
        ("출석", 0),
        ("지각", 0),
        ("10분 안", 0),
        ("결석", 5000),
        ("면제", 0),
    ],
)
def test_each_way_to_say_it_is_judged(typed: str, fine: int) -> None:
    after = record(make_cells(), 가람=typed)
    assert list_fines(after)[0] == fine
    assert list_said(after)[0].said


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("19:99", "19:99"),
        ("7:12", "Write 19:12, or with its day"),
        ("12:59:59", "far from"),
        ("7시", "two times"),
    ],
)
def test_a_time_that_is_not_sure_is_refused(typed: str, why: str) -> None:
    with pytest.raises(ChangeError, match=why):
        record(make_cells(), 가람=typed)


def test_an_unknown_word_is_refused_by_the_reader() -> None:
    with pytest.raises(ChangeError, match="왔음"):
        record(make_cells(), 가람="왔음")


def test_empty_texts_write_nothing_and_take_back_what_was_recorded() -> None:
    cells = make_cells((1, "모임", "가람", "지각"), (1, "모임", "나래", "결석", None, "전화함"))
    with pytest.raises(ChangeError, match="nothing to save"):
        record(make_cells(), 가람="", 나래=" ")
    after = record(cells, 가람="", 나래="")
    assert rows(after, "attendance")[1:] == ((), (1, "모임", "나래", None, None, "전화함"))
    assert list_fines(after) == [0, 0]


def test_a_status_takes_the_place_of_a_time() -> None:
    after = record(make_cells((1, "모임", "가람", None, "2026-03-07 19:30:00", "눈")), 가람="면제")
    assert rows(after, "attendance")[1] == (1, "모임", "가람", "면제", None, "눈")


def test_a_meeting_that_is_gone_is_told() -> None:
    cells = make_cells()
    with pytest.raises(ChangeError, match="no longer in the season"):
        record_attendance(cells, cells, study_of(cells), (9, "모임"), {"가람": "출석"})


def test_a_row_that_another_leader_changed_is_not_written_over() -> None:
    base = make_cells((1, "모임", "가람", "지각"))
    now = record(base, 가람="결석")
    with pytest.raises(ChangeError, match="has changed in the meantime"):
        record_attendance(base, now, study_of(now), OF, {"가람": "출석"})


def test_rows_that_cannot_be_read_are_left_alone() -> None:
    cells = make_cells((1, "모임", "모름", "지각"), ("x", None, "가람", "지각"))
    assert list_said(cells) == [Marked("가람"), Marked("나래")]


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (BEGINS, "19:00"),
        (BEGINS + timedelta(seconds=30), "19:00:30"),
        (BEGINS + timedelta(hours=6), "2026-03-08 01:00"),
    ],
)
def test_a_time_is_written_as_people_type_it(at: datetime, written: str) -> None:
    assert write_time(at, list_meetings(study_of(make_cells()))[0]) == written
