from datetime import date

import pytest

from studylib.workbook import reader
from tests.season.seasons import book, tab


@pytest.mark.parametrize(
    ("joined_on", "left_on", "there"),
    [
        ("", "2022-04-12", False),
        ("", "2022-04-13", False),
        ("", "2022-04-14", True),
        ("2022-04-18", "", True),
        ("2022-04-19", "", True),
        ("2022-04-20", "", False),
    ],
)
def test_a_named_writer_must_be_in_the_group_on_a_day_of_that_week(
    joined_on: str, left_on: str, there: bool
) -> None:
    """Week 2 lasts from 4/13 to 4/19. Who is there for a part of it may have written; the leader knows."""
    members = tab(
        "members",
        "name | turn | joined_on | left_on",
        "가람 | 1",
        f"나래 | | {joined_on} | {left_on}",
        "다온",
    )
    study, problems = reader.read(book(members=members, weeks=tab("weeks", "week | writer", "1", "2 | 나래")))
    told = [(each.tab, each.row, each.column, str(each.message)) for each in problems if each.tab == "weeks"]
    why = "나래 is not in the group in week 2. Name another member, or empty the cell."
    assert told == ([] if there else [("weeks", 3, "writer", why)])
    assert study.week_of[2].topic.writer == ("나래" if there else None)


def test_breaks_are_read_in_the_order_of_day_and_month_of_their_columns() -> None:
    rows = ("13/4/2022 | 14/4/2022 | 가람", "4/5/2022 | 5/5/2022 | 나래")
    study, findings = reader.read(book(breaks=tab("breaks", "starts_on | ends_on | member", *rows)))
    assert findings == []
    assert [each.starts_on for each in study.breaks] == [date(2022, 4, 13), date(2022, 5, 4)]
    assert study.breaks[1].ends_on == date(2022, 5, 5)
