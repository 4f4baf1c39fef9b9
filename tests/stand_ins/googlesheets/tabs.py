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
from tests.stand_ins.googlesheets.call import Call, known
from tests.stand_ins.googlesheets.refusal import RefusalError, bad_request, refusal
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet, Tab
from tests.stand_ins.googlesheets.value import Moment, Value, formatted

Body = dict[str, Any]

METADATA = Path(__file__).parents[1] / "google_recorded/spreadsheets_get_metadata_3tabs_hidden.json"
OPTIONS = {"includeGridData": ("false", "true", "False", "True")}


def get(book: Spreadsheet, call: Call) -> Body:
    """The spreadsheet. It has cells only if the mask names them or, without a mask, ``includeGridData`` asks."""
    cells = _names_cells(call.mask) if call.mask else call.option("includeGridData").lower() == "true"
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
    }


def _names_cells(wanted: mask.Mask) -> bool:
    sheets = wanted.get("sheets")
    return "*" in wanted or sheets == {} or bool(sheets and sheets.keys() & {"*", "data"})


def _properties(book: Spreadsheet) -> Body:
    recorded = json.loads(METADATA.read_text(encoding="utf-8"))["response"]["body"]["properties"]
    return {**recorded, "title": book.title, "locale": book.locale, "timeZone": book.zone}


def _sheet(book: Spreadsheet, index: int, tab: Tab, areas: list[Area], cells: bool) -> Body:
    data = {"data": [_grid_data(book, tab, area) for area in areas or [Area()]]} if cells else {}
    return {"properties": tab.properties(index), **data}


def _grid_data(book: Spreadsheet, tab: Tab, area: Area) -> Body:
    start = {"startRow": area.top, "startColumn": area.left}
    rows = [
        {
            "values": [
                _cell(cell, book.locale) | tab.details.get((row, column), {})
                for column, cell in enumerate(line[area.left : area.right], area.left)
            ]
        }
        if line
        else {}
        for row, line in enumerate(tab.grid[area.top : area.bottom], area.top)
    ]
    return {**{name: number for name, number in start.items() if number}, "rowData": rows}


def _cell(value: Value, locale: str) -> Body:
    if value is None:
        return {}
    number = value.serial if isinstance(value, Moment) else value
    kind = {bool: "boolValue", str: "stringValue"}.get(type(number), "numberValue")
    shown = {"numberFormat": {"type": FORMATS[value.kind]}} if isinstance(value, Moment) else None
    return {
        "userEnteredValue": {kind: number},
        "effectiveValue": {kind: number},
        "formattedValue": formatted(value, locale),
        **({"userEnteredFormat": shown, "effectiveFormat": shown} if shown else {}),
    }


FORMATS = {date: "DATE", datetime: "DATE_TIME", time: "TIME", timedelta: "TIME"}
"""Google's NumberFormatType of a value that is shown as a day or a time."""


# ---- Changes ----


def batch_update(book: Spreadsheet, call: Call) -> Body:
    """All or nothing."""
    body = call.known("requests", "includeSpreadsheetInResponse", "responseRanges", "responseIncludeGridData")
    requests = body.get("requests") or []
    if not requests:
        raise bad_request("Must specify at least one request.")
    with book.unchanged_on_error():
        replies = [_change(book, index, request) for index, request in enumerate(requests)]
    return {"spreadsheetId": book.id, "replies": replies}


def _change(book: Spreadsheet, index: int, request: Body) -> Body:
    known(request, list(CHANGES), f"requests[{index}]")
    if len(request) != 1:
        raise bad_request(f"Invalid requests[{index}]: No request set.")
    [(name, arguments)] = request.items()
    try:
        return CHANGES[name](book, arguments)
    except ChangeRefusedError as error:
        raise bad_request(f"Invalid requests[{index}].{name}: {error}") from error


class ChangeRefusedError(Exception):
    """Why a change cannot be made, in Google's words."""


