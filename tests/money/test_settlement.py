"""The settlement: golden months as text, what holds for every month, and closing, which fixes a month for good."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from textwrap import dedent

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studylib.money import closing, settlement, transfers, what_if
from studylib.money.closing import ClosingError
from studylib.money.settlement import Participant, Settlement
from studylib.money.transfers import Transfer
from studylib.season import board
from studylib.season.study import Break, ClosedShare, Excuse, Member, Pot, Problem, Study, Tier
from studylib.text.message import sentence
from studylib.workbook import entries, reader
from studylib.workbook.cells import Tab, Workbook
from tests.season import reference, seasons
from tests.season.reference import SEOUL, Answer, Season
from tests.season.seasons import MS, tab

LONG_AFTER = datetime(2023, 12, 31, tzinfo=SEOUL)
STARTS_ON = date(2022, 4, 6)


def settled(study: Study, now: datetime = LONG_AFTER) -> tuple[Settlement, ...]:
    return settlement.settle(study, board.judge(study, now), now)


# ---- golden months ----


def group(table: str) -> Season:
    """The season of a table: a column is a calendar week from 2022-04-06, a row a member.

    제: on time, 지: late (3,000원), 결: absent (4,000원), 면: excused and not handed in, ·: not a member in that week;
    the column of a break has 휴. The first line says in which month each week is due; it is only checked.
    """
    head, *rows = [line.split() for line in dedent(table).strip().splitlines()]
    off = [column for column, mark in enumerate(rows[0][1:]) if mark == "휴"]
    weeks = [column for column in range(len(head)) if column not in off]
    members, answers, excuses = [], [], []
    for name, *marks in rows:
        there = [column for column in weeks if marks[column] != "·"]
        joined, left = opens_on(there[0]), opens_on(there[-1] + 1)
        members.append(Member(name, joined_on=joined, left_on=left if there[-1] != weeks[-1] else None))
        for number, column in enumerate(weeks, start=1):
            due_at = datetime.combine(opens_on(column + 1), datetime.min.time(), SEOUL)
            if marks[column] in "제지":
                at = due_at + timedelta(hours=-1 if marks[column] == "제" else 1)
                answers.append(Answer(name, number, at, "https://n.kr/"))
            if marks[column] == "면":
                excuses.append(Excuse(number, name))
    season = Season(
        starts_on=STARTS_ON,
        week_count=len(weeks),
        members=tuple(members),
        breaks=tuple(Break(opens_on(column), opens_on(column + 1) - timedelta(1)) for column in off),
        excuses=tuple(excuses),
        answers=tuple(answers),
    )
    months = [f"{reference.last_day(season, number).month}월" for number in range(1, len(weeks) + 1)]
    assert [head[column] for column in weeks] == months, "the first line of the table is wrong"
    return season


def opens_on(column: int) -> date:
    return STARTS_ON + timedelta(weeks=column)


def told(chain: Sequence[Settlement]) -> str:
    """The months as a person writes them down."""
    lines = []
    for each in chain:
        lines.append(
            f"{int(each.month[5:])}월: 벌금 {each.fines:,} + 이월 {each.carried_in:,} = {each.pot:,}, "
            f"다음 달로 {each.carried_out:,}"
        )
        lines += [
            f"  {one.member}: 벌금 {one.fine:,}, 분배 {one.share:,}, 합계 {one.net:+,}{', 꼴찌' * one.last_place}"
            for one in each.participants
        ]
    return "\n".join(lines)


GOLDEN = {
    "벌금이 가장 많은 꼴찌를 빼고 똑같이 나눈다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월  4월
        가람   결   결   제
        나래   제   제   제
        다온   지   제   결
        """,
        """
        4월: 벌금 15,000 + 이월 0 = 15,000, 다음 달로 0
          가람: 벌금 8,000, 분배 0, 합계 -8,000, 꼴찌
          나래: 벌금 0, 분배 7,500, 합계 +7,500
          다온: 벌금 7,000, 분배 7,500, 합계 +500
        """,
    ),
    "나누고 남은 돈은 다음 달로 넘어간다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월  4월  5월
        가람   결   제   제   결
        나래   제   제   제   제
        다온   제   제   제   제
        라온   제   제   제   제
        """,
        """
        4월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 1
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 0, 분배 1,333, 합계 +1,333
          다온: 벌금 0, 분배 1,333, 합계 +1,333
          라온: 벌금 0, 분배 1,333, 합계 +1,333
        5월: 벌금 4,000 + 이월 1 = 4,001, 다음 달로 2
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 0, 분배 1,333, 합계 +1,333
          다온: 벌금 0, 분배 1,333, 합계 +1,333
          라온: 벌금 0, 분배 1,333, 합계 +1,333
        """,
    ),
    "벌금이 똑같이 가장 많으면 모두 꼴찌다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월
        가람   결   지
        나래   지   결
        다온   제   지
        """,
        """
        4월: 벌금 17,000 + 이월 0 = 17,000, 다음 달로 0
          가람: 벌금 7,000, 분배 0, 합계 -7,000, 꼴찌
          나래: 벌금 7,000, 분배 0, 합계 -7,000, 꼴찌
          다온: 벌금 3,000, 분배 17,000, 합계 +14,000
        """,
    ),
    "모두의 벌금이 같으면 꼴찌는 없다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월
        가람   결
        나래   결
        다온   결
        """,
        """
        4월: 벌금 12,000 + 이월 0 = 12,000, 다음 달로 0
          가람: 벌금 4,000, 분배 4,000, 합계 +0
          나래: 벌금 4,000, 분배 4,000, 합계 +0
          다온: 벌금 4,000, 분배 4,000, 합계 +0
        """,
    ),
    "혼자인 사람은 꼴찌가 아니다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월
        가람   결
        """,
        """
        4월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 0
          가람: 벌금 4,000, 분배 4,000, 합계 +0
        """,
    ),
    "벌금이 없으면 아무도 꼴찌가 아니고 나눌 것도 없다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월
        가람   제   제
        나래   제   면
        """,
        """
        4월: 벌금 0 + 이월 0 = 0, 다음 달로 0
          가람: 벌금 0, 분배 0, 합계 +0
          나래: 벌금 0, 분배 0, 합계 +0
        """,
    ),
    "벌금이 없는 달에도 넘어온 돈은 나눈다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월  4월  5월
        가람   지   제   제   제
        나래   결   제   제   ·
        다온   제   제   제   제
        라온   제   제   제   제
        """,
        """
        4월: 벌금 7,000 + 이월 0 = 7,000, 다음 달로 1
          가람: 벌금 3,000, 분배 2,333, 합계 -667
          나래: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          다온: 벌금 0, 분배 2,333, 합계 +2,333
          라온: 벌금 0, 분배 2,333, 합계 +2,333
        5월: 벌금 0 + 이월 1 = 1, 다음 달로 1
          가람: 벌금 0, 분배 0, 합계 +0
          다온: 벌금 0, 분배 0, 합계 +0
          라온: 벌금 0, 분배 0, 합계 +0
        """,
    ),
    "면제된 사람도 나눠 받는다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월  4월
        가람   결   제   제
        나래   면   면   면
        다온   제   제   제
        """,
        """
        4월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 0
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 0, 분배 2,000, 합계 +2,000
          다온: 벌금 0, 분배 2,000, 합계 +2,000
        """,
    ),
    "그달에 한 주도 없던 사람은 나눠 받지 않는다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월  4월  5월
        가람   결   제   제   ·
        나래   제   제   제   결
        다온   ·   ·   ·   제
        라온   ·   ·   제   제
        """,
        """
        4월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 0
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 0, 분배 2,000, 합계 +2,000
          라온: 벌금 0, 분배 2,000, 합계 +2,000
        5월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 0
          나래: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          다온: 벌금 0, 분배 2,000, 합계 +2,000
          라온: 벌금 0, 분배 2,000, 합계 +2,000
        """,
    ),
    "쉬는 달은 넘어온 돈을 그대로 넘긴다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월  4월  5월  5월  5월  5월  5월  6월
        가람   결   제   제   휴   휴   휴   휴   휴   제
        나래   지   제   제   휴   휴   휴   휴   휴   지
        다온   제   제   제   휴   휴   휴   휴   휴   제
        라온   제   제   제   휴   휴   휴   휴   휴   제
        """,
        """
        4월: 벌금 7,000 + 이월 0 = 7,000, 다음 달로 1
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 3,000, 분배 2,333, 합계 -667
          다온: 벌금 0, 분배 2,333, 합계 +2,333
          라온: 벌금 0, 분배 2,333, 합계 +2,333
        5월: 벌금 0 + 이월 1 = 1, 다음 달로 1
        6월: 벌금 3,000 + 이월 1 = 3,001, 다음 달로 1
          가람: 벌금 0, 분배 1,000, 합계 +1,000
          나래: 벌금 3,000, 분배 0, 합계 -3,000, 꼴찌
          다온: 벌금 0, 분배 1,000, 합계 +1,000
          라온: 벌금 0, 분배 1,000, 합계 +1,000
        """,
    ),
    "6월 1일 0시 마감은 5월 벌금이다": (
        Pot.EQUAL_EXCEPT_LAST,
        """
              4월  4월  4월  5월  5월  5월  5월  5월
        가람   제   제   제   제   제   제   제   결
        나래   제   제   제   제   제   제   제   제
        """,
        """
        4월: 벌금 0 + 이월 0 = 0, 다음 달로 0
          가람: 벌금 0, 분배 0, 합계 +0
          나래: 벌금 0, 분배 0, 합계 +0
        5월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 0
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 0, 분배 4,000, 합계 +4,000
        """,
    ),
    "1/n: 꼴찌도 똑같이 받는다": (
        Pot.EQUAL,
        """
              4월
        가람   결
        나래   지
        다온   제
        """,
        """
        4월: 벌금 7,000 + 이월 0 = 7,000, 다음 달로 1
          가람: 벌금 4,000, 분배 2,333, 합계 -1,667, 꼴찌
          나래: 벌금 3,000, 분배 2,333, 합계 -667
          다온: 벌금 0, 분배 2,333, 합계 +2,333
        """,
    ),
    "무벌금 1/n: 벌금이 없는 사람만 받는다": (
        Pot.FAULTLESS,
        """
              4월
        가람   결
        나래   지
        다온   제
        라온   면
        """,
        """
        4월: 벌금 7,000 + 이월 0 = 7,000, 다음 달로 0
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 3,000, 분배 0, 합계 -3,000
          다온: 벌금 0, 분배 3,500, 합계 +3,500
          라온: 벌금 0, 분배 3,500, 합계 +3,500
        """,
    ),
    "무벌금 1/n: 벌금 없는 사람이 없으면 모두 넘어간다": (
        Pot.FAULTLESS,
        """
              4월  4월  4월  5월
        가람   결   제   제   제
        나래   지   제   제   지
        """,
        """
        4월: 벌금 7,000 + 이월 0 = 7,000, 다음 달로 7,000
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 3,000, 분배 0, 합계 -3,000
        5월: 벌금 3,000 + 이월 7,000 = 10,000, 다음 달로 0
          가람: 벌금 0, 분배 10,000, 합계 +10,000
          나래: 벌금 3,000, 분배 0, 합계 -3,000, 꼴찌
        """,
    ),
    "적립: 아무도 받지 않고 쌓인다": (
        Pot.KEEP,
        """
              4월  4월  4월  5월
        가람   결   제   제   제
        나래   제   제   제   지
        """,
        """
        4월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 4,000
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 0, 분배 0, 합계 +0
        5월: 벌금 3,000 + 이월 4,000 = 7,000, 다음 달로 7,000
          가람: 벌금 0, 분배 0, 합계 +0
          나래: 벌금 3,000, 분배 0, 합계 -3,000, 꼴찌
        """,
    ),
}


@pytest.mark.parametrize(("use", "table", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_a_month_is_settled_as_the_rule_says(use: Pot, table: str, expected: str) -> None:
    study = replace(seasons.study(group(table)), pot=use)
    assert told(settled(study)) == dedent(expected).strip()


ORIGIN = """
      4월  4월  4월  5월  5월  5월  5월  5월  6월  6월  6월  6월
