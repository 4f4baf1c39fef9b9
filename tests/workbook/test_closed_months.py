from collections.abc import Sequence
from datetime import date, datetime

import pytest

from studylib.season.study import ClosedShare, Payment, Study
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Tab
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab
from tests.workbook.reading import EMPTY_CELL, THERE, Told, make_answers, read

APRIL = ("2022-04 | 가람 | 4000 | 0 | 2 | 2022-05-01", "2022-04 | 나래 | 0 | 3998 | 2 | 2022-05-01")


MAY = ("2022-05 | 가람 | 0 | 4002 | 0", "2022-05 | 나래 | 4000 | 0 | 0")


MIDNIGHT = datetime(2022, 5, 1, tzinfo=SEOUL)


CLOSED_APRIL = (
    ClosedShare("2022-04", "가람", 4_000, 0, 2, MIDNIGHT),
    ClosedShare("2022-04", "나래", 0, 3_998, 2, MIDNIGHT),
)


CLOSED_MAY = (ClosedShare("2022-05", "가람", 0, 4_002, 0), ClosedShare("2022-05", "나래", 4_000, 0, 0))


def closed(*rows: str | Sequence[object], **tabs: Tab) -> tuple[Study, list[Told]]:
    """A workbook with these rows of closed months."""
    header = "month | member | fine | share | carried_out | closed_at"
    return read(book(settlements=tab("settlements", header, *rows), **tabs))  # type: ignore[arg-type]


def test_closed_months_are_read_row_by_row() -> None:
    study, problems = closed(*APRIL, *MAY)
    assert problems == []
    assert (study.settlements, study.settlements_read) == (CLOSED_APRIL + CLOSED_MAY, True)


def test_the_rows_of_a_closed_month_may_be_mixed_with_others() -> None:
    study, problems = closed(APRIL[0], *MAY, APRIL[1])
    assert (study.settlements, problems) == (CLOSED_APRIL + CLOSED_MAY, [])


def test_a_closed_month_keeps_former_members_and_they_may_still_pay() -> None:
    study, problems = closed(
        *APRIL,
        members=tab("members", "name", "가람", "다온"),
        answers=make_answers(THERE),
        payments=tab("payments", "paid_on | month | member | amount", "2022-05-02 | 2022-04 | 나래 | -3998"),
    )
    assert [(tab, row, message.split(".")[0]) for tab, row, _, message in problems] == [
        ("members", None, "나래 has a share in the closed month 2022-04, and no row here")
    ]
    assert study.settlements == CLOSED_APRIL
    assert study.payments == (Payment(date(2022, 5, 2), "2022-04", "나래", -3_998),)


def test_a_member_of_a_closed_month_is_called_as_on_the_roster() -> None:
    members = tab("members", "name", "Kim Garam", "나래")
    row = "2022-04 |  kim  GARAM | 0 | 0 | 0"
    study, _ = closed(row, members=members, answers=make_answers())
    assert [each.member for each in study.settlements] == ["Kim Garam"]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (" | 4000 | 0 | 2", "member", EMPTY_CELL),
        ("가람 | -4000 | 0 | 2", "fine", "The amount -4000 is negative. Write 0 or more won."),
        ("가람 | | 0 | 2", "fine", EMPTY_CELL),
        ("가람 | 4000 | -1 | 2", "share", "The amount -1 is negative. Write 0 or more won."),
        ("가람 | 4000 | 0.5 | 2", "share", "“0.5” is not a whole number. Write digits only, such as 3."),
        ("가람 | 4000 | 0 | -2", "carried_out", "The amount -2 is negative. Write 0 or more won."),
        ("가람 | 4000 | 0 | ", "carried_out", EMPTY_CELL),
        (
            "가람 | 4000 | 0 | 3",
            "carried_out",
            "Row 2 carries 2 out of 2022-04. A month carries one amount. Fix one of the two.",
        ),
        ("나래 | 4000 | 0 | 2", "member", "나래 has two rows in 2022-04. Delete one."),
        (
            "가람 | 4001 | 0 | 2",
            None,
            "The fines of 2022-04 are 4001, its shares and what it carries out only 4000. Fix the amounts.",
        ),
    ],
)
def test_a_month_with_an_unreadable_row_stays_open_and_the_others_are_closed(
    row: str, column: str | None, why: str
) -> None:
    study, problems = closed(APRIL[1], f"2022-04 | {row}", *MAY)
    assert problems == [("settlements", 3 if column else 2, column, why)]
    assert (study.settlements, study.settlements_read) == (CLOSED_MAY, False)


