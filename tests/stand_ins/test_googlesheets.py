"""The stand-in for Google, held against what Google says of itself, and against gspread."""

import socket
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from threading import Thread
from typing import Any

import gspread
import pytest
import requests
from google.auth.exceptions import RefreshError
from gspread.exceptions import APIError, SpreadsheetNotFound
from hypothesis import given
from hypothesis import strategies as st

from studylib.stores.google import details, tabs
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.asking import (
    ANSWERS,
    LAST_MOMENT,
    STUDY,
    Rewriting,
    ask,
    change,
    message,
    session_to,
    write,
)
from tests.stand_ins.googlesheets import a1, discovery, mask
from tests.stand_ins.googlesheets.account import EMAIL, GRANT
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.methods import METHODS, Method
from tests.stand_ins.googlesheets.server import Google

SCOPES = "https://www.googleapis.com/auth/"


@pytest.fixture
def client(google: Google) -> gspread.Client:
    return gspread.Client(auth=None, session=session_to(google))  # type: ignore[arg-type]


@pytest.fixture
def sheet(google: Google, client: gspread.Client) -> gspread.Spreadsheet:
    return client.open_by_key(google.spreadsheet.id)


# ---- as Google describes itself ----


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({"sheet": []}, "$.sheet: no such field"),
        ({"sheets": {}}, "$.sheets: {} is no array"),
        ({"sheets": [{"properties": {"index": True}}]}, "$.sheets[0].properties.index: True is no integer"),
        (
            {"sheets": [{"properties": {"sheetId": 2**31}}]},
            "$.sheets[0].properties.sheetId: 2147483648 is no int32",
        ),
        ({"properties": {"autoRecalc": "NEVER"}}, "$.properties.autoRecalc: 'NEVER' is none of "),
    ],
)
def test_the_description_has_something_against_what_google_never_answers(
    body: object, complaint: str
) -> None:
    [found] = discovery.complaints("GET", "/v4/spreadsheets/x", body)
    assert found.startswith(complaint)


def test_the_fields_that_a_mask_may_name_are_googles() -> None:
    assert discovery.unknown_fields("Spreadsheet", mask.SPREADSHEET) == []
    assert discovery.unknown_fields("BatchGetValuesResponse", mask.VALUE_RANGES) == []
    assert discovery.unknown_fields("SheetProperties", {"titles": {}, "gridProperties": {"rows": {}}}) == [
        "titles",
        "gridProperties.rows",
    ]


@pytest.mark.parametrize("fields", [details.FIELDS, tabs.TO_READ, tabs.TO_WRITE])
def test_the_fields_that_the_program_asks_for_are_googles(fields: str) -> None:
    assert discovery.unknown_fields("Spreadsheet", mask.parse(fields, mask.SPREADSHEET)) == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: f"{method.verb} {method.path}")
def test_the_query_parameters_of_a_method_are_googles(method: Method) -> None:
    path = f"/v4/spreadsheets/x{method.path.replace('*', 'A1')}"
    assert discovery.unknown_query(method.verb, path, set(method.query)) == set()


# ---- what there is ----


def test_the_metadata_of_a_workbook_says_its_zone_and_its_tabs_in_order(google: Google) -> None:
    found = ask(
        google, fields="properties(locale,timeZone),sheets.properties(title,index,gridProperties/rowCount)"
    )
    assert found.json() == {
        "properties": {"locale": "ko_KR", "timeZone": "Asia/Seoul"},
        "sheets": [
            {"properties": {"title": title, "index": index, "gridProperties": {"rowCount": 1000}}}
            for index, title in enumerate(["설정", ANSWERS, "O'Hara"])
        ],
    }


