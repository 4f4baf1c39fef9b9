"""The calendar as an address: its visitors, its language, and the answer to a program that asks again."""

import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from studylib import clock
from studylib.calendar import subscription
from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.workbook import sample
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.servers.websocket import ROOT, serving

TOKEN = "s3cret 비밀"
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
    open_store(workbook, first=lambda: sample.make_sample(clock.now()), create=True)
    found = {"open": {}, "token": {subscription.VARIABLE: TOKEN}, "out": {studies.VARIABLE: "missing.xlsx"}}
    with ExitStack() as stack:
        urls = {}
        for name, environment in found.items():
            own: Path = folder / name
            own.mkdir()
            told = {studies.VARIABLE: workbook, subscription.VARIABLE: "", **environment}
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


def test_a_program_that_has_the_calendar_already_gets_304(servers: dict[str, str]) -> None:
    mark = ask(servers["open"])[1]["etag"]
    assert ask(servers["open"], If_None_Match=f'"x", {mark}')[::2] == (304, "")
    assert ask(servers["open"] + "?lang=en", If_None_Match=mark)[0] == 200


def test_it_can_be_asked_for_its_head_and_not_written_to(servers: dict[str, str]) -> None:
    status, headers, text = ask(servers["open"], "HEAD")
    assert (status, text) == (200, "")
    assert headers["content-type"].startswith("text/calendar")
    assert ask(servers["open"], "POST")[0] == 405


def test_without_a_token_other_machines_read_what_the_leader_has_to_do(servers: dict[str, str]) -> None:
    for headers in ({"Host": "study.example"}, {"X_Forwarded_For": "10.0.0.1"}):
        status, _, text = ask(servers["open"] + "?lang=en", **headers)
        assert status == 404
        assert "token" in text


def test_a_calendar_with_a_token_is_served_only_for_the_token(servers: dict[str, str]) -> None:
    right = subscription.subscription_address(servers["token"], TOKEN)
    assert ask(right, Host="study.example")[0] == 200
    for wrong in ("", "?token=", "?token=x", "?token=%ff"):
        status, _, text = ask(servers["token"] + wrong, Host="study.example")
        assert status == 404
        assert TOKEN not in text


def group(*settings: tuple[Cell, ...]) -> Workbook:
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("starts_on", date(2022, 4, 27)), *settings)),
            Tab("members", (("name", "turn"), ("이은빈", 1))),
            Tab("weeks", (("week",), (1,))),
        )
    )


@pytest.mark.parametrize(("settings", "writer"), [((), "이은빈"), ((("short_names", "yes"),), "이○빈")])
def test_anybody_gets_the_calendar_of_a_public_study_with_the_names_that_anybody_may_know(
    tmp_path: Path, settings: tuple[tuple[Cell, ...], ...], writer: str
) -> None:
    workbook = f"sqlite:///{tmp_path / 'public.db'}"
    open_store(workbook, create=True).replace(group(("access", "public"), *settings))
    told = {studies.VARIABLE: workbook, subscription.VARIABLE: TOKEN}
    with serving(ROOT / "app.py", tmp_path, told) as url:
        status, _, text = ask(url + subscription.PATH, Host="study.example")
        whole = ask(subscription.subscription_address(url, TOKEN), Host="study.example")[2]
    assert status == 200
    assert writer in text
    assert ("이은빈" in text) is (writer == "이은빈")
    assert "이은빈" in whole


def test_each_study_of_a_deployment_has_a_calendar_and_a_token_of_its_own(tmp_path: Path) -> None:
    listed = ""
    for id in ("night", "dawn"):
        workbook = f"sqlite:///{tmp_path / id}.db"
        access = "public" if id == "dawn" else "members"
        open_store(workbook, create=True).replace(group(("access", access)))
        listed += (
            f'[[studies]]\nid = "{id}"\nworkbook = "{workbook}"\n[studies.calendar]\ntoken = "of-{id}"\n'
        )
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text(listed)
    told = {studies.VARIABLE: "", subscription.VARIABLE: "of-night", "HOME": str(tmp_path)}
    with serving(ROOT / "app.py", tmp_path, told) as url:
        answers = {
            (study, token): ask(subscription.subscription_address(url, token, study), Host="study.example")[0]
            for study in ("night", "dawn", "noon", None)
            for token in ("of-night", "of-dawn")
        }
    assert answers == {
        ("night", "of-night"): 200,
        ("night", "of-dawn"): 404,
        ("dawn", "of-night"): 200,  # it is public
        ("dawn", "of-dawn"): 200,
        ("noon", "of-night"): 404,
        ("noon", "of-dawn"): 404,
        (None, "of-night"): 404,
        (None, "of-dawn"): 404,
    }


def test_without_a_workbook_it_asks_to_come_again(servers: dict[str, str]) -> None:
    status, headers, text = ask(servers["out"] + "?lang=en")
    assert (status, headers["retry-after"]) == (503, "15")
    assert text == "There is no file missing.xlsx. Check the address.\n"


def test_without_a_workbook_another_machine_does_not_get_its_address(servers: dict[str, str]) -> None:
    for headers in ({"Host": "study.example"}, {"X_Forwarded_For": "10.0.0.1"}):
        status, _, text = ask(servers["out"] + "?lang=en", **headers)
        assert status == 503
        assert "missing.xlsx" not in text
        assert text.startswith("The board cannot be read at the moment.")
