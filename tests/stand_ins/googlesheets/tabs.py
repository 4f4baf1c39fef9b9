"""The methods of ``spreadsheets``: what there is, and changes to the tabs."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from tests.stand_ins.googlesheets import mask
from tests.stand_ins.googlesheets.a1 import Area
from tests.stand_ins.googlesheets.call import Call, known, listed
from tests.stand_ins.googlesheets.cells import append_dimension, merge_cells, update_cells
from tests.stand_ins.googlesheets.metadata import create_metadata, delete_metadata
from tests.stand_ins.googlesheets.refusal import ChangeRefusedError, bad_request, lacks
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet, Tab
from tests.stand_ins.googlesheets.value import ErrorValue, Formula, Moment, Result, Value, formatted

Body = dict[str, Any]

METADATA = Path(__file__).parents[1] / "google_recorded/spreadsheets_get_metadata_3tabs_hidden.json"
OPTIONS = {"includeGridData": ("false", "true", "False", "True")}


def get(book: Spreadsheet, call: Call) -> Body:
    """The spreadsheet. It has cells only if the mask names them."""
    if call.option("includeGridData").lower() == "true" and not call.mask:
        raise lacks("some parts of cells. Name those you want in fields")
    cells = "data" in call.mask.get("sheets", {})
    places = [book.find(each) for each in call.query.get("ranges", [])]
    return {
        "spreadsheetId": book.id,
        "properties": _properties(book),
        "sheets": [
            _sheet(book, index, tab, [area for place, area in places if place is tab], cells)
            for index, tab in enumerate(book.tabs)
            if not places or any(place is tab for place, _ in places)
        ],
        "spreadsheetUrl": book.url,
        **({"developerMetadata": book.metadata} if book.metadata else {}),
    }


def _properties(book: Spreadsheet) -> Body:
    recorded = json.loads(METADATA.read_text(encoding="utf-8"))["response"]["body"]["properties"]
    return {**recorded, "title": book.title, "locale": book.locale, "timeZone": book.zone}


def _sheet(book: Spreadsheet, index: int, tab: Tab, areas: list[Area], cells: bool) -> Body:
    data = {"data": [_grid_data(book, tab, area) for area in areas or [Area()]]} if cells else {}
    merges = {"merges": [_grid_range(tab, area) for area in tab.merges]} if tab.merges else {}
    return {"properties": tab.properties(index), **data, **merges}


def _grid_range(tab: Tab, area: Area) -> Body:
    """Name an area of a tab as Google's GridRange. As recorded, it leaves out the first tab's number 0."""
    return {
        **({"sheetId": tab.id} if tab.id else {}),
        "startRowIndex": area.top,
        "endRowIndex": area.bottom,
        "startColumnIndex": area.left,
        "endColumnIndex": area.right,
    }


def _grid_data(book: Spreadsheet, tab: Tab, area: Area) -> Body:
    start = {"startRow": area.top, "startColumn": area.left}
    bottom = min(area.bottom, max([len(tab.grid), *(row + 1 for row, _ in tab.details)]))
    rows = [_row_data(book, tab, area, row) for row in range(area.top, bottom)]
    while rows and not rows[-1]:
        rows.pop()
    data = {"rowData": rows} if rows else {}
    return {**{name: number for name, number in start.items() if number}, **data}


def _row_data(book: Spreadsheet, tab: Tab, area: Area, row: int) -> Body:
    """Describe the cells of a row, without those at the end that hold nothing."""
    filled = len(tab.grid[row]) if row < len(tab.grid) else 0
    right = min(area.right, max([filled, *(column + 1 for at, column in tab.details if at == row)]))
    cells = [
        _cell(tab.at(row, column), book.locale, spilled=(row, column) in tab.spilled)
        | tab.details.get((row, column), {})
        for column in range(area.left, right)
    ]
    while cells and not cells[-1]:
        cells.pop()
    return {"values": cells} if cells else {}


def _cell(value: Value, locale: str, *, spilled: bool) -> Body:
    if value is None:
        return {}
    if spilled:
        whole = _cell(value, locale, spilled=False)
        return {name: part for name, part in whole.items() if name != "userEnteredValue"}
    result = value.result if isinstance(value, Formula) else value
    shown = {"numberFormat": {"type": FORMATS[result.kind]}} if isinstance(result, Moment) else None
    address = value.address if isinstance(value, Formula) else None
    return {
        "userEnteredValue": {"formulaValue": value.text} if isinstance(value, Formula) else _extended(result),
        "effectiveValue": _extended(result),
        "formattedValue": formatted(result, locale),
        **({"userEnteredFormat": shown, "effectiveFormat": shown} if shown else {}),
        **({"hyperlink": address} if address else {}),
    }


def _extended(value: Result) -> Body:
    """Write a value as Google's ExtendedValue."""
    if isinstance(value, ErrorValue):
        return {"errorValue": {"type": value.name}}
    number = value.serial if isinstance(value, Moment) else value
    kind = {bool: "boolValue", str: "stringValue"}.get(type(number), "numberValue")
    return {kind: number}


