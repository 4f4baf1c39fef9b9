"""Report answers that cannot be found: tabs that look like them, and a season without any."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import islice

from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.message import sentence
from studylib.workbook import header_rows, headers, moments, values
from studylib.workbook.answer_tabs import Sureness, may_hold_answers, rate_answers
from studylib.workbook.cells import Cell, Row, Tab
from studylib.workbook.layouts import ANSWERS, Layout
from studylib.workbook.members import Roster
from studylib.workbook.naming import Naming, find_given
from studylib.workbook.questions import complete_answers
from studylib.workbook.titles import Likeness, judge_title

WIDEST = 50
"""Columns of an unknown tab that are looked at."""

MOSTLY = 0.6
"""The part of a column's filled cells that makes it one of times, names or links."""


def explain_silence(study: Study) -> Iterator[Problem]:
    """Report a season without any tab of answers, from the first due moment on."""
    if study.weeks and study.members:
        why = sentence(
            "There is no tab of answers, so all members count as absent. Link the form to this workbook. If the "
            "answers are here, give their columns the headers {headers}.",
            headers=_list_headers(ANSWERS),
        )
        first = min(week.due_at for week in study.weeks)
        yield Problem("Form Responses 1 / 설문지 응답 시트1", None, None, why, since=first)


def _list_headers(layout: Layout) -> str:
    return ", ".join(" / ".join(layout.columns[column]) for column in layout.required)


def is_filled(row: Row) -> bool:
    return not all(map(values.is_blank, row))


def judge_answers(tab: Tab, answered: bool, namings: Sequence[Naming], people: Roster) -> Problem | None:
    """Judge if an unread tab holds answers. ``answered``: another tab surely does."""
    why = sentence(
        "This tab looks like the answers of a form, but is not read. Give its columns the headers {headers}, or name "
        "them in the setting columns / 열.",
        headers=_list_headers(ANSWERS),
    )
    if rate_answers(tab, namings) is Sureness.VAGUELY:
        return Problem(tab.title, None, None, why, is_notice=True)
    given = find_given(namings, ANSWERS, tab.title)
    at = header_rows.find_header(ANSWERS, tab.rows, given)
    present = complete_answers(tab.rows[at], headers.find_columns(ANSWERS, tab.rows[at], given))
    likely = not answered or (len(present) > 1 and may_hold_answers(tab, present))
    asks_all = {"submitted_at", "week"} <= present.keys() and not {"name", "email"}.isdisjoint(present)
    if asks_all or judge_title(ANSWERS, tab.title) is not Likeness.NONE:  # a form that holds no link is told
        return Problem(tab.title, None, None, why, is_notice=not likely)
    timed, exact = _holds_answers(tab, people)
    return Problem(tab.title, None, None, why) if exact or (timed and not answered) else None


def _holds_answers(tab: Tab, people: Roster) -> tuple[bool, bool]:
    """Check if a tab has columns of times, members and links. Check also if a time has a time of day."""
    filled = (row for row in tab.rows if is_filled(row))
    rows = list(islice(filled, 1, None))
    columns = [
        [row[at] for row in rows if at < len(row) and not values.is_blank(row[at])] for at in range(WIDEST)
    ]
    of_times = [
        column for column in columns if _are_mostly(column, [_read_time(cell) is not None for cell in column])
    ]
    of_names = any(
        _are_mostly(column, [values.fold(cell) in people.by_name for cell in column]) for column in columns
    )
    of_links = any(_are_mostly(column, [*map(_names_address, column)]) for column in columns)
    if not (of_times and of_names and of_links):
        return False, False
    return True, any(
        (_read_time(cell) or datetime.min).time() != time() for column in of_times for cell in column
    )


def _are_mostly(column: Sequence[Cell], fitting: Sequence[bool]) -> bool:
    return bool(column) and sum(fitting) >= MOSTLY * len(column)


def _names_address(cell: Cell) -> bool:
    return isinstance(cell, str) and "://" in cell[:200]


def _read_time(cell: Cell) -> datetime | None:
    """Read a cell that surely is a time. A whole number may be an amount."""
    if isinstance(cell, bool | int):
        return None
    try:
        return moments.parse_moment(cell, UTC)
    except values.CellError:
        return None
