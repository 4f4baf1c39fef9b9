"""The settings that are rules."""

from datetime import date, datetime, time, timedelta

import pytest

from studylib.season.kinds import Account, PayThrough, Period
from studylib.season.study import Study
from studylib.season.tasks import Due
from studylib.workbook import reader
from studylib.workbook.cells import Cell
from studylib.workbook.rule_settings import parse_account, parse_cycle, parse_passes
from tests.season.seasons import book, tab
from tests.workbook.reading import get_refusal


def read(*rows: tuple[Cell, Cell]) -> tuple[Study, list[tuple[int | None, str, bool]]]:
    study, problems = reader.read(
        book(settings=tab("settings", ("key", "value"), ("starts_on", "2022-04-06"), *rows))
    )
    return study, [(each.row, str(each.message), each.is_notice) for each in problems]


def test_without_the_settings_the_rules_are_as_before() -> None:
    study, problems = read()
    assert problems == []
    assert (study.cycle, study.due, study.settle, study.pay_through) == (
        7,
        None,
        Period.MONTH,
        PayThrough.MEMBERS,
    )
    assert (study.account, study.fines_from, study.pass_count, study.pass_hours) == ("", Account.POT, 0, 0)
    assert (study.smallest_transfer, study.sent) == (0, frozenset())


@pytest.mark.parametrize("is_korean", [False, True])
def test_the_settings_are_read_in_both_languages(is_korean: bool) -> None:
    english = [
        *(("cycle", "10"), ("due", "Sat 22:00"), ("settle", "season"), ("pay_through", "kitty")),
        *(("account", "토스 1000-2000-30"), ("fines_from", "deposit"), ("passes", 2), ("pass_hours", 24)),
    ]
    korean = [
        *(("주기", "10일"), ("마감", "토 22:00"), ("정산 주기", "시즌"), ("정산 방법", "모임통장")),
        *(("계좌", "토스 1000-2000-30"), ("벌금 출처", "예치금"), ("패스권", "2회"), ("패스 신청", "하루")),
    ]
    study, problems = read(*(korean if is_korean else english))
    assert problems == []
    assert (study.cycle, study.due) == (10, Due(timedelta(hours=22), 5))
    assert (study.settle, study.pay_through, study.fines_from) == (
        Period.SEASON,
        PayThrough.KITTY,
        Account.DEPOSIT,
    )
    assert (study.account, study.pass_count, study.pass_hours) == ("토스 1000-2000-30", 2, 24)


@pytest.mark.parametrize("days", [1, 2, 7, 30, 31])
def test_weeks_are_cycles_of_so_many_days(days: int) -> None:
    study, problems = read(("cycle", days))
    assert problems == []
    assert [week.opens_at.date() for week in study.weeks] == [
        date(2022, 4, 6) + timedelta(days=days * number) for number in range(3)
    ]


@pytest.mark.parametrize("cell", [0, 32, 7.5, "일주일", "7일 반", "-1", True, "9" * 500, "5주"])
def test_a_cycle_that_is_none_is_a_problem_and_nobody_is_judged(cell: Cell) -> None:
    assert get_refusal(parse_cycle, cell)
    study, problems = read(("cycle", cell))
    assert study.weeks == ()
    assert [row for row, _, _ in problems] == [3]


@pytest.mark.parametrize(
    ("cell", "days"), [("2주", 14), ("1 week", 7), ("10일마다", 10), ("5 days", 5), (7.0, 7)]
)
def test_a_cycle_has_a_unit(cell: Cell, days: int) -> None:
    assert parse_cycle(cell) == days


def test_a_due_time_moves_all_weeks() -> None:
    study, _ = read(("due", "일 22:00"))
    assert [f"{week.due_at:%m-%d %H:%M}" for week in study.weeks] == [
        "04-10 22:00",
        "04-17 22:00",
        "04-24 22:00",
    ]
    study, _ = read(("마감", 22 / 24))
    assert [f"{week.due_at:%m-%d %H:%M}" for week in study.weeks] == [
        "04-12 22:00",
        "04-19 22:00",
        "04-26 22:00",
    ]


