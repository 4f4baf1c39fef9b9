from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook import dates
from studylib.workbook.dates import DateOrder
from studylib.workbook.values import CellError
from tests.workbook.reading import get_refusal

NIGHT = timedelta(hours=23, minutes=59)


@pytest.mark.parametrize(
    "written",
    [
        "2022-04-12",
        "2022.04.12",
        "2022/4/12",
        "2022. 4. 12",
        "2022. 4. 12.",
        "2022. 4. 12 (화)",
        "2022-04-12(화)",
        "2022-04-12 Tue",
        "(화) 2022-04-12",
        "Tuesday, April 12, 2022",
        "2022년 4월 12일",
        "2022년4월12일",
        "2022년 4월 12일 화요일",
        "22년 4월 12일",
        "20220412",
        "Apr 12, 2022",
        "April 12th 2022",
        "12 Apr 2022",
        "12-Apr-2022",
        "12th of April, 2022",
        "12.04.2022",
        "２０２２．０４．１２",
    ],
)
def test_a_date_is_read_as_people_write_it(written: str) -> None:
    assert dates.parse_written_moment(written) == (date(2022, 4, 12), None, None)


@pytest.mark.parametrize(
    "written",
    [
        "2022-04-12 23:59",
        "2022년 4월 12일 23:59",
        "2022년 4월 12일 오후 11시 59분",
        "2022년 4월 12일(화) 23시59분",
        "2022/4/12 PM 11:59",
        "Apr 12, 2022 11:59 PM",
        "Apr 12, 2022, 11:59\u202fp.m.",
        "12 April 2022 at 23:59",
        "12.04.2022 23:59",
        "2022. 4. 12. (화) 오후 11:59:00",
        "20220412 23:59",
        "2022-04-12(화)23:59",
        "２０２２－０４－１２　２３：５９",
    ],
)
def test_a_moment_is_read_as_people_write_it(written: str) -> None:
    assert dates.parse_written_moment(written) == (date(2022, 4, 12), NIGHT, None)


@pytest.mark.parametrize(
    "written",
    [
        "Mon Sep 08 2025 23:59:00 GMT+0900 (Korean Standard Time)",
        "Mon Sep 08 2025 23:59:00 GMT+0900 (대한민국 표준시)",
        "Mon, 08 Sep 2025 23:59:00 +0900",
        "2025-09-08T23:59:00.000+09:00",
        "2025-09-08 23:59 KST",
    ],
)
def test_a_moment_is_read_as_programs_write_it(written: str) -> None:
    day, clock, offset = dates.parse_written_moment(written)
    assert (day, clock) == (date(2025, 9, 8), NIGHT)
    assert offset is not None
    assert offset.utcoffset(None) == timedelta(hours=9)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("4월 12일", "“4월 12일” has no year. Write it as 2022-04-06 or 2022-04-06 23:59:59."),
        ("4/12 23:59", "“4/12 23:59” has no year. Write it as 2022-04-06 or 2022-04-06 23:59:59."),
        ("22-04-06", "“22-04-06” has a year of two digits. Write all four, as in 2022-04-06."),
        ("4/12/22 23:59", "“4/12/22 23:59” has a year of two digits. Write all four, as in 2022-04-06."),
        ("'22. 4. 6", "“'22. 4. 6” has a year of two digits. Write all four, as in 2022-04-06."),
        ("2022-04-06 (목)", "“2022-04-06 (목)” names another weekday than the date has. Fix one of the two."),
        (
            "Mon Sep 09 2025 23:59:00",
            "“Mon Sep 09 2025 23:59:00” names another weekday than the date has. Fix one of the two.",
        ),
        (
            "2022년 4월 6일 화요일 9시",
            "“2022년 4월 6일 화요일 9시” names another weekday than the date has. Fix one of the two.",
        ),
    ],
)
def test_a_refusal_says_what_is_missing_or_wrong(written: str, why: str) -> None:
    assert get_refusal(lambda cell: dates.parse_written_moment(str(cell)), written) == why


