"""Rename tasks: every tab follows, and nothing else changes."""

import pytest

from studylib.changes.dated_rules import edit_rules
from studylib.changes.draft import Draft
from studylib.changes.task_renaming import edit_tasks
from studylib.season import board
from studylib.text.errors import ChangeError
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import TASKS
from tests.changes.builders import of_study, rows, saved, study_of, undone
from tests.changes.rules_season import SETTINGS, TIER_TAB
from tests.season.seasons import tab
from tests.workbook.presets.seasons import LONG_AFTER


def everywhere() -> Workbook:
    return Workbook(
        (
            SETTINGS,
            TIER_TAB,
            tab("members", "name", "가람", "나래"),
            tab("weeks", "week", *((week,) for week in range(1, 4))),
            tab("tasks", "task | kind | due", "글 | link |", "모임 | attendance | 토 19:00", "문제 | link |"),
            tab("excuses", "week | member | task", "2 | 가람 | 글", "1 | 나래 |"),
            tab("attendance", "week | task | member | status", "1 | 모임 | 가람 | 출석", "1 | | 나래 | 결석"),
            tab("passes", "asked_at | week | member | task", "2026-03-02 09:00 | 3 | 나래 | 문제"),
            tab(
                "settlements",
                "month | member | fine | share | carried_out | closed_at | weeks | week_fines",
                ("2026-02", "가람", 3000, 0, 0, None, "1 글", "1 글: 3000"),
                ("2026-02", "나래", 0, 3000, 0, None, "1 글", None),
            ),
            tab(
                "Form Responses 1",
                "Timestamp | name | week | task | link",
                "2026-03-09 01:00:00 | 가람 | 1 | 글 | https://n.kr/1",
                "2026-03-08 01:00:00 | 나래 | 1 | 문제 | https://n.kr/2",
            ),
        )
    )


def rename(cells: Workbook, **names: str) -> Workbook:
    places = {"글": 2, "모임": 3, "문제": 4}
    draft = Draft(TASKS, changed={places[old]: {"task": new} for old, new in names.items()})
    return saved(cells, edit_tasks(cells, cells, study_of(cells), draft))


def list_judged(cells: Workbook) -> list[tuple[object, ...]]:
    judged = board.judge(study_of(cells), LONG_AFTER)
    return list(judged[["member", "week", "status", "fine", "month"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("old", ["글", "모임", "문제"])
def test_every_tab_follows_a_new_name_and_the_board_stays(old: str) -> None:
    cells = everywhere()
    after = rename(cells, **{old: "새 이름"})
    of_after = of_study(after)
    assert not [
        row
        for title, found in of_after.items()
        for row in found
        if old in row or any(isinstance(cell, str) and cell.startswith(f"1 {old}") for cell in row)
    ], of_after
    assert list_judged(after) == list_judged(cells)
    assert of_study(undone(after, 1)) == of_study(cells)


def test_what_a_closed_period_settled_keeps_its_task() -> None:
    after = rename(everywhere(), 글="a, b")
    assert rows(after, "settlements")[1][6:] == ('1 "a, b"', '1 "a, b": 3000')
    assert list_judged(after) == list_judged(everywhere())


def test_two_tasks_may_swap_their_names() -> None:
    after = rename(everywhere(), 글="문제", 문제="글")
    assert [task.name for task in study_of(after).tasks] == ["문제", "모임", "글"]
    assert [row[3] for row in rows(after, "Form Responses 1")[1:]] == ["문제", "글"]
    assert list_judged(after) == list_judged(everywhere())


@pytest.mark.parametrize(
    ("new", "why"), [("모임", "There is a task 모임 already"), ("n" * 101, "at most 100"), ("#REF!", "#REF!")]
)
def test_a_name_that_no_task_can_have_is_refused(new: str, why: str) -> None:
    with pytest.raises(ChangeError, match=why):
        rename(everywhere(), 글=new)


def test_a_form_is_to_be_run_again() -> None:
    cells = everywhere()
    change = edit_tasks(cells, cells, study_of(cells), Draft(TASKS, changed={2: {"task": "새"}}))
    assert str(change.what) == "The task 글 renamed 새"
    assert "run its script again" in str(change.advice)


def test_other_cells_change_with_the_name_and_without_one() -> None:
    cells = everywhere()
    both = Draft(TASKS, changed={2: {"task": "새", "cap": 1000}})
    after = saved(cells, edit_rules(cells, cells, study_of(cells), both, 1))
    assert rows(after, "Form Responses 1")[1][3] == "새"
    capped = edit_rules(cells, cells, study_of(cells), Draft(TASKS, changed={2: {"cap": 1000}}), 1)
    assert [edit.title for edit in capped.edits] == ["tasks", "tasks"]
