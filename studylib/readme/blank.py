"""Start a season from a README: a workbook with its members, turns and weeks."""

from collections.abc import Mapping, Sequence

from studylib.readme import grid, importing
from studylib.readme.reading import Contents
from studylib.season.study import Study
from studylib.workbook import entries, layouts, moments, reader, tables, template, values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.entries import NewRows
from studylib.workbook.layouts import MEMBERS, SETTINGS, WEEKS, Layout
from studylib.workbook.settings import KEYS


def list_roster_rows(cells: Workbook, found: Contents, study: Study) -> list[NewRows]:
    """The members and weeks of the table, for a workbook that has none yet."""
    turns = importing.find_queue(found)
    entries = []
    if not study.members:
        records: list[Mapping[str, Cell]] = [
            {"name": name, "turn": turns.get(name)} for name in found.members
        ]
        entries.append(_entry(cells, MEMBERS, study.language, records))
    if not _has_rows(cells, WEEKS):
        swaps = importing.find_swaps(found, _with_weeks(found))
        entries.append(
            _entry(
                cells, WEEKS, study.language, [{"week": n, "writer": swaps.get(n)} for n in _numbers(found)]
            )
        )
    return entries


def _has_rows(cells: Workbook, layout: Layout) -> bool:
    return any(True for _ in tables.find_table(layout, cells).records())


def _numbers(found: Contents) -> range:
    return range(1, max(found.weeks, default=0) + 1)


def _with_weeks(found: Contents) -> Study:
    """A season with the table's members and weeks, on any days: the queue asks for no more."""
    turns = importing.find_queue(found)
    members = tuple({"name": name, "turn": turns.get(name)} for name in found.members)
    sheet = Workbook(
        (
            Tab("settings", (("key", "value"), ("starts_on", "2022-04-06"))),
            Tab("members", (("name", "turn"), *((each["name"], each["turn"]) for each in members))),
            Tab("weeks", (("week",), *((number,) for number in _numbers(found)))),
        )
    )
    return reader.read(sheet)[0]


def _entry(cells: Workbook, layout: Layout, language: str, records: Sequence[Mapping[str, Cell]]) -> NewRows:
    title, header = layouts.write_header(layout, language)
    table = tables.find_table(layout, cells)
    if table.places:
        title, header = table.title, table.header
    full = [dict.fromkeys(layout.columns) | dict(record) for record in records]
    return entries.make_rows(layout, title, header, full)


def make_workbook(page: grid.Page, starts_on: str | None, language: str, zone: str) -> Workbook:
    """A workbook with its settings filled in. Raises ``Unreadable`` for a start or a zone that is none."""
    values.parse_zone(zone)
    first = moments.parse_day(starts_on) if starts_on is not None else None
    blank = template.make_template(language, zone)
    given = {"name": page.title or None, "starts_on": first}
    words = {template.choose_word(names, language): given[key] for key, names in KEYS.items() if key in given}

    def filled(row: Row) -> Row:
        return (row[0], words[str(row[0])]) if row and str(row[0]) in words else row

    return Workbook(
        tuple(
            Tab(tab.title, tuple(map(filled, tab.rows))) if values.fold(tab.title) in SETTINGS.titles else tab
            for tab in blank.tabs
        )
    )


def add_season(blank: Workbook, found: Contents) -> Workbook:
    """The workbook with the members, turns and weeks of the table."""
    study = reader.read(blank)[0]
    return add_rows(blank, list_roster_rows(blank, found, study))


def add_rows(cells: Workbook, entries: Sequence[NewRows]) -> Workbook:
    rows = {tab.title: tab.rows for tab in cells.tabs}
    for entry in entries:
        rows[entry.title] = (*(rows.get(entry.title) or (entry.header,)), *entry.rows)
    return Workbook(tuple(Tab(title, each) for title, each in rows.items()), cells.zone)
