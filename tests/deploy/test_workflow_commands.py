"""Tests of each workflow with Studyboard's real command. Stand-ins on this machine replace other servers."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studylib import clock
from studylib.stores.opening import open_store
from studylib.workbook.cells import Cell
from tests.deploy.github_runner import Runner, make_repository, run_git
from tests.pages.workbooks import SEOUL, group
from tests.stand_ins.github import GitHub
from tests.stand_ins.receiver import Receiver

SETTINGS: tuple[tuple[Cell, ...], ...] = (
    ("name", "밤샘 스터디"),
    ("starts_on", date(2022, 4, 6)),
    ("repository", "https://github.com/g/S"),
)


def replace_season(
    machine: Runner, *settings: tuple[Cell, ...], weeks: tuple[tuple[Cell, ...], ...] = ()
) -> None:
    """Put another season into the workbook that the secrets name."""
    book = (
        group(settings=settings or SETTINGS, weeks=weeks) if weeks else group(settings=settings or SETTINGS)
    )
    address = machine.secrets["STUDYBOARD_SECRETS"].split('"')[1]
    open_store(address).replace(book)


def set_reminder_address(machine: Runner, address: str) -> None:
    """Add an address for reminders to the secrets."""
    secrets = machine.secrets["STUDYBOARD_SECRETS"].replace("addresses = []", f'addresses = ["{address}"]')
    machine.secrets["STUDYBOARD_SECRETS"] = secrets


def test_the_readme_gets_the_table_of_the_season_and_a_second_run_changes_nothing(
    runner: Callable[..., Runner],
) -> None:
    machine = runner()
    replace_season(machine)
    table = "|주차|과제|\n|---|---|\n|1주차|[하나]() [두리]()|\n|2주차|[하나]() [두리]()|\n"
    remote = make_repository(machine, f"# 스터디\n\n{table}\n맺음말\n")
    first = machine.run("readme")
    assert first.returncode == 0, first.stdout + first.stderr
    written = run_git("show", "main:README.md", at=remote)
    assert "[하나](https://hana.example/1)" in written
    assert "[두리](https://duri.example/2)" in written
    assert written.startswith("# 스터디\n")
    assert "맺음말" in written
    again = machine.run("readme")
    assert again.returncode == 0, again.stdout + again.stderr
    assert run_git("rev-list", "--count", "main", at=remote) == "2"


def test_questions_from_before_the_deadline_are_closed_and_a_second_run_closes_none(
    runner: Callable[..., Runner],
) -> None:
    """The season of 2022 is over, so its last deadline is 5/25 at any time of the test."""
    with GitHub(token="a-token") as hub:
        machine = runner()
        replace_season(machine)
        machine.environment |= {"GITHUB_API_URL": hub.url, "GITHUB_SERVER_URL": "https://github.com"}
        due_at = datetime(2022, 5, 25, tzinfo=SEOUL)
        hub.ask("before", due_at - timedelta(seconds=1))
        kept = hub.ask("kept", due_at - timedelta(seconds=1), labels=("keep",))
        after = hub.ask("after", due_at)
        for _ in range(2):
            done = machine.run("questions")
            assert done.returncode == 0, done.stdout + done.stderr
            assert hub.open() == [kept, after]
            assert "a-token" not in done.stdout + done.stderr
        assert [len(comments) for comments in hub.comments.values()] == [1, 0, 0]


def test_two_runs_of_the_workflow_send_a_reminder_once(runner: Callable[..., Runner]) -> None:
    """Use a deadline one hour ago, because the command reads the clock of this machine."""
    server = Receiver()
    try:
        machine = runner()
        now = clock.now().astimezone(UTC)
        starts_on = (now - timedelta(days=8)).date()
        settings: tuple[tuple[Cell, ...], ...] = (
            ("name", "밤샘 스터디"),
            ("starts_on", starts_on),
            ("timezone", "UTC"),
        )
        due_at = (now - timedelta(hours=1)).replace(tzinfo=None)
        replace_season(machine, *settings, weeks=((1, "주제", None, None, None, due_at),))
        set_reminder_address(machine, server.address())
        for _ in range(2):
            done = machine.run("remind")
            assert done.returncode == 0, done.stdout + done.stderr
            assert server.address() not in done.stdout + done.stderr
        (taken,) = server.taken
        assert "두리" in str(taken[1])
        assert list(Path(machine.workspace / "sent").iterdir()) == [machine.workspace / "sent/reminders.json"]
    finally:
        server.stop()


def test_a_week_without_reminders_succeeds_and_leaves_no_file(
    runner: Callable[..., Runner],
) -> None:
    machine = runner()
    replace_season(machine)
    set_reminder_address(machine, "json://127.0.0.1:1/")
    done = machine.run("remind")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(Path(machine.workspace / "sent").iterdir()) == []


@pytest.mark.parametrize("name", ["readme", "questions", "remind"])
def test_a_workflow_fails_and_changes_nothing_if_it_cannot_read_the_workbook(
    name: str, runner: Callable[..., Runner]
) -> None:
    machine = runner()
    remote = make_repository(machine)
    machine.secrets["STUDYBOARD_SECRETS"] = 'workbook = "/nowhere/season.xlsx"\n'
    done = machine.run(name)
    assert done.returncode == 2
    assert "season.xlsx" in done.stderr
    assert run_git("rev-list", "--count", "main", at=remote) == "1"