def test_a_mask_leaves_out_what_has_nothing_left_but_keeps_places_in_lists(google: Google) -> None:
    google.spreadsheet.tab(ANSWERS).hidden = True
    assert ask(google, fields="sheets.merges,sheets.properties.hidden").json() == {
        "sheets": [{}, {"properties": {"hidden": True}}, {}]
    }


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("properties,properties.title", {"properties": {}}),
        ("properties.title,properties", {"properties": {}}),
        ("properties.title,properties/locale", {"properties": {"title": {}, "locale": {}}}),
        (
            "properties(title),sheets(merges,properties.gridProperties(rowCount))",
            {
                "properties": {"title": {}},
                "sheets": {"merges": {}, "properties": {"gridProperties": {"rowCount": {}}}},
            },
        ),
    ],
)
def test_masks_are_read_as_google_reads_them(text: str, meaning: mask.Mask) -> None:
    assert mask.parse(text, mask.SPREADSHEET) == meaning


def test_cells_come_with_the_metadata_if_they_are_asked_for(google: Google) -> None:
    [sheet] = ask(
        google,
        fields="sheets.data.rowData.values.effectiveValue(numberValue,stringValue)",
        ranges=f"'{ANSWERS}'!A1:C2",
    ).json()["sheets"]
    assert sheet["data"][0]["rowData"][1]["values"] == [
        {"effectiveValue": {"numberValue": 46124.999994212964}},
        {"effectiveValue": {"stringValue": "가람"}},
        {"effectiveValue": {"numberValue": 1}},
    ]
    assert "data" not in ask(google).json()["sheets"][0]


# ---- reading cells ----


def test_several_ranges_come_in_the_order_asked_for(google: Google) -> None:
    found = ask(google, "/values:batchGet", ranges=["'O''Hara'", "'설정'!2:2", "설정!A:A"]).json()[
        "valueRanges"
    ]
    assert [each["range"] for each in found] == ["'O''Hara'!A1:Z1000", "'설정'!A2:Z2", "'설정'!A1:A1000"]
    assert [each.get("values") for each in found] == [
        None,
        [["시작일", "2026. 4. 6"]],
        [["키"], ["시작일"], ["예시"], [], ["몫"]],
    ]


def test_one_unknown_tab_fails_the_whole_call(google: Google) -> None:
    response = ask(google, "/values:batchGet", ranges=["'설정'", "'없음'!A1"])
    assert (response.status_code, message(response)) == (400, "Unable to parse range: '없음'!A1")


def test_values_without_a_format_keep_their_types_and_times_are_days(google: Google) -> None:
    found = ask(google, f"/values/{ANSWERS}", valueRenderOption="UNFORMATTED_VALUE").json()["values"]
    assert found[1:] == [[46124.999994212964, "가람", 1], [46125, "나래", 2]]
    assert google.spreadsheet.tab("설정").rows == [
        ["키", "값"],
        ["시작일", 46118],
        ["예시", True],
        [],
        ["몫", 0.5],
    ]


@pytest.mark.parametrize(
    ("locale", "seen"),
    [
        (
            "ko_KR",
            ["2026. 4. 13 오전 12:00:00", "2026. 4. 12", "오후 11:59:59", "25:00:01", "TRUE", "0.3333333333"],
        ),
        ("en_US", ["4/13/2026 0:00:00", "4/12/2026", "11:59:59 PM", "25:00:01", "TRUE", "0.3333333333"]),
    ],
)
def test_what_is_shown_is_in_the_way_of_the_locale_and_rounded_to_the_second(
    locale: str, seen: list[str]
) -> None:
    row = LAST_MOMENT, date(2026, 4, 12), time_of_day(23, 59, 59), timedelta(hours=25, seconds=1), True, 1 / 3
    with Google(Workbook((Tab("a", (row,)),)), locale=locale, open=True) as google:
        assert ask(google, "/values/a").json()["values"] == [seen]
        just_before = Workbook((Tab("a", ((LAST_MOMENT - timedelta(milliseconds=1),),)),))
        google.spreadsheet.fill(just_before)
        assert (
            ask(google, "/values/a")
            .json()["values"][0][0]
            .endswith("11:59:59" if locale == "ko_KR" else "23:59:59")
        )


