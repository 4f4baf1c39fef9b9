"""The command `remind`: what it prints and sends, its exit status, and that it sends nothing twice."""

import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from studylib import clock
from studylib.config import studies
from studylib.reminders import delivery
from studylib.source import reminding
from studylib.workbook.cells import Row, Tab, Workbook
from tests.cli.program import ROOT, SEOUL, database, group, run
from tests.stand_ins.receiver import TOKEN, Receiver, nowhere, receiver

__all__ = ["receiver"]  # a fixture

DUE = datetime(2022, 5, 11, tzinfo=SEOUL)
"""Of week 2; 하나 and 두리 have handed in for week 1 alone."""
NIGHT, MORNING = DUE - timedelta(hours=2), DUE + timedelta(hours=8)
ENGLISH: tuple[Row, ...] = (("starts_on", "2022-04-27"), ("language", "en"))


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is the night before the deadline. The terminal is an English one. Nothing is set up on this machine."""
    at(monkeypatch, NIGHT)
    for variable in (studies.VARIABLE, delivery.VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def english(weeks: Iterable[Row] = ((1, "RNNs"), (2, "CNNs"), (3, "GANs"))) -> str:
    """The address of a season in English."""
    return database(group(settings=ENGLISH, weeks=weeks))


def remind(*arguments: str, address: str | None = None) -> tuple[int, str, str]:
    """Exit status, output and errors."""
    result = run("--workbook", address or english(), "remind", *arguments)
    return result.exit_code, result.stdout, result.stderr


def to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    monkeypatch.setenv(delivery.VARIABLE, " ".join(addresses))


NOTHING = "There is nothing to say now, so nothing was sent.\n"
TOLD = """\
Reminder: Week 2

Week 2 CNNs
Due Tue 5/10 23:59:59
2 hr left

Not handed in yet
하나
두리

