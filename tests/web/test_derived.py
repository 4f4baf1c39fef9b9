"""Results of a season that visitors share."""

from datetime import timedelta
from pathlib import Path

import pytest

from studylib.figures import window
from studylib.money import settlement
from studylib.money.what_if import Rules
from studylib.season import board, standing
from studylib.season.kinds import Pot, Status
from studylib.season.study import Tier
from studylib.web import derived
from studylib.workbook.cells import Cell, Tab
from tests.pages.drawn import NOW
from tests.pages.task_books import TASKS, task_group
from tests.pages.workbooks import group
from tests.season.seasons import MS
from tests.web.visits import make_visit, move_visit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_visitors_share_a_board_until_it_changes() -> None:
    visit = make_visit()
    due = visit.study.week_of[3].due_at
    before, at, after = (move_visit(visit, due + nudge) for nudge in (-MS, timedelta(0), MS))
    assert derived.judge_board(at) is derived.judge_board(after)
    assert derived.judge_board(at) is not derived.judge_board(before)
    assert derived.judge_board(at).equals(board.judge(visit.study, due))


def test_a_cell_has_its_reason_in_the_visitors_language() -> None:
    english, korean = make_visit(), make_visit(language="ko")
    (cell,) = derived.find_cells(english, "하나", 1)
    assert (cell.member, cell.week) == ("하나", 1)
    assert cell.reason.startswith("Week 1 · due ")
    (other,) = derived.find_cells(korean, "하나", 1)
    assert other.reason.startswith("1주차 · 마감 ")
    assert derived.find_cells(english, "하나", 99) == ()
    assert derived.find_cells(english, "nobody", 1) == ()


def test_the_standing_is_that_of_the_moment_shown() -> None:
    visit = make_visit()
    judged = board.judge(visit.study, visit.now)
    assert derived.find_standing(visit) == standing.find_standing(visit.study, judged, NOW, "2022-05")


def test_the_grid_is_drawn_once_for_all_visitors_of_a_language() -> None:
    visit = make_visit()
    drawing = derived.draw_board(visit)
    assert derived.draw_board(move_visit(visit, NOW + timedelta(seconds=1))) is drawing
    assert derived.draw_board(make_visit(season=visit.season, language="ko")) is not drawing
    judged = derived.judge_board(visit)
    assert {str(status) for status in drawing.statuses} == set(judged["status"].unique())


def test_a_cell_of_a_week_that_the_grid_leaves_out_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = make_visit()
    numbers = [week.number for week in visit.study.weeks]
    assert derived.draw_board(visit).weeks == tuple(numbers)
    whole = [derived.find_cells(visit, "하나", number) for number in (*numbers, 99)]
    monkeypatch.setattr(window, "MOST_BYTES", 1)
    large = make_visit()
    assert len(derived.draw_board(large).weeks) == 1
    assert [derived.find_cells(large, "하나", number) for number in (*numbers, 99)] == whole


def test_months_are_settled_as_of_the_moment() -> None:
    visit = make_visit()
    judged = board.judge(visit.study, visit.now)
    assert derived.settle_months(visit) == settlement.settle(visit.study, judged, visit.now)


def test_supposed_rules_change_the_fines_of_their_own_visit_alone() -> None:
    visit = make_visit()
    fines = derived.judge_board(visit)["fine"].sum()
    supposed = derived.suppose_rules(visit, Rules((Tier("absent", None, 1),), Pot.KEEP))
    assert supposed.study.pot is Pot.KEEP
    judged = derived.judge_board(supposed)["fine"]
    assert judged.sum() == (judged > 0).sum() > 0
    assert derived.judge_board(visit)["fine"].sum() == fines


@pytest.mark.parametrize(("nudge", "closed"), [(-MS, True), (timedelta(0), False), (MS, False)])
def test_a_look_back_opens_a_month_once_its_closing_has_come(nudge: timedelta, closed: bool) -> None:
    at = NOW + timedelta(hours=2)
    rows = [("2022-04", name, 0, 0, 0, at.replace(tzinfo=None)) for name in ("하나", "두리")]
    head = ("month", "member", "fine", "share", "carried_out", "closed_at")
    season = make_visit(group(more=[Tab("settlements", (head, *rows))])).season
    for present, expected in ((NOW, True), (at + nudge, closed), (NOW, True)):
        visit = make_visit(season=season, now=present, as_of=NOW - timedelta(days=1))
        assert derived.settle_months(visit)[0].closed is expected
        assert derived.settle_months(make_visit(season=season, now=present))[0].closed


def test_a_cell_has_a_row_for_each_task_of_its_week() -> None:
    visit = make_visit(task_group(), language="ko")
    cells = derived.find_cells(visit, "하나", 1)
    assert [(cell.task, cell.status, cell.reason.split(" · ")[:2]) for cell in cells] == [
        ("글", Status.ABSENT, ["1주차", "글"]),
        ("문제", Status.ABSENT, ["1주차", "문제"]),
    ]


def test_whole_weeks_and_single_tasks_are_two_drawings() -> None:
    visit = make_visit(task_group())
    whole, opened = derived.draw_board(visit), derived.draw_board(visit, by_task=True)
    assert (whole.grid.count('scope="row"'), opened.grid.count('scope="row"')) == (3, 6)
    assert derived.draw_board(visit, by_task=True) is opened


@pytest.mark.parametrize(("tasks", "several"), [((), False), (TASKS[:1], False), (TASKS, True)])
def test_a_cell_can_be_opened_if_a_season_has_several_tasks(
    tasks: tuple[tuple[Cell, ...], ...], several: bool
) -> None:
    assert derived.has_several_tasks(make_visit(task_group(tasks)).study) is several


def test_the_balances_are_those_at_the_moment_shown() -> None:
    visit = make_visit()
    assert derived.list_balances(visit) == ()
    deposits = make_visit(task_group(settings=(("벌금 출처", "예치금"),)))
    assert [each.member for each in derived.list_balances(deposits)] == ["하나", "두리", "세찬"]


def test_the_rows_of_one_member_are_those_of_the_board() -> None:
    visit = make_visit()
    board = derived.judge_board(visit)
    for member in ("하나", "두리", "세찬", "누구"):
        own = derived.find_own_rows(visit, member)
        assert own.equals(board[board["member"] == member])
        assert derived.find_own_rows(visit, member) is own
