"""The weeks of closed months in a workbook, and weeks that have moved over their borders."""

from collections.abc import Iterable

import pytest

from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Tab
from tests.season.seasons import book, tab

HEADER = "month | member | fine | share | carried_out | closed_at | weeks | week_fines"
FOUR = ("1", "2", "3", "4")
"""Weeks 1 to 3 are due in 2022-04, week 4 in 2022-05."""


def row(
    month: str = "2022-04", member: str = "가람", fine: int = 0, weeks: Cell = "1, 2, 3", by_week: Cell = None
) -> tuple[Cell, ...]:
    return (month, member, fine, 0, fine if fine else 0, None, weeks, by_week)


def read(
    *rows: Iterable[Cell], weeks: Iterable[str] = FOUR, header: str = HEADER, **tabs: Tab
) -> tuple[Study, list[Problem]]:
    """A workbook with these rows of closed months. A week is its number, with ``|`` and its own due moment."""
    return reader.read(
        book(
            weeks=tab("weeks", "week | due_at", *weeks), settlements=tab("settlements", header, *rows), **tabs
        )
    )


def told(problems: Iterable[Problem]) -> list[tuple[str, int | None, str | None, str]]:
    return [(each.tab, each.row, each.column, str(each.message)) for each in problems]


def settled(study: Study) -> list[str | None]:
    return [duty.settled_in for duty in study.duties]


APRIL = [*["2022-04"] * 3, None]


# ---- reading ----


@pytest.mark.parametrize("weeks", ["1, 2, 3", "1~3", "1주차, 2주차, 3주차", "3,2,1"])
def test_a_closed_month_tells_which_weeks_it_settled(weeks: str) -> None:
    study, problems = read(row(weeks=weeks), row(member="나래", weeks=weeks))
    assert (problems, settled(study)) == ([], APRIL)
    assert [share.weeks for share in study.settlements] == [(1, 2, 3)] * 2


def test_a_week_alone_may_be_a_number() -> None:
    study, problems = read(row("2022-05", weeks=4), row("2022-05", member="나래", weeks=4.0))
    assert (problems, settled(study)) == ([], [None, None, None, "2022-05"])


def test_korean_headers_are_read_too() -> None:
    study, problems = read(
        ("2022-04", "가람", 4_000, 0, 4_000, "1, 2, 3", "1: 4000"),
        header="월 | 이름 | 벌금 | 분배 | 이월 | 주차 | 주차별 벌금",
    )
    assert (problems, settled(study)) == ([], APRIL)
    assert study.settlements[0].week_fines == ((1, 4_000),)


def test_a_column_of_fines_by_another_name_is_still_that_of_the_fine() -> None:
    study, problems = read(
        ("2022-04", "가람", 4_000, 0, 4_000), header="month | member | fines | share | carried_out"
    )
    assert (problems, [share.fine for share in study.settlements]) == ([], [4_000])


@pytest.mark.parametrize("weeks", ["봄", "2022-04-06", 1.2, 44_563, "0, 1", "1000"])
def test_an_unreadable_list_of_weeks_is_a_problem_and_the_money_stays_closed(weeks: Cell) -> None:
    study, problems = read(row(fine=4_000, weeks=weeks))
    assert [each[:3] for each in told(problems)] == [("settlements", 2, "weeks")]
    assert "is no list of weeks. Write their numbers as a text, such as 1, 2, 3." in told(problems)[0][3]
    assert ([share.fine for share in study.settlements], study.settlements_read) == ([4_000], False)
    assert settled(study) == APRIL


def test_rows_of_one_month_that_disagree_are_problems_and_the_first_list_counts() -> None:
    study, problems = read(row(), row(member="나래", weeks="1, 2"), row(member="다온", weeks=None))
    why = "Row 2 settles the weeks 1, 2, 3 in 2022-04. Each row of a month settles the same weeks. Fix one of the two."
    assert told(problems) == [("settlements", 3, "weeks", why), ("settlements", 4, "weeks", why)]
    assert (settled(study), study.settlements_read) == (APRIL, False)
    assert {share.weeks for share in study.settlements} == {(1, 2, 3)}


def test_a_week_that_two_months_settled_is_a_problem_of_the_later_one() -> None:
    study, problems = read(row("2022-05", weeks="3, 4"), row())
    assert told(problems) == [
        (
            "settlements",
            2,
            "weeks",
            "Week 3 is settled in 2022-04 already, and a week is settled once. Take it out of one of the two months.",
        )
    ]
    assert settled(study) == [*["2022-04"] * 3, "2022-05"]


def test_a_settled_week_that_the_season_no_longer_has_is_a_problem() -> None:
    study, problems = read(row(weeks="1, 2, 3, 9"))
    assert told(problems)[0] == (
        "settlements",
        2,
        "weeks",
        "2022-04 settled week 9, which the season no longer has. Put its row back into the weeks tab, or take it out "
        "here.",
    )
    assert [share.weeks for share in study.settlements] == [(1, 2, 3, 9)]


