"""One version of a workbook, and the results that it keeps."""

import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from studylib.season import events
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds
from studylib.source.season import Season, keep_with_season, load_season, read_season
from studylib.stores.opening import open_store
from studylib.text.message import sentence
from studylib.workbook.cells import Tab, Workbook
from tests.season import seasons

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=ZoneInfo("Asia/Seoul"))


def test_a_season_is_its_cells_what_they_say_and_what_they_do_not() -> None:
    book = seasons.book(excuses=seasons.tab("excuses", "week | member", "1 | nobody"))
    opened = open_store("sqlite:///season.db", create=True)
    opened.replace(book)
    found = load_season(opened)
    assert [tab.title for tab in found.cells.tabs] == [tab.title for tab in book.tabs]
    assert [week.number for week in found.study.weeks] == [1, 2, 3]
    assert [(each.tab, each.row, each.column) for each in found.findings] == [("excuses", 2, "member")]


def test_a_season_has_the_cells_of_the_store_when_it_is_loaded() -> None:
    opened = open_store("sqlite:///season.db", create=True)
    opened.replace(seasons.book())
    before = load_season(opened)
    opened.append(
        "Form Responses 1",
        ("Timestamp", "name", "week", "link"),
        [(NOW.replace(tzinfo=None), "다온", 1, "https://n.kr")],
    )
    assert len(load_season(opened).study.submissions) == len(before.study.submissions) + 1


def test_a_workbook_without_anything_is_a_season_with_problems() -> None:
    opened = open_store("sqlite:///season.db", create=True)
    for nothing in (Workbook(()), Workbook((Tab("members", ()), Tab("Form Responses 1", ())))):
        opened.replace(nothing)
        found = load_season(opened)
        assert found.study.weeks == ()
        assert found.findings


def test_the_events_of_a_season_are_those_at_which_its_board_changes() -> None:
    opened = open_store("sqlite:///season.db", create=True)
    opened.replace(seasons.book())
    found = load_season(opened)
    first_week = found.study.weeks[0]
    assert to_milliseconds(first_week.due_at) in found.events
    assert events.find_last_event(found.events, first_week.due_at) == to_milliseconds(first_week.due_at)


def test_a_season_parts_problems_from_notices_and_lists_those_that_hold() -> None:
    whole = Problem("settings", None, None, sentence("Fix it."))
    mild = replace(whole, is_notice=True)
    from_now, until_now = replace(whole, since=NOW), replace(whole, until=NOW)
    season = replace(empty(), findings=(whole, mild, from_now, until_now))
    moment = timedelta(milliseconds=1)
    assert season.list_problems(NOW - moment) == (whole, until_now)
    assert season.list_problems(NOW) == (whole, from_now)
    assert season.list_problems(NOW + moment) == (whole, from_now)
    assert season.list_notices(NOW) == (mild,)


def empty() -> Season:
    study = Study("빈", ZoneInfo("Asia/Seoul"), pd.DataFrame(), "ko")
    return Season(Workbook(()), study, ())


def counting() -> tuple[Callable[[Season, int], tuple[str, int]], list[int]]:
    """A function whose results are kept with the season. The list holds each event that it had to work for."""
    asked = []

    @keep_with_season
    def work(season: Season, event: int) -> tuple[str, int]:
        asked.append(event)
        return season.study.name, event

    return work, asked


def test_what_is_worked_out_of_a_season_is_kept_whatever_number_of_other_seasons_there_is() -> None:
    work, asked = counting()
    many = [empty() for _ in range(300)]
    for _ in range(2):
        assert {work(each, 1) for each in many} == {("빈", 1)}
    assert len(asked) == 300


def test_an_unused_season_leaves_nothing_behind() -> None:
    work, _ = counting()
    season = empty()
    gone = weakref.ref(season)
    work(season, 1)
    del season
    assert gone() is None  # at once, without a collection of garbage, which the server seldom makes


# ---- moments that are still to come ----