가람   결   휴   휴   결   결   결   결   결   결   결   결   결
나래   결   휴   휴   결   결   결   결   결   결   결   결   결
다온   제   휴   휴   제   제   제   제   결   결   결   결   결
라온   결   휴   휴   결   결   결   결   결   결   결   결   결
마루   결   휴   휴   결   결   결   결   결   결   결   결   결
"""
"""The season of the first group, 2022-04-06 and five members, as origin/README.md tells it; names are invented."""


def test_the_months_of_the_first_group_are_settled_as_told() -> None:
    chain = settled(seasons.study(group(ORIGIN)), datetime(2022, 6, 1, 12, tzinfo=SEOUL))
    expected = """
        4월: 벌금 16,000 + 이월 0 = 16,000, 다음 달로 0
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          다온: 벌금 0, 분배 16,000, 합계 +16,000
          라온: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          마루: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
        5월: 벌금 84,000 + 이월 0 = 84,000, 다음 달로 0
          가람: 벌금 20,000, 분배 0, 합계 -20,000, 꼴찌
          나래: 벌금 20,000, 분배 0, 합계 -20,000, 꼴찌
          다온: 벌금 4,000, 분배 84,000, 합계 +80,000
          라온: 벌금 20,000, 분배 0, 합계 -20,000, 꼴찌
          마루: 벌금 20,000, 분배 0, 합계 -20,000, 꼴찌
        """
    assert told(chain[:2]) == dedent(expected).strip()
    assert [(each.month, each.final, each.pot) for each in chain] == [
        ("2022-04", True, 16_000),
        ("2022-05", True, 84_000),
        ("2022-06", False, 0),
    ]


# ---- final and provisional, and which months there are ----

ONE_EACH = """
      4월  4월  4월  5월
