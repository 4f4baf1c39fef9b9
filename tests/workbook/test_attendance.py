"""The attendance tab."""

from datetime import date, datetime, time, timedelta

import pytest

from studylib.season.kinds import Status
from studylib.season.records import Arrival
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Tab
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

TASKS = tab("tasks", "task | kind | due", "Notes", "Meeting | attendance | Tue 20:00")
TIERS = tab("tiers", "status | hours | amount", "late | 0.5 | 1", "많이 지각 | 1 | 2", "absent | | 3")
HEADER = ("week", "task", "member", "status", "arrived_at", "note")


def read(
    *rows: tuple[Cell, ...], tasks: Tab | None = TASKS, tiers: Tab | None = TIERS
) -> tuple[tuple[Arrival, ...], list[tuple[int | None, str | None, str]]]:
    table = Tab("attendance", (HEADER, *rows))
    study, problems = reader.read(book(attendance=table, tasks=tasks, tiers=tiers))
    found = [(each.row, each.column, str(each.message)) for each in problems if each.since is None]
    return study.arrivals, found


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SEOUL)


@pytest.mark.parametrize("task", [None, "", "Meeting", "meeting"])
def test_the_only_meeting_of_a_week_needs_no_name(task: Cell) -> None:
    assert read((1, task, "가람", "출석", None, "on the phone")) == (
        (Arrival(1, "Meeting", "가람", None, Status.ON_TIME, None, "on the phone"),),
        [],
    )


@pytest.mark.parametrize(
    ("written", "status", "tier"),
    [
        ("출석", Status.ON_TIME, None),
        ("on time", Status.ON_TIME, None),
        ("on_time", Status.ON_TIME, None),
        ("지각", Status.LATE, None),
        ("Late", Status.LATE, None),
        ("결석", Status.ABSENT, None),
        ("absent", Status.ABSENT, None),
        ("면제", Status.EXCUSED, None),
        ("excused", Status.EXCUSED, None),
        ("많이  지각", Status.LATE, "많이 지각"),
    ],
)
def test_a_status_is_a_word_or_the_label_of_a_tier(written: str, status: Status, tier: str | None) -> None:
    assert read((1, None, "가람", written)) == ((Arrival(1, "Meeting", "가람", None, status, tier),), [])


def test_another_word_is_a_problem_that_lists_the_words() -> None:
    assert read((1, None, "가람", "병가")) == (
        (),
        [(2, "status", "“병가” is none of 출석, 지각, 결석, 면제, late, 많이 지각, absent.")],
    )


def test_being_late_without_such_a_tier_is_a_problem_and_no_absence() -> None:
    found, problems = read(
        (1, None, "가람", "지각"), tiers=tab("tiers", "status | hours | amount", "absent | | 3")
    )
    assert found == ()
    assert [why for _, _, why in problems] == [
        "No tier of this meeting is for being late. Write another word, or add such a tier."
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "19:12",
        time(19, 12),
        timedelta(hours=19, minutes=12),
        0.8,
        "오후 7시 12분",
        "2022-04-12 19:12",
        "2022-04-12T19:12:00+09:00",
    ],
)
def test_a_time_alone_is_on_the_day_of_the_meeting(cell: Cell) -> None:
    (arrival,), problems = read((1, None, "가람", None, cell))
    assert problems == []
    assert arrival.arrived_at == at("2022-04-12 19:12")


@pytest.mark.parametrize(
    ("due", "cell", "moment"),
    [
        ("Tue 20:00", "23:59", "2022-04-12 23:59"),
        ("Tue 20:00", "24:10", "2022-04-13 00:10"),
        ("Tue 20:00", "14:01", "2022-04-12 14:01"),
        ("Tue 20:00", "14:00", "2022-04-12 14:00"),
        ("Tue 20:00", "13:59", None),
        ("Tue 10:00", "22:00", "2022-04-12 22:00"),
        ("Tue 10:00", "22:01", None),
        ("24:00", "23:50", "2022-04-12 23:50"),
        ("24:00", "0:05", None),
        ("24:00", "24:05", "2022-04-13 00:05"),
    ],
)
def test_a_time_alone_far_from_the_meeting_is_a_problem(due: str, cell: str, moment: str | None) -> None:
    tasks = tab("tasks", "task | kind | due", "Notes", f"Meeting | attendance | {due}")
    found, problems = read((1, None, "가람", None, cell), tasks=tasks)
    if moment:
        assert ([each.arrived_at for each in found], problems) == ([at(moment)], [])
    else:
        why = f"“{cell}” is far from the start of the meeting. Write the day, too, such as 2022-04-06 19:12."
        assert (found, problems) == ((), [(2, "arrived_at", why)])


