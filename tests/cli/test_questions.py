"""The commands of the questions, against the stand-in for GitHub."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from studylib import cli, clock
from studylib.config import studies
from studylib.questions import access, github
from studylib.stores.opening import open_store
from studylib.workbook.cells import Cell, Workbook
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.stand_ins.github import BAD_GATEWAY, FORBIDDEN, GitHub

DUE = datetime(2022, 5, 11, tzinfo=SEOUL)
NOW = DUE + timedelta(minutes=30)
MS = timedelta(seconds=1)
"""GitHub's moments are whole seconds."""


def book(*settings: tuple[Cell, ...], **tabs: object) -> Workbook:
    """Three weeks, due on 4/13, 5/4 and 5/11."""
    rows = (
        ("key", "value"),
        ("name", "시험"),
        ("starts_on", "2022-04-06"),
        ("timezone", "Asia/Seoul"),
        *settings,
    )
    breaks = seasons.tab("breaks", "starts_on | ends_on", "2022-04-13 | 2022-04-26")
    return seasons.book(settings=seasons.tab("settings", *rows), **{"breaks": breaks, **tabs})  # type: ignore[arg-type]


HERE = ("repository", "https://github.com/g/S")


def store(workbook: Workbook) -> None:
    open_store("sqlite:///season.db", create=True).replace(workbook)


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", access.SERVER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(studies.VARIABLE, "sqlite:///season.db")
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(github, "BETWEEN_WRITES", None)
    store(book(HERE))


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    """GitHub as GitHub Actions would name it, with its token."""
    with GitHub() as hub:
        monkeypatch.setenv(access.API, hub.url)
        monkeypatch.setenv(access.TOKEN, hub.token)
        yield hub


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli.app, ["questions", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "good" not in result.output
    return result


def asked_before_and_after(hub: GitHub) -> None:
    """One a second before the last due moment, one kept, a pull request, one at it, one a second after it."""
    hub.ask("before", DUE - MS)
    hub.ask("kept", DUE - MS, labels=("Keep",))
    hub.ask("code", DUE - MS, pull_request=True)
    hub.ask("at", DUE)
    hub.ask("after", DUE + MS)


# ---- list ----


def test_list_prints_one_row_a_question_newest_first(hub: GitHub) -> None:
    hub.ask("왜?", DUE - timedelta(days=1), answers=("because",))
    hub.ask("kept", DUE - timedelta(days=2), labels=("keep",), asker=None)
    hub.ask("late", DUE)
    result = run("list", "--format", "json")
    assert result.exit_code == 0
    late, why, kept = json.loads(result.stdout)
    assert why == {
        "number": 1,
        "title": "왜?",
        "asker": "hana",
        "asked_at": "2022-05-10T00:00:00.000+09:00",
        "answers": 1,
        "week": 3,
        "closes_at": "2022-05-11T00:00:00.000+09:00",
        "kept": False,
        "url": "https://github.com/g/S/issues/1",
    }
    assert (kept["asker"], kept["week"], kept["closes_at"], kept["kept"]) == (None, 3, None, True)
    assert (late["week"], late["closes_at"]) == (None, None)


def test_list_without_questions_prints_the_columns(hub: GitHub) -> None:
    assert json.loads(run("list", "--format", "json").stdout) == []
    result = run("list", "--format", "csv")
    assert result.stdout_bytes.decode("utf-8-sig").strip() == (
        "number,title,asker,asked_at,answers,week,closes_at,kept,url"
    )


def test_a_title_is_no_formula_and_moves_no_cursor(hub: GitHub) -> None:
    hub.ask("=HYPERLINK(1)\x1b[2J", DUE)
    assert "'=HYPERLINK" in run("list", "--format", "csv").stdout
    assert "\x1b" not in run("list").stdout


def test_list_as_of_a_moment_has_what_had_been_asked_by_then(hub: GitHub) -> None:
    hub.ask("early", DUE - timedelta(days=2))
    hub.ask("late", DUE - timedelta(days=1))
    result = run("list", "--format", "json", "--as-of", "2022-05-09T12:00")
    assert [each["title"] for each in json.loads(result.stdout)] == ["early"]


def test_list_says_that_there_are_more_than_it_read(hub: GitHub) -> None:
    for minute in range(1001):
        hub.ask("?", DUE - timedelta(minutes=minute))
    result = run("list", "--format", "json")
    assert len(json.loads(result.stdout)) == 1000
    assert "more open issues than Studyboard reads at once" in result.stderr


def test_list_needs_no_token_for_a_public_repository(hub: GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(access.TOKEN)
    hub.ask("?", DUE)
    assert run("list").exit_code == 0
    assert hub.log[0][2] is None


@pytest.mark.parametrize("command", ["list", "close"])
def test_what_cannot_be_had_is_status_2_with_the_reason(hub: GitHub, command: str) -> None:
    hub.fault = lambda method, path: BAD_GATEWAY
    result = run(command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "a fault of its own (502)" in result.stderr


@pytest.mark.parametrize("command", ["list", "close"])
def test_a_study_without_a_repository_learns_how_to_name_one(hub: GitHub, command: str) -> None:
    store(book())
    result = run(command)
    assert (result.exit_code, hub.log) == (2, [])
    assert "names no repository" in result.stderr
    store(book(("repository", "https://example.com")))
    result = run(command)
    assert (result.exit_code, hub.log) == (2, [])
    assert "no repository on GitHub: “https://example.com”" in result.stderr


def test_problems_of_the_workbook_are_reported_beside_the_list(hub: GitHub) -> None:
    store(book(HERE, ("pot", "whatever")))
    result = run("list")
    assert result.exit_code == 1
    assert "1" in result.stderr


# ---- close ----


def test_close_closes_what_was_asked_before_the_last_due_moment_and_nothing_else(hub: GitHub) -> None:
    asked_before_and_after(hub)
    result = run("close")
    assert result.exit_code == 0
    assert hub.open() == [2, 3, 4, 5]
    assert result.stdout == "Closed #1 before.\n"
    (word,) = hub.comments[1]
    assert "3주차 마감(5/10 (화) 23:59:59)이 지나 이 질문을 닫습니다." in word
    assert not any(hub.comments[number] for number in (2, 3, 4, 5))


@pytest.mark.parametrize(("now", "open_"), [(DUE - MS, 1), (DUE, 0), (DUE + MS, 0)])
def test_a_question_is_closed_from_its_due_moment_on(
    hub: GitHub, monkeypatch: pytest.MonkeyPatch, now: datetime, open_: int
) -> None:
    hub.ask("?", DUE - timedelta(days=1))
    monkeypatch.setattr(clock, "now", lambda: now)
    assert run("close").exit_code == 0
    assert len(hub.open()) == open_


def test_close_twice_does_nothing_more(hub: GitHub) -> None:
    asked_before_and_after(hub)
    run("close")
    before = json.dumps([hub.issues, list(hub.comments.items())])
    writes = [each for each in hub.log if each[0] != "GET"]
    result = run("close")
    assert (result.exit_code, result.stdout) == (0, "There is no question to close.\n")
    assert json.dumps([hub.issues, list(hub.comments.items())]) == before
    assert [each for each in hub.log if each[0] != "GET"] == writes


def test_a_dry_run_says_what_it_would_close_and_closes_nothing(hub: GitHub) -> None:
    asked_before_and_after(hub)
    result = run("close", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "Would close #1 before.\n")
    assert len(hub.open()) == 5
    assert {method for method, _ in hub.asked} == {"GET"}


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_one_that_fails_does_not_stop_the_others_and_is_named(hub: GitHub, method: str) -> None:
    for title in ("first", "second", "third"):
        hub.ask(title, DUE - timedelta(days=1))
    hub.fault = lambda asked, path: (
        BAD_GATEWAY if asked == method and path.startswith("/repos/g/S/issues/2") else None
    )
    result = run("close")
    assert result.exit_code == 1
    assert hub.open() == [2]
    assert "Could not close #2 second: GitHub has a fault of its own (502)" in result.stderr
    hub.fault = lambda asked, path: None
    assert run("close").exit_code == 0
    assert hub.open() == []
    assert [len(words) for words in hub.comments.values()] == [1, 1, 1]


def test_a_read_only_token_is_reported_for_each_question(hub: GitHub) -> None:
    hub.ask("?", DUE - timedelta(days=1))
    hub.fault = lambda method, path: None if method == "GET" else FORBIDDEN
    result = run("close")
    assert result.exit_code == 1
    assert "Issues: read to show questions, write to close them" in result.stderr


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_close_without_a_token_says_so_before_anything(
    hub: GitHub, monkeypatch: pytest.MonkeyPatch, dry: tuple[str, ...]
) -> None:
    monkeypatch.delenv(access.TOKEN)
    result = run("close", *dry)
    assert (result.exit_code, hub.log) == (2, [])
    assert "There is no token to close questions on github.com" in result.stderr


def test_before_the_first_deadline_there_is_nothing_to_close(
    hub: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 4, 12, 23, 59, 59, tzinfo=SEOUL))
    result = run("close")
    assert (result.exit_code, hub.log) == (0, [])
    assert result.stdout == "No deadline has passed yet, so there is nothing to close.\n"


def test_a_hostile_title_is_printed_as_one_line_of_plain_text(hub: GitHub) -> None:
    hub.ask("a\n::error::b\x1b[2J{x}", DUE - timedelta(days=1))
    result = run("close")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert len(result.stdout.splitlines()) == 1
    assert hub.open() == []


@pytest.mark.parametrize("command", ["list", "close"])
def test_a_study_without_weeks_has_no_week_for_a_question(hub: GitHub, command: str) -> None:
    store(book(HERE, weeks=None))
    hub.ask("?", DUE)
    assert run(command).exit_code == 1
    assert hub.open() == [1]