@pytest.mark.parametrize(
    "written",
    [
        "2022-04/06",
        "2022-0406",
        "2022-04-061",
        "2022-04-0623:59",
        "20221340",
        "2022년 4월",
        "Foo 12, 2022",
        "12 2022",
        "14/15/2022",
        "31/31/2022",
        "31.04.2022",
        "04.13.20222",
        "2022-04-06 " + " 2022-04-06" * 20,
        "1" * 10_000,
        "",
    ],
)
def test_other_texts_are_no_dates(written: str) -> None:
    assert " is no date or time." in get_refusal(lambda cell: dates.parse_written_moment(str(cell)), written)


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("4/12/2022", DateOrder.MONTH_FIRST, date(2022, 4, 12)),
        ("4/12/2022", DateOrder.DAY_FIRST, date(2022, 12, 4)),
        ("4-12-2022 23:59", DateOrder.MONTH_FIRST, date(2022, 4, 12)),
        ("04.12.2022", DateOrder.MONTH_FIRST, date(2022, 4, 12)),
        ("04.12.2022", DateOrder.DAY_FIRST, date(2022, 12, 4)),
        ("04.12.2022", DateOrder.UNKNOWN, date(2022, 12, 4)),
        ("4/13/2022", DateOrder.DAY_FIRST, date(2022, 4, 13)),
        ("13/4/2022", DateOrder.MONTH_FIRST, date(2022, 4, 13)),
        ("13/4/2022", DateOrder.MIXED, date(2022, 4, 13)),
        ("4/4/2022", DateOrder.MIXED, date(2022, 4, 4)),
        ("04.13.2022", DateOrder.UNKNOWN, date(2022, 4, 13)),
    ],
)
def test_the_order_of_the_column_settles_a_date_that_may_be_two(
    written: str, order: DateOrder, day: date
) -> None:
    assert dates.parse_written_moment(written, order).day == day


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("4/12/2022", DateOrder.UNKNOWN),
        ("4/12/2022", DateOrder.MIXED),
        ("04-12-2022", DateOrder.UNKNOWN),
        ("04.12.2022", DateOrder.MIXED),
    ],
)
def test_a_date_that_may_be_two_is_refused_if_the_column_does_not_settle_it(
    written: str, order: DateOrder
) -> None:
    with pytest.raises(CellError, match="may be day/month or month/day"):
        dates.parse_written_moment(written, order)


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("12/12/2022", None),
        ("12/13/2022", DateOrder.MONTH_FIRST),
        ("13/12/2022", DateOrder.DAY_FIRST),
        ("13/13/2022", None),
        ("16/08/2025 23:59:59", DateOrder.DAY_FIRST),
        ("Sat 16/08/2025", DateOrder.DAY_FIRST),
        ("16.08.2025", DateOrder.DAY_FIRST),
        ("4/13/2022 26:00", DateOrder.MONTH_FIRST),
        ("4/13/2022 soon", None),
        ("2022-04-13", None),
        ("16/08/2025" + " " * 200 + "x" * 200, None),
    ],
)
def test_a_date_shows_its_order_if_one_number_can_be_no_month(written: str, order: DateOrder | None) -> None:
    assert dates.find_order(written) is order


FORMS = [
    "%Y-%m-%d",
    "%Y. %m. %d",
    "%Y년 %m월 %d일",
    "%b %d, %Y",
    "%d %B %Y",
    "%d.%m.%Y",
    "%Y%m%d",
    "%a %b %d %Y",
    "%Y/%m/%d (%a)",
]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_date_is_read_back_from_each_way_of_writing_it(day: date, form: str) -> None:
    assert dates.parse_written_moment(f"{day:{form}}").day == day
    assert (
        dates.parse_written_moment(f"{datetime(day.year, day.month, day.day, 23, 59):{form} %H:%M}").clock
        == NIGHT
    )
