"""A plan's first day."""

from datetime import date

import pytest

from studylib.setup.plan import find_first_day


@pytest.mark.parametrize(("today", "first"), [(15, 16), (16, 16), (17, 23)])
def test_the_first_day_is_a_monday_from_today_on(today: int, first: int) -> None:
    assert find_first_day(date(2022, 5, today)) == date(2022, 5, first)
