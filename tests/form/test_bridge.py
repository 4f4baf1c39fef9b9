"""The group's own script: what its menu makes, and what it answers. Node runs it in a stand-in of Apps Script."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import pytest

from studylib.config.bridge import VERSION
from studylib.form.bridge import FORM, FORM_RIGHTS, MANIFEST, PARTS, RIGHTS, SCRIPT, list_steps, write_bridge
from studylib.form.script import STEPS
from studylib.text.language import CODES
from studylib.workbook import layouts, reader, template
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.keys import KEYS
from tests.stand_ins.appsscript.runtime import Runtime
from tests.stand_ins.appsscript.world import ID, TOKEN, World, list_rows, make_world
from tests.stand_ins.googlesheets import discovery

STORED = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
LAST_HALF_SECOND = (44_664 * 86_400_000 - 500) / 86_400_000
"""The serial number of 23:59:59.500 on 12 April 2022."""
BLANK = Workbook((Tab("시트1", ()),))


def join(language: str = "ko", zone: str = "Asia/Seoul", *, form: bool = True) -> str:
    files = write_bridge(language, zone, form=form)
    return "\n".join(files[name] for name in (SCRIPT, FORM) if name in files)


@pytest.fixture(scope="module")
def runtime() -> Iterator[Runtime]:
    with Runtime() as started:
        yield started


def start(
    runtime: Runtime, language: str = "ko", times: int = 1, *, form: bool = True, book: Workbook = BLANK
) -> tuple[World, list[dict[str, Any]]]:
    """Begin in an American sheet. Returns the world and the runs."""
    american = {"zone": "America/Los_Angeles", "locale": "en_US"}
    runtime.load(join(language, form=form), make_world(book, started=False, **american))
    runs = [runtime.call("startStudyboard") for _ in range(times)]
    assert [run["error"] for run in runs] == [None] * times
    return runtime.world, runs


def sheet_of(world: World) -> dict[str, Any]:
    sheet: dict[str, Any] = world["spreadsheets"][ID]
    return sheet


def titles(world: World) -> list[str]:
    return [tab["title"] for tab in sheet_of(world)["tabs"]]


# ---- the menu ----


@pytest.mark.parametrize("language", CODES)
def test_beginning_makes_all_tabs_of_the_template_with_their_headers_and_keys(
    runtime: Runtime, language: str
) -> None:
    world, _ = start(runtime, language)
    wanted = template.make_template(language, "Asia/Seoul", "s-id")
    for tab in wanted.tabs:
        found = list_rows(world, tab.title)
        assert found[0] == list(tab.rows[0])
        assert [row[0] for row in found] == [row[0] for row in tab.rows]
    sheet = sheet_of(world)
    assert (sheet["zone"], sheet["locale"][:2]) == ("Asia/Seoul", language)
    assert all(
        tab.get("frozen") == 1
        for tab in sheet["tabs"]
        if tab["title"] in {each.title for each in wanted.tabs}
    )


@pytest.mark.parametrize("language", CODES)
def test_what_beginning_makes_is_a_workbook_without_problems_but_those_of_an_empty_one(
    runtime: Runtime, language: str
) -> None:
    world, _ = start(runtime, language)
    made = Workbook(tuple(Tab(title, tuple(map(tuple, list_rows(world, title)))) for title in titles(world)))
    study, problems = reader.read(made)
    empty, expected = reader.read(template.make_template(language, "Asia/Seoul", "s-id"))
    assert (study.language, study.timezone.key) == (language, "Asia/Seoul")
    assert [str(each) for each in problems if "Form" not in str(each)] == [str(each) for each in expected]
    assert study.form
    assert empty.form is None


def test_each_sheet_gets_an_identity_of_its_own(runtime: Runtime) -> None:
    found = set()
    for _ in range(2):
        world, _ = start(runtime)
        found |= {row[1] for row in list_rows(world, "설정") if row[0] == "식별자"}
    assert len(found) == 2
    assert all(re.fullmatch(r"s-[0-9a-f]{16}", each) for each in found)


def test_begun_twice_nothing_changes(runtime: Runtime) -> None:
    first, _ = start(runtime)
    runtime.load(join(), first)
    again = runtime.call("startStudyboard")
    assert again["error"] is None
    assert runtime.world == first
    changing = {
        "Range.setValue",
        "Range.setValues",
        "Properties.setProperty",
        "Properties.setProperties",
        "Form.setDestination",
    }
    assert not changing & {f"{on}.{name}" for on, name, _ in again["calls"]}


def test_the_token_is_long_and_random_and_only_the_leader_sees_it(runtime: Runtime) -> None:
    tokens = []
    for _ in range(2):
        world, (run,) = start(runtime)
        token = world["properties"]["token"]
        assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
        assert token in world["shown"]["html"]
        assert token not in json.dumps([sheet_of(world), world["forms"], run["log"]])
        tokens.append(token)
    assert len(set(tokens)) == 2


def test_the_window_shows_the_address_only_after_it_was_deployed(runtime: Runtime) -> None:
    start(runtime)
    for url, shown in [
        ("https://script.google.com/macros/s/AK1/exec", True),
        ("https://script.google.com/macros/s/AK1/dev", False),
    ]:
        runtime.change(url=url)
        runtime.call("showAddress")
        assert (url in runtime.world["shown"]["html"]) is shown
    runtime.change(url='https://x/"><script>/exec')
    runtime.call("showAddress")
    assert "<script>" not in runtime.world["shown"]["html"]


def test_a_new_token_comes_in_the_place_of_one_that_others_have_seen_if_the_leader_says_yes(
    runtime: Runtime,
) -> None:
    world, _ = start(runtime)
    runtime.call("renewToken")
    assert runtime.world["properties"]["token"] == world["properties"]["token"]
    runtime.change(answer="YES")
    runtime.call("renewToken")
    assert runtime.world["properties"]["token"] != world["properties"]["token"]


def test_the_menu_calls_what_there_is(runtime: Runtime) -> None:
    start(runtime)
    assert runtime.call("onOpen")["error"] is None
    menu = runtime.world["menu"]
    assert menu["title"] == "스터디보드"
    for _, called in menu["items"]:
        assert f"function {called}(" in join()


def test_tabs_with_content_stay_as_they_are_in_either_language(runtime: Runtime) -> None:
    own = (Tab("members", (("name",), ("가람",))), Tab("벌금", (("구분",),)))
    world, _ = start(runtime, book=Workbook(own))
    assert list_rows(world, "members") == [["name"], ["가람"]]
    assert list_rows(world, "벌금") == [["구분"]]
    assert "멤버" not in titles(world)
    assert sheet_of(world)["locale"] == "ko_KR", "the form sets it, as its own script does"


def test_a_blank_tab_of_a_known_title_gets_its_header(runtime: Runtime) -> None:
    world, _ = start(runtime, book=Workbook((Tab("멤버", ()),)))
    assert titles(world).count("멤버") == 1
    assert list_rows(world, "멤버")[0][0] == "이름"


# ---- the form ----

ROSTER = (
    Tab("멤버", (("이름", "이메일"), ("가람",), (" 나래  별 ",), ("가람",), (7,), ())),
    Tab("주차", (("주차", "제목"), (2,), ("1주차",), ("Week 3",), (2,), ("쉬는 주",))),
)


def lists(world: World) -> list[list[str]]:
    (form,) = world["forms"].values()
    return [item["choices"] for item in form["items"] if item["type"] == "LIST"]


def test_the_form_offers_the_members_and_weeks_of_the_sheet(runtime: Runtime) -> None:
    world, _ = start(runtime, book=Workbook(ROSTER))
    assert lists(world) == [["가람", "나래 별", "7"], ["1주차", "2주차", "3주차"]]
    (form,) = world["forms"].values()
    assert (form["published"], form["editable"], sheet_of(world)["form"]) == (True, False, form["id"])


@pytest.mark.parametrize(("language", "week"), [("ko", "1주차"), ("en", "Week 1")])
def test_of_an_empty_sheet_the_form_says_that_there_are_no_members_yet(
    runtime: Runtime, language: str, week: str
) -> None:
    world, _ = start(runtime, language)
    (nobody,), weeks = lists(world)
    assert nobody.startswith("(")
    assert weeks == [week]


@pytest.mark.parametrize("language", CODES)
def test_the_settings_get_the_form_and_what_somebody_wrote_there_stays(
    runtime: Runtime, language: str
) -> None:
    world, _ = start(runtime, language)
    place = template.LANGUAGES.index(language)
    settings = next(title for title in layouts.SETTINGS.titles if title in titles(world))
    found = dict(row for row in list_rows(world, settings) if len(row) == 2)
    (form,) = world["forms"].values()
    assert found[KEYS["form_url"][place]] == form["url"]
    assert found[KEYS["form_name_entry"][place]] == f"entry.{form['items'][0]['entry']}"
    assert found[KEYS["form_week_entry"][place]] == f"entry.{form['items'][1]['entry']}"


def edit(runtime: Runtime, title: str, row: Sequence[object]) -> None:
    world = runtime.world
    next(tab for tab in sheet_of(world)["tabs"] if tab["title"] == title)["rows"].append(list(row))
    runtime.change(spreadsheets=world["spreadsheets"])


def test_new_members_weeks_and_tasks_come_into_the_form_by_the_trigger(runtime: Runtime) -> None:
    start(runtime)
    assert [trigger["on"] for trigger in runtime.world["triggers"]] == ["edit", "clock"]
    edit(runtime, "멤버", ["가람"])
    edit(runtime, "주차", [2])
    assert runtime.call("followSheet", {})["error"] is None
    assert lists(runtime.world) == [["가람"], ["2주차", "1주차"]]
    edit(runtime, "멤버", ["나래"])
    for task in (["글"], ["문제"], ["모임", "출석"]):
        edit(runtime, "과제", task)
    runtime.call("followSheet", {})
    assert lists(runtime.world) == [["가람", "나래"], ["2주차", "1주차"], ["글", "문제"]]
    entries = [row for row in list_rows(runtime.world, "설정") if row[0] == "설문지 과제 항목"]
    assert entries[0][1].startswith("entry.")


def test_the_trigger_asks_nothing_of_the_form_if_nothing_is_new(runtime: Runtime) -> None:
    start(runtime)
    edit(runtime, "멤버", ["가람"])
    runtime.call("followSheet", {})
    before, run = runtime.world, runtime.call("followSheet", {})
    assert runtime.world == before
    assert not [on for on, _, _ in run["calls"] if on in ("Form", "FormApp", "ListItem")]


def test_the_trigger_makes_no_form_that_somebody_deleted(runtime: Runtime) -> None:
    start(runtime)
    sheet = sheet_of(runtime.world) | {"form": None}
    runtime.change(spreadsheets={ID: sheet}, forms={})
    edit(runtime, "멤버", ["가람"])
    assert runtime.call("followSheet", {})["error"] is None
    assert runtime.world["forms"] == {}


def test_without_the_second_file_no_form_is_made_and_no_right_to_forms_is_asked_for(runtime: Runtime) -> None:
    world, _ = start(runtime, form=False)
    assert (world["forms"], world.get("triggers")) == ({}, None)
    assert "멤버" in titles(world)
    files = write_bridge("ko", "Asia/Seoul", form=False)
    assert FORM not in files
    assert json.loads(files[MANIFEST])["oauthScopes"] == list(RIGHTS)
    assert "FormApp" not in files[SCRIPT]
    assert "FormApp" in (STEPS.read_text(encoding="utf-8"))


# ---- who may ask ----


@pytest.fixture
def ask(runtime: Runtime) -> Any:
    """Ask the script about a sheet with one tab."""
    rows = (("타임스탬프", "이름"), (datetime(2022, 4, 12, 23, 59, 59, 500_000), "가람"))
    runtime.load(join(), make_world(Workbook((Tab("설문지 응답 시트1", rows), Tab("O'Hara", ())))))

    def send(
        method: str, path: str = "", params: object = None, body: object = None, token: object = TOKEN
    ) -> Any:
        return runtime.post(asking(method, path, params, body) | {"token": token})

    return send


def asking(method: str, path: str, params: object = None, body: object = None) -> dict[str, object]:
    return {
        "token": TOKEN,
        "version": VERSION,
        "method": method,
        "path": path,
        "params": params,
        "body": body,
    }


METADATA = {"fields": "properties(title,timeZone),sheets.properties(sheetId,title,sheetType,gridProperties)"}


def code_of(answer: Any) -> tuple[int, str]:
    assert answer["version"] == VERSION
    return answer["error"]["code"], answer["error"].get("details", [{}])[0].get("reason", "")


@pytest.mark.parametrize(
    "token", [None, "", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), 5, True, [TOKEN], {}, "x" * 10_000]
)
def test_another_token_opens_nothing(runtime: Runtime, ask: Any, token: object) -> None:
    before = runtime.world
    assert code_of(ask("get", "", METADATA, token=token)) == (401, "WRONG_TOKEN")
    assert code_of(
        ask(
            "post",
            ":batchUpdate",
            None,
            {"requests": [{"addSheet": {"properties": {"title": "x"}}}]},
            token=token,
        )
    ) == (401, "WRONG_TOKEN")
    assert runtime.world == before


def test_tokens_are_compared_by_their_digests_whatever_is_given(runtime: Runtime, ask: Any) -> None:
    run = runtime.call("doPost", {"postData": {"contents": json.dumps({"token": "short"})}})
    assert [name for _, name, _ in run["calls"]].count("computeDigest") == 2


@pytest.mark.parametrize(
    "contents", ["", "{", "null", "[]", '"text"', "5", "[" * 50_000, '{"token": "' + "x" * 5_000_000 + '"}']
)
def test_a_request_that_is_none_is_refused_with_a_version(runtime: Runtime, ask: Any, contents: str) -> None:
    answer = runtime.post(contents) if contents else json.loads(runtime.call("doPost", {})["output"]["text"])
    assert code_of(answer)[0] in (400, 401)


def test_a_visitor_learns_nothing(runtime: Runtime, ask: Any) -> None:
    assert runtime.call("doGet", {})["output"] == {"text": "", "type": "text/plain"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("delete", ""),
        ("put", "/values/'O''Hara'!A1"),
        ("get", "/values:batchGetByDataFilter"),
        ("post", "/values/'O''Hara'!A1:clear"),
        ("post", "/sheets/0:copyTo"),
        ("get", "../other"),
        ("get", "/values/a/b"),
        ("constructor", "__proto__"),
    ],
)
def test_nothing_else_is_answered(ask: Any, method: str, path: str) -> None:
    assert code_of(ask(method, path)) == (501, "UNKNOWN_CALL")


# ---- what it answers ----


@pytest.mark.parametrize(
    ("path", "template_path", "params"),
    [
        (
            "",
            "",
            METADATA | {"fields": METADATA["fields"] + ",spreadsheetId,spreadsheetUrl,developerMetadata"},
        ),
        (
            "/values:batchGet",
            "/values:batchGet",
            STORED | {"ranges": ["'설문지 응답 시트1'", "'O''Hara'!1:1"]},
        ),
        ("/values/'설문지 응답 시트1'!1%3A1", "/values/x", STORED),
        ("", "", {"fields": "sheets(properties.title,data)", "ranges": ["'설문지 응답 시트1'!A1:B2"]}),
    ],
)
def test_an_answer_is_as_google_describes_its_own(
    ask: Any, path: str, template_path: str, params: object
) -> None:
    answer = ask("get", path, params)
    assert answer.pop("version") == VERSION
    assert "error" not in answer
    assert discovery.complaints("GET", f"/v4/spreadsheets/{ID}{template_path}", answer) == []


def test_values_are_ragged_and_a_blank_tab_has_none(ask: Any) -> None:
    answer = ask("get", "/values:batchGet", STORED | {"ranges": ["'설문지 응답 시트1'", "'O''Hara'"]})
    full, blank = answer["valueRanges"]
    assert full["values"] == [["타임스탬프", "이름"], [LAST_HALF_SECOND, "가람"]]
    assert full["range"] == "'설문지 응답 시트1'!A1:Z1000"
    assert "values" not in blank


@pytest.mark.parametrize(
    ("range_", "told"),
    [
        ("'없는 탭'", "Unable to parse range: '없는 탭'"),
        ("설정", "Unable to parse range: 설정"),
        ("'O''Hara'!A0", "exceeds grid limits"),
        ("'O''Hara'!A1001", "exceeds grid limits"),
        ("'O''Hara'!AA1", "exceeds grid limits"),
        ("'O''Hara'!B2:A1", "exceeds grid limits"),
        ("'O''Hara'!A", "Unable to parse range"),
        ("'" * 100_000, "Unable to parse range"),
        (None, "Unable to parse range"),
    ],
)
def test_a_range_that_is_none_is_refused_as_google_does(ask: Any, range_: object, told: str) -> None:
    answer = ask("get", "/values:batchGet", STORED | {"ranges": [range_]})
    assert code_of(answer)[0] == 400
    assert told in answer["error"]["message"]


@pytest.mark.parametrize(
    "fields", ["", "sheets(", "a..b", "a)", ",", "a(" * 500, "x" * 3_000, 5, None, "sheets"]
)
def test_fields_that_cannot_be_read_are_refused(ask: Any, fields: object) -> None:
    answer = ask("get", "", {"fields": fields})
    assert code_of(answer)[0] == 400 if fields != "sheets" else "sheets" not in answer


# ---- what it writes ----


def mark(number: int, word: str) -> dict[str, Any]:
    metadata = {
        "metadataId": number,
        "metadataKey": "studyboard",
        "metadataValue": word,
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": metadata | {"location": {"spreadsheet": True}}}}


def cells(sheet_id: int, row: int, *values: object, fields: str = "userEnteredValue") -> dict[str, Any]:
    kinds = {str: "stringValue", bool: "boolValue"}
    entered = [
        {} if each is None else {"userEnteredValue": {kinds.get(type(each), "numberValue"): each}}
        for each in values
    ]
    return {
        "updateCells": {
            "start": {"sheetId": sheet_id, "rowIndex": row},
            "rows": [{"values": entered}],
            "fields": fields,
        }
    }


def ids(ask: Any) -> list[int]:
    return [each["properties"]["sheetId"] for each in ask("get", "", METADATA)["sheets"]]


def test_all_changes_of_one_batch_are_made_and_answered_in_their_order(runtime: Runtime, ask: Any) -> None:
    first, second = ids(ask)
    answer = ask(
        "post",
        ":batchUpdate",
        None,
        {
            "requests": [
                {
                    "addSheet": {
                        "properties": {
                            "title": "변경 기록",
                            "sheetId": 7,
                            "gridProperties": {"frozenRowCount": 1},
                        }
                    }
                },
                cells(7, 0, "변경", "2022-04-12"),
                {"appendDimension": {"sheetId": second, "dimension": "ROWS", "length": 5}},
                cells(second, 1004, "=1+1", 2, True, None),
                {
                    "updateSheetProperties": {
                        "properties": {"sheetId": first, "gridProperties": {"columnCount": 30}},
                        "fields": "gridProperties.columnCount",
                    }
                },
                mark(1, "word"),
            ]
        },
    )
    assert answer.pop("version") == VERSION
    assert discovery.complaints("POST", f"/v4/spreadsheets/{ID}:batchUpdate", answer) == []
    assert [list(each) for each in answer["replies"]] == [
        ["addSheet"],
        [],
        [],
        [],
        [],
        ["createDeveloperMetadata"],
    ]
    assert list_rows(runtime.world, "변경 기록") == [["변경", "2022-04-12"]]
    assert list_rows(runtime.world, "O'Hara")[1004] == ["=1+1", 2, True]
    grids = [each["properties"]["gridProperties"] for each in ask("get", "", METADATA)["sheets"]]
    assert [(each["rowCount"], each["columnCount"]) for each in grids] == [(1000, 30), (1005, 26), (1000, 26)]


def test_a_day_that_is_written_is_a_day_to_the_sheet(runtime: Runtime, ask: Any) -> None:
    first, _ = ids(ask)
    change = cells(first, 2, 44_664.25, fields="userEnteredValue,userEnteredFormat.numberFormat")
    change["updateCells"]["rows"][0]["values"][0]["userEnteredFormat"] = {
        "numberFormat": {"type": "DATE_TIME"}
    }
    assert "error" not in ask("post", ":batchUpdate", None, {"requests": [change]})
    assert list_rows(runtime.world, "설문지 응답 시트1")[2] == [44_664.25]
    assert sheet_of(runtime.world)["tabs"][0]["rows"][2][0]["p"] == "yyyy-mm-dd hh:mm:ss"


def test_of_two_writers_of_one_revision_the_second_is_refused_and_writes_nothing(
    runtime: Runtime, ask: Any
) -> None:
    first, _ = ids(ask)
    assert "error" not in ask(
        "post", ":batchUpdate", None, {"requests": [cells(first, 2, "one"), mark(1, "a")]}
    )
    answer = ask("post", ":batchUpdate", None, {"requests": [cells(first, 2, "other"), mark(1, "b")]})
    assert code_of(answer)[0] == 400
    assert "createDeveloperMetadata" in answer["error"]["message"]
    assert list_rows(runtime.world, "설문지 응답 시트1")[2] == ["one"]
    known = ask("get", "", {"fields": "developerMetadata(metadataId,metadataValue)"})["developerMetadata"]
    assert known == [{"metadataId": 1, "metadataValue": "a"}]
    delete = {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": 1}}}}
    assert "error" not in ask("post", ":batchUpdate", None, {"requests": [mark(2, "c"), delete]})
    known = ask("get", "", {"fields": "developerMetadata(metadataId)"})["developerMetadata"]
    assert known == [{"metadataId": 2}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"deleteSheet": {"sheetId": 0}},
        {"addSheet": {"properties": {"title": "O'HARA"}}},
        {"addSheet": {"properties": {"title": ""}}},
        {"appendDimension": {"sheetId": 12345, "dimension": "ROWS", "length": 1}},
        {"appendDimension": {"dimension": "ROWS", "length": 10**9}},
        cells(12345, 0, "x"),
        {
            "updateCells": {
                "start": {},
                "rows": [{"values": [{"userEnteredValue": {"formulaValue": "=1"}}]}],
                "fields": "userEnteredValue",
            }
        },
        {"updateCells": {"start": {}, "rows": [], "fields": "note"}},
        {"constructor": {}},
        {"addSheet": {}, "updateCells": {}},
        5,
    ],
)
def test_one_wrong_change_of_a_batch_refuses_them_all(runtime: Runtime, ask: Any, wrong: object) -> None:
    first, _ = ids(ask)
    before = runtime.world
    answer = ask("post", ":batchUpdate", None, {"requests": [cells(first, 2, "x"), mark(1, "a"), wrong]})
    assert code_of(answer)[0] == 400
    assert runtime.world == before


def test_rows_of_different_lengths_are_written_by_one_call_into_a_blank_tab(
    runtime: Runtime, ask: Any
) -> None:
    rows = [["이름", "링크", "메모"], ["가람"], ["나래", None, "x"], []]
    body = {"valueInputOption": "RAW", "data": [{"range": "'O''Hara'!A1", "values": rows}]}
    writing_ = asking("post", "/values:batchUpdate", None, body)
    run = runtime.call("doPost", {"postData": {"contents": json.dumps(writing_)}})
    assert [name for on, name, _ in run["calls"] if on == "Range" and name.startswith("set")] == ["setValues"]
    assert list_rows(runtime.world, "O'Hara") == [["이름", "링크", "메모"], ["가람"], ["나래", "", "x"]]
    beside = {
        "valueInputOption": "RAW",
        "data": [{"range": "'O''Hara'!A1", "values": [[None, "새"], ["다온"]]}],
    }
    ask("post", "/values:batchUpdate", None, beside)
    assert list_rows(runtime.world, "O'Hara") == [["이름", "새", "메모"], ["다온"], ["나래", "", "x"]]


def test_cells_beyond_the_grid_and_texts_that_are_too_long_are_refused(runtime: Runtime, ask: Any) -> None:
    first, _ = ids(ask)
    before = runtime.world
    for change, told in [
        (cells(first, 1000, "x"), "exceeds grid limits"),
        (cells(first, 2, *["x"] * 27), "exceeds grid limits"),
        (cells(first, 2, "x" * 50_001), "more than the maximum of 50000"),
    ]:
        assert told in ask("post", ":batchUpdate", None, {"requests": [change]})["error"]["message"]
    assert runtime.world == before
    assert "error" not in ask("post", ":batchUpdate", None, {"requests": [cells(first, 999, "x" * 50_000)]})


WRITES = (
    "Range.setValues",
    "Spreadsheet.insertSheet",
    "Sheet.insertRowsAfter",
    "SpreadsheetApp.flush",
    "Properties.setProperties",
)


def big_change(ask: Any) -> dict[str, Any]:
    first, second = ids(ask)
    return {
        "requests": [
            cells(first, 0, "새 시간", "새 이름"),
            cells(first, 1, 1, "나래"),
            {"appendDimension": {"sheetId": second, "dimension": "ROWS", "length": 1}},
            {"addSheet": {"properties": {"title": "변경 기록", "sheetId": 7}}},
            cells(7, 0, "변경"),
            mark(1, "word"),
        ]
    }


def writing(change: object) -> dict[str, object]:
    return asking("post", ":batchUpdate", None, change)


def seen(world: World) -> dict[str, Any]:
    """What anybody can see of a world: titles, sizes, cells, marks."""
    tabs = sheet_of(world)["tabs"]
    marks = json.loads(world["properties"].get("marks", "[]"))
    sizes = {tab["title"]: (tab.get("maxRows", 1000), list_rows(world, tab["title"])) for tab in tabs}
    return {"tabs": sizes, "marks": marks, "journal": world["properties"].get("journal", "")}


@pytest.mark.parametrize("killed", [False, True])
@pytest.mark.parametrize("on", WRITES)
@pytest.mark.parametrize("skip", [0, 1])
def test_a_write_that_breaks_off_anywhere_is_whole_or_undone(
    runtime: Runtime, ask: Any, on: str, skip: int, killed: bool
) -> None:
    """``killed``: nothing runs after that point, so that the next request has to undo it."""
    change, before = big_change(ask), seen(runtime.world)
    runtime.change(
        fault={"on": on, "skip": skip, "message": "We're sorry, a server error occurred.", "killed": killed}
    )
    run = runtime.call("doPost", {"postData": {"contents": json.dumps(writing(change))}})
    broken = json.loads(run["output"]["text"]) if run["output"] else {"error": run["error"]}
    runtime.change(fault=None)
    ask("get", "", METADATA)
    after = seen(runtime.world)
    assert after["journal"] == ""
    if "error" in broken:
        assert after == before or after["marks"], "either nothing of it, or all with its mark"
    if after["marks"]:
        assert after["tabs"]["변경 기록"][1] == [["변경"]]
    else:
        assert after == before
    if not killed and "error" in broken and not after["marks"] and on != "Properties.setProperties":
        assert code_of(broken) == (409, "UNDONE")


def test_a_formula_a_day_and_a_time_come_back_when_a_write_is_undone(runtime: Runtime) -> None:
    world = make_world(Workbook((Tab("벌금", (("a",),)),)))
    row = [
        {"v": 3, "f": "=1+2"},
        {"v": 44_663.5, "p": "m/d/yyyy h:mm:ss"},
        {"v": 0.5, "p": "h:mm:ss"},
        "=text",
        "2022-01-01",
        True,
        "'",
    ]
    world["spreadsheets"][ID]["tabs"][0]["rows"] = [list(row)]
    runtime.load(join(), world)
    ask = asking("get", "", METADATA)
    number = runtime.post(ask)["sheets"][0]["properties"]["sheetId"]
    runtime.change(fault={"on": "SpreadsheetApp.flush", "message": "server error"})
    change = {"requests": [cells(number, 0, *["x"] * 7)]}
    assert code_of(runtime.post(ask | {"method": "post", "path": ":batchUpdate", "body": change})) == (
        409,
        "UNDONE",
    )
    found = runtime.world["spreadsheets"][ID]["tabs"][0]["rows"][0]
    assert found[0]["f"] == "=1+2"
    assert [found[1], found[2]["v"], found[2]["p"]] == [row[1], 0.5, "hh:mm:ss"]
    assert found[3:] == row[3:]


def test_a_change_that_could_not_be_undone_is_refused_before_it_begins(runtime: Runtime) -> None:
    rows = tuple((f"{number}" * 1_000,) for number in range(200))
    runtime.load(join(), make_world(Workbook((Tab("긴 탭", rows),))))
    ask = asking("get", "", METADATA)
    number = runtime.post(ask)["sheets"][0]["properties"]["sheetId"]
    change = {"requests": [cells(number, at, "x") for at in range(200)]}
    answer = runtime.post(ask | {"method": "post", "path": ":batchUpdate", "body": change})
    assert code_of(answer) == (400, "TOO_LARGE")
    assert list_rows(runtime.world, "긴 탭") == [list(row) for row in rows]


@pytest.mark.parametrize("keeps", [{"writes": "7"}, {"journal": "1", "journal.0": "[]"}])
def test_a_read_in_which_somebody_else_wrote_is_made_anew(
    runtime: Runtime, ask: Any, keeps: dict[str, str]
) -> None:
    reading = asking("get", "/values:batchGet", STORED | {"ranges": ["'설문지 응답 시트1'"]})
    runtime.change(fault={"on": "Range.getValues", "keeps": keeps})
    run = runtime.call("doPost", {"postData": {"contents": json.dumps(reading)}})
    assert [name for _, name, _ in run["calls"]].count("getValues") == 2
    assert json.loads(run["output"]["text"])["valueRanges"][0]["values"][0] == ["타임스탬프", "이름"]


def test_undoing_takes_no_row_away_in_which_somebody_has_written_meanwhile(
    runtime: Runtime, ask: Any
) -> None:
    _, second = ids(ask)
    grow = {"appendDimension": {"sheetId": second, "dimension": "ROWS", "length": 5}}
    runtime.change(fault={"on": "SpreadsheetApp.flush", "killed": True})
    runtime.call("doPost", {"postData": {"contents": json.dumps(writing({"requests": [grow]}))}})
    world = runtime.world
    tab = sheet_of(world)["tabs"][1]
    tab["rows"] = [[] for _ in range(1002)] + [["남의 것"]]
    runtime.change(fault=None, spreadsheets=world["spreadsheets"])
    assert "error" not in ask("get", "", METADATA)
    assert list_rows(runtime.world, "O'Hara")[-1] == ["남의 것"]
    assert sheet_of(runtime.world)["tabs"][1]["maxRows"] == 1005


def test_a_read_waits_for_the_write_that_is_running(runtime: Runtime, ask: Any) -> None:
    world = runtime.world
    runtime.change(locked=True, properties=world["properties"] | {"journal": "1", "journal.0": "[]"})
    assert code_of(ask("get", "", METADATA)) == (429, "BUSY")
    runtime.change(locked=False)
    assert "error" not in ask("get", "", METADATA)


def test_a_write_that_cannot_be_undone_does_not_close_the_sheet_for_good(runtime: Runtime, ask: Any) -> None:
    change = big_change(ask)
    runtime.change(fault={"on": "SpreadsheetApp.flush", "killed": True})
    runtime.call("doPost", {"postData": {"contents": json.dumps(writing(change))}})
    world = runtime.world
    world["spreadsheets"][ID]["tabs"][0] |= {"protected": True}
    runtime.change(fault=None, spreadsheets=world["spreadsheets"])
    answers = [ask("get", "", METADATA) for _ in range(3)]
    assert [code_of(each) if "error" in each else None for each in answers] == [(403, "PROTECTED")] * 2 + [
        None
    ]


@pytest.mark.parametrize(
    "kept", [{"journal": "1"}, {"journal": "2", "journal.0": '[{"kind":'}, {"journal": "1", "journal.0": "x"}]
)
def test_a_journal_that_was_kept_in_part_does_not_close_the_sheet_for_good(
    runtime: Runtime, ask: Any, kept: dict[str, str]
) -> None:
    """Google broke off while the script kept it, so before the first cell was written."""
    first, _ = ids(ask)
    runtime.change(properties=runtime.world["properties"] | kept)
    assert "error" not in ask("get", "", METADATA)
    assert "error" not in ask("post", ":batchUpdate", None, {"requests": [cells(first, 1, "a")]})
    assert runtime.world["properties"]["journal"] == ""


def test_nothing_of_old_cells_is_kept_after_a_write(runtime: Runtime, ask: Any) -> None:
    first, _ = ids(ask)
    ask("post", ":batchUpdate", None, {"requests": [cells(first, 1, "", "")]})
    assert "가람" not in json.dumps(runtime.world["properties"], ensure_ascii=False)
    assert set(runtime.world["properties"]) == {"sheet", "token", "journal", "undone", "marks", "writes"}


def test_appended_rows_push_down_what_stands_below_the_table(runtime: Runtime) -> None:
    rows = (("이름", "링크"), ("가람", "a"), (), ("합계", 1))
    runtime.load(join(), make_world(Workbook((Tab("제출", rows),))))
    answer = runtime.post(
        asking(
            "post",
            "/values/%27%EC%A0%9C%EC%B6%9C%27%21A1:append",
            {"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"},
            {"values": [["나래", "b"], ["다온", None]]},
        )
    )
    assert answer.pop("version") == VERSION
    assert discovery.complaints("POST", f"/v4/spreadsheets/{ID}/values/x:append", answer) == []
    assert (answer["tableRange"], answer["updates"]["updatedRange"]) == ("'제출'!A1:B2", "'제출'!A3:B4")
    assert list_rows(runtime.world, "제출") == [
        ["이름", "링크"],
        ["가람", "a"],
        ["나래", "b"],
        ["다온"],
        [],
        ["합계", 1],
    ]


# ---- the files ----


@pytest.mark.parametrize("language", CODES)
def test_the_files_are_for_this_sheet_alone_and_the_manifest_has_their_rights(language: str) -> None:
    files = write_bridge(language, "Europe/Paris")
    assert list(files) == [SCRIPT, FORM, MANIFEST]
    assert "@OnlyCurrentDoc" in files[SCRIPT][:300]
    manifest = json.loads(files[MANIFEST])
    assert manifest["oauthScopes"] == [*RIGHTS, *FORM_RIGHTS]
    assert (manifest["runtimeVersion"], manifest["timeZone"]) == ("V8", "Europe/Paris")
    assert manifest["webapp"] == {"executeAs": "USER_DEPLOYING", "access": "ANYONE_ANONYMOUS"}
    steps = list_steps(language, files)
    assert len(steps) >= 9
    assert any("Google" in each and ("verified" in each or "확인" in each) for each in steps)


def test_no_function_stands_twice_and_headers_stand_in_python_alone() -> None:
    parts = [path.read_text(encoding="utf-8") for path in (*sorted(PARTS.glob("*.js")), STEPS)]
    names = [
        name for part in parts for name in re.findall(r"^(?:function|class|const) (\w+)", part, re.MULTILINE)
    ]
    assert len(names) == len(set(names))
    assert len(names) > 80
    header = {
        name
        for layout in layouts.TITLED
        for names in layout.columns.values()
        for name in names
        if not name.isascii()
    }
    assert not [name for name in header for part in parts if name in part]


def test_all_that_the_script_calls_is_declared_by_google(
    runtime: Runtime, ask: Any, declared: dict[str, str]
) -> None:
    runs = [runtime.call("onOpen")]
    big = writing(big_change(ask))
    runtime.change(fault={"on": "SpreadsheetApp.flush", "message": "error"})
    runs.append(runtime.call("doPost", {"postData": {"contents": json.dumps(big)}}))
    details = {"fields": "sheets(properties,merges,data)", "ranges": ["'설문지 응답 시트1'"]}
    reading = asking("get", "", details)
    runs.append(runtime.call("doPost", {"postData": {"contents": json.dumps(reading)}}))
    _, begun = start(runtime, book=Workbook(ROSTER))
    runtime.change(answer="YES")
    runs += [*begun, runtime.call("renewToken"), runtime.call("doGet")]
    called = {(on, name) for run in runs for on, name, _ in run["calls"]}
    assert len(called) > 80
    unknown = {
        f"{on}.{name}"
        for on, name in called
        if not re.search(rf"^\s*{name}\(", declared.get(on, ""), re.MULTILINE)
    }
    assert unknown == {"Form.setPublished", "Form.isPublished"}


@pytest.mark.parametrize("skip", [0, 1])
@pytest.mark.parametrize("on", ["Sheet.insertRowsAfter", "Range.setValues", "SpreadsheetApp.flush"])
def test_appended_rows_that_were_broken_off_are_taken_out_again(runtime: Runtime, on: str, skip: int) -> None:
    rows = (("이름", "링크"), ("가람", "a"), (), ("합계", 1))
    runtime.load(join(), make_world(Workbook((Tab("제출", rows),))))
    before = seen(runtime.world)
    runtime.change(fault={"on": on, "skip": skip, "killed": True})
    options = {"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"}
    append = asking(
        "post", "/values/%27%EC%A0%9C%EC%B6%9C%27%21A1:append", options, {"values": [["나래", "007"]]}
    )
    ended = runtime.call("doPost", {"postData": {"contents": json.dumps(append)}})["error"] is None
    runtime.change(fault=None)
    runtime.post(asking("get", "", METADATA))
    assert ended or seen(runtime.world) == before


def test_a_request_for_another_version_is_refused_before_anything_is_written(
    runtime: Runtime, ask: Any
) -> None:
    before, change = runtime.world, writing(big_change(ask))
    for version in (VERSION - 1, VERSION + 1, None, str(VERSION)):
        assert code_of(runtime.post(change | {"version": version})) == (412, "OTHER_VERSION")
    assert seen(runtime.world) == seen(before)
