"""The steps tab."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.kinds import Period
from studylib.season.problems import ANYWHERE, Reach
from studylib.season.records import Step
from studylib.workbook import reader
from studylib.workbook.cells import Cell
from studylib.workbook.steps import parse_amounts
from tests.season.seasons import book, tab
from tests.workbook.reading import get_refusal

TIERS = tab(
    "tiers",
    "status | hours | amount | set | per",
    "late | 12 | 1",
    "absent | | 2",
    "많이 지각 | 24 | 3 | 모임",
    "absent | | 4 | 모임",
    "late | 12 | 5 | 문제 | 개당",
    "absent | | 6 | 문제 | 개당",
)


def read(*rows: str) -> tuple[tuple[Step, ...], list[tuple[int | None, str | None, str]]]:
    table = tab("steps", "status | set | amounts | then | within", *rows)
    study, problems = reader.read(book(tiers=TIERS, steps=table))
    return study.steps, [(each.row, each.column, str(each.message)) for each in problems]


@pytest.mark.parametrize(
    ("row", "step"),
    [
        ("지각 | | 3000, 3000, 4000", Step("late", "", (3_000, 3_000, 4_000))),
        (
            "late | | 0, 4000 | repeat | season",
            Step("late", "", (0, 4_000), repeats=True, within=Period.SEASON),
        ),
        (
            "결석 | 모임 | 3,000원; 1만 | 처음부터 | 시즌",
            Step("absent", "모임", (3_000, 10_000), True, Period.SEASON),
        ),
        ("많이 지각 | 모임 | 500 | 마지막 금액 | 월", Step("많이 지각", "모임", (500,))),
        ("많이 지각 | 모임 | 500 | last | month", Step("많이 지각", "모임", (500,))),
    ],
)
def test_a_step_names_its_tier_and_amounts(row: str, step: Step) -> None:
    assert read(row) == ((step,), [])


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("무단 | | 3000", "status", "There is no tier “무단” here. Write one of late, absent."),
        ("많이 지각 | | 3000", "status", "There is no tier “많이 지각” here. Write one of late, absent."),
        ("late | 없음 | 3000", "set", "No tier belongs to the set “없음”. Write a set of the tiers tab."),
        ("late | | 많이", "amounts", "“많이” is not an amount of won. Write digits only, such as 3000."),
        ("late | | 3000 | 다시", "then", "“다시” is none of repeat, 처음부터, last, 마지막 금액."),
        ("late | | 3000 | | 주", "within", "“주” is none of month, 월, season, 시즌."),
        ("late", "amounts", "This cell is empty. Fill it in, or delete the row."),
        (
            "late | 문제 | 3000",
            "status",
            "This set counts for each link, so its fines cannot grow. Delete this row, or change the unit of the set.",
        ),
    ],
)
def test_a_step_that_cannot_be_read_does_not_count(row: str, column: str, why: str) -> None:
    assert read(row) == ((), [(2, column, why)])


def test_of_two_steps_of_one_tier_the_first_counts() -> None:
    steps, problems = read("late | | 1000", "지각 | | 2000", "absent | | 3000")
    assert [step.amounts for step in steps] == [(1_000,), (3_000,)]
    assert problems == [(3, "status", "This tier has two rows. The first one counts. Delete the other.")]


@pytest.mark.parametrize(
    ("cell", "amounts"),
    [
        ("3000, 4000, 5000", (3_000, 4_000, 5_000)),
        ("3,000, 4,000", (3_000, 4_000)),
        ("3000,4000", (3_000, 4_000)),
        ("3천원, 4천원", (3_000, 4_000)),
        ("3000\n4000", (3_000, 4_000)),
        ("3000 / 4000", (3_000, 4_000)),
        ("3,000", (3_000,)),
        ("1,500", (1_500,)),
        ("3000", (3_000,)),
        (3_000, (3_000,)),
        ("0, 3000,", (0, 3_000)),
    ],
)
def test_amounts_are_read_in_their_order(cell: Cell, amounts: tuple[int, ...]) -> None:
    assert parse_amounts(cell) == amounts


@pytest.mark.parametrize(
    "cell", ["500,700", "100,200,300", "1000, x", "-1, 2", "3.000, 1", "1" + ", 1" * 50, ",", "1" * 2_000]
)
def test_amounts_that_are_not_sure_are_refused(cell: Cell) -> None:
    assert get_refusal(parse_amounts, cell)


@given(
    st.lists(st.integers(0, 1_000_000_000), min_size=2, max_size=50), st.sampled_from(["{}", "{:,}", "{}원"])
)
def test_amounts_with_a_blank_after_each_comma_are_read_as_written(amounts: list[int], form: str) -> None:
    assert parse_amounts(", ".join(form.format(each) for each in amounts)) == tuple(amounts)


def test_with_growing_fines_an_unreadable_answer_can_touch_any_week() -> None:
    answers = tab("Form Responses 1", "Timestamp | name | week | link", "2022-04-10 12:00 | 가람 | 1 | 없음")
    steps = tab("steps", "status | amounts", "late | 1000, 2000")
    _, (problem,) = reader.read(book(answers=answers, steps=steps))
    assert problem.reach == ANYWHERE
    _, (problem,) = reader.read(book(answers=answers))
    assert problem.reach == Reach(weeks=frozenset({1}))
