"""The events of a season: deadlines, cut-offs, turns and breaks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings

from studylib.calendar import events as calendar_events
from studylib.calendar import ics
from studylib.season import weeks
from studylib.season.kinds import Limit, TaskKind
from studylib.season.study import DEFAULT_TIERS, FormLink, Member, Study, Tier
from studylib.season.tasks import Due, Task
from studylib.text.language import Language
from tests.calendar.calendars import GROUP, events
from tests.examples import many
from tests.season import duties, task_seasons
from tests.season.reference import SEOUL, Season
from tests.season.reference_tasks import Facts
from tests.season.seasons import NEW_YORK, seasons, study

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
ENGLISH, KOREAN = Language("en"), Language("ko")


def test_a_season_is_written_as_its_deadlines_cut_offs_turns_and_breaks() -> None:
    found = [
        (str(each["summary"]), str(each["dtstart"].to_ical(), "ascii"), str(each["dtend"].to_ical(), "ascii"))
        for each in events(study(GROUP)).values()
    ]
    assert found == [
        ("Due: Week 1", "20220412T230000", "20220413T000000"),
        ("Week 1: Late ends, then Absent", "20220413T110000", "20220413T120000"),
        ("Team blog: 가람", "20220406", "20220413"),
        ("Due: Week 2", "20220503T230000", "20220504T000000"),
        ("Week 2: Late ends, then Absent", "20220504T110000", "20220504T120000"),
        ("Team blog: 나래", "20220427", "20220504"),
        ("Break: 시험", "20220413", "20220427"),
    ]


def test_only_the_deadline_has_an_alarm_three_hours_before_it() -> None:
    alarms = {str(each["summary"]): each.walk("VALARM") for each in events(study(GROUP)).values()}
    assert [title for title, found in alarms.items() if found] == ["Due: Week 1", "Due: Week 2"]
    (alarm,) = alarms["Due: Week 1"]
    assert alarm["trigger"].dt == -timedelta(hours=3)
    assert alarm["trigger"].params["RELATED"] == "END"


def test_personal_breaks_and_addresses_are_left_out() -> None:
    text = ics.write_calendar(study(GROUP), ENGLISH, NOW).decode()
    assert "시험" in text
    assert "입원" not in text
    assert "garam@" not in text


@given(seasons())
def test_a_deadline_ends_at_its_due_second(facts: Season) -> None:
    of = study(facts)
    written = events(of)
    for week in of.weeks:
        ends = written[ics.make_uid(of, f"due {week.number}")]["dtend"].dt
        assert weeks.to_milliseconds(ends) // 1000 == weeks.to_milliseconds(week.due_at) // 1000


def test_a_tier_until_noon_ends_at_noon_on_a_day_on_which_the_clocks_change() -> None:
    """In autumn 13 real hours end at noon, too, so no event tells of that tier."""
    tiers = (Tier("noon", 12, 1, Limit.CLOCK), Tier("13 h", 13, 2), Tier("absent", None, 3))
    found = [
        (str(each["summary"]), each["dtend"].dt.replace(tzinfo=None))
        for starts_on in (date(2022, 3, 6), date(2022, 10, 30))
        for each in events(
            study(Season(starts_on=starts_on, zone=NEW_YORK, tiers=tiers, week_count=1))
        ).values()
        if "ends" in each["summary"]
    ]
    assert found == [
        ("Week 1: noon ends, then 13 h", datetime(2022, 3, 13, 12)),
        ("Week 1: 13 h ends, then Absent", datetime(2022, 3, 13, 14)),
        ("Week 1: noon ends, then Absent", datetime(2022, 11, 6, 12)),
    ]


def test_a_link_that_shows_another_host_than_its_own_is_passed_over() -> None:
    found = calendar_events._find_link(["https://google.com@x.kr/a", "https://x.kr/b"])
    assert found == "https://x.kr/b"


# ---- several tasks a week ----

HOUR = timedelta(hours=1)
TASKS = (
    Task("과제", due=Due(22 * HOUR, weekday=0)),
    Task("모임", kind=TaskKind.ATTENDANCE, due=Due(20 * HOUR, weekday=1), tiers="모임표"),
    Task("문제 풀이", count=5, cap=8_000),
    Task("발제", of_turn=True),
)
SETS = (
    *DEFAULT_TIERS,
    Tier("지각", 0.25, 1_000, set="모임표", per=timedelta(minutes=10)),
    Tier("결석", None, 10_000, set="모임표"),
)


def busy(tasks: Sequence[Task] = TASKS) -> Study:
    return duties.make_study(tasks, tiers=SETS, members=(duties.GARAM, duties.NARAE))


def kinds(of: Study) -> list[str]:
    return [each.kind for each in calendar_events.list_events(of, KOREAN)]


def test_each_task_of_a_week_has_a_deadline_and_cut_offs_of_its_own() -> None:
    written = [
        (str(each["summary"]), each["dtstart"].dt.replace(tzinfo=None), each["dtend"].dt.replace(tzinfo=None))
        for each in events(busy(), KOREAN).values()
        if isinstance(each["dtstart"].dt, datetime)
    ]
    assert written == [
        ("마감: 1주차 · 과제", datetime(2022, 4, 11, 21), datetime(2022, 4, 11, 22)),
        ("1주차 · 과제: 지각 끝, 그 뒤로 결석", datetime(2022, 4, 12, 9), datetime(2022, 4, 12, 10)),
        ("1주차 · 모임", datetime(2022, 4, 12, 20), datetime(2022, 4, 12, 21)),
        ("마감: 1주차 · 문제 풀이", datetime(2022, 4, 12, 23), datetime(2022, 4, 13)),
        ("1주차 · 문제 풀이: 지각 끝, 그 뒤로 결석", datetime(2022, 4, 13, 11), datetime(2022, 4, 13, 12)),
        ("마감: 1주차 · 발제", datetime(2022, 4, 12, 23), datetime(2022, 4, 13)),
        ("1주차 · 발제: 지각 끝, 그 뒤로 결석", datetime(2022, 4, 13, 11), datetime(2022, 4, 13, 12)),
    ]


def test_a_meeting_starts_and_asks_nobody_to_hand_in() -> None:
    of = replace(busy(), form=FormLink("https://forms.gle/x"))
    (meeting,) = (each for each in calendar_events.list_events(of, KOREAN) if "모임" in each.kind)
    assert meeting.lines == (
        "시작 4/12 (화) 20:00:00",
        "지각: 시작 후 15분까지 10분당 1,000원",
        "결석: 그 뒤로 10,000원",
    )
    assert meeting.alarm


def test_a_deadline_tells_the_count_the_cap_and_whose_turn_it_is() -> None:
    found = {each.kind: each.lines for each in calendar_events.list_events(busy(), KOREAN)}
    assert found["due 1 문제 풀이"] == (
        "마감 4/12 (화) 23:59:59",
        "링크 5개",
        "지각: 마감 후 12시간까지 3,000원",
        "결석: 그 뒤로 4,000원",
        "상한 8,000원",
    )
    assert "대상: 가람" in found["due 1 발제"]
    named = busy([Task("과제", members=("나래", "가람"))])
    assert "대상: 나래, 가람" in next(calendar_events.list_events(named, KOREAN)).lines


def test_without_tasks_the_kinds_of_the_events_are_those_of_ever() -> None:
    assert kinds(duties.make_study(members=(duties.GARAM,))) == ["due 1", "late 1 1", "turn 1"]


def test_a_rule_that_changes_at_a_week_leaves_the_kinds_of_its_cut_offs() -> None:
    later = (Tier("late", 24, 5_000, from_week=2), Tier("absent", None, 6_000, from_week=2))
    of = duties.make_study(tiers=(*DEFAULT_TIERS, *later), week_count=2)
    assert kinds(of) == ["due 1", "late 1 1", "turn 1", "due 2", "late 2 1", "turn 2"]
    assert kinds(of) == kinds(duties.make_study(week_count=2))


def test_a_renamed_task_is_another_event_and_one_that_is_written_otherwise_is_not() -> None:
    def uids(name: str) -> list[str]:
        of = busy([Task(name)])
        return [ics.make_uid(of, kind) for kind in kinds(of) if not kind.startswith("turn")]

    assert uids("Read  Paper") == uids("read paper")
    assert set(uids("논문")).isdisjoint(uids("논문 읽기"))
    assert len({ics.make_uid(busy(), kind) for kind in kinds(busy())}) == len(kinds(busy()))


def test_a_task_of_some_weeks_has_no_event_in_the_others() -> None:
    of = duties.make_study([Task("과제", to_week=1)], week_count=2, members=(Member("가람"),))
    assert kinds(of) == ["due 1 과제", "late 1 1 과제"]


@settings(max_examples=many(40))
@given(task_seasons.seasons())
def test_each_event_of_any_tasks_has_a_uid_of_its_own_and_ends_or_starts_when_it_is_due(facts: Facts) -> None:
    of = task_seasons.study(facts)
    found = {each.kind: each for each in calendar_events.list_events(of, KOREAN)}
    assert len(found) == len(list(calendar_events.list_events(of, KOREAN)))
    for duty in of.duties:
        name = f"due {duty.week}" if duty.task.name is None else f"due {duty.week} {duty.task.name}"
        is_meeting = duty.task.kind is TaskKind.ATTENDANCE
        assert (found[name].begins if is_meeting else found[name].ends) == duty.due_at
    assert len(events(of)) == len(found)
