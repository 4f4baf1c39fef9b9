"""Rows whose moment is still to come, though only the past can hold it."""

from datetime import UTC, datetime, timedelta

import pytest

from studylib.season.problems import ANYWHERE, Problem, Reach
from studylib.workbook import ahead, reader
from studylib.workbook.cells import Tab, Workbook
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.workbook.reading import THERE, Told, make_answers, show_problem

TOLERANCE = timedelta(minutes=2)
CLOSING = "2022-04 | 가람 | 0 | 0 | 0"
PAYMENT = "2022-04 | 가람 | 3000"
NEVER = "2027-04-10 12:00"


def list_dated(**tabs: Tab) -> list[Problem]:
    """All rows with a moment, as if all were still to come."""
    _, problems, dated = reader.read_dated(make_book(**tabs))
    assert problems == []
    return [ahead.explain_ahead(each) for each in dated]


def make_book(**tabs: Tab) -> Workbook:
    """The workbook `WELL` without its answers, and with these tabs."""
    return seasons.book(**{"answers": make_answers(), **tabs})


def show_dated(*answers: Tab, **tabs: Tab) -> list[Told]:
    for at, tab in enumerate(answers):
        tabs["answers" if at == 0 else f"more {at}"] = tab
    return [show_problem(each) for each in list_dated(**tabs)]


def closings(*rows: str) -> Tab:
    return seasons.tab("settlements", "month | member | fine | share | carried_out | closed_at", *rows)


def payments(*rows: str) -> Tab:
    return seasons.tab("payments", "paid_on | month | member | amount", *rows)


def test_an_answer_names_its_row_member_and_moment_and_how_to_fix_it() -> None:
    (found,) = list_dated(answers=make_answers(f"{NEVER} | 가람 | 2 | https://n.kr/1"))
    assert show_problem(found) == (
        "Form Responses 1",
        2,
        "Timestamp",
        "This answer of 가람 is dated 2027-04-10 12:00:00, which is still to come. Fix the time.",
    )
    assert (found.of_answer, found.is_notice, found.subject) == (True, False, "가람 · 2")
    assert found.reach == Reach(weeks=frozenset({2}))


def test_an_answer_of_an_address_names_the_member() -> None:
    answers = seasons.tab(
        "Form Responses 1",
        "Timestamp | Email Address | week | link",
        f"{NEVER} | garam@n.kr | 1 | https://n.kr",
    )
    members = seasons.tab("members", "name | email", "가람 | garam@n.kr")
    ((_, row, _, why),) = show_dated(answers, members=members)
    assert (row, why.split(" is ")[0]) == (2, "This answer of 가람")


def test_a_closing_reaches_its_own_month_alone() -> None:
    _, found = list_dated(settlements=closings(f"{CLOSING} | {NEVER}"))
    assert show_problem(found) == (
        "settlements",
        2,
        "closed_at",
        "This month is closed, but its closing is dated 2027-04-10 12:00:00, which is still to come. Fix the time.",
    )
    assert (found.of_answer, found.is_notice, found.subject) == (False, False, "가람 · 2022-04")
    assert found.reach == Reach(months=frozenset({"2022-04"}))


def test_a_closed_month_that_is_still_to_come_may_be_any_month() -> None:
    found, _ = list_dated(settlements=closings("2027-04 | 가람 | 0 | 0 | 0 | 2027-05-01 09:00"))
    assert show_problem(found) == (
        "settlements",
        2,
        "month",
        "This month is still to come, so nobody can have closed it. Fix the month, or delete the row.",
    )
    assert (found.is_notice, found.subject, found.reach) == (False, "가람 · 2027-04", ANYWHERE)


def test_a_payment_is_a_notice_since_it_may_be_planned() -> None:
    (found,) = list_dated(payments=payments(f"2027-04-10 | {PAYMENT}"))
    assert show_problem(found) == (
        "payments",
        2,
        "paid_on",
        "This payment of 가람 is dated 2027-04-10, which is still to come. It does not count until then.",
    )
    assert found.is_notice


@pytest.mark.parametrize(
    ("tabs", "moment"),
    [
        ({"answers": make_answers(THERE)}, datetime(2022, 4, 10, 12)),
        ({"settlements": closings(CLOSING)}, datetime(2022, 4, 1)),
        ({"settlements": closings(f"{CLOSING} | 2022-03-31 23:00")}, datetime(2022, 3, 31, 23)),
        ({"payments": payments(f"2022-05-02 | {PAYMENT}")}, datetime(2022, 5, 2)),
    ],
)
def test_a_row_is_ahead_until_two_minutes_before_its_moment(tabs: dict[str, Tab], moment: datetime) -> None:
    found = list_dated(**tabs)[0]
    end = moment.replace(tzinfo=SEOUL).astimezone(UTC) - TOLERANCE
    assert (found.since, found.until) == (None, end)


def test_rows_rise_in_time_through_all_tabs() -> None:
    answers = make_answers("2022-04-12 | 가람 | 1 | https://n.kr", THERE)
    paid = payments(f"2022-04-11 | {PAYMENT}")
    found = show_dated(answers, payments=paid)
    assert [(title, row) for title, row, _, _ in found] == [
        ("Form Responses 1", 3),
        ("payments", 2),
        ("Form Responses 1", 2),
    ]


def test_a_voided_answer_is_never_ahead_nor_is_the_same_answer_in_another_tab() -> None:
    row = f"{NEVER} | 가람 | 1 | https://n.kr"
    void = seasons.tab("Form Responses 2", "Timestamp | name | week | link | voided", f"{row} | wrong time")
    assert show_dated(void) == []
    assert show_dated(make_answers(row), void) == []
    other = make_answers(f"{NEVER}:01 | 가람 | 1 | https://n.kr")
    assert [title for title, *_ in show_dated(other, void)] == ["Form Responses 1"]


def test_each_row_of_the_same_answer_in_two_tabs_is_ahead() -> None:
    row = f"{NEVER} | 가람 | 1 | https://n.kr"
    found = show_dated(make_answers(row), make_answers(row, title="Form Responses 2"))
    assert [title for title, *_ in found] == ["Form Responses 1", "Form Responses 2"]


def test_days_that_may_lie_in_the_future_are_never_ahead() -> None:
    tabs = {
        "members": seasons.tab("members", "name | joined_on | left_on", "가람 | 2098-01-01 | 2099-01-01"),
        "breaks": seasons.tab("breaks", "starts_on | ends_on", "2098-01-01 | 2099-01-01"),
        "weeks": seasons.tab("weeks", "week | due_at", "1 | ", "2 | ", "3 | 2022-04-28 12:00"),
    }
    assert show_dated(**tabs) == []


def test_a_row_that_is_unreadable_elsewhere_is_reported_for_that_alone() -> None:
    book = seasons.book(
        answers=make_answers(f"{NEVER} | nobody | 1 | https://n.kr"),
        settlements=closings(f"2022-04 | 가람 | ? | 0 | 0 | {NEVER}"),
    )
    _, problems, dated = reader.read_dated(book)
    assert [each.row for each in problems] == [2, 2]
    assert dated == ()
