"""Read tabs as tables: a header row in either language, and records under it.

Studyboard knows a tab by its title. The title of the form's answers changes, so it knows them by their headers. It
finds columns by header, never by position. ``doubts`` reports what only looks like a known tab or column.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from studylib.season.problems import ANYWHERE, NOWHERE, Problem, Reach
from studylib.text.message import Sentence, sentence
from studylib.workbook import (
    answer_tabs,
    doubts,
    header_rows,
    headers,
    keys,
    kinds,
    naming,
    questions,
    reach,
    sizes,
    task_columns,
    values,
)
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.dates import DateOrder
from studylib.workbook.filler import explain_filler, find_failed, find_filler, is_telling
from studylib.workbook.formulas import is_failed
from studylib.workbook.headers import NONE_GIVEN, Given
from studylib.workbook.layouts import ANSWERS, SETTINGS, SETTLEMENTS, TASKS, Layout
from studylib.workbook.naming import Naming

T = TypeVar("T")

PLAIN = frozenset({"title", "note", "reason", "role", "github", "email"})
"""Columns whose cells are read as they are, and never refused."""

IGNORED = Layout((), {}, ())
"""The layout of a tab that is no part of the study."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row with something in a known column. ``number`` is the row's number in the sheet, from 1."""

    table: "Table"
    number: int
    cells: Row

    def cell(self, column: str) -> Cell:
        """Return the cell under ``column``. If two columns have that name, return the leftmost filled cell."""
        for at in self.table.places.get(column, ()):
            if at < len(self.cells) and not values.is_blank(self.cells[at]):
                return self.cells[at]
        return None

    def list_filled(self, column: str) -> list[Cell]:
        """List the filled cells under ``column``, left to right. The same text twice is listed once."""
        places = self.table.places.get(column, ())
        cells = [self.cells[at] for at in places if at < len(self.cells)]
        filled = [cell for cell in cells if not values.is_blank(cell)]
        return filled if len(filled) < 2 else list({values.show_text(cell): cell for cell in filled}.values())

    def text(self, column: str) -> str:
        """Show the cell under ``column`` as text, addresses masked, cut to the longest that the column takes.

        A blank cell or an error value gives ``""``.
        """
        cell = self.cell(column)
        return "" if is_failed(cell) else sizes.cut_cell(values.show_masked(cell), column)


