"""Read tabs as tables: a header row in either language, and records under it.

Studyboard knows a tab by its title. The title of the form's answers changes, so it knows them by their headers. It
finds columns by header, never by position. It ignores unknown tabs and columns.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from studylib.season.study import Problem
from studylib.text.message import Sentence, sentence
from studylib.workbook import reach, values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.layouts import ANSWERS, CHANGES, TITLED, Layout, find_columns, is_form_title

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """One row with something in a known column. ``number`` is the row's number in the sheet, from 1."""

    table: "Table"
    number: int
    cells: Row

    def cell(self, column: str) -> Cell:
        """Return the cell under ``column``. If two columns share that header, the leftmost filled cell counts."""
        for at in self.table.places.get(column, ()):
            if at < len(self.cells) and not values.is_blank(self.cells[at]):
                return self.cells[at]
        return None

    def text(self, column: str) -> str:
        """Show the cell under ``column`` as text, addresses masked. A blank cell gives ``""``."""
        return values.show_masked(self.cell(column))


@dataclass(slots=True)
class Table:
    """A known tab, its columns, and the problems met so far while reading it.

    ``places`` lists the positions of each known column, from 0, left to right. ``rows`` are those under the header,
    with their numbers. ``missing`` names the required columns that the tab lacks. If it names any, the table has no
    records.
    """

    title: str
    header: Row
    places: dict[str, list[int]]
    rows: tuple[tuple[int, Row], ...]
    layout: Layout
    missing: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """List the rows under the header, in order. Skip rows without a filled known cell."""
        if not self.missing:
            known = sorted(at for places in self.places.values() for at in places)
            for number, cells in self.rows:
                if any(at < len(cells) and not values.is_blank(cells[at]) for at in known):
                    yield Record(self, number, cells)

    def header_of(self, column: str) -> str:
        """Return the header of ``column`` as written in the sheet."""
        return values.show_text(self.header[self.places[column][0]])

    def report(self, record: Record, column: str | None, why: Sentence) -> None:
        """Add a problem of one record."""
        self.problems.append(self._describe(record, column, why))

    def notice(self, record: Record, column: str | None, why: Sentence) -> None:
        """Add a notice of one record: readable, but probably not meant."""
        self.problems.append(replace(self._describe(record, column, why), is_notice=True))

    def report_whole(self, why: Sentence) -> None:
        """Add a problem of the whole tab."""
        self.problems.append(Problem(self.title, None, None, why))

    def notice_whole(self, why: Sentence) -> None:
        """Add a notice of the whole tab."""
        self.problems.append(Problem(self.title, None, None, why, is_notice=True))

    def _describe(self, record: Record, column: str | None, why: Sentence) -> Problem:
        return Problem(
            self.title,
            record.number,
            self.header_of(column) if column and column in self.places else None,
            why,
            of_answer=self.layout is ANSWERS,
            subject=reach.name_subject(self.layout, record.cell),
            reach=reach.find_reach(self.layout, record.cell, column),
        )

    def read(self, record: Record, column: str, reader: Callable[[Cell], T]) -> T | None:
        """Read a cell. Return ``None`` if it is blank or unreadable. Report the unreadable ones."""
        cell = record.cell(column)
        return None if values.is_blank(cell) else self.demand(record, column, reader)

    def demand(self, record: Record, column: str, reader: Callable[[Cell], T]) -> T | None:
        """Read a cell that may not be blank. Return ``None`` and report it if it is blank or unreadable."""
        try:
            return values.require(record.cell(column), reader)
        except values.CellError as unreadable:
            self.report(record, column, unreadable.why)
            return None


def read_table(layout: Layout, tab: Tab) -> Table:
    """Read a tab by a layout. Report columns that are missing or doubled.

    The header is the first row that is not blank.
    """
    start = next((at for at, cells in enumerate(tab.rows) if not all(map(values.is_blank, cells))), 0)
    header = tab.rows[start] if tab.rows else ()
    rows = tuple(enumerate(tab.rows[start + 1 :], start + 2))
    places = find_columns(layout, header)
    missing = _list_missing_columns(layout, places)
    table = Table(tab.title, header, places, rows, layout, missing)
    table.problems += [
        Problem(tab.title, start + 1, column, why) for column, why in _check_header(layout, table)
    ]
    return table


def _list_missing_columns(layout: Layout, places: dict[str, list[int]]) -> tuple[str, ...]:
    """List the required columns that are missing. Answers with an address need no name."""
    needless = {"name"} if layout is ANSWERS and "email" in places else set()
    return tuple(column for column in layout.required if column not in {*places, *needless})


def _check_header(layout: Layout, table: Table) -> Iterator[tuple[str | None, Sentence]]:
    """List the faults of a header, each with the column's header if it has one."""
    for column in table.missing:
        names = " / ".join(layout.columns[column])
        yield None, sentence("There is no column {column}. Write that header in this row.", column=names)
    for column, places in table.places.items():
        if len(places) > 1:
            why = sentence("Two columns have this header. The leftmost filled cell counts. Rename one.")
            yield table.header_of(column), why


def find_table(layout: Layout, workbook: Workbook, *, needed: bool = False) -> Table:
    """Read the first tab of that kind. Report each further tab of the kind, and read none of them.

    Without such a tab the table is empty. That is a problem only if the tab is ``needed``.
    """
    tabs = [tab for tab in workbook.tabs if values.fold(tab.title) in layout.titles]
    if not tabs:
        return _make_empty(layout, needed)
    table = read_table(layout, tabs[0])
    why = sentence(
        "There are two tabs of this kind. Studyboard reads only {first}. Merge them into one.",
        first=table.title,
    )
    table.problems[:0] = [Problem(tab.title, None, None, why) for tab in tabs[1:]]
    return table


def _make_empty(layout: Layout, needed: bool) -> Table:
    table = Table(" / ".join(layout.titles), (), {}, (), layout, missing=layout.required)
    if needed:
        headers = ", ".join(" / ".join(layout.columns[column]) for column in layout.required)
        table.report_whole(
            sentence(
                "There is no tab {title}. Add it, with the headers {headers} in row 1.",
                title=table.title,
                headers=headers,
            )
        )
    return table


def find_answer_tables(workbook: Workbook) -> list[Table]:
    """Read the tabs of the form's answers in workbook order, known by headers or title."""
    known = {title for layout in (*TITLED, CHANGES) for title in layout.titles}
    return [
        read_table(ANSWERS, tab)
        for tab in workbook.tabs
        if values.fold(tab.title) not in known and _holds_answers(tab)
    ]


def _holds_answers(tab: Tab) -> bool:
    header = next((cells for cells in tab.rows if not all(map(values.is_blank, cells))), ())
    places = find_columns(ANSWERS, header)
    timed = "submitted_at" in places and len(places) > 1
    return timed or bool(header and is_form_title(tab.title))
