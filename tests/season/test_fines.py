from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib import report
from studylib.season import board, closings, fines, judging
from studylib.season.closings import Unplaced
from studylib.season.kinds import Status
from studylib.season.study import ClosedShare, Member, Tier
from studylib.season.tasks import Task
from studylib.text.language import Language
from tests.examples import many
from tests.season import duties, reference, seasons
from tests.season.judged import LONG_AFTER, judged
from tests.season.reference import SEOUL, Answer, Season

ENGLISH, KOREAN = Language("en"), Language("ko")
DUE = datetime(2022, 4, 13, tzinfo=SEOUL)
NAMES = (Member("나래"), Member("가람"))


def lines(season: Season) -> pd.DataFrame:
    return fines.list_fines(*judged(season), ENGLISH)


# ---- lines ----


def test_a_line_is_a_fine_with_its_month_week_member_status_and_reason() -> None:
    answers = (Answer("가람", 1, DUE + timedelta(hours=1, minutes=7, seconds=50), "https://n.kr/1"),)
    found = lines(Season(week_count=1, members=NAMES, answers=answers))
    assert found.astype({"task": object}).where(found.notna(), None).to_dict("records") == [
        {
            "month": "2022-04",
            "week": 1,
            "task": None,
            "member": "나래",
            "status": "absent",
            "fine": 4_000,
            "reason": "Week 1 · due Tue 4/12 23:59:59 · not handed in · Absent ₩4,000",
        },
        {
            "month": "2022-04",
            "week": 1,
            "task": None,
            "member": "가람",
            "status": "late",
            "fine": 3_000,
            "reason": "Week 1 · due Tue 4/12 23:59:59 · handed in Wed 4/13 01:07:50 · 1 hr 7 min 50 sec late"
            " · Late ₩3,000",
        },
    ]
    assert tuple(found.columns) == fines.LINE_COLUMNS


def test_lines_come_by_week_and_within_it_in_roster_order() -> None:
    found = lines(Season(week_count=2, members=NAMES))
    assert list(zip(found["week"], found["member"], strict=True)) == [
        (1, "나래"),
        (1, "가람"),
        (2, "나래"),
        (2, "가람"),
    ]
    assert found.index.tolist() == [0, 1, 2, 3]


def test_months_rise_even_if_an_extension_puts_an_early_week_into_a_later_month() -> None:
    season = Season(
        starts_on=date(2022, 5, 11), week_count=2, extensions={1: datetime(2022, 6, 3, tzinfo=SEOUL)}
    )
    assert lines(season)["month"].tolist() == ["2022-05", "2022-06"]


def test_a_fine_of_nothing_makes_no_line() -> None:
    free = (Tier("late", 12, 0), Tier("absent", None, 4_000))
    answers = (Answer("가람", 1, DUE, "https://n.kr/1"),)
    assert lines(Season(week_count=1, tiers=free, answers=answers)).empty


@pytest.mark.parametrize("season", [Season(members=()), Season(week_count=0)])
def test_without_fines_there_are_no_lines_and_no_totals(season: Season) -> None:
    assert tuple(lines(season).columns) == fines.LINE_COLUMNS
    assert lines(season).empty
    assert fines.total_fines(judged(season)[1]).empty


# ---- totals ----


def test_totals_are_by_member_and_month_and_0_without_a_fine() -> None:
    answers = tuple(
        Answer("가람", week, datetime(2022, 5, 1, tzinfo=SEOUL), "https://n.kr/1") for week in (2, 3)
    )
    season = Season(starts_on=date(2022, 5, 18), week_count=3, members=NAMES, answers=answers)
    found = fines.total_fines(judged(season)[1])
    assert found.index.tolist() == ["나래", "가람"]
    assert found.columns.tolist() == ["2022-05", "2022-06"]
    assert found.to_numpy().tolist() == [[8_000, 4_000], [4_000, 0]]
    assert found.to_numpy().dtype == "int64"


