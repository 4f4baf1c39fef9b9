"""The command line: what each command prints, its exit status, and that no traceback ever comes out of it."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from typer.testing import CliRunner

from studylib import cli, clock
from studylib.cli import settlement as settlement_commands
from studylib.config import studies
from studylib.money import settlement
from studylib.report import Format
from studylib.source import season
from studylib.stores import store
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.workbook import sample
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
                (("Timestamp", "Email Address", "Name", "Week", "Link"), *map(_answer, answers)),
            ),
        )
    )


def _answer(row: Row) -> Row:
    return row[0], None, *row[1:]


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The clock stands, the terminal is an English one, and nothing of this machine says what to open."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.delenv(studies.VARIABLE, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


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


# ---- board ----

BOARD = [
    {
        "member": "하나",
        "week": 1,
        "status": "on_time",
        "submitted_at": "2022-05-03T23:57:13.000+09:00",
        "link": "https://hana.example/1b",
        "fine": 0,
        "month": "2022-05",
        "reason": "1주차 · 마감 5/3 (화) 23:59:59 · 제출 5/3 (화) 23:57:13 · 2분 47초 전 제출",
    },
    {
        "member": "하나",
        "week": 2,
        "status": "overdue",
        "submitted_at": None,
        "link": None,
        "fine": 0,
        "month": "2022-05",
        "reason": "2주차 · 마감 5/10 (화) 23:59:59 · 미제출",
    },
    {
        "member": "하나",
        "week": 3,
        "status": "open",
        "submitted_at": None,
        "link": None,
        "fine": 0,
        "month": "2022-05",
        "reason": "3주차 · 마감 5/17 (화) 23:59:59",
    },
    {
        "member": "두리",
        "week": 1,
        "status": "late",
        "submitted_at": "2022-05-04T01:07:50.250+09:00",
        "link": "https://duri.example/1",
        "fine": 3000,
        "month": "2022-05",
        "reason": (
            "1주차 · 마감 5/3 (화) 23:59:59 · 제출 5/4 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원"
        ),
    },
]


def test_the_board_is_one_row_a_member_and_week_in_the_order_of_the_roster() -> None:
    result = printed(group(), "board", "--format", "json")
    assert result.exit_code == 0
    found = records(result)
    assert found[:4] == BOARD
    assert [list(each) for each in found] == [list(BOARD[0])] * 6
    assert [(each["member"], each["week"]) for each in found] == [
        (member, week) for member in ("하나", "두리") for week in (1, 2, 3)
    ]


def test_csv_begins_with_a_byte_order_mark_and_ends_its_lines_as_the_standard_says() -> None:
    printed_bytes = printed(group(), "board", "--format", "csv").stdout_bytes
    assert printed_bytes.startswith(
        b"\xef\xbb\xbfmember,week,status,submitted_at,link,fine,month,reason\r\n" + "하나,1,on_time,".encode()
    )
    assert printed_bytes.count(b"\r\n") == printed_bytes.count(b"\n") == 7


@pytest.mark.parametrize("command", ["board", "fines", "check"])
def test_csv_and_json_say_the_same(command: str) -> None:
    season = group(
        answers=[(None, "하나", 1, "https://x.example"), ("2022-05-04 02:00:00", "두리", 1, "ftp://x")]
    )
    header, *rows = lines(printed(season, command, "--format", "csv"))
    found = records(printed(season, command, "--format", "json"))
    assert rows
    assert rows == [["" if cell is None else str(cell) for cell in each.values()] for each in found]
    assert all(list(each) == header for each in found)


def test_the_first_time_counts_and_every_line_of_the_newest_link_is_kept() -> None:
    answers = [
        (datetime(2022, 5, 3, 12), "하나", 1, "https://a.example"),
        (datetime(2022, 5, 5, 12), "하나", 1, "https://b.example\nhttps://c.example"),
    ]
    result = printed(group(answers=answers), "board", "--format", "csv")
    row = lines(result)[1]
    assert row[3:5] == ["2022-05-03T12:00:00.000+09:00", "https://b.example\nhttps://c.example"]


FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", '=cmd|" /C calc"!A0']


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("command", ["board", "fines", "settlement"])
def test_a_cell_that_would_run_as_a_formula_is_escaped_in_csv_and_as_it_is_in_json(
    command: str, name: str
) -> None:
    season = group(members=[(name,)], answers=())
    header, row, *_ = lines(printed(season, command, "--format", "csv"))
    assert dict(zip(header, row, strict=True))["member"] == f"'{name}"
    assert f'"member": {json.dumps(name)}' in printed(season, command, "--format", "json").stdout


def test_the_tab_of_a_problem_is_escaped_like_every_other_cell() -> None:
    season = group(more=[Tab("=1+1", (("Timestamp", "Week", "@x"), ("never", 1)))])
    assert {row[0] for row in lines(printed(season, "check", "--format", "csv"))[1:]} == {"'=1+1"}


def width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def test_a_table_stands_in_straight_columns_whether_names_are_wide_or_narrow() -> None:
    members = [("하나",), ("Al",), ("가나다라마바사",), ("ｆｕｌｌ",)]
    answers = [(datetime(2022, 5, 3), name, 1, f"https://{at}.example") for at, (name,) in enumerate(members)]
    text = printed(group(members=members, answers=answers), "board").stdout_bytes.decode()
    places = [(line, line.find("https://")) for line in text.splitlines()]
    starts = [width(line[:at]) for line, at in places if at > 0]
    assert len(starts) == 4
    head = next(line for line in text.splitlines() if "submitted_at" in line)
    assert set(starts) == {width(head[: head.index("link")])}


def test_numbers_in_a_table_end_in_one_column() -> None:
    text = printed(group(), "fines", "--as-of", "2022-06-01").stdout_bytes.decode()
    ends = {width(line[: line.index("000 ") + 3]) for line in text.splitlines() if "000 " in line}
    assert len(ends) == 1


def test_a_table_has_one_line_a_row_whatever_is_in_the_cells() -> None:
    hostile = "\x1b[31mred\x07\u202e " + "x" * 10_000
    answers = [(datetime(2022, 5, 3), hostile, 1, "https://a.example\nhttps://b.example")]
    result = printed(group(members=[(hostile,)], answers=answers), "board")
    text = result.stdout_bytes.decode()
    assert sum("2022-05" in line for line in text.splitlines()) == 3
    assert "https://a.example https://b.example" in text
    assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
    assert max(map(len, text.splitlines())) < 1_000


def test_names_that_look_like_markup_are_printed_letter_by_letter() -> None:
    season = group(members=[("[bold]x[/bold]",), ("[/]",), (":smile:",)], answers=())
    text = printed(season, "board").stdout_bytes.decode()
    assert all(name in text for name in ("[bold]x[/bold]", "[/]", ":smile:"))


def test_a_board_without_members_is_its_header() -> None:
    result = printed(group(members=()), "board", "--format", "csv")
    assert lines(result) == [list(BOARD[0])]
    assert records(printed(group(members=()), "board", "--format", "json")) == []


def test_reasons_are_in_the_language_of_the_workbook() -> None:
    season = group(settings=[*SETTINGS, ("language", "en")])
    assert records(printed(season, "board", "--format", "json"))[0]["reason"] == (
        "Week 1 · due Tue 5/3 23:59:59 · handed in Tue 5/3 23:57:13 · 2 min 47 sec early"
    )


# ---- as of ----


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2022-04-26T23:59:59.999", "upcoming"),
        ("2022-04-27", "open"),
        ("2022-04-27T00:00", "open"),
        ("2022-05-03 23:59:59", "open"),
        ("2022-05-04", "overdue"),
        ("2022-05-04T01:07:50.249", "overdue"),
        ("2022-05-04T01:07:50.250", "late"),
        ("2022-05-03T16:07:50.250Z", "late"),
        ("2022-05-03T12:07:50.250-04:00", "late"),
    ],
)
def test_the_board_is_printed_as_it_stood_at_a_local_moment(as_of: str, status: str) -> None:
    found = records(printed(group(), "board", "--as-of", as_of, "--format", "json"))
    assert found[3]["status"] == status


def test_a_moment_is_local_to_the_study() -> None:
    season = group(settings=[*SETTINGS, ("timezone", "America/New_York")], answers=())
    found = records(printed(season, "board", "--as-of", "2022-05-03T23:59:59", "--format", "json"))
    assert found[0]["status"] == "open"
    found = records(printed(season, "board", "--as-of", "2022-05-04T00:00", "--format", "json"))
    assert found[0]["status"] == "overdue"


def test_times_carry_the_offset_that_held_then() -> None:
    settings = [("starts_on", date(2022, 10, 26)), ("timezone", "Europe/Berlin")]
    answers = [
        (datetime(2022, 10, 29, 12), "하나", 1, "https://x.example"),
        (datetime(2022, 10, 31, 12), "두리", 1, "https://x.example"),
    ]
    result = printed(
        group(settings=settings, answers=answers), "board", "--as-of", "2023-01-01", "--format", "json"
    )
    assert [each["submitted_at"] for each in records(result) if each["submitted_at"]] == [
        "2022-10-29T12:00:00.000+02:00",
        "2022-10-31T12:00:00.000+01:00",
    ]


@pytest.mark.parametrize(
    "as_of", ["yesterday", "", "2022-13-01", "5/6/2022", "1999-01-01", "44000", "2022-05-11T25:00"]
)
@pytest.mark.parametrize("command", ["board", "fines", "settlement"])
def test_a_moment_that_cannot_be_read_is_wrong_usage(command: str, as_of: str) -> None:
    result = printed(group(), command, "--as-of", as_of)
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert "--as-of" in result.stderr


# ---- fines ----


def test_the_fines_are_one_row_a_fine_with_its_reason() -> None:
    found = records(printed(group(), "fines", "--as-of", "2022-05-11T12:00", "--format", "json"))
    absent = "2주차 · 마감 5/10 (화) 23:59:59 · 미제출 · 결석 4,000원"
    assert found == [
        {
            "month": "2022-05",
            "week": 1,
            "member": "두리",
            "status": "late",
            "fine": 3000,
            "reason": BOARD[3]["reason"],
        },
        *(
            {
                "month": "2022-05",
                "week": 2,
                "member": name,
                "status": "absent",
                "fine": 4000,
                "reason": absent,
            }
            for name in ("하나", "두리")
        ),
    ]


def test_a_season_without_fines_prints_a_header_and_an_empty_list() -> None:
    season = group(answers=())
    result = printed(season, "fines", "--as-of", "2022-05-01", "--format", "csv")
    assert lines(result) == [["month", "week", "member", "status", "fine", "reason"]]
    assert records(printed(season, "fines", "--as-of", "2022-05-01", "--format", "json")) == []
    assert printed(season, "fines", "--as-of", "2022-05-01").exit_code == 0


# ---- settlement ----

SETTLED = "2022-05-18T12:00"
"""When the last of the three weeks, all due in May, has closed: 두리 was late and absent twice, 하나 absent twice."""
MAY: dict[str, object] = {
    "month": "2022-05",
    "final": True,
    "closed": False,
    "pot": 19000,
    "carried_in": 0,
    "carried_out": 0,
    "share": 19000,
    "participants": [
        {"member": "하나", "fine": 8000, "share": 19000, "net": 11000, "last_place": False},
        {"member": "두리", "fine": 11000, "share": 0, "net": -11000, "last_place": True},
    ],
    "transfers": [{"from": "두리", "to": "하나", "amount": 11000}],
}


def test_the_settlement_is_one_object_a_month_with_who_takes_part_and_who_sends_what() -> None:
    result = printed(group(), "settlement", "--as-of", SETTLED, "--format", "json")
    assert (result.exit_code, records(result), result.stderr) == (0, [MAY], "")
    (found,) = records(result)
    assert list(found) == list(MAY)


def test_the_settlement_as_csv_is_one_row_a_member_who_takes_part() -> None:
    result = printed(group(), "settlement", "--as-of", SETTLED, "--format", "csv")
    assert lines(result) == [
        list(settlement.LINE_COLUMNS),
        ["2022-05", "True", "False", "19000", "0", "0", "하나", "8000", "19000", "11000", "False"],
        ["2022-05", "True", "False", "19000", "0", "0", "두리", "11000", "0", "-11000", "True"],
    ]
    table = printed(group(), "settlement", "--as-of", SETTLED).stdout_bytes.decode()
    assert sum("2022-05" in line for line in table.splitlines()) == 2


@pytest.mark.parametrize(
    ("as_of", "final"),
    [("2022-05-18T11:59:59.999", False), ("2022-05-18T12:00", True), ("2022-05-18T12:00:00.001", True)],
)
def test_the_settlement_is_provisional_until_the_last_week_of_the_month_closes(
    as_of: str, final: bool
) -> None:
    (found,) = records(printed(group(), "settlement", "--as-of", as_of, "--format", "json"))
    assert found["final"] is final


def test_what_the_kitty_sends_and_receives_is_from_and_to_null() -> None:
    season = group(settings=[*SETTINGS, ("pot", "keep")])
    (found,) = records(printed(season, "settlement", "--as-of", SETTLED, "--format", "json"))
    assert (found["share"], found["carried_out"]) == (0, 19000)
    assert found["transfers"] == [
        {"from": "두리", "to": None, "amount": 11000},
        {"from": "하나", "to": None, "amount": 8000},
    ]


@pytest.mark.parametrize("month", ["2022-05", "2022년 5월"])
def test_one_month_is_printed_alone(month: str) -> None:
    season = group(weeks=[(number, "") for number in range(1, 8)])
    arguments = ("settlement", "--as-of", "2022-06-30", "--format", "json")
    assert [each["month"] for each in records(printed(season, *arguments))] == ["2022-05", "2022-06"]
    (found,) = records(printed(season, *arguments, "--month", month))
    assert found["month"] == "2022-05"
    assert records(printed(season, *arguments, "--month", "2022-09")) == []


@pytest.mark.parametrize("month", ["may", "5", "2022-13", ""])
@pytest.mark.parametrize("command", [("settlement", "--month"), ("close",)])
def test_a_month_that_cannot_be_read_is_wrong_usage(command: tuple[str, ...], month: str) -> None:
    result = printed(group(), *command, month)
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert "2022-05" in result.stderr


def test_before_the_season_there_is_no_settlement() -> None:
    result = printed(group(), "settlement", "--as-of", "2022-04-01", "--format", "json")
    assert (result.exit_code, records(result)) == (0, [])


def test_an_unread_answer_is_told_and_leaves_the_settlement_standing() -> None:
    season = group(answers=UNREAD_ANSWERS["nobody"])
    result = printed(season, "settlement", "--as-of", SETTLED, "--format", "json")
    assert result.exit_code == 0
    assert "읽지 못한 항목이 1건" in result.stderr


def test_an_unread_row_of_a_closed_month_is_status_1_and_no_month_is_final() -> None:
    row = ("2022-05", "하나", -1, 0, 0)
    season = group(more=[Tab("정산", (("월", "이름", "벌금", "분배", "이월"), row))])
    result = printed(season, "settlement", "--as-of", SETTLED, "--format", "json")
    assert result.exit_code == 1
    (found,) = records(result)
    assert (found["closed"], found["final"]) == (False, False)


# ---- close ----


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """The clock stands at another moment."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(moment).replace(tzinfo=SEOUL))


