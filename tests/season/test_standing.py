"""How the group stands: which week it is, how long is left, who has not handed in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.season import board, standing
from studylib.season.kinds import Status, TaskKind
from studylib.season.records import Arrival
from studylib.season.standing import Phase, Standing
from studylib.season.study import Break, ClosedShare, Excuse, Member
from studylib.season.tasks import Due, Task
from tests.examples import many
from tests.season import duties, reference, seasons
from tests.season.duties import answer, april, make_study
from tests.season.reference import SEOUL, Answer, Season
from tests.season.seasons import MS

OPENS = datetime(2022, 4, 6, tzinfo=SEOUL)
DUE = datetime(2022, 4, 13, tzinfo=SEOUL)
CLOSES = DUE + timedelta(hours=12)
AFTER_BREAK = datetime(2022, 4, 27, tzinfo=SEOUL)

GROUP = Season(
    week_count=2,
    members=(Member("가람"), Member("나래"), Member("다온", joined_on=date(2022, 4, 20))),
    breaks=(Break(date(2022, 4, 13), date(2022, 4, 26)),),
    answers=(Answer("가람", 1, DUE - MS, "https://a.kr"), Answer("나래", 1, DUE + MS, "https://b.kr")),
)
"""Two weeks, two weeks off between them, and one who joins for the second."""


def stand(now: datetime, season: Season = GROUP, month: str = "2022-04") -> Standing:
    study = seasons.study(season)
    return standing.find_standing(study, board.judge(study, now), now, month)


@pytest.mark.parametrize(
    ("now", "phase", "week", "until"),
    [
        (OPENS - timedelta(days=300), Phase.BEFORE, 1, OPENS),
        (OPENS - MS, Phase.BEFORE, 1, OPENS),
        (OPENS, Phase.OPEN, 1, DUE),
        (OPENS + MS, Phase.OPEN, 1, DUE),
        (DUE - MS, Phase.OPEN, 1, DUE),
        (DUE, Phase.BREAK, 1, AFTER_BREAK),
        (DUE + MS, Phase.BREAK, 1, AFTER_BREAK),
        (AFTER_BREAK - MS, Phase.BREAK, 1, AFTER_BREAK),
        (AFTER_BREAK, Phase.OPEN, 2, AFTER_BREAK + timedelta(days=7)),
        (AFTER_BREAK + timedelta(days=7) - MS, Phase.OPEN, 2, AFTER_BREAK + timedelta(days=7)),
        (AFTER_BREAK + timedelta(days=7), Phase.OVER, 2, None),
        (AFTER_BREAK + timedelta(days=900), Phase.OVER, 2, None),
    ],
)
def test_the_phase_turns_at_the_millisecond(
    now: datetime, phase: Phase, week: int, until: datetime | None
) -> None:
    for same in (now, now.astimezone(UTC)):
        found = stand(same)
        assert (found.phase, found.week.number, found.until) == (phase, week, until)


def test_the_missing_are_counted_among_the_members_judged_for_the_week() -> None:
    before = stand(DUE - timedelta(milliseconds=2))
    assert (before.handed_in, before.expected, before.missing) == (0, 2, ("가람", "나래"))
    at = stand(DUE - MS)
    assert (at.handed_in, at.expected, at.missing) == (1, 2, ("나래",))
    later = stand(AFTER_BREAK)
    assert (later.handed_in, later.expected, later.missing) == (0, 3, ("가람", "나래", "다온"))


def test_an_excused_member_is_not_expected_but_counts_after_handing_in() -> None:
    excused = replace(GROUP, excuses=(Excuse(1, "가람"), Excuse(1, "나래")), answers=())
    found = stand(DUE - MS, excused)
    assert (found.handed_in, found.expected, found.missing) == (0, 0, ())
    found = stand(DUE - MS, replace(excused, answers=GROUP.answers))
    assert (found.handed_in, found.expected, found.missing) == (1, 1, ())


@pytest.mark.parametrize(
    ("now", "waiting"),
    [
        (DUE - MS, []),
        (DUE, [(1, True, CLOSES, ("나래",))]),
        (DUE + MS, []),
        (CLOSES - MS, []),
    ],
)
def test_a_week_in_its_late_window_waits_for_the_missing(
    now: datetime, waiting: list[tuple[int, bool, datetime, tuple[str, ...]]]
) -> None:
    found = stand(now).others
    assert [(each.week.number, each.late, each.until, each.missing) for each in found] == waiting


@pytest.mark.parametrize(("now", "waits"), [(CLOSES - MS, True), (CLOSES, False), (CLOSES + MS, False)])
def test_the_late_window_ends_when_the_week_closes(now: datetime, waits: bool) -> None:
    assert bool(stand(now, replace(GROUP, answers=())).others) is waits


def test_the_late_window_after_the_last_week_shows_although_the_season_is_over() -> None:
    found = stand(AFTER_BREAK + timedelta(days=7))
    assert found.phase is Phase.OVER
    assert [(each.week.number, each.late) for each in found.others] == [(2, True)]


def test_an_extended_week_waits_beside_the_present_one_until_its_own_due_moment() -> None:
    due = datetime(2022, 4, 20, 12, tzinfo=SEOUL)
    season = Season(week_count=3, members=(Member("가람"), Member("나래")), extensions={1: due})
    beside = stand(due - MS, season)
    assert (beside.week.number, beside.phase) == (3, Phase.OPEN)
    first, second = beside.others
    assert (first.week.number, first.late, first.until) == (1, False, due)
    assert (second.week.number, second.late) == (2, True)
    late = stand(due, season).others
    assert [(each.week.number, each.late) for each in late] == [(1, True)]


def test_the_fines_are_those_of_the_month_asked_for() -> None:
    now = AFTER_BREAK + timedelta(days=8)
    assert stand(now, month="2022-04").fines == 3_000
    assert stand(now, month="2022-05").fines == 12_000
    assert stand(now, month="2022-06").fines == 0


def test_a_group_without_judged_members_has_a_standing_too() -> None:
    found = stand(DUE, replace(GROUP, members=(Member("가람", left_on=date(2022, 1, 1)),), answers=()))
    assert (found.handed_in, found.expected, found.missing, found.others, found.fines) == (0, 0, (), (), 0)


def test_the_time_left_is_real_time_if_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    season = Season(starts_on=date(2022, 10, 26), zone=berlin, week_count=1)
    now = datetime(2022, 10, 30, tzinfo=berlin).astimezone(UTC)
    found = stand(now, season)
    assert found.until is not None
    assert found.until - now == timedelta(days=3, hours=1)


@settings(max_examples=many(60))
@given(st.data())
def test_the_standing_agrees_with_the_reference_judge(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    now = data.draw(seasons.moments(season))
    if not season.week_count:
        return
    found = stand(now, season, "2022-04")
    judged = [each for each in reference.judge(season, now) if each.status != "excused"]
    here = [each for each in judged if each.week == found.week.number]
    assert found.missing == tuple(each.member for each in here if each.submitted_at is None)
    assert (found.handed_in, found.expected) == (len(here) - len(found.missing), len(here))
    assert found.fines == sum(each.fine for each in judged if each.month == "2022-04")
    late = {each.week for each in judged if each.status == "overdue"}
    assert {each.week.number for each in found.others if each.late} == late


def test_the_fines_of_a_closed_month_are_those_that_were_closed() -> None:
    """One of the two who were closed has left the roster since."""
    rows = (ClosedShare("2022-04", "가람", 100, 0, 0), ClosedShare("2022-04", "떠난이", 20, 0, 0))
    study = replace(seasons.study(GROUP), settlements=rows)
    found = standing.find_standing(study, board.judge(study, CLOSES), CLOSES, "2022-04")
    assert found.fines == 120


@pytest.mark.parametrize(("month", "fines"), [("2022-03", 20), ("2022-04", 100), ("2022-05", 3)])
def test_the_fines_of_one_who_left_count_in_their_own_month_alone(month: str, fines: int) -> None:
    rows = (
        ClosedShare("2022-03", "떠난이", 20, 0, 0),
        ClosedShare("2022-04", "가람", 100, 0, 0),
        ClosedShare("2022-05", "떠난이", 3, 0, 0),
    )
    study = replace(seasons.study(replace(GROUP, week_count=1)), settlements=rows)
    assert standing.find_standing(study, board.judge(study, CLOSES), CLOSES, month).fines == fines


@pytest.mark.parametrize(
    ("now", "waits"),
    [
        (OPENS - MS, None),
        (OPENS, (False, DUE)),
        (OPENS + MS, (False, DUE)),
        (DUE - MS, (False, DUE)),
        (DUE, (True, CLOSES)),
        (DUE + MS, (True, CLOSES)),
        (CLOSES - MS, (True, CLOSES)),
        (CLOSES, None),
        (CLOSES + MS, None),
    ],
)
def test_a_week_waits_from_its_opening_until_it_closes(
    now: datetime, waits: tuple[bool, datetime] | None
) -> None:
    study = seasons.study(Season(week_count=1))
    found = standing.list_waiting(study, board.judge(study, now), now)
    assert [(each.late, each.until) for each in found] == ([waits] if waits else [])


@pytest.mark.parametrize(("nudge", "late"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_week_that_is_moved_waits_for_late_answers_from_its_own_due_moment(
    nudge: timedelta, late: bool
) -> None:
    due = datetime(2022, 4, 14, 9, tzinfo=SEOUL)
    study = seasons.study(Season(week_count=1, extensions={1: due}))
    (found,) = standing.list_waiting(study, board.judge(study, due + nudge), due + nudge)
    assert (found.late, found.until) == (late, due + timedelta(hours=12) if late else due)


def test_who_is_missing_has_so_many_links_that_count() -> None:
    solved = duties.answer(duties.april(10), "https://n.kr/1", "https://n.kr/2", task="문제 풀이")
    study = duties.make_study([Task("문제 풀이", count=3)], [solved], members=(duties.GARAM, duties.NARAE))
    now = duties.april(12)
    (waiting,) = standing.list_waiting(study, board.judge(study, now), now)
    assert (waiting.missing, waiting.counted) == (("가람", "나래"), (2, 0))


# ---- several tasks a week ----

EVENING = Task("문제", count=2, due=Due(timedelta(hours=22), weekday=6))
"""Due on Sunday at 22:00, and the first week's Sunday is the 10th."""
MEETING = Task("모임", kind=TaskKind.ATTENDANCE, due=Due(timedelta(hours=20), weekday=2))
"""It begins on Wednesday at 20:00, on the first day of the week."""


