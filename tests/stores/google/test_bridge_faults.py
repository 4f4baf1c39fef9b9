"""Faults of the group's own script: one clear sentence each."""

import json
import logging
import re
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest

from studylib.config import bridge as config
from studylib.stores.google import bridge
from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from studylib.text.language import Language
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.appsscript.pages import PAGES, Page
from tests.stand_ins.appsscript.server import ScriptServer
from tests.stand_ins.appsscript.world import ID, list_rows
from tests.stores.google.scripts import HEADER, with_token

FAULTS = {
    "no_function": "not Studyboard’s",
    "sign_in": "“Who has access” to “Anyone”",
    "sign_in_page": "“Who has access” to “Anyone”",
    "forbidden": "“Who has access” to “Anyone”",
    "missing": "no script at this address",
    "not_authorized": "no longer lets the script open the sheet",
    "quota": "no more for a while",
    "429": "no more for a while",
    "crowded": "30 scripts",
    "too_long": "took too long",
    "broken": "an error page",
    "500": "an error page",
    "503": "an error page",
    "elsewhere": "not from Google",
    "http": "not from Google",
    "alike": "not from Google",
    "twice": "not from Google",
    "nowhere": "it is not from Google",
    "empty": "it is not from Google",
    "list": "it is not from Google",
    "cut": "incomplete",
    "deep": "it is not from Google",
    "cut_answer": "incomplete",
    "expired": "was lost on its way",
    "reset": "cannot be reached",
    "hang": "did not answer in time",
}


def test_the_table_has_every_fault_that_the_stand_in_knows() -> None:
    assert FAULTS.keys() >= PAGES.keys()


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_sentence_and_reported_soon(
    scripts: ScriptServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(bridge, "TIMEOUT", (1.0, 1.0))
    opened, start = Sheet(scripts.address), monotonic()
    scripts.fault(fault)
    with caplog.at_level(logging.DEBUG), pytest.raises(WorkbookError) as raised:
        opened.fetch()
    assert monotonic() - start < 15
    assert FAULTS[fault] in str(raised.value)
    korean = Language("ko").say(raised.value.why)
    assert re.search("[가-힣]", korean)
    said = f"{raised.value} {korean} {caplog.text} {''.join(traceback.format_exception(raised.value))}"
    assert scripts.token not in said
    assert "AKfycb" not in said
    assert "Traceback" not in caplog.text
    monkeypatch.undo()


def explain(scripts: ScriptServer) -> str:
    with pytest.raises(WorkbookError) as raised:
        Sheet(scripts.address).fetch()
    return str(raised.value)


def test_after_a_fault_the_next_read_is_whole(scripts: ScriptServer) -> None:
    opened = Sheet(scripts.address)
    scripts.fault("crowded", times=1)
    with pytest.raises(WorkbookError):
        opened.fetch()
    assert opened.fetch().tabs


@pytest.mark.parametrize(
    "token", ["another", "t0k3n-of-the-script-for-test", "t0k3n-of-the-script-for-tests-"]
)
def test_another_token_is_refused_and_not_quoted(scripts: ScriptServer, tmp_path: Path, token: str) -> None:
    with_token(tmp_path, token)
    said = explain(scripts)
    assert "does not accept the token" in said
    assert token not in said


def test_a_script_that_was_not_started_is_reported(scripts: ScriptServer) -> None:
    scripts.fill(Workbook((Tab("시트1", ()),)), started=False)
    assert "choose Studyboard > Begin" in explain(scripts)


@pytest.mark.parametrize(("version", "told"), [(0, "deployed script is older"), (2, "newer than Studyboard")])
def test_a_script_of_another_version_says_what_to_do(
    scripts: ScriptServer, monkeypatch: pytest.MonkeyPatch, version: int, told: str
) -> None:
    of_version = scripts.script.replace(f'"version": {config.VERSION}', f'"version": {version}', 1)
    scripts.runtime.load(of_version, scripts.world)
    assert told in explain(scripts)


def test_a_deleted_sheet_is_reported(scripts: ScriptServer) -> None:
    scripts.runtime.change(spreadsheets={}, active=None)
    assert "was deleted" in explain(scripts)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Service invoked too many times for one day: spreadsheets read.", "no more for a while"),
        ("Service Spreadsheets timed out while accessing document with id 1sheet.", "a fault of its own"),
        ("You do not have permission to call SpreadsheetApp.openById.", "no longer lets the script open"),
        ("You do not have permission to access openById of the document.", "was deleted"),
        ("Cannot read properties of undefined", "a fault of its own"),
    ],
)
def test_what_google_throws_within_the_script_is_one_sentence(
    scripts: ScriptServer, message: str, told: str
) -> None:
    on = "SpreadsheetApp.openById" if "openById" in message else "Sheet.getSheetId"
    scripts.runtime.change(
        fault={"on": on, "message": message}, **({"active": None} if "openById" in message else {})
    )
    assert told in explain(scripts)


