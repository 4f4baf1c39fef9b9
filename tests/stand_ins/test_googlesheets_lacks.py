"""What the stand-in for Google does not know: it says so with 501, and never with a refusal of Google's."""

from collections.abc import Mapping
from typing import Any

import pytest
import requests

from tests.stand_ins.asking import ask, change, write
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet


def check_lack(response: requests.Response, word: str) -> None:
    """Check that the stand-in says that it lacks the kind of request, and names it."""
    error = response.json()["error"]
    assert (response.status_code, error["code"], error["status"]) == (501, 501, "UNIMPLEMENTED")
    assert error["message"].startswith("This stand-in for Google lacks ")
    assert word in error["message"]


def copy_of(book: Spreadsheet) -> list[object]:
    return [book.title, book.zone, book.locale, [(tab.title, tab.hidden, tab.rows) for tab in book.tabs]]


# ---- addresses and verbs ----


@pytest.mark.parametrize("path", ["/", "/v3/spreadsheets/x", "/v4/spreadsheets", "/v4/spreadsheets/x/values"])
def test_an_unknown_address(google: Google, path: str) -> None:
    check_lack(requests.get(google.url + path), f"GET {path}.")


@pytest.mark.parametrize(
    "path",
    [
        "/sheets/0:copyTo",
        "/developerMetadata/1",
        "/developerMetadata:search",
        "/values:batchUpdateByDataFilter",
        "/values/A1:appendAll",
        ":batchPaint",
    ],
)
def test_a_method_that_google_has_or_may_get(google: Google, path: str) -> None:
    check_lack(ask(google, path, "POST", {}), path)


@pytest.mark.parametrize("path", [":getByDataFilter", "/values:batchGetByDataFilter"])
def test_data_filters(google: Google, path: str) -> None:
    check_lack(ask(google, path, "POST", {"dataFilters": []}), "data filters")


@pytest.mark.parametrize("verb", ["DELETE", "PATCH", "POST", "OPTIONS", "TRACE", "PROPFIND"])
def test_an_unknown_verb(google: Google, verb: str) -> None:
    check_lack(ask(google, "/values/A1", verb), f"{verb} /v4/spreadsheets/")


def test_a_head_request_gets_the_status_alone(google: Google) -> None:
    response = ask(google, "", "HEAD")
    assert (response.status_code, response.text) == (501, "")


def test_the_log_has_the_request_and_its_status(google: Google) -> None:
    ask(google, "/values/A1", "DELETE")
    assert [(each.method, each.kind, each.status) for each in google.requests] == [("DELETE", "", 501)]


# ---- queries ----


@pytest.mark.parametrize(
    ("path", "query", "word"),
    [
        ("/values/A1", {"valueRenderOption": "RAW"}, "valueRenderOption RAW"),
        ("/values/A1", {"valueRenderOption": "unformatted_value"}, "valueRenderOption unformatted_value"),
        ("/values/A1", {"dateTimeRenderOption": "ISO"}, "dateTimeRenderOption ISO"),
        ("/values/A1", {"majorDimension": "DIMENSION_UNSPECIFIED"}, "majorDimension DIMENSION_UNSPECIFIED"),
        ("/values:batchGet", {"ranges": "A1", "majorDimension": "ROW"}, "majorDimension ROW"),
        ("/values:batchGet", {"ranges": "A1", "valueRenderOption": ""}, "valueRenderOption"),
        ("/values:batchGet", {}, "without ranges"),
        ("", {"includeGridData": "yes"}, "includeGridData yes"),
        ("", {"includeGridData": "true"}, "parts of cells"),
        ("", {"excludeTablesInBandedRanges": "true"}, "excludeTablesInBandedRanges"),
        ("", {"alt": "media"}, "media"),
        ("", {"$.xgafv": "2"}, "$.xgafv"),
        ("/values/A1", {"callback": "show"}, "callback"),
        ("/values/A1", {"access_token": "x"}, "access_token"),
        ("/values/A1", {"valueRenderOptions": "FORMULA"}, "valueRenderOptions"),
        ("/values/A1", {"ranges": "A1"}, "ranges"),
    ],
)
def test_an_option_or_a_parameter_that_may_change_the_answer(
    google: Google, path: str, query: Mapping[str, str], word: str
) -> None:
    check_lack(ask(google, path, **query), word)


