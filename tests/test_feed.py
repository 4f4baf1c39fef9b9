"""The calendar as an address: who gets it, in what words, and what a program that asks again is told."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from studylib import clock, sample, stores, subscription
from tests.websocket import ROOT, serving

TOKEN = "s3cret 비밀"


@pytest.mark.parametrize(
    ("wanted", "given", "alone", "open_"),
    [
        ("a", "a", False, True),
        ("a", "b", True, False),
        ("a", None, True, False),
        ("비밀", "비밀", False, True),
        ("a", "\ud800", False, False),
        (None, None, True, True),
        (None, None, False, False),
        (None, "a", False, False),
    ],
)
def test_the_token_opens_the_calendar_and_without_one_this_machine_alone(
    wanted: str | None, given: str | None, alone: bool, open_: bool
) -> None:
    assert (subscription.refused(wanted, given, alone=alone) is None) is open_


@pytest.mark.parametrize(
    ("bound_to", "host", "forwarded", "alone"),
    [
        ("localhost", "localhost:8501", None, True),
        ("127.0.0.1", None, None, True),
        ("::1", "[::1]:8501", None, True),
        (None, "localhost", None, False),
        ("0.0.0.0", "localhost", None, False),
        ("localhost", "evil.example", None, False),
        ("localhost", "localhost", "10.0.0.1", False),
        ("localhost", "[", None, False),
    ],
)
def test_a_request_comes_from_this_machine_where_nothing_says_otherwise(
    bound_to: str | None, host: str | None, forwarded: str | None, alone: bool
) -> None:
    assert subscription.alone(bound_to, host, forwarded) is alone


Answer = tuple[int, dict[str, str], str]


def ask(url: str, method: str = "GET", **headers: str) -> Answer:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, headers=sent)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Three servers: open to this machine, behind a token, and without a workbook."""
    folder = tmp_path_factory.mktemp("feed")
    workbook = f"sqlite:///{folder / 'studyboard.db'}"
    stores.open_store(workbook, first=lambda: sample.workbook(clock.now()), create=True)
    found = {"open": {}, "token": {subscription.VARIABLE: TOKEN}, "out": {stores.VARIABLE: "missing.xlsx"}}
    with ExitStack() as stack:
        urls = {}
        for name, environment in found.items():
            own: Path = folder / name
            own.mkdir()
            told = {stores.VARIABLE: workbook, subscription.VARIABLE: "", **environment}
            urls[name] = stack.enter_context(serving(ROOT / "app.py", own, told)) + subscription.PATH
        yield urls


def test_the_calendar_is_given_as_one_in_the_language_asked_for(servers: dict[str, str]) -> None:
    status, headers, text = ask(servers["open"])
    assert status == 200
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "1주차" in text
    assert "Week 1" in ask(servers["open"] + "?lang=en")[2]
    assert "1주차" in ask(servers["open"] + "?lang=%0d%0aX:y")[2]


def test_a_program_that_has_it_already_is_told_so(servers: dict[str, str]) -> None:
    mark = ask(servers["open"])[1]["etag"]
    assert ask(servers["open"], If_None_Match=f'"x", {mark}')[::2] == (304, "")
    assert ask(servers["open"] + "?lang=en", If_None_Match=mark)[0] == 200


def test_it_can_be_asked_for_its_head_and_not_written_to(servers: dict[str, str]) -> None:
    status, headers, text = ask(servers["open"], "HEAD")
    assert (status, text) == (200, "")
    assert headers["content-type"].startswith("text/calendar")
    assert ask(servers["open"], "POST")[0] == 405


def test_without_a_token_others_are_told_what_the_leader_has_to_do(servers: dict[str, str]) -> None:
    for headers in ({"Host": "study.example"}, {"X_Forwarded_For": "10.0.0.1"}):
        status, _, text = ask(servers["open"] + "?lang=en", **headers)
        assert status == 404
        assert "token" in text


def test_with_a_token_only_who_gives_it_gets_the_calendar(servers: dict[str, str]) -> None:
    right = subscription.address(servers["token"], TOKEN)
    assert ask(right, Host="study.example")[0] == 200
    for wrong in ("", "?token=", "?token=x", "?token=%ff"):
        status, _, text = ask(servers["token"] + wrong)
        assert status == 404
        assert TOKEN not in text


def test_without_a_workbook_it_asks_to_come_again(servers: dict[str, str]) -> None:
    status, headers, text = ask(servers["out"] + "?lang=en")
    assert (status, headers["retry-after"]) == (503, "15")
    assert text == "There is no file missing.xlsx. Check the address.\n"