def test_columns_are_the_rows_turned(google: Google) -> None:
    found = ask(google, "/values/'설정'!A1:B3", majorDimension="COLUMNS").json()
    assert found["values"] == [["키", "시작일", "예시"], ["값", "2026. 4. 6", "TRUE"]]


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("설정", "설정", ""),
        ("'설정'", "설정", ""),
        ("설정!B2", "설정", "B2"),
        ("'O''Hara'!a1:$C$3", "O'Hara", "A1:C3"),
        ("C3:A1", None, "A1:C3"),
        ("CO2", None, "CO2"),
        ("'CO2'", "CO2", ""),
        ("x!A:C", "x", "A:C"),
        ("x!2:2", "x", "2:2"),
        ("x!B2:C", "x", "B2:C"),
        ("a:b!A1", "a:b", "A1"),
        ("x!AA10", "x", "AA10"),
    ],
)
def test_ranges_are_read_as_google_reads_them(text: str, title: str | None, place: str) -> None:
    found, area = a1.parse(text)
    assert (found, str(area)) == (title, place)


@given(st.integers(0, 9999), st.integers(0, 999), st.integers(1, 99), st.integers(1, 99), st.text(min_size=1))
def test_a_range_that_is_written_is_read_back(
    top: int, left: int, rows: int, columns: int, title: str
) -> None:
    area = a1.Area(top, left, top + rows, left + columns)
    assert a1.parse(a1.named(title, area)) == (title, area)


def test_a_range_is_cut_to_the_grid_and_refused_outside_it(google: Google) -> None:
    assert ask(google, "/values/'설정'!A1:ZZ5000").json()["range"] == "'설정'!A1:Z1000"
    outside = ask(google, "/values/'설정'!A1001")
    assert message(outside) == "Range ('설정'!A1001) exceeds grid limits. Max rows: 1000, max columns: 26"


# ---- writing cells ----


def test_raw_keeps_texts_and_what_is_typed_becomes_what_it_looks_like(google: Google) -> None:
    tab = google.spreadsheet.add("x")
    line = ["007", "=1+1", "TRUE", "1234.5", "2026-04-12", "'9", 2.0]
    write(google, "x!A1", [line])
    assert tab.rows[0] == ["007", "=1+1", "TRUE", "1234.5", "2026-04-12", "'9", 2]
    write(google, "x!A1", [line], valueInputOption="USER_ENTERED")
    assert tab.rows[0] == [7, 2, True, 1234.5, 46124, "9", 2]


def test_null_leaves_a_cell_and_an_empty_text_makes_it_blank(google: Google) -> None:
    updated = write(google, "설정!A1:B1", [[None, ""]]).json()
    assert google.spreadsheet.tab("설정").rows[0] == ["키"]
    assert updated["updatedCells"] == 1


def test_values_may_reach_on_from_one_cell_but_not_out_of_a_range_or_the_grid(google: Google) -> None:
    assert write(google, "설정!D1", [[1, 2], [3, 4]]).json()["updatedRange"] == "'설정'!D1:E2"
    column = write(google, "설정!A1:B2", [[1, 2, 3]])
    row = write(google, "설정!A1:B1", [[1, 2], [3, 4]])
    assert message(column).endswith("['설정'!A1:B2], but tried writing to column [C]")
    assert message(row).endswith("['설정'!A1:B1], but tried writing to row [2]")
    beyond = write(google, "설정!Z1000", [[1, 2]])
    assert (
        message(beyond) == "Range ('설정'!Z1000:AA1000) exceeds grid limits. Max rows: 1000, max columns: 26"
    )
    assert google.spreadsheet.tab("설정").rows[1][:2] == ["시작일", 46118]


@pytest.mark.parametrize("rows", [[["x"], "y"], [["x" * 50_001]]], ids=["text", "long"])
def test_what_is_no_table_of_cells_is_refused(google: Google, rows: object) -> None:
    assert write(google, "설정!A1", rows).status_code == 400


