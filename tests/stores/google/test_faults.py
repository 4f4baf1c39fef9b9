"""Faults of Google as sentences."""

import json
import logging
from pathlib import Path
from time import monotonic

import pytest
import requests

from studylib.stores.google import session
from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import with_key, writing

FAULTS = {
    "xlsx": "an Excel file in Google Drive",
    "401": "does not accept the key",
    "403": "not shared with Studyboard",
    "404": "no Google Sheet at this address",
    "429": "no more requests for a minute",
    "500": "a fault of its own",
    "502": "a fault of its own",
    "503": "a fault of its own",
    "login": "it is not from Google",
    "cut": "answer is incomplete",
    "reset": "cannot be reached",
    "hang": "did not answer in time",
}


@pytest.mark.parametrize("on", ["metadata", "values", "token"])
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_sentence_and_reported_soon(
    google_: Google, tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: str, on: str
) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    google_.fault(fault, on=on)
    opened, start = Sheet(google_.address), monotonic()
    with caplog.at_level(logging.INFO), pytest.raises(WorkbookError) as raised:
        opened.fetch()
    assert monotonic() - start < 15
    if on != "token":
        assert FAULTS[fault] in str(raised.value)
    said = str(raised.value) + caplog.text
    assert google_.spreadsheet.id not in said
    assert "Bearer" not in said
    assert "Traceback" not in said
    google_.fix()
    assert opened.fetch().tabs


def test_the_account_to_share_with_is_named_whole(google_: Google, tmp_path: Path) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    google_.spreadsheet.shared = None
    with pytest.raises(WorkbookError) as raised:
        Sheet(google_.address).fetch()
    assert f"add {google_.key()['client_email']} as a viewer" in str(raised.value)


def test_a_key_that_google_rejects_is_reported(google_: Google, tmp_path: Path) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    google_.fault("invalid_grant", on="token")
    with pytest.raises(WorkbookError, match="withdrawn, or the clock"):
        Sheet(google_.address).fetch()


def test_a_missing_server_is_reported(google_: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.ELSEWHERE, "http://127.0.0.1:9")
    with pytest.raises(WorkbookError, match="cannot be reached"):
        Sheet(google_.address).fetch()


def test_the_quota_of_a_minute_is_reported(google_: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    with Google(open=True, quota=2) as strict:
        monkeypatch.setenv(session.ELSEWHERE, strict.url)
        opened = Sheet(strict.address)
        opened.fetch()
        with pytest.raises(WorkbookError, match="no more requests for a minute"):
            opened.fetch()


HEADER = ("타임스탬프", "이름", "링크")


def test_a_viewer_may_not_write_and_learns_what_to_ask_for(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (HEADER,)),)))
    google_.spreadsheet.shared = "viewer"
    with pytest.raises(WorkbookError, match="an editor"):
        Sheet(google_.address).append("제출", HEADER, [("a", "b", "c")])


@pytest.mark.parametrize(("fault", "on"), [("503", "metadata"), ("hang", "metadata"), ("429", "write")])
def test_a_write_that_was_never_sent_is_reported_as_unwritten(
    google_: Google, tmp_path: Path, fault: str, on: str
) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (HEADER,)),)))
    google_.fault(fault, on=on)
    with pytest.raises(WorkbookError, match="Nothing was written"):
        Sheet(google_.address).append("제출", HEADER, [("a", "b", "c")])
    assert len(google_.spreadsheet.tab("제출").rows) == 1


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 5_000, "NaN", '"\\ud800"', '{"sheets": {"a": 1}}'])
def test_json_that_is_not_googles_is_one_sentence(
    google_: Google, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    opened = Sheet(google_.address)
    monkeypatch.setattr(requests.Response, "json", lambda self: json.loads(text))
    with pytest.raises(WorkbookError, match="it is not from Google"):
        opened.fetch()
