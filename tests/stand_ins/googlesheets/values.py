"""The methods of ``spreadsheets.values``: reading and writing the cells of ranges."""

from itertools import zip_longest
from typing import Any

from tests.stand_ins.googlesheets.a1 import Area, named, parse
from tests.stand_ins.googlesheets.call import Call, known, listed
from tests.stand_ins.googlesheets.refusal import bad_field, bad_request, lacks
from tests.stand_ins.googlesheets.spreadsheet import Entry, Spreadsheet, Tab, beyond, outside
from tests.stand_ins.googlesheets.value import Value, entered, whole

LONGEST_TEXT = 50_000
READING = {
    "valueRenderOption": ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"),
    "dateTimeRenderOption": ("SERIAL_NUMBER", "FORMATTED_STRING"),
    "majorDimension": ("ROWS", "COLUMNS"),
}
WRITING = {
    "valueInputOption": ("RAW", "USER_ENTERED"),
    "includeValuesInResponse": ("false", "true", "False", "True"),
    "responseValueRenderOption": READING["valueRenderOption"],
    "responseDateTimeRenderOption": READING["dateTimeRenderOption"],
}
OPTIONS = {**READING, **WRITING, "insertDataOption": ("OVERWRITE", "INSERT_ROWS")}
"""The values of the options. The first is the default."""

VALUES = ("majorDimension", "values")
"""The fields of a written ValueRange."""

Body = dict[str, Any]


def get(book: Spreadsheet, call: Call) -> Body:
    return _value_range(book, call.range, call)


def batch_get(book: Spreadsheet, call: Call) -> Body:
    """The ranges in their order. An invalid one fails them all."""
    ranges = call.query.get("ranges", [])
    if not ranges:
        raise lacks("values:batchGet without ranges")
    return {"spreadsheetId": book.id, "valueRanges": [_value_range(book, each, call) for each in ranges]}


def update(book: Spreadsheet, call: Call) -> Body:
    return _write(book, call.range, call.known(*VALUES), call, call.option("valueInputOption"))


def batch_update(book: Spreadsheet, call: Call) -> Body:
    """Write to several ranges, all or none."""
    body = call.known("data", *WRITING)
    option = call.option("valueInputOption")
    data = listed(body, "data")
    if not data:
        raise lacks("values:batchUpdate without data")
    answers = [
        _write(book, known(each, ("range", *VALUES)).get("range", ""), each, call, option, f"data[{index}]")
        for index, each in enumerate(data)
    ]
    return _without_zeros({"spreadsheetId": book.id, **_totals(answers), "responses": answers})


def append(book: Spreadsheet, call: Call) -> Body:
    """Write below the table at the range, from its first column on. Without a table, write at the range's beginning."""
    tab, area = book.find(call.range)
    lines = _lines(call.known(*VALUES))
    option = _input_option(call.option("valueInputOption"))
    table = tab.table_at(area)
    top, left = (table.bottom, table.left) if table else (area.top, area.left)
    wide = _spread(lines, top, left)
    if call.option("insertDataOption") == "INSERT_ROWS":
        tab.insert_rows(top, len(lines))
    tab.grow(wide.bottom, wide.right)
    updates = _put(book, tab, wide, lines, option, call)
    found = {"tableRange": named(tab.title, table)} if table else {}
    return {"spreadsheetId": book.id, **found, "updates": updates}


def clear(book: Spreadsheet, call: Call) -> Body:
    call.known()
    return {"spreadsheetId": book.id, "clearedRange": _clear(*book.find(call.range))}


def batch_clear(book: Spreadsheet, call: Call) -> Body:
    places = [book.find(each) for each in listed(call.known("ranges"), "ranges")]
    if not places:
        raise lacks("values:batchClear without ranges")
    return {"spreadsheetId": book.id, "clearedRanges": [_clear(tab, area) for tab, area in places]}


# ---- Reading ----


def _value_range(book: Spreadsheet, text: str, call: Call) -> Body:
    tab, area = book.find(text)
    option, moments = call.option("valueRenderOption"), call.option("dateTimeRenderOption")
    dimension = call.option("majorDimension")
    rows = tab.read(area, book.locale, option, moments)
    return _as_range(tab, area, rows if dimension == "ROWS" else _turned(rows), dimension)


def _as_range(tab: Tab, area: Area, rows: list[list[Any]], dimension: str = "ROWS") -> Body:
    return {
        "range": named(tab.title, area),
        "majorDimension": dimension,
        **({"values": rows} if rows else {}),
    }


