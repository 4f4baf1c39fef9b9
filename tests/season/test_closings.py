"""Closed fines on the board: as recorded, as computed, shared out, or without a row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season import board, closings
from studylib.season.closings import Unplaced
from studylib.season.kinds import Period
from studylib.season.study import ClosedShare, Member, Study, Tier
from studylib.season.tasks import Due, Task
from tests.season import duties, seasons
from tests.season.judged import LONG_AFTER
from tests.season.reference import SEOUL, Answer, Season
from tests.season.seasons import MS

PAIR = Season(week_count=4, members=(Member("가람"), Member("나래")))
"""Both are absent four times for 4,000 won. Weeks 1 to 3 are due in 2022-04, week 4 in 2022-05."""
ALL = (1, 2, 3)
AT = datetime(2022, 5, 2, 9, tzinfo=SEOUL)


def share(
    member: str, fine: int, week_fines: Mapping[int, int] | None = None, weeks: Sequence[int] = ALL
) -> ClosedShare:
    recorded = tuple((week_fines or {}).items())
    return ClosedShare("2022-04", member, fine, 0, 0, AT, tuple(weeks), recorded)


def close(*rows: ClosedShare, season: Season = PAIR) -> Study:
    return replace(seasons.study(season), settlements=rows)


def judge(study: Study) -> pd.DataFrame:
    return board.judge(study, LONG_AFTER)


def fines(study: Study, column: str = "fine") -> dict[str, list[int]]:
    """The fines of each member, week by week."""
    rows = judge(study)
    return {name: rows.loc[rows["member"] == name, column].tolist() for name in rows["member"].cat.categories}


def test_an_open_month_has_the_fines_of_the_rules_in_both_columns() -> None:
    study = seasons.study(PAIR)
    assert fines(study) == fines(study, "fine_today") == {"가람": [4_000] * 4, "나래": [4_000] * 4}


def test_a_closed_month_has_the_fines_that_were_recorded_and_the_rules_beside_them() -> None:
    """Week 1 was late, week 2 in time and week 3 an absence for less."""
    study = close(share("가람", 5_000, {1: 3_000, 3: 2_000}), share("나래", 0))
    assert fines(study) == {"가람": [3_000, 0, 2_000, 4_000], "나래": [0, 0, 0, 4_000]}
    assert fines(study, "fine_today") == {"가람": [4_000] * 4, "나래": [4_000] * 4}


def test_recorded_fines_hold_even_if_the_rules_give_the_same_sum_otherwise() -> None:
    answers = (Answer("가람", 1, datetime(2022, 4, 12, tzinfo=SEOUL), "https://n.kr/"),)
    study = close(share("가람", 8_000, {1: 4_000, 2: 4_000}), season=replace(PAIR, answers=answers))
    assert fines(study)["가람"] == [4_000, 4_000, 0, 4_000]
    assert fines(study, "fine_today")["가람"] == [0, 4_000, 4_000, 4_000]


def test_without_a_record_a_sum_that_the_rules_give_too_is_split_as_they_split_it() -> None:
    answers = (Answer("가람", 2, datetime(2022, 4, 12, tzinfo=SEOUL), "https://n.kr/"),)
    study = close(share("가람", 8_000), season=replace(PAIR, answers=answers))
    assert fines(study)["가람"] == [4_000, 0, 4_000, 4_000]


@pytest.mark.parametrize(
    ("fine", "parts"),
    [
        (0, [0, 0, 0]),
        (1, [1, 0, 0]),
        (2, [1, 1, 0]),
        (3, [1, 1, 1]),
        (11_999, [4_000, 4_000, 3_999]),
        (12_001, [4_001, 4_000, 4_000]),
    ],
)
def test_without_a_record_another_sum_is_shared_out_in_proportion(fine: int, parts: list[int]) -> None:
    assert fines(close(share("가람", fine)))["가람"] == [*parts, 4_000]


def test_without_any_fine_today_the_last_row_of_the_month_takes_the_closed_fine() -> None:
    free = replace(PAIR, tiers=(Tier("absent", None, 0),))
    assert fines(close(share("가람", 7), season=free))["가람"] == [0, 0, 7, 0]


def test_whoever_took_no_part_in_a_closed_month_has_no_fine_in_its_weeks() -> None:
    assert fines(close(share("가람", 12_000)))["나래"] == [0, 0, 0, 4_000]


def test_a_settled_week_that_has_moved_keeps_its_fine_and_its_month() -> None:
    moved = replace(PAIR, extensions={3: datetime(2022, 5, 3, 12, tzinfo=SEOUL)})
    rows = judge(close(share("가람", 12_000, dict.fromkeys(ALL, 4_000)), season=moved))
    assert rows["month"].tolist() == ["2022-04", "2022-04", "2022-04", "2022-05"] * 2
    assert rows["fine"].sum() == 12_000 + 2 * 4_000


# ---- closed fines without a row ----


def gone(study: Study) -> list[tuple[str, int]]:
    return [(each.member, each.fine) for each in closings.list_unplaced(study, judge(study))]


def test_a_closed_fine_of_a_former_member_has_no_row_on_the_board() -> None:
    study = close(share("가람", 12_000), share("떠난이", 3_000, {2: 3_000}))
    assert closings.list_unplaced(study, judge(study)) == (Unplaced("2022-04", "떠난이", 3_000, AT),)


def test_a_week_that_is_gone_leaves_its_part_of_the_closed_fine_without_a_row() -> None:
    assert gone(close(share("가람", 7_000, {1: 3_000, 9: 4_000}, weeks=(1, 9)))) == [("가람", 4_000)]


def test_a_member_who_joined_later_leaves_the_recorded_fines_before_without_a_row() -> None:
    later = replace(PAIR, members=(Member("가람", joined_on=date(2022, 4, 13)), Member("나래")))
    study = close(share("가람", 12_000, dict.fromkeys(ALL, 4_000)), season=later)
    assert fines(study)["가람"] == [4_000] * 3
    assert gone(study) == [("가람", 4_000)]


def test_a_sum_without_a_record_lies_on_the_rows_that_are_there() -> None:
    later = replace(PAIR, members=(Member("가람", joined_on=date(2022, 4, 13)), Member("나래")))
    study = close(share("가람", 12_000), season=later)
    assert (fines(study)["가람"], gone(study)) == ([6_000, 6_000, 4_000], [])


def test_a_month_before_the_season_has_no_rows() -> None:
    rows = (ClosedShare("2022-02", "가람", 500, 0, 500), ClosedShare("2022-02", "나래", 0, 0, 500))
    assert gone(close(*rows)) == [("가람", 500)]


def test_without_members_or_weeks_all_closed_fines_are_without_a_row() -> None:
    for season in (replace(PAIR, members=()), replace(PAIR, week_count=0)):
        assert gone(close(share("가람", 3_000), season=season)) == [("가람", 3_000)]


def test_closed_fines_without_a_row_come_in_the_order_of_their_months() -> None:
    months = ["2022-03", "2021-12", "2022-02", "2022-01"]
    study = close(*(ClosedShare(month, "가람", 500, 0, 500) for month in months))
    found = closings.list_unplaced(study, judge(study))
    assert [each.month for each in found] == sorted(months)


# ---- shares of a fine ----


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**9),
            st.lists(st.tuples(st.booleans(), st.integers(0, 10**9)), min_size=3, max_size=3),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_each_shared_fine_comes_to_the_whole_and_stays_near_the_proportion(
    rows: list[tuple[int, list[tuple[bool, int]]]],
) -> None:
    fines = np.array([fine for fine, _ in rows], dtype=np.int64)
    judged = np.array([[there for there, _ in cells] for _, cells in rows])
    parts = np.array([[part if there else 0 for there, part in cells] for _, cells in rows], dtype=np.int64)
    shared = closings.share_out(fines, parts, judged)
    assert shared.sum(axis=1).tolist() == np.where(judged.any(axis=1), fines, 0).tolist()
    assert (shared >= 0).all()
    assert (shared[~judged] == 0).all()
    for fine, of_row, got in zip(fines.tolist(), parts.tolist(), shared.tolist(), strict=True):
        for part, share in zip(of_row, got, strict=True):
            if total := sum(of_row):
                assert part * fine // total <= share <= part * fine // total + 1
    whole = parts.sum(axis=1)
    assert (closings.share_out(whole, parts, judged) == parts).all()


def share_out(fine: int, *parts: int) -> list[int]:
    """The shares of one fine over weeks that are all judged."""
    judged = np.ones((1, len(parts)), dtype=np.bool_)
    found: list[int] = closings.share_out(np.array([fine]), np.array([parts]), judged)[0].tolist()
    return found


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("part", [1, 2, 3])
@pytest.mark.parametrize("fine", [0, 1, 6, 7, 8])
def test_a_week_that_has_all_of_a_sum_has_all_of_another_sum(fine: int, part: int, place: int) -> None:
    parts, shares = [0, 0, 0], [0, 0, 0]
    parts[place], shares[place] = part, fine
    assert share_out(fine, *parts) == shares


@pytest.mark.parametrize("fine", [0, 1, 29, 39, 40, 41])
def test_what_is_over_goes_to_the_first_of_many_weeks_with_the_same_rest(fine: int) -> None:
    assert share_out(fine, *[4_000] * 40) == [fine // 40 + (week < fine % 40) for week in range(40)]


@pytest.mark.parametrize("over", [21, 22, 34])
def test_of_many_weeks_the_larger_rests_come_first_and_of_equal_ones_the_earlier(over: int) -> None:
    """The parts are 7 and 3 in turns. From 101 to 114 won those of 7 have the larger rests."""
    fine = 80 + over
    shares = [(4 if week % 2 == 0 else 1 + (week // 2 < over - 20)) for week in range(40)]
    assert share_out(fine, *[7, 3] * 20) == shares


JUDGED = [
    [True, True, True],
    [True, False, True],
    [False, True, True],
    [True, True, False],
    [True, False, False],
]


@pytest.mark.parametrize("judged", [*JUDGED, [False, True, False], [False, False, True], [False] * 3])
def test_without_parts_the_last_judged_week_takes_the_fine(judged: list[bool]) -> None:
    nothing = np.zeros((1, 3), dtype=np.int64)
    with np.errstate(all="raise"):
        shared = closings.share_out(np.array([7]), nothing, np.array([judged]))
    last = max((place for place, there in enumerate(judged) if there), default=None)
    assert shared[0].tolist() == [7 if place == last else 0 for place in range(3)]


@pytest.mark.parametrize(
    ("fine", "shares"),
    [(1, [0, 0, 1]), (2, [0, 1, 1]), (3, [1, 1, 1]), (4, [1, 1, 2]), (5, [1, 2, 2]), (7, [1, 2, 4])],
)
def test_what_is_over_goes_to_the_largest_rests(fine: int, shares: list[int]) -> None:
    """The parts are 1, 2 and 3 sixths."""
    assert share_out(fine, 1_000, 2_000, 3_000) == shares


# ---- looking back ----


@pytest.mark.parametrize(("nudge", "closed"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_look_back_opens_what_was_closed_since(nudge: timedelta, closed: bool) -> None:
    study = close(
        share("가람", 12_000), replace(share("가람", 0, weeks=(4,)), month="2022-05", closed_at=None)
    )
    seen = closings.look_back(study, AT + nudge, LONG_AFTER)
    assert {row.month for row in seen.settlements} == ({"2022-04"} if closed else set()) | {"2022-05"}
    assert [duty.settled_in for duty in seen.duties] == ["2022-04" if closed else None] * 3 + ["2022-05"]
    assert (seen is study) == closed


@pytest.mark.parametrize(("nudge", "closed"), [(-MS, True), (timedelta(0), False), (MS, False)])
def test_a_look_back_keeps_closed_what_is_still_to_come_for_the_clock(nudge: timedelta, closed: bool) -> None:
    study = close(share("가람", 12_000))
    seen = closings.look_back(study, AT - timedelta(days=9), AT + nudge)
    assert bool(seen.settlements) is closed


# ---- tasks ----

SOLVE, READ = Task("문제 풀이"), Task("읽기", due=Due(timedelta(hours=24), weekday=5))
"""Reading is due on Saturdays, so that of week 4 is due in 2022-04."""


def close_tasks(tasks: Sequence[Task], *rows: ClosedShare) -> Study:
    return duties.make_study(tasks, week_count=4, settlements=rows)


def by_task(study: Study) -> list[tuple[int, str | None, int]]:
    return [
        (week, task, fine)
        for week, task, fine, month in duties.judge(study, LONG_AFTER, "week", "task", "fine", "month")
        if month == "2022-04"
    ]


def recorded(*task_fines: tuple[int, str, int], **fields: Any) -> ClosedShare:
    fine = sum(won for *_, won in task_fines)
    row = ClosedShare(
        "2022-04", "가람", fine, 0, 0, AT, (1, 2, 3), tasks=((4, "읽기"),), task_fines=task_fines
    )
    return replace(row, **fields)


def test_each_task_has_the_fine_that_was_recorded_for_it() -> None:
    study = close_tasks([SOLVE, READ], recorded((2, "읽기", 700), (4, "읽기", 50)))
    assert [each for each in by_task(study) if each[2]] == [(2, "읽기", 700), (4, "읽기", 50)]
    assert gone(study) == []


@pytest.mark.parametrize(
    ("tasks", "rows"),
    [
        ([SOLVE, replace(READ, name="독서")], [(1, "문제 풀이", 9), (2, "독서", 700), (4, "독서", 50)]),
        ([replace(SOLVE, name="코딩"), READ], [(1, "코딩", 9), (2, "읽기", 700), (4, "읽기", 50)]),
        ([SOLVE], [(1, "문제 풀이", 9), (2, "문제 풀이", 700)]),
        ([READ], [(1, "읽기", 9), (2, "읽기", 700), (4, "읽기", 50)]),
    ],
)
def test_the_fine_of_a_task_that_is_gone_lies_on_the_other_tasks_of_its_week(
    tasks: Sequence[Task], rows: list[tuple[int, str, int]]
) -> None:
    study = close_tasks(tasks, recorded((1, "문제 풀이", 9), (2, "읽기", 700), (4, "읽기", 50)))
    found = [each for each in by_task(study) if each[2]]
    assert found == rows
    unplaced = sum(won for _, won in gone(study))
    assert sum(won for *_, won in found) + unplaced == 759


def test_a_recorded_task_keeps_its_fine_beside_one_that_is_gone() -> None:
    study = close_tasks([SOLVE, replace(READ, name="독서")], recorded((2, "문제 풀이", 1), (2, "읽기", 700)))
    assert [each for each in by_task(study) if each[2]] == [(2, "문제 풀이", 1), (2, "독서", 700)]


@pytest.mark.parametrize("week_fines", [((1, 4_001), (3, 2_000)), ()])
def test_tasks_that_come_later_neither_lose_nor_invent_money(
    week_fines: tuple[tuple[int, int], ...],
) -> None:
    """A season without tasks was closed. The fines are split in the proportion of today."""
    row = ClosedShare("2022-04", "가람", 6_001, 0, 0, AT, (1, 2, 3), week_fines)
    study = close_tasks([SOLVE, READ], row)
    found = by_task(study)
    assert sum(won for *_, won in found) == 6_001
    assert (found[:2] == [(1, "문제 풀이", 2_001), (1, "읽기", 2_000)]) is bool(week_fines)
    assert gone(study) == []


def test_tasks_that_are_taken_away_leave_their_fines_on_the_week() -> None:
    """The single task of week 4 has nothing in its place, so its fine has no row."""
    study = close_tasks([], recorded((2, "문제 풀이", 300), (2, "읽기", 700), (4, "읽기", 50)))
    assert [each for each in by_task(study) if each[2]] == [(2, None, 1_000)]
    assert gone(study) == [("가람", 50)]


def test_a_closed_season_has_its_fines_on_the_board_whatever_their_month() -> None:
    row = ClosedShare("season", "가람", 9_000, 0, 0, AT, (1, 2, 3, 4), ((1, 4_000), (4, 5_000)))
    study = duties.make_study((), week_count=4, settlements=(row,), settle=Period.SEASON)
    assert duties.judge(study, LONG_AFTER, "month", "fine") == [
        ("2022-04", 4_000),
        ("2022-04", 0),
        ("2022-04", 0),
        ("2022-05", 5_000),
    ]
    assert gone(study) == []
    assert gone(replace(study, members=())) == [("가람", 9_000)]
