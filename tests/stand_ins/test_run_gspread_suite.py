"""The script that runs gspread's own tests against the stand-in, here with a small suite."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CLIENT = """
import pytest
import vcr
from google.oauth2.credentials import Credentials
from gspread.client import Client
from gspread.http_client import BackOffHTTPClient

CASSETTES = vcr.VCR.ensure_suffix(".json")

@pytest.fixture
def book(client):
    made = client.create("A suite")
    yield made
    client.del_spreadsheet(made.id)

@pytest.fixture
def client():
    return Client(auth=Credentials("token"), http_client=BackOffHTTPClient)
"""
"""Sets up as gspread's suite does: a class of errors to wait for, a spreadsheet of Drive, and cassettes."""

SUITE = """
import pytest

@pytest.mark.vcr()
def test_calls(book):
    tab = book.sheet1
    assert (book.title, tab.title, book.locale) == ("A suite", "Sheet1", "en_US")
    tab.append_row(["a", "b"])
    book.values_batch_update({"valueInputOption": "RAW", "data": [{"range": "Sheet1!A2", "values": [["c"]]}]})
    assert tab.batch_get(["A1:B2"]) == [[["a", "b"], ["c"]]]
    assert tab.get("A2") == [["c"]]

def test_add(book, vcr):
    with vcr.use_cassette("more"):
        assert book.add_worksheet("more", 2, 2).title == "more"

def test_silent():
    pass

@pytest.mark.skip(reason="not today")
def test_skipped(book):
    pass

def test_lacking(book):
    book.sheet1.sort((1, "asc"), range="A1:B2")

def test_drive(client):
    client.list_spreadsheet_files()
"""

FAILING = """
def test_failing(book):
    assert book.sheet1.get("A1") == [["never written"]]
"""


def run(folder: Path, suite: str) -> tuple[int, list[str]]:
    (folder / "__init__.py").touch()
    (folder / "conftest.py").write_text(CLIENT, encoding="utf-8")
    (folder / "some_test.py").write_text(suite, encoding="utf-8")
    command = [sys.executable, "-m", "tests.stand_ins.run_gspread_suite", str(folder)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    return done.returncode, [line.strip() for line in done.stdout.splitlines()[1:]]


def test_it_tells_what_passed_and_why_the_rest_does_not_apply(tmp_path: Path) -> None:
    code, lines = run(tmp_path, SUITE)
    assert (code, lines) == (
        0,
        [
            *("2 passed", "0 failed", "4 not applicable"),
            *("", "failed:", "", "not applicable:"),
            "1 The stand-in is none for Drive.: test_drive",
            "1 This stand-in for Google lacks sortRange in requests[0].: test_lacking",
            "1 asks for nothing: test_silent",
            "1 skipped by gspread: test_skipped",
            *("", "calls of Studyboard in no passed test: none"),
        ],
    )


def test_it_fails_if_a_test_fails_and_names_the_calls_that_nothing_has_shown(tmp_path: Path) -> None:
    code, lines = run(tmp_path, FAILING)
    assert (code, lines[:3]) == (1, ["0 passed", "1 failed", "0 not applicable"])
    assert [line for line in lines if line.endswith(": test_failing")]
    assert lines[-1].endswith(
        "GET, POST :batchUpdate, GET /values:batchGet, POST /values:batchUpdate, GET /values/*, "
        "POST /values/*:append"
    )


@pytest.mark.parametrize("arguments", [[], ["nowhere"], [".", "."]])
def test_without_one_folder_it_says_how_it_is_used(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "tests.stand_ins.run_gspread_suite", *arguments]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "run_gspread_suite FOLDER" in done.stderr
