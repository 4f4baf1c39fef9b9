"""The reason of each fine in words: deadline, submission, distance, excuse and tier."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from studylib.season import board, reasons
from studylib.season.kinds import TaskKind
from studylib.season.study import Break, ClosedShare, Excuse, Member, Tier
from studylib.season.tasks import Task
from studylib.text.language import Language
from tests.season import seasons
from tests.season.judged import judged
from tests.season.reference import SEOUL, Answer, Season
from tests.season.seasons import MS, NEW_YORK

ENGLISH, KOREAN = Language("en"), Language("ko")
DUE = datetime(2022, 4, 13, tzinfo=SEOUL)
LONG_AFTER = datetime(2022, 12, 31, tzinfo=SEOUL)


def reason(*handed_in: datetime, now: datetime = LONG_AFTER, **facts: Any) -> str:
    """Why the one member's first week was judged as it was."""
    answers = tuple(Answer("가람", 1, at, "https://n.kr/1") for at in handed_in)
    season = replace(Season(week_count=1, answers=answers), **facts)
    (said,) = reasons.explain_fines(*judged(season, now), ENGLISH)
    return str(said)


def test_the_reason_of_an_answer_in_time_tells_by_how_much() -> None:
    at = DUE - timedelta(minutes=2, seconds=47)
    assert reason(at) == "Week 1 · due Tue 4/12 23:59:59 · handed in Tue 4/12 23:57:13 · 2 min 47 sec early"


def test_the_reason_of_an_absence_with_an_answer_tells_of_the_answer() -> None:
    at = DUE + timedelta(days=1, hours=2)
    assert reason(at) == (
        "Week 1 · due Tue 4/12 23:59:59 · handed in Thu 4/14 02:00:00 · 1 day 2 hr late · Absent ₩4,000"
    )


def test_the_reason_before_anything_is_decided_is_the_deadline() -> None:
    assert reason(now=DUE - MS) == "Week 1 · due Tue 4/12 23:59:59"
    assert reason(now=DUE) == "Week 1 · due Tue 4/12 23:59:59 · not handed in"


def test_the_reason_of_a_tier_of_the_group_s_own_has_its_label() -> None:
    tiers = (Tier("하루", 24, 1_000), Tier("이틀", 48, 12_500), Tier("absent", None, 20_000))
    assert reason(DUE + timedelta(hours=24), tiers=tiers).endswith(" · 1 day late · 이틀 ₩12,500")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"excuses": (Excuse(1, "가람", "출장"),)}, "Excused: 출장"),
        ({"excuses": (Excuse(1, "가람"),)}, "Excused"),
        ({"breaks": (Break(DUE.date() - timedelta(1), DUE.date(), "여행", "가람"),)}, "Excused: 여행"),
        (
            {
                "breaks": (Break(date(2022, 4, 1), date(2022, 4, 30), "여행", "가람"),),
                "excuses": (Excuse(1, "가람", "출장"),),
            },
            "Excused: 출장",
        ),
    ],
)
def test_the_reason_of_an_excused_member_is_that_of_the_excuse(facts: dict[str, object], said: str) -> None:
    assert reason(**facts) == f"Week 1 · due Tue 4/12 23:59:59 · {said}"  # type: ignore[arg-type]


def test_a_break_of_the_group_is_no_member_s_reason() -> None:
    exams = (Break(date(2022, 4, 13), date(2022, 4, 20), "시험"),)
    assert "시험" not in reason(breaks=exams)


def test_labels_and_reasons_are_shown_as_they_are_written() -> None:
    odd = "**<b>{week}</b>**"
    assert reason(excuses=(Excuse(1, "가람", odd),)).endswith(f"Excused: {odd}")
    assert reason(tiers=(Tier(odd, None, 100),)).endswith(f"{odd} ₩100")


def test_the_reason_is_in_the_language_asked_for() -> None:
    season = Season(week_count=1)
    (english,), (korean,) = (
        reasons.explain_fines(*judged(season), language) for language in (ENGLISH, KOREAN)
    )
    assert english.count(" · ") == korean.count(" · ") == 3
    assert "4/12 (화) 23:59:59" in korean


def test_reasons_keep_the_index_of_the_rows_asked_about() -> None:
    study, found = judged(Season())
    some = found[found["week"] > 1]
    assert reasons.explain_fines(study, some, ENGLISH).index.tolist() == some.index.tolist()


def test_the_reasons_of_no_rows_are_texts_too() -> None:
    study, found = judged(Season())
    assert reasons.explain_fines(study, found[:0], ENGLISH).dtype == "str"


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [
        (-86_400_000, "1 day early"),
        (-1_001, "1 sec early"),
        (-1_000, "1 sec early"),
        (-999, "less than a second early"),
        (-1, "less than a second early"),
        (0, "less than a second late"),
        (1, "less than a second late"),
        (999, "less than a second late"),
        (1_000, "1 sec late"),
        (1_999, "1 sec late"),
        (59_999, "59 sec late"),
        (60_000, "1 min late"),
        (4_070_000, "1 hr 7 min 50 sec late"),
        (2 * 86_400_000 + 5_000, "2 days 5 sec late"),
        (86_400_000 + 3_661_000, "1 day 1 hr 1 min late"),
    ],
)
def test_the_distance_is_rounded_down_to_the_second(milliseconds: int, said: str) -> None:
    (week,) = seasons.study(Season(week_count=1)).weeks
    assert (
        reasons.describe_distance(week.duties[0], DUE + timedelta(milliseconds=milliseconds), ENGLISH) == said
    )


