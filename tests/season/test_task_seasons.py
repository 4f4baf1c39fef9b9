"""The board of random seasons with tasks against a second judge, written from the rules alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.kinds import Period, Status
from studylib.season.records import Arrival, Pass, Step
from studylib.season.study import Break, Excuse, Member, Tier
from tests.season import reference_tasks as reference
from tests.season import task_seasons
from tests.season.reference_tasks import SEOUL, Facts, HandIn, Row, Work
from tests.season.task_seasons import BERLIN, DAY, HOUR, MINUTE, MS, NEW_YORK, alone

LONG_AFTER = datetime(2022, 12, 31, tzinfo=SEOUL)
DUE = datetime(2022, 4, 13, tzinfo=SEOUL)
NOON = datetime(2022, 4, 7, 12, tzinfo=SEOUL)
ABSENT = Tier("결석", None, 4_000)
TRIPLE = (-MS, timedelta(), MS)


def seoul(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A moment of April 2022 in Seoul."""
    return datetime(2022, 4, day, hour, minute, second, tzinfo=SEOUL)


def judge(facts: Facts, now: datetime = LONG_AFTER) -> list[Row]:
    """The rows of the board, on which both judges agree."""
    rows = task_seasons.judge(facts, now)
    assert rows == reference.judge(facts, now)
    return rows


def links(*names: str) -> str:
    return "\n".join(f"https://n.kr/{name}" for name in names)


@given(st.data())
def test_the_board_is_what_the_slow_judge_says(data: st.DataObject) -> None:
    facts = data.draw(task_seasons.seasons())
    now = data.draw(task_seasons.moments(facts))
    assert task_seasons.judge(facts, now) == reference.judge(facts, now)


# ---- due times ----

DUES = {
    "": seoul(13),
    "22:00": seoul(12, 22),
    "0:00": seoul(12),
    "9:05:30": seoul(12, 9, 5, 30),
    "24:00": seoul(13),
    "26:00": seoul(13, 2),
    "47:00": seoul(13, 23),
    "23:58": seoul(12, 23, 58),
    "23:59": seoul(13),
    "23:59:58": seoul(12, 23, 59, 58),
    "23:59:59": seoul(13),
    "일 22:00": seoul(10, 22),
    "Sun 22:00": seoul(10, 22),
    "수 9:00": seoul(6, 9),
    "화 9:00": seoul(12, 9),
    "일 23:59": seoul(11),
    "일 26:00": seoul(11, 2),
    "화 26:00": seoul(13, 2),
}
"""The due moment that each text gives the week from Wednesday the 6th to Tuesday the 12th."""


@pytest.mark.parametrize("text", DUES)
@pytest.mark.parametrize("of_task", [False, True])
@pytest.mark.parametrize(("nudge", "status"), list(zip(TRIPLE, ("on_time", "late", "late"), strict=True)))
def test_what_comes_at_due_is_the_first_that_is_late(
    text: str, of_task: bool, nudge: timedelta, status: str
) -> None:
    given_at = (DUES[text] + nudge, links("a"))
    ways: dict[str, Any] = {"work": Work("과제", due=text)} if of_task else {"due": text}
    row = alone(LONG_AFTER, given_at, **ways)
    assert (row.due_at, row.status) == (DUES[text], status)


@pytest.mark.parametrize(
    ("zone", "starts_on", "text", "due_at"),
    [
        (NEW_YORK, date(2022, 3, 7), "22:00", "2022-03-13T22:00-04:00"),
        (NEW_YORK, date(2022, 3, 7), "2:30", "2022-03-13T03:30-04:00"),
        (NEW_YORK, date(2022, 3, 6), "26:30", "2022-03-13T03:30-04:00"),
        (NEW_YORK, date(2022, 3, 6), "27:00", "2022-03-13T03:00-04:00"),
        (NEW_YORK, date(2022, 10, 31), "1:30", "2022-11-06T01:30-04:00"),
        (NEW_YORK, date(2022, 10, 31), "", "2022-11-07T00:00-05:00"),
        (BERLIN, date(2022, 10, 24), "일 23:59", "2022-10-31T00:00+01:00"),
        (BERLIN, date(2022, 3, 21), "토 26:00", "2022-03-27T03:00+02:00"),
        (BERLIN, date(2022, 10, 24), "토 27:00", "2022-10-30T03:00+01:00"),
    ],
)
def test_due_times_keep_the_clock_on_days_that_change_it(
    zone: ZoneInfo, starts_on: date, text: str, due_at: str
) -> None:
    row = alone(LONG_AFTER, zone=zone, starts_on=starts_on, due=text)
    assert row.due_at == datetime.fromisoformat(due_at)


