"""Closing: which months may be closed, and that closing changes no figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from studylib.money import closing, transfers
from studylib.money.closing import ClosingError
from studylib.season import board, closings
from studylib.season.kinds import Period
from studylib.season.problems import ANYWHERE, NOWHERE, Problem, Reach
from studylib.season.study import ClosedShare, Member, Study, Tier
from studylib.season.tasks import Due, Task
from studylib.text.message import sentence
from tests.examples import many
from tests.money.chains import (
    CLOSED,
    GOLDEN,
    LONG_AFTER,
    ONE_EACH,
    close,
    close_all,
    group,
    settled,
    studies,
    write_chain,
)
from tests.season import duties, seasons
from tests.season.reference import SEOUL, Season
from tests.season.seasons import MS

UNREAD = Problem("settings", 2, "value", sentence("This cell is empty. Fill it in, or delete the row."))


def refused(study: Study, month: str, now: datetime = LONG_AFTER, problems: Sequence[Problem] = ()) -> str:
    with pytest.raises(ClosingError) as refusal:
        close(study, month, now, problems)
    return str(refusal.value.why)


def test_closing_gives_the_rows_of_the_month_as_it_is_settled() -> None:
    study, now = seasons.study(group(ONE_EACH)), datetime(2022, 5, 1, 9, 0, 0, 999_999, tzinfo=SEOUL)
    at = now.replace(microsecond=0)
    assert close(study, "2022-04", now) == (
        ClosedShare("2022-04", "가람", 4_000, 0, 0, at, (1, 2, 3), ((1, 4_000),)),
        ClosedShare("2022-04", "나래", 0, 4_000, 0, at, (1, 2, 3)),
    )


@pytest.mark.parametrize(("amount", "recorded"), [(0, ()), (1, ((1, 1),)), (2, ((1, 2),))])
def test_closing_records_a_fine_of_one_won_with_its_week(
    amount: int, recorded: tuple[tuple[int, int], ...]
) -> None:
    tiers = (Tier("late", 12, 0), Tier("absent", None, amount))
    rows = close(seasons.study(replace(group(ONE_EACH), tiers=tiers)), "2022-04")
    assert [(row.fine, row.week_fines) for row in rows] == [(amount, recorded), (0, ())]


@pytest.mark.parametrize(("nudge", "closes"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_month_is_closed_from_when_it_is_final(nudge: timedelta, closes: bool) -> None:
    study, now = seasons.study(group(ONE_EACH)), datetime(2022, 4, 27, 12, tzinfo=SEOUL) + nudge
    if closes:
        assert len(close(study, "2022-04", now)) == 2
    else:
        assert refused(study, "2022-04", now) == (
            "2022-04 is not final yet. Close it from 2022-04-27 12:00:00 on."
        )


def test_closing_is_refused_while_anything_cannot_be_read_an_answer_too() -> None:
    study = seasons.study(group(ONE_EACH))
    for problem in (UNREAD, replace(UNREAD, of_answer=True)):
        said = refused(study, "2022-04", problems=[problem])
        assert said == "Something cannot be read yet: 1. Fix it, then close 2022-04."


def test_a_refusal_names_the_problems_to_fix_first_and_no_others() -> None:
    study, other = seasons.study(group(ONE_EACH)), replace(UNREAD, row=3)
    for problems in ([UNREAD], [other, UNREAD]):
        notice, elsewhere = replace(UNREAD, is_notice=True), replace(UNREAD, reach=NOWHERE)
        with pytest.raises(ClosingError) as refusal:
            close(study, "2022-04", LONG_AFTER, [notice, *problems, elsewhere])
        assert refusal.value.problems == tuple(problems)
    with pytest.raises(ClosingError) as refusal:
        close(study, "2022-05")
    assert refusal.value.problems == ()


@pytest.mark.parametrize(
    ("reach", "blocks"),
    [
        (ANYWHERE, True),
        (NOWHERE, False),
        (Reach(weeks=frozenset({1})), True),
        (Reach(weeks=frozenset({2, 4})), True),
        (Reach(weeks=frozenset({4})), False),
        (Reach(weeks=frozenset({999})), True),
        (Reach(months=frozenset({"2022-04"})), True),
        (Reach(months=frozenset({"2022-05"})), False),
    ],
)
def test_only_a_problem_that_can_touch_the_month_blocks_it(reach: Reach, blocks: bool) -> None:
    """Weeks 1 to 3 are due in April and week 4 in May. There is no week 999."""
    study = seasons.study(Season(week_count=4, members=(Member("가람"), Member("나래"))))
    assert [duty.month for duty in study.duties] == ["2022-04"] * 3 + ["2022-05"]
    blocking = closing.list_blocking(study, [replace(UNREAD, reach=reach)], "2022-04")
    assert bool(blocking) is blocks


def test_a_notice_blocks_no_month() -> None:
    study = seasons.study(group(ONE_EACH))
    assert closing.list_blocking(study, [replace(UNREAD, is_notice=True)], "2022-04") == ()


def test_closing_twice_is_refused_whenever_the_first_time_was() -> None:
    study = replace(seasons.study(group(ONE_EACH)), settlements=CLOSED)
    assert refused(study, "2022-04") == "2022-04 is closed already. Nothing was added."
    ahead = tuple(replace(row, closed_at=LONG_AFTER + timedelta(days=1)) for row in CLOSED)
    assert (
        refused(replace(study, settlements=ahead), "2022-04")
        == "2022-04 is closed already. Nothing was added."
    )


def test_closing_is_refused_while_a_month_before_it_is_open() -> None:
    assert refused(seasons.study(group(ONE_EACH)), "2022-05") == (
        "2022-04 is open, and what it carries out goes into 2022-05. Close 2022-04 first."
    )


def test_a_month_of_a_break_need_not_be_closed_and_cannot_be() -> None:
    study = seasons.study(group(GOLDEN["쉬는 달은 넘어온 돈을 그대로 넘긴다"][1]))
    assert refused(study, "2022-05") == "In 2022-05 there is nothing to close."
    april = close(study, "2022-04")
    study = replace(study, settlements=april)
    assert len(close(study, "2022-06")) == 4


FOUR_WEEKS = group(ONE_EACH)
"""Weeks 1 to 3 are due in April and week 4 in May."""
MOVES = {
    "nothing": {},
    "out of April": {3: datetime(2022, 5, 3, 12, tzinfo=SEOUL)},
    "into April": {4: datetime(2022, 4, 30, 12, tzinfo=SEOUL)},
    "past May": {3: datetime(2022, 6, 3, tzinfo=SEOUL)},
}


@pytest.mark.parametrize("extensions", MOVES.values(), ids=MOVES)
def test_a_later_month_settles_only_weeks_that_no_closed_month_did(
    extensions: Mapping[int, datetime],
) -> None:
    april = close(seasons.study(FOUR_WEEKS), "2022-04")
    study = replace(seasons.study(replace(FOUR_WEEKS, extensions=extensions)), settlements=april)
    assert {row.weeks for row in close(study, "2022-05")} == {(4,)}
    assert {row.weeks for row in april} == {(1, 2, 3)}


def test_months_are_closed_reopened_and_closed_again_in_any_order() -> None:
    study = seasons.study(FOUR_WEEKS)
    april = close(study, "2022-04")
    may = close(replace(study, settlements=april), "2022-05")
    assert close(replace(study, settlements=may), "2022-04") == april
    assert close(replace(study, settlements=april), "2022-05") == may
    moved = seasons.study(replace(FOUR_WEEKS, extensions=MOVES["out of April"]))
    assert {row.weeks for row in close(replace(moved, settlements=may), "2022-04")} == {(1, 2)}


@pytest.mark.parametrize(("month", "blocks"), [("2022-05", True), ("2022-04", False), ("2022-06", False)])
def test_a_week_over_the_border_blocks_the_month_that_it_is_about(month: str, blocks: bool) -> None:
    unread = replace(UNREAD, reach=Reach(months=frozenset({"2022-05"})))
    assert bool(closing.list_blocking(seasons.study(FOUR_WEEKS), [unread], month)) is blocks


@pytest.mark.parametrize("month", ["2022-03", "2022-06", "2099-12"])
def test_a_month_of_no_season_cannot_be_closed(month: str) -> None:
    assert refused(seasons.study(group(ONE_EACH)), month) == f"In {month} there is nothing to close."


@settings(max_examples=many(150))
@given(studies())
def test_closing_changes_no_figure(drawn: tuple[Season, Study, datetime]) -> None:
    _, study, now = drawn
    before = settled(study, now)
    closed = replace(study, settlements=close_all(study, now))
    after = settled(closed, now)
    assert write_chain(before) == write_chain(after)
    assert_frame_equal(board.judge(study, now), board.judge(closed, now))
    assert all(each.closed or not (each.final and each.participants) for each in after)
    assert not any(each.recomputed for each in after)


@settings(max_examples=many(75))
@given(studies(), studies(), st.booleans())
def test_a_closed_month_stays_as_it_was_whatever_else_changes(
    one: tuple[Season, Study, datetime], other: tuple[Season, Study, datetime], unread: bool
) -> None:
    """Other members, weeks, breaks, tiers, answers, another use of the pot, another day."""
    _, study, now = one
    rows = close_all(study, now)
    assume(rows)
    changed = replace(other[1], settlements=rows, settlements_read=unread)
    later = max(now, other[2])
    before = {each.month: each for each in settled(replace(study, settlements=rows), now) if each.closed}
    after = {each.month: each for each in settled(changed, later) if each.closed}
    assert before.keys() == after.keys()
    judged = board.judge(changed, later)
    gone = sum(each.fine for each in closings.list_unplaced(changed, judged))
    assert sum(each.fines for each in settled(changed, later)) == judged["fine"].sum() + gone
    for at, each in before.items():
        assert write_chain([each]) == write_chain([after[at]])
        assert transfers.list_transfers(each) == transfers.list_transfers(after[at])
        assert after[at].final


# ---- tasks and the whole season ----

READ = Task("읽기", due=Due(timedelta(hours=24), weekday=5))
"""Due on Saturdays: in week 4 in 2022-04, while the week is due in 2022-05."""


def test_closing_keeps_whole_weeks_the_single_tasks_and_the_fine_of_each() -> None:
    study = duties.make_study([Task("문제 풀이", from_week=2), READ], week_count=4)
    (row,) = close(study, "2022-04")
    assert (row.weeks, row.tasks, row.week_fines) == ((1, 2, 3), ((4, "읽기"),), ())
    assert row.task_fines == (
        (1, "읽기", 4_000),
        (2, "문제 풀이", 4_000),
        (2, "읽기", 4_000),
        (3, "문제 풀이", 4_000),
        (3, "읽기", 4_000),
        (4, "읽기", 4_000),
    )
    april = replace(study, settlements=(row,))
    (may,) = close(april, "2022-05")
    assert (may.weeks, may.tasks, may.fine) == ((), ((4, "문제 풀이"),), 4_000)
    before, after = settled(study), settled(replace(april, settlements=(row, may)))
    assert [(each.pot, each.participants) for each in after] == [
        (each.pot, each.participants) for each in before
    ]


SEASON = replace(seasons.study(group(ONE_EACH)), settle=Period.SEASON)


@pytest.mark.parametrize(("nudge", "closes"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_season_is_closed_as_a_whole_once_every_week_has_closed(nudge: timedelta, closes: bool) -> None:
    now = datetime(2022, 5, 4, 12, tzinfo=SEOUL) + nudge
    if not closes:
        why = "the season is not final yet. Close it from 2022-05-04 12:00:00 on."
        assert refused(SEASON, "season", now) == why
        return
    at = now.replace(microsecond=0)
    assert close(SEASON, "season", now) == (
        ClosedShare("season", "가람", 4_000, 4_000, 0, at, (1, 2, 3, 4), ((1, 4_000),)),
        ClosedShare("season", "나래", 4_000, 4_000, 0, at, (1, 2, 3, 4), ((4, 4_000),)),
    )


def test_no_month_of_a_season_that_is_settled_as_a_whole_can_be_closed() -> None:
    assert refused(SEASON, "2022-04") == "In 2022-04 there is nothing to close."
    assert refused(seasons.study(group(ONE_EACH)), "season") == "In the season there is nothing to close."
    closed = replace(SEASON, settlements=close(SEASON, "season"))
    assert refused(closed, "season") == "the season is closed already. Nothing was added."


def test_what_a_closed_month_carries_out_goes_into_the_season() -> None:
    closed = replace(SEASON, settlements=CLOSED)
    assert [(each.month, each.carried_in, each.pot) for each in settled(closed)] == [
        ("2022-04", 0, 4_000),
        ("season", 500, 4_500),
    ]
    assert {row.weeks for row in close(closed, "season")} == {(4,)}


@pytest.mark.parametrize(
    ("reach", "blocks"),
    [
        (Reach(months=frozenset({"season"})), True),
        (Reach(months=frozenset({"2022-04"})), True),
        (Reach(weeks=frozenset({4})), True),
        (NOWHERE, False),
    ],
)
def test_a_problem_of_any_week_or_month_blocks_the_season(reach: Reach, blocks: bool) -> None:
    found = closing.list_blocking(SEASON, [replace(UNREAD, reach=reach)], "season")
    assert bool(found) is blocks
    if blocks:
        why = str(closing.explain_blocking(found, "season"))
        assert why == "Something cannot be read yet: 1. Fix it, then close the season."
