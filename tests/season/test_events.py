"""The moments at which the board may change."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from studylib.season import board, weeks
from studylib.season.events import count_submissions, find_last_event, list_events
from studylib.season.kinds import Account
from studylib.season.study import Payment, Tier
from tests.examples import many
from tests.season import seasons
from tests.season.reference import SEOUL, Answer, Season
from tests.season.seasons import MS

OPENS = datetime(2022, 4, 6, tzinfo=SEOUL)
DUE = datetime(2022, 4, 13, tzinfo=SEOUL)
CLOSES = datetime(2022, 4, 13, 12, tzinfo=SEOUL)


@settings(max_examples=many(80))
@given(st.data())
def test_the_board_at_any_now_is_that_of_the_last_event_until_now(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    study = seasons.study(season)
    events = list_events(study)
    now = data.draw(seasons.moments(season))
    last = [at for at in events if at <= weeks.to_milliseconds(now)]
    at_event = weeks.from_milliseconds(int(last[-1]) if last else 0)
    assert_frame_equal(board.judge(study, now), board.judge(study, at_event))
    assert find_last_event(events, now) == weeks.to_milliseconds(at_event)


def test_the_events_are_the_edges_of_the_weeks_and_the_answers_rising_each_once() -> None:
    at = OPENS + timedelta(hours=5)
    answers = (Answer("가람", 1, at, "https://n.kr/1"), Answer("가람", 1, DUE, "https://n.kr/2"))
    study = seasons.study(Season(week_count=1, answers=answers))
    assert [weeks.from_milliseconds(int(each)) for each in list_events(study)] == [
        OPENS,
        at,
        DUE,
        CLOSES,
    ]


def test_without_weeks_and_answers_there_is_no_event() -> None:
    events = list_events(seasons.study(Season(week_count=0)))
    assert events.tolist() == []
    assert find_last_event(events, OPENS) == 0


@pytest.mark.parametrize("answers", [(), (Answer("가람", 1, OPENS, "https://n.kr/1"),)])
def test_events_are_whole_milliseconds_without_weeks_too(answers: tuple[Answer, ...]) -> None:
    events = list_events(seasons.study(Season(week_count=0, answers=answers)))
    assert events.dtype == "int64"
    assert events.tolist() == [weeks.to_milliseconds(each.at) for each in answers]


@pytest.mark.parametrize(("nudge", "last"), [(-1, 0), (0, 1), (1, 1)])
def test_an_event_is_the_last_one_from_its_own_millisecond_on(nudge: int, last: int) -> None:
    study = seasons.study(Season(week_count=1))
    expected = weeks.to_milliseconds(OPENS) * last
    assert find_last_event(list_events(study), OPENS + nudge * MS) == expected


@pytest.mark.parametrize(("nudge", "count"), [(-MS, 1), (timedelta(0), 2), (MS, 2)])
def test_submissions_are_counted_up_to_now(nudge: timedelta, count: int) -> None:
    answers = (Answer("가람", 1, OPENS, "https://n.kr/1"), Answer("가람", 1, DUE, "https://n.kr/2"))
    study = seasons.study(Season(week_count=1, answers=answers))
    assert count_submissions(study, DUE + nudge) == count


def test_a_due_moment_is_an_event_with_late_tiers_and_without_and_if_it_is_moved() -> None:
    moved = datetime(2022, 4, 15, 9, tzinfo=SEOUL)
    late, strict = (Tier("late", 12, 1), Tier("absent", None, 2)), (Tier("absent", None, 2),)
    found = [
        [weeks.from_milliseconds(int(each)) for each in list_events(seasons.study(season))]
        for season in (
            Season(week_count=1, tiers=late),
            Season(week_count=1, tiers=strict),
            Season(week_count=1, tiers=late, extensions={1: moved}),
        )
    ]
    assert found == [[OPENS, DUE, CLOSES], [OPENS, DUE], [OPENS, moved, moved + timedelta(hours=12)]]


@pytest.mark.parametrize(("account", "adds"), [(Account.DEPOSIT, 1), (Account.POT, 0)])
def test_a_payment_into_a_deposit_changes_what_is_owed_from_the_start_of_its_day(
    account: Account, adds: int
) -> None:
    study = seasons.study(Season(week_count=1))
    paid = replace(study, payments=(Payment(date(2022, 5, 9), "", "가람", 1, account=account),))
    more = set(list_events(paid).tolist()) - set(list_events(study).tolist())
    assert more == ({weeks.to_milliseconds(datetime(2022, 5, 9, tzinfo=SEOUL))} if adds else set())