@pytest.mark.parametrize(
    ("cycle", "due", "last"),
    [
        (1, "", "2022-04-08"),
        (2, "22:00", "2022-04-11"),
        (10, "일 22:00", "2022-05-01"),
        (31, "월 23:59", "2022-07-04"),
    ],
)
def test_a_cycle_has_as_many_days_as_the_setting_says(cycle: int, due: str, last: str) -> None:
    rows = judge(Facts(cycle=cycle, due=due))
    assert f"{(rows[-1].due_at - MS).astimezone(SEOUL):%Y-%m-%d}" == last


@pytest.mark.parametrize(
    ("day", "due_at"), [(15, seoul(22)), (16, seoul(22)), (18, seoul(22)), (19, seoul(19))]
)
def test_a_cycle_that_a_group_break_touches_by_a_day_is_skipped(day: int, due_at: datetime) -> None:
    off = Break(date(2022, 4, day), date(2022, 4, day))
    rows = judge(Facts(starts_on=date(2022, 4, 10), cycle=3, breaks=(off,)))
    assert rows[2].due_at == due_at


@pytest.mark.parametrize(
    ("own", "moved"),
    [
        (seoul(14), seoul(11, 22)),
        (seoul(13, 12), seoul(11, 10)),
        (seoul(12), seoul(9, 22)),
        (seoul(13), seoul(10, 22)),
    ],
)
def test_a_week_takes_its_tasks_along_by_as_much_as_it_moves(own: datetime, moved: datetime) -> None:
    works = (Work("과제"), Work("풀이", due="일 22:00"))
    rows = judge(Facts(week_count=2, works=works, extensions={1: own}))
    assert [row.due_at for row in rows] == [own, moved, seoul(20), seoul(17, 22)]


def test_a_task_of_a_week_that_moves_keeps_the_time_on_clocks_that_change() -> None:
    facts = Facts(
        zone=BERLIN,
        starts_on=date(2022, 3, 21),
        week_count=1,
        works=(Work("과제", due="일 1:30"),),
        extensions={1: datetime(2022, 4, 4, tzinfo=BERLIN)},
    )
    (row,) = judge(facts)
    assert row.due_at == datetime(2022, 4, 3, 1, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("due", "month"),
    [
        ("22:00", "2022-04"),
        ("24:00", "2022-04"),
        ("23:59", "2022-04"),
        ("24:01", "2022-05"),
        ("26:00", "2022-05"),
    ],
)
def test_a_fine_belongs_to_the_month_of_the_last_second_of_its_task(due: str, month: str) -> None:
    works = (Work("과제"), Work("풀이", due=due))
    rows = judge(Facts(starts_on=date(2022, 4, 24), week_count=1, works=works))
    assert [row.month for row in rows] == ["2022-04", month]


# ---- who is judged for what ----


@pytest.mark.parametrize(("due", "left_on", "has_row"), [
    ("", date(2022, 4, 12), False),
    ("", date(2022, 4, 13), True),
    ("26:00", date(2022, 4, 13), False),
    ("26:00", date(2022, 4, 14), True),
    ("일 22:00", date(2022, 4, 10), False),
    ("일 22:00", date(2022, 4, 11), True),
])  # fmt: skip
def test_who_is_out_on_the_last_day_in_time_is_not_judged(due: str, left_on: date, has_row: bool) -> None:
    rows = judge(Facts(week_count=1, due=due, members=(Member("가람", left_on=left_on),)))
    assert bool(rows) is has_row


