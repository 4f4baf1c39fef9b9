"""Start a season from a README: a workbook with its members, turns and weeks."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from studylib.readme import grid, imported_turns
from studylib.readme.reading import Contents
from studylib.season import weeks
from studylib.season.study import DEFAULT_TIERS, Member, Study, Topic
from studylib.workbook import answers, entries, identity, layouts, moments, reader, tables, template, values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.entries import NewRows
from studylib.workbook.keys import KEYS
from studylib.workbook.layouts import MEMBERS, SETTINGS, WEEKS, Layout

_ANY_ZONE = ZoneInfo("UTC")
_ANY_MONDAY = date(2022, 1, 3)


def list_roster_rows(cells: Workbook, contents: Contents, study: Study) -> list[NewRows]:
    """List the rows of members and weeks for a workbook that lacks them."""
    turns = imported_turns.find_queue(contents)
    new = []
    if not study.members:
        members = [{"name": name, "turn": turns.get(name)} for name in contents.members]
        new.append(make_tab_rows(cells, MEMBERS, study.language, members))
    if not _has_rows(cells, WEEKS):
        writers = _find_writers(cells, contents, study, new)
        written = [{"week": number, "writer": writers.get(number)} for number in _list_numbers(contents)]
        new.append(make_tab_rows(cells, WEEKS, study.language, written))
    return new


def _find_writers(
    cells: Workbook, contents: Contents, study: Study, new: Sequence[NewRows]
) -> dict[int, str]:
    """Find the swaps to write into an empty weeks tab. Leave out writers who are not in the group that week.

    Only the weeks' real days show who is. So read the workbook as it is once its weeks are written.
    """
    plain = make_tab_rows(
        cells, WEEKS, study.language, [{"week": number} for number in _list_numbers(contents)]
    )
    dated = reader.read(add_rows(cells, [*new, plain]))[0]
    absent = imported_turns.list_absent_weeks(contents, dated)
    swaps = imported_turns.find_swaps(contents, _make_queue_study(contents))
    return {week: writer for week, writer in swaps.items() if week not in absent}


def _has_rows(cells: Workbook, layout: Layout) -> bool:
    return any(True for _ in tables.find_table(layout, cells).records())


def _list_numbers(contents: Contents) -> tuple[int, ...]:
    """List the weeks of the table. One that is missing there is no week that everybody missed."""
    return contents.weeks


def _make_queue_study(contents: Contents) -> Study:
    """Make a season of the table's members and weeks. The queue of turns needs no real days."""
    turns = imported_turns.find_queue(contents)
    topics = {number: Topic() for number in _list_numbers(contents)}
    return Study(
        name="",
        timezone=_ANY_ZONE,
        submissions=answers.make_frame([], _ANY_ZONE),
        members=tuple(Member(name, turn=turns.get(name)) for name in contents.members),
        weeks=weeks.schedule_weeks(_ANY_MONDAY, (), DEFAULT_TIERS, _ANY_ZONE, topics),
    )


def make_tab_rows(
    cells: Workbook, layout: Layout, language: str, records: Sequence[Mapping[str, Cell]]
) -> NewRows:
    """Make rows of a tab under its own header. If the workbook lacks the tab, make the header, too.

    A later column is made only if a record fills it.
    """
    is_filled = any(record.get(column) is not None for record in records for column in layout.later)
    title, header = layouts.write_header(layout, language, with_later=is_filled)
    table = tables.find_table(layout, cells)
    if not table.places:
        table = tables.read_table(layout, Tab(title, (header,)))
    full = [dict.fromkeys(layout.columns) | dict(record) for record in records]
    return entries.make_rows(table, full, cells)


def make_workbook(
    page: grid.Page, starts_on: str | None, language: str, zone: str, repository: str | None = None
) -> Workbook:
    """Make a workbook with filled-in settings. Raise a CellError for an invalid start or zone."""
    values.parse_zone(zone)
    first = moments.parse_day(starts_on) if starts_on is not None else None
    settings = {"name": page.title or None, "starts_on": first, "repository": repository}
    filled = {
        template.choose_word(names, language): settings[key] for key, names in KEYS.items() if key in settings
    }

    def fill_row(row: Row) -> Row:
        return (row[0], filled[str(row[0])]) if row and str(row[0]) in filled else row

    return Workbook(
        tuple(
            Tab(tab.title, tuple(map(fill_row, tab.rows)))
            if values.fold(tab.title) in SETTINGS.titles
            else tab
            for tab in template.make_template(language, zone, identity.make_identity()).tabs
        )
    )


def add_season(blank: Workbook, contents: Contents) -> Workbook:
    """Add the members, turns and weeks of the table to the workbook."""
    study = reader.read(blank)[0]
    return add_rows(blank, list_roster_rows(blank, contents, study))


def add_rows(cells: Workbook, new: Sequence[NewRows]) -> Workbook:
    """Add the rows at the end of their tabs. Make each missing tab with its header."""
    rows = {tab.title: tab.rows for tab in cells.tabs}
    for each in new:
        rows[each.title] = (*(rows.get(each.title) or (each.header,)), *each.rows)
    return Workbook(tuple(Tab(title, of_tab) for title, of_tab in rows.items()), cells.zone)