class Dated(NamedTuple):
    """A row whose moment (aware) lies in the past, unless it is wrong. ``column`` holds the moment."""

    record: Record
    column: str
    moment: datetime
    member: str


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
    edited: frozenset[int] = frozenset()
    """Numbers of the rows that the form marks as edited."""
    orders: dict[str, DateOrder] = field(default_factory=dict)
    """The order of day and month of each column whose dates were read. ``orders.find_order`` fills it."""
    dated: list[Dated] = field(default_factory=list)
    """The rows that count from a moment on, as read so far."""
    filler: Mapping[int, Cell] = field(default_factory=dict)
    """The rows that only a formula fills, by number, each with such a cell."""

    def records(self, *, filler: bool = False) -> Iterator[Record]:
        """List the rows under the header, in order. Skip rows without a filled known cell, marks aside.

        Skip rows that only a formula fills, unless ``filler``.
        """
        if not self.missing:
            marks, skipped = self.layout.marks | self.layout.later, {} if filler else self.filler
            known = sorted(
                at for column, places in self.places.items() if column not in marks for at in places
            )
            for number, cells in self.rows:
                telling = (at < len(cells) and is_telling(cells[at]) for at in known)
                if number not in skipped and any(telling):
                    yield Record(self, number, cells)

    def forget(self, column: str) -> None:
        """Leave a column alone, as if its header were unknown."""
        self.places.pop(column, None)

    def report_filler(self) -> None:
        """Report all rows that only a formula fills as one problem. An error value in them may hide anything."""
        found = self.filler
        if not found or self.missing:
            return
        self.problems.append(
            Problem(
                self.title,
                min(found),
                None,
                explain_filler(found),
                of_answer=self.layout is ANSWERS,
                reach=ANYWHERE if find_failed(found) else NOWHERE,
                last_row=max(found),
            )
        )

    def header_of(self, column: str) -> str:
        """Return the header of ``column`` as written in the sheet."""
        return values.show_text(self.header[self.places[column][0]])

    def report(
        self, record: Record, column: str | None, why: Sentence, can_touch: Reach | None = None
    ) -> None:
        """Add a problem of one record. ``None``: the layout says what it can touch."""
        problem = self.describe(record, column, why)
        self.problems.append(replace(problem, reach=can_touch) if can_touch else problem)

    def notice(self, record: Record, column: str | None, why: Sentence) -> None:
        """Add a notice of one record: readable, but probably not meant."""
        self.problems.append(replace(self.describe(record, column, why), is_notice=True))

    def report_whole(self, why: Sentence) -> None:
        """Add a problem of the whole tab."""
        self.problems.append(Problem(self.title, None, None, why))

    def notice_whole(self, why: Sentence) -> None:
        """Add a notice of the whole tab."""
        self.problems.append(Problem(self.title, None, None, why, is_notice=True))

    def describe(self, record: Record, column: str | None, why: Sentence) -> Problem:
        """Make a problem of one record."""
        return Problem(
            self.title,
            record.number,
            self.header_of(column) if column and column in self.places else None,
            why,
            of_answer=self.layout is ANSWERS,
            subject=reach.name_subject(self.layout, record.cell),
            reach=reach.find_reach(self.layout, record.cell, column),
        )

    def report_cells(self, void: Container[int] = frozenset()) -> None:
        """Report what no reader has: error values, contradictions of doubled columns, and texts that are too long.

        Of the rows ``void``, by number, only the marks matter.
        """
        reported = {(problem.row, problem.column) for problem in self.problems}
        for record in self.records():
            for column in self.layout.marks if record.number in void else self.places:
                filled = record.list_filled(column)
                failed = next((cell for cell in filled if is_failed(cell)), None)
                if (record.number, self.header_of(column)) in reported:
                    continue
                if failed is not None and (self.layout is not SETTINGS or column == "key"):
                    self.report(record, column, values.explain_failed(failed))
                elif column in PLAIN and len(set(map(values.fold, filled))) > 1:
                    self.report(record, column, explain_conflict(filled))
                elif self.layout is not SETTINGS and (why := sizes.find_excess(filled, column)):
                    self.report(record, column, why)

    def read(self, record: Record, column: str, reader: Callable[[Cell], T]) -> T | None:
        """Read a cell. Return ``None`` if it is blank or unreadable. Report the unreadable ones."""
        cell = record.cell(column)
        return None if values.is_blank(cell) else self.demand(record, column, reader)

    def demand(self, record: Record, column: str, reader: Callable[[Cell], T]) -> T | None:
        """Read a cell that may not be blank. Return ``None`` and report it if it is blank or unreadable.

        Of two columns of one name the filled cell counts. Two filled ones must say the same.
        """
        filled = record.list_filled(column) or [None]
        try:
            read = [values.require(cell, reader) for cell in filled]
        except values.CellError as unreadable:
            self.report(record, column, unreadable.why)
            return None
        if any(other != read[0] for other in read[1:]):
            self.report(record, column, explain_conflict(filled))
            return None
        return read[0]


def explain_conflict(cells: Sequence[Cell]) -> Sentence:
    """Explain that two columns of one name say different things in one row."""
    return sentence(
        "Two columns of this name say different things here: “{one}” and “{other}”. Empty the wrong cell.",
        one=values.show_text(cells[0]),
        other=values.show_text(cells[1]),
    )