def test_the_input_option_is_required(google: Google) -> None:
    response = ask(google, "/values/A1", "PUT", {"values": [[1]]})
    assert message(response) == "'valueInputOption' is required but not specified"


def test_several_ranges_are_written_all_or_none(google: Google) -> None:
    before = google.spreadsheet.tab("설정").rows
    data = [{"range": "설정!A1", "values": [["x"]]}, {"range": "없음!A1", "values": [["x"]]}]
    response = ask(google, "/values:batchUpdate", "POST", {"valueInputOption": "RAW", "data": data})
    assert (response.status_code, google.spreadsheet.tab("설정").rows) == (400, before)


def append(google: Google, place: str, *rows: Sequence[object], **query: str) -> Any:
    query = {"valueInputOption": "RAW", **query}
    return ask(google, f"/values/{place}:append", "POST", {"values": rows}, **query).json()


TWO_TABLES = Workbook(
    (
        Tab(
            "Sheet1",
            (
                ("x", "y", "z"),
                ("x", "y", "z"),
                (),
                (None, "x", "y"),
                (None, None, "y", "z"),
                (None, "x", "y", "z"),
                (None, "y", "z", "z"),
            ),
        ),
    )
)
"""The example of Google's guide to appending: tables at A1:C2 and B4:D7."""


@pytest.mark.parametrize(
    ("place", "table", "written"),
    [
        ("Sheet1", "B4:D7", "B8"),
        ("Sheet1!C5:D5", "B4:D7", "B8"),
        ("Sheet1!A2:D4", "B4:D7", "B8"),
        ("Sheet1!A3:G10", "B4:D7", "B8"),
        ("Sheet1!A1", "A1:C2", "A3"),
        ("Sheet1!E4", None, "E4"),
        ("Sheet1!A4", None, "A4"),
    ],
)
def test_rows_go_below_the_table_that_the_range_touches(place: str, table: str | None, written: str) -> None:
    with Google(TWO_TABLES, open=True) as google:
        answer = append(google, place, ["new"])
        assert answer.get("tableRange") == (table and f"Sheet1!{table}")
        assert answer["updates"]["updatedRange"] == f"Sheet1!{written}"


def test_appending_grows_the_grid_and_inserts_rows_on_request(google: Google) -> None:
    tab = google.spreadsheet.tab("O'Hara")
    tab.resize(2, 2)
    append(google, "'O''Hara'", ["a", "b", "c"], ["d"], ["e"])
    assert (tab.row_count, tab.column_count) == (3, 3)
    tab.edit("A5", "below")
    append(google, "'O''Hara'!A1", ["f"], ["g"], insertDataOption="INSERT_ROWS")
    assert tab.rows == [["a", "b", "c"], ["d"], ["e"], ["f"], ["g"], [], ["below"]]
    assert tab.row_count == 7
    append(google, "'O''Hara'!A1", ["h"], ["i"], ["j"])
    assert tab.rows[5:] == [["h"], ["i"], ["j"]]


def test_an_answer_says_what_was_written_if_asked(google: Google) -> None:
    updates = append(google, ANSWERS, [1.5, "다온"], includeValuesInResponse="true")["updates"]
    assert updates["updatedData"] == {
        "range": f"'{ANSWERS}'!A4:B4",
        "majorDimension": "ROWS",
        "values": [["1.5", "다온"]],
    }


# ---- changing tabs ----


def test_tabs_are_added_changed_and_deleted(google: Google) -> None:
    book = google.spreadsheet
    added = change(google, {"addSheet": {"properties": {"title": "정산", "index": 0}}}).json()
    number = added["replies"][0]["addSheet"]["properties"]["sheetId"]
    properties = {
        "sheetId": number,
        "title": "x",
        "index": 3,
        "gridProperties": {"frozenRowCount": 1, "rowCount": 9},
    }
    fields = "title,index,gridProperties(frozenRowCount,rowCount)"
    change(google, {"updateSheetProperties": {"properties": properties, "fields": fields}}).raise_for_status()
    assert [tab.title for tab in book.tabs] == ["설정", ANSWERS, "x", "O'Hara"]
    assert (book.tab("x").frozen_rows, book.tab("x").row_count, book.tab("x").column_count) == (1, 9, 26)
    change(google, {"deleteSheet": {"sheetId": number}}).raise_for_status()
    assert [tab.title for tab in book.tabs] == ["설정", ANSWERS, "O'Hara"]