def test_what_was_carried_into_a_closed_month_may_be_in_its_pot() -> None:
    """The pot of a season before: nobody was fined in March, and 5,000 won are carried on."""
    study, problems = closed("2022-03 | 가람 | 0 | 0 | 5000", *APRIL)
    assert (len(study.settlements), problems) == (3, [])


def test_a_row_without_a_month_leaves_every_month_open() -> None:
    study, problems = closed("4월 | 다온 | 0 | 0 | 2", *APRIL, *MAY)
    assert problems == [("settlements", 2, "month", "“4월” is not a month. Write it as 2022-05.")]
    assert (study.settlements, study.settlements_read) == ((), False)


def test_an_unreadable_time_of_closing_is_a_problem_and_keeps_the_money() -> None:
    study, problems = closed("2022-04 | 가람 | 4000 | 4000 | 0 | 언젠가")
    assert [each[:3] for each in problems] == [("settlements", 2, "closed_at")]
    assert study.settlements == (ClosedShare("2022-04", "가람", 4_000, 4_000, 0),)
    assert not study.settlements_read


def test_settlements_without_their_columns_leave_open_what_is_closed() -> None:
    study, problems = read(book(settlements=tab("정산", "월 | 이름 | 벌금", "2022-04 | 가람 | 4000")))
    assert [message for *_, message in problems] == [
        "There is no column share / 분배. Write that header in this row.",
        "There is no column carried_out / 이월. Write that header in this row.",
    ]
    assert (study.settlements, study.settlements_read) == ((), False)


def test_a_problem_elsewhere_leaves_the_closed_months_read() -> None:
    study, problems = closed(*APRIL, excuses=tab("excuses", "week | member", "9 | 가람"))
    assert problems
    assert (study.settlements, study.settlements_read) == (CLOSED_APRIL, True)


def test_the_order_of_day_and_month_is_that_of_the_column() -> None:
    payments = tab(
        "payments",
        "paid_on | month | member | amount",
        "5/4/2022 | 2022-05 | 가람 | 3천원",
        "5/13/2022 | 2022-05 | 나래 | -1만 5천원",
    )
    study, problems = closed(
        *(row.replace("2022-05-01", "1/5/2022 0:00") for row in APRIL),
        "2022-03 | 가람 | 0 | 0 | 0 | 13/4/2022 12:00",
        payments=payments,
    )
    assert problems == []
    assert [(each.paid_on, each.amount) for each in study.payments] == [
        (date(2022, 5, 4), 3_000),
        (date(2022, 5, 13), -15_000),
    ]
    assert {row.closed_at for row in study.settlements if row.month == "2022-04"} == {MIDNIGHT}


@pytest.mark.parametrize("column", range(4))
@pytest.mark.parametrize("cell", ["", "?"])
def test_a_payment_with_any_unreadable_cell_does_not_count_and_the_others_do(column: int, cell: str) -> None:
    cells = ["2022-05-02", "2022-04", "나래", "0"]
    broken = [cell if place == column else each for place, each in enumerate(cells)]
    rows = (cells, broken, ["2022-05-03", "2022-04", "가람", "1"])
    study, problems = read(
        book(payments=tab("payments", "paid_on | month | member | amount", *map(" | ".join, rows)))
    )
    assert [(each.paid_on.day, each.member, each.amount) for each in study.payments] == [
        (2, "나래", 0),
        (3, "가람", 1),
    ]
    assert [(tab_, row) for tab_, row, _, _ in problems] == [("payments", 3)]


def test_a_month_with_an_unreadable_row_is_not_called_short_of_money_too() -> None:
    study, problems = closed(APRIL[0], "2022-04 | 나래 | 0 | ? | 2 | 2022-05-01")
    assert (study.settlements, [(row, column) for _, row, column, _ in problems]) == ((), [(3, "share")])


# ---- deposits, and payments of a whole season ----


