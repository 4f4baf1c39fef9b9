"""What a member changes for themselves."""

from datetime import datetime

import pytest

from studylib.changes.draft import Change
from studylib.changes.passes import ask_pass
from studylib.season.records import Pass
from studylib.text.errors import ChangeError
from studylib.web.own_changes import list_new_rows
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

AT = datetime(2022, 4, 11, tzinfo=SEOUL)
SETTINGS = tab("settings", "key | value", "starts_on | 2022-04-06", "passes | 2")
TASKS = tab("tasks", "task", "글", "문제")


def ask(cells: Workbook, task: str | None) -> Change:
    return ask_pass(cells, reader.read(cells)[0], Pass(AT, 1, "나래", task), with_offset=True)


def test_a_sheet_without_the_tab_gets_it_with_all_its_columns() -> None:
    cells = book(settings=SETTINGS, tasks=TASKS)
    new = list_new_rows(cells, ask(cells, "글"))
    assert (new.title, new.header) == ("패스", ("신청일시", "주차", "이름", "과제", "사유"))
    assert new.rows[0][:4] == ("2022-04-11T00:00:00.000+09:00", 1, "나래", "글")


@pytest.mark.parametrize(("task", "fits"), [(None, True), ("글", False)])
def test_a_row_that_would_lose_its_task_in_a_sheet_is_refused(task: str | None, fits: bool) -> None:
    passes: Tab = tab("passes", "asked_at | week | member")
    cells = book(settings=SETTINGS, tasks=TASKS, passes=passes)
    change = ask(cells, task)
    if fits:
        assert list_new_rows(cells, change).rows == (("2022-04-11T00:00:00.000+09:00", 1, "나래"),)
    else:
        with pytest.raises(ChangeError, match="Add task to its first row"):
            list_new_rows(cells, change)