def test_the_spreadsheet_itself_is_changed(google: Google) -> None:
    properties = {"title": "t", "locale": "en_US", "timeZone": "America/New_York"}
    change(
        google, {"updateSpreadsheetProperties": {"properties": properties, "fields": "title,locale,timeZone"}}
    ).raise_for_status()
    assert ask(google, fields="properties(title,locale,timeZone)").json()["properties"] == properties


EVERYTHING = "properties,sheets(properties,merges,data.rowData.values(userEnteredValue,note))"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (
            {"addSheet": {"properties": {"title": "설정"}}},
            'addSheet: A sheet with the name "설정" already exists. Please enter another name.',
        ),
        ({"deleteSheet": {"sheetId": 5}}, "deleteSheet: No sheet with id: 5"),
        (
            {"updateSheetProperties": {"properties": {"sheetId": 0, "title": ANSWERS}, "fields": "title"}},
            f'updateSheetProperties: A sheet with the name "{ANSWERS}" already exists. Please enter another name.',
        ),
    ],
)
def test_a_change_that_cannot_be_made_undoes_those_before_it(
    google: Google, wrong: Mapping[str, object], why: str
) -> None:
    tab = google.spreadsheet.tab("설정")
    good = {
        "updateSheetProperties": {
            "properties": {"sheetId": tab.id, "title": "x", "index": 2, "gridProperties": {"rowCount": 1}},
            "fields": "title,index,gridProperties.rowCount",
        }
    }
    again = {"addSheet": {"properties": {"title": "설정"}}}
    before = ask(google, fields=EVERYTHING).json()
    response = change(google, good, again, wrong)
    assert response.status_code == 400
    assert message(response) == f"Invalid requests[2].{why}"
    assert ask(google, fields=EVERYTHING).json() == before
    assert google.spreadsheet.tab("설정") is tab


def test_the_last_tab_is_not_deleted() -> None:
    with Google(open=True) as google:
        assert message(change(google, {"deleteSheet": {"sheetId": 0}})).endswith(
            "You can't remove all the sheets in a document."
        )


@pytest.mark.parametrize("body", [{}, {"requests": []}])
def test_a_batch_without_a_change_is_refused(google: Google, body: object) -> None:
    response = ask(google, ":batchUpdate", "POST", body)
    assert (response.status_code, message(response)) == (400, "Must specify at least one request.")


# ---- tokens ----


def signed(google: Google, *scopes: str, **changes: str) -> gspread.Client:
    scope = [SCOPES + name for name in scopes]
    client = gspread.service_account_from_dict({**google.key(), **changes}, scopes=scope)
    client.http_client.session.mount("https://sheets.googleapis.com/", Rewriting(google.url))
    return client


def test_a_key_is_changed_for_a_token_and_the_token_opens_the_sheet() -> None:
    with Google(STUDY) as google:
        client = signed(google, "spreadsheets.readonly")
        assert client.open_by_key(google.spreadsheet.id).title == "스터디"
        client.open_by_key(google.spreadsheet.id)
        assert [(request.kind, request.signed) for request in google.requests] == [
            ("token", False),
            ("metadata", True),
            ("metadata", True),
        ]


