"""Weeks of tables whose cells do not say week."""

import pytest

from studylib.readme.axis import find_weeks
from studylib.readme.choices import ASK, Choices, WeeksAre
from tests.readme.examples import read
from tests.readme.grids import only

NUMBERS = Choices(weeks_are=WeeksAre.NUMBERS)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("|Name|1|2|\n|-|-|-|\n|가람|O|X|\n", (None, 1, 2)),
        ("|이름|1 (5/13)|2 (5/20)|\n|-|-|-|\n|가람|O|X|\n", (None, 1, 2)),
        ("||1|2|3|\n|-|-|-|-|\n|가람|O|X||\n", (None, 1, 2, 3)),
        ("|No.|Month|Week|가람|\n|-|-|-|-|\n|1|02|4|O|\n|2|03|1|O|\n|3|03|4|X|\n", (None, 1, 2, 3)),
        ("|Month|Week|가람|\n|-|-|-|\n|02|4|O|\n|03|1|O|\n||2|X|\n|04|1|O|\n", (None, 1, 2, 3, 4)),
        ("||주|가람|\n|-|-|-|\n|1|W1 Sep|O|\n|2|W2 Sep|O|\n", (None, 1, 2)),
        ("|주차|가람|\n|-|-|\n|3월 4주차|O|\n|4월 1주차|O|\n", (None, 1, 2)),
        ("|이름|3월 1주차|3월 2주차|\n|-|-|-|\n|가람|O|O|\n", (None, 1, 2)),
        ("|날짜|가람|\n|-|-|\n|9/13|O|\n|9/20|O|\n", (None, 1, 2)),
        ("|이름|9/13|9/20|\n|-|-|-|\n|가람|O|O|\n", (None, 1, 2)),
    ],
)
def test_numbers_weeks_of_months_and_days_are_counted(text: str, weeks: tuple[int | None, ...]) -> None:
    axis = find_weeks(only(text))
    assert axis is not None
    assert axis.weeks == weeks


@pytest.mark.parametrize(
    "text",
    [
        "|#|가람|나래|\n|-|-|-|\n|1|O|X|\n|2|O|O|\n",
        "|주차|가람|\n|-|-|\n|3월 1주차|O|\n|3월 3주차|O|\n",
        "|날짜|가람|\n|-|-|\n|2026.09.07|O|\n|2026.09.21|O|\n",
    ],
)
def test_what_may_be_counted_in_two_ways_is_asked_and_then_counted_as_the_caller_says(text: str) -> None:
    asked, told = find_weeks(only(text), ASK), find_weeks(only(text), NUMBERS)
    assert asked is not None
    assert told is not None
    assert (asked.weeks, told.weeks) == ((None, None, None), (None, 1, 2))
    assert "--weeks-are" in str(asked.said[0].why)


def test_nothing_is_read_of_a_table_that_was_asked_about() -> None:
    found, problems = read("|날짜|가람|\n|-|-|\n|9/13|O|\n|9/27|[글](https://e.org)|\n", "가람")
    assert (found.weeks, found.entries, [line for line, _ in problems]) == ((), (), [3])


@pytest.mark.parametrize(
    "text",
    [
        "|번호|이름|링크|\n|-|-|-|\n|1|가람|[글](https://e.org)|\n|2|나래||\n",
        "|이름|가입일|\n|-|-|\n|가람|9/13|\n|나래|9/20|\n",
        "|a|1|3|\n|-|-|-|\n|가람|O|O|\n",
    ],
)
def test_numbers_and_days_of_other_tables_are_no_weeks(text: str) -> None:
    assert find_weeks(only(text)) is None


def test_weeks_that_come_again_with_each_member_are_not_renumbered() -> None:
    text = "|번호|이름|주차|링크|\n|-|-|-|-|\n|1|가람|1|x|\n|2|가람|2|y|\n|3|나래|1|z|\n"
    axis = find_weeks(only(text))
    assert axis is not None
    assert axis.weeks == (None, 1, 2, 1)