@pytest.mark.parametrize(
    "query", [{"prettyPrint": "false"}, {"quotaUser": "x"}, {"key": "x"}, {"alt": "json"}]
)
def test_parameters_that_change_no_answer_are_taken(google: Google, query: Mapping[str, str]) -> None:
    assert ask(google, "/values/A1", **query).json() == ask(google, "/values/A1").json()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("insertDataOption", "INSERT"),
        ("insertDataOption", "INSERT_COLUMNS"),
        ("valueInputOption", "INPUT_VALUE_OPTION_UNSPECIFIED"),
        ("valueInputOption", "raw"),
        ("includeValuesInResponse", "1"),
        ("responseValueRenderOption", "RAW"),
        ("responseDateTimeRenderOption", "RAW"),
    ],
)
def test_an_unknown_option_of_a_write_writes_nothing(google: Google, option: str, value: str) -> None:
    before = copy_of(google.spreadsheet)
    query = {"valueInputOption": "RAW", option: value}
    check_lack(ask(google, "/values/A1:append", "POST", {"values": [[1]]}, **query), f"{option} {value}")
    assert copy_of(google.spreadsheet) == before


# ---- ranges ----


@pytest.mark.parametrize(
    "text",
    [
        "x!",
        "'x",
        "x!A",
        "x!5",
        "x!A1:B2:C3",
        "!A1",
        "x!A0",
        "x!one",
        "R1C1",
        "x!R1C1:R2C2",
        "r2c3",
        "x!R[1]C[1]",
        "",
    ],
)
def test_another_notation_of_a_range(google: Google, text: str) -> None:
    google.spreadsheet.add("x")
    check_lack(ask(google, "/values:batchGet", ranges=text), text)


def test_a_range_of_a_metadata_request_and_of_a_body_too(google: Google) -> None:
    check_lack(ask(google, ranges="R1C1", fields="sheets.properties"), "R1C1")
    check_lack(ask(google, "/values:batchClear", "POST", {"ranges": ["R1C1"]}), "R1C1")
    check_lack(ask(google, "/values:batchClear", "POST", {"ranges": []}), "without ranges")


@pytest.mark.parametrize("text", ["'R1C1'!A1", "'R1C1'", "RC", "RC2"])
def test_a_title_or_a_cell_that_looks_like_rows_and_columns_is_none(google: Google, text: str) -> None:
    google.spreadsheet.add("R1C1").resize(10, 500)
    google.spreadsheet.add("RC")
    google.spreadsheet.tabs.insert(0, google.spreadsheet.tabs.pop(-2))
    assert ask(google, "/values:batchGet", ranges=text).status_code == 200


# ---- fields ----


@pytest.mark.parametrize(
    "fields",
    [
        "properties(title",
        "properties,",
        "sheets.",
        "sheets)",
        ",",
        "properties title(",
        "properties()",
        "sheet",
        "sheets.properties.name",
        "*",
        "sheets.*",
        "",
        "namedRanges",
        "sheets",
        "sheets.data",
        "sheets.data.rowData.values",
        "sheets.data.columnMetadata",
        "sheets.data.rowData.values.effectiveFormat",
        "sheets.data.rowData.values.effectiveFormat.numberFormat.pattern",
        "sheets.data.rowData.values.effectiveValue",
        "sheets.data.rowData.values.textFormatRuns",
        "sheets.data.rowData.values.dataValidation",
        "sheets.properties.tabColorStyle",
        "sheets.charts",
    ],
)
def test_a_mask_that_cannot_be_read_or_names_what_is_not_kept(google: Google, fields: str) -> None:
    check_lack(ask(google, fields=fields), "field")


def test_a_mask_of_a_write(google: Google) -> None:
    query = {"valueInputOption": "RAW", "fields": "updatedRange"}
    check_lack(ask(google, "/values/A1", "PUT", {"values": [[1]]}, **query), "updatedRange")


