"""The tasks tab."""

from datetime import timedelta

import pytest

from studylib.season.kinds import TaskKind
from studylib.season.study import Study
from studylib.season.tasks import Due, Task
from studylib.workbook import reader
from studylib.workbook.cells import Tab
from studylib.workbook.sizes import MOST_TASKS
from tests.season.seasons import book, tab
from tests.workbook.reading import EMPTY_CELL

ENDS_FIRST = "The task ends in week 2, before it begins. Fix one of the two weeks."
ONE_ARRIVAL = "A meeting takes one arrival. Empty this cell, or add a task for each meeting."
HEADER = "task | kind | due | count | per_day | who | tiers | cap | from_week | to_week"
TIERS = tab(
    "tiers", "status | hours | amount | set", "late | 12 | 1 |", "absent | | 2", "absent | | 3 | 모임"
)


def read(*rows: str, **tabs: Tab | None) -> tuple[Study, list[tuple[str | None, str]]]:
    tabs = {"answers": tab("Form Responses 1", "Timestamp | name | week | link"), "tiers": TIERS, **tabs}
    study, problems = reader.read(book(tasks=tab("tasks", HEADER, *rows), **tabs))
    return study, [(each.column, str(each.message)) for each in problems if each.since is None]


def test_each_row_is_a_task() -> None:
    study, problems = read(
        "Notes",
        "Problems | link | Sun 22:00 | 5 | 1 | 가람, 나래 | 모임 | 10,000원 | 2 | 3",
        "Meeting | attendance | Tue 20:00 | | | 당번",
        members=tab("members", "name | turn", "가람 | 1", "나래 | 2"),
    )
    assert problems == []
    assert study.tasks == (
        Task("Notes"),
        Task(
            "Problems",
            TaskKind.LINK,
            Due(timedelta(hours=22), 6),
            count=5,
            per_day=1,
            members=("가람", "나래"),
            tiers="모임",
            cap=10_000,
            from_week=2,
            to_week=3,
        ),
        Task("Meeting", TaskKind.ATTENDANCE, Due(timedelta(hours=20), 1), of_turn=True),
    )
    assert [[duty.task.name for duty in week.duties] for week in study.weeks] == [
        ["Notes", "Meeting"],
        ["Notes", "Problems", "Meeting"],
        ["Notes", "Problems", "Meeting"],
    ]


@pytest.mark.parametrize("tasks", [None, tab("tasks", HEADER), tab("tasks", HEADER, "", " | ")])
def test_without_rows_each_week_has_the_unnamed_task(tasks: Tab | None) -> None:
    study, problems = reader.read(book(tasks=tasks))
    assert (study.tasks, problems) == ((), [])
    assert [[duty.task for duty in week.duties] for week in study.weeks] == [[Task()]] * 3


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("Notes | quiz", "kind", "“quiz” is none of link, 제출, 링크, attendance, 출석."),
        ("Notes | | 10시", "due", "“10시” may be two times. Write it with 24 hours, such as 10:00, 22:00 or 26:00."),
        ("Notes | | | 0", "count", "0 is outside 1 to 1000. Write how many."),
        ("Notes | | | 2.5", "count", "“2.5” is not a whole number. Write digits only, such as 3."),
        ("Notes | | | 1001", "count", "1001 is outside 1 to 1000. Write how many."),
        ("Notes | | | 2 | 0", "per_day", "0 is outside 1 to 1000. Write how many."),
        ("Notes | | | 2 | -1", "per_day", "-1 is outside 1 to 1000. Write how many."),
        ("Notes | | | | | 가람, 누구", "who", "There is no member “누구”. Write a name from the members tab."),
        ("Notes | | | | | | 없음", "tiers", "No tier belongs to the set “없음”. Write a set of the tiers tab."),
        ("Notes | | | | | | | 많이", "cap", "“많이” is not an amount of won. Write digits only, such as 3000."),
        ("Notes | | | | | | | | 3 | 2", "to_week", ENDS_FIRST),
        ("Notes | | | | | | | | 0", "from_week", "“0” names no week. Write one, as 3 or 3주차."),
        ("M | attendance | | 2", "count", ONE_ARRIVAL),
        ("M | 출석 | | | 3", "per_day", ONE_ARRIVAL),
        (f"{'n' * 101}", "task", f"“{'n' * 79}…” has 101 characters, and at most 100 are read. Shorten it."),
        (" | link", "task", EMPTY_CELL),
        ("#REF! | link", "task", "“#REF!” is the error of a formula, not a value. Fix the formula, or type the value."),
    ],
)  # fmt: skip
def test_a_task_with_an_unreadable_cell_is_a_problem_and_costs_nothing(
    row: str, column: str, why: str
) -> None:
    study, problems = read(row, "Second")
    assert problems == [(column, why)]
    assert [task.cap for task in study.tasks] == [0, None]
    assert study.tasks[1].name == "Second"


def test_without_a_column_of_names_the_tasks_cost_nothing() -> None:
    study, problems = reader.read(book(tasks=tab("tasks", "tassk | kind | count", "Notes | link | 2")))
    assert [str(each.message) for each in problems] == [
        "There is no column task / 과제. “tassk” looks like it. Rename it so, or add the setting columns / 열 with the "
        "value 과제 = tassk."
    ]
    assert study.tasks == (Task("#1", cap=0),)
    assert len(study.submissions) == 2