def test_a_task_is_done_from_its_first_week_to_its_last() -> None:
    works = (
        Work("과제"),
        Work("풀이", from_week=2, to_week=3),
        Work("회고", from_week=4),
        Work("서약", to_week=1),
    )
    rows = judge(Facts(week_count=4, works=works))
    assert [(row.week, row.task) for row in rows] == [
        (1, "과제"), (1, "서약"), (2, "과제"), (2, "풀이"), (3, "과제"), (3, "풀이"), (4, "과제"), (4, "회고"),
    ]  # fmt: skip


def test_only_the_named_members_have_rows_of_a_task() -> None:
    members = (Member("가람"), Member("나래"), Member("다온"))
    rows = judge(
        Facts(week_count=1, members=members, works=(Work("과제"), Work("풀이", who=("다온", "가람"))))
    )
    assert [row.member for row in rows if row.task == "풀이"] == ["가람", "다온"]


@pytest.mark.parametrize(
    ("writers", "left_on", "turns"),
    [
        ({}, None, "가나다가나다"),
        ({1: "나래"}, None, "나가다나가다"),
        ({2: "가람"}, None, "가가나다가나"),
        ({2: "손님"}, None, "가-나다가나"),
        ({}, date(2022, 4, 19), "가다가다가다"),
        ({}, date(2022, 4, 20), "가나다가다가"),
    ],
)
def test_a_task_of_turns_is_judged_for_who_has_waited_longest(
    writers: dict[int, str], left_on: date | None, turns: str
) -> None:
    members = (
        Member("나래", turn=2, left_on=left_on),
        Member("다온", turn=3),
        Member("가람", turn=1),
        Member("라온"),
    )
    facts = Facts(week_count=6, members=members, works=(Work("블로그", who="turn"),), writers=writers)
    names = {row.week: row.member for row in judge(facts)}
    assert "".join(names.get(week, "-")[0] for week in range(1, 7)) == turns


# ---- counts ----


def test_a_task_of_several_links_without_any_answer_is_judged() -> None:
    two = Work("과제", count=2)
    assert alone(seoul(6), work=two).status == "open"
    assert alone(seoul(14), work=two).fine == 4_000


@pytest.mark.parametrize(("nudge", "status"), list(zip(TRIPLE, ("on_time", "late", "late"), strict=True)))
def test_the_last_link_that_is_needed_gives_the_time(nudge: timedelta, status: str) -> None:
    given_at = [(NOON, links("a", "b")), (DUE + nudge, links("c")), (DUE + DAY, links("d"))]
    row = alone(LONG_AFTER, *given_at, work=Work("과제", count=3))
    assert (row.status, row.done_at, row.counted, row.links) == (status, DUE + nudge, 3, links("a", "b", "c"))


@pytest.mark.parametrize(("nudge", "counted"), list(zip(TRIPLE, (1, 2, 2), strict=True)))
def test_a_link_counts_from_its_moment_on(nudge: timedelta, counted: int) -> None:
    row = alone(NOON + nudge, (NOON - HOUR, links("a")), (NOON, links("b")), work=Work("과제", count=2))
    assert (row.counted, row.status) == (counted, "open" if counted == 1 else "on_time")


@pytest.mark.parametrize(
    "same",
    [
        "https://n.kr/a", "http://n.kr/a", "HTTP://n.kr/a", "https://N.KR/a", "https://n.kr/a/", "https://n.kr/a#b",
        "https://n.kr/a/#b/c", "hTTps://N.kr/a/#",
    ],
)  # fmt: skip
def test_a_link_that_is_written_otherwise_counts_once_and_at_its_first_time(same: str) -> None:
    given_at = [(NOON, links("a")), (NOON + HOUR, same), (DUE, same)]
    row = alone(LONG_AFTER, *given_at, work=Work("과제", count=2))
    assert (row.counted, row.status, row.links) == (1, "absent", links("a"))


@pytest.mark.parametrize(
    "other", ["https://n.kr/A", "https://n.kr/a?b", "https://n.kr/a//", "https://m.n.kr/a"]
)
def test_a_link_to_another_place_counts_too(other: str) -> None:
    row = alone(LONG_AFTER, (NOON, f"{links('a')}\n{other}"), work=Work("과제", count=2))
    assert (row.counted, row.links) == (2, f"{links('a')}\n{other}")


