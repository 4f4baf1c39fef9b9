"""``settlement`` and ``close``: what they print and write, and their exit status."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from studylib import clock
from studylib.changes import history
from studylib.changes.close import close_month
from studylib.money import shares
from studylib.source import save
from studylib.source.season import Season, load_season
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.stores.xlsx import write
from studylib.workbook.cells import Row, Tab, Workbook
from tests.cli.program import (
    SEOUL,
    SETTINGS,
    SETTLED,
    UNREAD_ANSWERS,
    answer_row,
    database,
    group,
    lines,
    printed,
    records,
    run,
    set_clock,
)
from tests.pages.workbooks import group as two_months

MAY: dict[str, object] = {
    "month": "2022-05",
    "final": True,
    "closed": False,
    "pot": 19000,
    "carried_in": 0,
    "carried_out": 0,
    "share": 19000,
    "participants": [
        {
            "member": "하나",
            "fine": 8000,
            "share": 19000,
            "net": 11000,
            "last_place": False,
            "paid": 0,
            "outstanding": -11000,
        },
        {
            "member": "두리",
            "fine": 11000,
            "share": 0,
            "net": -11000,
            "last_place": True,
            "paid": 0,
            "outstanding": 11000,
        },
    ],
    "transfers": [{"from": "두리", "to": "하나", "amount": 11000}],
}


def test_the_settlement_is_one_object_a_month_with_participants_and_transfers() -> None:
    result = printed(group(), "settlement", "--as-of", SETTLED, "--format", "json")
    assert (result.exit_code, records(result), result.stderr) == (0, [MAY], "")
    (found,) = records(result)
    assert list(found) == list(MAY)


def test_the_settlement_as_csv_is_one_row_a_participant() -> None:
    result = printed(group(), "settlement", "--as-of", SETTLED, "--format", "csv")
    assert lines(result) == [
        list(shares.LINE_COLUMNS),
        [
            "2022-05",
            "True",
            "False",
            "19000",
            "0",
            "0",
            "하나",
            "8000",
            "19000",
            "11000",
            "False",
            "0",
            "-11000",
        ],
        ["2022-05", "True", "False", "19000", "0", "0", "두리", "11000", "0", "-11000", "True", "0", "11000"],
    ]
    table = printed(group(), "settlement", "--as-of", SETTLED).stdout_bytes.decode()
    assert sum("2022-05" in line for line in table.splitlines()) == 2


def test_what_is_too_small_to_send_is_named_and_sent_with_the_next_month() -> None:
    """In April 두리 owes 하나 4,000원."""
    season = two_months(settings=(("starts_on", "2022-04-06"), ("smallest_transfer", 5_000)))
    found = records(printed(season, "settlement", "--as-of", "2022-06-01T12:00", "--format", "json"))
    april, may = found
    assert (april["transfers"], april["too_small"]) == ([], {"두리": 4_000, "하나": -4_000})
    assert may["transfers"] == [
        {"from": "세찬", "to": "두리", "amount": 12_000},
        {"from": "하나", "to": "두리", "amount": 8_000},
    ]
    assert "too_small" not in may


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


def test_an_unreadable_answer_is_reported_and_the_settlement_holds() -> None:
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


def pay(*rows: Row) -> Workbook:
    """The season with these payments: day, month, member, amount."""
    return group(more=[Tab("납부", (("납부일", "월", "이름", "금액"), *rows))])


ON = date(2022, 5, 20)


@pytest.mark.parametrize(
    ("rows", "outstanding", "transfers"),
    [
        ([(ON, "2022-05", "두리", 1000)], (-11000, 10000), [("두리", "하나", 10000), (None, "하나", 1000)]),
        ([(ON, "2022-05", "두리", 11000)], (-11000, 0), [(None, "하나", 11000)]),
        ([(ON, "2022-05", "두리", 11000), (ON, "2022-05", "하나", -11000)], (0, 0), []),
        (
            [(ON, "2022-05", "두리", 12000), (ON, "2022-05", "하나", -11000)],
            (0, -1000),
            [(None, "두리", 1000)],
        ),
        (
            [(ON, "2022-05", "두리", 11000), (ON, "2022-05", "하나", -11500)],
            (500, 0),
            [("하나", None, 500)],
        ),
        ([(ON, "2022-04", "두리", 11000)], (-11000, 11000), [("두리", "하나", 11000)]),
        ([(date(2022, 5, 22), "2022-05", "두리", 11000)], (-11000, 11000), [("두리", "하나", 11000)]),
    ],
    ids=["part", "the debt", "all", "too much", "too much out", "another month", "a later day"],
)
def test_payments_leave_what_is_still_to_be_sent(
    rows: list[Row], outstanding: tuple[int, int], transfers: list[tuple[str | None, str | None, int]]
) -> None:
    """Amounts of 하나 and 두리, on May 21. What was paid in lies with the kitty until it goes out."""
    arguments = ("settlement", "--as-of", "2022-05-21", "--month", "2022-05", "--format", "json")
    (found,) = records(printed(pay(*rows), *arguments))
    participants: Any = found["participants"]
    assert tuple(each["outstanding"] for each in participants) == outstanding
    assert found["transfers"] == [
        {"from": giver, "to": receiver, "amount": amount} for giver, receiver, amount in transfers
    ]


def find_rows(address: str, title: str) -> tuple[Row, ...]:
    return next(tab.rows for tab in open_store(address).fetch().tabs if tab.title == title)


HEAD = ("월", "이름", "벌금", "분배", "이월", "정산일시", "주차", "주차별 벌금")

ROWS = (
    ("2022-05", "하나", 8000, 19000, 0, datetime(2022, 5, 18, 12), "1, 2, 3", "2: 4000, 3: 4000"),
    ("2022-05", "두리", 11000, 0, 0, datetime(2022, 5, 18, 12), "1, 2, 3", "1: 3000, 2: 4000, 3: 4000"),
)


def test_closing_writes_the_rows_and_the_month_holds_whatever_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_clock(monkeypatch, SETTLED)
    address = database(group())
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2022-05 정산을 마쳤습니다. 정산 탭에 2행을 썼습니다.\n"
    assert find_rows(address, "정산") == (HEAD, *ROWS)
    assert records(run("--workbook", address, "settlement", "--format", "json")) == [{**MAY, "closed": True}]

    changed = group(answers=(), settings=[*SETTINGS, ("pot", "keep")], more=[Tab("정산", (HEAD, *ROWS))])
    left = Tab("members", (("name", "left_on"), ("하나", date(2022, 4, 1)), ("두리",), ("세찬",)))
    changed = Workbook(tuple(left if each.title == "members" else each for each in changed.tabs))
    result = printed(changed, "settlement", "--format", "json")
    assert (result.exit_code, records(result)) == (0, [{**MAY, "closed": True}])
    assert result.stderr.splitlines() == [
        "2022년 5월 정산은 마친 그대로 둡니다. 지금 다시 계산하면 앞 달 이월 0원, 다음 달 이월 24,000원입니다.",
        "하나: 정산을 마칠 때 벌금 8,000원, 분배 19,000원 / 지금 벌금 0원, 분배 0원",
        "두리: 정산을 마칠 때 벌금 11,000원, 분배 0원 / 지금 벌금 12,000원, 분배 0원",
        "세찬: 정산을 마칠 때 벌금 0원, 분배 0원 / 지금 벌금 12,000원, 분배 0원",
    ]


def test_closing_twice_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, SETTLED)
    address = database(group())
    run("--workbook", address, "close", "2022-05")
    version = open_store(address).version()
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stdout_bytes) == (1, b"")
    assert result.stderr == "2022-05 정산은 이미 마쳤습니다. 아무것도 더하지 않았습니다.\n"
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
    set_clock(monkeypatch, moment)
    address = database(season)
    version = open_store(address).version()
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stdout_bytes) == (1, b"")
    assert why in result.stderr
    assert result.stderr.count("\n") == (2 if case == "an unread answer" else 1)
    assert open_store(address).version() == version


LONG_SEASON: dict[str, Any] = {"weeks": [(number, "") for number in range(1, 8)]}
"""Weeks 1 to 5 are due in May, weeks 6 and 7 in June."""

ANSWERED = datetime(2022, 5, 3, 12)
EXCUSES = ("주차", "이름")
PAYMENTS = ("납부일", "월", "이름", "금액")
BLOCKING: dict[str, tuple[dict[str, Any], bool]] = {
    "a link of a week of June": ({"answers": [(ANSWERED, "하나", 6, "노션")]}, False),
    "a link of a week of May": ({"answers": [(ANSWERED, "하나", 5, "노션")]}, True),
    "a time of a week of June": ({"answers": [("어제", "하나", 6, "https://x.example")]}, False),
    "a name of a week of June": ({"answers": [(ANSWERED, "하나둘", 6, "https://x.example")]}, False),
    "a week that is no number": ({"answers": [(ANSWERED, "하나", "이번 주", "https://x.example")]}, True),
    "a week that the season lacks": ({"answers": [(ANSWERED, "하나", 9, "https://x.example")]}, True),
    "an excuse of a week of June": ({"more": [Tab("면제", (EXCUSES, (6, "누구")))]}, False),
    "an excuse of a week of May": ({"more": [Tab("면제", (EXCUSES, (5, "누구")))]}, True),
    "an excuse without a week": ({"more": [Tab("면제", (EXCUSES, (None, "하나")))]}, True),
    "a payment for June": (
        {"more": [Tab("납부", (PAYMENTS, (date(2022, 6, 1), "2022-06", "하나", "?")))]},
        False,
    ),
    "a payment for May": (
        {"more": [Tab("납부", (PAYMENTS, (date(2022, 6, 1), "2022-05", "하나", "?")))]},
        True,
    ),
    "a payment for no month": (
        {"more": [Tab("납부", (PAYMENTS, (date(2022, 6, 1), None, "하나", 500)))]},
        True,
    ),
    "a row of the roster": ({"members": [("하나",), ("두리",), ("하나",)]}, True),
    "a second start": ({"settings": [*SETTINGS, ("시작일", "봄")]}, True),
    "a second weeks tab": ({"more": [Tab("주차", (("주차",),))]}, True),
    "a break": ({"more": [Tab("휴식", (("시작", "끝"), (date(2022, 6, 9), "여름")))]}, True),
    "a tier": ({"more": [Tab("벌금", (("구분", "마감 후 시간", "금액"), ("결석", None, "많이")))]}, True),
    "a closed month": (
        {"more": [Tab("정산", (("월", "이름", "벌금", "분배", "이월"), ("2022-04", "하나", "?", 0, 0)))]},
        True,
    ),
    "a closed month that is dated next year": (
        {"more": [Tab("정산", (HEAD, ("2022-04", "하나", 0, 0, 0, datetime(2023, 5, 1))))]},
        False,
    ),
    "a closed month that is still to come": (
        {"more": [Tab("정산", (HEAD, ("2023-04", "하나", 0, 0, 0, datetime(2022, 5, 1))))]},
        True,
    ),
    "an answer of May that is dated next year": (
        {"answers": [(ANSWERED.replace(year=2023), "하나", 5, "https://x.example")]},
        True,
    ),
    "an answer of June that is dated next year": (
        {"answers": [(ANSWERED.replace(year=2023), "하나", 6, "https://x.example")]},
        False,
    ),
    "an answer that is dated in two hours": (
        {"answers": [(datetime(2022, 6, 2, 2), "하나", 5, "https://x.example")]},
        True,
    ),
    "a payment that is dated next year": (
        {"more": [Tab("납부", (PAYMENTS, (date(2023, 6, 1), "2022-05", "하나", 500)))]},
        False,
    ),
    "the use of the pot": ({"settings": [*SETTINGS, ("pot", "반반")]}, True),
    "the hours of the reminder": ({"settings": [*SETTINGS, ("remind_hours", "저녁")]}, False),
}


@pytest.mark.parametrize("case", BLOCKING)
def test_only_what_can_touch_the_month_blocks_closing_it_and_is_named(
    monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    parts, blocks = BLOCKING[case]
    set_clock(monkeypatch, "2022-06-02")
    address = database(group(**{**LONG_SEASON, **parts}))
    result = run("--workbook", address, "close", "2022-05")
    assert result.exit_code == blocks
    if blocks:
        head, *named = result.stderr.splitlines()
        assert head.startswith("아직 읽지 못한 항목이 ")
        assert named
        assert all(" · " in line or ": " in line for line in named)


def test_a_refusal_names_tab_row_subject_column_and_the_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, SETTLED)
    season = group(answers=[(ANSWERED, "하나", 2, "노션"), *[(ANSWERED, "두리", 3, "노션")] * 20])
    result = run("--workbook", database(season), "close", "2022-05")
    lines = result.stderr.splitlines()
    assert lines[1].startswith("Form Responses 1 · 2행 · 하나 · 2 · Link: “노션”")
    assert lines[-1] == "외 1건"
    assert len(lines) == 22


def test_the_rows_go_under_the_headers_of_the_tab_and_a_missing_one_is_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_clock(monkeypatch, SETTLED)
    header = ("share", "memo", "member", "month", "fine", "carried_out")
    address = database(group(more=[Tab("Settlements", (header,))]))
    assert run("--workbook", address, "close", "2022-05").exit_code == 0
    assert find_rows(address, "Settlements") == (
        (*header, "closed_at", "weeks", "week_fines"),
        (19000, None, "하나", "2022-05", 8000, 0, *ROWS[0][5:]),
        (0, None, "두리", "2022-05", 11000, 0, *ROWS[1][5:]),
    )


def test_where_nothing_can_be_written_the_rows_are_printed_to_paste(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, SETTLED)
    write.write_xlsx(group(), "season.xlsx")
    there = Path("season.xlsx").read_bytes()
    result = run("--workbook", "season.xlsx", "close", "2022-05")
    assert result.exit_code == 0
    assert [line.split("\t") for line in result.stdout_bytes.decode().splitlines()] == [
        list(HEAD),
        ["2022-05", "하나", "8000", "19000", "0", "2022-05-18 12:00:00", *ROWS[0][6:]],
        ["2022-05", "두리", "11000", "0", "0", "2022-05-18 12:00:00", *ROWS[1][6:]],
    ]
    assert "정산 탭에 붙여 넣어" in result.stderr
    assert Path("season.xlsx").read_bytes() == there


def test_pasted_rows_close_the_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a sheet holds them once they are pasted: texts, numbers and a formula kept from running."""
    set_clock(monkeypatch, SETTLED)
    write.write_xlsx(group(members=[("=하나",), ("두리\t둘",)], answers=()), "season.xlsx")
    pasted = run("--workbook", "season.xlsx", "close", "2022-05").stdout_bytes.decode().splitlines()
    rows = [[cell.removeprefix("'") for cell in line.split("\t")] for line in pasted]
    season = group(
        members=[("=하나",), ("두리\t둘",)], answers=(), more=[Tab("정산", tuple(map(tuple, rows)))]
    )
    assert "'=하나" in pasted[1]
    (found,) = records(printed(season, "settlement", "--format", "json"))
    assert found["closed"] is True


