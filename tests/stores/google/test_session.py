"""The key of a service account, and which server is asked."""

import json
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest

from studylib.stores.google import session
from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import with_key


@pytest.mark.parametrize("server", ["http://127.0.0.1:8700", "http://localhost:8700/", "http://[::1]:8700"])
def test_another_server_on_this_machine_may_be_asked(monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    monkeypatch.setenv(session.ELSEWHERE, server)
    assert session.find_stand_in() == server.rstrip("/")


@pytest.mark.parametrize(
    "server",
    [
        "http://evil.example",
        "https://127.0.0.1:8700",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example",
        "http://10.0.0.1",
        "http://0.0.0.0:8700",
        "127.0.0.1:8700",
        "file:///etc",
    ],
)
def test_no_other_server_is_ever_asked(monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    monkeypatch.setenv(session.ELSEWHERE, server)
    with pytest.raises(WorkbookError, match="only name a server on this machine"):
        session.find_stand_in()


def test_with_a_key_every_request_is_signed_by_a_token_for_reading_alone(
    google_: Google, tmp_path: Path
) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    mark = google_.mark()
    Sheet(google_.address).fetch()
    kinds = [(each.kind, each.signed) for each in google_.requests[mark:]]
    assert kinds == [("token", False), ("metadata", True), ("values", True)]
    (token,) = google_.requests[mark : mark + 1]
    _, claims, _ = token.body["assertion"][0].split(".")
    assert json.loads(urlsafe_b64decode(claims + "=="))["scope"] == session.READ_ONLY


def test_one_token_serves_many_reads(google_: Google, tmp_path: Path) -> None:
    google_.open = False
    with_key(google_, tmp_path)
    opened, mark = Sheet(google_.address), google_.mark()
    for _ in range(3):
        opened.fetch()
    assert google_.count("token", mark) == 1


def test_without_a_key_only_a_stand_in_is_asked(google_: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Sheet(google_.address).fetch()
    monkeypatch.delenv(session.ELSEWHERE)
    with pytest.raises(WorkbookError, match="There is no key"):
        Sheet(google_.address)
