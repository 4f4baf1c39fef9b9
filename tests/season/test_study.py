"""Members, tiers, breaks and weeks: where their days and hours begin and end."""

from datetime import date, datetime

import pandas as pd
import pytest

from studylib.season import board
from studylib.season.study import DEFAULT_TIERS, Break, Tier
from tests.season import seasons
from tests.season.cells import alone, judged
from tests.season.reference import SEOUL, Season

OPENS = datetime(2022, 4, 6, tzinfo=SEOUL)
LONG_AFTER = datetime(2022, 12, 31, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("due_at", "status"),
    [
        (datetime(2022, 4, 14, tzinfo=SEOUL), "absent"),
        (datetime(2022, 4, 14, 0, 0, 0, 999_000, tzinfo=SEOUL), "absent"),
        (datetime(2022, 4, 14, 0, 0, 1, tzinfo=SEOUL), "excused"),
    ],
)
def test_a_week_lasts_until_the_day_of_its_last_second_in_time(due_at: datetime, status: str) -> None:
    on_the_fourteenth = (Break(date(2022, 4, 14), date(2022, 4, 14), member="가람"),)
    assert alone(LONG_AFTER, breaks=on_the_fourteenth, extensions={1: due_at}).status == status


def test_the_month_of_a_week_is_that_of_its_last_second_in_time() -> None:
    season = Season(starts_on=date(2022, 5, 18), week_count=3)
    assert [cell.month for cell in judged(season, OPENS)] == ["2022-05", "2022-05", "2022-06"]


def test_the_default_tiers_are_those_of_the_first_group() -> None:
    assert Season().tiers == DEFAULT_TIERS == (Tier("late", 12, 3_000), Tier("absent", None, 4_000))
    assert isinstance(board.judge(seasons.study(Season()), OPENS), pd.DataFrame)
