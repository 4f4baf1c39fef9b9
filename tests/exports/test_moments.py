"""Months and moments without a zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from studylib.exports.moments import list_dues, name_zoned, write_moment, write_month
from studylib.text.language import Language
from tests.exports.seasons import STUDY

SEOUL = ZoneInfo("Asia/Seoul")


def test_a_moment_is_what_the_clock_of_the_zone_shows_to_the_second() -> None:
    assert write_moment(datetime(2022, 5, 3, 14, 59, 59, 999_000, UTC), SEOUL) == datetime(
        2022, 5, 3, 23, 59, 59
    )
    assert write_moment(datetime(2022, 5, 3, 15, tzinfo=UTC), SEOUL) == datetime(2022, 5, 4)
    assert write_moment(None, SEOUL) is None
    (absent,) = pd.to_datetime(pd.Series([None], dtype="datetime64[ms, UTC]"))
    assert write_moment(absent, SEOUL) is None


def test_the_column_says_the_zone() -> None:
    assert name_zoned("마감", SEOUL) == "마감 (Asia/Seoul)"


def test_a_month_is_its_first_day_and_a_season_a_word() -> None:
    assert write_month("2022-05", Language("ko")) == date(2022, 5, 1)
    assert write_month("season", Language("ko")) == "시즌"


def test_a_deadline_is_the_last_second_in_time() -> None:
    assert list_dues(STUDY)[1, None] == datetime(2022, 4, 12, 23, 59, 59)
