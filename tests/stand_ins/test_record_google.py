"""The script that records Google's answers, and the comparison of the stand-in with what it recorded."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gspread.exceptions import APIError

from studylib.stores.google import key, session
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.googlesheets import discovery
from tests.stand_ins.googlesheets.account import EMAIL
from tests.stand_ins.googlesheets.exchanges import EXCHANGES, TITLE
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.record_google import FOLDER, main, record

ROOT = Path(__file__).parents[2]
PRIVATE = Workbook((Tab("가계부", (("이름", "주소"), ("가람", "garam@example.org"))),))
NAMES = {"about", *(each.name for each in EXCHANGES)}


def open_signed(folder: Path, monkeypatch: pytest.MonkeyPatch, google: Google) -> Google:
    """Let the program find the key of the stand-in, and ask it and not Google."""
    fields = {**google.key(), "token_uri": "https://oauth2.googleapis.com/token"}
    (folder / "key.json").write_text(json.dumps(fields), encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv(key.KEY_FILE, str(folder / "key.json"))
    monkeypatch.setenv(session.ELSEWHERE, google.url)
    return google


@pytest.fixture
def signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    with Google(PRIVATE, title="우리 모임", quota=None) as google:
        yield open_signed(tmp_path, monkeypatch, google)


def read_answers(folder: Path) -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}


def find_differences(recorded: dict[str, Any], replayed: dict[str, Any]) -> list[str]:
    """List what Google answers otherwise than the stand-in. Its requests may have changed since."""
    same = [
        name
        for name in recorded
        if name != "about" and recorded[name]["request"] == replayed[name]["request"]
    ]
    return [
        f"{name}: Google {recorded[name]['response']}, the stand-in {replayed[name]['response']}"
        for name in same
        if recorded[name]["response"] != replayed[name]["response"]
    ]


# ---- the script, against the stand-in ----


def test_each_request_is_answered_as_google_describes_itself(signed: Google, tmp_path: Path) -> None:
    record(signed.address, tmp_path / "answers")
    answers = read_answers(tmp_path / "answers")
    assert answers.keys() == NAMES
    assert {name for name in NAMES - {"about"} if answers[name]["response"]["status"] != 200} == {
        "get_unknown_tab",
        "get_beyond_the_grid",
        "put_beyond_the_range",
        "add_a_second_tab",
        "make_the_same_mark",
        "change_half",
    }
    assert "values" not in answers["get_after_half"]["response"]["body"]["valueRanges"][0]
    for each in EXCHANGES:
        response = answers[each.name]["response"]
        body = json.loads(json.dumps(response["body"]).replace('"SCRATCH"', "7"))
        if response["status"] == 200:
            assert discovery.complaints(each.verb, f"/v4/spreadsheets/x{each.path}", body) == [], each.name


def test_what_is_stored_of_texts_times_errors_and_formulas_is_recorded(
    signed: Google, tmp_path: Path
) -> None:
    record(signed.address, tmp_path / "answers")
    answers = {
        name: each["response"]["body"]
        for name, each in read_answers(tmp_path / "answers").items()
        if name != "about"
    }
    [stored] = answers["get_stored"]["valueRanges"]
    assert stored["values"] == [
        ["날짜", "수", "글", "식"],
        [46124.99998842592, 0.5, 7, 2],
        [46125, True, "007", "#DIV/0!"],
        ["3주차", 12, "가람", "#N/A"],
        ["", "", "a", "정리"],
    ]
    [formulas] = answers["get_formulas"]["valueRanges"]
    assert [row[3] for row in formulas["values"][1:4]] == ["=1+1", "=1/0", "=NA()"]
    assert answers["append_inserted"]["updates"]["updatedRange"] == f"'{TITLE}'!A6:D7"
    [inserted] = answers["get_after_inserting"]["valueRanges"]
    assert inserted["values"][5:] == [
        ["=1+1", "007", "2026-05-01 12:00:00.000"],
        ["x", "", True, 1.5],
        [],
        [],
        [],
        [],
        ["아래"],
    ]
    [merged] = answers["get_merged"]["valueRanges"]
    assert merged["values"] == [["합침"]]
    [sheet] = answers["get_details"]["sheets"]
    cells = sheet["data"][1]["rowData"][0]["values"]
    assert [cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type") for cell in cells] == [
        "DATE_TIME",
        "DATE",
        "TIME",
        None,
    ]
    assert sheet["data"][0]["rowData"][4]["values"][3]["hyperlink"] == "https://example.org/a"


def test_nothing_of_the_sheet_or_the_account_is_recorded(signed: Google, tmp_path: Path) -> None:
    record(signed.address, tmp_path / "answers")
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "answers").glob("*.json"))
    for secret in (
        "우리 모임",
        "가계부",
        "가람@",
        "garam",
        EMAIL,
        signed.spreadsheet.id,
        "Bearer",
        "PRIVATE KEY",
    ):
        assert secret not in text, secret
    assert "SPREADSHEET" in text
    assert '"title": "TITLE"' in text


def test_the_sheet_is_left_as_it_was(signed: Google, tmp_path: Path) -> None:
    before = signed.spreadsheet.tab("가계부").rows
    record(signed.address, tmp_path / "answers")
    assert [(tab.title, tab.rows) for tab in signed.spreadsheet.tabs] == [("가계부", before)]


def test_a_run_that_breaks_off_takes_its_tab_away_and_writes_nothing(signed: Google, tmp_path: Path) -> None:
    def break_once(request: Any) -> None:
        if request.path.endswith(":append") and not tmp_path.joinpath("broken").exists():
            tmp_path.joinpath("broken").touch()
            signed.fault("reset", times=1)

    signed.on_request = break_once
    with pytest.raises(OSError, match="onnection"):
        record(signed.address, tmp_path / "answers")
    assert [tab.title for tab in signed.spreadsheet.tabs] == ["가계부"]
    assert not (tmp_path / "answers").exists()


def test_a_tab_of_that_title_is_left_alone(signed: Google, tmp_path: Path) -> None:
    signed.spreadsheet.add(TITLE).edit("A1", "내 것")
    with pytest.raises(APIError, match="already exists"):
        record(signed.address, tmp_path / "answers")
    assert signed.spreadsheet.tab(TITLE).rows == [["내 것"]]


def test_an_answer_that_is_no_json_is_recorded_as_text(signed: Google, tmp_path: Path) -> None:
    def refuse(request: Any) -> None:
        if request.path.endswith(":append"):
            signed.fault("502", times=1)

    signed.on_request = refuse
    record(signed.address, tmp_path / "answers")
    response = read_answers(tmp_path / "answers")["append_inserted"]["response"]
    assert response["status"] == 502
    assert response["text"].startswith("<!DOCTYPE html>")


def test_the_script_runs_as_a_program(signed: Google, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.stand_ins.record_google"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [signed.address, str(tmp_path / "answers")]
    subprocess.run([*program, *arguments], env=environment, check=True, timeout=60)
    assert read_answers(tmp_path / "answers").keys() == NAMES


@pytest.mark.parametrize("arguments", [[], ["a", "b", "c"]])
def test_the_script_says_how_it_is_run(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"record_google https://docs\.google"):
        main(arguments)


# ---- the stand-in, against what was recorded ----


def test_a_difference_is_named(signed: Google, tmp_path: Path) -> None:
    record(signed.address, tmp_path / "answers")
    replayed = read_answers(tmp_path / "answers")
    recorded = read_answers(tmp_path / "answers")
    assert find_differences(recorded, replayed) == []
    recorded["get_merged"]["response"]["body"]["valueRanges"][0]["values"] = [["합침", "합침"]]
    recorded["get_shown"]["response"]["status"] = 404
    found = sorted(find_differences(recorded, replayed))
    assert [each.partition(":")[0] for each in found] == ["get_merged", "get_shown"]
    recorded["get_merged"]["request"]["path"] = "/values:batchGet2"
    assert len(find_differences(recorded, replayed)) == 1


@pytest.mark.skipif(
    not FOLDER.exists(),
    reason="nobody has recorded Google's answers yet. Run: python -m tests.stand_ins.record_google ADDRESS",
)
def test_the_stand_in_answers_as_google_was_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = read_answers(FOLDER)
    about = recorded["about"]
    with Google(locale=about["locale"], zone=about["timeZone"], quota=None) as google:
        record(open_signed(tmp_path, monkeypatch, google).address, tmp_path / "answers")
    assert find_differences(recorded, read_answers(tmp_path / "answers")) == []