def test_a_tab_renamed_between_the_two_requests_costs_one_more_round_and_no_error(
    scripts: ScriptServer,
) -> None:
    scripts.fill(Workbook((Tab("전", (("a",),)),)))
    opened, mark = Sheet(scripts.address), len(scripts.requests)

    def rename() -> None:
        world = scripts.world
        world["spreadsheets"][ID]["tabs"][0]["title"] = "후"
        scripts.runtime.change(spreadsheets=world["spreadsheets"])

    scripts.on_request = lambda request: (
        rename() if request.kind == "values" and scripts.kinds(mark).count("values") == 1 else None
    )
    assert [tab.title for tab in opened.fetch().tabs] == ["후"]


def appending_to(scripts: ScriptServer, **facts: object) -> str:
    scripts.fill(Workbook((Tab("제출", (HEADER,)),)))
    world = scripts.world
    world["spreadsheets"][ID]["tabs"][0] |= facts
    scripts.runtime.change(spreadsheets=world["spreadsheets"])
    with pytest.raises(WorkbookError) as raised:
        Sheet(scripts.address).append("제출", HEADER, [("a", "b", "c")])
    assert list_rows(scripts.world, "제출") == [list(HEADER)]
    return str(raised.value)


@pytest.mark.parametrize("unaware", [False, True])
def test_protected_cells_are_named_and_nothing_is_written(scripts: ScriptServer, unaware: bool) -> None:
    assert "cells are protected" in appending_to(scripts, protected=True, unaware=unaware)


def test_a_rule_of_the_sheet_that_refuses_a_value_is_named_and_nothing_is_written(
    scripts: ScriptServer,
) -> None:
    assert "A rule of the sheet refuses the value" in appending_to(scripts, rules=["a", "b"])


def test_another_write_that_does_not_end_is_reported_as_unwritten(scripts: ScriptServer) -> None:
    scripts.runtime.change(locked=True)
    with pytest.raises(WorkbookError, match="Nothing was written"):
        Sheet(scripts.address).append("시트1", HEADER, [("a", "b", "c")])


def test_a_write_that_google_breaks_off_is_taken_back_and_said_to_be(scripts: ScriptServer) -> None:
    scripts.fill(Workbook((Tab("제출", (HEADER,)),)))
    scripts.runtime.change(
        fault={"on": "SpreadsheetApp.flush", "message": "We're sorry, a server error occurred."}
    )
    with pytest.raises(WorkbookError, match=r"took everything back\. Nothing was written"):
        Sheet(scripts.address).append("제출", HEADER, [("a", "b", "c")])
    assert list_rows(scripts.world, "제출") == [list(HEADER)]


def test_a_school_that_forbids_strangers_is_named(
    scripts: ScriptServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts.fault("sign_in")
    with pytest.raises(WorkbookError, match="Your school or company"):
        Sheet("https://script.google.com/a/macros/school.ac.kr/s/AKfycbstandin0123456789/exec").fetch()


@pytest.mark.parametrize("part", ["too many ", "<script", "<title>", "</script>"])
def test_every_page_of_google_is_judged_in_bounded_time(
    scripts: ScriptServer, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setitem(PAGES, "broken", Page(html="<html>" + part * 300_000))
    scripts.fault("broken")
    start = monotonic()
    assert explain(scripts)
    assert monotonic() - start < 10


def test_an_answer_without_a_version_is_not_the_scripts(
    scripts: ScriptServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("true", '"1"', "null", "1.5"):
        text = json.dumps({"properties": {}})[:-1] + f', "version": {version}}}'
        monkeypatch.setitem(PAGES, "list", Page(html=text))
        scripts.fault("list")
        assert "it is not from Google" in explain(scripts)


def test_of_more_than_thirty_runs_at_once_those_that_google_refuses_say_so(scripts: ScriptServer) -> None:
    scripts.latency = 0.5

    def read(_: int) -> str:
        try:
            return str(len(Sheet(scripts.address).fetch().tabs))
        except WorkbookError as error:
            return str(error)

    try:
        with ThreadPoolExecutor(45) as pool:
            found = set(pool.map(read, range(45)))
    finally:
        scripts.latency = 0.0
    crowded = {each for each in found if "30 scripts of this account at once" in each}
    assert found == {"1", *crowded}
    assert len(crowded) == 1
