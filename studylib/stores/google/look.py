"""Look at the rows of a write just before it: one request for the rows, the tabs and the marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studylib.stores.google import marks, tabs
from studylib.stores.google.client import Client
from studylib.stores.google.details import index_cells
from studylib.stores.google.faults import NotGoogleError
from studylib.stores.google.marks import Marks

TABS = "properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount))"
CELLS = (
    "merges,data(startRow,startColumn,rowData.values(userEnteredValue,effectiveValue(numberValue,stringValue,boolValue,"
    "errorValue.type),formattedValue,effectiveFormat.numberFormat.type,hyperlink,"
    "textFormatRuns(startIndex,format.link.uri),chipRuns(startIndex,chip.richLinkProperties.uri)))"
)

NEAR = 20
"""Rows with fewer rows between them are one range."""

MOST_RANGES = 6
"""The most ranges of one tab. Beyond them one range holds all."""

Span = tuple[int, int]
"""The first and the last row, both from 1 and inclusive."""


@dataclass(frozen=True, slots=True)
class SeenTab:
    """A tab as it was just before a write. Its cells and merged areas count from 0."""

    number: int
    rows: int
    columns: int
    cells: Mapping[int, Mapping[int, Mapping[str, Any]]]
    """The filled cells by row, then by column."""
    merges: tuple[Mapping[str, Any], ...] = ()

    def at(self, row: int, column: int) -> Mapping[str, Any]:
        """Return a cell as Google describes it. Empty for a blank one."""
        return self.cells.get(row, {}).get(column, {})


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """The tabs that were looked at, by title, and the marks."""

    tabs: Mapping[str, SeenTab]
    marks: Marks


def join_rows(rows: Iterable[int]) -> list[Span]:
    """Join rows that are near each other into spans."""
    spans: list[Span] = []
    for row in sorted(set(rows)):
        if spans and row - spans[-1][1] <= NEAR:
            spans[-1] = spans[-1][0], row
        else:
            spans.append((row, row))
    return spans if len(spans) <= MOST_RANGES else [(spans[0][0], spans[-1][1])]


def look(client: Client, spans: Mapping[str, Sequence[Span]]) -> SeenSheet:
    """Look at those rows of the tabs. Raises an error of ``faults.FAULTS``, also for rows beyond a tab's grid."""
    ranges = [(title, f"{first}:{last}") for title, of_tab in spans.items() for first, last in of_tab]
    if not ranges:
        body = client.fetch_spreadsheet(f"{marks.FIELDS},sheets({TABS})")
        return SeenSheet({}, marks.read_marks(body))
    body = client.fetch_details(f"{marks.FIELDS},sheets({TABS},{CELLS})", ranges)
    try:
        return SeenSheet(_read_tabs(body), marks.read_marks(body))
    except (AttributeError, LookupError, TypeError, ValueError):
        raise NotGoogleError from None


def _read_tabs(body: Mapping[str, Any]) -> dict[str, SeenTab]:
    cells: dict[str, dict[int, dict[int, Mapping[str, Any]]]] = {}
    for (title, row, column), cell in index_cells(body).items():
        cells.setdefault(title, {}).setdefault(row, {})[column] = cell
    found = {}
    for sheet in body["sheets"]:
        properties = tabs.read_properties(sheet)
        title, grid = str(properties["title"]), properties["gridProperties"]
        number = int(properties.get("sheetId", 0))  # a field mask may leave out 0
        rows, columns = int(grid["rowCount"]), int(grid["columnCount"])
        found[title] = SeenTab(number, rows, columns, cells.get(title, {}), tuple(sheet.get("merges", ())))
    return found
