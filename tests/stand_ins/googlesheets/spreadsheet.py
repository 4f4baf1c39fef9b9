"""A spreadsheet as Google keeps it: tabs, their grids and their cells, and how they are read and written."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from threading import RLock
from typing import Any, TypeVar

from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.columns import name_column
from tests.stand_ins.googlesheets import a1
from tests.stand_ins.googlesheets.a1 import Area, named
from tests.stand_ins.googlesheets.refusal import ChangeRefusedError, RefusalError, bad_request, lacks
from tests.stand_ins.googlesheets.value import Value, kept, rendered

ROWS, COLUMNS = 1000, 26
"""The grid of a tab that is made without a word about its size."""

Entry = str | bool | int | float | None
"""A cell as a request writes it. ``None`` leaves the cell as it is, ``""`` makes it blank."""


Item = TypeVar("Item")


@dataclass(eq=False)
class Tab:
    id: int
    title: str
    lock: RLock = field(repr=False)
    """That of its spreadsheet."""
    row_count: int = ROWS
    column_count: int = COLUMNS
    frozen_rows: int = 0
    hidden: bool = False
    grid: list[list[Value]] = field(default_factory=list)
    """The cells from A1 on. Rows are ragged, and those below the last entry may be missing."""
    merges: list[Area] = field(default_factory=list)
    protected: list[Area] = field(default_factory=list)
    """Areas that the service account may not edit."""
    spilled: set[tuple[int, int]] = field(default_factory=set)
    """Cells that a formula of another cell fills, by row and column from 0."""
    details: dict[tuple[int, int], dict[str, object]] = field(default_factory=dict)
    """More fields of cells, by row and column from 0: what Google's CellData calls ``hyperlink``, ``note`` …."""

    @property
    def rows(self) -> list[list[str | bool | int | float]]:
        """The entries as a store reads them: times as serial numbers, blank as ``""``, ragged."""
        return self.read(Area())

    def read(
        self,
        area: Area,
        locale: str = "en_US",
        option: str = "UNFORMATTED_VALUE",
        moments: str = "SERIAL_NUMBER",
    ) -> list[list[str | bool | int | float]]:
        """Without the blank cells at the end of each row, and the blank rows at the end."""
        lines = [_trimmed(line[area.left : area.right]) for line in self.grid[area.top : area.bottom]]
        return [[rendered(cell, locale, option, moments) for cell in line] for line in _trimmed(lines)]

    def put(self, row: int, column: int, value: Value) -> None:
        """Rows and columns from 0. The grid has to be large enough."""
        self.grid.extend([] for _ in range(row + 1 - len(self.grid)))
        line = self.grid[row]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = value

    def at(self, row: int, column: int) -> Value:
        """Return the value of a cell. Rows and columns from 0."""
        line = self.grid[row] if row < len(self.grid) else []
        return line[column] if column < len(line) else None

    def append_answer(self, *cells: Cell) -> None:
        """Add a row below the last one, as a form does."""
        with self.lock:
            self.grid = _trimmed([_trimmed(line) for line in self.grid])
            self.grid.append([kept(cell) for cell in cells])
            self.grow(len(self.grid), len(cells))

    def edit(self, place: str, cell: Cell) -> None:
        """Change one cell, such as ``D5``, as a person does."""
        found = a1.area(place)
        assert found, place
        with self.lock:
            self.grow(found.bottom, found.right)
            self.put(found.top, found.left, kept(cell))
            self.details.pop((found.top, found.left), None)

    def detail(self, place: str, **fields: object) -> None:
        """Give one cell, such as ``D5``, more fields of CellData."""
        found = a1.area(place)
        assert found, place
        with self.lock:
            self.details[found.top, found.left] = fields

    def insert_rows(self, row: int, number: int) -> None:
        if self.merges:
            raise lacks("inserting rows into a tab with merged cells")
        self.grid[row:row] = [[] for _ in range(number if row < len(self.grid) else 0)]
        self.row_count += number
        self.details = {
            (at + number * (at >= row), column): fields for (at, column), fields in self.details.items()
        }

    def grow(self, rows: int, columns: int) -> None:
        self.row_count = max(self.row_count, rows)
        self.column_count = max(self.column_count, columns)

    def resize(self, rows: int, columns: int) -> None:
        """Resize the grid. Cells outside are lost."""
        self.row_count, self.column_count = rows, columns
        self.grid = [line[:columns] for line in self.grid[:rows]]

    def clear(self, area: Area) -> None:
        for line in self.grid[area.top : area.bottom]:
            width = len(line[area.left : area.right])
            line[area.left : area.left + width] = [None] * width

    def tables(self) -> list[Area]:
        """The blocks of entries, each with nothing but blank cells or the edge around it."""
        left = {(row, column) for row, line in enumerate(self.grid) for column in _filled(line)}
        found = []
        while left:
            block = _block(left)
            rows, columns = [row for row, _ in block], [column for _, column in block]
            found.append(Area(min(rows), min(columns), max(rows) + 1, max(columns) + 1))
        return _joined(found)

    def table_at(self, area: Area) -> Area | None:
        """The last table that the area touches: the lowest one, of those that end in one row the rightmost.

        As recorded: of a header with a gap in it, the part right of the gap.
        """
        touched = [table for table in self.tables() if table.meets(area)]
        return max(touched, key=lambda table: (table.bottom, table.right), default=None)

    def properties(self, index: int) -> dict[str, object]:
        frozen = {"frozenRowCount": self.frozen_rows} if self.frozen_rows else {}
        hidden = {"hidden": True} if self.hidden else {}
        return {
            "sheetId": self.id,
            "title": self.title,
            "index": index,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": self.row_count, "columnCount": self.column_count, **frozen},
            **hidden,
        }