def test_a_month_is_closed_on_the_newest_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody hands in between the decision and the write: the month is decided again."""
    set_clock(monkeypatch, SETTLED)
    address = database(group())
    hand_in_once(monkeypatch, address, (datetime(2022, 5, 9), "두리", 2, "https://duri.example/2"))
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stderr) == (0, "")
    assert find_rows(address, "정산")[1:] == (
        ("2022-05", "하나", 8000, 0, 0, *ROWS[0][5:]),
        ("2022-05", "두리", 7000, 15000, 0, *ROWS[1][5:7], "1: 3000, 3: 4000"),
    )


def test_a_month_stays_open_if_an_unreadable_answer_comes_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, SETTLED)
    address = database(group())
    hand_in_once(monkeypatch, address, (None, "두리", 2, "https://duri.example/2"))
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stdout_bytes) == (1, b"")
    assert "1건" in result.stderr
    assert [tab.title for tab in open_store(address).fetch().tabs] == [t.title for t in group().tabs]


def hand_in_once(monkeypatch: pytest.MonkeyPatch, address: str, answer: Row) -> None:
    """Append an answer to the workbook just after the first load of its season for a change."""
    answers = [answer_row(answer)]

    def load_and_hand_in(store: Store) -> Season:
        season = load_season(store)
        if answers:
            open_store(address).append("Form Responses 1", group().tabs[-1].rows[0], [answers.pop()])
        return season

    monkeypatch.setattr("studylib.source.save.load_season", load_and_hand_in)


def test_closing_leaves_the_same_history_as_the_desk_and_can_be_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_clock(monkeypatch, SETTLED)
    address, at_desk = database(group()), database(group(), "desk.db")
    before = load_season(open_store(address))
    assert run("--workbook", address, "close", "2022-05").exit_code == 0
    now = clock.now()
    save.save_change(
        open_store(at_desk),
        lambda season: close_month(season.cells, season.study, season.list_problems(now), "2022-05", now),
        now,
    )
    store = open_store(address)
    assert store.fetch() == open_store(at_desk).fetch()
    [kept] = history.read_history(store.fetch())
    assert (kept.number, kept.what, kept.in_force) == (1, "2022년 5월 정산 완료", True)

    save.save_change(store, lambda season: history.undo_change(season.cells, 1), now)
    after = load_season(store)
    assert after.study.settlements == before.study.settlements == ()
    assert [tab.rows for tab in after.cells.tabs[: len(before.cells.tabs)]] == [
        tab.rows for tab in before.cells.tabs
    ]
    assert [row for row in find_rows(address, "정산")[1:] if row] == []
    assert run("--workbook", address, "close", "2022-05").exit_code == 0


# ---- clocks that are wrong ----

JUNE = "2022-06-20"
"""When all weeks of the long season have closed."""


def close_may_ahead(monkeypatch: pytest.MonkeyPatch, moment: str) -> str:
    """Close May while the clock shows that moment, and put the clock right. Return the address of the database."""
    address = database(group(**LONG_SEASON))
    set_clock(monkeypatch, moment)
    assert run("--workbook", address, "close", "2022-05").exit_code == 0
    set_clock(monkeypatch, JUNE)
    return address


@pytest.mark.parametrize("moment", ["2022-06-20T02:00:01", "2023-06-20", "2099-12-31T23:59:59"])
def test_a_month_that_was_closed_by_a_clock_ahead_is_closed(
    monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    address = close_may_ahead(monkeypatch, moment)
    twice = run("--workbook", address, "close", "2022-05")
    assert (twice.exit_code, twice.stderr) == (
        1,
        "2022-05 정산은 이미 마쳤습니다. 아무것도 더하지 않았습니다.\n",
    )
    checked = run("--workbook", address, "check", "--format", "json")
    assert checked.exit_code == 1
    found = records(checked)
    assert [(each["tab"], each["row"], each["column"], each["kind"]) for each in found] == [
        ("정산", 2, "정산일시", "problem"),
        ("정산", 3, "정산일시", "problem"),
    ]
    assert run("--workbook", address, "close", "2022-06").exit_code == 0
    months = records(run("--workbook", address, "settlement", "--format", "json"))
    assert [(each["month"], each["closed"], each["final"]) for each in months] == [
        ("2022-05", True, True),
        ("2022-06", True, True),
    ]


@pytest.mark.parametrize(
    ("as_of", "closed"),
    [("2022-06-19T23:59:59.999", False), ("2022-06-20", True), ("2022-06-20T00:01", True)],
)
def test_a_look_back_finds_a_month_open_until_it_was_closed(
    monkeypatch: pytest.MonkeyPatch, as_of: str, closed: bool
) -> None:
    address = close_may_ahead(monkeypatch, "2022-06-20")
    set_clock(monkeypatch, "2022-06-21")
    result = run(
        "--workbook", address, "settlement", "--as-of", as_of, "--month", "2022-05", "--format", "json"
    )
    ((found,), warning) = records(result), result.stderr
    assert (found["closed"], result.exit_code, warning) == (closed, 0, "")


def test_a_closing_dated_ahead_is_undone_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    address = close_may_ahead(monkeypatch, "2023-06-20")
    store = open_store(address)
    now = datetime.fromisoformat(JUNE).astimezone()
    save.save_change(store, lambda season: history.undo_change(season.cells, 1), now)
    assert run("--workbook", address, "check").exit_code == 0
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("year", "moment"),
    [
        (2000, "2000-12-31T23:59:59"),
        (2000, "2001-01-01T00:00"),
        (2037, "2038-01-19T12:14:08"),
        (2099, "2099-05-31T12:00"),
        (2099, "2099-12-31T23:59:59"),
    ],
)
def test_closing_in_any_year_writes_rows_that_are_read_again(
    monkeypatch: pytest.MonkeyPatch, year: int, moment: str
) -> None:
    set_clock(monkeypatch, moment)
    address = database(group(settings=(("name", "밤샘"), ("starts_on", date(year, 4, 27))), answers=()))
    assert run("--workbook", address, "close", f"{year}-05").exit_code == 0
    assert run("--workbook", address, "check").exit_code == 0
    closed_at = datetime.fromisoformat(moment).replace(tzinfo=SEOUL)
    read = load_season(open_store(address)).study.settlements
    assert [(each.month, each.closed_at) for each in read] == [(f"{year}-05", closed_at)] * 2


@pytest.mark.parametrize(
    "moment", ["2100-01-01", "2100-01-01T00:00:00.001", "2200-06-01", "9999-12-31T23:00"]
)
def test_closing_by_a_clock_that_no_workbook_can_hold_is_refused_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    set_clock(monkeypatch, moment)
    address = database(group())
    version = open_store(address).version()
    result = run("--workbook", address, "close", "2022-05")
    assert (result.exit_code, result.stdout_bytes, result.stderr.count("\n")) == (1, b"", 1)
    assert moment[:10] in result.stderr
    assert open_store(address).version() == version


def test_no_rows_to_paste_are_printed_by_such_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2100-01-01")
    write.write_xlsx(group(), Path("season.xlsx"))
    result = run("--workbook", "season.xlsx", "close", "2022-05")
    assert (result.exit_code, result.stdout_bytes) == (1, b"")


def test_a_file_without_a_column_for_the_weeks_is_told_what_to_add(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, SETTLED)
    write.write_xlsx(group(more=[Tab("정산", (HEAD[:6],))]), "season.xlsx")
    result = run("--workbook", "season.xlsx", "close", "2022-05")
    assert [line.split("\t")[1] for line in result.stdout_bytes.decode().splitlines()] == [
        "이름",
        "하나",
        "두리",
    ]
    assert "1, 2, 3" in result.stderr.splitlines()[-1]
    write.write_xlsx(group(more=[Tab("정산", (HEAD,))]), "season.xlsx")
    assert "1, 2, 3" not in run("--workbook", "season.xlsx", "close", "2022-05").stderr


def test_a_closed_month_stays_as_closed_in_each_file_although_a_tier_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rules now ask for three times as much. Week 3 has moved into June besides."""
    set_clock(monkeypatch, SETTLED)
    tiers = Tab("tiers", (("status", "hours", "amount"), ("지각", 12, 9000), ("결석", None, 12000)))
    weeks = Tab("weeks", (("week", "due_at"), (1,), (2,), (3, "2022-06-02 12:00")))
    season = group(more=[tiers, Tab("정산", (HEAD, *ROWS))])
    moved = Workbook(tuple(weeks if each.title == "weeks" else each for each in season.tabs))
    set_clock(monkeypatch, "2022-06-30T12:00")
    for workbook in (season, moved):
        address = database(workbook)
        board = records(run("--workbook", address, "board", "--format", "json"))
        fines = records(run("--workbook", address, "fines", "--format", "json"))
        (may, *rest) = records(run("--workbook", address, "settlement", "--format", "json"))
        assert may == {**MAY, "closed": True}
        assert [each["pot"] for each in rest] == [0] * len(rest)
        assert {row["month"] for row in (*board, *fines)} == {"2022-05"}
        closed = {"하나": [0, 4000, 4000], "두리": [3000, 4000, 4000]}
        assert {name: [row["fine"] for row in board if row["member"] == name] for name in closed} == closed
        assert sum(int(str(row["fine"])) for row in fines) == may["pot"]
        assert "정산 완료" in str(fines[0]["reason"])
        assert "12,000" not in str(fines)


