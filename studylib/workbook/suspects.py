"""Report tabs that look like part of the study, but are not read. Ordinary other tabs are left alone."""

from collections.abc import Sequence
from dataclasses import replace

from studylib.season.problems import Problem
from studylib.text.message import Sentence, sentence
from studylib.workbook import answer_tabs, header_rows, headers, kinds, titles, values
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.index import SURE, VAGUE
from studylib.workbook.layouts import BREAKS, EXCUSES, SETTLEMENTS, TIERS, TITLED, Layout
from studylib.workbook.members import Roster
from studylib.workbook.naming import Naming, find_given
from studylib.workbook.proofs import is_proven
from studylib.workbook.titles import Likeness
from studylib.workbook.unread_answers import is_filled, judge_answers

HISTORIES = ("내역", "목록", "기록", "명단", "리스트", "모음")
"""Ends of a title that make a list of fines paid, not of tiers."""


def list_suspects(workbook: Workbook, namings: Sequence[Naming], people: Roster) -> list[Problem]:
    """List the unread tabs that look like a part of the study, in workbook order."""
    answering = answer_tabs.find_answer_tabs(workbook, namings)
    readers = {layout: kinds.find_tabs(layout, workbook, namings) for layout in TITLED}
    read = [*answering, *(tab for tabs in readers.values() for tab in tabs)]
    unread = [tab for tab in workbook.tabs if not kinds.is_known(tab, workbook) and not _is_among(tab, read)]
    problems = []
    for tab in (Tab(each.title, kinds.peek(each)) for each in unread):
        if not any(map(is_filled, tab.rows)):
            continue
        titled = (_judge_titled(tab, layout, readers[layout], namings) for layout in TITLED)
        judged = next((problem for problem in titled if problem), None)
        if problem := judged or judge_answers(tab, bool(answering), namings, people):
            problems.append(problem)
    return problems


def _is_among(tab: Tab, tabs: Sequence[Tab]) -> bool:
    return any(tab is each for each in tabs)


def _judge_titled(tab: Tab, layout: Layout, read: Sequence[Tab], namings: Sequence[Naming]) -> Problem | None:
    """Judge an unread tab by its title, and by its headers as those of a layout."""
    title = titles.judge_title(layout, tab.title)
    given = find_given(namings, layout, tab.title)
    unproven = layout.proofs and not is_proven(layout, tab.rows, given)
    if unproven or (title is Likeness.NONE and (read or layout not in (EXCUSES, BREAKS))):
        return None
    worst = SURE if title is Likeness.NONE else VAGUE
    at = header_rows.find_header(layout, tab.rows, given, worst)
    header, kind = tab.rows[at], " / ".join(layout.titles)
    places = headers.find_columns_by(layout, header, given, worst)
    missing = headers.list_missing_columns(layout, places)
    if title is Likeness.NONE:
        further = {"reason", "member"} & places.keys() - {*layout.required}
        return _notice(tab, kind) if further and not missing else None
    if read:
        why = _explain_doubled(kind, read[0].title)
        return _judge_doubled(tab, layout, title, at, places, why)
    if not missing:
        return _report(
            tab, sentence("This tab looks like {kind}, but is not read. Rename it {kind}.", kind=kind)
        )
    if _is_ordinary(tab, layout, title, header):
        return None
    unread = sentence(
        "This tab looks like {kind}, but is not read. It has no column {columns}. Rename the columns and the tab, or "
        "give it another title if it is something else.",
        kind=kind,
        columns=", ".join(" / ".join(layout.columns[column]) for column in missing),
    )
    return _report(tab, unread)


def _judge_doubled(
    tab: Tab, layout: Layout, title: Likeness, at: int, places: headers.Places, why: Sentence
) -> Problem | None:
    """Judge a tab of which another one is read. It is a notice if its title or its columns leave a doubt."""
    missing = headers.list_missing_columns(layout, places)
    if not any(map(is_filled, tab.rows[at + 1 :])):
        return None
    if title is not Likeness.OTHER and not missing:
        return _report(tab, why)
    costly = layout in (*kinds.DISTINCT, BREAKS, EXCUSES)
    doubtful = not missing and costly if title is Likeness.OTHER else len(places.keys() - layout.later) > 1
    return replace(_report(tab, why), is_notice=True) if doubtful else None


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


def _notice(tab: Tab, kind: str) -> Problem:
    why = sentence("This tab may be {kind}, but is not read. If it is, rename it {kind}.", kind=kind)
    return Problem(tab.title, None, None, why, is_notice=True)


def _report(tab: Tab, why: Sentence) -> Problem:
    return Problem(tab.title, None, None, why)
