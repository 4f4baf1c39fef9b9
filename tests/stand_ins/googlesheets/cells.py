"""Changes to cells in a batch: their contents, and which of them are merged."""

from dataclasses import replace
from typing import Any

from tests.stand_ins.googlesheets import mask
from tests.stand_ins.googlesheets.a1 import Area
from tests.stand_ins.googlesheets.call import known, listed
from tests.stand_ins.googlesheets.refusal import ChangeRefusedError, lacks
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet, Tab
from tests.stand_ins.googlesheets.value import DAY, KINDS, Moment, Value, evaluate, kept

Body = dict[str, Any]

LONGEST_TEXT = 50_000
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if "
    "you need to edit."
)
ENTERED = ("stringValue", "numberValue", "boolValue", "formulaValue")
WRITTEN = mask.fields(
    "userEnteredValue note",
    userEnteredFormat=mask.fields("", numberFormat=mask.fields("type pattern")),
    textFormatRuns=mask.CELL["textFormatRuns"],
)
"""What can be written of a cell."""


def update_cells(book: Spreadsheet, arguments: Body) -> Body:
    """Write the cells from ``start`` on. All that is named in ``fields`` is replaced."""
    known(arguments, ["start", "rows", "fields"], "updateCells")
    start = known(arguments.get("start"), ["sheetId", "rowIndex", "columnIndex"], "updateCells.start")
    fields = mask.parse(str(arguments.get("fields", "")), {**WRITTEN, "textFormatRuns": {}})
    if "userEnteredValue" not in fields:
        raise lacks("updateCells without userEnteredValue, which keeps the old values")
    tab = book.numbered(start.get("sheetId", 0))
    for row, line in enumerate(listed(arguments, "rows"), start.get("rowIndex", 0)):
        cells = listed(known(line, ["values"], "updateCells.rows"), "values")
        for column, cell in enumerate(cells, start.get("columnIndex", 0)):
            _write(tab, row, column, known(cell, list(fields), "updateCells.rows.values"), fields)
    return {}


def _write(tab: Tab, row: int, column: int, cell: Body, fields: mask.Mask) -> None:
    if row >= tab.row_count or column >= tab.column_count:
        raise lacks("updateCells beyond the grid")
    if any(area.meets(Area(row, column, row + 1, column + 1)) for area in tab.protected):
        raise ChangeRefusedError(PROTECTED)
    tab.put(row, column, _read_value(cell, tab.at(row, column), fields))
    kept = {} if "note" in fields else tab.details.get((row, column), {})
    details = {name: part for name, part in kept.items() if name == "note"}
    details |= {name: part for name, part in cell.items() if name in ("note", "textFormatRuns")}
    if details:
        tab.details[row, column] = details
    else:
        tab.details.pop((row, column), None)


def _read_value(cell: Body, old: Value, fields: mask.Mask) -> Value:
    """Read the value of Google's CellData. Its number format, or the old one, makes a number a day or a time."""
    entered = known(cell.get("userEnteredValue", {}), ENTERED, "userEnteredValue")
    if len(entered) > 1:
        raise lacks("cells with several values")
    form = known(
        cell.get("userEnteredFormat", {}).get("numberFormat", {}), ["type", "pattern"], "numberFormat"
    )
    if not entered:
        return None
    [(kind, value)] = entered.items()
    if kind == "formulaValue":
        return evaluate(value)
    if kind == "stringValue" and len(value) > LONGEST_TEXT:
        raise ChangeRefusedError(
            f"Your input contains more than the maximum of {LONGEST_TEXT} characters in a single cell."
        )
    if not form and "userEnteredFormat" not in fields and isinstance(old, Moment) and kind == "numberValue":
        return replace(old, milliseconds=round(value * DAY))
    if not form:
        return kept(value)
    if kind != "numberValue" or form["type"] not in KINDS:
        raise lacks(f"a {kind} of the number format {form['type']}")
    return Moment.of_serial(value, KINDS[form["type"]])


def append_dimension(book: Spreadsheet, arguments: Body) -> Body:
    """Make the grid of a tab larger at its end."""
    known(arguments, ["sheetId", "dimension", "length"], "appendDimension")
    tab, length = book.numbered(arguments.get("sheetId", 0)), arguments.get("length", 0)
    if not isinstance(length, int) or length < 1 or arguments.get("dimension") not in ("ROWS", "COLUMNS"):
        raise lacks("appending nothing, or another dimension")
    if arguments["dimension"] == "ROWS":
        tab.row_count += length
    else:
        tab.column_count += length
    return {}


def merge_cells(book: Spreadsheet, arguments: Body) -> Body:
    """Merge an area of cells, of which only the first may be filled."""
    known(arguments, ["range", "mergeType"], "mergeCells")
    sides = ("startRowIndex", "startColumnIndex", "endRowIndex", "endColumnIndex")
    place = known(arguments.get("range"), ["sheetId", *sides], "mergeCells.range")
    if arguments.get("mergeType") != "MERGE_ALL" or not set(sides) <= set(place):
        raise lacks("merging by rows, by columns or without an end")
    tab = book.numbered(place.get("sheetId", 0))
    area = Area(*(int(place[side]) for side in sides))
    filled = [tab.at(row, column) is not None for row in area.rows for column in area.columns]
    outside = area.bottom > tab.row_count or area.right > tab.column_count
    if outside or any(filled[1:]) or any(area.meets(other) for other in tab.merges):
        raise lacks("merging filled or merged cells, or cells beyond the grid")
    tab.merges.append(area)
    return {}
