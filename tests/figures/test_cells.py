"""The cells of the heatmap of a season with tasks."""

import re

import numpy as np

from studylib.figures.cells import list_cells
from studylib.figures.heatmap import describe_board, list_statuses
from studylib.season.kinds import Status
from tests.figures.group import ENGLISH, judged
from tests.figures.task_group import NOTES, draw_tasks, judge_tasks, tasks_study


def texts(by_task: bool) -> list[list[str]]:
    cells = draw_tasks(by_task=by_task).data[0]
    return [[re.sub("(<[^>]*>)+", "|", text).strip("|") for text in row] for row in cells.text]


def test_a_week_is_one_cell_with_the_worst_status_the_links_and_the_fine() -> None:
    cells = draw_tasks().data[0]
    assert cells.z.tolist() == [
        [list(Status).index(Status.ABSENT), list(Status).index(Status.OVERDUE)],
        [list(Status).index(Status.ABSENT), list(Status).index(Status.OVERDUE)],
    ]
    assert texts(by_task=False) == [
        ["✕| 3/5|2,000", "!| 0/5"],
        ["✕| 5/5|4,000", "!| 0/5"],
    ]


def test_an_opened_week_has_a_cell_for_each_task() -> None:
    assert texts(by_task=True) == [
        ["✓", "…"],
        ["✕| 3/5|2,000", "…| 0/5"],
        ["!", "!"],
        ["", ""],
        ["✕|4,000", "…"],
        ["✓| 5/5", "…| 0/5"],
        ["!", "!"],
    ]


def test_the_room_between_two_members_is_blank() -> None:
    cells = draw_tasks(by_task=True).data[0]
    assert np.isnan(cells.z[3]).all()
    assert not np.isnan(np.delete(cells.z, 3, axis=0)).any()


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