def _turned(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows to columns, or back, without the blank cells at the ends."""
    columns = [list(column) for column in zip_longest(*rows, fillvalue="")]
    for column in columns:
        while column and column[-1] == "":
            column.pop()
    return columns


# ---- Writing ----


def _write(
    book: Spreadsheet, text: str, body: Body, call: Call, option: str | None, where: str = "data"
) -> Body:
    option = _input_option(option)
    tab, area = book.place(text)
    lines = _lines(body, where)
    wide = _spread(lines, area.top, area.left)
    single = (area.bottom, area.right) == (area.top + 1, area.left + 1)
    if not single and (error := outside(tab, area, wide)):
        raise error
    inside = Area(0, 0, tab.row_count, tab.column_count)
    for each in (wide, area):
        if not each.lies_in(inside):
            raise beyond(tab, each)
    return _put(book, tab, wide, lines, option, call)


def _input_option(option: str | None) -> str:
    if not option:
        raise bad_request("'valueInputOption' is required but not specified")
    return option


def _lines(body: Any, where: str = "data") -> list[list[Entry]]:
    """The rows to write. A request may give them as columns."""
    lines = body.get("values") or []
    for path, line in [(f"{where}.values", lines)] + [
        (f"{where}.values[{row}]", line) for row, line in enumerate(lines) if isinstance(lines, list)
    ]:
        if not isinstance(line, list):
            kind = "type.googleapis.com/google.protobuf.ListValue"
            raise bad_field(path, f"Invalid value at '{path}' ({kind}), \"{line}\"")
    for row, line in enumerate(lines):
        for column, entry in enumerate(line):
            _check_entry(entry, f"values[{row}][{column}]")
    dimension = body.get("majorDimension") or "ROWS"
    if dimension not in READING["majorDimension"]:
        raise lacks(f"the majorDimension {dimension}")
    if dimension == "COLUMNS":
        return [list(line) for line in zip_longest(*lines)]
    return lines


def _check_entry(entry: Any, where: str) -> None:
    if isinstance(entry, list | dict):
        raise lacks(f"a list or an object as {where}")
    if isinstance(entry, str) and len(entry) > LONGEST_TEXT:
        raise bad_request(
            f"Your input contains more than the maximum of {LONGEST_TEXT} characters in a single cell."
        )


def _spread(lines: list[list[Entry]], top: int, left: int) -> Area:
    """The area of the entries from their first cell on, at least that cell."""
    return Area(top, left, top + (len(lines) or 1), left + (max(map(len, lines), default=1) or 1))


def _put(book: Spreadsheet, tab: Tab, area: Area, lines: list[list[Entry]], option: str, call: Call) -> Body:
    cells = [
        (row, column, entry)
        for row, line in enumerate(lines, area.top)
        for column, entry in enumerate(line, area.left)
        if entry is not None
    ]
    for row, column, entry in cells:
        tab.put(row, column, _value(entry, option))
    updated = _without_zeros(
        {
            "spreadsheetId": book.id,
            "updatedRange": named(tab.title, area),
            "updatedRows": len({row for row, _, _ in cells}),
            "updatedColumns": len({column for _, column, _ in cells}),
            "updatedCells": len(cells),
        }
    )
    if call.option("includeValuesInResponse").lower() == "true":
        render = call.option("responseValueRenderOption"), call.option("responseDateTimeRenderOption")
        updated["updatedData"] = _as_range(tab, area, tab.read(area, book.locale, *render))
    return updated


def _value(entry: str | bool | int | float, option: str) -> Value:
    if entry == "":
        return None
    if option == "USER_ENTERED":
        return entered(entry)
    return entry if isinstance(entry, bool | str) else whole(entry)


def _clear(tab: Tab, area: Area) -> str:
    tab.clear(area)
    return named(tab.title, area)


def _totals(answers: list[Body]) -> dict[str, int]:
    """The totals. Rows and columns that were written twice count once."""
    places = [parse(answer["updatedRange"]) for answer in answers]
    areas = [(title, area) for title, area in places if area]
    return {
        "totalUpdatedRows": len({(title, row) for title, area in areas for row in area.rows}),
        "totalUpdatedColumns": len({(title, column) for title, area in areas for column in area.columns}),
        "totalUpdatedCells": sum(answer.get("updatedCells", 0) for answer in answers),
        "totalUpdatedSheets": len({title for title, _ in areas}),
    }


def _without_zeros(body: Body) -> Body:
    return {name: value for name, value in body.items() if value != 0}
