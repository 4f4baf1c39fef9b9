"""Reminders that the server sends by itself: off unless asked for, and never twice."""

import signal
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
import streamlit as st

from studylib import clock
from studylib.config import studies
from studylib.reminders import delivery, sent
from studylib.source.reader import Reader
from studylib.stores.opening import open_store
from studylib.web import reminders
from studylib.workbook.cells import Row, Tab, Workbook
from tests.cli.program import SEOUL, group, run
from tests.servers.websocket import ROOT, starting
from tests.stand_ins.receiver import TOKEN, Receiver, receiver

__all__ = ["receiver"]  # a fixture

NIGHT = datetime(2022, 5, 10, 22, tzinfo=SEOUL)
"""Two hours before week 2 is due. Nobody has handed in for it."""
ENGLISH: tuple[Row, ...] = (("starts_on", "2022-04-27"), ("language", "en"))


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is the night before the deadline, in an empty folder."""
    st.cache_resource.clear()
    monkeypatch.setattr(clock, "now", lambda: NIGHT)
    for variable in (studies.VARIABLE, delivery.VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def set_up(*addresses: str, sent: str = 'sent = "sent.json"', season: Workbook | None = None) -> None:
    """Write the workbook and the secrets file of this folder."""
    open_store("sqlite:///season.db", create=True).replace(season or group(settings=ENGLISH))
    Path(".streamlit").mkdir(exist_ok=True)
    listed = ", ".join(f'"{each}"' for each in addresses)
    Path(".streamlit/secrets.toml").write_text(
        f'workbook = "sqlite:///season.db"\n[reminders]\naddresses = [{listed}]\n{sent}\n', encoding="utf-8"
    )


def remind() -> list[str]:
    """The reasons why a look of the server sent nothing."""
    return [why for _, why in reminders.remind_studies()]


def test_without_the_file_the_server_reads_and_sends_nothing(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    set_up(receiver.address(), sent="")
    monkeypatch.delattr(Reader, "read")
    assert remind() == []
    assert receiver.taken == []


def test_neither_the_server_nor_a_schedule_beside_it_sends_a_reminder_twice(receiver: Receiver) -> None:
    set_up(receiver.address())
    assert [remind(), remind()] == [[], []]
    st.cache_resource.clear()  # as after a restart
    assert remind() == []
    assert run("remind", "--scheduled", "--sent", "sent.json").exit_code == 0
    ((_, told),) = receiver.taken
    assert told["title"] == "Reminder: Week 2"
    Path("sent.json").unlink()
    assert run("remind", "--scheduled", "--sent", "sent.json").exit_code == 0
    assert remind() == []
    assert len(receiver.taken) == 2


@pytest.mark.parametrize(("hours", "count"), [(-3.1, 0), (-3, 1), (0, 1)])
def test_the_server_reminds_in_the_hours_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver, hours: float, count: int
) -> None:
    set_up(receiver.address())
    monkeypatch.setattr(clock, "now", lambda: NIGHT + timedelta(hours=hours))
    assert remind() == []
    assert len(receiver.taken) == count


def test_an_address_that_failed_is_tried_again_and_no_reason_names_it(receiver: Receiver) -> None:
    set_up(receiver.address())
    receiver.status = 500
    (why,) = remind()
    assert TOKEN not in why
    receiver.status = 200
    assert remind() == []
    assert len(receiver.taken) == 2


def test_an_old_copy_reminds_nobody(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    set_up(receiver.address())
    monkeypatch.setattr(clock, "now", lambda: NIGHT - timedelta(days=1))
    assert remind() == []  # too early, but read
    Path("season.db").unlink()
    monkeypatch.setattr(clock, "now", lambda: NIGHT)
    assert len(remind()) == 1
    assert receiver.taken == []


def test_while_it_is_in_doubt_who_has_handed_in_nobody_is_reminded(receiver: Receiver) -> None:
    row = (datetime(2022, 5, 10, 12), None, "하나", 2, "https://hana.example/2")
    unread = Tab("Form Responses 1", (("Timestamp", "Remark", "Question 1", "Week", "Link"), row))
    set_up(receiver.address(), season=Workbook((*group(settings=ENGLISH).tabs[:-1], unread)))
    (why,) = remind()
    assert "Checks" in why
    assert receiver.taken == []


@pytest.mark.parametrize("value", ["7", '""', "true", '["a.json"]'])
def test_a_file_without_a_name_is_told(receiver: Receiver, value: str) -> None:
    set_up(receiver.address(), sent=f"sent = {value}")
    (why,) = remind()
    assert "“sent” under [reminders]" in why
    assert receiver.taken == []


def test_a_file_that_others_hold_is_left_to_them(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    set_up(receiver.address())
    monkeypatch.setattr(reminders, "TURN", 0.1)
    with sent.hold_log(Path("sent.json")):
        (why,) = remind()
    assert "Another run of the reminders" in why
    assert receiver.taken == []


def test_a_bug_is_told_without_an_address_and_ends_no_other_study(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    set_up(receiver.address())
    monkeypatch.setattr(reminders, "find_file", lambda listing: int(f"hana@school.kr {listing.id}"))
    (why,) = remind()
    assert "ValueError" in why
    assert "hana@" not in why


def open_now() -> Workbook:
    """A season whose first week is open at the real present, and to be reminded of."""
    today = datetime.now(SEOUL).date()  # noqa: TID251
    settings: tuple[Row, ...] = (
        ("starts_on", today - timedelta(days=3)),
        ("language", "en"),
        ("remind_hours", 200),
    )
    return group(settings=settings, answers=())


def test_two_servers_with_one_file_send_once_and_end_only_once_it_is_recorded(
    receiver: Receiver, tmp_path: Path
) -> None:
    set_up(receiver.address(), season=open_now())
    receiver.delay = 2.0
    with ExitStack() as stack:
        servers = []
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            serving = starting(ROOT / "app.py", tmp_path / name, started_in=tmp_path)
            servers.append(stack.enter_context(serving)[1])
        end = monotonic() + 60
        while not receiver.taken and monotonic() < end:
            sleep(0.05)
        for server in servers:
            server.send_signal(signal.SIGTERM)
        assert {server.wait(60) for server in servers} <= {0, -signal.SIGTERM}
    assert len(receiver.taken) == 1
    (reminded,) = sent.read_log(Path("sent.json")).sent.values()
    assert len(reminded) == 1
    logs = "".join(each.read_text() for each in tmp_path.glob("?/*.log"))
    assert TOKEN not in logs
    assert "Traceback" not in logs