@pytest.mark.parametrize(("nudge", "counted"), list(zip(TRIPLE, (1, 2, 2), strict=True)))
@pytest.mark.parametrize("zone", [SEOUL, NEW_YORK])
def test_a_day_and_its_limit_end_at_midnight_on_the_clocks_of_the_season(
    zone: ZoneInfo, nudge: timedelta, counted: int
) -> None:
    midnight = datetime(2022, 4, 8, tzinfo=zone)
    given_at = [(midnight - HOUR, links("a")), (midnight + nudge, links("b"))]
    row = alone(LONG_AFTER, *given_at, work=Work("과제", count=3, per_day=1), zone=zone)
    assert row.counted == counted


def test_a_link_beyond_the_limit_of_its_day_never_counts() -> None:
    given_at = [(NOON, links("a", "b", "c")), (NOON + DAY, links("c", "a", "d"))]
    row = alone(LONG_AFTER, *given_at, work=Work("과제", count=4, per_day=2))
    assert (row.counted, row.links, row.status) == (3, links("a", "b", "d"), "absent")


def test_a_link_that_was_known_takes_no_place_of_its_day() -> None:
    given_at = [(NOON, links("a")), (NOON + DAY, links("a", "b", "c"))]
    row = alone(LONG_AFTER, *given_at, work=Work("과제", count=4, per_day=1))
    assert row.links == links("a", "b")


def test_one_link_is_shown_as_it_came_last_and_timed_as_it_came_first() -> None:
    row = alone(LONG_AFTER, (NOON, links("a")), (DUE + HOUR, links("b", "c")), work=Work("과제", per_day=1))
    assert (row.status, row.done_at, row.counted, row.links) == ("on_time", NOON, 1, links("b", "c"))


# ---- fines ----


def priced(late_by: timedelta, *tiers: Tier, **work: Any) -> int:
    row = alone(LONG_AFTER, (DUE + late_by, links("a")), work=Work("과제", **work), tiers=(*tiers, ABSENT))
    return row.fine


@pytest.mark.parametrize("unit", [MINUTE, 10 * MINUTE, 2 * HOUR, DAY])
@pytest.mark.parametrize("begun", [1, 2, 5])
def test_an_amount_is_due_for_each_begun_unit(unit: timedelta, begun: int) -> None:
    tier = Tier("지각", 200, 500, per=unit)
    fines = [priced(begun * unit + nudge, tier) for nudge in TRIPLE]
    assert fines == [begun * 500, (begun + 1) * 500, (begun + 1) * 500]


def test_an_answer_exactly_at_due_is_one_unit_late() -> None:
    tier = Tier("지각", 24, 500, per=10 * MINUTE)
    assert [priced(late_by, tier) for late_by in TRIPLE] == [0, 500, 500]


def test_the_units_of_a_later_tier_count_from_due_too() -> None:
    tiers = (Tier("지각", 1, 1_000), Tier("늦음", 24, 300, per=HOUR))
    assert [priced(HOUR + nudge, *tiers) for nudge in TRIPLE] == [1_000, 600, 600]


@pytest.mark.parametrize(("cap", "fine"), [(999, 999), (1_000, 1_000), (1_001, 1_000), (0, 0), (None, 1_000)])
def test_a_row_costs_at_most_its_cap(cap: int | None, fine: int) -> None:
    assert priced(15 * MINUTE, Tier("지각", 24, 500, per=10 * MINUTE), cap=cap) == fine


ITEMS = (Tier("지각", 12, 1_000, itemised=True), Tier("결석", None, 2_000, itemised=True))


@pytest.mark.parametrize(
    ("now", "status", "fine"),
    [
        (DUE - MS, "open", 0),
        (DUE, "overdue", 0),
        (DUE + HOUR, "overdue", 1_000),
        (DUE + 12 * HOUR - MS, "overdue", 1_000),
        (DUE + 12 * HOUR, "absent", 1_000 + 3 * 2_000),
    ],
)
def test_each_link_of_an_itemised_set_is_judged_by_its_own_time(
    now: datetime, status: str, fine: int
) -> None:
    given_at = [(NOON, links("a")), (DUE + HOUR, links("b")), (DUE + 13 * HOUR, links("c"))]
    row = alone(now, *given_at, work=Work("과제", count=5), tiers=ITEMS)
    assert (row.status, row.fine) == (status, fine)