def tab_of(address: str, title: str) -> tuple[Row, ...]:
    return next(tab.rows for tab in open_store(address).fetch().tabs if tab.title == title)


HEAD = ("월", "이름", "벌금", "분배", "이월", "정산일시")
ROWS = (
    ("2022-05", "하나", 8000, 19000, 0, datetime(2022, 5, 18, 12)),
    ("2022-05", "두리", 11000, 0, 0, datetime(2022, 5, 18, 12)),
)


def test_closing_writes_the_rows_and_the_month_stands_whatever_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at(monkeypatch, SETTLED)
    address = database(group())
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2022-05 정산을 마쳤습니다. 정산 탭에 2행을 적었습니다.\n"
    assert tab_of(address, "정산") == (HEAD, *ROWS)
    assert records(run("--workbook", address, "settlement", "--format", "json")) == [{**MAY, "closed": True}]

    changed = group(
        members=[("두리",), ("세찬",)],
        answers=(),
        settings=[*SETTINGS, ("pot", "keep")],
        more=[Tab("정산", (HEAD, *ROWS))],
    )
    result = printed(changed, "settlement", "--format", "json")
    assert (result.exit_code, records(result)) == (0, [{**MAY, "closed": True}])
    assert result.stderr.splitlines() == [
        "2022년 5월 정산은 마친 그대로 둡니다. 지금 다시 계산하면 지난달 이월 0원, 다음 달 이월 24,000원입니다.",
        "하나: 정산 때 벌금 8,000원, 분배 19,000원 / 지금 벌금 0원, 분배 0원",
        "두리: 정산 때 벌금 11,000원, 분배 0원 / 지금 벌금 12,000원, 분배 0원",
        "세찬: 정산 때 벌금 0원, 분배 0원 / 지금 벌금 12,000원, 분배 0원",
    ]


