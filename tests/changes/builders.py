"""Builders: changes made, saved and undone on a workbook in memory."""

from datetime import datetime

from studylib.changes import check, history
from studylib.changes.draft import Change, Draft, make_change
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.message import sentence
from studylib.workbook import layouts, reader
from studylib.workbook.cells import Row, Workbook, trim_row
from tests.season.reference import SEOUL

NOW = datetime(2022, 5, 11, 0, 30, 7, 999_000, tzinfo=SEOUL)

WHAT = sentence("{member} writes the team blog in week {week}", member="가람", week=1)


def study_of(cells: Workbook) -> Study:
    return reader.read(cells)[0]


def saved(cells: Workbook, made: Change) -> Workbook:
    return check.apply_edits(cells, history.with_history(cells, study_of(cells), made, NOW))


def drafted(cells: Workbook, draft: Draft) -> Change:
    return make_change(cells, cells, draft, WHAT, "en")


def undone(cells: Workbook, number: int) -> Workbook:
    return saved(cells, history.undo_change(cells, number))


def rows(cells: Workbook, title: str) -> tuple[Row, ...]:
    return next(each.rows for each in cells.tabs if each.title == title)


def of_study(cells: Workbook) -> dict[str, list[Row]]:
    """All rows but the history's and the blank ones at the end. A row that was added and taken back leaves those."""
    found = {}
    for each in cells.tabs:
        if each.title not in layouts.CHANGES.titles:
            kept = [trim_row(row) for row in each.rows]
            while kept and not kept[-1]:
                kept.pop()
            found[each.title] = kept
    return found


def said(problem: Problem) -> str:
    return str(problem.message)