@settings(max_examples=many(40))
@given(st.data())
def test_lines_and_totals_add_up_to_the_fines_of_the_board(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    now = data.draw(seasons.moments(season))
    study, found = judged(season, now)
    fined = [cell for cell in reference.judge(season, now) if cell.fine]
    listed = fines.list_fines(study, found, ENGLISH)
    cells = zip(listed["month"], listed["week"], listed["member"], listed["fine"], strict=True)
    assert sorted(cells) == sorted((cell.month, cell.week, cell.member, cell.fine) for cell in fined)
    assert int(fines.total_fines(found).to_numpy().sum()) == sum(cell.fine for cell in fined)


# ---- closed months ----

PAIR = Season(week_count=4, members=NAMES)
"""Both are absent four times. Weeks 1 to 3 are due in 2022-04, week 4 in 2022-05."""
LEFT = (
    ClosedShare("2022-04", "나래", 5_000, 0, 8_000, weeks=(1, 2, 3), week_fines=((2, 5_000),)),
    ClosedShare("2022-04", "떠난이", 3_000, 0, 8_000, weeks=(1, 2, 3), week_fines=((1, 3_000),)),
)


def test_a_closed_month_lists_what_was_closed_and_fines_without_a_row_come_last_in_it() -> None:
    study = replace(seasons.study(PAIR), settlements=LEFT)
    found = fines.list_fines(study, board.judge(study, LONG_AFTER), ENGLISH)
    assert found[["month", "week", "member", "status", "fine"]].astype(object).where(
        found.notna(), None
    ).to_numpy().tolist() == [
        ["2022-04", 2, "나래", "absent", 5_000],
        ["2022-04", None, "떠난이", None, 3_000],
        ["2022-05", 4, "나래", "absent", 4_000],
        ["2022-05", 4, "가람", "absent", 4_000],
    ]
    assert found["reason"][1] == "closed with ₩3,000 · its week or its member is no longer on the board"
    assert report.to_csv(found).decode("utf-8-sig").splitlines()[2].startswith("2022-04,,,떠난이,,3000,")


def test_many_lines_of_a_closed_month_keep_their_order_before_one_without_a_row() -> None:
    many = tuple(Member(f"멤버 {at}") for at in range(30))
    rows = tuple(ClosedShare("2022-04", each.name, 12_000, 0, 0, weeks=(1, 2, 3)) for each in many)
    left = ClosedShare("2022-04", "떠난이", 3_000, 0, 0, weeks=(1, 2, 3))
    study = replace(seasons.study(replace(PAIR, members=many)), settlements=(left, *rows))
    found = fines.list_fines(study, board.judge(study, LONG_AFTER), ENGLISH)
    names = [each.name for each in many]
    assert found["member"].tolist() == [*names * 3, "떠난이", *names]
    assert found["week"].astype(object).where(found["week"].notna(), None).tolist() == [
        *(number for number in (1, 2, 3) for _ in names),
        None,
        *(4 for _ in names),
    ]


def test_lines_name_the_task_and_come_in_the_order_of_the_tasks_and_then_of_the_roster() -> None:
    tasks = [Task("읽기"), Task("가입 인사", from_week=2)]
    study = duties.make_study(tasks, members=NAMES, week_count=2)
    found = fines.list_fines(study, board.judge(study, LONG_AFTER), ENGLISH)
    assert found[["week", "task", "member"]].to_numpy().tolist() == [
        [1, "읽기", "나래"],
        [1, "읽기", "가람"],
        [2, "읽기", "나래"],
        [2, "읽기", "가람"],
        [2, "가입 인사", "나래"],
        [2, "가입 인사", "가람"],
    ]


def test_lines_keep_the_kinds_of_the_board_if_each_fine_has_a_row() -> None:
    study, found = judged(Season(week_count=2, members=NAMES))
    kinds = fines.list_fines(study, found, ENGLISH).dtypes
    columns = ["month", "week", "member", "status", "fine"]
    assert kinds[columns].tolist() == found.dtypes[columns].tolist()


def test_totals_hold_closed_fines_without_a_row_too() -> None:
    study = replace(seasons.study(PAIR), settlements=LEFT)
    rows = board.judge(study, LONG_AFTER)
    found = fines.total_fines(rows, closings.list_unplaced(study, rows))
    assert found.index.tolist() == ["나래", "가람", "떠난이"]
    assert found.columns.tolist() == ["2022-04", "2022-05"]
    assert found.to_numpy().tolist() == [[5_000, 4_000], [0, 4_000], [3_000, 0]]
    assert found.to_numpy().dtype == "int64"


# ---- words ----


@pytest.mark.parametrize(
    ("status", "tier", "said"),
    [
        (Status.LATE, 0, "하루"),
        (Status.LATE, 1, "이틀"),
        (Status.ABSENT, 2, "Absent"),
        (Status.ON_TIME, judging.NO_TIER, "On time"),
        (Status.EXCUSED, judging.NO_TIER, "Excused"),
        (Status.OVERDUE, judging.NO_TIER, "Overdue"),
        (Status.OPEN, judging.NO_TIER, "Open"),
        (Status.UPCOMING, judging.NO_TIER, "Upcoming"),
    ],
)
def test_a_cell_is_said_in_the_word_of_its_tier_or_else_of_its_status(
    status: Status, tier: int, said: str
) -> None:
    tiers = (Tier("하루", 24, 1_000), Tier("이틀", 48, 2_000), Tier("absent", None, 4_000))
    assert fines.name_judgement(seasons.study(Season(tiers=tiers)), ENGLISH, status, tier) == said


# ---- edges ----


@pytest.mark.parametrize(("amount", "listed"), [(0, []), (1, [1]), (2, [2])])
def test_a_fine_of_one_won_is_a_fine(amount: int, listed: list[int]) -> None:
    found = lines(Season(week_count=1, tiers=(Tier("absent", None, amount),)))
    assert found["fine"].tolist() == listed


def test_a_member_who_is_judged_for_no_week_has_no_row_in_the_totals() -> None:
    late = Member("다온", joined_on=date(2022, 12, 1))
    found = fines.total_fines(judged(Season(week_count=2, members=(late, *NAMES)))[1])
    assert found.index.tolist() == ["나래", "가람"]


def test_a_month_in_which_nobody_is_judged_has_no_column_in_the_totals() -> None:
    left = (Member("가람", left_on=date(2022, 5, 1)),)
    found = fines.total_fines(judged(Season(starts_on=date(2022, 4, 20), week_count=3, members=left))[1])
    assert found.columns.tolist() == ["2022-04"]


def test_the_columns_of_the_lines_are_those_that_files_promise() -> None:
    columns = ["month", "week", "task", "member", "status", "fine", "reason"]
    assert list(lines(Season()).columns) == columns


def test_the_fined_rows_keep_the_columns_of_the_board_and_count_from_0() -> None:
    found = judged(Season(week_count=2, members=NAMES))[1]
    fined = fines.select_fined(found[found["member"] == "가람"])
    assert (fined.columns.tolist(), fined.index.tolist()) == (found.columns.tolist(), [0, 1])


def test_fines_without_a_row_count_in_their_own_month_and_for_their_own_member_only() -> None:
    found = judged(Season(week_count=1, members=NAMES))[1]
    gone = [
        Unplaced("2022-03", "가람", 5, None),
        Unplaced("2022-04", "떠난이", 7, None),
        Unplaced("2022-05", "나래", 9, None),
        Unplaced("2022-05", "나래", 1, None),
    ]
    table = fines.total_fines(found, gone)
    assert table.columns.tolist() == ["2022-03", "2022-04", "2022-05"]
    assert dict(zip(table.index, table.to_numpy().tolist(), strict=True)) == {
        "나래": [0, 4_000, 10],
        "가람": [5, 4_000, 0],
        "떠난이": [0, 7, 0],
    }