def _add(book: Spreadsheet, arguments: Body) -> Body:
    properties = known(arguments.get("properties", {}), list(mask.SHEET), "requests.add_sheet.properties")
    number = properties.get("sheetId")
    if number is not None and book.by_id(number):
        raise ChangeRefusedError(f"A sheet with the id {number} already exists.")
    title = properties.get("title") or f"Sheet{len(book.tabs) + 1}"
    _check_title(book, title)
    tab = book.add(title, number)
    if "index" in properties:
        book.tabs.remove(tab)
        book.tabs.insert(properties["index"], tab)
    _set(book, tab, properties, {name for name in ("hidden", "gridProperties") if name in properties})
    return {"addSheet": {"properties": tab.properties(book.tabs.index(tab))}}


def _delete(book: Spreadsheet, arguments: Body) -> Body:
    tab = _tab(book, arguments)
    if len(book.tabs) == 1:
        raise ChangeRefusedError("You can't remove all the sheets in a document.")
    book.tabs.remove(tab)
    if all(each.hidden for each in book.tabs):
        raise ChangeRefusedError("You can't remove all the visible sheets in a document.")
    return {}


def _update_tab(book: Spreadsheet, arguments: Body) -> Body:
    properties = arguments.get("properties", {})
    tab = _tab(book, properties)
    _set(book, tab, properties, _named(arguments, mask.SHEET) - {"sheetId"})
    return {}


def _update_spreadsheet(book: Spreadsheet, arguments: Body) -> Body:
    properties = arguments.get("properties", {})
    for name in _named(arguments, mask.PROPERTIES):
        value = properties.get(name, "")
        if name == "timeZone" and not (
            value in available_timezones() or re.fullmatch(r"GMT[+-]\d\d:\d\d", value)
        ):
            raise ChangeRefusedError(f"Unsupported time zone: {value}")
        if name == "locale" and not re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", value):
            raise ChangeRefusedError(f"Unsupported locale: {value}")
        if name not in SPREADSHEET_FIELDS:
            raise _not_kept(name)
        setattr(book, SPREADSHEET_FIELDS[name], value)
    return {}


CHANGES: dict[str, Callable[[Spreadsheet, Body], Body]] = {
    "addSheet": _add,
    "deleteSheet": _delete,
    "updateSheetProperties": _update_tab,
    "updateSpreadsheetProperties": _update_spreadsheet,
}
SPREADSHEET_FIELDS = {"title": "title", "locale": "locale", "timeZone": "zone"}


def _named(arguments: Body, known_fields: mask.Mask) -> set[str]:
    """The properties that the update is about."""
    text = arguments.get("fields")
    if not text:
        raise ChangeRefusedError(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    if text == "*":
        return set(arguments.get("properties", {}))
    return mask.paths(mask.parse(text, known_fields))


def _tab(book: Spreadsheet, arguments: Body) -> Tab:
    tab = book.by_id(arguments.get("sheetId", 0))
    if tab is None:
        raise ChangeRefusedError(f"No sheet with id: {arguments.get('sheetId', 0)}")
    return tab


def _set(book: Spreadsheet, tab: Tab, properties: Body, names: set[str]) -> None:
    grid = properties.get("gridProperties", {})
    if "gridProperties" in names:
        names = names - {"gridProperties"} | {f"gridProperties.{name}" for name in grid}
    for name in sorted(names):
        if name not in TAB_FIELDS:
            raise _not_kept(name)
        source, last = (grid, name.rpartition(".")[2]) if "." in name else (properties, name)
        TAB_FIELDS[name](book, tab, source.get(last))
    if not tab.row_count > tab.frozen_rows >= 0:
        raise ChangeRefusedError("You can't freeze all visible rows on the sheet.")


def _set_title(book: Spreadsheet, tab: Tab, title: str | None) -> None:
    _check_title(book, title or "", besides=tab)
    tab.title = title or ""


def _check_title(book: Spreadsheet, title: str, besides: Tab | None = None) -> None:
    if not title:
        raise ChangeRefusedError("Sheet name cannot be empty.")
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
        raise ChangeRefusedError("You can't delete all the rows on the sheet.")
    tab.resize(rows, tab.column_count)


def _set_columns(book: Spreadsheet, tab: Tab, columns: int | None) -> None:
    if not columns or columns < 1:
        raise ChangeRefusedError("You can't delete all the columns on the sheet.")
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


def _not_kept(name: str) -> RefusalError:
    return refusal(501, f"This stand-in for Google does not keep {name}.")
