"""Find the tab of a change, and the rows and the language in it."""

from studylib.workbook import kinds, tables, template, values
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.layouts import Layout


def find_tab(workbook: Workbook, layout: Layout, title: str | None) -> Tab | None:
    """Find the tab of that title or, without one, the tab of that layout."""
    if title is None:
        return next(iter(kinds.find_tabs(layout, workbook, tables.list_namings(workbook))), None)
    return next((tab for tab in workbook.tabs if values.fold(tab.title) == values.fold(title)), None)


def row_at(tab: Tab, number: int) -> Row:
    return tab.rows[number - 1] if 0 < number <= len(tab.rows) else ()


def title_language(tab: Tab, layout: Layout, language: str) -> str:
    """Find the language of a tab's title and headers. ``language`` is for a tab of answers."""
    if values.fold(tab.title) not in layout.titles:
        return language
    return template.LANGUAGES[layout.titles.index(values.fold(tab.title))]