FORMATS = {date: "DATE", datetime: "DATE_TIME", time: "TIME", timedelta: "TIME"}
"""Google's NumberFormatType of a value that is shown as a day or a time."""


# ---- Changes ----


def batch_update(book: Spreadsheet, call: Call) -> Body:
    """Make several changes, all or none."""
    body = call.known("requests")
    requests = listed(body, "requests")
    if not requests:
        raise bad_request("Must specify at least one request.")
    return {
        "spreadsheetId": book.id,
        "replies": [_change(book, index, request) for index, request in enumerate(requests)],
    }


def _change(book: Spreadsheet, index: int, request: Body) -> Body:
    known(request, list(CHANGES), f"requests[{index}]")
    if len(request) != 1:
        raise lacks(f"requests[{index}] without exactly one change")
    [(name, arguments)] = request.items()
    try:
        return CHANGES[name](book, arguments)
    except ChangeRefusedError as error:
        raise bad_request(f"Invalid requests[{index}].{name}: {error}") from error


def _add(book: Spreadsheet, arguments: Body) -> Body:
    known(arguments, ["properties"], "addSheet")
    properties = known(arguments.get("properties", {}), list(mask.SHEET), "addSheet.properties")
    grid = known(properties.get("gridProperties", {}), list(mask.GRID), "addSheet.properties.gridProperties")
    number = properties.get("sheetId")
    if number is not None and book.by_id(number):
        raise lacks(f"a second tab with the sheetId {number}")
    if properties.get("sheetType", "GRID") != "GRID":
        raise lacks(f"tabs of the type {properties['sheetType']}")
    title = properties.get("title") or f"Sheet{len(book.tabs) + 1}"
    _check_title(book, title)
    tab = book.add(title, number)
    if "index" in properties:
        book.tabs.remove(tab)
        book.tabs.insert(properties["index"], tab)
    _set(book, tab, properties, {"hidden"} & set(properties) | {f"gridProperties.{name}" for name in grid})
    return {"addSheet": {"properties": tab.properties(book.tabs.index(tab))}}


def _delete(book: Spreadsheet, arguments: Body) -> Body:
    tab = _tab(book, known(arguments, ["sheetId"], "deleteSheet"))
    if len(book.tabs) == 1:
        raise ChangeRefusedError("You can't remove all the sheets in a document.")
    book.tabs.remove(tab)
    if all(each.hidden for each in book.tabs):
        raise lacks("a spreadsheet in which all tabs are hidden")
    return {}


def _update_tab(book: Spreadsheet, arguments: Body) -> Body:
    properties = _properties_of(arguments, mask.SHEET, "updateSheetProperties")
    tab = _tab(book, properties)
    _set(book, tab, properties, _named(arguments, mask.SHEET) - {"sheetId"})
    return {}