@dataclass(eq=False)
class Spreadsheet:
    id: str
    title: str
    zone: str
    """As Google names it: ``Asia/Seoul``, or ``GMT-07:00`` if it knows no name."""
    locale: str
    tabs: list[Tab] = field(default_factory=list)
    metadata: list[dict[str, Any]] = field(default_factory=list)
    """The developer metadata of the whole, as Google answers it."""
    shared: str | None = "editor"
    """The role of the service account: ``editor``, ``viewer``, or ``None`` if it is not shared."""
    office: bool = False
    """Whether it is an .xlsx file that was never saved as Google Sheets."""
    lock: RLock = field(default_factory=RLock, repr=False)
    """Held while a request is carried out. A test that changes several things at once holds it, too."""

    @property
    def url(self) -> str:
        return f"https://docs.google.com/spreadsheets/d/{self.id}/edit"

    def tab(self, title: str) -> Tab:
        return next(tab for tab in self.tabs if tab.title == title)

    def by_id(self, number: int) -> Tab | None:
        return next((tab for tab in self.tabs if tab.id == number), None)

    def numbered(self, number: int) -> Tab:
        """Return the tab with that sheetId. Raises a ChangeRefusedError if there is none."""
        tab = self.by_id(number)
        if tab is None:
            raise ChangeRefusedError(f"No sheet with id: {number}")
        return tab

    def add(self, title: str, number: int | None = None) -> Tab:
        """An empty tab at the end."""
        tab = Tab(self._free(title) if number is None else number, title, self.lock)
        self.tabs.append(tab)
        return tab

    def _free(self, title: str) -> int:
        """A sheetId: 0 for the first tab, any other number for the rest."""
        if not self.tabs:
            return 0
        numbers = (zlib.crc32(f"{title}{turn}".encode()) >> 1 for turn in count())
        return next(number for number in numbers if number and not self.by_id(number))

    def fill(self, workbook: Workbook) -> None:
        """The workbook's tabs in place of all that there is, marks too."""
        with self.lock:
            self.tabs.clear()
            self.metadata.clear()
            for source in workbook.tabs:
                tab = self.add(source.title)
                tab.grid = [[kept(cell) for cell in row] for row in source.rows]
                tab.grow(len(tab.grid), max(map(len, tab.grid), default=0))

    def find(self, text: str) -> tuple[Tab, Area]:
        """The tab and the area that a range in A1 notation names, the area cut to the tab's grid."""
        tab, area = self.place(text)
        inside = area.top < tab.row_count and area.left < tab.column_count
        if not inside:
            raise beyond(tab, area)
        return tab, area.within(tab.row_count, tab.column_count)

    def place(self, text: str) -> tuple[Tab, Area]:
        """The tab and the area that a range in A1 notation names, in the grid or not."""
        title, area = a1.parse(text)
        if area is None:
            raise lacks(f"the notation of the range {text}")
        tab = next((tab for tab in self.tabs if title in (None, tab.title)), None)
        if tab is None:
            raise bad_request(f"Unable to parse range: {text}")
        return tab, area

    @contextmanager
    def unchanged_on_error(self) -> Iterator[None]:
        """Undo all changes after an error. A tab stays the same object."""
        book, tabs = (
            replace(self, tabs=list(self.tabs), metadata=list(self.metadata)),
            [_copy(tab) for tab in self.tabs],
        )
        try:
            yield
        except BaseException:
            for tab, before in zip(book.tabs, tabs, strict=True):
                vars(tab).update(vars(before))
            vars(self).update(vars(book))
            raise


def _copy(tab: Tab) -> Tab:
    grid = [list(line) for line in tab.grid]
    return replace(tab, grid=grid, merges=list(tab.merges), details=dict(tab.details))


def beyond(tab: Tab, area: Area) -> RefusalError:
    return bad_request(
        f"Range ({named(tab.title, area)}) exceeds grid limits. "
        f"Max rows: {tab.row_count}, max columns: {tab.column_count}"
    )


def outside(tab: Tab, area: Area, wide: Area) -> RefusalError | None:
    """The refusal of entries that cover ``wide`` although ``area`` was named. ``None`` if they fit."""
    over = f"Requested writing within range [{named(tab.title, area)}], but tried writing to"
    if wide.bottom > area.bottom:
        return bad_request(f"{over} row [{area.bottom + 1}]")
    if wide.right > area.right:
        return bad_request(f"{over} column [{name_column(area.right + 1)}]")
    return None


def _filled(line: Sequence[Value]) -> Iterator[int]:
    return (column for column, cell in enumerate(line) if cell is not None)


def _trimmed(items: list[Item]) -> list[Item]:
    """Without the blank ones at the end: blank cells of a row, rows without cells of a grid."""
    end = len(items)
    while end and items[end - 1] in (None, []):
        end -= 1
    return items[:end]


def _block(left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Takes one cell and all that hang together with it, corners included, out of ``left``."""
    block = [left.pop()]
    for row, column in block:
        around = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
        left -= around
        block.extend(around)
    return block


def _joined(areas: list[Area]) -> list[Area]:
    """Blocks whose rectangles touch are one table: each cell of a rectangle belongs to it, blank or not."""
    joined: list[Area] = []
    for area in areas:
        near = [other for other in joined if area.meets(other, gap=1)]
        if near:
            apart = [other for other in joined if other not in near]
            joined = _joined([*apart, _around([area, *near])])
        else:
            joined.append(area)
    return joined


def _around(areas: list[Area]) -> Area:
    return Area(
        min(area.top for area in areas),
        min(area.left for area in areas),
        max(area.bottom for area in areas),
        max(area.right for area in areas),
    )