def read_payments(
    *rows: str, settings: tuple[str, ...] = ()
) -> tuple[list[tuple[str, int, str]], list[tuple[int | None, str | None]]]:
    table = tab("payments", "paid_on | month | member | amount | account", *rows)
    rules = tab("settings", "key | value", "starts_on | 2022-04-06", *settings)
    study, problems = reader.read(book(payments=table, settings=rules))
    found = [(each.month, each.amount, each.account.value) for each in study.payments]
    return found, [(each.row, each.column) for each in problems]


@pytest.mark.parametrize("account", ["deposit", "예치금", " Deposit "])
def test_a_payment_for_the_deposit_needs_no_month(account: str) -> None:
    assert read_payments(
        f"2022-04-06 | | 가람 | 30000 | {account}", f"2022-04-07 | 2022-04 | 가람 | -5000 | {account}"
    ) == (
        [("", 30_000, "deposit"), ("2022-04", -5_000, "deposit")],
        [],
    )


@pytest.mark.parametrize("account", ["", "pot", "벌금 모음"])
def test_another_payment_needs_a_month_and_goes_into_the_pot(account: str) -> None:
    found, problems = read_payments(
        f"2022-04-06 | 2022-04 | 가람 | 3000 | {account}",
        f"2022-04-06 | | 가람 | 3000 | {account}",
        settings=("fines_from | deposit",),
    )
    assert found == [("2022-04", 3_000, "pot")]
    assert problems == [(3, "month")]


@pytest.mark.parametrize("account", ["지갑", "예치굼", "#REF!"])
def test_with_deposits_an_unknown_account_is_a_problem(account: str) -> None:
    row = f"2022-04-06 | 2022-04 | 가람 | 3000 | {account}"
    assert read_payments(row, settings=("fines_from | deposit",)) == ([], [(2, "account")])
    assert read_payments(row, "2022-04-06 | | 나래 | 1 | 예치금") == ([("", 1, "deposit")], [(2, "account")])


@pytest.mark.parametrize("account", ["국민 123-45", "카카오뱅크", "#REF!", "1"])
def test_without_deposits_a_column_of_that_name_is_left_alone(account: str) -> None:
    rows = (f"2022-04-06 | 2022-04 | 가람 | 3000 | {account}", f" | | | | {account}")
    assert read_payments(*rows) == ([("2022-04", 3_000, "pot")], [])


@pytest.mark.parametrize("month", ["", "season", "시즌", "2022-05"])
def test_in_a_season_that_is_settled_as_a_whole_every_payment_is_of_the_season(month: str) -> None:
    assert read_payments(f"2022-04-06 | {month} | 가람 | 3000", settings=("settle | season",)) == (
        [("season", 3_000, "pot")],
        [],
    )


def test_a_month_that_is_none_is_a_problem_in_such_a_season_too() -> None:
    assert read_payments("2022-04-06 | 언젠가 | 가람 | 3000", settings=("settle | season",)) == (
        [],
        [(2, "month")],
    )


def test_a_payment_for_the_season_is_a_problem_while_months_are_settled() -> None:
    row = "2022-05-02 | 시즌 | 가람 | 3000 |"
    assert read_payments(row) == ([], [(2, "month")])
    assert read_payments(row, settings=("settle | season",)) == ([("season", 3_000, "pot")], [])


@pytest.mark.parametrize(
    ("cells", "won", "is_read"),
    [
        ((1000, 1000), 1000, True),
        (("1,000원", None), 1000, True),
        ((None, 1000), 1000, True),
        ((None, None), 0, True),
        ((1000, 999), 0, False),
        (("few", None), 0, False),
    ],
)
def test_a_month_has_one_smallest_transfer(cells: tuple[Cell, Cell], won: int, is_read: bool) -> None:
    header = ("month", "member", "fine", "share", "carried_out", "smallest_transfer")
    names = ("가람", "나래")
    lines = (("2022-04", name, 0, 0, 0, cell) for name, cell in zip(names, cells, strict=True))
    study, problems = reader.read(book(settlements=tab("settlements", header, *lines)))
    assert max((each.smallest_transfer for each in study.settlements), default=0) == won
    assert (problems == []) is is_read