@pytest.mark.parametrize(
    ("cell", "trusted"),
    [("1: 3000, 3: 1000", True), ("1: 3000", False), ("1: 4000, 4: 0", True), ("4: 4000", False)],
)
def test_fines_by_week_count_only_if_they_come_to_the_fine_of_the_settled_weeks(
    cell: str, trusted: bool
) -> None:
    study, problems = read(row(fine=4_000, by_week=cell))
    assert bool(study.settlements[0].week_fines) is trusted
    assert study.settlements_read
    assert [(each.is_notice, *told([each])[0]) for each in problems] == (
        []
        if trusted
        else [
            (
                True,
                "settlements",
                2,
                "week_fines",
                "The fines by week do not come to the fine 4000 of the settled weeks, so they are not used. "
                "Fix them, or empty the cell.",
            )
        ]
    )


@pytest.mark.parametrize("cell", ["four", 4_000, "1: 4000, 1: 4000"])
def test_unreadable_fines_by_week_are_a_notice(cell: Cell) -> None:
    study, problems = read(row(fine=4_000, by_week=cell))
    assert [(each.is_notice, each.column) for each in problems] == [(True, "week_fines")]
    assert (study.settlements[0].week_fines, study.settlements_read) == ((), True)


# ---- weeks that have moved ----

OUT = (
    "Week 3 is due in 2022-05 now, but 2022-04 is closed and settled it. Move the week back into 2022-04, or reopen "
    "2022-04: delete its rows in the tab settlements."
)
IN = (
    "Week 4 is due in 2022-04, which is closed without it. Move the week out of 2022-04, or reopen 2022-04: delete its "
    "rows in the tab settlements."
)


@pytest.mark.parametrize(
    ("due_at", "moves"), [("2022-04-30 23:59:59", False), ("2022-05-01 00:00:01", True), ("2022-05-03", True)]
)
def test_a_settled_week_that_is_due_after_the_border_is_a_problem_of_its_row(
    due_at: str, moves: bool
) -> None:
    study, problems = read(row(), weeks=("1", "2", f"3 | {due_at}", "4"))
    found = [each for each in problems if not each.is_notice]
    assert told(found) == ([("weeks", 4, "due_at", OUT)] if moves else [])
    assert all(each.reach.months == frozenset({"2022-05"}) for each in found)
    assert (settled(study), study.settlements_read) == (APRIL, True)


@pytest.mark.parametrize(
    ("due_at", "moves"), [("2022-04-30 23:59:59", True), ("2022-05-01 00:00:01", False), ("2022-04-29", True)]
)
def test_a_week_that_is_pulled_into_a_closed_month_is_a_problem_of_its_row(due_at: str, moves: bool) -> None:
    study, problems = read(row(), weeks=("1", "2", "3", f"4 | {due_at}"))
    found = [each for each in problems if not each.is_notice]
    assert told(found) == ([("weeks", 5, "due_at", IN)] if moves else [])
    assert all(each.reach.months == frozenset({"2022-05"}) for each in found)
    assert study.duties[3].month == "2022-05"


def test_a_break_that_moves_the_calendar_moves_weeks_over_the_border_too() -> None:
    rest = tab("breaks", "starts_on | ends_on", "2022-04-13 | 2022-04-13")
    _, problems = read(row(), breaks=rest)
    assert [each[1:3] for each in told(problems)] == [(4, "due_at")]


def test_an_earlier_start_moves_weeks_over_the_border_too() -> None:
    start = tab("settings", "key | value", "starts_on | 2022-03-30", "timezone | Asia/Seoul")
    _, problems = read(row(), settings=start)
    assert [each[1] for each in told(problems)] == [5]


def test_a_month_closed_without_a_list_reports_no_week_that_moves() -> None:
    study, problems = read(row(weeks=None), weeks=("1", "2", "3 | 2022-05-03 12:00", "4 | 2022-04-30 12:00"))
    assert [each for each in problems if not each.is_notice] == []
    assert settled(study) == ["2022-04", "2022-04", None, "2022-04"]


def test_a_week_that_moves_into_a_second_closed_month_concerns_the_first_open_one() -> None:
    rows = (row(), row("2022-05", weeks="4"))
    _, problems = read(*rows, weeks=("1", "2", "3 | 2022-05-03 12:00", "4"))
    assert [each.reach.months for each in problems if not each.is_notice] == [frozenset({"2022-06"})]


# ---- single tasks ----

TASKS = tab("tasks", "task | due", "문제 풀이", "읽기, 쓰기 | 토 24:00")
"""The second task of week 4 is due at the end of 2022-04-30, the first on 2022-05-04."""
NO_ANSWERS = tab("Form Responses 1", "Timestamp | name | week | task | link")
SOME = '1, 2, 3, 4 "읽기, 쓰기"'