def test_the_links_of_an_excused_row_are_excused_too() -> None:
    given_at = [(NOON, links("a")), (DUE + HOUR, links("b"))]
    row = alone(LONG_AFTER, *given_at, work=Work("과제", count=3), tiers=ITEMS, excuses=(Excuse(1, "가람"),))
    assert (row.status, row.fine, row.counted) == ("excused", 0, 2)


@pytest.mark.parametrize(("cap", "fine"), [(5_000, 5_000), (None, 8_000)])
def test_a_cap_limits_the_sum_of_the_links(cap: int | None, fine: int) -> None:
    assert alone(LONG_AFTER, work=Work("과제", count=4, cap=cap), tiers=ITEMS).fine == fine


def test_a_set_of_tiers_holds_from_its_week_on_and_never_reaches_back() -> None:
    tiers = (
        ABSENT,
        Tier("결석", None, 5_000, from_week=3),
        Tier("결석", None, 100, set="풀이표"),
        Tier("결석", None, 200, set="풀이표", from_week=2),
    )
    rows = judge(Facts(week_count=4, tiers=tiers, works=(Work("과제"), Work("풀이", tiers="풀이표"))))
    assert [row.fine for row in rows if row.task == "과제"] == [4_000, 4_000, 5_000, 5_000]
    assert [row.fine for row in rows if row.task == "풀이"] == [100, 200, 200, 200]


# ---- steps ----


@pytest.mark.parametrize(
    ("repeats", "within", "fines"),
    [
        (False, Period.SEASON, [1, 2, 3, 3, 3, 3]),
        (True, Period.SEASON, [1, 2, 3, 1, 2, 3]),
        (False, Period.MONTH, [1, 2, 3, 1, 2, 3]),
        (True, Period.MONTH, [1, 2, 3, 1, 2, 3]),
    ],
)
def test_the_k_th_absence_costs_the_k_th_amount(repeats: bool, within: Period, fines: list[int]) -> None:
    step = Step("결석", "", (1, 2, 3), repeats=repeats, within=within)
    rows = judge(Facts(week_count=6, tiers=(ABSENT,), steps=(step,)))
    assert [row.month for row in rows] == ["2022-04"] * 3 + ["2022-05"] * 3
    assert [row.fine for row in rows] == fines


def test_steps_begin_again_for_a_last_amount_or_the_first() -> None:
    step = Step("결석", "", (1, 2), repeats=True, within=Period.SEASON)
    rows = judge(Facts(week_count=5, tiers=(ABSENT,), steps=(step,)))
    assert [row.fine for row in rows] == [1, 2, 1, 2, 1]


def test_steps_go_by_close_then_by_the_order_of_the_tasks() -> None:
    works = (Work("나중"), Work("먼저", due="일 22:00"), Work("같이"))
    step = Step("결석", "", (1, 2, 3, 4, 5, 6), within=Period.SEASON)
    rows = judge(Facts(week_count=2, tiers=(ABSENT,), steps=(step,), works=works))
    assert [row.fine for row in rows] == [2, 1, 3, 5, 4, 6]


def test_a_step_replaces_the_amount_of_each_unit_and_the_cap_is_last() -> None:
    tiers = (Tier("지각", 24, 500, per=HOUR), ABSENT)
    hand_ins = tuple(
        HandIn("가람", week, DUE + (week - 1) * 7 * DAY + HOUR, links("a"), "과제") for week in (1, 2, 3)
    )
    step = Step("지각", "", (100, 1_000, 2_000), within=Period.SEASON)
    facts = Facts(tiers=tiers, steps=(step,), works=(Work("과제", cap=3_000),), hand_ins=hand_ins)
    assert [row.fine for row in judge(facts)] == [200, 2_000, 3_000]