@pytest.mark.parametrize(
    ("seconds", "english", "korean"),
    [
        (-600, "10 min before the start", "시작 10분 전"),
        (-0.5, "less than a second before the start", "시작 1초 미만 전"),
        (0, "less than a second late", "1초 미만 늦음"),
        (600, "10 min late", "10분 늦음"),
    ],
)
def test_the_distance_of_an_arrival_is_from_the_start_of_its_meeting(
    seconds: float, english: str, korean: str
) -> None:
    meeting = Task("모임", TaskKind.ATTENDANCE)
    duty = replace(seasons.study(Season(week_count=1)).weeks[0].duties[0], task=meeting)
    at = DUE + timedelta(seconds=seconds)
    assert reasons.describe_distance(duty, at, ENGLISH) == english
    assert reasons.describe_distance(duty, at, KOREAN) == korean


def test_the_distance_is_in_real_time_when_the_clocks_go_back() -> None:
    (week,) = seasons.study(Season(starts_on=date(2022, 10, 30), zone=NEW_YORK, week_count=1)).weeks
    noon = datetime(2022, 11, 6, 12, tzinfo=NEW_YORK)
    assert reasons.describe_distance(week.duties[0], noon, ENGLISH) == "13 hr late"


def test_a_reason_is_one_line_in_the_readers_language() -> None:
    def at(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
        return datetime(2022, 4, day, hour, minute, second, tzinfo=SEOUL)

    season = Season(
        week_count=1,
        members=tuple(map(Member, ["제때", "늦게", "아예", "안냄", "출장", "여행"])),
        breaks=(Break(date(2022, 4, 12), date(2022, 4, 14), "제주", "여행"),),
        excuses=(Excuse(1, "출장", "예비군"),),
        answers=(
            Answer("제때", 1, at(12, 23, 57, 13), "https://n.kr/1"),
            Answer("늦게", 1, at(13, 1, 7, 50), "https://n.kr/2"),
            Answer("아예", 1, at(14, 12), "https://n.kr/3"),
        ),
    )
    study = seasons.study(season)
    rows = board.judge(study, at(30))
    assert reasons.explain_fines(study, rows, KOREAN).tolist() == [
        "1주차 · 마감 4/12 (화) 23:59:59 · 제출 4/12 (화) 23:57:13 · 마감 2분 47초 전",
        "1주차 · 마감 4/12 (화) 23:59:59 · 제출 4/13 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원",
        "1주차 · 마감 4/12 (화) 23:59:59 · 제출 4/14 (목) 12:00:00 · 1일 12시간 늦음 · 결석 4,000원",
        "1주차 · 마감 4/12 (화) 23:59:59 · 제출 없음 · 결석 4,000원",
        "1주차 · 마감 4/12 (화) 23:59:59 · 면제: 예비군",
        "1주차 · 마감 4/12 (화) 23:59:59 · 면제: 제주",
    ]
    assert reasons.explain_fines(study, rows, ENGLISH).tolist() == [
        "Week 1 · due Tue 4/12 23:59:59 · handed in Tue 4/12 23:57:13 · 2 min 47 sec early",
        "Week 1 · due Tue 4/12 23:59:59 · handed in Wed 4/13 01:07:50 · 1 hr 7 min 50 sec late · Late ₩3,000",
        "Week 1 · due Tue 4/12 23:59:59 · handed in Thu 4/14 12:00:00 · 1 day 12 hr late · Absent ₩4,000",
        "Week 1 · due Tue 4/12 23:59:59 · not handed in · Absent ₩4,000",
        "Week 1 · due Tue 4/12 23:59:59 · Excused: 예비군",
        "Week 1 · due Tue 4/12 23:59:59 · Excused: 제주",
    ]


@pytest.mark.parametrize(
    ("after", "said"),
    [(0, "less than a second late · Late"), (12, "12 hr late · Absent ₩1")],
)
def test_a_tier_that_costs_nothing_is_named_without_an_amount(after: int, said: str) -> None:
    tiers = (Tier("late", 12, 0), Tier("absent", None, 1))
    assert reason(DUE + timedelta(hours=after), tiers=tiers).split(" · ", 3)[3] == said


def test_each_personal_break_gives_its_own_reason() -> None:
    def off(first: date, last: date, why: str, member: str) -> Break:
        return Break(first, last, why, member)

    season = Season(
        week_count=3,
        members=(Member("가람"), Member("나래"), Member("다온")),
        breaks=(
            off(date(2022, 4, 6), date(2022, 4, 6), "여행", "가람"),
            off(date(2022, 4, 26), date(2022, 4, 27), "예비군", "가람"),
            off(date(2022, 4, 12), date(2022, 4, 12), "출장", "나래"),
            off(date(2022, 4, 13), date(2022, 4, 13), "이사", "나래"),
        ),
    )
    said = [each.rsplit(" · ", 1)[1] for each in reasons.explain_fines(*judged(season), ENGLISH)]
    assert said == [
        *("Excused: 여행", "Absent ₩4,000", "Excused: 예비군"),
        *("Excused: 출장", "Excused: 이사", "Absent ₩4,000"),
        *("Absent ₩4,000", "Absent ₩4,000", "Absent ₩4,000"),
    ]


def test_of_two_personal_breaks_in_one_week_the_later_row_gives_the_reason() -> None:
    days = date(2022, 4, 6), date(2022, 4, 8)
    breaks = (Break(*days, "여행", "가람"), Break(*days, "병가", "가람"))
    assert reason(breaks=breaks).endswith(" · Excused: 병가")


@pytest.mark.parametrize(("extended", "said"), [(12, "Absent ₩4,000"), (13, "Excused: 여행")])
def test_an_earlier_week_that_is_extended_into_a_break_is_excused(extended: int, said: str) -> None:
    """The break begins on the day after week 1. Its last day in time is the one before the new deadline."""
    season = Season(
        week_count=1,
        breaks=(Break(date(2022, 4, 13), date(2022, 4, 14), "여행", "가람"),),
        extensions={1: datetime(2022, 4, extended, 23, tzinfo=SEOUL)},
    )
    (found,) = reasons.explain_fines(*judged(season), ENGLISH)
    assert found.endswith(f" · {said}")


def test_an_excuse_without_a_reason_takes_none_from_a_break_of_another_week_or_of_the_group() -> None:
    """The first week is moved into the group's break, which overlaps its days from then on."""
    season = Season(
        week_count=2,
        members=(Member("가람"), Member("나래")),
        breaks=(
            Break(date(2022, 4, 13), date(2022, 4, 19), "시험"),
            Break(date(2022, 4, 21), date(2022, 4, 22), "여행", "가람"),
            Break(date(2022, 4, 21), date(2022, 4, 22), "이사", "나래"),
        ),
        excuses=(Excuse(1, "가람"), Excuse(1, "나래", "예비군")),
        extensions={1: datetime(2022, 4, 15, tzinfo=SEOUL)},
    )
    said = [each.partition("Excused")[2] for each in reasons.explain_fines(*judged(season), ENGLISH)]
    assert said == ["", ": 여행", ": 예비군", ": 이사"]


# ---- closed months ----

CLOSED = ClosedShare("2022-04", "가람", 500, 0, 500, datetime(2022, 5, 1, 9, tzinfo=SEOUL), (1,), ((1, 500),))


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        (CLOSED, "Absent · closed with ₩500 on Sun 5/1 09:00:00"),
        (replace(CLOSED, closed_at=None), "Absent · closed with ₩500"),
        (
            replace(CLOSED, week_fines=()),
            "Absent · closed with ₩500 on Sun 5/1 09:00:00 · a part of ₩500 for April 2022, whose single weeks are not "
            "recorded",
        ),
        (replace(CLOSED, fine=0, week_fines=()), "Absent · closed with ₩0 on Sun 5/1 09:00:00"),
        (replace(CLOSED, member="나래"), "Absent · closed with ₩0 on Sun 5/1 09:00:00"),
        (replace(CLOSED, fine=4_000, week_fines=((1, 4_000),)), "Absent ₩4,000"),
    ],
)
def test_a_row_that_was_closed_with_another_fine_says_so_and_not_what_the_rules_give(
    closed: ClosedShare, said: str
) -> None:
    study = replace(seasons.study(Season(week_count=1)), settlements=(closed,))
    (found,) = reasons.explain_fines(study, board.judge(study, LONG_AFTER), ENGLISH)
    assert found == f"Week 1 · due Tue 4/12 23:59:59 · not handed in · {said}"


def test_a_row_in_time_that_was_closed_with_a_fine_says_so_too() -> None:
    season = Season(week_count=1, answers=(Answer("가람", 1, DUE - MS, "https://n.kr/"),))
    study = replace(seasons.study(season), settlements=(CLOSED,))
    (found,) = reasons.explain_fines(study, board.judge(study, LONG_AFTER), KOREAN)
    assert found.endswith(" · 정산 완료 500원 (5/1 (일) 09:00:00)")


@pytest.mark.parametrize("odd", ["שלום", "\u2067שלום", "\u202eשלום\u200f"])
def test_a_right_to_left_label_or_reason_turns_no_part_of_the_line(odd: str) -> None:
    kept = "\u2068שלום\u2069"
    tiers = (Tier(odd, 24, 1_000), Tier("absent", None, 20_000))
    assert reason(DUE, tiers=tiers).endswith(f" · {kept} ₩1,000")
    assert reason(excuses=(Excuse(1, "가람", odd),)).endswith(f"Excused: {kept}")
