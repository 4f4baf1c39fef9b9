"""The requests whose answers rest on the stand-in alone, in an order in which each finds what it needs.

They are about one tab of 20 rows and 8 columns, new and empty. ``record_google`` sends them to Google.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from studylib.stores.google import details, marks, tabs
from studylib.stores.google.cells import AS_STORED

TITLE = "스터디보드시험"
"""The title of the tab. Whether Google quotes Hangul alone in its answers is not known either."""
ROWS, COLUMNS = 20, 8
SCRATCH = "SCRATCH"
"""Stands for the number of the tab."""

_TAB = f"'{TITLE}'"
_RAW = {"valueInputOption": "RAW"}
_INSERTED = {**_RAW, "insertDataOption": "INSERT_ROWS"}
_TYPED: list[list[Any]] = [
    ["날짜", "수", "글", "식"],
    ["2026-04-12 23:59:59", "0.5", "007", "=1+1"],
    ["2026-04-13", "TRUE", "'007", "=1/0"],
    ["3주차", "12", "가람", "=NA()"],
    [None, "", "a", '=HYPERLINK("https://example.org/a","정리")'],
]
_DETAILED: list[dict[str, Any]] = [
    {
        "userEnteredValue": {"numberValue": 46124.99999421296},
        "userEnteredFormat": {"numberFormat": {"type": "DATE_TIME"}},
    },
    {
        "userEnteredValue": {"numberValue": 46124},
        "userEnteredFormat": {"numberFormat": {"type": "DATE"}},
        "note": "메모",
    },
    {
        "userEnteredValue": {"numberValue": 0.5},
        "userEnteredFormat": {"numberFormat": {"type": "TIME"}},
    },
    {
        "userEnteredValue": {"stringValue": "Slides, 노트"},
        "textFormatRuns": [
            {"format": {"link": {"uri": "https://example.org/1"}}},
            {"startIndex": 6, "format": {}},
            {"startIndex": 8, "format": {"link": {"uri": "https://example.org/2"}}},
        ],
    },
]
_LOOKUP = {"metadataId": 1_987_654_321}
_MARK = {
    **_LOOKUP,
    "metadataKey": "studyboard-recording",
    "metadataValue": "word",
    "visibility": "DOCUMENT",
    "location": {"spreadsheet": True},
}
_ONE_CELL = {
    "start": {"sheetId": SCRATCH, "rowIndex": 19, "columnIndex": 0},
    "rows": [{"values": [{"userEnteredValue": {"stringValue": "never"}}]}],
    "fields": "userEnteredValue",
}
_VALUES = (
    "sheets.data.rowData.values(userEnteredValue,formattedValue,"
    "effectiveValue(numberValue,stringValue,boolValue,errorValue.type))"
)


@dataclass(frozen=True)
class Exchange:
    """A request about the spreadsheet. ``path`` follows its id."""

    name: str
    verb: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None


def _read(name: str, *ranges: str, **query: Any) -> Exchange:
    return Exchange(name, "GET", "/values:batchGet", {"ranges": list(ranges) or [_TAB], **query})


def _describe(name: str, fields: str, *ranges: str) -> Exchange:
    return Exchange(name, "GET", "", {"fields": fields, "ranges": list(ranges) or [f"{_TAB}!A1"]})


def _change(name: str, **change: Any) -> Exchange:
    return Exchange(name, "POST", ":batchUpdate", {}, {"requests": [change]})


def _put(name: str, place: str, rows: list[list[Any]], option: str = "RAW") -> Exchange:
    return Exchange(name, "PUT", f"/values/{_TAB}!{place}", {"valueInputOption": option}, {"values": rows})


def _append(name: str, rows: list[list[Any]], query: Mapping[str, str]) -> Exchange:
    return Exchange(name, "POST", f"/values/{_TAB}!A1:append", query, {"values": rows})


EXCHANGES = (
    _put("put_typed", "A1", _TYPED, "USER_ENTERED"),
    _read("get_stored", **AS_STORED),
    _read("get_shown"),
    _read("get_formulas", valueRenderOption="FORMULA"),
    _read("get_columns", majorDimension="COLUMNS", **AS_STORED),
    _describe("get_errors_and_formulas", _VALUES, f"{_TAB}!A1:D5"),
    Exchange("get_header", "GET", f"/values/{_TAB}!1:1", AS_STORED),
    _put("put_below", "A10", [["아래"]]),
    _append("append_inserted", [["=1+1", "007", "2026-05-01 12:00:00.000"], ["x", "", True, 1.5]], _INSERTED),
    _read("get_after_inserting", **AS_STORED),
    _describe("get_size_after_inserting", tabs.TO_WRITE),
    _append("append_overwriting", [["y"]], _RAW),
    _read("get_after_overwriting", **AS_STORED),
    Exchange(
        "put_from_one_cell",
        "POST",
        "/values:batchUpdate",
        {},
        {**_RAW, "data": [{"range": f"{_TAB}!F1", "values": [["a", "b"], [1, False]]}]},
    ),
    _change(
        "update_cells",
        updateCells={
            "start": {"sheetId": SCRATCH, "rowIndex": 13, "columnIndex": 0},
            "rows": [{"values": _DETAILED}],
            "fields": "userEnteredValue,userEnteredFormat.numberFormat.type,note,textFormatRuns",
        },
    ),
    _describe("get_details", details.FIELDS, f"{_TAB}!A1:D5", f"{_TAB}!14:14"),
    _read("get_times", f"{_TAB}!A14:C14", **AS_STORED),
    _put("put_merged", "A17", [["합침"]]),
    _change(
        "merge_cells",
        mergeCells={
            "range": {
                "sheetId": SCRATCH,
                "startRowIndex": 16,
                "endRowIndex": 18,
                "startColumnIndex": 0,
                "endColumnIndex": 2,
            },
            "mergeType": "MERGE_ALL",
        },
    ),
    _read("get_merged", f"{_TAB}!A17:C18", **AS_STORED),
    _describe("get_merges", "sheets.merges"),
    _change(
        "freeze_and_grow",
        updateSheetProperties={
            "properties": {
                "sheetId": SCRATCH,
                "gridProperties": {"rowCount": 1000, "columnCount": 26, "frozenRowCount": 1},
            },
            "fields": "gridProperties.rowCount,gridProperties.columnCount,gridProperties.frozenRowCount",
        },
    ),
    _describe("get_properties", tabs.TO_READ),
    _read("get_many_ranges", *(f"{_TAB}!{row}:{row}" for row in range(1, 61)), **AS_STORED),
    _read("get_unknown_tab", f"'{TITLE}없음'!A1"),
    _read("get_beyond_the_grid", f"{_TAB}!A1001"),
    _put("put_beyond_the_range", "A1:B1", [["a", "b", "c"]]),
    _change("add_a_second_tab", addSheet={"properties": {"title": TITLE}}),
    _change("append_rows", appendDimension={"sheetId": SCRATCH, "dimension": "ROWS", "length": 2}),
    _change("make_mark", createDeveloperMetadata={"developerMetadata": _MARK}),
    _change("make_the_same_mark", createDeveloperMetadata={"developerMetadata": _MARK}),
    Exchange(
        "change_half",
        "POST",
        ":batchUpdate",
        {},
        {"requests": [{"updateCells": _ONE_CELL}, {"createDeveloperMetadata": {"developerMetadata": _MARK}}]},
    ),
    _read("get_after_half", f"{_TAB}!A20:A20", **AS_STORED),
    _describe("get_mark", f"{marks.FIELDS},sheets.properties.title"),
    _change("delete_mark", deleteDeveloperMetadata={"dataFilter": {"developerMetadataLookup": _LOOKUP}}),
    _change("delete_no_mark", deleteDeveloperMetadata={"dataFilter": {"developerMetadataLookup": _LOOKUP}}),
)