def test_closing_twice_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, SETTLED)
    address = database(group())
    run("--workbook", address, "close", "2022-05")
    version = open_store(address).version()
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stdout_bytes) == (1, b"")
    assert result.stderr == "2022-05 정산은 이미 끝났습니다. 아무것도 더하지 않았습니다.\n"
    assert open_store(address).version() == version


REFUSED = {
    "not final": (group(), "2022-05-18T11:59:59.999", "2022-05-18 12:00:00부터"),
    "an unread answer": (group(answers=[(None, "하나", 1, "https://x.example")]), SETTLED, "1건"),
    "nothing there": (group(members=(), answers=()), SETTLED, "정산할 것이 없습니다"),
    "before it one is open": (
        group(settings=[("starts_on", date(2022, 4, 20))], answers=()),
        SETTLED,
        "2022-04 정산을 먼저",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_closing_is_refused_with_one_sentence_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    season, moment, why = REFUSED[case]
    at(monkeypatch, moment)
    address = database(season)
    version = open_store(address).version()
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stdout_bytes) == (1, b"")
    assert why in result.stderr
    assert result.stderr.count("\n") == 1
    assert open_store(address).version() == version


def test_the_rows_go_under_the_headers_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, SETTLED)
    header = ("share", "memo", "member", "month", "fine", "carried_out")
    address = database(group(more=[Tab("Settlements", (header,))]))
    assert run("--workbook", address, "close", "2022-05").exit_code == 0
    assert tab_of(address, "Settlements") == (
        header,
        (19000, None, "하나", "2022-05", 8000, 0),
        (0, None, "두리", "2022-05", 11000, 0),
    )