@pytest.mark.parametrize(("letters", "is_read"), [(99, True), (100, True), (101, False)])
def test_a_name_has_at_most_a_hundred_letters(letters: int, is_read: bool) -> None:
    assert (read("n" * letters)[1] == []) is is_read


@pytest.mark.parametrize(("first", "last", "is_read"), [(2, 1, False), (2, 2, True), (2, 3, True)])
def test_a_task_may_end_in_the_week_in_which_it_begins(first: int, last: int, is_read: bool) -> None:
    assert (read(f"Notes | | | | | | | | {first} | {last}")[1] == []) is is_read


@pytest.mark.parametrize("name", ["Notes", " notes", "NOTES\u200b"])
def test_of_two_rows_of_one_name_the_first_counts(name: str) -> None:
    study, problems = read("Notes | | | 2", f"{name} | | | 3")
    assert [task.count for task in study.tasks] == [2]
    assert [why for _, why in problems] == [
        f"The task {name.strip().strip(chr(0x200B))} has two rows. The first one counts. Delete the other."
    ]


@pytest.mark.parametrize(
    ("cycle", "due", "week"),
    [(7, "수 22:00", None), (3, "수 22:00", 2), (5, "목 22:00", None), (5, "월 22:00", 1)],
)
def test_a_weekday_that_the_cycle_of_a_week_lacks_is_a_problem(
    cycle: int, due: str, week: int | None
) -> None:
    """Cycles of 3 days begin on Wednesday 4/6, Saturday 4/9 and Tuesday 4/12."""
    settings = tab("settings", "key | value", "starts_on | 2022-04-06", f"cycle | {cycle}")
    weeks = tab("weeks", "week", "1", "2")
    study, problems = read(f"Notes | | {due}", settings=settings, weeks=weeks)
    why = f"Week {week} has no such weekday, because its cycle is too short. Write another weekday, or a time alone."
    assert problems == ([("due", why)] if week else [])
    assert study.tasks[0].cap == (0 if week else None)


@pytest.mark.parametrize(
    ("cycle", "due", "is_early"),
    [
        (1, "0:00", True),
        (1, "0:01", False),
        (1, "24:00", False),
        (7, "수 0:00", True),
        (7, "수 00:00:01", False),
        (7, "0:00", False),
        (2, "수 0:00", True),
    ],
)
def test_a_task_that_would_be_due_as_its_week_opens_is_a_problem_and_costs_nothing(
    cycle: int, due: str, is_early: bool
) -> None:
    """The first week opens on Wednesday 4/6."""
    settings = tab("settings", "key | value", "starts_on | 2022-04-06", f"cycle | {cycle}")
    study, problems = read(f"Notes | | {due}", settings=settings, weeks=tab("weeks", "week", "1"))
    why = "Week 1 would be due before it opens. Write a later moment."
    assert problems == ([("due", why)] if is_early else [])
    assert study.tasks[0].cap == (0 if is_early else None)
    [duty] = study.duties
    assert duty.opens_at < duty.due_at


@pytest.mark.parametrize(
    ("due_at", "is_early"),
    [("일 01:00", False), ("일 00:59:58", True), ("2022-04-10 00:30", True), ("목 10:00", True)],
)
def test_a_due_moment_that_moves_a_task_before_its_opening_is_a_problem(due_at: str, is_early: bool) -> None:
    """The week is due on Wednesday at midnight. Its task is due a second less than three days after the opening."""
    weeks = tab("weeks", "week | due_at", f"1 | {due_at}")
    study, problems = read("Notes", "Problems | | 금 23:00:01", weeks=weeks)
    why = "With this deadline Problems of week 1 would be due before it opens. Write a later moment."
    assert [why for column, why in problems if column == "due_at"] == ([why] if is_early else [])
    assert all(duty.opens_at < duty.due_at for duty in study.duties)
    assert study.weeks[0].extended is not is_early


def test_a_due_moment_of_a_week_moves_its_tasks_by_as_much() -> None:
    weeks = tab("weeks", "week | due_at", "1", "2 | 일 22:00", "3 | 2022-04-28 23:59")
    study, _ = read("Notes", "Problems | | 토 21:00", weeks=weeks)
    assert [[f"{duty.due_at:%m-%d %H:%M}" for duty in week.duties] for week in study.weeks] == [
        ["04-13 00:00", "04-09 21:00"],
        ["04-17 22:00", "04-14 19:00"],
        ["04-29 00:00", "04-25 21:00"],
    ]


@pytest.mark.parametrize(
    ("count", "is_read"), [(MOST_TASKS - 1, True), (MOST_TASKS, True), (MOST_TASKS + 1, False)]
)
def test_a_season_has_so_many_tasks_at_most(count: int, is_read: bool) -> None:
    study, problems = read(*(f"Task {number}" for number in range(count)))
    assert len(study.tasks) == min(count, MOST_TASKS)
    assert (problems == []) is is_read
