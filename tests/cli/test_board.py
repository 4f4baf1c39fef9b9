"""``board``, ``fines`` and ``check``: what they print, and their exit status."""

import json
import unicodedata
from datetime import date, datetime, timedelta

import pytest

from studylib.workbook.cells import Row, Tab, Workbook
from tests.cli.program import SETTINGS, UNREAD_ANSWERS, group, lines, printed, records, set_clock, width

BOARD = [
    {
        "member": "하나",
        "week": 1,
        "status": "on_time",
        "submitted_at": "2022-05-03T23:57:13.000+09:00",
        "link": "https://hana.example/1b",
        "fine": 0,
        "month": "2022-05",
        "reason": "1주차 · 마감 5/3 (화) 23:59:59 · 제출 5/3 (화) 23:57:13 · 마감 2분 47초 전",
    },
    {
        "member": "하나",
        "week": 2,
        "status": "overdue",
        "submitted_at": None,
        "link": None,
        "fine": 0,
        "month": "2022-05",
        "reason": "2주차 · 마감 5/10 (화) 23:59:59 · 제출 없음",
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


def test_a_table_has_straight_columns_with_wide_and_narrow_names() -> None:
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
    hostile = "\x1b[31mred\x07\u202e " + "x" * 80
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
    settings: list[Row] = [("starts_on", date(2022, 10, 26)), ("timezone", "Europe/Berlin")]
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


def test_the_fines_are_one_row_a_fine_with_its_reason() -> None:
    found = records(printed(group(), "fines", "--as-of", "2022-05-11T12:00", "--format", "json"))
    absent = "2주차 · 마감 5/10 (화) 23:59:59 · 제출 없음 · 결석 4,000원"
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
    assert lines(printed(group(), "check", "--format", "csv")) == [
        ["tab", "row", "subject", "column", "message", "kind"]
    ]


def test_the_check_names_tab_row_and_column_or_null() -> None:
    season = Workbook(
        (*group().tabs[1:], Tab("breaks", (("starts_on", "ends_on", "이름"), ("soon", 1, "나"))))
    )
    assert records(printed(season, "check", "--format", "json")) == [
        {
            "tab": "settings / 설정",
            "row": None,
            "subject": None,
            "column": None,
            "message": "settings / 설정 탭이 없습니다. 1행에 머리글 key / 키, value / 값을 넣어 추가해 주세요.",
            "kind": "problem",
        },
        {
            "tab": "breaks",
            "row": 2,
            "subject": "나",
            "column": "starts_on",
            "message": "“soon”은 날짜나 시각이 아닙니다. 2022-04-06이나 2022-04-06 23:59:59처럼 적어 주세요.",
            "kind": "problem",
        },
        {
            "tab": "breaks",
            "row": 2,
            "subject": "나",
            "column": "ends_on",
            "message": "1899-12-31은 2000년부터 2099년 사이가 아닙니다. 날짜를 2022-04-06처럼 적어 주세요.",
            "kind": "problem",
        },
        {
            "tab": "breaks",
            "row": 2,
            "subject": "나",
            "column": "이름",
            "message": "“나”라는 멤버가 없습니다. 멤버 탭에 있는 이름 그대로 적어 주세요.",
            "kind": "problem",
        },
    ]


# ---- moments that are still to come ----


AHEAD = {
    "next year": datetime(2023, 5, 3, 23, 57, 13),
    "a clock ahead by two hours": datetime(2022, 5, 11, 2, 30),
    "day and month swapped": datetime(2022, 12, 5),
    "just too far": datetime(2022, 5, 11, 0, 32, 0, 1_000),
}


@pytest.mark.parametrize("case", AHEAD)
def test_an_answer_that_is_dated_ahead_is_a_problem_of_one_answer(case: str) -> None:
    season = group(answers=[(AHEAD[case], "하나", 1, "https://x.example")])
    checked = printed(season, "check", "--format", "json")
    assert checked.exit_code == 1
    (found,) = records(checked)
    assert (found["row"], found["column"], found["subject"]) == (2, "Timestamp", "하나 · 1")
    assert f"{AHEAD[case]:%Y-%m-%d %H:%M:%S}" in str(found["message"])
    board = printed(season, "board", "--format", "json")
    assert (board.exit_code, board.stderr.count("1건")) == (0, 1)
    assert records(board)[0]["status"] == "absent"


@pytest.mark.parametrize("milliseconds", [-1, 0, 1])
def test_an_answer_within_two_minutes_ahead_is_no_problem(milliseconds: int) -> None:
    at = datetime(2022, 5, 11, 0, 32) + timedelta(milliseconds=milliseconds)
    result = printed(group(answers=[(at, "하나", 1, "https://x.example")]), "check")
    assert result.exit_code == (milliseconds > 0)


@pytest.mark.parametrize("moment", ["2023-05-03T23:55:13", "2023-05-03T23:57:13", "2030-01-01"])
def test_an_answer_that_is_dated_ahead_counts_once_its_moment_has_come(
    monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    set_clock(monkeypatch, moment)
    season = group(answers=[(AHEAD["next year"], "하나", 1, "https://x.example")])
    assert printed(season, "check").exit_code == 0
    links = [each["link"] for each in records(printed(season, "board", "--format", "json"))]
    assert ("https://x.example" in links) is (moment >= "2023-05-03T23:57:13")


@pytest.mark.parametrize("command", ["board", "fines", "settlement"])
@pytest.mark.parametrize(
    ("as_of", "ahead", "warned"),
    [
        ("2022-05-04", datetime(2022, 5, 10, 12), False),
        ("2022-05-04", AHEAD["next year"], True),
        ("2023-05-03T23:55:13", AHEAD["next year"], False),
    ],
    ids=["a look back", "still to come for the clock", "a look ahead"],
)
def test_a_look_back_takes_no_answer_that_has_come_since_for_one_ahead(
    command: str, as_of: str, ahead: datetime, warned: bool
) -> None:
    season = group(answers=[(ahead, "하나", 2, "https://x.example")])
    result = printed(season, command, "--as-of", as_of)
    assert (result.exit_code, bool(result.stderr)) == (0, warned)


def test_check_tells_of_a_payment_that_is_dated_ahead_as_a_notice() -> None:
    paid = Tab(
        "payments", (("paid_on", "month", "member", "amount"), (date(2023, 5, 1), "2022-05", "하나", 500))
    )
    result = printed(group(more=[paid]), "check", "--format", "json")
    assert (result.exit_code, [each["kind"] for each in records(result)]) == (0, ["notice"])


@pytest.mark.parametrize(
    ("command", "header"),
    [
        ("board", "member,week,status,submitted_at,link,fine,month,reason"),
        ("fines", "month,week,member,status,fine,reason"),
        (
            "settlement",
            "month,final,closed,pot,carried_in,carried_out,member,fine,share,net,last_place,paid,outstanding",
        ),
    ],
)
def test_the_header_of_a_csv_is_the_one_that_scripts_know(command: str, header: str) -> None:
    assert lines(printed(group(), command, "--format", "csv"))[0] == header.split(",")
