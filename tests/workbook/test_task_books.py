"""Random seasons with tasks, written as workbooks and read again, against the second judge."""

from hypothesis import given
from hypothesis import strategies as st

from studylib.season import board
from studylib.workbook import reader
from tests.season import reference_tasks as reference
from tests.season import task_seasons
from tests.workbook import task_books

EARLY = "would be due before it opens. Write a later moment."


@given(st.data())
def test_a_workbook_of_tasks_is_judged_as_the_slow_judge_says(data: st.DataObject) -> None:
    facts = task_seasons.part_ties(data.draw(task_seasons.seasons()))
    now = data.draw(task_seasons.moments(facts))
    study, problems = reader.read(task_books.make_book(facts))
    if any(str(each.message).endswith(EARLY) for each in problems):
        assert {each.tab for each in problems if not each.is_notice} <= {"weeks", "settings", "tasks"}
        assert all(duty.opens_at < duty.due_at for duty in study.duties)
        return
    # a swap with somebody who is not there is a problem, and so is a week that is left out
    assert {each.tab for each in problems if not each.is_notice} <= {"weeks"}
    if all(each.is_notice for each in problems):
        assert task_seasons.list_rows(board.judge(study, now)) == reference.judge(facts, now)
