"""Find the tabs that hold answers, by their headers and titles."""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from studylib.workbook import header_rows, headers
from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.headers import Places
from studylib.workbook.index import OTHER
from studylib.workbook.kinds import find_unnamed_kind, is_known, is_titled, peek
from studylib.workbook.layouts import ANSWERS, CHANGES, TITLED, Layout, is_form_title
from studylib.workbook.links import parse_links
from studylib.workbook.naming import Naming, find_given
from studylib.workbook.questions import complete_answers
from studylib.workbook.titles import Likeness, judge_title
from studylib.workbook.values import CellError

DEEPEST = 1_000
"""Rows of a tab in which a link is looked for."""

LONGEST_LINK = 200
"""Characters of a cell in which a link without ``https://`` is looked for."""

_HOST = re.compile(r"\w\.\w")


class Sureness(IntEnum):
    """How surely a tab holds answers."""

    NONE = 0
    PARTLY = 1
    """It has a time and a week or a link. Something is missing."""
    VAGUELY = 2
    """All is there, but the time has a vague name, such as ``일시``."""
    SURE = 3


def find_kind(tab: Tab, workbook: Workbook, namings: Sequence[Naming] = ()) -> Layout | None:
    """Find the layout by which a tab is read. ``None`` if it is ignored."""
    for layout in (*TITLED, CHANGES):
        if is_titled(layout, tab, workbook):
            return layout
    if found := find_unnamed_kind(tab, workbook, namings):
        return found
    return ANSWERS if any(each is tab for each in find_answer_tabs(workbook, namings)) else None


def find_answer_tabs(workbook: Workbook, namings: Sequence[Naming] = ()) -> list[Tab]:
    """Find the tabs of answers, in workbook order. Less sure ones count only if none is surer."""
    unknown = [tab for tab in workbook.tabs if not is_known(tab, workbook)]
    rated = [(tab, rate_answers(tab, namings)) for tab in unknown]
    best = max((sureness for _, sureness in rated), default=Sureness.NONE)
    chosen = [tab for tab, sureness in rated if sureness is not Sureness.NONE and sureness is best]
    found = [tab for tab in chosen if find_unnamed_kind(tab, workbook, namings) is None]
    places = [_find_places(tab, namings) for tab in found]
    complete = [not headers.list_missing_columns(ANSWERS, each) for each in places]
    if not any(complete):
        return found
    judged = zip(found, places, complete, strict=True)
    return [tab for tab, each, is_complete in judged if is_complete or may_hold_answers(tab, each)]


def _find_places(tab: Tab, namings: Iterable[Naming]) -> Places:
    given = find_given(namings, ANSWERS, tab.title)
    rows = peek(tab)
    header = rows[header_rows.find_header(ANSWERS, rows, given)] if rows else ()
    return complete_answers(header, headers.find_columns(ANSWERS, header, given))


def may_hold_answers(tab: Tab, places: Places) -> bool:
    """Check if a tab without all columns may hold answers. Another form asks who it is, and holds no link.

    If Google named the tab, another form asks for neither week nor link: for attendance, or opinions.
    """
    asks_who = not {"name", "email"}.isdisjoint(places)
    asks_what = is_form_title(tab.title) and not {"week", "link"}.isdisjoint(places)
    if not asks_who or asks_what or len(tab.rows) > DEEPEST:
        return True
    return any(_is_link(cell) for row in tab.rows for cell in row[: headers.WIDEST])


def _is_link(cell: Cell) -> bool:
    if not isinstance(cell, str) or "://" in cell:
        return isinstance(cell, str)
    start = cell[:LONGEST_LINK]
    try:
        return bool(_HOST.search(start) and parse_links(start))
    except CellError:
        return False


def rate_answers(tab: Tab, namings: Iterable[Naming] = ()) -> Sureness:
    """Rate how surely a tab holds answers, by its title and its headers."""
    given = find_given(namings, ANSWERS, tab.title)
    rows = peek(tab)
    at = header_rows.find_header(ANSWERS, rows, given)
    header = rows[at] if rows else ()
    if header and is_form_title(tab.title):
        return Sureness.SURE
    sure = headers.find_sure_columns(ANSWERS, header, given)
    found = headers.find_columns(ANSWERS, header, given)
    asked = not {"week", "link"}.isdisjoint(found)
    if "submitted_at" in sure and (len(sure) > 1 or asked):
        return Sureness.SURE
    if "submitted_at" not in found or not asked:
        return Sureness.NONE
    strong = "submitted_at" in headers.find_columns_by(ANSWERS, header, given, OTHER)
    titled = judge_title(ANSWERS, tab.title) is not Likeness.NONE
    if headers.list_missing_columns(ANSWERS, found):
        return Sureness.PARTLY if strong or titled else Sureness.NONE
    return Sureness.SURE if strong or titled else Sureness.VAGUELY
