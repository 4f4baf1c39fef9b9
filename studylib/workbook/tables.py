"""Tabs as tables: a header row that is understood in both languages, and records under it.

A tab is known by its title, the form's answers (whose title changes) by their headers. Columns are found by their
header, never by position; unknown tabs and columns are left alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from studylib.season.study import Problem
from studylib.text.message import Sentence, sentence
from studylib.workbook import values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.layouts import ANSWERS, CHANGES, TITLED, Layout, find_columns, is_form_title

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """One row that has something in a known column. ``number`` is the row's number as seen in the sheet."""

    table: "Table"
    number: int
    cells: Row

    def cell(self, column: str) -> Cell:
        """The cell under ``column``; of two columns with that header the first from the left with something in it."""
        for at in self.table.places.get(column, ()):
            if at < len(self.cells) and not values.is_blank(self.cells[at]):
                return self.cells[at]
        return None

    def text(self, column: str) -> str:
        """The cell under ``column`` as it is shown, addresses masked; an empty text for a blank one."""
        return values.show_masked(self.cell(column))


@dataclass(slots=True)
class Table:
    """A tab that is known, its columns found, and the problems met while it is read."""

    title: str
    header: Row
    places: dict[str, list[int]]
    rows: tuple[tuple[int, Row], ...]
    problems: list[Problem]
    of_answers: bool = False
    missing: tuple[str, ...] = field(default=())

    def records(self) -> Iterator[Record]:
        """The rows under the header, in their order, without those whose known cells are all blank."""
        if not self.missing:
            known = sorted(at for places in self.places.values() for at in places)
            for number, cells in self.rows:
                if any(at < len(cells) and not values.is_blank(cells[at]) for at in known):
                    yield Record(self, number, cells)

    def header_of(self, column: str) -> str:
        """The header of ``column`` as written in the sheet."""
        return values.show_text(self.header[self.places[column][0]])

    def report(self, record: Record, column: str | None, why: Sentence) -> None:
        """Note a problem of one record."""
        written = self.header_of(column) if column and column in self.places else None
        self.problems.append(Problem(self.title, record.number, written, why, of_answer=self.of_answers))

    def read(self, record: Record, column: str, reader: Callable[[Cell], T]) -> T | None:
        """The value of a cell; ``None`` for a blank cell, and for an unreadable one, which becomes a problem."""
        cell = record.cell(column)
        return None if values.is_blank(cell) else self.demand(record, column, reader)

    def demand(self, record: Record, column: str, reader: Callable[[Cell], T]) -> T | None:
        """The value of a cell that may not be blank; ``None`` where it cannot be read, which becomes a problem."""
        try:
            if values.is_blank(record.cell(column)):
                raise values.CellError(sentence("This cell is empty. Fill it in, or delete the row."))
            return reader(record.cell(column))
        except values.CellError as unreadable:
            self.report(record, column, unreadable.why)
            return None


def read_table(layout: Layout, tab: Tab, problems: list[Problem]) -> Table:
    """The tab as a table of that form. Columns that are missing or doubled become problems."""
    start = next((at for at, cells in enumerate(tab.rows) if not all(map(values.is_blank, cells))), 0)
    header = tab.rows[start] if tab.rows else ()
    rows = tuple(enumerate(tab.rows[start + 1 :], start + 2))
    places = find_columns(layout, header)
    missing = tuple(column for column in layout.required if column not in places)
    if layout is ANSWERS and "email" in places:
        missing = tuple(column for column in missing if column != "name")
    for column in missing:
        problems.append(
            Problem(
                tab.title,
                start + 1,
                None,
                sentence(
                    "There is no column {column}. Write that header in this row.",
                    column=" / ".join(layout.columns[column]),
                ),
            )
        )
    found = Table(tab.title, header, places, rows, problems, layout is ANSWERS, missing)
    for column, doubled in places.items():
        if len(doubled) > 1:
            why = sentence(
                "Two columns have this header: the first from the left with something in it counts. Rename one."
            )
            problems.append(Problem(tab.title, start + 1, found.header_of(column), why))
    return found


def find_table(layout: Layout, workbook: Workbook, problems: list[Problem], *, needed: bool = False) -> Table:
    """The tab of that title; an empty table if there is none, which is a problem where it is needed.

    A second tab of the same title is a problem and is not read.
    """
    tabs = [tab for tab in workbook.tabs if values.fold(tab.title) in layout.titles]
    for tab in tabs[1:]:
        why = sentence(
            "There are two tabs of this kind; only {first} is read. Bring them together in one.",
            first=tabs[0].title,
        )
        problems.append(Problem(tab.title, None, None, why))
    if tabs:
        return read_table(layout, tabs[0], problems)
    title = " / ".join(layout.titles)
    if needed:
        headers = ", ".join(" / ".join(layout.columns[column]) for column in layout.required)
        why = sentence(
            "There is no tab {title}. Add it, with the headers {headers} in row 1.",
            title=title,
            headers=headers,
        )
        problems.append(Problem(title, None, None, why))
    return Table(title, (), {}, (), problems, missing=layout.required)


def find_answer_tables(workbook: Workbook, problems: list[Problem]) -> list[Table]:
    """The tabs of the form's answers, in their order: those whose headers or whose title say so."""
    known = {title for layout in (*TITLED, CHANGES) for title in layout.titles}
    return [
        read_table(ANSWERS, tab, problems)
        for tab in workbook.tabs
        if values.fold(tab.title) not in known and _holds_answers(tab)
    ]


def _holds_answers(tab: Tab) -> bool:
    header = next((cells for cells in tab.rows if not all(map(values.is_blank, cells))), ())
    places = find_columns(ANSWERS, header)
    timed = "submitted_at" in places and len(places) > 1
    return timed or bool(header and is_form_title(tab.title))