def stand_with_tasks(now: datetime, *tasks: Task, arrivals: tuple[Arrival, ...] = ()) -> Standing:
    handed_in = [
        answer(april(8), task="글", member="가람"),
        answer(april(8), "https://n.kr/1", task="문제", member="나래"),
    ]
    names = {task.name for task in tasks}
    study = make_study(
        tasks,
        [each for each in handed_in if each.task in names],
        members=(Member("가람"), Member("나래")),
        arrivals=arrivals,
    )
    return standing.find_standing(study, board.judge(study, now), now, "2022-04")


@pytest.mark.parametrize(
    ("now", "phase", "until"),
    [
        (april(10, 22) - MS, Phase.OPEN, april(10, 22)),
        (april(10, 22), Phase.OPEN, april(13)),
        (april(10, 22) + MS, Phase.OPEN, april(13)),
        (april(13) - MS, Phase.OPEN, april(13)),
        (april(13), Phase.OVER, None),
        (april(13) + MS, Phase.OVER, None),
    ],
)
def test_a_week_is_open_until_its_last_task_is_due(
    now: datetime, phase: Phase, until: datetime | None
) -> None:
    found = stand_with_tasks(now, Task("글"), EVENING)
    assert (found.phase, found.until) == (phase, until)


def test_each_task_of_the_week_has_its_own_missing_members() -> None:
    found = stand_with_tasks(april(9), Task("글"), EVENING)
    assert [
        (each.duty.task.name, each.done, each.expected, each.missing, each.counted) for each in found.progress
    ] == [
        ("글", 1, 2, ("나래",), (0,)),
        ("문제", 0, 2, ("가람", "나래"), (0, 1)),
    ]
    assert (found.handed_in, found.expected, found.missing) == (1, 4, ("나래", "가람"))


@pytest.mark.parametrize("nudge", [-MS, timedelta(0), MS])
def test_a_task_that_is_late_waits_beside_the_open_ones(nudge: timedelta) -> None:
    now = april(10, 22) + nudge
    waiting = [(each.duty.task.name, each.late) for each in stand_with_tasks(now, Task("글"), EVENING).others]
    assert waiting == ([] if nudge < timedelta(0) else [("문제", True)])


def test_a_meeting_counts_those_who_came_with_or_without_a_time() -> None:
    came = (
        Arrival(1, "모임", "가람", status=Status.ON_TIME),
        Arrival(1, "모임", "나래", arrived_at=april(6, 20, 10)),
    )
    found = stand_with_tasks(april(7), MEETING, arrivals=came)
    assert [(each.done, each.missing) for each in found.progress] == [(2, ())]


@pytest.mark.parametrize(("nudge", "waits"), [(-MS, True), (timedelta(0), False), (MS, False)])
def test_nobody_is_waited_for_at_an_unrecorded_meeting_that_has_closed(nudge: timedelta, waits: bool) -> None:
    closes = april(7, 8)
    assert bool(stand_with_tasks(closes + nudge, MEETING).others) is waits
