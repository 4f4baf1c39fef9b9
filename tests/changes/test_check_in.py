"""Recording that a member checks in."""

from datetime import datetime, timedelta

import pytest

from studylib.changes.check_in import check_in
from studylib.season.records import Arrival
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from tests.changes.builders import saved, study_of
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

AT = datetime(2022, 4, 9, 19, 12, 3, 456_000, SEOUL)
"""The meeting of week 1 began 12 minutes ago."""
OF = (1, "모임")


def group(**tabs: Tab) -> Workbook:
    meetings = tab(
        "tasks",
        "task | kind | due | who",
        "모임 | attendance | Sat 19:00 |",
        "발표 | attendance | Sat 19:00 | 나래",
    )
    return book(tasks=meetings, answers=None, **tabs)


@pytest.mark.parametrize("with_offset", [False, True])
def test_an_arrival_is_written_into_a_new_tab_to_the_millisecond(with_offset: bool) -> None:
    cells = group()
    after = saved(cells, check_in(cells, study_of(cells), OF, "나래", AT, with_offset=with_offset))
    assert study_of(after).arrivals == (Arrival(1, "모임", "나래", AT),)
    assert [each for each in reader.read(after)[1] if each.tab == "출석" and not each.is_notice] == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1 | 모임 | 나래 | | 2022-04-09 19:01:00", "You are checked in already, since Sat 4/9 19:01:00"),
        ("1 | 모임 | 나래 | 면제 |", "The leader has already recorded you"),
    ],
)
def test_what_is_recorded_already_stays(row: str, why: str) -> None:
    cells = group(attendance=tab("attendance", "week | task | member | status | arrived_at", row))
    with pytest.raises(ChangeError) as refused:
        check_in(cells, study_of(cells), OF, "나래", AT)
    assert why in Language("en").say(refused.value.why)
    assert check_in(cells, study_of(cells), OF, "가람", AT)


def test_a_row_of_the_leader_s_list_that_says_nothing_yet_is_no_record() -> None:
    empty = tab("attendance", "week | task | member | status | arrived_at", "1 | 모임 | 나래 | |")
    cells = group(attendance=empty)
    after = saved(cells, check_in(cells, study_of(cells), OF, "나래", AT))
    assert study_of(after).arrivals == (Arrival(1, "모임", "나래", AT),)


@pytest.mark.parametrize(
    ("of", "member", "at", "why"),
    [
        ((1, "발표"), "가람", AT, "발표 of week 1 does not ask for 가람."),
        (OF, "마루", AT, "모임 of week 1 does not ask for 마루."),
        (OF, "가람", AT + timedelta(days=1), "모임 of week 1 cannot be checked in to now."),
        ((2, "모임"), "가람", AT, "모임 of week 2 cannot be checked in to now."),
        ((9, "모임"), "가람", AT, "This meeting is no longer in the season."),
        ((1, None), "가람", AT, "This meeting is no longer in the season."),
    ],
)
def test_who_cannot_check_in_is_told_why(
    of: tuple[int, str | None], member: str, at: datetime, why: str
) -> None:
    with pytest.raises(ChangeError) as refused:
        check_in(group(), study_of(group()), of, member, at)
    assert why in str(refused.value.why)
