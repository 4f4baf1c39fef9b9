"""Tell of what kind each tab of a workbook is, by its title and its headers."""

from collections.abc import Iterable, Sequence

from studylib.workbook import header_rows, headers, index, keys, values
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.headers import Places
from studylib.workbook.layouts import (
    ATTENDANCE,
    CHANGES,
    PASSES,
    PAYMENTS,
    SETTINGS,
    SETTLEMENTS,
    TASKS,
    TIERS,
    TITLED,
    Layout,
    has_title,
    is_form_title,
)
from studylib.workbook.naming import Naming, find_given
from studylib.workbook.proofs import is_proven
from studylib.workbook.titles import Likeness, judge_title

DEEPEST = 60
"""Rows of an unknown tab that are looked at, from the first filled one on."""

DISTINCT = (TIERS, PAYMENTS, SETTLEMENTS)
"""Kinds whose required headers no other tab has together."""


def is_known(tab: Tab, workbook: Workbook) -> bool:
    """Check if the tab has the title of a kind."""
    return any(is_titled(layout, tab, workbook) for layout in (*TITLED, CHANGES))


def is_titled(layout: Layout, tab: Tab, workbook: Workbook) -> bool:
    """Check if the title makes a tab one of this kind. An older workbook may have such a tab for itself."""
    if not has_title(layout, tab.title):
        return False
    return not layout.proofs or is_proven(layout, peek(tab)) or _is_wanted(layout, workbook)


def _is_wanted(layout: Layout, workbook: Workbook) -> bool:
    """Check if the workbook has what a tab of this kind belongs to."""
    if layout is ATTENDANCE:
        return any(is_titled(TASKS, each, workbook) for each in workbook.tabs)
    return layout is PASSES and _gives_passes(workbook)


def _gives_passes(workbook: Workbook) -> bool:
    """Check if the settings say how many passes a member has."""
    for tab in [each for each in workbook.tabs if has_title(SETTINGS, each.title)][:1]:
        rows = peek(tab)
        at = header_rows.find_header(SETTINGS, rows)
        places = headers.find_columns(SETTINGS, rows[at] if rows else ())
        key = next(iter(places.get("key", ())), headers.WIDEST)
        if any(key < len(row) and keys.find_key(row[key]) == "passes" for row in rows[at + 1 :]):
            return True
    return False


def find_tabs(layout: Layout, workbook: Workbook, namings: Iterable[Naming] = ()) -> Sequence[Tab]:
    """Find the tabs of a kind with a title, in workbook order.

    Without one of that title, those count whose title and headers leave no doubt.
    """
    named = [tab for tab in workbook.tabs if is_titled(layout, tab, workbook)]
    if named or layout is CHANGES:
        return named
    unknown = [tab for tab in workbook.tabs if not is_known(tab, workbook)]
    return [tab for tab in unknown if is_surely(layout, tab, namings)]


def find_unnamed_kind(tab: Tab, workbook: Workbook, namings: Sequence[Naming]) -> Layout | None:
    """Find the kind of a tab by its headers. No tab may have the title of that kind."""
    for layout in TITLED:
        if not any(is_titled(layout, each, workbook) for each in workbook.tabs) and is_surely(
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
    if layout.proofs and not is_proven(layout, rows, given):
        return False
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
