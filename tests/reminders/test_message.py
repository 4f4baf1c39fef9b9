"""The text of a reminder, and when there is one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.reminders import message as messages
from studylib.reminders.message import Message
from studylib.season import board, weeks
from studylib.season.kinds import Limit, TaskKind
from studylib.season.problems import Problem
from studylib.season.standing import Waiting
from studylib.season.study import (
    DEFAULT_TIERS,
    Break,
    Excuse,
    FormLink,
    Member,
    Study,
    Tier,
    Topic,
)
from studylib.season.tasks import Due, Task
from studylib.text.chat import TOGETHER
from studylib.text.message import sentence
from tests.examples import many
from tests.season import duties, seasons, task_seasons
from tests.season.reference import SEOUL, Answer, Season

MEMBERS = (Member("가람", turn=1), Member("나래", turn=2), Member("다온", turn=3))
TITLES = {1: "CNNs", 2: "RNNs", 3: "GANs"}
DUE = datetime(2022, 4, 13, tzinfo=SEOUL)
"""Of week 1 of the season that begins on 2022-04-06, a Wednesday."""
MS = timedelta(milliseconds=1)
NIGHT = datetime(2022, 4, 12, 19, tzinfo=SEOUL)
MORNING = datetime(2022, 4, 13, 8, tzinfo=SEOUL)


def study(season: Season | None = None, **more: object) -> Study:
    """The study of the season, its weeks with titles."""
    plain = seasons.study(season or Season(members=MEMBERS, answers=(by("다온"),)))
    topics = tuple(replace(each, topic=Topic(TITLES.get(each.number, ""))) for each in plain.weeks)
    return replace(plain, **({"name": "밤샘 스터디", "weeks": topics} | more))  # type: ignore[arg-type]


def by(member: str, week: int = 1, at: datetime = DUE - timedelta(days=1)) -> Answer:
    return Answer(member, week, at, "https://n.kr/")


def due(of: Study, now: datetime) -> tuple[Waiting, ...]:
    return messages.list_due(of, board.judge(of, now), now)


def scheduled(of: Study, now: datetime) -> list[str]:
    """The reminders that a scheduler sends at that moment."""
    return [
        messages.name_reminder(each).split()[-1] for each in messages.list_scheduled(of, due(of, now), now)
    ]


def told(of: Study, now: datetime, unread: int = 0, page: str | None = None) -> str:
    """What a scheduler sends at that moment."""
    return str(messages.write_message(of, messages.list_scheduled(of, due(of, now), now), unread, now, page))


def lines(expected: str) -> str:
    return dedent(expected).strip()


# ---- what it says ----


def test_before_the_deadline_it_names_the_missing_the_time_left_and_the_price() -> None:
    form = FormLink("https://forms.gle/x")
    assert told(study(form=form), NIGHT, page="https://our.streamlit.app") == lines("""
        [밤샘 스터디] 1주차 제출 알림

        1주차 CNNs
        마감 4/12 (화) 23:59:59
        5시간 남음

        아직 제출하지 않은 멤버
        가람
        나래

        마감을 넘기면
        4/13 (수) 11:59:59까지 지각 3,000원
        그 뒤로 결석 4,000원

        팀블로그: 가람
        아직 글이 없습니다

        제출: https://forms.gle/x
        현황: https://our.streamlit.app
        """)


def test_in_the_late_window_it_says_what_it_costs_now_and_until_when() -> None:
    assert told(study(), MORNING) == lines("""
        [밤샘 스터디] 1주차 제출 알림

        1주차 CNNs
        마감 4/12 (화) 23:59:59
        8시간 지남

        아직 제출하지 않은 멤버
        가람
        나래

        지금 제출하면
        4/13 (수) 11:59:59까지 지각 3,000원
        4시간 남음
        그 뒤로 결석 4,000원

        팀블로그: 가람
        아직 글이 없습니다
        """)


def test_it_is_there_in_english() -> None:
    english = study(language="en", name="Night owls", form=FormLink("https://forms.gle/x"))
    assert told(english, NIGHT, unread=2) == lines("""
        [Night owls] Reminder: Week 1

        Week 1 CNNs
        Due Tue 4/12 23:59:59
        5 hr left

        Not handed in yet
        가람
        나래

        Handed in late, it costs
        Late ₩3,000 until Wed 4/13 11:59:59
        Absent ₩4,000 after that

        Team blog: 가람
        No post yet

        Answers that could not be read: 2
        Their authors may have handed in already.

        Hand in: https://forms.gle/x
        """)
    assert told(english, MORNING) == lines("""
        [Night owls] Reminder: Week 1

        Week 1 CNNs
        Due Tue 4/12 23:59:59
        8 hr past

        Not handed in yet
        가람
        나래

        Handed in now, it costs
        Late ₩3,000 until Wed 4/13 11:59:59
        4 hr left
        Absent ₩4,000 after that

        Team blog: 가람
        No post yet

        Hand in: https://forms.gle/x
        """)


def test_two_overlapping_weeks_are_both_mentioned() -> None:
    season = Season(members=MEMBERS[:2], extensions={1: DUE + timedelta(days=7)})
    now = DUE + timedelta(days=7, hours=-2)
    said = told(study(season), now)
    assert said.startswith("[밤샘 스터디] 1주차, 2주차 제출 알림\n\n1주차 CNNs\n")
    assert "\n\n2주차 RNNs\n마감 4/19 (화) 23:59:59\n2시간 남음\n" in said
    assert said.count("아직 제출하지 않은 멤버\n가람\n나래") == 2


def test_one_week_may_be_late_while_the_next_one_is_open() -> None:
    season = Season(members=MEMBERS, answers=(by("가람"), by("나래", 2)))
    found = due(study(season), MORNING)
    assert [(each.week.number, each.late, each.missing) for each in found] == [
        (1, True, ("나래", "다온")),
        (2, False, ("가람", "다온")),
    ]


def test_the_post_of_the_week_is_mentioned_once_it_is_up() -> None:
    of = study()
    posted = replace(of.weeks[0], topic=Topic("CNNs", post=("https://blog.kr/1",)))
    assert "팀블로그: 가람\n글이 올라왔습니다" in told(replace(of, weeks=(posted, *of.weeks[1:])), NIGHT)


def test_without_turns_form_and_name_those_lines_are_left_out() -> None:
    said = told(study(Season(members=(Member("가람"),)), name=""), NIGHT)
    assert said.startswith("1주차 제출 알림\n\n1주차 CNNs")
    assert said.endswith("\n그 뒤로 결석 4,000원")


RISING = (Tier("하루 지각", 24, 2_000), Tier("이틀 지각", 48, 3_000), Tier("absent", None, 5_000))


@pytest.mark.parametrize(
    ("after", "costs"),
    [
        (
            timedelta(hours=24) - MS,
            "4/13 (수) 23:59:59까지 하루 지각 2,000원\n1초 미만 남음\n"
            "4/14 (목) 23:59:59까지 이틀 지각 3,000원\n그 뒤로 결석 5,000원",
        ),
        (
            timedelta(hours=24, minutes=2),
            "4/14 (목) 23:59:59까지 이틀 지각 3,000원\n23시간 58분 남음\n그 뒤로 결석 5,000원",
        ),
        (
            timedelta(hours=48) - MS,
            "4/14 (목) 23:59:59까지 이틀 지각 3,000원\n1초 미만 남음\n그 뒤로 결석 5,000원",
        ),
    ],
)
def test_of_several_late_tiers_the_one_of_now_comes_first_and_those_behind_are_left_out(
    after: timedelta, costs: str
) -> None:
    of = study(Season(members=(Member("가람"),), tiers=RISING, week_count=1))
    assert told(of, DUE + after).endswith(f"\n지금 제출하면\n{costs}")


def test_if_nothing_can_be_late_only_the_absence_is_mentioned() -> None:
    of = study(Season(members=(Member("가람"),), tiers=(Tier("absent", None, 5_000),), week_count=1))
    assert told(of, NIGHT).endswith("\n마감을 넘기면\n결석 5,000원")


def test_each_answer_that_could_not_be_read_is_counted_once_and_nothing_else() -> None:
    def problem(row: int, *, of_answer: bool) -> Problem:
        return Problem("응답", row, "주차", sentence("No."), of_answer)

    problems = [problem(2, of_answer=True)] * 2 + [problem(3, of_answer=True), problem(4, of_answer=False)]
    assert messages.count_unread(problems) == 2
    assert "읽지 못한 응답 2건\n위의 멤버가 이미 제출했을 수도 있습니다." in told(study(), NIGHT, unread=2)
    assert "읽지 못한" not in told(study(), NIGHT)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("@everyone", f"@{TOGETHER}everyone"),
        ("<!channel>", f"<{TOGETHER}!channel>"),
        ("<@U1>", f"<{TOGETHER}@{TOGETHER}U1>"),
        ("[here](https://x.kr)", f"[here]{TOGETHER}(https://x.kr)"),
        ("가\n람\u202e{x}", "가 람 {x}"),
        ("@here", f"@{TOGETHER}here"),
        ("<@123>", f"<{TOGETHER}@{TOGETHER}123>"),
        ("שלום", "\u2068שלום\u2069"),
    ],
)
def test_a_members_text_mentions_nobody_and_stays_on_its_line(written: str, said: str) -> None:
    of = study(
        Season(members=(Member(written, turn=1),), tiers=(Tier(written, 12, 1), DEFAULT_TIERS[1])),
        name=written,
    )
    titled = replace(of, weeks=tuple(replace(each, topic=Topic(written)) for each in of.weeks))
    message = messages.write_message(titled, due(titled, NIGHT), 0, NIGHT)
    assert message.title == f"[{said}] 1주차 제출 알림"
    for line in (f"1주차 {said}", said, f"팀블로그: {said}", f"4/13 (수) 11:59:59까지 {said} 1원"):
        assert line in message.body.splitlines()


def test_a_message_is_its_title_and_its_body() -> None:
    assert str(Message("제목", "몸")) == "제목\n\n몸"


# ---- when there is one ----


def test_who_left_is_excused_or_on_a_break_is_left_in_peace() -> None:
    season = Season(
        members=(Member("가람", left_on=DUE.date() - timedelta(days=1)), *MEMBERS[1:], Member("라온")),
        breaks=(Break(NIGHT.date(), NIGHT.date(), member="나래"),),
        excuses=(Excuse(1, "다온"),),
    )
    assert [each.missing for each in due(study(season), NIGHT)] == [("라온",)]
    assert [each.missing for each in due(study(season), MORNING) if each.late] == [("라온",)]


def test_where_everybody_has_handed_in_there_is_nothing_to_say() -> None:
    season = Season(members=MEMBERS, answers=tuple(by(each.name) for each in MEMBERS), week_count=1)
    assert due(study(season), NIGHT) == ()
    assert due(study(season), MORNING) == ()


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        (DUE - timedelta(hours=5) - MS, []),
        (DUE - timedelta(hours=5), ["before"]),
        (DUE - timedelta(hours=5) + MS, ["before"]),
        (DUE - MS, ["before"]),
        (DUE, []),
        (DUE + MS, []),
        (DUE + weeks.DELIVERY - MS, []),
        (DUE + weeks.DELIVERY, ["late"]),
        (DUE + weeks.DELIVERY + MS, ["late"]),
        (DUE + timedelta(hours=12) - MS, ["late"]),
        (DUE + timedelta(hours=12), []),
        (DUE + timedelta(hours=12) + MS, []),
    ],
)
def test_a_scheduler_reminds_from_so_many_hours_before_due_and_while_it_is_late(
    now: datetime, kinds: list[str]
) -> None:
    assert scheduled(study(Season(members=MEMBERS, week_count=1)), now) == kinds


@pytest.mark.parametrize(
    ("hours", "kinds"), [(0, ([], [], [])), (0.5, ([], ["before"], ["before"])), (200, (["before"],) * 3)]
)
def test_the_hours_before_due_are_the_studys(hours: float, kinds: Iterable[list[str]]) -> None:
    of = study(Season(members=MEMBERS, week_count=1), remind_hours=hours)
    half = DUE - timedelta(minutes=30)
    assert [scheduled(of, now) for now in (half - MS, half, half + MS)] == list(kinds)


def test_the_hours_before_due_are_real_ones_when_the_clocks_change() -> None:
    """Due on Sunday 2022-03-13 at 05:00 in New York. Its clocks went from 2 to 3, so five hours before is 23:00."""
    season = Season(
        starts_on=datetime(2022, 3, 6).date(),
        zone=seasons.NEW_YORK,
        members=MEMBERS,
        week_count=1,
        extensions={1: datetime(2022, 3, 13, 5, tzinfo=seasons.NEW_YORK)},
    )
    eleven = datetime(2022, 3, 12, 23, tzinfo=seasons.NEW_YORK)
    assert [scheduled(study(season), eleven + nudge) for nudge in (-MS, 0 * MS)] == [[], ["before"]]


def test_by_hand_it_speaks_of_the_open_week_at_any_hour() -> None:
    opens = DUE - timedelta(days=7)
    one = study(Season(members=MEMBERS, week_count=1))
    assert [len(due(one, now)) for now in (opens - MS, opens, opens + MS)] == [0, 1, 1]


def test_around_the_end_of_a_late_tier_no_member_is_blamed_for_an_answer_on_its_way() -> None:
    one = study(Season(members=MEMBERS, tiers=RISING, week_count=1))
    end = DUE + timedelta(hours=24)
    moments = (end - MS, end, end + weeks.DELIVERY - MS, end + weeks.DELIVERY)
    assert [len(due(one, now)) for now in moments] == [1, 0, 0, 1]


def test_a_week_whose_due_moment_is_moved_is_reminded_of_anew() -> None:
    moved = study(Season(members=MEMBERS, week_count=1, extensions={1: DUE + timedelta(days=1)}))
    one, other = due(study(), NIGHT)[0], due(moved, NIGHT)[0]
    assert messages.name_reminder(one) == "1 2022-04-13T00:00:00+09:00 before"
    assert messages.name_reminder(other) == "1 2022-04-14T00:00:00+09:00 before"


@settings(max_examples=many(150))
@given(st.data())
def test_it_names_exactly_the_members_that_are_open_or_overdue_on_the_board(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    of, now = seasons.study(season), data.draw(seasons.moments(season))
    judged = board.judge(of, now)
    found = messages.list_due(of, judged, now)
    named = {(member, each.week.number) for each in found for member in each.missing}
    waiting = {
        (each.member, each.week) for each in seasons.cells(judged) if each.status in ("open", "overdue")
    }
    quiet = {
        each.number for each in of.weeks if weeks.has_ended_within(weeks.DELIVERY, each.duties, of.tiers, now)
    }
    assert named == {each for each in waiting if each[1] not in quiet}
    if found:
        said = messages.write_message(of, found, 0, now)
        names = [line for line in said.body.splitlines() if line in seasons.NAMES]
        assert names == [member for each in found for member in each.missing]
        assert max(map(len, str(said).splitlines())) <= 70
        assert "\n\n\n" not in str(said)


@settings(max_examples=many(100))
@given(st.data())
def test_a_scheduler_speaks_only_before_due_or_while_it_is_late(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    hours = data.draw(st.sampled_from([0, 0.5, 5, 24, 500]))
    of, now = replace(seasons.study(season), remind_hours=hours), data.draw(seasons.moments(season))
    found = due(of, now)
    chosen = messages.list_scheduled(of, found, now)
    for each in found:
        to_due = timedelta(milliseconds=weeks.to_milliseconds(each.week.due_at) - weeks.to_milliseconds(now))
        assert (each in chosen) == (to_due <= timedelta(hours=hours))


NOON = (
    Tier("정오", 12, 3_000, Limit.CLOCK),
    Tier("13시간", 13, 3_500),
    Tier("하루", 24, 3_700, Limit.DAYS),
    Tier("absent", None, 4_000),
)


@pytest.mark.parametrize(
    ("day", "now", "costs"),
    [
        (
            datetime(2022, 3, 13),
            datetime(2022, 3, 13, 3, 30),
            "3/13 (일) 11:59:59까지 정오 3,000원\n8시간 30분 남음\n3/13 (일) 13:59:59까지 13시간 3,500원\n"
            "3/13 (일) 23:59:59까지 하루 3,700원\n그 뒤로 결석 4,000원",
        ),
        (
            datetime(2022, 11, 6),
            datetime(2022, 11, 6, 3, 30),
            "11/6 (일) 11:59:59까지 정오 3,000원\n8시간 30분 남음\n11/6 (일) 23:59:59까지 하루 3,700원\n"
            "그 뒤로 결석 4,000원",
        ),
    ],
)
def test_noon_is_noon_in_a_reminder_on_a_day_on_which_the_clocks_change(
    day: datetime, now: datetime, costs: str
) -> None:
    """In autumn 13 real hours end at noon, too, so nobody falls into that tier."""
    season = Season(
        starts_on=(day - timedelta(days=7)).date(),
        zone=seasons.NEW_YORK,
        members=(Member("가람"),),
        tiers=NOON,
        week_count=1,
    )
    assert told(study(season), now.replace(tzinfo=seasons.NEW_YORK)).endswith(f"\n지금 제출하면\n{costs}")


# ---- several tasks a week ----

HOURS = timedelta(hours=1)
TASKS = (
    Task("과제", due=Due(22 * HOURS, weekday=0)),
    Task("모임", kind=TaskKind.ATTENDANCE, due=Due(20 * HOURS, weekday=1), tiers="모임표"),
    Task("문제 풀이", count=5, tiers="풀이표", cap=8_000),
    Task("팀블로그", of_turn=True),
)
SETS = (
    *DEFAULT_TIERS,
    Tier("지각", 0.25, 1_000, set="모임표", per=timedelta(minutes=10)),
    Tier("결석", None, 10_000, set="모임표"),
    Tier("미제출", None, 2_000, set="풀이표", itemised=True),
)


def busy(**more: Any) -> Study:
    """A week of four tasks, of which one member has handed in two of five links."""
    solved = duties.answer(duties.april(10), "https://n.kr/1", "https://n.kr/2", task="문제 풀이")
    return duties.make_study(
        TASKS,
        [solved],
        tiers=SETS,
        members=(duties.GARAM, duties.NARAE),
        form=FormLink("https://forms.gle/x"),
        **more,
    )


def test_each_task_of_a_week_is_named_with_its_own_moment_people_and_price() -> None:
    now = duties.april(11, 23)
    said = str(messages.write_message(busy(), due(busy(), now), 0, now))
    assert said == lines("""
        1주차 알림

        1주차 · 과제
        마감 4/11 (월) 21:59:59
        1시간 지남

        아직 제출하지 않은 멤버
        가람
        나래

        지금 제출하면
        4/12 (화) 09:59:59까지 지각 3,000원
        11시간 남음
        그 뒤로 결석 4,000원

        1주차 · 모임
        시작 4/12 (화) 20:00:00
        21시간 남음

        참석할 멤버
        가람
        나래

        늦거나 빠지면
        4/12 (화) 20:14:59까지 지각 10분당 1,000원
        그 뒤로 결석 10,000원

        1주차 · 문제 풀이
        마감 4/12 (화) 23:59:59
        1일 1시간 남음

        아직 제출하지 않은 멤버
        가람 2/5, 3개 남음
        나래 0/5, 5개 남음

        마감을 넘기면
        미제출 개당 2,000원
        상한 8,000원

        1주차 · 팀블로그
        마감 4/12 (화) 23:59:59
        1일 1시간 남음

        아직 제출하지 않은 당번
        가람

        마감을 넘기면
        4/13 (수) 11:59:59까지 지각 3,000원
        그 뒤로 결석 4,000원

        제출: https://forms.gle/x
        """)


def test_each_task_of_a_week_is_reminded_of_in_its_own_hours() -> None:
    of = busy()

    def scheduled_tasks(now: datetime) -> list[str | None]:
        return [each.duty.task.name for each in messages.list_scheduled(of, due(of, now), now)]

    at_five = duties.april(11, 17)
    assert scheduled_tasks(at_five - MS) == []
    assert scheduled_tasks(at_five) == scheduled_tasks(at_five + MS) == ["과제"]
    assert scheduled_tasks(duties.april(12, 15)) == ["모임"]
    assert scheduled_tasks(duties.april(12, 19)) == ["모임", "문제 풀이", "팀블로그"]


@pytest.mark.parametrize(
    ("after", "is_named"), [(-MS, True), (timedelta(), False), (MS, False), (HOURS, False)]
)
def test_nobody_is_called_to_a_meeting_that_has_started(after: timedelta, is_named: bool) -> None:
    of, now = busy(), duties.april(12, 20) + after
    assert ("모임" in [each.duty.task.name for each in due(of, now)]) is is_named


def test_a_meeting_alone_asks_nobody_to_hand_in() -> None:
    of, now = busy(), duties.april(12, 15)
    meeting = tuple(each for each in due(of, now) if each.duty.task.name == "모임")
    for code in ("ko", "en"):
        said = str(messages.write_message(replace(of, language=code), meeting, 3, now))
        assert not any(word in said for word in ("제출", "hand in", "Hand", "forms.gle", "Answers"))
    assert said.startswith("Reminder of Week 1\n\nWeek 1 · 모임\nStarts Tue 4/12 20:00:00\n5 hr left")
    assert "Expected at the meeting\n가람\n나래" in said


def test_a_reminder_of_a_named_task_is_another_one_than_that_of_the_week() -> None:
    now = duties.april(12, 21)
    assert [messages.name_reminder(each) for each in due(busy(), now)] == [
        "1 2022-04-13T00:00:00+09:00 before 문제 풀이",
        "1 2022-04-13T00:00:00+09:00 before 팀블로그",
    ]


def test_the_blog_is_named_once_a_week_and_not_beside_a_task_of_whoevers_turn_it_is() -> None:
    two = duties.make_study(TASKS[:3:2], tiers=SETS, members=(duties.GARAM, duties.NARAE))
    now = duties.april(11, 12)
    assert str(messages.write_message(two, due(two, now), 0, now)).count("팀블로그: 가람") == 1
    assert "팀블로그: " not in str(messages.write_message(busy(), due(busy(), now), 0, now))


@settings(max_examples=many(60))
@given(st.data())
def test_of_any_tasks_it_names_exactly_those_who_can_still_do_them(data: st.DataObject) -> None:
    facts = data.draw(task_seasons.seasons())
    of, now = task_seasons.study(facts), data.draw(task_seasons.moments(facts))
    judged = board.judge(of, now)
    found = messages.list_due(of, judged, now)
    named = {(member, each.duty.week, each.duty.task.name) for each in found for member in each.missing}
    quiet = {
        (duty.week, duty.task.name)
        for duty in of.duties
        if weeks.has_ended_within(weeks.DELIVERY, (duty,), of.tiers, now)
    }
    meetings = {task.name for task in of.tasks if task.kind is TaskKind.ATTENDANCE}
    waiting = {
        (row.member, row.week, row.task)
        for row in task_seasons.judge(facts, now)
        if row.status == "open" or (row.status == "overdue" and row.task not in meetings)
    }
    assert named == {each for each in waiting if each[1:] not in quiet}
    assert len({messages.name_reminder(each) for each in found}) == len(found)
    for code in ("ko", "en") if found else ():
        said = str(messages.write_message(replace(of, language=code), found, 0, now))
        assert said.count("\n\n\n") == 0
        assert all(each.duty.task.name in said for each in found if each.duty.task.name)