Handed in late, it costs
Late ₩3,000 until Wed 5/11 11:59:59
Absent ₩4,000 after that
"""


def test_a_dry_run_prints_the_reminder_needs_no_address_and_sends_nothing(receiver: Receiver) -> None:
    assert remind("--dry-run") == (0, TOLD, "")
    assert receiver.taken == []


def test_it_is_in_the_language_of_the_study() -> None:
    address = database(group())
    status, out, err = remind("--dry-run", address=address)
    assert (status, err) == (0, "")
    assert out.startswith("[밤샘] 2주차 제출 알림\n\n2주차 CNNs\n마감 5/10 (화) 23:59:59\n2시간 남음\n")


def test_another_moment_is_only_printed(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    to(monkeypatch, receiver.address())
    assert "1 hr left" in remind("--dry-run", "--as-of", "2022-05-10T23:00")[1]
    status, out, err = remind("--as-of", "2022-05-10T23:00")
    assert (status, out) == (2, "")
    assert "Of another moment it is only printed: add --dry-run." in " ".join(err.split())
    assert receiver.taken == []


def test_where_there_is_nothing_to_say_nothing_is_sent(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    to(monkeypatch, receiver.address())
    at(monkeypatch, DUE + timedelta(days=30))
    assert remind() == (0, "", NOTHING)
    assert remind("--dry-run") == (0, "", NOTHING)
    assert receiver.taken == []


def test_by_hand_it_is_sent_each_time(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    to(monkeypatch, receiver.address())
    at(monkeypatch, DUE - timedelta(days=6))
    for _ in range(2):
        assert remind() == (0, "Sent to 1 of 1 addresses.\n", "")
    assert [taken["title"] for _, taken in receiver.taken] == ["Reminder: Week 2"] * 2


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        (DUE - timedelta(hours=5, milliseconds=1), 0),
        (DUE - timedelta(hours=5), 1),
        (DUE - timedelta(milliseconds=1), 1),
        (DUE, 0),
        (DUE + timedelta(minutes=2), 1),
        (DUE + timedelta(hours=12, milliseconds=-1), 1),
        (DUE + timedelta(hours=12), 0),
    ],
)
def test_a_scheduler_that_runs_early_or_late_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver, now: datetime, sent: int
) -> None:
    to(monkeypatch, receiver.address())
    at(monkeypatch, now)
    assert remind("--scheduled", "--sent", "sent.json")[0] == 0
    assert len(receiver.taken) == sent


def test_a_scheduler_that_runs_every_hour_reminds_once_before_and_once_after(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    to(monkeypatch, receiver.address())
    address = english()
    for hours in range(-30, 30):
        at(monkeypatch, DUE + timedelta(hours=hours, minutes=7))
        assert remind("--scheduled", "--sent", "sent.json", address=address)[0] == 0
    assert [taken["message"].splitlines()[2] for _, taken in receiver.taken] == [
        "4 hr 53 min left",
        "7 min past",
    ]


def test_one_that_failed_is_tried_again_and_the_others_are_left_in_peace(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    other = Receiver()
    try:
        other.status = 500
        to(monkeypatch, receiver.address(), other.address())
        status, out, err = remind("--scheduled", "--sent", "sent.json")
        assert (status, out) == (1, "Sent to 1 of 2 addresses.\n")
        assert err.startswith("Address 2 of the reminders (json) did not accept the message.")
        other.status = 200
        to(monkeypatch, other.address(), receiver.address())  # in whichever order
        assert remind("--scheduled", "--sent", "sent.json") == (0, "Sent to 1 of 1 addresses.\n", "")
        assert remind("--scheduled", "--sent", "sent.json") == (0, "", NOTHING)
        assert (len(receiver.taken), len(other.taken)) == (1, 2)
    finally:
        other.stop()


def test_of_two_weeks_the_reminded_one_is_not_reminded_again(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    to(monkeypatch, receiver.address())
    at(monkeypatch, MORNING)
    address = english()
    assert remind("--scheduled", "--sent", "sent.json", address=address)[0] == 0
    assert remind("--sent", "sent.json", address=address)[0] == 0
    assert [taken["title"] for _, taken in receiver.taken] == ["Reminder: Week 2", "Reminder: Week 3"]


def test_a_record_that_cannot_be_written_fails_before_the_first_reminder(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    to(monkeypatch, receiver.address())
    status, out, err = remind("--sent", "no/sent.json")
    assert (status, out) == (2, "")
    assert err.startswith("The file no/sent.json cannot be written: No such file or directory.")
    Path("sent.json").write_text("?", encoding="utf-8")
    status, out, err = remind("--sent", "sent.json")
    assert (status, out) == (2, "")
    assert err.startswith("sent.json is not a record of sent reminders, so nothing was sent.")
    assert receiver.taken == []


def test_without_an_address_the_command_says_how_to_set_one() -> None:
    status, out, err = remind()
    assert (status, out) == (2, "")
    assert err.startswith("There is no address to send reminders to.")


def test_a_sample_sends_no_reminder(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    to(monkeypatch, receiver.address())
    address = database(group(settings=[*ENGLISH, ("sample", True)]))
    assert remind(address=address) == (
        2,
        "",
        "This is a sample season of an invented group. Studyboard reminds no one. --dry-run prints the reminder.\n",
    )
    assert remind("--dry-run", address=address)[0] == 0
    assert receiver.taken == []


@pytest.mark.parametrize(
    "unread",
    [
        (datetime(2022, 5, 10, 12), "하냐", 2, "https://hana.example/2"),
        (datetime(2023, 5, 10, 12), "하나", 2, "https://hana.example/2"),
    ],
    ids=["of an unknown member", "dated next year"],
)
def test_while_answers_cannot_be_read_the_reminder_says_so(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver, unread: Row
) -> None:
    to(monkeypatch, receiver.address())
    address = database(group(settings=ENGLISH, answers=[unread]))
    status, _, err = remind("--scheduled", address=address)
    assert status == 0
    assert err.startswith("Could not be read: 1.")
    [(_, taken)] = receiver.taken
    assert taken["message"].endswith(
        "Answers that could not be read: 1\nTheir authors may have handed in already."
    )


def test_what_puts_the_roster_in_doubt_is_status_1_and_the_reminder_goes_out(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    to(monkeypatch, receiver.address())
    season: Workbook = group(settings=[*ENGLISH, ("remind_hours", "다섯")])
    status, out, err = remind("--scheduled", address=database(season))
    assert (status, out) == (1, "Sent to 1 of 1 addresses.\n")
    assert err.startswith("Could not be read: 1.")


def test_the_hours_before_the_deadline_are_those_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    to(monkeypatch, receiver.address())
    address = database(group(settings=[*ENGLISH, ("알림 시간", "26시간")]))
    at(monkeypatch, DUE - timedelta(hours=26))
    assert remind("--scheduled", address=address) == (0, "Sent to 1 of 1 addresses.\n", "")


def test_the_reminder_names_the_page_if_it_is_configured() -> None:
    Path(".streamlit").mkdir()
    Path(".streamlit/secrets.toml").write_text('[reminders]\npage = "https://our.app"\n', encoding="utf-8")
    assert remind("--dry-run")[1].endswith("\n\nBoard: https://our.app\n")


def test_no_address_comes_out_of_the_command_whatever_happens(receiver: Receiver) -> None:
    """The command as people run it, with a season that is open now and the loudest of warnings."""
    today = datetime.now(SEOUL).date()  # noqa: TID251
    season = database(
        group(settings=[("starts_on", today - timedelta(days=3)), ("language", "en")], answers=())
    )
    receiver.status = 500
    addresses = [
        receiver.address(),
        nowhere(),
        f"mailto://u:{TOKEN}@127.0.0.1:1/?from=b@x.kr",
        f"x-{TOKEN}://",
        TOKEN,
    ]
    ran = subprocess.run(
        [
            sys.executable,
            "-W",
            "always",
            "-m",
            "studylib",
            "--workbook",
            season,
            "remind",
            "--sent",
            "sent.json",
        ],
        env=os.environ | {"PYTHONPATH": str(ROOT), delivery.VARIABLE: " ".join(addresses)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (1, "Sent to 0 of 3 addresses.\n")
    assert [line.split()[:2] for line in ran.stderr.splitlines()] == [
        ["Address", number] for number in "45123"
    ]
    written = Path("sent.json").read_text(encoding="utf-8")
    assert not any(TOKEN.lower() in each.lower() for each in (ran.stdout, ran.stderr, written))


def test_apprise_is_loaded_by_the_command_that_sends_and_by_no_other() -> None:
    code = "import sys, studylib.cli.reminder; sys.exit('apprise' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False
    )
    assert ran.returncode == 0
    assert vars(reminding)["delivery"] is delivery


# ---- several runs at once ----


def open_now() -> str:
    """The address of a season whose week 1 is open at the real present, and to be reminded of."""
    today = datetime.now(SEOUL).date()  # noqa: TID251
    settings: list[Row] = [
        ("starts_on", today - timedelta(days=3)),
        ("language", "en"),
        ("remind_hours", 200),
    ]
    return database(group(settings=settings, answers=()))


def start(season: str, receiver: Receiver) -> subprocess.Popen[str]:
    """Start the command as a scheduler does, in a process of its own."""
    command = ["--workbook", season, "remind", "--scheduled", "--sent", "sent.json"]
    return subprocess.Popen(
        [sys.executable, "-m", "studylib", *command],
        env=os.environ | {"PYTHONPATH": str(ROOT), delivery.VARIABLE: receiver.address()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_of_three_runs_at_once_one_sends(receiver: Receiver) -> None:
    receiver.delay = 2.0
    season = open_now()
    ended = sorted(map(finish, [start(season, receiver) for _ in range(3)]))
    assert ended == [(0, "", NOTHING), (0, "", NOTHING), (0, "Sent to 1 of 1 addresses.\n", "")]
    assert len(receiver.taken) == 1


def test_a_run_that_was_killed_while_sending_blocks_no_other_which_sends_once_more(
    receiver: Receiver,
) -> None:
    receiver.status = 0
    season = open_now()
    killed = start(season, receiver)
    end = monotonic() + 30
    while not receiver.taken and monotonic() < end:
        sleep(0.05)
    killed.kill()
    killed.communicate(timeout=60)
    receiver.status = 200
    assert finish(start(season, receiver)) == (0, "Sent to 1 of 1 addresses.\n", "")
    assert finish(start(season, receiver)) == (0, "", NOTHING)
    assert len(receiver.taken) == 2


# ---- what cannot be read ----

HEAD = ("Timestamp", "Email Address", "Name", "Week", "Link")
HANDED_IN: Row = (datetime(2022, 5, 10, 12), None, "하나", 2, "https://hana.example/2")
RENAMED = {
    "이름": ("타임스탬프", "비고", "질문 1", "주차", "링크"),
    "타임스탬프": ("질문 1", "비고", "이름", "주차", "링크"),
    "링크": ("타임스탬프", "비고", "이름", "주차", "질문 1"),
    "주차": ("타임스탬프", "비고", "이름", "질문 1", "링크"),
    "name": ("Timestamp", "Remark", "Question 1", "Week", "Link"),
    "timestamp": ("Question 1", "Remark", "Name", "Week", "Link"),
    "link": ("Timestamp", "Remark", "Name", "Week", "Question 1"),
    "week": ("Timestamp", "Remark", "Name", "Question 1", "Link"),
}
"""Headers of a form's answers in which one question has another name, by the column that is missing."""