def read_table(layout: Layout, tab: Tab, given: Given = NONE_GIVEN, *, has_tasks: bool = False) -> Table:
    """Read a tab by a layout. ``given`` are columns by header, from the settings.

    The header is the first filled row, or one soon below that surely is. Report missing columns. ``has_tasks``: the
    workbook has tasks, so that answers may name one.
    """
    start = header_rows.find_header(layout, tab.rows, given)
    header = tab.rows[start] if tab.rows else ()
    rows = tuple(enumerate(tab.rows[start + 1 :], start + 2))
    places = headers.find_columns(layout, header, given)
    if layout is ANSWERS:
        if has_tasks:
            places = task_columns.find_tasks(header, tab.rows[start + 1 :], places)
        places = questions.complete_answers(header, places)
    missing = headers.list_missing_columns(layout, places)
    table = Table(tab.title, header, places, rows, layout, missing, edited=tab.edited)
    table.problems += doubts.list_doubts(tab, start, layout, places)
    if layout is not SETTLEMENTS:  # an error value there may hide any closed month
        older = {column: each for column, each in places.items() if column not in layout.later}
        table.filler = find_filler(rows, older, layout.required)
        table.report_filler()
    return table


def open_table(layout: Layout, tab: Tab, workbook: Workbook) -> Table:
    """Read a tab of a workbook by a layout. Use the columns that the workbook's settings give."""
    namings = list_namings(workbook)
    given = naming.find_given(namings, layout, tab.title)
    return read_table(layout, tab, given, has_tasks=layout is ANSWERS and has_tasks(workbook, namings))


def open_any(tab: Tab, workbook: Workbook) -> Table:
    """Read a tab of a workbook by its own kind. An ignored tab has a header and no columns."""
    layout = answer_tabs.find_kind(tab, workbook, list_namings(workbook)) or IGNORED
    return open_table(layout, tab, workbook)


def list_namings(workbook: Workbook) -> tuple[Naming, ...]:
    """List the headers that the settings give for columns."""
    found = kinds.find_tabs(SETTINGS, workbook)
    if not found:
        return ()
    records = read_table(SETTINGS, found[0]).records()
    return naming.list_namings(
        record.cell("value") for record in records if keys.find_key(record.cell("key")) == "columns"
    )


def has_tasks(workbook: Workbook, namings: Sequence[Naming]) -> bool:
    """Check if the workbook names any task."""
    tabs = kinds.find_tabs(TASKS, workbook, namings)[:1]
    tables = (read_table(TASKS, tab, naming.find_given(namings, TASKS, tab.title)) for tab in tabs)
    return any(True for table in tables for _ in table.records())


def find_table(layout: Layout, workbook: Workbook, *, needed: bool = False) -> Table:
    """Read the first tab of that kind. Report each further tab of the kind, and read none of them.

    Without such a tab the table is empty. That is a problem only if the tab is ``needed``.
    """
    namings = () if layout is SETTINGS else list_namings(workbook)
    tabs = kinds.find_tabs(layout, workbook, namings)
    if not tabs:
        return _make_empty(layout, needed)
    table = read_table(layout, tabs[0], naming.find_given(namings, layout, tabs[0].title))
    why = sentence(
        "There are two tabs of this kind. Studyboard reads only {first}. Merge them into one.",
        first=table.title,
    )
    table.problems[:0] = [Problem(tab.title, None, None, why) for tab in tabs[1:]]
    return table


def _make_empty(layout: Layout, needed: bool) -> Table:
    table = Table(" / ".join(layout.titles), (), {}, (), layout, missing=layout.required)
    if needed:
        headers_ = ", ".join(" / ".join(layout.columns[column]) for column in layout.required)
        table.report_whole(
            sentence(
                "There is no tab {title}. Add it, with the headers {headers} in row 1.",
                title=table.title,
                headers=headers_,
            )
        )
    return table


def find_answer_tables(workbook: Workbook) -> list[Table]:
    """Read the tabs of the form's answers in workbook order, known by headers or title."""
    namings = list_namings(workbook)
    of_tasks = has_tasks(workbook, namings)
    return [
        read_table(ANSWERS, tab, naming.find_given(namings, ANSWERS, tab.title), has_tasks=of_tasks)
        for tab in answer_tabs.find_answer_tabs(workbook, namings)
    ]
