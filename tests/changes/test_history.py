"""The history: what it keeps of a change, and its undoing."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.changes import actions, history
from studylib.changes.check import UnreadableError
from studylib.changes.draft import Draft, OvertakenError
from studylib.season.study import Excuse
from studylib.text.errors import ChangeError, StudyboardError
from studylib.text.language import Language
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import BREAKS, EXCUSES, MEMBERS, WEEKS
from tests.changes.builders import drafted, of_study, rows, saved, study_of, undone
from tests.season.seasons import book, tab


def excused() -> Workbook:
    return saved(book(), actions.excuse_member(book(), study_of(book()), Excuse(1, "나래", "sick")))


def test_what_is_kept_of_a_change_says_when_what_from_and_to() -> None:
    cells = excused()
    header, row = rows(cells, "변경 기록")
    assert header == ("변경", "변경일시", "내용", "탭", "행", "이전", "이후", "되돌린 변경")
    what = Language("ko").say(history.read_history(cells)[0].what)
    assert row == (1, datetime(2022, 5, 11, 0, 30, 7), what, "면제", 2, None, '[1,"나래","sick"]')
    assert reader.read(cells)[1] == []


def test_headers_that_were_made_are_not_kept_and_stay() -> None:
    cells = undone(excused(), 1)
    assert rows(cells, "면제") == (("주차", "이름", "사유"), ())
    assert [len(kept.edits) for kept in history.read_history(cells)] == [1, 1]


def test_a_change_is_undone_and_that_undone_again() -> None:
    first = excused()
    second = undone(first, 1)
    third = undone(second, 2)
    assert study_of(second).excuses == ()
    assert study_of(third).excuses == study_of(first).excuses
    assert [(kept.number, kept.undoes, kept.in_force) for kept in history.read_history(third)] == [
        (3, 2, True),
        (2, 1, False),
        (1, None, True),
    ]
    assert study_of(undone(third, 1)).excuses == ()


def test_to_undo_an_undo_reads_as_bringing_the_change_back_however_often() -> None:
    cells = excused()
    for number in range(1, 6):
        cells = undone(cells, number)
    what = "나래 님 1주차 면제"
    assert [(kept.what, kept.is_undo, kept.origin) for kept in history.read_history(cells)] == [
        (f"되돌림: {what}", True, what),
        (f"되돌리기 취소: {what}", False, what),
        (f"되돌림: {what}", True, what),
        (f"되돌리기 취소: {what}", False, what),
        (f"되돌림: {what}", True, what),
        (what, False, what),
    ]


@pytest.mark.parametrize("undoes", [2, 3, 99])
def test_a_history_whose_undo_was_tampered_with_is_read_all_the_same(undoes: int) -> None:
    cells = undone(excused(), 1)
    broken = Workbook(
        tuple(
            Tab(each.title, (*each.rows[:-1], (*each.rows[-1][:-1], undoes)))
            if each.title == "변경 기록"
            else each
            for each in cells.tabs
        )
    )
    newest = history.read_history(broken)[0]
    assert (newest.is_undo, newest.origin) == (True, newest.what)


def test_a_change_that_has_been_undone_cannot_be_undone_twice() -> None:
    with pytest.raises(ChangeError, match="has been undone already"):
        history.undo_change(undone(excused(), 1), 1)
    with pytest.raises(ChangeError, match="cannot be undone"):
        history.undo_change(book(), 1)


def test_a_change_whose_row_was_changed_since_is_not_undone() -> None:
    cells = excused()
    later = saved(cells, drafted(cells, Draft(EXCUSES, changed={2: {"reason": "very sick"}})))
    with pytest.raises(OvertakenError, match="Row 2 of the tab 면제") as raised:
        history.undo_change(later, 1)
    assert raised.value.clashes[0].now == (1, "나래", "very sick")
    assert study_of(undone(undone(later, 2), 1)).excuses == ()


def test_an_undoing_that_would_make_something_unreadable_is_refused() -> None:
    added = saved(book(), drafted(book(), Draft(MEMBERS, added=({"name": "라온"},))))
    used = saved(added, actions.excuse_member(added, study_of(added), Excuse(1, "라온")))
    with pytest.raises(ChangeError, match=r"라온 stands in 면제 \(1\)\. Keep the row"):
        undone(used, 1)
    week = saved(book(), drafted(book(), Draft(WEEKS, added=({"week": 4},))))
    excused_then = saved(week, actions.excuse_member(week, study_of(week), Excuse(4, "나래")))
    with pytest.raises(UnreadableError, match="4"):
        undone(excused_then, 1)


def test_a_history_that_was_tampered_with_is_shown_and_not_undone() -> None:
    cells = excused()
    broken = Workbook(
        tuple(
            Tab(each.title, (*each.rows[:1], (*each.rows[1][:6], "{not json", None), ("x", "y")))
            if each.title == "변경 기록"
            else each
            for each in cells.tabs
        )
    )
    (kept,) = history.read_history(broken)
    assert kept.edits == ()
    with pytest.raises(ChangeError, match="cannot be undone"):
        history.undo_change(broken, 1)
    assert reader.read(broken)[1] == []


def test_texts_are_kept_to_the_letter_so_that_they_come_back_so() -> None:
    decomposed = "나래"
    cells = book(
        breaks=Tab("breaks", (("starts_on", "ends_on", "reason"), ("2022-04-07", "2022-04-08", decomposed)))
    )
    after = saved(cells, drafted(cells, Draft(BREAKS, changed={2: {"reason": "x"}})))
    assert of_study(undone(after, 1)) == of_study(cells)


def test_a_change_under_a_later_one_of_the_same_row_is_undone_after_that_one() -> None:
    start = book(excuses=tab("excuses", "week | member | reason", "1 | 가람 | x"))
    cells = saved(start, drafted(start, Draft(EXCUSES, changed={2: {"reason": "y"}})))
    cells = saved(cells, drafted(cells, Draft(EXCUSES, changed={2: {"reason": "z"}})))
    cells = saved(cells, drafted(cells, Draft(EXCUSES, changed={2: {"reason": "y"}})))
    with pytest.raises(ChangeError, match="Undo that one first"):
        history.undo_change(cells, 1)
    for number in (3, 2, 1):
        cells = undone(cells, number)
    assert of_study(cells) == of_study(start)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(2, 6), st.sampled_from(["a", "b", None])),
        st.tuples(st.just("undo"), st.integers(1, 8), st.none()),
    ),
    max_size=8,
)


@given(STEPS)
def test_whatever_is_done_undoing_all_that_is_in_force_from_the_newest_on_brings_back_the_beginning(
    steps: list[tuple[str, int, str | None]],
) -> None:
    start = book(excuses=tab("excuses", "week | member | reason", "1 | 가람 | x", "2 | 나래 | y"))
    cells = start
    for kind, number, reason in steps:
        try:
            if kind == "undo":
                cells = undone(cells, number)
            elif number <= len(rows(cells, "excuses")):
                cells = saved(cells, drafted(cells, Draft(EXCUSES, changed={number: {"reason": reason}})))
            else:
                cells = saved(cells, drafted(cells, Draft(EXCUSES, added=({"week": 3, "member": "다온"},))))
        except StudyboardError:
            continue
    for kept in history.read_history(cells):
        if kept.in_force and kept.undoes is None:
            cells = undone(cells, kept.number)
    assert of_study(cells) == of_study(start)