def test_a_step_counts_rows_of_its_own_set_and_member_alone() -> None:
    tiers = (ABSENT, replace(ABSENT, set="풀이표", amount=700))
    works = (Work("과제"), Work("풀이", tiers="풀이표"))
    members = (Member("가람"), Member("나래"))
    facts = Facts(week_count=2, tiers=tiers, works=works, members=members, steps=(Step("결석", "", (1, 2)),))
    assert [row.fine for row in judge(facts)] == [1, 700, 2, 700] * 2


# ---- passes and excuses ----


@pytest.mark.parametrize("hours", [0, 0.5, 24])
@pytest.mark.parametrize(("nudge", "status"), list(zip(TRIPLE, ("excused", "absent", "absent"), strict=True)))
def test_a_pass_is_asked_for_before_its_hours_before_due(hours: float, nudge: timedelta, status: str) -> None:
    asked = Pass(DUE - timedelta(hours=hours) + nudge, 1, "가람")
    row = alone(LONG_AFTER, passes=(asked,), pass_count=1, pass_hours=hours)
    assert (row.status, row.fine) == (status, 0 if status == "excused" else 4_000)


@pytest.mark.parametrize(("nudge", "status"), list(zip(TRIPLE, ("open", "excused", "excused"), strict=True)))
def test_a_pass_exists_from_when_it_was_asked_for(nudge: timedelta, status: str) -> None:
    assert alone(NOON + nudge, passes=(Pass(NOON, 1, "가람"),), pass_count=1).status == status


@pytest.mark.parametrize(("task", "deadline"), [(None, DUE), ("풀이", seoul(10, 22)), ("과제", DUE)])
def test_a_pass_for_a_task_is_asked_for_before_the_task_is_due(task: str | None, deadline: datetime) -> None:
    works = (Work("과제"), Work("풀이", due="일 22:00"))
    for nudge in TRIPLE:
        asked = Pass(deadline + nudge, 1, "가람", task)
        rows = judge(Facts(week_count=1, works=works, passes=(asked,), pass_count=1))
        excused = [nudge < timedelta() and task in (None, row.task) for row in rows]
        assert [row.status == "excused" for row in rows] == excused


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_first_valid_passes_count_in_the_order_of_asking(count: int) -> None:
    asked = [Pass(NOON + week * HOUR, week, "가람") for week in (3, 1)]
    too_late = Pass(DUE, 1, "가람")  # spends nothing
    spent = Pass(NOON, 2, "가람")  # is spent, although there is an answer in time
    answer = HandIn("가람", 2, NOON, links("a"))
    facts = Facts(passes=(*asked, spent, too_late), pass_count=count, hand_ins=(answer,))
    statuses = {
        0: ["absent", "on_time", "absent"],
        1: ["absent", "on_time", "absent"],
        2: ["excused", "on_time", "absent"],
        3: ["excused", "on_time", "excused"],
    }
    assert [row.status for row in judge(facts)] == statuses[count]


@pytest.mark.parametrize(("task", "excused"), [(None, [True, True]), ("풀이", [False, True])])
def test_an_excuse_is_for_the_week_or_for_one_task(task: str | None, excused: list[bool]) -> None:
    works = (Work("과제"), Work("풀이"))
    rows = judge(Facts(week_count=1, works=works, excuses=(Excuse(1, "가람", task=task),)))
    assert [row.status == "excused" for row in rows] == excused


@pytest.mark.parametrize(
    ("due", "day", "excused"),
    [("", 5, False), ("", 6, True), ("", 12, True), ("", 13, False), ("26:00", 13, True), ("일 22:00", 10, True),
     ("일 22:00", 11, False)],
)  # fmt: skip
def test_a_day_away_in_the_days_of_the_week_excuses(due: str, day: int, excused: bool) -> None:
    away = Break(date(2022, 4, day), date(2022, 4, day), member="가람")
    for work in (None, Work("과제", due="일 12:00")):
        row = alone(LONG_AFTER, due=due, breaks=(away,), work=work)
        assert (row.status == "excused") is excused


# ---- attendance ----

START = seoul(10, 19)
MEETING = Work("모임", kind="attendance", due="일 19:00")
LATE_TIERS = (Tier("지각", 0.25, 1_000), Tier("많이 늦음", 1, 300, per=10 * MINUTE), ABSENT)


