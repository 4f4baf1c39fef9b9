"""An import as one change: one edit a row, and undone as a whole."""

from datetime import UTC, datetime

import pytest

from studylib.changes import history
from studylib.changes.check import apply_edits
from studylib.changes.readme_import import make_import_change
from studylib.readme.plan import ImportOptions, ImportPlan, plan_import
from studylib.stores.store import HeaderChangedError
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook, trim_row
from studylib.workbook.entries import NewRows
from tests.readme.examples import read
from tests.season import seasons

NOW = datetime(2022, 4, 20, tzinfo=UTC)
TABLE = "|주차|과제|당번|\n|-|-|-|\n|1주차|[가람](https://g.kr/1) [나래]()|나래|\n"


def rows(book: Workbook, title: str) -> list[tuple[object, ...]]:
    return [trim_row(row) for tab in book.tabs if tab.title == title for row in tab.rows]


def test_an_import_is_saved_with_history_and_undone_as_a_whole_even_without_times() -> None:
    book = seasons.book(members=seasons.tab("members", "name | turn", "가람 | 1", "나래 | 2"), answers=None)
    study, _ = reader.read(book)
    contents, _ = read(TABLE, "가람", "나래")
    plan = plan_import(book, study, contents, {}, ImportOptions("README.md"))
    change = make_import_change(plan, study, "README.md")
    after = apply_edits(book, history.with_history(book, study, change, NOW))
    assert len(rows(after, "설문지 응답 시트1")) == 2
    assert [week.topic.writer for week in reader.read(after)[0].weeks] == ["나래", None, None]
    [kept] = history.read_history(after)
    undone = apply_edits(after, history.undo_change(after, kept.number).edits)
    assert rows(undone, "설문지 응답 시트1")[1:] == [()]
    assert reader.read(undone)[0].weeks == study.weeks


def test_an_import_that_was_undone_can_be_done_again_even_without_times() -> None:
    book = seasons.book(members=seasons.tab("members", "name | turn", "가람 | 1", "나래 | 2"), answers=None)
    study, _ = reader.read(book)
    contents, _ = read(TABLE, "가람", "나래")
    plan = plan_import(book, study, contents, {}, ImportOptions("README.md"))
    there = book
    change = make_import_change(plan, study, "README.md")
    for _ in range(3):  # done, undone, done again
        there = apply_edits(there, history.with_history(there, study, change, NOW))
        change = history.undo_change(there, history.read_history(there)[0].number)
    assert len(rows(there, "설문지 응답 시트1")) == 2
    assert rows(there, "설문지 응답 시트1")[1]


def test_a_swap_in_a_new_row_is_one_edit_of_that_row() -> None:
    book = seasons.book(weeks=None, answers=None)
    study, _ = reader.read(book)
    new = NewRows("weeks", ("week", "writer"), ((1, None), (2, None)))
    name = study.members[0].name
    change = make_import_change(ImportPlan(book, (new,), {2: name}), study, "README.md")
    assert [(edit.number, edit.before, edit.after) for edit in change.edits] == [
        (1, None, ("week", "writer")),
        (2, None, (1, None)),
        (3, None, (2, name)),
    ]


@pytest.mark.parametrize("header", [("타임스탬프", "이름", "주차", "URL주소"), ("이름", "메모")])
def test_rows_are_never_written_under_other_columns(header: tuple[str, ...]) -> None:
    book = Workbook((Tab("weeks", (header,)),))
    plan = ImportPlan(book, (NewRows("weeks", ("week", "writer"), ((1, None),)),))
    with pytest.raises(HeaderChangedError):
        make_import_change(plan, reader.read(book)[0], "README.md")


def test_a_tab_of_blank_rows_gets_a_header() -> None:
    book = Workbook((Tab("weeks", ((None,),)),))
    plan = ImportPlan(book, (NewRows("weeks", ("week", "writer"), ((1, None),)),))
    change = make_import_change(plan, reader.read(book)[0], "README.md")
    assert [(edit.number, edit.after) for edit in change.edits] == [(2, ("week", "writer")), (3, (1, None))]
