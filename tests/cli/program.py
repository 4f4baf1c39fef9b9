"""Builders: a small season, a command run in this process or its own, and its output parsed."""

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from studylib import cli, clock
from studylib.stores.opening import open_store
from studylib.workbook.cells import Row, Tab, Workbook

ROOT = Path(__file__).parents[2]

SEOUL = ZoneInfo("Asia/Seoul")

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)

SETTINGS: tuple[Row, ...] = (("name", "밤샘"), ("starts_on", date(2022, 4, 27)))


def group(
    *,
    settings: Iterable[Row] = SETTINGS,
    members: Iterable[Row] = (("하나",), ("두리",)),
    weeks: Iterable[Row] = ((1, "RNNs"), (2, "CNNs"), (3, "GANs")),
    answers: Iterable[Row] = (
        (datetime(2022, 5, 3, 23, 57, 13), "하나", 1, "https://hana.example/1"),
        (datetime(2022, 5, 4, 1, 7, 50, 250_000), "하나", 1, "https://hana.example/1b"),
        (datetime(2022, 5, 4, 1, 7, 50, 250_000), "두리", "1주차", "https://duri.example/1"),
    ),
    more: Iterable[Tab] = (),
) -> Workbook:
    """Two members, three weeks due on 5/4, 5/11 and 5/18."""
    return Workbook(
        (
            Tab("settings", (("key", "value"), *settings)),
            Tab("members", (("name", "email"), *members)),
            Tab("weeks", (("week", "title", "lecture"), *weeks)),
            *more,
            Tab(
                "Form Responses 1",
                (("Timestamp", "Email Address", "Name", "Week", "Link"), *map(answer_row, answers)),
            ),
        )
    )


def answer_row(row: Row) -> Row:
    return row[0], None, *row[1:]


def run(*arguments: str) -> Result:
    """Run a command in this process. Whatever happens, it ends by itself and without a traceback."""
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as people do."""
    result = subprocess.run(
        [sys.executable, "-m", "studylib", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in result.stdout + result.stderr
    return result


def database(workbook: Workbook, name: str = "season.db") -> str:
    """The address of a database in this folder that holds the workbook."""
    address = f"sqlite:///{name}"
    open_store(address, create=True).replace(workbook)
    return address


def printed(workbook: Workbook, *arguments: str) -> Result:
    """What a command prints of a workbook."""
    return run("--workbook", database(workbook), *arguments)


def records(result: Result) -> list[dict[str, object]]:
    found = json.loads(result.stdout_bytes.decode())
    assert isinstance(found, list)
    return found


def lines(result: Result) -> list[list[str]]:
    """The rows of a CSV, header first."""
    return list(csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline="")))


def width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


SETTLED = "2022-05-18T12:00"
"""When the last of the three weeks, all due in May, has closed: 두리 was late and absent twice, 하나 absent twice."""


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """The clock stands at another moment."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(moment).replace(tzinfo=SEOUL))


UNREAD_ANSWERS: dict[str, list[Row]] = {
    "no time": [(None, "하나", 1, "https://x.example")],
    "nobody": [(datetime(2022, 5, 3), "아무개", 1, "https://x.example")],
    "no week": [(datetime(2022, 5, 3), "하나", "?", "https://x.example")],
    "a script": [(datetime(2022, 5, 3), "하나", 1, "javascript:alert(1)")],
    "a data link": [(datetime(2022, 5, 3), "하나", 1, "data:text/html,x")],
    "1900": [(date(1900, 1, 1), "하나", 1, "https://x.example")],
    "NaN": [(float("nan"), "하나", 1, "https://x.example")],
    "10,000 characters": [(datetime(2022, 5, 3), "하나", 1, "x" * 10_000)],
}

GONE: tuple[Row, ...] = (
    ("하나", "hana@school.kr", None, None, date(2022, 5, 20)),
    ("두리", "duri@school.kr"),
)


def leaving() -> Workbook:
    season = group(members=GONE)
    tabs = (
        Tab(each.title, (("name", "email", "turn", "role", "left_on"), *each.rows[1:]))
        if each.title == "members"
        else each
        for each in season.tabs
    )
    return Workbook(tuple(tabs))