DATED = seasons.book(
    answers=seasons.tab(
        "Form Responses 1",
        "Timestamp | name | week | link",
        "2022-04-10 12:00 | 가람 | 1 | https://n.kr/1",
        "2022-05-11 00:30 | 나래 | 1 | https://n.kr/2",
    ),
    payments=seasons.tab(
        "payments", "paid_on | month | member | amount", "2022-05-11 | 2022-04 | 가람 | 3000"
    ),
    settlements=seasons.tab(
        "settlements",
        "month | member | fine | share | carried_out | closed_at",
        "2022-04 | 가람 | 0 | 0 | 0 | 2022-05-11 00:30",
        "2022-04 | 나래 | 0 | 0 | 0 | 2022-05-01 09:00",
    ),
)
"""A workbook with an answer and a closing at half past midnight of 2022-05-11, and a payment of that day."""

TOLERANCE = timedelta(minutes=2)
MIDNIGHT = NOW.replace(minute=0)
MS = timedelta(milliseconds=1)


def list_ahead(season: Season, now: datetime, present: datetime | None = None) -> list[str]:
    return sorted(each.tab for each in season.list_problems(now, present))


@pytest.mark.parametrize(
    ("nudge", "found"), [(-MS, ["Form Responses 1", "settlements"]), (timedelta(0), []), (MS, [])]
)
def test_a_row_that_is_still_to_come_is_a_problem_until_two_minutes_before(
    nudge: timedelta, found: list[str]
) -> None:
    assert list_ahead(read_season(DATED), NOW - TOLERANCE + nudge) == found


@pytest.mark.parametrize(("nudge", "count"), [(-MS, 1), (timedelta(0), 0), (MS, 0)])
def test_a_payment_that_is_still_to_come_is_a_notice_until_two_minutes_before_its_day(
    nudge: timedelta, count: int
) -> None:
    assert len(read_season(DATED).list_notices(MIDNIGHT - TOLERANCE + nudge)) == count


def test_one_season_says_it_at_each_moment_even_if_the_clock_is_put_back() -> None:
    season = read_season(DATED)
    for at, count in ((NOW, 0), (NOW - timedelta(days=1), 2), (NOW, 0), (NOW - timedelta(days=41), 6)):
        assert len(season.list_problems(at)) == count  # in March, so was all


@pytest.mark.parametrize("nudge", [-MS, timedelta(0), MS])
def test_a_look_back_finds_only_what_is_still_to_come_for_the_clock(nudge: timedelta) -> None:
    season, present = read_season(DATED), NOW - TOLERANCE + nudge
    for now in (datetime(2022, 4, 1, tzinfo=NOW.tzinfo), present - MS, present):
        assert list_ahead(season, now, present) == list_ahead(season, present)
    assert season.list_notices(datetime(2022, 4, 1, tzinfo=NOW.tzinfo), NOW) == ()


def test_a_look_ahead_finds_what_is_still_to_come_then() -> None:
    season, present = read_season(DATED), datetime(2022, 5, 2, tzinfo=NOW.tzinfo)
    assert list_ahead(season, present) == ["Form Responses 1", "settlements"]
    assert list_ahead(season, NOW, present) == []


def test_what_is_still_to_come_is_listed_after_what_cannot_be_read() -> None:
    season = replace(read_season(DATED), findings=(Problem("weeks", 9, None, sentence("Fix it.")),))
    assert [each.tab for each in season.list_problems(MIDNIGHT)] == [
        "weeks",
        "settlements",
        "Form Responses 1",
    ]


def test_deposits_that_are_too_low_are_notices_of_the_payments_from_the_day_that_they_are() -> None:
    """가람 is late in no week. 나래 and 다온 have paid nothing in."""
    cells = seasons.book(
        settings=seasons.tab(
            "settings",
            "key | value",
            "starts_on | 2022-04-06",
            "timezone | Asia/Seoul",
            "language | en",
            "fines_from | deposit",
        ),
        members=seasons.tab("members", "name", "가람", "나래"),
        payments=seasons.tab(
            "payments",
            "paid_on | month | member | amount | account",
            "2022-04-06 |  | 가람 | 30000 | deposit",
            "2022-05-12 |  | 나래 | 50000 | deposit",
        ),
    )
    season = read_season(cells)
    (owed,) = [each for each in season.list_notices(NOW) if each.tab == "payments" and each.row is None]
    assert str(owed.message).startswith("The deposit of 나래 is ₩0, less than the fines of ")
    assert (owed.is_notice, owed.holds(NOW)) == (True, True)
    later = season.list_notices(NOW + timedelta(days=2))
    assert [each for each in later if each.tab == "payments" and each.row is None] == []
    without = read_season(seasons.book())
    assert without.list_notices(NOW) == ()