@pytest.mark.parametrize(("cycle", "week"), [(3, 2), (5, 2), (6, 2), (7, None)])
def test_a_weekday_that_a_cycle_lacks_is_a_problem(cycle: int, week: int | None) -> None:
    """Cycles of 6 days begin on Wednesday 4/6, Tuesday 4/12 and Monday 4/18."""
    due = "수 22:00" if cycle == 3 else "토 22:00" if cycle == 5 else "월 22:00"
    _, problems = read(("cycle", cycle), ("due", due))
    why = f"Week {week} has no such weekday, because its cycle is too short. Write another weekday, or a time alone."
    assert problems == ([(4, why, False)] if week else [])


@pytest.mark.parametrize(
    ("cycle", "due", "is_early"),
    [
        (1, "0:00", True),
        (1, "0:01", False),
        (1, "24:00", False),
        (7, "수 0시 0분", True),
        (7, "목 0:00", False),
    ],
)
def test_weeks_that_would_be_due_as_they_open_are_one_problem(cycle: int, due: str, is_early: bool) -> None:
    study, problems = read(("cycle", cycle), ("due", due))
    why = "Week 1 would be due before it opens. Write a later moment."
    assert problems == ([(4, why, False)] if is_early else [])
    assert all(week.opens_at < week.due_at for week in study.weeks)


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("due", "10시"),
        ("settle", "주"),
        ("pay_through", "카카오"),
        ("fines_from", "지갑"),
        ("passes", "많이"),
        ("pass_hours", "전날"),
    ],
)
def test_a_setting_that_cannot_be_read_is_a_problem(key: str, cell: str) -> None:
    _, problems = read((key, cell))
    assert [(row, is_notice) for row, _, is_notice in problems] == [(3, False)]


@pytest.mark.parametrize(
    ("cell", "is_read"), [(-1, False), (0, True), (100, True), (101, False), ("2장", True), (1.5, False)]
)
def test_passes_are_a_number_of_the_season(cell: Cell, is_read: bool) -> None:
    if is_read:
        assert parse_passes(cell) in (0, 2, 100)
    else:
        assert get_refusal(parse_passes, cell)


@pytest.mark.parametrize(
    ("cell", "account"),
    [
        ("0012-034-56", "0012-034-56"),
        (" 카카오뱅크  3333-01-1234567 ", "카카오뱅크 3333-01-1234567"),
        (333301123456, "333301123456"),
        (333301123456.0, "333301123456"),
        ("00120034", "00120034"),
        ("garam@x.kr", "g***@x.kr"),
    ],
)
def test_an_account_is_a_text_as_people_write_it(cell: Cell, account: str) -> None:
    assert parse_account(cell) == account


@pytest.mark.parametrize(
    "cell",
    [
        True,
        1.5,
        -3,
        10**15,
        date(2022, 1, 2),
        datetime(2022, 1, 2),
        time(1),
        float("nan"),
        float("inf"),
        "1" * 101,
    ],
)
def test_an_account_that_the_sheet_turned_into_something_else_is_refused(cell: Cell) -> None:
    assert get_refusal(parse_account, cell)


def test_an_account_does_not_need_a_kitty_but_a_kitty_needs_one() -> None:
    assert read(("account", "1-2"))[1] == []
    assert read(("account", "1-2"), ("pay_through", "kitty"))[1] == []
    why = "Nobody can see where to pay, because the setting account / 계좌 is missing. Add a row for it."
    assert read(("pay_through", "kitty"))[1] == [(3, why, True)]


@pytest.mark.parametrize(
    ("key", "cell", "won", "is_clean"),
    [
        ("smallest_transfer", 1_000, 1_000, True),
        ("최소 송금", "1,000원", 1_000, True),
        ("최소 송금", "1천원", 1_000, True),
        ("smallest_transfer", None, 0, True),
        ("smallest_transfer", -1, 0, False),
        ("smallest_transfer", "some", 0, False),
    ],
)
def test_the_smallest_transfer_is_an_amount(key: str, cell: Cell, won: int, is_clean: bool) -> None:
    study, problems = read((key, cell))
    assert study.smallest_transfer == won
    assert (problems == []) is is_clean