def test_without_a_token_nothing_is_answered() -> None:
    with Google(STUDY) as google:
        response = ask(google)
        assert (response.status_code, response.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_a_read_only_token_is_refused_for_writes_and_filters() -> None:
    with Google(STUDY) as google:
        client = signed(google, "spreadsheets.readonly")
        sheet = client.open_by_key(google.spreadsheet.id)
        with pytest.raises(APIError) as raised:
            sheet.sheet1.append_row(["x"])
        details = raised.value.response.json()["error"]["details"]
        assert (raised.value.code, details[0]["reason"]) == (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        session = client.http_client.session
        url = f"https://sheets.googleapis.com/v4/spreadsheets/{sheet.id}"
        for path in (":getByDataFilter", "/values:batchGetByDataFilter"):
            assert session.post(url + path, json={"dataFilters": []}).status_code == 403


def test_a_token_ends_after_an_hour_or_when_it_is_revoked() -> None:
    ahead = [0.0]
    with Google(STUDY, clock=lambda: time.time() + ahead[0]) as google:
        client = signed(google, "spreadsheets")
        client.open_by_key(google.spreadsheet.id)
        token = {"Authorization": f"Bearer {client.http_client.auth.token}"}
        url = f"{google.url}/v4/spreadsheets/{google.spreadsheet.id}"
        assert requests.get(url, headers=token).status_code == 200
        ahead[0] = 3601.0
        assert requests.get(url, headers=token).status_code == 401
        ahead[0] = 0.0
        google.account.revoke()
        assert requests.get(url, headers=token).status_code == 401


@pytest.mark.parametrize("apart", [-3601.0, 7300.0])
def test_a_clock_that_is_wrong_gets_no_token(apart: float) -> None:
    with (
        Google(STUDY, clock=lambda: time.time() + apart) as google,
        pytest.raises(RefreshError, match="invalid_grant"),
    ):
        signed(google, "spreadsheets").open_by_key(google.spreadsheet.id)


def test_a_foreign_key_gets_no_token(google: Google) -> None:
    with pytest.raises(RefreshError, match="account not found"):
        signed(google, "spreadsheets", client_email=f"not-{EMAIL}").open_by_key(google.spreadsheet.id)


@pytest.mark.parametrize("assertion", ["", "a.b.c", "no base64!"])
def test_an_invalid_signature_gets_no_token(google: Google, assertion: str) -> None:
    response = requests.post(f"{google.url}/token", data={"grant_type": GRANT, "assertion": assertion})
    assert (response.status_code, response.json()["error"]) == (400, "invalid_grant")


def test_a_key_without_a_scope_gets_no_token(google: Google) -> None:
    with pytest.raises(RefreshError, match="invalid_scope"):
        signed(google).open_by_key(google.spreadsheet.id)


def test_a_sheet_shared_for_viewing_is_read_but_not_written(google: Google) -> None:
    google.spreadsheet.shared = "viewer"
    assert ask(google).status_code == 200
    assert write(google, "설정!A1", [[1]]).status_code == 403


def test_an_excel_file_in_drive_is_no_sheet(google: Google) -> None:
    google.spreadsheet.office = True
    assert ask(google).json()["error"]["status"] == "FAILED_PRECONDITION"


# ---- quota, faults, the log ----


def test_sixty_reads_a_minute_and_no_more_until_the_minute_is_over() -> None:
    now = [0.0]
    with Google(STUDY, open=True, clock=lambda: now[0]) as google, session_to(google) as session:
        url = f"https://sheets.googleapis.com/v4/spreadsheets/{google.spreadsheet.id}"

        def read() -> int:
            return session.get(url).status_code

        assert [read() for _ in range(61)] == [200] * 60 + [429]
        assert write(google, "설정!A1", [[1]]).status_code == 200
        now[0] = 59.9
        assert read() == 429
        now[0] = 60.0
        assert read() == 200


@pytest.mark.parametrize("fault", ["401", "403", "404", "429", "500", "502", "503", "xlsx"])
def test_a_fault_meets_its_number_and_kind_of_requests(google: Google, fault: str) -> None:
    google.fault(fault, times=2, on="values")
    assert ask(google).status_code == 200
    assert [ask(google, "/values/A1").status_code for _ in range(3)] == [
        400 if fault == "xlsx" else int(fault)
    ] * 2 + [200]


def test_a_fault_lasts_until_it_is_mended(google: Google) -> None:
    google.fault("503")
    assert [ask(google).status_code for _ in range(3)] == [503] * 3
    google.fix()
    assert ask(google).status_code == 200


def test_a_page_to_sign_in_comes_with_the_status_of_success(google: Google) -> None:
    google.fault("login", times=1)
    response = requests.get(f"{google.url}/v4/spreadsheets/x")
    assert (response.status_code, response.text[:15]) == (200, "<!doctype html>")


def test_a_mistyped_fault_is_an_error_at_once(google: Google) -> None:
    with pytest.raises(ValueError, match="no fault"):
        google.fault("508")
    with pytest.raises(ValueError, match="no requests"):
        google.fault("503", on="reads")


def in_background(task: Callable[[], object]) -> tuple[Thread, list[object]]:
    results: list[object] = []

    def run() -> None:
        try:
            results.append(task())
        except Exception as error:
            results.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread, results


def test_a_request_that_hangs_is_answered_as_soon_as_all_is_mended(google: Google) -> None:
    google.fault("hang", times=1)
    thread, results = in_background(lambda: ask(google).status_code)
    google.wait(1)
    assert google.requests[0].status is None
    google.fault("hang", times=1)
    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.get(f"{google.url}/v4/spreadsheets/x", timeout=0.1)
    google.fix()
    thread.join(5)
    assert results == [200]


def test_a_request_that_hangs_ends_with_the_server() -> None:
    with Google(STUDY, open=True) as google:
        google.fault("hang")
        thread, results = in_background(lambda: ask(google))
        google.wait(1)
    thread.join(5)
    assert isinstance(results[0], requests.exceptions.ConnectionError)


def test_a_closed_server_answers_on_no_connection_left_open() -> None:
    with Google(STUDY, open=True) as google:
        session = session_to(google)
        url = f"https://sheets.googleapis.com/v4/spreadsheets/{google.spreadsheet.id}"
        assert session.get(url).ok
    with pytest.raises(requests.exceptions.ConnectionError):
        session.get(url)


def test_a_connection_is_reset_or_ends_in_the_middle_of_an_answer(google: Google) -> None:
    google.fault("reset", times=1)
    with socket.create_connection(("127.0.0.1", int(google.url.rpartition(":")[2]))) as connection:
        connection.sendall(b"GET /v4/spreadsheets/x HTTP/1.1\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    google.fault("cut", times=1)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        requests.get(f"{google.url}/v4/spreadsheets/{google.spreadsheet.id}")


def test_the_latency_is_that_of_each_request(google: Google) -> None:
    google.latency = 0.05
    start = time.monotonic()
    ask(google)
    assert time.monotonic() - start >= 0.05


def test_the_log_says_what_was_asked_but_not_with_which_token(google: Google) -> None:
    mark = google.mark()
    client = signed(google, "spreadsheets")
    client.http_client.values_batch_get(
        google.spreadsheet.id, ["'설정'", "A1"], params={"majorDimension": "ROWS"}
    )
    write(google, "설정!A1", [["값"]])
    token, read, written = google.requests[mark:]
    assert (token.kind, read.kind, written.kind) == ("token", "values", "write")
    assert (read.method, read.path) == ("GET", f"/v4/spreadsheets/{google.spreadsheet.id}/values:batchGet")
    assert read.query == {"ranges": ["'설정'", "A1"], "majorDimension": ["ROWS"]}
    assert written.body == {"values": [["값"]]}
    assert (read.signed, written.signed, read.status) == (True, False, 200)
    assert token.at <= read.at <= written.at
    assert str(client.http_client.auth.token) not in repr(google.requests)
    assert (google.count(since=mark), google.count("values"), google.count("metadata")) == (3, 1, 0)


def test_something_can_happen_between_two_requests(google: Google) -> None:
    def rename(request: Request) -> None:
        if request.kind == "values":
            google.spreadsheet.tab("설정").title = "settings"

    google.on_request = rename
    assert ask(google, fields="sheets.properties.title").json()["sheets"][0]["properties"]["title"] == "설정"
    assert message(ask(google, "/values/설정")) == "Unable to parse range: 설정"


def test_an_answer_goes_below_the_last_one(google: Google) -> None:
    tab = google.spreadsheet.tab(ANSWERS)
    tab.append_answer(datetime(2026, 4, 14, 12), "마루", 2, None)
    assert tab.rows[3:] == [[46126.5, "마루", 2]]


def test_many_ask_and_write_at_once(google: Google) -> None:
    def work() -> list[int]:
        return [append(google, ANSWERS, [1, "다온", 3])["updates"]["updatedRows"] for _ in range(5)]

    workers = [in_background(work) for _ in range(8)]
    for thread, _ in workers:
        thread.join(20)
    assert [results for _, results in workers] == [[[1] * 5]] * 8
    assert len(google.spreadsheet.tab(ANSWERS).rows) == 3 + 40
    assert google.count("write") == 40


# ---- gspread ----


def test_gspread_reads_a_sheet(google: Google, sheet: gspread.Spreadsheet) -> None:
    assert (sheet.title, sheet.locale, sheet.timezone) == ("스터디", "ko_KR", "Asia/Seoul")
    assert [each.title for each in sheet.worksheets()] == ["설정", ANSWERS, "O'Hara"]
    assert sheet.worksheet("O'Hara").get_all_values() == [[]]
    assert sheet.worksheet(ANSWERS).get_all_records() == [
        {"타임스탬프": "2026. 4. 13 오전 12:00:00", "이름": "가람", "주차": 1},
        {"타임스탬프": "2026. 4. 13 오전 12:00:00", "이름": "나래", "주차": 2},
    ]
    assert sheet.sheet1.batch_get(["A1:B1", "A5"]) == [[["키", "값"]], [["몫"]]]
    assert sheet.sheet1.acell("B3").value == "TRUE"


def test_gspread_writes_a_sheet(google: Google, sheet: gspread.Spreadsheet) -> None:
    worksheet = sheet.add_worksheet("정산", rows=3, cols=2)
    worksheet.append_row(["월", "이름"], table_range="A1")
    worksheet.append_rows([["2026-04", "가람"], ["2026-04", "나래"], ["2026-05", "=가람"]], table_range="A1")
    worksheet.update([["월", "멤버"]], "A1:B1")
    worksheet.update_acell("B2", "7")
    worksheet.batch_update([{"range": "A4", "values": [["2026-06"]]}])
    tab = google.spreadsheet.tab("정산")
    assert tab.rows == [["월", "멤버"], ["2026-04", 7], ["2026-04", "나래"], ["2026-06", "=가람"]]
    worksheet.batch_clear(["A2:B3"])
    assert worksheet.get_all_values() == [["월", "멤버"], ["", ""], ["", ""], ["2026-06", "=가람"]]
    worksheet.update_title("settlements")
    worksheet.freeze(rows=1)
    worksheet.resize(rows=10, cols=5)
    worksheet.hide()
    assert (tab.title, tab.frozen_rows, tab.row_count, tab.hidden) == ("settlements", 1, 10, True)
    worksheet.clear()
    assert tab.rows == []
    sheet.del_worksheet(worksheet)
    sheet.update_timezone("Europe/Paris")
    assert [each.title for each in sheet.worksheets()] == ["설정", ANSWERS, "O'Hara"]
    assert google.spreadsheet.zone == "Europe/Paris"


def test_gspread_raises_what_it_raises_at_google(google: Google, client: gspread.Client) -> None:
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key("nosuch")
    google.spreadsheet.shared = None
    with pytest.raises(PermissionError):
        client.open_by_key(google.spreadsheet.id)
    google.fault("502")
    with pytest.raises(APIError) as raised:
        client.open_by_key(google.spreadsheet.id)
    assert raised.value.code == -1
