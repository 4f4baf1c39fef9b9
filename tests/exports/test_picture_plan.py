"""What a share image shows, and what it leaves out."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from studylib.exports.picture_plan import (
    MOST_MEMBERS,
    MOST_WEEKS,
    MOST_WEEKS_WITH_MONEY,
    PicturePlan,
    plan_picture,
)
from studylib.season.board import judge
from studylib.season.kinds import Status
from studylib.season.study import Member, Study
from studylib.source.season import read_season
from studylib.text.language import Language
from tests.exports.seasons import BOARD, STUDY
from tests.pages.drawn import NOW
from tests.pages.workbooks import group

KOREAN = Language("ko")


def make_long_season(count: int) -> Study:
    weeks = [(number,) for number in range(1, count + 1)]
    return read_season(group(weeks=weeks, answers=())).study


def plan(
    study: Study = STUDY, month: str | None = None, *, money: bool = False, now: datetime = NOW
) -> PicturePlan:
    return plan_picture(study, judge(study, now), now, KOREAN, month, money=money)


def test_the_board_has_a_row_a_member_and_a_cell_a_week() -> None:
    of = plan()
    assert (of.title, of.subtitle) == ("밤샘 스터디", "4주차")
    assert [row.name for row in of.rows] == list(BOARD["member"].cat.categories)
    duri = next(row for row in of.rows if row.name == "두리")
    assert duri.statuses[:2] == (Status.ABSENT, Status.LATE)
    assert duri.figures == ("0/2",)
    assert of.weeks[of.present or 0] == "4"
    assert of.foot == "2022년 5월 11일 (수) 00:30 기준 (Asia/Seoul)"
    assert of.notes == ()


def test_a_month_has_its_weeks_alone() -> None:
    of = plan(month="2022-04")
    assert (of.subtitle, of.weeks, of.present) == ("2022년 4월", ("1",), None)
    assert dict(of.facts)["결석"] == "1"


@pytest.mark.parametrize("month", [None, "2022-05"])
def test_there_is_no_money_unless_it_is_asked_for(month: str | None) -> None:
    assert not [word for word in ("원", "₩", "벌금") if word in repr(plan(month=month))]
    with_money = plan(month=month, money=True)
    fined = BOARD if month is None else BOARD[BOARD["month"] == month]
    assert dict(with_money.facts)["벌금"] == KOREAN.won(int(fined["fine"].sum()))
    assert {row.name: row.figures[1] for row in with_money.rows}["하나"] == "4,000원"


@pytest.mark.parametrize("count", [MOST_MEMBERS - 1, MOST_MEMBERS, MOST_MEMBERS + 1, 500])
def test_more_members_than_fit_are_counted(count: int) -> None:
    members = tuple(Member(f"멤버 {number}") for number in range(count))
    of = plan(replace(STUDY, members=members))
    assert [row.name for row in of.rows] == [each.name for each in members[:MOST_MEMBERS]]
    assert of.notes == ((f"외 {count - MOST_MEMBERS}명",) if count > MOST_MEMBERS else ())


@pytest.mark.parametrize(("money", "most"), [(False, MOST_WEEKS), (True, MOST_WEEKS_WITH_MONEY)])
@pytest.mark.parametrize(("passed", "last"), [(0, None), (30, 31), (51, 52)])
def test_of_very_many_weeks_the_present_one_and_those_before_it_are_shown(
    money: bool, most: int, passed: int, last: int | None
) -> None:
    study = make_long_season(52)
    of = plan(study, money=money, now=study.weeks[passed].opens_at + timedelta(hours=1))
    end = last or most
    assert of.weeks == tuple(str(number) for number in range(end - most + 1, end + 1))
    assert of.notes == (f"전체 52주 중 {end - most + 1}~{end}주차",)


def test_the_figures_of_a_season_that_is_cut_are_of_all_its_weeks() -> None:
    study = make_long_season(52)
    of = plan(study, money=True, now=NOW + timedelta(days=400))
    board = judge(study, NOW + timedelta(days=400))
    first = board[board["member"] == of.rows[0].name]
    assert of.rows[0].figures == (f"0/{len(first)}", KOREAN.won(int(first["fine"].sum())))
    assert dict(of.facts)["벌금"] == KOREAN.won(int(board["fine"].sum()))
