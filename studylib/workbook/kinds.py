"""Tell of what kind each tab of a workbook is, by its title and its headers."""

from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum

from studylib.workbook import headers, keys, likeness, names, values
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.headers import OTHER, Places
from studylib.workbook.layouts import (
    ANSWERS,
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

DEEPEST = 60
"""Rows of an unknown tab that are looked at, from the first filled one on."""

DISTINCT = (TIERS, PAYMENTS, SETTLEMENTS)
"""Kinds whose required headers no other tab has together."""


class Likeness(IntEnum):
    """How much a title looks like that of a kind."""

    NONE = 0
    NEAR = 1
    """One letter off."""
    OTHER = 2
    """Another word for it."""
    LISTED = 3
    """The title itself, with an ending, a number or a sign: ``면제 목록``, ``settings2``."""


class Sureness(IntEnum):
    """How surely a tab holds answers."""

    NONE = 0
    PARTLY = 1
    """It has a time and a week or a link. Something is missing."""
    VAGUELY = 2
    """All is there, but the time has a vague name, such as ``일시``."""
    SURE = 3


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


def find_kind(tab: Tab, workbook: Workbook, namings: Sequence[Naming] = ()) -> Layout | None:
    """Find the layout by which a tab is read. ``None`` if it is ignored."""
    for layout in (*TITLED, CHANGES):
        if has_title(layout, tab.title):
            return layout
    if found := find_unnamed_kind(tab, workbook, namings):
        return found
    return ANSWERS if any(each is tab for each in find_answer_tabs(workbook, namings)) else None


def find_unnamed_kind(tab: Tab, workbook: Workbook, namings: Sequence[Naming]) -> Layout | None:
    """Find the kind of a tab that is known by its headers, because no tab has the title of the kind."""
    for layout in TITLED:
        if not any(has_title(layout, each.title) for each in workbook.tabs) and is_surely(
            layout, tab, namings
        ):
            return layout
    return None


def judge_title(layout: Layout, title: str) -> Likeness:
    """Judge how much a title looks like those of a layout. A copy looks like none."""
    words = likeness.fold_start(title).replace("_", " ").replace("-", " ").split()
    whole = likeness.squeeze(" ".join(words))
    if any(word in names.COPIES for word in words) or whole.endswith(("사본", "백업", "복사본")):
        return Likeness.NONE
    known = {likeness.squeeze(each) for each in layout.titles}
    readings = {reading.rstrip("0123456789") for reading in likeness.list_readings(title)}
    parts = {reading for part in likeness.list_parts(title) for reading in likeness.list_readings(part)}
    if any(_is_listed(reading, known) for reading in readings | parts):
        return Likeness.LISTED
    if any(_is_listed(reading, layout.other_titles) for reading in readings | parts):
        return Likeness.OTHER
    near = any(_is_misspelt(reading, each) for reading in readings for each in known)
    return Likeness.NEAR if near and whole not in names.ORDINARY else Likeness.NONE


def _is_listed(reading: str, titles: Collection[str]) -> bool:
    return reading in titles or any(
        reading.removesuffix(end) in titles for end in names.LISTS if reading.endswith(end)
    )


def _is_misspelt(reading: str, title: str) -> bool:
    """Check if a title is one letter off. A Hangul title keeps its number of syllables."""
    latin = title.isascii()
    return likeness.is_one_off(reading, title) and (latin or len(reading) == len(title))


def is_surely(layout: Layout, tab: Tab, namings: Iterable[Naming] = ()) -> bool:
    """Check if a tab of another title is surely of this kind."""
    if is_form_title(tab.title):
        return False
    title = judge_title(layout, tab.title)
    if title < Likeness.OTHER and layout not in (*DISTINCT, SETTINGS):
        return False
    given = find_given(namings, layout, tab.title)
    rows = peek(tab)
    worst = headers.VAGUE if title >= Likeness.OTHER else headers.SURE
    at = headers.find_header(layout, rows, given, worst)
    header = rows[at] if rows else ()
    places = headers.find_columns_by(layout, header, given, worst)
    if headers.list_missing(layout, places):
        return False
    return title >= Likeness.OTHER or layout in DISTINCT or _holds_keys(rows[at + 1 :], places)


def peek(tab: Tab) -> tuple[Row, ...]:
    """Return the beginning of an unknown tab, which tells its kind: its first filled rows, and the blank ones above."""
    first = next((at for at, row in enumerate(tab.rows) if not all(map(values.is_blank, row))), 0)
    return tuple(row[: headers.WIDEST] for row in tab.rows[: first + DEEPEST])


def _holds_keys(rows: Sequence[Row], places: Places) -> bool:
    """Check if two known settings stand under the key column."""
    at = places["key"][0]
    found = {keys.find_key(row[at]) for row in rows if at < len(row)} - {None}
    return len(found) > 1


def find_answer_tabs(workbook: Workbook, namings: Sequence[Naming] = ()) -> list[Tab]:
    """Find the tabs of answers, in workbook order. Less sure ones count only if none is surer."""
    unknown = [tab for tab in workbook.tabs if not is_known(tab)]
    rated = [(tab, rate_answers(tab, namings)) for tab in unknown]
    best = max((sureness for _, sureness in rated), default=Sureness.NONE)
    chosen = [tab for tab, sureness in rated if sureness is not Sureness.NONE and sureness is best]
    return [tab for tab in chosen if find_unnamed_kind(tab, workbook, namings) is None]


def rate_answers(tab: Tab, namings: Iterable[Naming] = ()) -> Sureness:
    """Rate how surely a tab holds answers, by its title and its headers."""
    given = find_given(namings, ANSWERS, tab.title)
    rows = peek(tab)
    at = headers.find_header(ANSWERS, rows, given)
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
    if headers.list_missing(ANSWERS, found):
        return Sureness.PARTLY if strong or titled else Sureness.NONE
    return Sureness.SURE if strong or titled else Sureness.VAGUELY