def test_a_closed_fine_without_a_row_on_the_board_is_a_line_without_a_week(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_clock(monkeypatch, "2022-06-30T12:00")
    members = Tab("members", (("name", "left_on"), ("하나",), ("두리", date(2022, 4, 1))))
    season = group(more=[Tab("정산", (HEAD, *ROWS))])
    gone = Workbook(tuple(members if each.title == "members" else each for each in season.tabs))
    lines = records(printed(gone, "fines", "--format", "json"))
    assert [(row["member"], row["week"], row["fine"]) for row in lines] == [
        ("하나", 2, 4000),
        ("하나", 3, 4000),
        ("두리", None, 11000),
    ]
    assert lines[-1]["status"] is None


def test_a_week_over_a_closed_border_blocks_the_month_that_it_moved_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_clock(monkeypatch, "2022-06-30T12:00")
    weeks = Tab("weeks", (("week", "due_at"), (1,), (2,), (3, "2022-06-02 12:00"), (4, "2022-06-10")))
    season = group(more=[Tab("정산", (HEAD, *ROWS))])
    address = database(Workbook(tuple(weeks if each.title == "weeks" else each for each in season.tabs)))
    refused = run("--workbook", address, "close", "2022-06")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "weeks · 4행" in refused.stderr
    assert "2022-05" in refused.stderr


# ---- the whole season, deposits and the kitty ----

OVER = "2022-05-18T12:00"
"""All three weeks have closed: 하나 owes 8,000 won and 두리 11,000."""


def whole(*settings: Row, more: Iterable[Tab] = ()) -> Workbook:
    return group(settings=(*SETTINGS, ("settle", "season"), *settings), more=more)


def test_a_season_is_printed_as_one_period() -> None:
    before, after = (
        records(printed(whole(), "settlement", "--as-of", moment, "--format", "json"))
        for moment in ("2022-05-18T11:59:59.999", OVER)
    )
    assert [(each["month"], each["final"]) for each in (*before, *after)] == [
        ("season", False),
        ("season", True),
    ]
    for month in ("season", "시즌"):
        chosen = printed(whole(), "settlement", "--month", month, "--as-of", OVER, "--format", "json")
        assert records(chosen) == after
    assert (
        records(printed(whole(), "settlement", "--month", "2022-05", "--as-of", OVER, "--format", "json"))
        == []
    )


def test_a_season_is_closed_once_it_is_over_and_reopened(monkeypatch: pytest.MonkeyPatch) -> None:
    address = database(whole())
    set_clock(monkeypatch, "2022-05-18T11:59")
    early = run("--workbook", address, "close", "season")
    assert (early.exit_code, early.stderr) == (
        1,
        "시즌 금액은 아직 확정되지 않았습니다. 2022-05-18 12:00:00부터 정산을 마칠 수 있습니다.\n",
    )
    set_clock(monkeypatch, OVER)
    closed = run("--workbook", address, "close", "season")
    assert (closed.exit_code, closed.stderr) == (0, "")
    (season,) = records(run("--workbook", address, "settlement", "--format", "json"))
    assert (season["month"], season["closed"]) == ("season", True)
    assert run("--workbook", address, "close", "시즌").exit_code == 1
    assert run("--workbook", address, "reopen", "season").exit_code == 0
    (season,) = records(run("--workbook", address, "settlement", "--format", "json"))
    assert season["closed"] is False


PAID_IN = Tab(
    "payments",
    (
        ("paid_on", "month", "member", "amount", "account"),
        (date(2022, 4, 27), None, "하나", 30_000, "예치금"),
        (date(2022, 4, 27), None, "두리", 10_000, "deposit"),
    ),
)


def test_with_deposits_only_what_they_do_not_cover_is_owed() -> None:
    season = whole(("fines_from", "deposit"), ("pot", "keep"), more=[PAID_IN])
    (found,) = records(printed(season, "settlement", "--as-of", OVER, "--format", "json"))
    columns = ("member", "fine", "net", "outstanding", "from_deposit", "balance")
    people: Any = found["participants"]
    drawn = [tuple(each[name] for name in columns) for each in people]
    assert drawn == [("하나", 8_000, 0, 0, 8_000, 22_000), ("두리", 11_000, -1_000, 1_000, 10_000, 0)]
    assert found["transfers"] == [{"from": "두리", "to": None, "amount": 1_000}]
    printed_lines = lines(printed(season, "settlement", "--as-of", OVER, "--format", "csv"))
    assert printed_lines[0] == [*shares.LINE_COLUMNS, "from_deposit", "balance"]
    assert [row[-2:] for row in printed_lines[1:]] == [["8000", "22000"], ["10000", "0"]]


def test_a_deposit_that_is_too_low_is_told_and_changes_no_exit_status() -> None:
    season = whole(("fines_from", "deposit"), ("language", "en"), more=[PAID_IN])
    result = printed(season, "settlement", "--as-of", OVER, "--format", "json")
    assert (result.exit_code, "The deposit of 두리 is ₩0, less than the fines of " in result.stderr) == (
        0,
        True,
    )


def test_through_the_kitty_each_member_pays_or_is_paid_once_and_null_is_the_kitty() -> None:
    (found,) = records(
        printed(
            group(settings=(*SETTINGS, ("pay_through", "kitty"))),
            "settlement",
            "--as-of",
            SETTLED,
            "--format",
            "json",
        )
    )
    assert found["transfers"] == [
        {"from": "두리", "to": None, "amount": 11_000},
        {"from": None, "to": "하나", "amount": 11_000},
    ]
