"""Ask for the details of doubtful cells, once."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from studylib.stores.google.cells import read_bare
from studylib.stores.google.chips import place_chips
from studylib.stores.google.client import Client
from studylib.stores.google.faults import NotGoogleError
from studylib.stores.google.ranges import choose_hiders, name_ranges
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.details import Detail, apply_details, complete_cell
from studylib.workbook.hiders import Hidden, Hider, find_hiders
from studylib.workbook.hyperlinks import Hyperlink

FIELDS = (
    "sheets(properties.title,data(startRow,startColumn,rowData.values(effectiveValue.numberValue,formattedValue,"
    "effectiveFormat.numberFormat.type,userEnteredValue.stringValue,hyperlink,textFormatRuns(startIndex,format.link.uri),"
    "chipRuns(startIndex,chip.richLinkProperties.uri),note)))"
)
"""The fields of a spreadsheet that hold the details. One address of a cell is its ``hyperlink``, several are runs."""

READS_KEPT = 30
"""Reads for which details are kept. An address may change while its text stays the same."""

DAYS, TIMES = ("DATE", "DATE_TIME"), ("TIME",)
"""Number formats that show a day, and a time alone (Sheets API, NumberFormatType)."""

Found = Mapping[tuple[str, int, int], Mapping[str, Any]]
"""The answered cells, by title, row and column from 0."""


class DetailReader:
    """Completes the cells of a spreadsheet, and keeps what it has learnt of doubtful ones."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[object, Detail] = {}
        self._learnt: Mapping[tuple[str, int, int], Hider] = {}
        self._reads = 0

    def complete(self, workbook: Workbook) -> Workbook:
        """Write what the details say into the cells. Ask only for those of cells that are new or have changed.

        Every number is asked for. Of too many texts and answers, the rest waits for the next read. Raises an error of
        ``faults.FAULTS``.
        """
        hiders = find_hiders(workbook)
        known = self._known if self._reads % READS_KEPT else {}
        self._reads += 1
        learnt = {each: known[_mark(each)] for each in hiders if _mark(each) in known}
        doubtful = [each for each in hiders if each not in learnt]
        kept = {_mark(each): detail for each, detail in learnt.items()}
        while doubtful:
            asked = choose_hiders(doubtful)
            body = self._client.fetch_details(FIELDS, name_ranges(asked))
            try:
                found = index_cells(body)
                learnt |= _read_details(asked, found)
                kept |= {_mark(each): learnt[each] for each in asked if _is_unchanged(each, found)}
            except (AttributeError, LookupError, TypeError, ValueError):
                raise NotGoogleError from None
            doubtful = [each for each in doubtful if each not in learnt and each.hidden is Hidden.MOMENT]
        self._known = kept
        self._learnt = {(each.title, each.row, each.column): each for each in learnt}
        return apply_details(workbook, learnt)

    def forget(self) -> None:
        """Ask for every detail anew on the next read."""
        self._known = {}

    def read_cell(self, title: str, row: int, column: int, data: Mapping[str, Any]) -> Cell:
        """Read a cell of an answer with details as the last read would have. Rows and columns count from 0."""
        cell = read_bare(data)
        hider = self._learnt.get((title, row, column))
        if hider is None or hider.hidden is Hidden.EDIT:
            return cell
        hider = replace(hider, cell=cell)
        return complete_cell(hider, _read_detail(hider, {(title, row, column): data}, ()))


def _mark(hider: Hider) -> object:
    """Return what a hider is known by. An answer moves when another row comes above it."""
    row = None if hider.hidden is Hidden.EDIT else hider.row
    return hider.hidden, hider.title, row, hider.column, hider.cell


def index_cells(body: Any) -> Found:
    """Index the filled cells of an answer. Raises any error of a look-up for a body of another form."""
    return {
        (
            sheet["properties"]["title"],
            data.get("startRow", 0) + row,
            data.get("startColumn", 0) + column,
        ): cell
        for sheet in body["sheets"]
        for data in sheet.get("data", [])
        for row, line in enumerate(data.get("rowData", []))
        for column, cell in enumerate(line.get("values", []))
        if cell
    }


def _read_details(hiders: Sequence[Hider], found: Found) -> dict[Hider, Detail]:
    noted = {place[:2] for place, cell in found.items() if "note" in cell}
    return {each: _read_detail(each, found, noted) for each in hiders}


def _read_detail(hider: Hider, found: Found, noted: Container[tuple[str, int]]) -> Detail:
    """Read the detail of a hider. ``noted`` are the rows with a note, by title and row."""
    if hider.hidden is Hidden.EDIT:
        return Detail(has_note=(hider.title, hider.row) in noted)
    cell = found.get((hider.title, hider.row, hider.column), {})
    if hider.hidden is Hidden.LINK:
        return Detail(hyperlinks=tuple(_list_hyperlinks(cell)))
    form = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type")
    return Detail(is_day=form in DAYS, is_time=form in TIMES)


def _list_hyperlinks(cell: Mapping[str, Any]) -> Iterator[Hyperlink]:
    """List the addresses of a cell: of its parts if they have any, else of the whole."""
    runs = [*_list_runs(cell.get("textFormatRuns", []), "format", "link"), *_list_chips(cell)]
    if not runs and "hyperlink" in cell:
        runs = [Hyperlink(str(cell["hyperlink"]))]
    yield from runs


def _list_runs(runs: Sequence[Mapping[str, Any]], kind: str, place: str) -> Iterator[Hyperlink]:
    """List the addresses of runs. Each run ends where the next one starts."""
    starts = [int(run.get("startIndex", 0)) for run in runs]
    for run, start, end in zip(runs, starts, [*starts[1:], None], strict=False):
        if address := run.get(kind, {}).get(place, {}).get("uri"):
            yield Hyperlink(str(address), start, end)


def _list_chips(cell: Mapping[str, Any]) -> list[Hyperlink]:
    """List the addresses of the chips of a cell, by their places in the text that is shown."""
    runs = list(_list_runs(cell.get("chipRuns", []), "chip", "richLinkProperties"))
    entered, shown = cell.get("userEnteredValue", {}).get("stringValue", ""), cell.get("formattedValue", "")
    placed = place_chips(str(entered), str(shown), [(run.start, run.address) for run in runs])
    return runs if placed is None else placed


def _is_unchanged(hider: Hider, found: Found) -> bool:
    """Check that the cell was neither changed nor moved between the two requests."""
    cell = found.get((hider.title, hider.row, hider.column), {})
    if isinstance(hider.cell, str):
        return cell.get("formattedValue") == hider.cell
    return bool(cell.get("effectiveValue", {}).get("numberValue") == hider.cell)