가람   결   제   제   제
나래   제   제   제   결
"""


@pytest.mark.parametrize(("nudge", "final"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_month_is_final_from_when_its_last_week_closes(nudge: timedelta, final: bool) -> None:
    closes_at = datetime(2022, 4, 27, 12, tzinfo=SEOUL)
    (april, _) = settled(seasons.study(group(ONE_EACH)), closes_at + nudge)
    assert (april.final_at, april.final, april.pot) == (closes_at, final, 4_000)


@pytest.mark.parametrize(("nudge", "months"), [(-MS, 1), (timedelta(0), 2), (MS, 2)])
def test_a_month_is_there_from_when_its_first_week_opens(nudge: timedelta, months: int) -> None:
    opens_at = datetime(2022, 4, 27, tzinfo=SEOUL)
    assert len(settled(seasons.study(group(ONE_EACH)), opens_at + nudge)) == months


def test_before_the_season_there_are_no_months_and_without_weeks_neither() -> None:
    before = datetime(2022, 4, 6, tzinfo=SEOUL) - MS
    assert settled(seasons.study(group(ONE_EACH)), before) == ()
    assert settled(seasons.study(Season(week_count=0))) == ()


def test_a_season_without_members_has_months_in_which_nobody_takes_part() -> None:
    (april,) = settled(seasons.study(Season(members=())))
    assert (april.participants, april.pot, april.carried_out, april.final) == ((), 0, 0, True)
    assert (april.share, april.last_place, transfers.list_transfers(april)) == (0, (), ())


def test_a_month_without_weeks_is_final_when_the_one_before_it_is() -> None:
    """With a tier that lasts seven weeks, April closes in the middle of June."""
    table = GOLDEN["쉬는 달은 넘어온 돈을 그대로 넘긴다"][1]
    tiers = (Tier("late", 7 * 7 * 24, 3_000), Tier("absent", None, 4_000))
    study = seasons.study(replace(group(table), tiers=tiers))
    april, may, june = settled(study, datetime(2022, 6, 8, tzinfo=SEOUL))
    assert (april.final, may.final, june.final, may.final_at) == (False, False, False, None)
    april, may, june = settled(study, april.final_at or LONG_AFTER)
    assert (april.final, may.final, june.final) == (True, True, False)


def test_an_extension_into_another_month_takes_the_fine_with_it() -> None:
    season = replace(group(ONE_EACH), extensions={3: datetime(2022, 6, 3, 18, tzinfo=SEOUL)})
    study = seasons.study(season)
    assert [each.month for each in settled(study)] == ["2022-04", "2022-05", "2022-06"]
    assert [each.month for each in settled(study, datetime(2022, 4, 19, tzinfo=SEOUL))] == ["2022-04"]


def test_the_months_begin_with_the_first_of_the_season_also_while_only_a_later_one_has_begun() -> None:
    season = replace(group(ONE_EACH), extensions={1: datetime(2022, 6, 3, 18, tzinfo=SEOUL)})
    chain = settled(seasons.study(season), datetime(2022, 4, 7, tzinfo=SEOUL))
    assert [(each.month, each.final) for each in chain] == [
        ("2022-04", False),
        ("2022-05", False),
        ("2022-06", False),
    ]


# ---- the invariants of every month ----


@st.composite
def studies(draw: st.DrawFn) -> tuple[Season, Study, datetime]:
    """A season, its study with some use of the pot, and a moment."""
    season = draw(seasons.seasons())
    study = replace(seasons.study(season), pot=draw(st.sampled_from(Pot)))
    return season, study, draw(seasons.moments(season) | st.just(LONG_AFTER))


@settings(max_examples=200)
@given(studies())
def test_every_month_is_settled_as_the_slow_reference_does_it(drawn: tuple[Season, Study, datetime]) -> None:
    season, study, now = drawn
    found = [
        reference.Settled(
            each.month,
            each.final,
            each.carried_in,
            each.pot,
            each.carried_out,
            tuple((one.member, one.fine, one.share, one.last_place) for one in each.participants),
        )
        for each in settled(study, now)
    ]
    assert found == reference.settle(season, now, study.pot.value)


@settings(max_examples=150)
@given(studies())
def test_no_won_is_lost(drawn: tuple[Season, Study, datetime]) -> None:
    _, study, now = drawn
    judged = board.judge(study, now)
    chain = settlement.settle(study, judged, now)
    carried = 0
    for each in chain:
        assert each.carried_in == carried
        assert sum(one.share for one in each.participants) + each.carried_out == each.pot
        assert {one.share for one in each.participants} <= {0, each.share}
        assert each.carried_out >= 0
        carried = each.carried_out
    assert sum(one.net for each in chain for one in each.participants) == -carried
    assert sum(each.fines for each in chain) == judged["fine"].sum()


@settings(max_examples=60)
@given(st.data())
def test_the_order_of_the_answers_changes_nothing(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    now = data.draw(seasons.moments(season))
    chains = []
    for answers in (season.answers, data.draw(st.permutations(season.answers))):
        study, _ = reader.read(seasons.season_book(replace(season, answers=tuple(answers))))
        chains.append(settled(study, now))
    assert chains[0] == chains[1]


# ---- transfers ----


def month(*nets: int, carried_in: int = 0) -> Settlement:
    """A month in which members 0, 1, 2 … come to these nets; what is over is carried out."""
    participants = tuple(
        Participant(str(place), max(0, -net), max(0, net), False) for place, net in enumerate(nets)
    )
    return Settlement(
        month="2022-04",
        final=True,
        closed=False,
        final_at=None,
        use=Pot.EQUAL,
        carried_in=carried_in,
        participants=participants,
        carried_out=carried_in - sum(nets),
    )


@pytest.mark.parametrize(
    ("nets", "carried_in", "sent"),
    [
        ((0, 0), 0, []),
        ((-4_000, 4_000), 0, [("0", "1", 4_000)]),
        ((-1, -3, 2, 2), 0, [("1", "2", 2), ("1", "3", 1), ("0", "3", 1)]),
        ((-2, -2, -2, 6), 0, [("0", "3", 2), ("1", "3", 2), ("2", "3", 2)]),
        (
            (-4_000, 1_333, 1_333, 1_333),
            0,
            [("0", "1", 1_333), ("0", "2", 1_333), ("0", "3", 1_333), ("0", None, 1)],
        ),
        ((5_000, 5_000), 10_000, [(None, "0", 5_000), (None, "1", 5_000)]),
        ((-4_000, 0), 0, [("0", None, 4_000)]),
        ((-4_000, 0), 7_000, [("0", None, 4_000)]),
        ((-5, 3), 0, [("0", "1", 3), ("0", None, 2)]),
        ((-5, 3), 2, [("0", "1", 3), ("0", None, 2)]),
        ((-2, 3), 1, [("0", "1", 2), (None, "1", 1)]),
        ((-4, 2), 0, [("0", "1", 2), ("0", None, 2)]),
    ],
)
def test_the_largest_debt_goes_to_the_largest_credit_ties_in_roster_order_and_the_kitty_last(
    nets: tuple[int, ...], carried_in: int, sent: list[tuple[str | None, str | None, int]]
) -> None:
    assert transfers.list_transfers(month(*nets, carried_in=carried_in)) == tuple(
        Transfer(*each) for each in sent
    )


@settings(max_examples=200)
@given(st.lists(st.integers(-9, 9) | st.integers(-100_000, 100_000), max_size=8), st.integers(0, 100_000))
def test_transfers_bring_every_net_to_zero_and_are_few(nets: list[int], carried_in: int) -> None:
    each = month(*nets, carried_in=max(carried_in, sum(nets)))
    rest: dict[str | None, int] = {one.member: one.net for one in each.participants}
    rest[None] = each.carried_out - each.carried_in
    concerned = sum(net != 0 for net in rest.values())
    sent = transfers.list_transfers(each)
    for transfer in sent:
        assert transfer.amount > 0
        assert transfer.giver != transfer.receiver
        rest[transfer.giver] += transfer.amount
        rest[transfer.receiver] -= transfer.amount
    assert set(rest.values()) == {0}
    assert len(sent) <= max(0, concerned - 1)


@settings(max_examples=60)
@given(studies())
def test_transfers_of_a_season_bring_every_net_to_zero(drawn: tuple[Season, Study, datetime]) -> None:
    _, study, now = drawn
    for each in settled(study, now):
        nets: dict[str | None, int] = {one.member: one.net for one in each.participants} | {None: 0}
        for transfer in transfers.list_transfers(each):
            nets[transfer.giver] += transfer.amount
            nets[transfer.receiver] -= transfer.amount
        assert nets.pop(None) == each.carried_in - each.carried_out
        assert set(nets.values()) <= {0}


# ---- closed months ----

CLOSED = (
    ClosedShare("2022-04", "가람", 4_000, 0, 500),
    ClosedShare("2022-04", "떠난이", 0, 3_500, 500),
)
"""April as somebody closed it: with one who has left the roster since, and 500 won carried out."""


def test_a_closed_month_is_read_and_the_next_goes_on_from_what_it_carried_out() -> None:
    study = replace(seasons.study(group(ONE_EACH)), settlements=CLOSED)
    expected = """
        4월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 500
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          떠난이: 벌금 0, 분배 3,500, 합계 +3,500
        5월: 벌금 4,000 + 이월 500 = 4,500, 다음 달로 0
          가람: 벌금 0, 분배 4,500, 합계 +4,500
          나래: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
        """
    chain = settled(study)
    assert told(chain) == dedent(expected).strip()
    assert [(each.closed, each.final, each.use) for each in chain] == [
        (True, True, None),
        (False, True, Pot.EQUAL_EXCEPT_LAST),
    ]


def test_what_a_closed_month_would_come_to_today_is_shown_by_member_and_never_applied() -> None:
    april, may = settled(replace(seasons.study(group(ONE_EACH)), settlements=CLOSED))
    assert april.recomputed is not None
    assert told([april.recomputed]) == told(settled(seasons.study(group(ONE_EACH)))[:1])
    found = settlement.compare_settlements(april, april.recomputed)
    assert [
        (each.member, each.one.fine, each.one.share, each.other.fine, each.other.share) for each in found
    ] == [
        ("떠난이", 0, 3_500, 0, 0),
        ("나래", 0, 0, 0, 4_000),
    ]
    assert may.recomputed is None


def test_a_closed_month_that_would_come_to_the_same_today_has_no_difference() -> None:
    as_computed = (ClosedShare("2022-04", "나래", 0, 4_000, 0), ClosedShare("2022-04", "가람", 4_000, 0, 0))
    april, _ = settled(replace(seasons.study(group(ONE_EACH)), settlements=as_computed))
    assert (april.closed, april.recomputed) == (True, None)
    assert [one.member for one in april.participants] == ["나래", "가람"]


@pytest.mark.parametrize("carried", [0, 500])
def test_a_closed_month_that_took_in_what_the_month_before_no_longer_carries_is_a_difference(
    carried: int,
) -> None:
    may = (ClosedShare("2022-05", "가람", 0, 4_500, 0), ClosedShare("2022-05", "나래", 4_000, 0, 0))
    april = tuple(replace(row, share=row.share and 4_000 - carried, carried_out=carried) for row in CLOSED)
    found = settled(replace(seasons.study(group(ONE_EACH)), settlements=april + may))[1]
    assert (found.carried_in, found.pot) == (500, 4_500)
    assert (found.recomputed is None) == (carried == 500)


def test_what_is_saved_up_is_a_difference_too_where_nobody_receives() -> None:
    rows = (ClosedShare("2022-04", "가람", 4_000, 0, 9_000), ClosedShare("2022-04", "나래", 0, 0, 9_000))
    april, _ = settled(replace(seasons.study(group(ONE_EACH)), settlements=rows, pot=Pot.KEEP))
    assert april.recomputed is not None
    assert settlement.compare_settlements(april, april.recomputed) == ()
    assert (april.carried_in, april.recomputed.carried_in) == (5_000, 0)
    assert (april.carried_out, april.recomputed.carried_out) == (9_000, 4_000)


def test_a_month_closed_before_the_season_brings_its_pot_into_it() -> None:
    study = replace(
        seasons.study(group(ONE_EACH)), settlements=(ClosedShare("2022-02", "가람", 0, 0, 5_000),)
    )
    chain = settled(study)
    assert [(each.month, each.carried_in, each.carried_out) for each in chain] == [
        ("2022-02", 5_000, 5_000),
        ("2022-03", 5_000, 5_000),
        ("2022-04", 5_000, 0),
        ("2022-05", 0, 0),
    ]


CLOSED_AT = datetime(2022, 5, 10, 9, tzinfo=SEOUL)


@pytest.mark.parametrize(("nudge", "closed"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_month_is_closed_from_the_moment_of_its_closing(nudge: timedelta, closed: bool) -> None:
    rows = (
        replace(CLOSED[0], closed_at=CLOSED_AT - timedelta(days=1)),
        replace(CLOSED[1], closed_at=CLOSED_AT),
    )
    april, _ = settled(replace(seasons.study(group(ONE_EACH)), settlements=rows), CLOSED_AT + nudge)
    assert april.closed is closed


def test_a_closed_month_is_final_even_where_a_week_of_it_was_extended_since() -> None:
    season = replace(group(ONE_EACH), extensions={3: datetime(2022, 4, 30, 12, tzinfo=SEOUL)})
    study = replace(seasons.study(season), settlements=CLOSED)
    april, may = settled(study, datetime(2022, 4, 28, tzinfo=SEOUL))
    assert (april.final, may.final) == (True, False)


def test_while_settlements_cannot_be_read_whole_only_closed_months_are_final() -> None:
    study = replace(seasons.study(group(ONE_EACH)), settlements=CLOSED, settlements_read=False)
    assert [each.final for each in settled(study)] == [True, False]


# ---- closing ----

UNREAD = Problem("settings", 2, "value", sentence("This cell is empty. Fill it in, or delete the row."))


def refused(study: Study, month: str, now: datetime = LONG_AFTER, problems: Sequence[Problem] = ()) -> str:
    with pytest.raises(ClosingError) as refusal:
        closing.close_month(study, settled(study, now), month, problems, now)
    return str(refusal.value.why)


def test_closing_gives_the_rows_of_the_month_as_it_is_settled() -> None:
    study, now = seasons.study(group(ONE_EACH)), datetime(2022, 5, 1, 9, 0, 0, 999_999, tzinfo=SEOUL)
    at = now.replace(microsecond=0)
    assert closing.close_month(study, settled(study, now), "2022-04", [], now) == (
        ClosedShare("2022-04", "가람", 4_000, 0, 0, at),
        ClosedShare("2022-04", "나래", 0, 4_000, 0, at),
    )


@pytest.mark.parametrize(("nudge", "closes"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_month_is_closed_from_when_it_is_final(nudge: timedelta, closes: bool) -> None:
    study, now = seasons.study(group(ONE_EACH)), datetime(2022, 4, 27, 12, tzinfo=SEOUL) + nudge
    if closes:
        assert len(closing.close_month(study, settled(study, now), "2022-04", [], now)) == 2
    else:
        assert refused(study, "2022-04", now) == (
            "2022-04 is not final yet. Close it from 2022-04-27 12:00:00 on."
        )


def test_closing_is_refused_while_anything_cannot_be_read_an_answer_too() -> None:
    study = seasons.study(group(ONE_EACH))
    for problem in (UNREAD, replace(UNREAD, of_answer=True)):
        said = refused(study, "2022-04", problems=[problem])
        assert said == "Something cannot be read yet: 1. Fix it, then close 2022-04."


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
    april = closing.close_month(study, settled(study), "2022-04", [], LONG_AFTER)
    study = replace(study, settlements=april)
    assert len(closing.close_month(study, settled(study), "2022-06", [], LONG_AFTER)) == 4


@pytest.mark.parametrize("month", ["2022-03", "2022-06", "2099-12"])
def test_a_month_of_no_season_cannot_be_closed(month: str) -> None:
    assert refused(seasons.study(group(ONE_EACH)), month) == f"In {month} there is nothing to close."


def closed_until(study: Study, now: datetime) -> tuple[ClosedShare, ...]:
    """The rows of every month that can be closed at ``now``, one month after the other."""
    for each in settled(study, now):
        try:
            rows = closing.close_month(study, settled(study, now), each.month, [], now)
        except ClosingError:
            continue
        study = replace(study, settlements=study.settlements + rows)
    return study.settlements


@settings(max_examples=150)
@given(studies())
def test_closing_changes_no_figure(drawn: tuple[Season, Study, datetime]) -> None:
    _, study, now = drawn
    before = settled(study, now)
    after = settled(replace(study, settlements=closed_until(study, now)), now)
    assert told(before) == told(after)
    assert all(each.closed or not (each.final and each.participants) for each in after)
    assert not any(each.recomputed for each in after)


@settings(max_examples=150)
@given(studies(), studies(), st.booleans())
def test_a_closed_month_stays_as_it_was_whatever_else_changes(
    one: tuple[Season, Study, datetime], other: tuple[Season, Study, datetime], unread: bool
) -> None:
    """Other members, weeks, breaks, tiers, answers, another use of the pot, another day."""
    _, study, now = one
    rows = closed_until(study, now)
    assume(rows)
    changed = replace(other[1], settlements=rows, settlements_read=unread)
    later = max(now, other[2])
    before = {each.month: each for each in settled(replace(study, settlements=rows), now) if each.closed}
    after = {each.month: each for each in settled(changed, later) if each.closed}
    assert before.keys() == after.keys()
    for at, each in before.items():
        assert told([each]) == told([after[at]])
        assert transfers.list_transfers(each) == transfers.list_transfers(after[at])
        assert after[at].final


# ---- where the rows are written ----


def written(book: Workbook, study: Study, rows: Sequence[ClosedShare]) -> tuple[entries.NewRows, Study]:
    """What is appended, and the study as it is read after that."""
    entry = entries.make_settlement_rows(book, study, rows)
    tabs = {each.title: each for each in book.tabs}
    there = tabs.get(entry.title, Tab(entry.title, (entry.header,)))
    tabs[entry.title] = Tab(entry.title, (*there.rows, *entry.rows))
    again, problems = reader.read(Workbook(tuple(tabs.values())))
    assert [str(each.message) for each in problems if each.tab == entry.title] == []
    return entry, again


AT = datetime(2022, 5, 2, 9, 30, 15, tzinfo=SEOUL)
ROWS = (ClosedShare("2022-04", "가람", 4_000, 0, 1, AT), ClosedShare("2022-04", "나래", 0, 3_999, 1, AT))


def test_the_rows_go_under_the_headers_of_the_tab_in_either_language_whatever_their_order() -> None:
    book = seasons.book(settlements=tab("정산", "메모 | 이월 | fine | 이름 | 분배 | 월 | 정산일시"))
    entry, again = written(book, reader.read(book)[0], ROWS)
    assert (entry.title, entry.header) == ("정산", book.tabs[-1].rows[0])
    assert entry.rows == (
        (None, 1, 4_000, "가람", 0, "2022-04", datetime(2022, 5, 2, 9, 30, 15)),
        (None, 1, 0, "나래", 3_999, "2022-04", datetime(2022, 5, 2, 9, 30, 15)),
    )
    assert again.settlements == ROWS


def test_a_tab_without_the_time_of_closing_takes_the_rows_without_it() -> None:
    book = seasons.book(settlements=tab("settlements", "month | member | fine | share | carried_out"))
    _, again = written(book, reader.read(book)[0], ROWS)
    assert again.settlements == tuple(replace(row, closed_at=None) for row in ROWS)


@pytest.mark.parametrize(
    ("language", "title", "header"),
    [
        ("ko", "정산", ("월", "이름", "벌금", "분배", "이월", "정산일시")),
        ("en", "settlements", ("month", "member", "fine", "share", "carried_out", "closed_at")),
    ],
)
def test_where_there_is_no_tab_one_is_made_in_the_language_of_the_study(
    language: str, title: str, header: tuple[str, ...]
) -> None:
    entry, again = written(seasons.book(), replace(reader.read(seasons.book())[0], language=language), ROWS)
    assert (entry.title, entry.header) == (title, header)
    assert again.settlements == ROWS


@settings(max_examples=60)
@given(studies())
def test_closed_months_that_are_written_are_read_back_as_they_were(
    drawn: tuple[Season, Study, datetime],
) -> None:
    season, study, now = drawn
    rows = closed_until(study, now)
    assume(rows)
    _, again = written(seasons.season_book(season), study, rows)
    assert again.settlements == rows


# ---- what if ----


def test_another_use_of_the_pot_and_other_amounts_stand_beside_the_real_months() -> None:
    study = seasons.study(group(GOLDEN["1/n: 꼴찌도 똑같이 받는다"][1]))
    free = [replace(tier, amount=tier.amount - 3_000) for tier in study.tiers]
    other = what_if.apply_rules(study, tiers=free, pot=Pot.EQUAL)
    expected = """
        4월: 벌금 1,000 + 이월 0 = 1,000, 다음 달로 1
          가람: 벌금 1,000, 분배 333, 합계 -667, 꼴찌
          나래: 벌금 0, 분배 333, 합계 +333
          다온: 벌금 0, 분배 333, 합계 +333
        """
    assert told(settled(other)) == dedent(expected).strip()
    (real,), (supposed,) = settled(study), settled(other)
    assert [
        (each.member, each.one.net, each.other.net) for each in settlement.compare_settlements(real, supposed)
    ] == [
        ("가람", -4_000, -667),
        ("나래", 500, 333),
        ("다온", 3_500, 333),
    ]


def test_other_tiers_move_when_a_week_closes() -> None:
    study = seasons.study(group(ONE_EACH))
    one_day = (Tier("late", 24, 3_000), Tier("absent", None, 4_000))
    supposed = what_if.apply_rules(study, tiers=one_day)
    assert [week.closes_at - week.due_at for week in supposed.weeks] == [timedelta(days=1)] * 4
    assert [week.due_at for week in supposed.weeks] == [week.due_at for week in study.weeks]


def test_closed_months_of_the_season_are_computed_and_what_came_before_it_stays() -> None:
    before = ClosedShare("2022-03", "가람", 0, 0, 5_000)
    study = replace(seasons.study(group(ONE_EACH)), settlements=(before, *CLOSED))
    supposed = what_if.apply_rules(study, pot=Pot.KEEP)
    assert supposed.settlements == (before,)
    assert [(each.month, each.closed, each.carried_out) for each in settled(supposed)] == [
        ("2022-03", True, 5_000),
        ("2022-04", False, 9_000),
        ("2022-05", False, 13_000),
    ]


@settings(max_examples=60)
@given(studies())
def test_nothing_supposed_is_nothing_changed(drawn: tuple[Season, Study, datetime]) -> None:
    _, study, now = drawn
    assert settled(what_if.apply_rules(study), now) == settled(study, now)


# ---- as rows ----


def test_lines_are_one_a_participant_with_the_month_beside() -> None:
    found = settlement.list_shares(settled(replace(seasons.study(group(ONE_EACH)), settlements=CLOSED)))
    assert tuple(found.columns) == settlement.LINE_COLUMNS
    assert found.to_numpy().tolist() == [
        ["2022-04", True, True, 4_000, 0, 500, "가람", 4_000, 0, -4_000, True],
        ["2022-04", True, True, 4_000, 0, 500, "떠난이", 0, 3_500, 3_500, False],
        ["2022-05", True, False, 4_500, 500, 0, "가람", 0, 4_500, 4_500, False],
        ["2022-05", True, False, 4_500, 500, 0, "나래", 4_000, 0, -4_000, True],
    ]
    assert settlement.list_shares([]).columns.tolist() == list(settlement.LINE_COLUMNS)