def _update_spreadsheet(book: Spreadsheet, arguments: Body) -> Body:
    properties = _properties_of(arguments, mask.PROPERTIES, "updateSpreadsheetProperties")
    for name in _named(arguments, mask.PROPERTIES):
        value = properties.get(name, "")
        if name == "timeZone" and value not in available_timezones():
            raise lacks(f"the time zone {value}")
        if name == "locale" and not re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", value):
            raise lacks(f"the locale {value}")
        if name not in SPREADSHEET_FIELDS:
            raise lacks(f"another {name}")
        setattr(book, SPREADSHEET_FIELDS[name], value)
    return {}


def _properties_of(arguments: Body, fields: mask.Mask, name: str) -> Body:
    known(arguments, ["properties", "fields"], name)
    return known(arguments.get("properties", {}), list(fields), f"{name}.properties")


CHANGES: dict[str, Callable[[Spreadsheet, Body], Body]] = {
    "addSheet": _add,
    "appendDimension": append_dimension,
    "createDeveloperMetadata": create_metadata,
    "deleteDeveloperMetadata": delete_metadata,
    "deleteSheet": _delete,
    "mergeCells": merge_cells,
    "updateCells": update_cells,
    "updateSheetProperties": _update_tab,
    "updateSpreadsheetProperties": _update_spreadsheet,
}
SPREADSHEET_FIELDS = {"title": "title", "locale": "locale", "timeZone": "zone"}


def _named(arguments: Body, known_fields: mask.Mask) -> set[str]:
    """The properties that the update is about."""
    return mask.paths(mask.parse(str(arguments.get("fields", "")), known_fields))


def _tab(book: Spreadsheet, arguments: Body) -> Tab:
    return book.numbered(arguments.get("sheetId", 0))


def _set(book: Spreadsheet, tab: Tab, properties: Body, names: set[str]) -> None:
    grid = properties.get("gridProperties", {})
    for name in sorted(names):
        if name not in TAB_FIELDS:
            raise lacks(f"another {name}")
        source, last = (grid, name.rpartition(".")[2]) if "." in name else (properties, name)
        TAB_FIELDS[name](book, tab, source.get(last))
    if not tab.row_count > tab.frozen_rows >= 0:
        raise lacks(f"{tab.frozen_rows} frozen rows of {tab.row_count}")


def _set_title(book: Spreadsheet, tab: Tab, title: str | None) -> None:
    _check_title(book, title or "", besides=tab)
    tab.title = title or ""


def _check_title(book: Spreadsheet, title: str, besides: Tab | None = None) -> None:
    if not title:
        raise lacks("a tab without a title")
    if any(tab.title.casefold() == title.casefold() for tab in book.tabs if tab is not besides):
        raise ChangeRefusedError(
            f'A sheet with the name "{title}" already exists. Please enter another name.'
        )


def _set_index(book: Spreadsheet, tab: Tab, index: int | None) -> None:
    """Counted with the tab in its old place: a move right behind it changes nothing."""
    before = book.tabs.index(tab)
    target = index or 0
    book.tabs.remove(tab)
    book.tabs.insert(target - 1 if target > before else target, tab)


def _set_hidden(book: Spreadsheet, tab: Tab, hidden: bool | None) -> None:
    tab.hidden = bool(hidden)
    if all(each.hidden for each in book.tabs):
        raise ChangeRefusedError("You can't hide all the sheets in a document.")


def _set_rows(book: Spreadsheet, tab: Tab, rows: int | None) -> None:
    if not rows or rows < 1:
        raise lacks("a tab without rows")
    tab.resize(rows, tab.column_count)


def _set_columns(book: Spreadsheet, tab: Tab, columns: int | None) -> None:
    if not columns or columns < 1:
        raise lacks("a tab without columns")
    tab.resize(tab.row_count, columns)


def _set_frozen(book: Spreadsheet, tab: Tab, rows: int | None) -> None:
    tab.frozen_rows = rows or 0


TAB_FIELDS: dict[str, Callable[[Spreadsheet, Tab, Any], None]] = {
    "title": _set_title,
    "index": _set_index,
    "hidden": _set_hidden,
    "gridProperties.rowCount": _set_rows,
    "gridProperties.columnCount": _set_columns,
    "gridProperties.frozenRowCount": _set_frozen,
}