@pytest.mark.parametrize(
    ("due", "cell", "later"),
    [
        ("Tue 19:00", "7:12", "19:12"),
        ("Tue 19:00", time(6, 58), "18:58"),
        ("Tue 20:00", 0.375, "21:00"),
        ("Tue 20:30", "오전 8:31", "20:31"),
        ("Tue 13:30", "1:40", "13:40"),
        ("Tue 19:00", "12:59", None),
    ],
)
def test_a_time_of_the_wrong_half_of_the_day_is_a_problem_with_both_readings(
    due: str, cell: Cell, later: str | None
) -> None:
    tasks = tab("tasks", "task | kind | due", "Notes", f"Meeting | attendance | {due}")
    found, [(_, _, why)] = read((1, None, "가람", None, cell), tasks=tasks)
    assert found == ()
    if later is None:
        assert "far from the start" in why
        return
    earlier = f"{int(later[:2]) - 12:02}{later[2:]}"
    assert why.endswith(f"is long before the meeting. Write {later}, or with its day 2022-04-12 {earlier}.")


@pytest.mark.parametrize(
    ("cell", "is_told"),
    [
        ("2022-04-12 14:00:01", False),
        ("2022-04-12 14:00:00", False),
        ("2022-04-12 13:59:59", True),
        (datetime(2022, 4, 12, 8, 2), True),
        ("2022-04-05 19:58", True),
    ],
)
def test_an_arrival_long_before_its_meeting_is_read_and_told(cell: Cell, is_told: bool) -> None:
    found, told = read((1, None, "가람", None, cell))
    assert len(found) == 1
    why = "This is long before the meeting began. Check the day and the hour."
    assert told == ([(2, "arrived_at", why)] if is_told else [])


@pytest.mark.parametrize("cell", ["7시", "언제", 0, 2, True, "화 19:12", date(1990, 1, 1), "#N/A"])
def test_what_is_no_time_of_arrival_is_a_problem(cell: Cell) -> None:
    found, problems = read((1, None, "가람", "출석", cell))
    assert found == ()
    assert [(row, column) for row, column, _ in problems] == [(2, "arrived_at")]


def test_a_row_that_says_nothing_is_no_record() -> None:
    assert read((1, "Meeting", "가람"), (1, "Meeting", "나래", None, None, "?"), (1, None, "누구")) == (
        (),
        [],
    )


def test_of_two_rows_of_one_member_and_meeting_the_first_counts() -> None:
    found, problems = read(
        (1, None, "가람", "출석"), (1, "Meeting", "가람", "지각"), (2, None, "가람", "지각")
    )
    assert [each.status for each in found] == [Status.ON_TIME, Status.LATE]
    why = "가람 has two rows for Meeting in week 1. The first one counts. Delete the other."
    assert problems == [(3, "member", why)]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ((1, "Party", "가람", "출석"), "task", "There is no task “Party”. Write a name from the tasks tab."),
        (
            (1, "Notes", "가람", "출석"),
            "task",
            "Notes is handed in, so nobody attends it. Write another task.",
        ),
        ((9, None, "가람", "출석"), "week", "The season has no week 9. Write one of the weeks tab."),
        (
            (1, None, "누구", "출석"),
            "member",
            "There is no member “누구”. Write a name from the members tab.",
        ),
        ((None, None, "가람", "출석"), "week", "This cell is empty. Fill it in, or delete the row."),
    ],
)
def test_a_row_with_an_unreadable_cell_does_not_count(row: tuple[Cell, ...], column: str, why: str) -> None:
    assert read(row) == ((), [(2, column, why)])


def test_two_meetings_of_a_week_need_their_names() -> None:
    two = tab("tasks", "task | kind | due", "A | attendance | 20:00", "B | attendance | 21:00", "Notes")
    found, problems = read((1, None, "가람", "출석"), (1, "B", "가람", "출석"), tasks=two)
    assert [each.task for each in found] == ["B"]
    assert problems == [(2, "task", "Week 1 has several tasks: A, B. Write the one that is meant.")]


def test_without_a_meeting_among_the_tasks_the_tab_is_a_notice() -> None:
    study, (notice,) = reader.read(book(attendance=Tab("attendance", (HEADER, (1, None, "가람", "출석")))))
    assert study.arrivals == ()
    assert (notice.tab, notice.row, notice.is_notice) == ("attendance", None, True)
    assert str(notice.message).startswith("No task is a meeting, so this tab is not used.")


def test_an_arrival_that_is_still_to_come_is_told_until_then() -> None:
    table = Tab("attendance", (HEADER, (3, None, "가람", None, "2022-04-26 19:59")))
    _, _, dated = reader.read_dated(book(attendance=table, tasks=TASKS))
    assert [each.column for each in dated] == ["submitted_at", "submitted_at", "arrived_at"]
