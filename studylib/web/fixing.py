"""The way to the row that a problem or notice is about, for the leader."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.changes.draft import iterate_records
from studylib.season.problems import Problem
from studylib.source.season import Season, keep_with_season
from studylib.text.masking import mask_addresses
from studylib.web.address import write_query
from studylib.web.anchors import draw_link, draw_page_link
from studylib.web.markup import escape_text
from studylib.web.visit import Visit
from studylib.workbook import layouts, tables, values
from studylib.workbook.cells import Row
from studylib.workbook.columns import name_column
from studylib.workbook.layouts import Layout
from studylib.workbook.tables import Table

LONGEST_TITLE = 100
"""Most characters of a tab's title in an address. It is Excel's and Google's limit, too."""


@dataclass(frozen=True, slots=True)
class Fix:
    """The way to a fix. ``address`` is that of a page here or of the sheet. ``""`` if there is no such page."""

    text: str
    address: str = ""
    here: bool = False
    """Whether the address is a page of this server."""


def link_fix(visit: Visit, problem: Problem) -> Markup:
    """Build a link to the row, or the way there in words. Only the leader gets any."""
    fix = find_fix(visit, problem)
    if fix is None:
        return Markup("")
    if fix.here:
        return draw_page_link(fix.address, fix.text)
    return draw_link(fix.address, fix.text) if fix.address else escape_text(fix.text)


def find_fix(visit: Visit, problem: Problem) -> Fix | None:
    """Find the way to the row of a problem or notice. ``None`` for all but the leader."""
    if not visit.rights.may(Need.LEAD):
        return None
    if visit.store.address:
        return _find_in_sheet(visit, visit.store.address, problem)
    return _find_at_desk(visit, problem) if visit.store.writable else _find_in_file(visit, problem)


def _find_in_sheet(visit: Visit, sheet: str, problem: Problem) -> Fix:
    say, address = visit.language.say, visit.store.address_of(problem.tab)
    if address is None:
        return Fix(say("Open the sheet"), sheet)
    if cell := name_cell(visit.season, problem):
        return Fix(say("Fix {cell} in the sheet", cell=cell), f"{address}&range={cell}")
    return Fix(say("Fix the tab in the sheet"), address)


def _find_in_file(visit: Visit, problem: Problem) -> Fix:
    say, name = visit.language.say, Path(visit.store.name).name
    if cell := name_cell(visit.season, problem):
        return Fix(say("Fix cell {cell} in {name}.", cell=cell, name=name))
    return Fix(say("Fix it in {name}.", name=name))


def _find_at_desk(visit: Visit, problem: Problem) -> Fix:
    say, title = visit.language.say, name_tab(problem.tab)
    if problem.row in list_rows(visit.season).get(problem.tab, ()):
        query = write_query(fix=title, row=str(problem.row))
        return Fix(say("Fix row {row} at the desk", row=problem.row), f"desk?{query}", here=True)
    if problem.column is None and find_layout(visit.season, problem.tab):
        return Fix(say("Fix the tab at the desk"), f"desk?{write_query(fix=title)}", here=True)
    return Fix(
        say("The desk changes no titles and no headers. Export the workbook, fix it there, and import it.")
    )


# ---- places of the workbook ----


def name_tab(title: str) -> str:
    """Name a tab in an address of this server, without mail addresses."""
    return mask_addresses(title)[:LONGEST_TITLE]


def find_layout(season: Season, title: str) -> Layout | None:
    """Find the layout of a titled tab, also of a missing one. ``None`` for any other tab, such as answers."""
    table = list_tables(season).get(title)
    if table:
        return table.layout if table.layout in layouts.TITLED else None
    return next((each for each in layouts.TITLED if title == " / ".join(each.titles)), None)


def name_cell(season: Season, problem: Problem) -> str:
    """Name the cell of a problem, such as ``B5``. Without a known column it is the row's first cell.

    Return ``""`` for a whole tab, or one that is missing.
    """
    if problem.row is None:
        return ""
    found, cells = [0], list_rows(season).get(problem.tab, {}).get(problem.row, ())
    if table := list_tables(season).get(problem.tab):
        named = (
            places for column, places in table.places.items() if table.header_of(column) == problem.column
        )
        found = next(named, found)
    filled = [at for at in found if at < len(cells) and not values.is_blank(cells[at])]
    return f"{name_column((filled or found)[0] + 1)}{problem.row}"


@keep_with_season
def list_tables(season: Season) -> Mapping[str, Table]:
    """List the tables that are read, by the titles of their tabs. The desk can change their rows."""
    workbook = season.cells
    titled = [table for layout in layouts.TITLED if (table := tables.find_table(layout, workbook)).places]
    return {table.title: table for table in (*titled, *tables.find_answer_tables(workbook))}


@keep_with_season
def list_rows(season: Season) -> Mapping[str, Mapping[int, Row]]:
    """List the rows of those tables: their cells by tab and number."""
    return {
        title: {record.number: record.cells for record in iterate_records(table)}
        for title, table in list_tables(season).items()
    }