def test_where_nothing_can_be_written_the_rows_are_printed_to_paste(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, SETTLED)
    write.write_xlsx(group(), "season.xlsx")
    there = Path("season.xlsx").read_bytes()
    result = run("--workbook", "season.xlsx", "close", "2022-05")
    assert result.exit_code == 0
    assert [line.split("\t") for line in result.stdout_bytes.decode().splitlines()] == [
        list(HEAD),
        ["2022-05", "하나", "8000", "19000", "0", "2022-05-18 12:00:00"],
        ["2022-05", "두리", "11000", "0", "0", "2022-05-18 12:00:00"],
    ]
    assert "정산 탭에 붙여 넣어" in result.stderr
    assert Path("season.xlsx").read_bytes() == there


def test_pasted_rows_close_the_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a sheet holds them once they are pasted: texts, numbers and a formula kept from running."""
    at(monkeypatch, SETTLED)
    write.write_xlsx(group(members=[("=하나",), ("두리\t둘",)], answers=()), "season.xlsx")
    pasted = run("--workbook", "season.xlsx", "close", "2022-05").stdout_bytes.decode().splitlines()
    rows = [[cell.removeprefix("'") for cell in line.split("\t")] for line in pasted]
    season = group(
        members=[("=하나",), ("두리\t둘",)], answers=(), more=[Tab("정산", tuple(map(tuple, rows)))]
    )
    assert "'=하나" in pasted[1]
    (found,) = records(printed(season, "settlement", "--format", "json"))
    assert found["closed"] is True


def test_what_changes_while_a_month_is_closed_stops_the_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, SETTLED)
    address = database(group())
    load = season.load_season

    def slow(store: store.Store) -> season.Season:
        season = load(store)
        answer = _answer((datetime(2022, 5, 9), "두리", 2, "https://duri.example/2"))
        open_store(address).append("Form Responses 1", group().tabs[-1].rows[0], [answer])
        return season

    monkeypatch.setattr(settlement_commands, "load_season", slow)
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert "was changed meanwhile" in result.stderr
    assert [tab.title for tab in open_store(address).fetch().tabs] == [t.title for t in group().tabs]


# ---- problems and the exit status ----

UNREAD_ANSWERS = {
    "no time": [(None, "하나", 1, "https://x.example")],
    "nobody": [(datetime(2022, 5, 3), "아무개", 1, "https://x.example")],
    "no week": [(datetime(2022, 5, 3), "하나", "?", "https://x.example")],
    "a script": [(datetime(2022, 5, 3), "하나", 1, "javascript:alert(1)")],
    "a data link": [(datetime(2022, 5, 3), "하나", 1, "data:text/html,x")],
    "1900": [(date(1900, 1, 1), "하나", 1, "https://x.example")],
    "NaN": [(float("nan"), "하나", 1, "https://x.example")],
    "10,000 characters": [(datetime(2022, 5, 3), "하나", 1, "x" * 10_000)],
}


@pytest.mark.parametrize("case", UNREAD_ANSWERS)
def test_an_answer_that_cannot_be_read_leaves_the_board_standing_and_fails_the_check(case: str) -> None:
    season = group(answers=UNREAD_ANSWERS[case])
    for command in ("board", "fines", "settlement"):
        result = printed(season, command, "--format", "json")
        assert result.exit_code == 0
        assert "읽지 못한 항목이 1건" in result.stderr
    check = printed(season, "check", "--format", "json")
    assert check.exit_code == 1
    [problem] = records(check)
    assert (problem["tab"], problem["row"]) == ("Form Responses 1", 2)
    assert problem["column"] in ("Timestamp", "Name", "Week", "Link")
    assert 10 < len(str(problem["message"])) < 250
    assert len(records(printed(season, "board", "--format", "json"))) == 6, "nothing else is lost"


IN_DOUBT = {
    "an unknown time zone": group(settings=[*SETTINGS, ("timezone", "Mars/Olympus")]),
    "no start": group(settings=[("name", "밤샘")]),
    "a start in 1900": group(settings=[("starts_on", date(1900, 1, 1))]),
    "two members of one name": group(members=[("하나",), ("두리",), (" 하나 ",)]),
    "a week twice": group(weeks=[(1,), (2,), (3,), ("3주차",)]),
    "a negative amount": group(
        more=[Tab("tiers", (("status", "hours", "amount"), ("late", 12, -3000), ("absent", None, 4000)))]
    ),
    "an amount that is NaN": group(
        more=[Tab("tiers", (("status", "hours", "amount"), ("absent", None, float("nan"))))]
    ),
    "a break that ends before it starts": group(
        more=[Tab("breaks", (("starts_on", "ends_on"), (date(2022, 5, 2), date(2022, 5, 1))))]
    ),
    "a tab without its columns": group(more=[Tab("excuses", (("who", "when"), ("하나", 1)))]),
    "no tabs": Workbook(()),
    "a link of the curriculum": group(weeks=[(1, "RNNs", "javascript:alert(1)"), (2,), (3,)]),
    "answers without their columns": group(more=[Tab("설문지 응답 시트2", (("타임스탬프",), ("오늘",)))]),
}


@pytest.mark.parametrize("case", IN_DOUBT)
def test_what_puts_rules_roster_or_calendar_in_doubt_is_status_1(case: str) -> None:
    check = printed(IN_DOUBT[case], "check", "--format", "json")
    assert check.exit_code == 1
    problems = records(check)
    assert problems
    assert all(each["message"] and each["tab"] for each in problems)
    for command in ("board", "fines", "settlement"):
        result = printed(IN_DOUBT[case], command, "--format", "csv")
        assert result.exit_code == 1
        assert result.stdout_bytes.startswith(b"\xef\xbb\xbfm")
        assert f"{len(problems)}건" in result.stderr


def test_a_workbook_that_can_be_read_whole_passes_the_check() -> None:
    result = printed(group(), "check", "--format", "json")
    assert (result.exit_code, records(result), result.stderr) == (0, [], "")
    assert lines(printed(group(), "check", "--format", "csv")) == [["tab", "row", "column", "message"]]


def test_the_check_names_tab_row_and_column_and_null_where_there_is_none() -> None:
    season = Workbook(
        (*group().tabs[1:], Tab("breaks", (("starts_on", "ends_on", "이름"), ("soon", 1, "나"))))
    )
    assert records(printed(season, "check", "--format", "json")) == [
        {
            "tab": "settings / 설정",
            "row": None,
            "column": None,
            "message": "settings / 설정 탭이 없습니다. 1행에 머리글 key / 키, value / 값을 넣어 추가해 주세요.",
        },
        {
            "tab": "breaks",
            "row": 2,
            "column": "starts_on",
            "message": "“soon”은 날짜나 시각이 아닙니다. 2022-04-06이나 2022-04-06 23:59:59처럼 적어 주세요.",
        },
        {
            "tab": "breaks",
            "row": 2,
            "column": "ends_on",
            "message": "1899-12-31은 2000년부터 2099년 사이가 아닙니다. 2022-04-06처럼 적어 주세요.",
        },
        {
            "tab": "breaks",
            "row": 2,
            "column": "이름",
            "message": "“나”라는 멤버가 없습니다. 멤버 탭에 있는 이름 그대로 적어 주세요.",
        },
    ]


def test_nobodys_whole_address_is_printed() -> None:
    season = Workbook(
        (
            *group(members=[("하나", "hana@school.kr"), ("두리", "hana@school.kr")]).tabs[:-1],
            Tab(
                "Form Responses 1",
                (
                    ("Timestamp", "Email Address", "Name", "Week", "Link"),
                    (datetime(2022, 5, 3), "stranger@else.kr", "하나", 1, "https://x.example"),
                    (datetime(2022, 5, 3), "hana@school.kr", "두리", 1, "https://x.example"),
                ),
            ),
            Tab(
                "Form Responses 2",
                (
                    ("Timestamp", "Email Address", "Week", "Link"),
                    (datetime(2022, 5, 3), "unknown@else.kr", 1, "https://x.example"),
                ),
            ),
        )
    )
    for command in ("board", "fines", "check"):
        for form in ("table", "csv", "json"):
            result = printed(season, command, "--format", form)
            assert "hana@" not in result.output
            assert "stranger@" not in result.output
            assert "unknown@" not in result.output
    assert "s***@else.kr" in printed(season, "check").output


# ---- wrong usage, no workbook ----


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("missing.xlsx", "There is no file missing.xlsx. Check the address."),
        ("sqlite:///missing.db", "There is no workbook at sqlite:///missing.db. Check the address."),
        ("text.xlsx", "text.xlsx is not an Excel workbook"),
        ("sqlite:///text.xlsx", "sqlite:///text.xlsx is not a SQLite database. Check the address."),
        ("empty.xlsx", "empty.xlsx is empty. Download it again as .xlsx."),
        ("folder.xlsx", "folder.xlsx is a folder."),
        ("notes.txt", "notes.txt is not the address of a workbook."),
        ("mysql://me:secret@host/name", "mysql://me:***@host/name is not the address of a workbook."),
        ("https://docs.google.com/spreadsheets/d/abc", "This is not the address of a Google Sheet."),
    ],
)
@pytest.mark.parametrize("command", ["board", "fines", "settlement", "close", "check", "export", "backup"])
def test_no_such_workbook_is_status_2_and_one_sentence(
    tmp_path: Path, command: str, address: str, why: str
) -> None:
    (tmp_path / "text.xlsx").write_text("Dear diary, " * 1000)
    (tmp_path / "empty.xlsx").touch()
    (tmp_path / "folder.xlsx").mkdir()
    result = run(
        "--workbook",
        address,
        command,
        *{"export": ["out.xlsx"], "backup": ["out.gz"], "close": ["2022-05"]}.get(command, []),
    )
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert result.stderr.startswith(why)
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "missing.db").exists()
    assert not (tmp_path / "out.xlsx").exists()


KOREAN = "missing.xlsx 파일이 없습니다. 주소를 확인해 주세요.\n"
ENGLISH = "There is no file missing.xlsx. Check the address.\n"


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"LC_ALL": "ko_KR.UTF-8"}, KOREAN),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ko_KR.UTF-8"}, KOREAN),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, ENGLISH),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, ENGLISH),
    ],
)
def test_what_is_said_before_there_is_a_study_is_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], line: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run("--workbook", "missing.xlsx", "board").stderr == line


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bored",),
        ("board", "--format", "yaml"),
        ("board", "--loud"),
        ("board", "extra"),
        ("--workbook",),
        ("import",),
        ("export",),
        ("backup",),
        ("restore",),
        ("close",),
        ("import", "a.xlsx", "b.xlsx"),
    ],
)
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_the_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    commands = ("board", "fines", "settlement", "close", "check", "import", "export", "backup", "restore")
    assert all(f" {command} " in result.stdout for command in commands)


# ---- import and export ----

TRICKY: tuple[Row, ...] = (
    (
        "text",
        "글\n둘째 줄",
        "=1+1",
        "'quoted",
        " spaces ",
        "\t",
        "1",
        "TRUE",
        "2022-05-11",
        "x" * 10_000,
        "🎉",
    ),
    ("numbers", 0, -1, 1.5, 12345678901, True, False),
    (),
    (None, None, "after two blanks"),
    ("times", date(2022, 5, 11), datetime(2022, 5, 11, 0, 30, 0, 123_000), time(12, 30), timedelta(hours=30)),
)


def test_import_and_export_carry_a_workbook_around_without_losing_a_cell() -> None:
    season = Workbook((*sample.make_sample(NOW).tabs, Tab("<b>아무거나", TRICKY)))
    write.write_xlsx(season, "one.xlsx")
    original = open_store("one.xlsx").fetch()
    assert run("--workbook", "sqlite:///new/folder/season.db", "import", "one.xlsx").exit_code == 0
    assert open_store("sqlite:///new/folder/season.db").fetch() == original
    assert run("--workbook", "sqlite:///new/folder/season.db", "export", "two.xlsx").exit_code == 0
    assert open_store("two.xlsx").fetch() == original
    assert [tab.title for tab in original.tabs] == [tab.title for tab in season.tabs]
    for command in ("board", "fines", "check"):
        printed_of = [
            run("--workbook", address, command).stdout_bytes for address in ("one.xlsx", "two.xlsx")
        ]
        assert printed_of[0] == printed_of[1] == printed(season, command).stdout_bytes


def test_import_and_export_say_how_much_they_carried() -> None:
    write.write_xlsx(group(), "one.xlsx")
    result = run("--workbook", "sqlite:///season.db", "import", "one.xlsx")
    assert result.stdout == "sqlite:///season.db: 4 tabs, 14 rows imported.\n"
    result = run("--workbook", "sqlite:///season.db", "export", "two.xlsx")
    assert result.stdout == "two.xlsx: 4 tabs, 14 rows written.\n"


def test_a_season_that_is_there_is_replaced_only_when_asked() -> None:
    address = database(group())
    there = open_store(address).fetch()
    other = group(members=[("세찬",)])
    write.write_xlsx(other, "other.xlsx")
    result = run("--workbook", address, "import", "other.xlsx")
    assert result.exit_code == 2
    assert result.stderr.startswith("sqlite:///season.db already holds a season. Say --replace")
    assert open_store(address).fetch() == there
    assert run("--workbook", address, "import", "other.xlsx", "--replace").exit_code == 0
    assert open_store(address).fetch() == open_store("other.xlsx").fetch()


@pytest.mark.parametrize("there", [sample.make_sample(NOW), Workbook(())], ids=["the sample", "nothing"])
def test_the_sample_and_an_empty_database_are_replaced_without_asking(there: Workbook) -> None:
    address = database(there)
    write.write_xlsx(group(), "season.xlsx")
    assert run("--workbook", address, "import", "season.xlsx").exit_code == 0
    assert open_store(address).fetch() == open_store("season.xlsx").fetch()


def test_import_without_an_address_replaces_the_sample_that_a_first_start_made() -> None:
    assert run("check").exit_code == 1
    write.write_xlsx(group(), "season.xlsx")
    assert run("import", "season.xlsx").exit_code == 0
    assert [each["member"] for each in records(run("board", "--format", "json"))] == ["하나"] * 3 + [
        "두리"
    ] * 3


@pytest.mark.parametrize("file", ["missing.xlsx", "text.xlsx", "sqlite:///missing.db", "notes.txt"])
def test_a_file_that_cannot_be_imported_leaves_everything_as_it_was(tmp_path: Path, file: str) -> None:
    (tmp_path / "text.xlsx").write_text("Dear diary, " * 1000)
    address = database(sample.make_sample(NOW))
    there = open_store(address).fetch()
    assert run("--workbook", address, "import", file).exit_code == 2
    assert open_store(address).fetch() == there
    assert run("--workbook", "sqlite:///new.db", "import", file).exit_code == 2
    assert not (tmp_path / "new.db").exists()


def test_nothing_is_imported_into_a_file() -> None:
    write.write_xlsx(group(), "one.xlsx")
    write.write_xlsx(sample.make_sample(NOW), "two.xlsx")
    there = Path("two.xlsx").read_bytes()
    result = run("--workbook", "two.xlsx", "import", "one.xlsx")
    assert (result.exit_code, Path("two.xlsx").read_bytes()) == (2, there)
    assert result.stderr == "two.xlsx is only read. Import it into a database to write to it.\n"


def test_import_says_what_could_not_be_read_and_takes_it_all_the_same() -> None:
    write.write_xlsx(group(answers=UNREAD_ANSWERS["a script"]), "season.xlsx")
    result = run("--workbook", "sqlite:///season.db", "import", "season.xlsx")
    assert result.exit_code == 0
    assert "읽지 못한 항목이 1건" in result.stderr
    assert "javascript:alert(1)" in open_store("sqlite:///season.db").fetch().tabs[-1].rows[1]


def test_export_replaces_a_file_and_makes_no_folder(tmp_path: Path) -> None:
    address = database(group())
    (tmp_path / "old.xlsx").write_text("old")
    assert run("--workbook", address, "export", "old.xlsx").exit_code == 0
    assert open_store("old.xlsx").fetch() == open_store(address).fetch()
    result = run("--workbook", address, "export", "no/such/folder.xlsx")
    assert result.exit_code == 2
    assert "no/such/folder.xlsx" in result.stderr
    assert not (tmp_path / "no").exists()


def test_a_workbook_without_tabs_is_not_exported() -> None:
    result = printed(Workbook(()), "export", "out.xlsx")
    assert result.exit_code == 2
    assert result.stderr == "The workbook has no tabs, and an Excel file needs one. Add one first.\n"


# ---- which workbook ----


def test_the_option_goes_before_the_environment_the_environment_before_the_secrets_the_secrets_before_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def member(*arguments: str) -> object:
        return records(run(*arguments, "board", "--format", "json"))[0]["member"]

    for name in ("option", "environment", "secrets"):
        database(group(members=[(name,)]), f"{name}.db")
    assert member() == "가람"
    assert (tmp_path / "data/studyboard.db").exists()
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text('workbook = "sqlite:///secrets.db"\n')
    assert member() == "secrets"
    monkeypatch.setenv(studies.VARIABLE, "sqlite:///environment.db")
    assert member() == "environment"
    assert member("--workbook", "sqlite:///option.db") == "option"
    monkeypatch.setenv(studies.VARIABLE, "")
    assert member() == "secrets"
    (tmp_path / ".streamlit/secrets.toml").write_text('theme = "x"\n')
    assert member() == "가람"


@pytest.mark.parametrize("secrets", ["workbook = ", "workbook = 5", '["workbook"'])
def test_secrets_that_cannot_be_read_are_status_2_unless_the_workbook_is_named(
    tmp_path: Path, secrets: str
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit/secrets.toml").write_text(secrets)
    result = run("board")
    assert result.exit_code == 2
    assert "secrets.toml" in result.stderr
    assert printed(group(), "board").exit_code == 0


def test_the_sample_is_made_once_and_then_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("board", "--as-of", "2022-05-11").stdout_bytes
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    assert run("board", "--as-of", "2022-05-11").stdout_bytes == first


# ---- as a program ----


def test_the_program_prints_the_same_bytes_with_every_locale_and_ends_with_the_same_status() -> None:
    address = database(group(members=[("하나",), ("하나",)]))
    expected = run("--workbook", address, "check", "--format", "csv")
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "cp949"}
    result = process("check", "--format", "csv", **{studies.VARIABLE: address}, **locale)
    assert (result.returncode, result.stdout, result.stderr) == (1, expected.stdout_bytes, b"")
    assert "하나" in result.stdout.decode()


def test_the_program_says_why_it_cannot_and_ends_with_status_2() -> None:
    result = process("--workbook", "missing.xlsx", "board")
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr == b"There is no file missing.xlsx. Check the address.\n"


def test_a_file_name_that_the_terminal_cannot_show_is_no_traceback() -> None:
    address = database(group())
    result = process("--workbook", address, "export", "밤샘.xlsx", PYTHONIOENCODING="cp1252")
    assert result.returncode == 0
    assert Path("밤샘.xlsx").exists()


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    address = database(group())
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        result = subprocess.run(
            [sys.executable, "-m", "studylib", "--workbook", address, "board"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert b"Traceback" not in result.stderr
    assert b"Exception" not in result.stderr


HEAVY = ("streamlit", "plotly", "gspread", "python_calamine", "xlsxwriter", "babel.messages")


def test_the_board_is_printed_without_importing_what_only_pages_and_sheets_need() -> None:
    address = database(group())
    code = (
        "import sys\n"
        "from studylib import cli\n"
        "try:\n"
        f"    cli.app(['--workbook', {address!r}, 'board'])\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0\n"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (result.returncode, result.stderr.strip()) == (0, b"")
    assert "하나".encode() in result.stdout


# ---- to erase a member ----

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


def test_a_member_is_erased_only_if_that_is_said_twice() -> None:
    address = database(leaving())
    asked = run("--workbook", address, "erase", "하나")
    assert (asked.exit_code, "Say --yes to do it." in asked.stderr) == (2, True)
    assert "하나" in run("--workbook", address, "board").stdout
    done = run("--workbook", address, "erase", "하나", "--yes")
    assert (done.exit_code, done.stdout) == (0, "탈퇴한 멤버 1 is erased\n")
    board = run("--workbook", address, "board").stdout
    assert "하나" not in board
    assert "탈퇴한 멤버 1" in board
    again = run("--workbook", address, "erase", "하나", "--yes")
    assert (again.exit_code, "There is no member “하나”" in again.stderr) == (2, True)


def test_a_file_that_is_only_read_is_not_changed_and_each_cell_is_named(tmp_path: Path) -> None:
    write.write_xlsx(leaving(), tmp_path / "season.xlsx")
    found = run("--workbook", "season.xlsx", "erase", "하나", "--yes", "--format", "json")
    assert found.exit_code == 1
    assert {"tab": "members", "row": 2, "column": "email", "text": ""} in records(found)
    assert "Change these cells by hand" in found.stderr


def test_no_command_prints_an_address(tmp_path: Path) -> None:
    season = group(
        members=[("hana@school.kr", "hana@school.kr"), ("두리", "duri@school.kr")],
        answers=[
            (datetime(2022, 5, 4, 1), "hana@school.kr", 1, "https://x.kr/?u=hana@school.kr"),
            (datetime(2022, 5, 4, 1), "nobody@school.kr", 1, "duri@school.kr"),
        ],
    )
    address = database(season)
    for form in Format:
        for command in ("board", "fines", "settlement", "check"):
            found = run("--workbook", address, command, "--format", form)
            assert "***@school.kr" in found.output or command == "check", command
            for name in ("hana@", "nobody@", "duri@"):
                assert name not in found.output


def test_an_exported_workbook_is_for_its_owner_alone() -> None:
    database(leaving())
    assert run("--workbook", "sqlite:///season.db", "export", "x.xlsx").exit_code == 0
    assert Path("x.xlsx").stat().st_mode & 0o777 == 0o600
    assert Path("season.db").stat().st_mode & 0o777 == 0o600


def test_secrets_that_others_can_read_are_told_of_on_stderr() -> None:
    Path(".streamlit").mkdir()
    Path(".streamlit/secrets.toml").write_text("[sheet]", encoding="utf-8")
    Path(".streamlit/secrets.toml").chmod(0o644)
    found = run("--workbook", database(group()), "check", "--format", "json")
    assert "chmod 600 .streamlit/secrets.toml" in found.stderr
    assert records(found) == []


def test_no_csv_holds_a_text_that_would_run_as_a_formula() -> None:
    """In every cell that people write, one after the other."""
    for start in ("=", "+", "-", "@", "\t=", "\r=", "＝", " ="):
        evil = f"{start}HYPERLINK(1)"
        season = group(
            settings=[*SETTINGS, ("name", evil)],
            members=[(evil,), ("두리",)],
            answers=[(datetime(2022, 5, 4, 1), evil, 1, "https://x.kr/1")],
            more=[Tab("tiers", (("status", "hours", "amount"), (evil, 12, 3000), ("absent", None, 4000)))],
        )
        for command in ("board", "fines", "settlement", "check"):
            found = printed(season, command, "--format", "csv")
            for row in lines(found):
                assert not [each for each in row if re.match(r"\s*[=+\-@＝＋－＠]\D", each)], (command, row)
