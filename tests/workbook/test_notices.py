"""What can be read but is probably not meant."""

from dataclasses import replace
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from studylib.season.problems import Problem
from studylib.workbook import reader
from studylib.workbook.cells import Tab
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

TASKS = tab("tasks", "task | kind | due", "Notes", "Meeting | attendance | Tue 20:00")


def list_silent(*rows: str) -> list[Problem]:
    attendance = tab("attendance", "week | member | status", *rows)
    _, problems = reader.read(book(tasks=TASKS, attendance=attendance))
    return problems


def test_a_meeting_of_which_nothing_is_recorded_is_told_from_its_close_on() -> None:
    found = list_silent("2 | 가람 | 출석", "3 | 가람 |")
    assert [str(each.message) for each in found] == [
        f"Nothing is recorded of Meeting in week {week}, so it costs nobody anything. Record who came."
        for week in (1, 3)
    ]
    assert all(each.is_notice for each in found)
    closes = reader.read(book(tasks=TASKS))[0].weeks[0].duties[1].closes_at
    assert found[0].since == closes
    assert [found[0].holds(closes + timedelta(seconds=each)) for each in (-1, 0, 1)] == [False, True, True]


def test_without_a_tab_of_attendance_each_meeting_is_told() -> None:
    _, problems = reader.read(book(tasks=TASKS))
    assert [each.tab for each in problems] == ["attendance / 출석"] * 3


@pytest.mark.parametrize(
    ("zone", "is_told"),
    [
        (None, False),
        (SEOUL, False),
        (ZoneInfo("Asia/Tokyo"), False),
        (timezone(timedelta(hours=9)), False),
        (ZoneInfo("America/New_York"), True),
        (timezone(timedelta(hours=8, minutes=59)), True),
        (ZoneInfo("UTC"), True),
    ],
)
def test_a_sheet_of_another_time_zone_is_a_notice(zone: ZoneInfo | None, is_told: bool) -> None:
    _, problems = reader.read(replace(book(), zone=zone))
    assert [(each.tab, each.row, each.is_notice) for each in problems] == (
        [("settings", 4, True)] if is_told else []
    )


def test_a_sheet_of_another_zone_is_told_even_without_the_setting() -> None:
    settings = tab("settings", "key | value", "starts_on | 2022-04-06")
    _, (notice,) = reader.read(replace(book(settings=settings), zone=ZoneInfo("UTC")))
    assert (notice.row, notice.is_notice) == (None, True)
    assert str(notice.message).startswith("The sheet is in the time zone UTC, the study in Asia/Seoul.")


@pytest.mark.parametrize(
    ("members", "weeks", "is_told"),
    [
        (None, None, True),
        (tab("members", "name | turn", "가람 | 1", "나래"), None, False),
        (None, tab("weeks", "week | writer", "1 | 가람", "2"), False),
    ],
)
def test_a_task_of_whose_turn_it_is_without_turns_is_a_notice(
    members: Tab | None, weeks: Tab | None, is_told: bool
) -> None:
    tasks = tab("tasks", "task | kind | who", "Notes", "Blog | link | 당번")
    given = {name: each for name, each in (("members", members), ("weeks", weeks)) if each}
    answers = tab("Form Responses 1", "Timestamp | name | week | link")
    _, problems = reader.read(book(tasks=tasks, answers=answers, **given))
    assert [(each.tab, each.row, each.column, each.is_notice) for each in problems] == (
        [("tasks", 3, "who", True)] if is_told else []
    )
