"""The cells of the grid of a season with tasks."""

import pytest

from studylib.figures.cells import Spot, describe_board, find_cells, list_cells, list_statuses
from studylib.season.kinds import Status
from tests.figures.group import ENGLISH, KOREAN, judged
from tests.figures.task_group import NOTES, judge_tasks, tasks_study


def shown(*, by_task: bool) -> dict[Spot, tuple[str, str, str]]:
    study = tasks_study()
    found = find_cells(study, judge_tasks(study), KOREAN, by_task=by_task)
    return {spot: (cell.status, cell.share, cell.fine) for spot, cell in found.items()}


def test_a_week_is_one_cell_with_the_worst_status_the_links_and_the_fine() -> None:
    assert shown(by_task=False) == {
        ("하나", None, 1): ("absent", "3/5", "2,000"),
        ("하나", None, 2): ("overdue", "0/5", ""),
        ("두리", None, 1): ("absent", "5/5", "4,000"),
        ("두리", None, 2): ("overdue", "0/5", ""),
    }


def test_an_opened_week_has_a_cell_for_each_task() -> None:
    cells = shown(by_task=True)
    assert len(cells) == 12
    assert cells["하나", "글", 1] == ("on_time", "", "")
    assert cells["하나", "문제", 1] == ("absent", "3/5", "2,000")
    assert cells["두리", "글", 1] == ("absent", "", "4,000")
    assert cells["두리", "모임", 2] == ("overdue", "", "")


@pytest.mark.parametrize(
    ("by_task", "spot", "label"),
    [
        (False, ("하나", None, 1), "하나, 1주차, 결석, 3/5, 2,000원"),
        (True, ("하나", "글", 1), "하나, 글, 1주차, 제시간"),
        (True, ("하나", "문제", 1), "하나, 문제, 1주차, 결석, 3/5, 2,000원"),
    ],
)
def test_a_cell_of_tasks_is_named_in_words(by_task: bool, spot: Spot, label: str) -> None:
    study = tasks_study()
    assert find_cells(study, judge_tasks(study), KOREAN, by_task=by_task)[spot].label == label


def test_a_cell_of_a_season_without_tasks_names_member_week_and_judgement() -> None:
    labels = {cell.label for cell in find_cells(*judged(), KOREAN, by_task=False).values()}
    assert {"하나, 1주차, 제시간", "두리, 2주차, 지각", "두리, 1주차, 면제", "하나, 5주차, 예정"} <= labels
    english = {cell.label for cell in find_cells(*judged(), ENGLISH, by_task=False).values()}
    assert "하나, Week 1, On time" in english


def test_a_season_of_one_task_sums_its_weeks_the_same() -> None:
    study = tasks_study((NOTES,))
    rows = judge_tasks(study)
    assert list_cells(rows, by_task=False)["status"].tolist() == rows["status"].tolist()


def test_a_season_without_tasks_keeps_its_cells() -> None:
    rows = judged()[1]
    assert list_cells(rows, by_task=False) is rows
    assert list_cells(rows, by_task=True) is rows


def test_the_legend_and_the_description_are_of_the_cells_that_are_shown() -> None:
    rows = judge_tasks(tasks_study())
    assert list_statuses(rows) == (Status.ABSENT, Status.OVERDUE)
    assert Status.ON_TIME in list_statuses(rows, by_task=True)
    assert describe_board(rows, ENGLISH) == "Members by weeks: Absent 2, Overdue 2"
    assert describe_board(rows, ENGLISH, by_task=True) == (
        "Members and their tasks by weeks: On time 2, Absent 2, Overdue 4, Open 4"
    )


def test_every_status_is_counted_in_the_description() -> None:
    _, rows = judged()
    assert set(rows["status"].unique()) == set(Status)
    assert describe_board(rows, ENGLISH) == (
        "Members by weeks: On time 2, Late 1, Absent 1, Excused 1, Overdue 2, Open 3, Upcoming 3"
    )
    assert describe_board(rows, KOREAN).startswith("멤버별 주차 현황: 제시간 2, 지각 1")