# ---- bodies ----


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ([], "object"),
        ("x", "object"),
        ({"values": [[1]], "value": 1}, "value in the body"),
        ({"values": [[1]], "range": "B2"}, "range in the body"),
        ({"values": [[1]], "majorDimension": "ROW"}, "majorDimension ROW"),
        ({"values": [[[1]]]}, "values[0][0]"),
        ({"values": [[1, {"stringValue": "x"}]]}, "values[0][1]"),
    ],
)
def test_a_body_of_another_form_writes_nothing(google: Google, body: object, word: str) -> None:
    before = copy_of(google.spreadsheet)
    check_lack(ask(google, "/values/A1", "PUT", body, valueInputOption="RAW"), word)
    assert copy_of(google.spreadsheet) == before


def test_a_body_that_is_no_json(google: Google) -> None:
    url = f"{google.url}/v4/spreadsheets/{google.spreadsheet.id}:batchUpdate"
    response = requests.post(url, data="{", headers={"Content-Type": "application/json"})
    check_lack(response, "no JSON")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"valueInputOption": "RAW", "data": []}, "without data"),
        ({"valueInputOption": "RAW", "data": [{"range": "A1", "value": 1}]}, "value in"),
        ({"valueInputOption": "TYPED", "data": [{"range": "A1", "values": [[1]]}]}, "TYPED"),
        ({"valueInputOption": "RAW", "datas": []}, "datas"),
    ],
)
def test_a_batch_of_values_of_another_form(google: Google, body: object, word: str) -> None:
    check_lack(ask(google, "/values:batchUpdate", "POST", body), word)


@pytest.mark.parametrize(
    "text",
    [
        "1,234.5",
        "1e5",
        "5%",
        "₩3,000",
        "$5",
        "4/12/2026",
        "2026. 4. 12",
        "12:30",
        "오후 3:00",
        "=SUM(A1:B2)",
        "=",
    ],
)
def test_what_a_typed_text_becomes_if_that_is_not_recorded(google: Google, text: str) -> None:
    check_lack(write(google, "A1", [[text]], valueInputOption="USER_ENTERED"), text)


@pytest.mark.parametrize("text", ["3주차", "가람", "a-b", "007호", "-", "..."])
def test_typed_texts_that_are_like_no_number_are_texts(google: Google, text: str) -> None:
    tab = google.spreadsheet.add("x")
    assert write(google, "x!A1", [[text]], valueInputOption="USER_ENTERED").status_code == 200
    assert tab.rows == [[text]]


# ---- changes ----


def of_tab(fields: str, **properties: object) -> dict[str, Any]:
    return {"updateSheetProperties": {"properties": {"sheetId": 0, **properties}, "fields": fields}}


def of_spreadsheet(fields: str, **properties: object) -> dict[str, Any]:
    return {"updateSpreadsheetProperties": {"properties": properties, "fields": fields}}


def with_grid(**grid: int) -> dict[str, Any]:
    return of_tab(",".join(f"gridProperties.{name}" for name in grid), gridProperties=grid)


