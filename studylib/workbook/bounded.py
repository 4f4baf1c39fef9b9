"""Bound a workbook before it is read: its tabs, their titles and their rows. Report what is beyond."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from studylib.season.problems import Problem
from studylib.workbook import answer_tabs, sizes, tables, values
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.layouts import ANSWERS, CHANGES
from studylib.workbook.tables import Record, Table


def list_first(table: Table, most: int) -> list[Record]:
    """List the first ``most`` records. Report the others as one problem."""
    records = table.records()
    first = list(islice(records, most))
    if beyond := list(records):
        problem = table.describe(beyond[0], None, sizes.explain_rows(most + len(beyond), most))
        table.problems.append(replace(problem, subject="", last_row=beyond[-1].number))
    return first


def bound_workbook(workbook: Workbook) -> tuple[Workbook, list[Problem]]:
    """Keep the first tabs, their first rows and the beginnings of their titles. Return the problems of the rest."""
    kept, problems = _bound_tabs(workbook.tabs)
    bounded = workbook if not problems else replace(workbook, tabs=kept)
    if sum(len(tab.rows) for tab in kept) <= sizes.MOST_ROWS:
        return bounded, problems
    return _bound_rows(bounded, problems)


def _bound_tabs(tabs: Sequence[Tab]) -> tuple[tuple[Tab, ...], list[Problem]]:
    kept = list(tabs[: sizes.MOST_TABS])
    problems = []
    for at, tab in enumerate(kept):
        if len(tab.title) > sizes.LONGEST_NAME:
            kept[at] = replace(tab, title=sizes.cut_name(tab.title))
            problems.append(Problem(kept[at].title, None, None, sizes.explain_name(tab.title)))
    if beyond := tabs[sizes.MOST_TABS :]:
        title = sizes.cut_name(beyond[0].title)
        problems.append(Problem(title, None, None, sizes.explain_tabs(len(tabs))))
    return tuple(kept), problems


def _bound_rows(workbook: Workbook, problems: Sequence[Problem]) -> tuple[Workbook, list[Problem]]:
    """Cut each tab that is read. All tabs of answers together have as many rows as one other tab."""
    shortened = replace(workbook, tabs=tuple(_cut_rows(tab, sizes.MOST_ROWS) for tab in workbook.tabs))
    namings = tables.list_namings(shortened)
    found, kept, left = list(problems), [], sizes.MOST_ROWS
    for whole, tab in zip(workbook.tabs, shortened.tabs, strict=True):
        kind = answer_tabs.find_kind(tab, shortened, namings)
        most = left if kind is ANSWERS else sizes.MOST_ROWS
        kept.append(_cut_rows(tab, most))
        if kind is ANSWERS:
            left -= len(kept[-1].rows)
        last = _find_last(whole.rows)
        if kind not in (None, CHANGES) and last > most:
            why = sizes.explain_rows(last, most)
            found.append(Problem(tab.title, most + 1, None, why, last_row=last))
    return replace(workbook, tabs=tuple(kept)), found


def _cut_rows(tab: Tab, most: int) -> Tab:
    return tab if len(tab.rows) <= most else replace(tab, rows=tab.rows[:most])


def _find_last(rows: Sequence[Row]) -> int:
    """Find the number of the last row that is not blank, from 1. 0 if all are."""
    filled = (at for at in range(len(rows), 0, -1) if not all(map(values.is_blank, rows[at - 1])))
    return next(filled, 0)