def with_answers(*tabs: Tab, **parts: Any) -> str:
    whole = group(settings=ENGLISH, **parts)
    return database(Workbook((*whole.tabs[:-1], *tabs)))


@pytest.mark.parametrize("arguments", [(), ("--dry-run",), ("--scheduled", "--sent", "sent.json")])
@pytest.mark.parametrize("column", RENAMED)
def test_while_a_column_of_the_answers_cannot_be_read_nobody_is_reminded(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver, column: str, arguments: tuple[str, ...]
) -> None:
    to(monkeypatch, receiver.address())
    title = "Form Responses 1" if column.isascii() else "설문지 응답 시트1"
    address = with_answers(Tab(title, (RENAMED[column], HANDED_IN)))
    status, out, err = remind(*arguments, address=address)
    assert (status, out, receiver.taken) == (1, "", [])
    head, line = err.splitlines()
    assert head == "Nothing was sent: the reminder could name members who have handed in. Fix this first:"
    assert line.startswith(title)
    assert column in line


def test_one_unreadable_tab_of_answers_is_enough(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    to(monkeypatch, receiver.address())
    whole = Tab("Form Responses 1", (HEAD, HANDED_IN))
    renamed = Tab("Form Responses 2", (RENAMED["name"], HANDED_IN))
    status, out, err = remind(address=with_answers(whole, renamed))
    assert (status, out, receiver.taken) == (1, "", [])
    assert "Form Responses 2" in err


def test_addresses_that_the_roster_lacks_are_no_names(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    """The question about the name is renamed, and the form collects addresses."""
    to(monkeypatch, receiver.address())
    header = ("Timestamp", "Email Address", "Question 1", "Week", "Link")
    row: Row = (HANDED_IN[0], "hana@school.kr", "하나", 2, "https://hana.example/2")
    status, out, err = remind(address=with_answers(Tab("Form Responses 1", (header, row))))
    assert (status, out, receiver.taken) == (1, "", [])
    assert "Email Address" in err
    listed = with_answers(
        Tab("Form Responses 1", (header, row)),
        members=[("하나", "hana@school.kr"), ("두리", "duri@school.kr")],
    )
    assert remind(address=listed)[0] == 0
    assert "하나" not in receiver.taken[0][1]["message"]


@pytest.mark.parametrize(
    ("parts", "waits"),
    [
        ({"members": [("하나",), ("두리",), ("하나",)]}, True),
        ({"weeks": [(1, ""), ("둘째", ""), (2, "")]}, True),
        ({"more": [Tab("벌금", (("구분", "마감 후 시간", "금액"), ("결석", None, "많이")))]}, True),
        ({"more": [Tab("휴식", (("시작", "끝"), (date(2022, 6, 9), "여름")))]}, True),
        ({"more": [Tab("면제", (("주차", "이름"), (2, "누구")))]}, True),
        ({"more": [Tab("면제", (("주차", "이름"), (3, "누구")))]}, False),
        ({"more": [Tab("납부", (("납부일", "월", "이름", "금액"), ("?", "?", "?", "?")))]}, False),
        ({"more": [Tab("정산", (("월", "이름", "벌금", "분배", "이월"), ("?", "하나", 0, 0, 0)))]}, False),
        ({"settings": [*ENGLISH, ("pot", "반반")]}, False),
        ({"settings": [*ENGLISH, ("timezone", "Seoul/Asia")]}, False),
    ],
    ids=["roster", "weeks", "tiers", "break", "excuse", "other week", "payment", "closed", "pot", "no weeks"],
)
def test_a_reminder_waits_only_for_what_can_touch_its_week(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver, parts: dict[str, Any], waits: bool
) -> None:
    """Without a zone there are no weeks, so there is nothing to remind of."""
    to(monkeypatch, receiver.address())
    address = database(group(**{"settings": ENGLISH, **parts}))
    status, out, err = remind("--scheduled", address=address)
    refused = err.startswith("Nothing was sent: the reminder could name members who have handed in.")
    assert refused is waits
    assert (len(receiver.taken) == 0) is (waits or "timezone" in str(parts))
    assert status == (0 if "timezone" in str(parts) else 1)
    assert bool(out) is bool(receiver.taken)


def test_while_no_reminder_is_due_what_cannot_be_read_fails_no_schedule(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    to(monkeypatch, receiver.address())
    at(monkeypatch, DUE - timedelta(hours=6))
    address = with_answers(Tab("Form Responses 1", (RENAMED["name"], HANDED_IN)))
    status, out, err = remind("--scheduled", address=address)
    assert (status, out, receiver.taken) == (0, "", [])
    assert err.startswith(NOTHING)