A1_B2 = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
START = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"repaint": {}}, "repaint in requests[1]"),
        ({"insertDimension": {}}, "insertDimension in requests[1]"),
        ({"deleteDimension": {}}, "deleteDimension in requests[1]"),
        ({"addNamedRange": {}}, "addNamedRange in requests[1]"),
        ({}, "requests[1]"),
        ({"addSheet": {}, "deleteSheet": {"sheetId": 0}}, "requests[1]"),
        ({"addSheet": {"properties": {"tabColorStyle": {}}}}, "tabColorStyle"),
        ({"addSheet": {"properties": {"gridProperties": {"hideGridlines": True}}}}, "hideGridlines"),
        ({"addSheet": {"properties": {"sheetType": "OBJECT"}}}, "OBJECT"),
        ({"addSheet": {"properties": {"title": "x", "sheetId": 0}}}, "second tab"),
        ({"deleteSheet": {"sheetId": 0, "force": True}}, "force"),
        (of_tab("title", title=""), "without a title"),
        (of_tab("", title="x"), "fields mask"),
        (of_tab("*", title="x"), "field *"),
        (of_tab("gridProperties", gridProperties={"rowCount": 5}), "gridProperties"),
        (of_tab("tabColorStyle", tabColorStyle={}), "tabColorStyle"),
        (of_tab("sheetType", sheetType="GRID"), "sheetType"),
        ({"updateSheetProperties": {"properties": {"sheetId": 0, "title": "x"}}}, "fields mask"),
        (with_grid(rowCount=0), "without rows"),
        (with_grid(columnCount=0), "without columns"),
        (with_grid(rowCount=2, frozenRowCount=2), "2 frozen rows of 2"),
        (of_spreadsheet("timeZone", timeZone="Mars/Base"), "Mars/Base"),
        (of_spreadsheet("locale", locale="Korean"), "Korean"),
        (of_spreadsheet("autoRecalc", autoRecalc="HOUR"), "autoRecalc"),
        (of_spreadsheet("*", title="x"), "field *"),
        ({"mergeCells": {"range": {"sheetId": 0, **A1_B2}, "mergeType": "MERGE_ALL"}}, "merging filled"),
        ({"mergeCells": {"range": {"sheetId": 0, **A1_B2}, "mergeType": "MERGE_ROWS"}}, "merging by rows"),
        ({"mergeCells": {"range": {"sheetId": 0}, "mergeType": "MERGE_ALL"}}, "without an end"),
        ({"updateCells": {"start": START, "rows": [], "fields": "*"}}, "field *"),
        ({"updateCells": {"start": START, "rows": [], "fields": "note"}}, "userEnteredValue"),
        ({"updateCells": {"range": {}, "rows": [], "fields": "note"}}, "range in updateCells"),
        (
            {"updateCells": {"start": START, "rows": [], "fields": "userEnteredValue,dataValidation"}},
            "dataValidation",
        ),
    ],
)
def test_a_change_of_another_kind_undoes_those_before_it(
    google: Google, wrong: dict[str, Any], word: str
) -> None:
    before = copy_of(google.spreadsheet)
    check_lack(change(google, of_tab("hidden", hidden=True), wrong), word)
    assert copy_of(google.spreadsheet) == before


def test_a_spreadsheet_in_which_every_tab_would_be_hidden(google: Google) -> None:
    for tab in google.spreadsheet.tabs[1:]:
        tab.hidden = True
    check_lack(change(google, {"deleteSheet": {"sheetId": 0}}), "hidden")
    assert len(google.spreadsheet.tabs) == 3


@pytest.mark.parametrize(
    ("path", "body", "word"),
    [
        (":batchUpdate", {"requests": 5}, "requests"),
        (":batchUpdate", {"requests": ["x"]}, "requests[0]"),
        (":batchUpdate", {"requests": [{"addSheet": None}]}, "addSheet"),
        ("/values:batchUpdate", {"valueInputOption": "RAW", "data": {}, "x": 1}, "x in the body"),
        ("/values:batchUpdate", {"valueInputOption": "RAW", "data": 5}, "data"),
        ("/values:batchClear", {"ranges": "A1"}, "ranges"),
    ],
)
def test_a_list_or_an_object_that_is_none(google: Google, path: str, body: object, word: str) -> None:
    check_lack(ask(google, path, "POST", body), word)


@pytest.mark.parametrize("name", ["includeSpreadsheetInResponse", "responseRanges", "request"])
def test_another_field_of_a_batch(google: Google, name: str) -> None:
    good = of_tab("hidden", hidden=True)
    check_lack(ask(google, ":batchUpdate", "POST", {"requests": [good], name: True}), name)


def test_rows_that_are_inserted_into_a_tab_with_merged_cells(google: Google) -> None:
    tab = google.spreadsheet.tab("O'Hara")
    place = {"sheetId": tab.id, **A1_B2}
    change(google, {"mergeCells": {"range": place, "mergeType": "MERGE_ALL"}}).raise_for_status()
    query = {"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"}
    response = ask(google, "/values/'O''Hara'!A1:append", "POST", {"values": [[1]]}, **query)
    check_lack(response, "merged cells")