def meet(now: datetime = LONG_AFTER, **record: Any) -> Row:
    """One member's row of a meeting. Somebody else was there in time."""
    members = (Member("가람"), Member("나래"))
    others = (Arrival(1, "모임", "나래", START - HOUR),)
    mine = (Arrival(1, "모임", "가람", **record),) if record else ()
    facts = Facts(week_count=1, members=members, works=(MEETING,), tiers=LATE_TIERS, arrivals=others + mine)
    return judge(facts, now)[0]


@pytest.mark.parametrize(
    ("late_by", "status", "fine"),
    [
        (-MS, "on_time", 0),
        (timedelta(), "late", 1_000),
        (15 * MINUTE - MS, "late", 1_000),
        (15 * MINUTE, "late", 600),
        (HOUR - MS, "late", 1_800),
        (HOUR, "absent", 4_000),
    ],
)
def test_a_time_of_arrival_is_judged_like_an_answer(late_by: timedelta, status: str, fine: int) -> None:
    row = meet(arrived_at=START + late_by)
    assert (row.status, row.fine, row.done_at) == (status, fine, START + late_by)


@pytest.mark.parametrize(
    ("record", "status", "fine"),
    [
        ({"status": Status.ON_TIME}, "on_time", 0),
        ({"status": Status.LATE}, "late", 1_000),
        ({"status": Status.LATE, "tier": "많이 늦음"}, "late", 300),
        ({"status": Status.ABSENT}, "absent", 4_000),
        ({"status": Status.ABSENT, "tier": "결석"}, "absent", 4_000),
        ({"status": Status.EXCUSED}, "excused", 0),
        ({}, "absent", 4_000),
    ],
)
def test_a_status_counts_without_a_time(record: dict[str, Any], status: str, fine: int) -> None:
    row = meet(**record)
    assert (row.status, row.fine, row.done_at) == (status, fine, None)


@pytest.mark.parametrize(
    ("status", "before"), [("on_time", "open"), ("late", "open"), ("absent", "open"), ("excused", "excused")]
)
def test_a_status_without_a_time_counts_from_the_start_on(status: str, before: str) -> None:
    assert [meet(START + nudge, status=Status(status)).status for nudge in TRIPLE] == [before, status, status]


def test_a_time_of_arrival_goes_before_a_status() -> None:
    assert meet(arrived_at=START + HOUR, status=Status.ON_TIME).status == "absent"


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ({"status": Status.ON_TIME}, "on_time"),
        ({"status": Status.LATE}, "excused"),
        ({"status": Status.ABSENT}, "excused"),
        ({"arrived_at": START}, "excused"),
        ({"arrived_at": START - MS}, "on_time"),
    ],
)
def test_an_excuse_goes_before_what_is_late_or_absent(record: dict[str, Any], status: str) -> None:
    arrival = Arrival(1, "모임", "가람", **record)
    facts = Facts(week_count=1, works=(MEETING,), excuses=(Excuse(1, "가람"),), arrivals=(arrival,))
    assert [row.status for row in judge(facts)] == [status]


def test_a_meeting_of_which_nothing_is_recorded_fines_nobody() -> None:
    members = (Member("가람"), Member("나래"))
    facts = Facts(
        week_count=2,
        members=members,
        works=(MEETING,),
        excuses=(Excuse(1, "나래"),),
        arrivals=(Arrival(2, "모임", "가람", START + 7 * DAY),),
    )
    assert [(row.status, row.fine) for row in judge(facts)] == [
        ("overdue", 0),
        ("late", 3_000),
        ("excused", 0),
        ("absent", 4_000),
    ]


def test_a_time_of_arrival_that_is_still_to_come_records_nothing() -> None:
    facts = Facts(
        week_count=1, works=(MEETING,), tiers=(ABSENT,), arrivals=(Arrival(1, "모임", "가람", START + DAY),)
    )
    assert [judge(facts, START + DAY + nudge)[0].status for nudge in TRIPLE] == [
        "overdue",
        "absent",
        "absent",
    ]
