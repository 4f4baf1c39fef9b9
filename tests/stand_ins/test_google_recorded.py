"""The stand-in for Google, held against what Google was recorded or reported to answer."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from studylib.workbook.cells import Cell, Tab, Workbook
from tests.stand_ins.asking import ask, change, message, session_to, write
from tests.stand_ins.googlesheets import discovery
from tests.stand_ins.googlesheets.a1 import Area
from tests.stand_ins.googlesheets.exchanges import EXCHANGES
from tests.stand_ins.googlesheets.server import Google

RECORDED = Path(__file__).parent / "google_recorded"

ISO = [["2", "2020-01-01", "string", "53"], ["1.5", "0.12", "1999-01-02"]]


def put(
    title: str, rows: Sequence[Sequence[Cell]], size: tuple[int, int] = (1000, 26)
) -> Callable[[Google], None]:
    def prepare(google: Google) -> None:
        google.spreadsheet.fill(Workbook((Tab(title, tuple(map(tuple, rows))),)))
        google.spreadsheet.tabs[0].resize(*size)

    return prepare


def typed(google: Google) -> None:
    put("Sheet1", (), (2, 4))(google)
    ask(google, "/values/Sheet1", "PUT", {"values": ISO}, valueInputOption="USER_ENTERED").raise_for_status()


def three_tabs(google: Google) -> None:
    book = google.spreadsheet
    book.title, book.locale, book.zone = (
        "Test SpreadsheetTest test_worksheets_exclude_hidden",
        "en_US",
        "Etc/GMT",
    )
    for title, number in {"finances": 1613166149, "gacha": 755875121}.items():
        book.add(title, number).resize(100, 100)


def in_paris(google: Google) -> None:
    book = google.spreadsheet
    book.title, book.locale, book.zone = (
        "Test SpreadsheetTest test_timezone_and_locale",
        "fr_FR",
        "Europe/Paris",
    )


def one_hidden(google: Google) -> None:
    three_tabs(google)
    google.spreadsheet.tab("gacha").hidden = True


def second_tab(google: Google) -> None:
    google.spreadsheet.add("second", 1877059582)


def not_shared(google: Google) -> None:
    google.spreadsheet.shared = None


def gone(google: Google) -> None:
    google.spreadsheets.clear()


def nothing(google: Google) -> None:
    pass


def put_formulas(google: Google) -> None:
    put("Sheet1", (), (2, 4))(google)
    rows = [["=4/2", "2020-01-01", "string", 53], ["=3/2", 0.12, "1999-01-02"]]
    write(google, "Sheet1", rows, valueInputOption="USER_ENTERED").raise_for_status()


def put_one_formula(google: Google) -> None:
    write(google, "A1", [["= 1 / 1024"]], valueInputOption="USER_ENTERED").raise_for_status()


def merge(google: Google) -> None:
    put_ragged(google)
    google.spreadsheet.title = "Test WorksheetTest test_batch_merged_cells"
    google.spreadsheet.locale, google.spreadsheet.zone = "en_US", "Etc/GMT"
    google.spreadsheet.tabs[0].merges = [Area(0, 0, 2, 2), Area(1, 2, 2, 4), Area(2, 2, 4, 3)]


def put_notes(google: Google) -> None:
    for place, note in {"B2": "Or don't", "A3": "another note", "C3": "test"}.items():
        google.spreadsheet.tabs[0].detail(place, note=note)


put_ragged = put("Sheet1", [[1], [None, None, "title"], [None, None, 2], ["num", "val", None, 0]], (4, 4))
CACTUS = "🌵 test_values_batch_get 1"
ORDINARY = {
    "batchUpdate_addSheet": nothing,
    "batchUpdate_deleteSheet": second_tab,
    "batchUpdate_mergeCells": put_ragged,
    "batchUpdate_updateSheetProperties": three_tabs,
    "error_400_bad_value": nothing,
    "error_400_hide_all_sheets": nothing,
    "error_403_permission": not_shared,
    "error_404_not_found": gone,
    "spreadsheets_get_griddata_notes": put_notes,
    "spreadsheets_get_locale_fr_timezone_paris": in_paris,
    "spreadsheets_get_metadata_3tabs_hidden": one_hidden,
    "spreadsheets_get_merges": merge,
    "values_append_first_row": nothing,
    "values_append_shifted_by_blank_cell": put("Sheet1", [["1", None, "3"]]),
    "values_batchClear": nothing,
    "values_batchGet_quoted_title": put(CACTUS, [["🍇", "🍉", "🍋"], ["🍐", "🍎", "🍓"]], (10, 10)),
    "values_batchGet_unquoted_title": put("Sheet1", [["A1", "B1"], (), (), [None, "B4", None, "D4"]]),
    "values_batchUpdate": nothing,
    "values_clear": nothing,
    "values_get_empty_no_values_key": nothing,
    "values_get_formatted": typed,
    "values_get_formula_option": put_formulas,
    "values_get_formula_result": put_one_formula,
    "values_get_inner_blank_rows": put(
        "Sheet1", [["A1", "B1", None, "D1"], (), (), ["A4", "B4", None, "D4"]]
    ),
    "values_get_ragged_rows": put_ragged,
    "values_get_unformatted_datestring": typed,
    "values_get_unformatted_serial": typed,
    "values_update_put": nothing,
}
"""The recorded exchanges, each with what the spreadsheet has to be like before."""

LACKING = {
    "batchUpdate_deleteDimension": "deleteDimension",
    "spreadsheets_get_fields_mask_namedRanges": "namedRanges",
    "spreadsheets_get_fields_mask_tabColorStyle": "tabColorStyle",
}
"""The recorded exchanges of kinds that the stand-in lacks, with the word that names the kind."""


def recorded(name: str, google: Google) -> Any:
    text = (RECORDED / f"{name}.json").read_text(encoding="utf-8")
    return json.loads(text.replace("SPREADSHEET", google.spreadsheet.id))


@pytest.mark.parametrize("name", ORDINARY)
def test_a_recorded_request_is_answered_as_google_answered_it(name: str) -> None:
    with Google(open=True) as google:
        exchange = recorded(name, google)
        ORDINARY[name](google)
        request = exchange["request"]
        response = session_to(google).request(request["method"], request["uri"], json=request["body"])
        body = response.json()
        if name == "batchUpdate_addSheet":  # Google's number is as good as any other
            made = [
                each["replies"][0]["addSheet"]["properties"] for each in (body, exchange["response"]["body"])
            ]
            made[0]["sheetId"] = made[1]["sheetId"]
        assert (response.status_code, body) == (
            exchange["response"]["status"]["code"],
            exchange["response"]["body"],
        )
        assert response.headers["Content-Type"] == "application/json; charset=UTF-8"


@pytest.mark.parametrize(("name", "kind"), LACKING.items())
def test_a_recorded_request_of_a_kind_that_is_lacking_is_answered_so(
    google: Google, name: str, kind: str
) -> None:
    request = recorded(name, google)["request"]
    response = session_to(google).request(request["method"], request["uri"], json=request["body"])
    assert response.status_code == 501
    assert kind in message(response)


def test_a_number_typed_with_separators_is_lacking_because_google_keeps_them(google: Google) -> None:
    shown = recorded("values_get_thousands_separators", google)["response"]["body"]["values"]
    response = write(google, "A1", shown, valueInputOption="USER_ENTERED")
    assert response.status_code == 501
    assert "2,000,000.01" in message(response)


@pytest.mark.parametrize("fault", ["429", "502", "503", "xlsx"])
def test_a_fault_is_worded_as_it_was_reported(google: Google, fault: str) -> None:
    names = {"xlsx": "reported_error_400_xlsx", "502": "reported_error_502_html"}
    google.fault(fault)
    response = ask(google)
    expected = recorded(names.get(fault, f"reported_error_{fault}"), google)["response"]
    answer = response.text if "text" in expected else response.json()
    assert (response.status_code, answer) == (
        expected["status"]["code"],
        expected.get("text") or expected["body"],
    )


def add(google: Google, title: str, rows: int, columns: int) -> None:
    google.spreadsheet.add(title).resize(rows, columns)


def write_beyond_the_grid(google: Google) -> requests.Response:
    add(google, "Solar", 981, 24)
    return write(google, "Solar!Y1", [["x"]])


def write_beyond_the_range(google: Google) -> requests.Response:
    add(google, "Exhibitors", 100, 40)
    return write(google, "Exhibitors!A16:Z16", [["x"] * 27])


def name_a_missing_tab(google: Google) -> requests.Response:
    google.spreadsheet.tabs.remove(google.spreadsheet.tabs[0])
    properties = {"sheetId": 0, "title": "x"}
    return change(google, {"updateSheetProperties": {"properties": properties, "fields": "title"}})


def delete_all_tabs(google: Google) -> requests.Response:
    del google.spreadsheet.tabs[1:]
    return change(google, {"deleteSheet": {"sheetId": 0}})


def take_a_title(google: Google) -> requests.Response:
    add(google, "New Worksheet", 10, 10)
    return change(google, {"addSheet": {"properties": {"title": "New Worksheet"}}})


REFUSED: dict[str, Callable[[Google], requests.Response]] = {
    "unknown_tab": lambda google: ask(google, "/values/Sheet 1"),
    "grid_limits": write_beyond_the_grid,
    "outside_range": write_beyond_the_range,
    "input_option": lambda google: ask(google, "/values/A1", "PUT", {"values": [[1]]}),
    "long_text": lambda google: write(google, "A1", [["x" * 50_001]]),
    "unknown_sheet_id": name_a_missing_tab,
    "delete_all_sheets": delete_all_tabs,
    "no_request": change,
    "title_taken": take_a_title,
}
"""Requests that Google was reported to refuse, by the names of the reports."""


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_worded_as_it_was_reported(google: Google, name: str) -> None:
    expected = recorded(f"reported_error_400_{name}", google)["response"]["body"]
    response = REFUSED[name](google)
    assert (response.status_code, response.json()) == (400, expected)


def test_each_recording_is_used() -> None:
    faults = {f"reported_error_{name}" for name in ("400_xlsx", "429", "502_html", "503")}
    refused = {f"reported_error_400_{name}" for name in REFUSED}
    used = {*ORDINARY, *LACKING, *faults, *refused, "values_get_thousands_separators"}
    assert {path.stem for path in RECORDED.glob("*.json")} == used


@pytest.mark.parametrize("name", [name for name in (*ORDINARY, *LACKING) if not name.startswith("error")])
def test_the_description_has_nothing_against_what_google_answered(google: Google, name: str) -> None:
    exchange = recorded(name, google)
    path = urlsplit(exchange["request"]["uri"]).path
    assert discovery.complaints(exchange["request"]["method"], path, exchange["response"]["body"]) == []


README = Path(__file__).parent / "googlesheets/README.md"


def test_the_readme_names_each_recording_and_each_request_that_is_to_be_recorded() -> None:
    named = set(re.findall(r"`(\w+)`", README.read_text(encoding="utf-8")))
    assert {path.stem for path in RECORDED.glob("*.json")} - named == set()
    assert {each.name for each in EXCHANGES} - named == set()
    kinds = ("error_", "reported_", "spreadsheets_", "values_", "batchUpdate_")
    assert {name for name in named if name.startswith(kinds)} == {
        path.stem for path in RECORDED.glob("*.json")
    }
