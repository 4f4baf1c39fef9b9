"""The tabs of a workbook that is to be: their headers, and which tabs a sheet with something in it still lacks."""

from collections.abc import Sequence
from dataclasses import replace

from studylib.season.study import Study
from studylib.workbook import entries, layouts, values
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import CHANGES, SETTINGS, TITLED, Layout
from studylib.workbook.portable import make_portable
from studylib.workbook.settings import KEYS

LANGUAGES = ("en", "ko")
"""The languages of titles and headers, in the order in which ``tables`` names them."""

LOCALES = {"en": "en_US", "ko": "ko_KR"}
"""How Google calls the locale of a spreadsheet, by language."""


def make_template(language: str, zone: str) -> Workbook:
    """The tabs of a workbook with nothing but headers in them; in the settings all keys, and their language and zone
    (an IANA name) filled in. The form's answers are not among them: their tab is the form's to make."""
    return Workbook(tuple(_blank(layout, language, zone) for layout in TITLED if layout.columns))


def choose_word(names: Sequence[str], language: str) -> str:
    """Of the names of a title or a column, as ``tables`` lists them, the one in that language."""
    return names[min(LANGUAGES.index(language), len(names) - 1)]


def _blank(layout: Layout, language: str, zone: str) -> Tab:
    title, header = layouts.write_header(layout, language)
    given = {"language": language, "timezone": zone}
    rows = [(choose_word(names, language), given.get(key)) for key, names in KEYS.items() if key != "sample"]
    return Tab(title, (header, *(rows if layout is SETTINGS else ())))


def list_missing(there: Workbook, wanted: Workbook) -> tuple[Tab, ...]:
    """The wanted tabs that can be written without touching anything that is there, under the titles to write them to.

    A tab may be written where there is none of its kind, or an empty one, or (if the wanted one says more) one with
    nothing but what ``workbook`` puts in. A tab that a form fills is left alone, however empty it is.
    """
    found = ((tab, _of_its_kind(tab, there)) for tab in wanted.tabs)
    return tuple(
        _over(tab, other) if other else tab
        for tab, other in found
        if other is None or (not layouts.is_form_title(other.title) and _may_be_written(tab, other))
    )


def _over(tab: Tab, other: Tab) -> Tab:
    """The tab as it is written over the other: as large, so that nothing of that stays beside or below it."""
    width = max(map(len, (*tab.rows, *other.rows)), default=0)
    rows = tab.rows + ((),) * (len(other.rows) - len(tab.rows))
    return Tab(other.title, tuple(row + (None,) * (width - len(row)) for row in rows))


def _of_its_kind(tab: Tab, there: Workbook) -> Tab | None:
    """The tab that is what ``tab`` wants to be: of the same kind, whichever language, else of the same title."""
    titles = next((each.titles for each in (*TITLED, CHANGES) if values.fold(tab.title) in each.titles), ())
    same = {*titles, values.fold(tab.title)}
    return next((each for each in there.tabs if values.fold(each.title) in same), None)


def _may_be_written(tab: Tab, other: Tab) -> bool:
    return _is_empty(other) or (_is_blank(other) and not _is_blank(tab))


def _is_empty(tab: Tab) -> bool:
    return all(values.is_blank(cell) for row in tab.rows for cell in row)


def _is_blank(tab: Tab) -> bool:
    """Whether the tab holds no more than its headers; of the settings, no more than zone and language."""
    own = {values.fold(name) for key in ("timezone", "language") for name in KEYS[key]}
    below = tab.rows[1:]
    if values.fold(tab.title) in SETTINGS.titles:
        below = tuple(row[1:] for row in below if values.fold(next(iter(row), None)) not in own)
    return _is_empty(Tab(tab.title, below))


def is_untouched(there: Workbook) -> bool:
    """Whether nothing at all is in it, so that its zone may still be set: later that would move all its times."""
    return all(map(_is_empty, there.tabs))


def merge_template(study: Study, cells: Workbook) -> Workbook:
    """The workbook as it is copied to a sheet: answers with the offset of their times, in tabs that are taken for no
    form's."""
    own = entries.name_own_tab(study.language)
    portable = make_portable(cells, study.timezone)
    of_form = [tab.title for tab in portable.tabs if layouts.is_form_title(tab.title)]
    titles = {title: own if place == 1 else f"{own} {place}" for place, title in enumerate(of_form, 1)}
    return Workbook(tuple(replace(tab, title=titles.get(tab.title, tab.title)) for tab in portable.tabs))
