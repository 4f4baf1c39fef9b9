"""Each workflow with the real command of Studyboard: scripts as GitHub runs them, what is outside on this machine."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studylib import clock
from studylib.stores.opening import open_store
from studylib.workbook.cells import Cell
from tests.deploy.test_workflows import Runner, git, repository, runner
from tests.pages.test_pages import SEOUL, group
from tests.stand_ins.github import GitHub
from tests.stand_ins.receiver import Receiver

__all__ = ["runner"]

HERE: tuple[tuple[Cell, ...], ...] = (
    ("name", "밤샘 스터디"),
    ("starts_on", date(2022, 4, 6)),
    ("repository", "https://github.com/g/S"),
)


def season(machine: Runner, *settings: tuple[Cell, ...], weeks: tuple[tuple[Cell, ...], ...] = ()) -> None:
    """Another season in the workbook that the secrets name."""
    book = group(settings=settings or HERE, **({"weeks": weeks} if weeks else {}))
    address = machine.secrets["STUDYBOARD_SECRETS"].split('"')[1]
    open_store(address).replace(book)


def remind_at(machine: Runner, address: str) -> None:
    """Put the address to remind at into the secrets."""
    secrets = machine.secrets["STUDYBOARD_SECRETS"].replace("addresses = []", f'addresses = ["{address}"]')
    machine.secrets["STUDYBOARD_SECRETS"] = secrets


def test_the_readme_has_the_table_of_the_season_and_a_second_run_changes_nothing(
    runner: Callable[..., Runner],
) -> None:
    machine = runner()
    season(machine)
    table = "|주차|과제|\n|---|---|\n|1주차|[하나]() [두리]()|\n|2주차|[하나]() [두리]()|\n"
    remote = repository(machine, f"# 스터디\n\n{table}\n맺음말\n")
    first = machine.run("readme")
    assert first.returncode == 0, first.stdout + first.stderr
    written = git("show", "main:README.md", at=remote)
    assert "[하나](https://hana.example/1)" in written
    assert "[두리](https://duri.example/2)" in written
    assert written.startswith("# 스터디\n")
    assert "맺음말" in written
    again = machine.run("readme")
    assert again.returncode == 0, again.stdout + again.stderr
    assert git("rev-list", "--count", "main", at=remote) == "2"


def test_the_questions_of_before_the_deadline_are_closed_and_a_second_run_closes_none(
    runner: Callable[..., Runner],
) -> None:
    """The season of 2022 is over, so its last deadline is 5/25 whenever this runs."""
    with GitHub(token="a-token") as hub:
        machine = runner()
        season(machine)
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


def test_a_reminder_is_sent_once_however_often_the_workflow_runs(runner: Callable[..., Runner]) -> None:
    """A deadline that has just passed, by the clock of this machine: the command reads no other."""
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
        season(machine, *settings, weeks=((1, "주제", None, None, None, due_at),))
        remind_at(machine, server.address())
        for _ in range(2):
            done = machine.run("remind")
            assert done.returncode == 0, done.stdout + done.stderr
            assert server.address() not in done.stdout + done.stderr
        (taken,) = server.taken
        assert "두리" in str(taken[1])
        assert list(Path(machine.place / "sent").iterdir()) == [machine.place / "sent/reminders.json"]
    finally:
        server.stop()


def test_a_week_without_anybody_to_remind_leaves_nothing_behind_and_is_no_failure(
    runner: Callable[..., Runner],
) -> None:
    machine = runner()
    season(machine)
    remind_at(machine, "json://127.0.0.1:1/")
    done = machine.run("remind")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(Path(machine.place / "sent").iterdir()) == []


@pytest.mark.parametrize("name", ["readme", "questions", "remind"])
def test_a_workbook_that_cannot_be_had_fails_and_does_nothing(
    name: str, runner: Callable[..., Runner]
) -> None:
    machine = runner()
    remote = repository(machine)
    machine.secrets["STUDYBOARD_SECRETS"] = 'workbook = "/nowhere/season.xlsx"\n'
    done = machine.run(name)
    assert done.returncode == 2
    assert "season.xlsx" in done.stderr
    assert git("rev-list", "--count", "main", at=remote) == "1"
