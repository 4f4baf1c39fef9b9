"""Tell of what kind each tab of a workbook is, by its title and its headers."""

from collections.abc import Iterable, Sequence

from studylib.workbook import header_rows, headers, index, keys, values
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.headers import Places
from studylib.workbook.layouts import (
    CHANGES,
    PAYMENTS,
    SETTINGS,
    SETTLEMENTS,
    TIERS,
    TITLED,
    Layout,
    has_title,
    is_form_title,
)
from studylib.workbook.naming import Naming, find_given
from studylib.workbook.titles import Likeness, judge_title

DEEPEST = 60
"""Rows of an unknown tab that are looked at, from the first filled one on."""

DISTINCT = (TIERS, PAYMENTS, SETTLEMENTS)
"""Kinds whose required headers no other tab has together."""


def is_known(tab: Tab) -> bool:
    """Check if the tab has the title of a kind."""
    return any(has_title(layout, tab.title) for layout in (*TITLED, CHANGES))


def find_tabs(layout: Layout, workbook: Workbook, namings: Iterable[Naming] = ()) -> Sequence[Tab]:
    """Find the tabs of a kind with a title, in workbook order.

    Without one of that title, those count whose title and headers leave no doubt.
    """
    named = [tab for tab in workbook.tabs if has_title(layout, tab.title)]
    if named or layout is CHANGES:
        return named
    unknown = [tab for tab in workbook.tabs if not is_known(tab)]
    return [tab for tab in unknown if is_surely(layout, tab, namings)]


def find_unnamed_kind(tab: Tab, workbook: Workbook, namings: Sequence[Naming]) -> Layout | None:
    """Find the kind of a tab by its headers. No tab may have the title of that kind."""
    for layout in TITLED:
        if not any(has_title(layout, each.title) for each in workbook.tabs) and is_surely(
            layout, tab, namings
        ):
            return layout
    return None


def is_surely(layout: Layout, tab: Tab, namings: Iterable[Naming] = ()) -> bool:
    """Check if a tab of another title is surely of this kind."""
    if is_form_title(tab.title):
        return False
    title = judge_title(layout, tab.title)
    if title < Likeness.OTHER and layout not in (*DISTINCT, SETTINGS):
        return False
    given = find_given(namings, layout, tab.title)
    rows = peek(tab)
    worst = index.VAGUE if title >= Likeness.OTHER else index.SURE
    at = header_rows.find_header(layout, rows, given, worst)
    header = rows[at] if rows else ()
    places = headers.find_columns_by(layout, header, given, worst)
    if headers.list_missing_columns(layout, places):
        return False
    return title >= Likeness.OTHER or layout in DISTINCT or _holds_keys(rows[at + 1 :], places)


def peek(tab: Tab) -> tuple[Row, ...]:
    """Return the first filled rows of an unknown tab, and the blank ones above. They show its kind."""
    first = next((at for at, row in enumerate(tab.rows) if not all(map(values.is_blank, row))), 0)
    return tuple(row[: headers.WIDEST] for row in tab.rows[: first + DEEPEST])


def _holds_keys(rows: Sequence[Row], places: Places) -> bool:
    """Check if two known settings stand under the key column."""
    at = places["key"][0]
    found = {keys.find_key(row[at]) for row in rows if at < len(row)} - {None}
    return len(found) > 1