def read_tasks(*rows: Iterable[Cell], tasks: Tab = TASKS) -> tuple[Study, list[Problem]]:
    return read(*rows, tasks=tasks, answers=NO_ANSWERS)


@pytest.mark.parametrize("weeks", [SOME, '4 " 읽기,  쓰기", 3, 1~2'])
def test_a_closed_month_tells_which_single_tasks_it_settled(weeks: str) -> None:
    study, problems = read_tasks(row(weeks=weeks), row(member="나래", weeks=SOME))
    assert problems == []
    assert settled(study)[6:] == [None, "2022-04"]
    assert [share.tasks for share in study.settlements] == [((4, "읽기, 쓰기"),)] * 2


@pytest.mark.parametrize(
    ("cell", "trusted"),
    [
        ('1 문제 풀이: 3000, 4 "읽기, 쓰기": 1000', True),
        ("1: 3000, 2: 1000", True),
        ("4 문제 풀이: 4000", False),
        ("4: 4000", False),
        ("3 없는 과제: 4000", True),
    ],
)
def test_fines_of_tasks_count_only_if_they_lie_in_what_was_settled(cell: str, trusted: bool) -> None:
    study, problems = read_tasks(row(fine=4_000, weeks=SOME, by_week=cell))
    assert study.settlements[0].is_itemised is trusted
    assert [each.is_notice for each in problems] == ([] if trusted else [True])


def test_a_task_is_settled_once() -> None:
    _, problems = read_tasks(row(weeks=SOME), row("2022-05", weeks='4 문제 풀이, 4 "읽기, 쓰기"'))
    assert [each[3] for each in told(problems)] == [
        "Week 4 is settled in 2022-04 already, and a week is settled once. Take it out of one of the two months."
    ]
    _, problems = read_tasks(row(weeks=SOME), row("2022-05", weeks="4 문제 풀이"))
    assert problems == []


def test_a_single_task_that_is_gone_is_a_problem_of_its_week_until_something_stands_in_its_place() -> None:
    gone = tab("tasks", "task", "문제 풀이")
    _, problems = read_tasks(row(weeks=SOME), tasks=gone)
    assert told(problems) == [
        (
            "weeks",
            5,
            "week",
            "2022-04 settled the task 읽기, 쓰기 of week 4, which the season no longer has. Give the task its name "
            "back, or name the present one in the settled weeks.",
        )
    ]
    renamed = tab("tasks", "task | due", "문제 풀이", "독서 | 토 24:00")
    study, problems = read_tasks(row(weeks=SOME), tasks=renamed)
    assert (problems, settled(study)[-1]) == ([], "2022-04")


def test_a_settled_week_without_a_task_is_a_problem() -> None:
    _, problems = read_tasks(row(), tasks=tab("tasks", "task | from_week", "문제 풀이 | 2"))
    assert [each[3] for each in told(problems)] == [
        "2022-04 settled week 1, which has no task any more. Let a task take place in it again."
    ]


# ---- the whole season ----


def settings(*rows: str) -> Tab:
    return tab("settings", "key | value", "starts_on | 2022-04-06", "timezone | Asia/Seoul", *rows)


@pytest.mark.parametrize("month", ["season", "시즌", "SEASON "])
def test_a_closed_season_is_read_under_its_name(month: str) -> None:
    study, problems = read(row(month, weeks="1~4"), settings=settings("settle | season"))
    assert (problems, settled(study)) == ([], ["season"] * 4)


def test_a_closed_month_in_a_season_that_is_settled_as_a_whole_is_a_problem_of_the_setting() -> None:
    study, problems = read(row(), settings=settings("정산 주기 | 시즌"))
    assert told(problems) == [
        (
            "settings",
            4,
            "value",
            "2022-04 is closed, but the whole season is settled at once. Put the setting back, or reopen 2022-04: "
            "delete its rows in the tab settlements.",
        )
    ]
    assert settled(study) == APRIL


def test_a_closed_season_whose_months_are_settled_is_a_problem_also_without_the_setting() -> None:
    _, problems = read(row("season", weeks="1~4"))
    assert told(problems) == [
        (
            "settings",
            None,
            None,
            "The season is closed as a whole, but its months are settled now. Put the setting back, or reopen the "
            "season: delete its rows in the tab settlements.",
        )
    ]


def test_a_week_that_the_closed_season_lacks_is_a_problem_that_blocks_its_month() -> None:
    _, problems = read(row("season"), settings=settings("settle | season"))
    assert [each[3] for each in told(problems)] == [
        "Week 4 is due in the season, which is closed without it. Move the week out of the season, or reopen the "
        "season: delete its rows in the tab settlements."
    ]
    assert problems[0].reach.months == frozenset({"2022-05"})
