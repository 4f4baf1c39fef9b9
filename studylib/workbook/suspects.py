"""Report tabs that look like part of the study, but are not read. Ordinary other tabs are left alone."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import islice

from studylib.season.study import Problem, Study
from studylib.text.message import Sentence, sentence
from studylib.workbook import headers, kinds, moments, values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.headers import SURE, VAGUE
from studylib.workbook.kinds import Likeness, Sureness
from studylib.workbook.layouts import ANSWERS, BREAKS, EXCUSES, SETTLEMENTS, TIERS, TITLED, Layout
from studylib.workbook.members import Roster
from studylib.workbook.naming import Naming, find_given

WIDEST = 50
"""Columns of an unknown tab that are looked at."""

MOSTLY = 0.6
"""The part of a column's filled cells that makes it one of times, names or links."""

HISTORIES = ("내역", "목록", "기록", "명단", "리스트", "모음")
"""Ends of a title that make a list of fines paid, not of tiers."""


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


def list_suspects(workbook: Workbook, namings: Sequence[Naming], people: Roster) -> list[Problem]:
    """List the unread tabs that look like a part of the study, in workbook order."""
    answering = kinds.find_answer_tabs(workbook, namings)
    readers = {layout: kinds.find_tabs(layout, workbook, namings) for layout in TITLED}
    read = [*answering, *(tab for tabs in readers.values() for tab in tabs)]
    unread = [tab for tab in workbook.tabs if not kinds.is_known(tab) and not _is_among(tab, read)]
    problems = []
    for tab in (Tab(each.title, kinds.peek(each)) for each in unread):
        if not any(map(_is_filled, tab.rows)):
            continue
        titled = (_judge_titled(tab, layout, readers[layout], namings) for layout in TITLED)
        judged = next((problem for problem in titled if problem), None)
        if problem := judged or _judge_answers(tab, bool(answering), namings, people):
            problems.append(problem)
    return problems


def _is_among(tab: Tab, tabs: Sequence[Tab]) -> bool:
    return any(tab is each for each in tabs)


def _is_filled(row: Row) -> bool:
    return not all(map(values.is_blank, row))


def _judge_titled(tab: Tab, layout: Layout, read: Sequence[Tab], namings: Sequence[Naming]) -> Problem | None:
    """Judge an unread tab by its title, and by its headers as those of a layout."""
    title = kinds.judge_title(layout, tab.title)
    if title is Likeness.NONE and (read or layout not in (EXCUSES, BREAKS)):
        return None
    given = find_given(namings, layout, tab.title)
    worst = SURE if title is Likeness.NONE else VAGUE
    at = headers.find_header(layout, tab.rows, given, worst)
    header, kind = tab.rows[at], " / ".join(layout.titles)
    places = headers.find_columns_by(layout, header, given, worst)
    missing = headers.list_missing(layout, places)
    if title is Likeness.NONE:
        return _notice(tab, kind) if "reason" in places and not missing else None
    if read:
        doubled = title is not Likeness.OTHER and not missing and any(map(_is_filled, tab.rows[at + 1 :]))
        return _report(tab, _explain_doubled(kind, read[0].title)) if doubled else None
    if not missing:
        return _report(
            tab, sentence("This tab looks like {kind}, but is not read. Rename it {kind}.", kind=kind)
        )
    if _is_ordinary(tab, layout, title, header):
        return None
    why = sentence(
        "This tab looks like {kind}, but is not read. It has no column {columns}. Rename the columns and the tab, or "
        "give it another title if it is something else.",
        kind=kind,
        columns=", ".join(" / ".join(layout.columns[column]) for column in missing),
    )
    return _report(tab, why)


def _is_ordinary(tab: Tab, layout: Layout, title: Likeness, header: Row) -> bool:
    """Check if a tab without all the columns of a kind is rather something else."""
    if layout is SETTLEMENTS:
        return True
    if layout is TIERS and values.fold(tab.title).endswith(HISTORIES):
        return len(headers.find_sure_columns(layout, header)) < 2
    present = set(headers.find_columns(layout, header)) & set(layout.required)
    return title is not Likeness.LISTED and not present


def _explain_doubled(kind: str, first: str) -> Sentence:
    return sentence(
        "This tab looks like {kind}, but Studyboard reads only {first}. Merge them into one.",
        kind=kind,
        first=first,
    )


def _report(tab: Tab, why: Sentence) -> Problem:
    return Problem(tab.title, None, None, why)


def _notice(tab: Tab, kind: str) -> Problem:
    why = sentence("This tab may be {kind}, but is not read. If it is, rename it {kind}.", kind=kind)
    return Problem(tab.title, None, None, why, is_notice=True)


def _judge_answers(tab: Tab, answered: bool, namings: Sequence[Naming], people: Roster) -> Problem | None:
    """Judge if an unread tab holds answers. ``answered``: another tab surely does."""
    why = sentence(
        "This tab looks like the answers of a form, but is not read. Give its columns the headers {headers}, or name "
        "them in the setting columns / 열.",
        headers=_list_headers(ANSWERS),
    )
    if kinds.rate_answers(tab, namings) is Sureness.VAGUELY:
        return Problem(tab.title, None, None, why, is_notice=True)
    given = find_given(namings, ANSWERS, tab.title)
    at = headers.find_header(ANSWERS, tab.rows, given)
    present = headers.complete_answers(tab.rows[at], headers.find_columns(ANSWERS, tab.rows[at], given))
    if kinds.judge_title(ANSWERS, tab.title) is not Likeness.NONE and (not answered or len(present) > 1):
        return _report(tab, why)
    timed, exact = _holds_answers(tab, people)
    return _report(tab, why) if exact or (timed and not answered) else None


def _holds_answers(tab: Tab, people: Roster) -> tuple[bool, bool]:
    """Check if a tab has columns of times, of members and of links, and if those times have a time of day."""
    filled = (row for row in tab.rows if _is_filled(row))
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
    of_links = any(_are_mostly(column, ["://" in str(cell)[:200] for cell in column]) for column in columns)
    if not (of_times and of_names and of_links):
        return False, False
    return True, any(
        (_read_time(cell) or datetime.min).time() != time() for column in of_times for cell in column
    )


def _are_mostly(column: Sequence[Cell], fitting: Sequence[bool]) -> bool:
    return bool(column) and sum(fitting) >= MOSTLY * len(column)


def _read_time(cell: Cell) -> datetime | None:
    """Read a cell that surely is a time. A whole number may be an amount."""
    if isinstance(cell, bool | int):
        return None
    try:
        return moments.parse_moment(cell, UTC)
    except values.CellError:
        return None
