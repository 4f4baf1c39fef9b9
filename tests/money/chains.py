"""Builders: seasons drawn as tables of marks, and their months settled, closed and written down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from textwrap import dedent
from typing import Any

from hypothesis import strategies as st

from studylib.money import closing, settlement
from studylib.money.closing import ClosingError
from studylib.money.settlement import Participant, Settlement
from studylib.season import board
from studylib.season.kinds import Pot
from studylib.season.problems import Problem
from studylib.season.study import Break, ClosedShare, Excuse, Member, Study
from tests.season import reference, seasons
from tests.season.reference import SEOUL, Answer, Season

LONG_AFTER = datetime(2023, 12, 31, tzinfo=SEOUL)

STARTS_ON = date(2022, 4, 6)


def settled(study: Study, now: datetime = LONG_AFTER) -> tuple[Settlement, ...]:
    return settlement.settle(study, board.judge(study, now), now)


def make_month(
    name: str, nets: Mapping[str, int], carried_in: int = 0, *, drawn: int = 0, **more: Any
) -> Settlement:
    """A final month in which the members come to these nets. What is over is carried out.

    ``drawn`` comes out of each debtor's deposit.
    """
    participants = tuple(
        Participant(member, max(0, -net), max(0, net), False, from_deposit=drawn if net < 0 else 0)
        for member, net in nets.items()
    )
    plain = Settlement(
        month=name,
        final=True,
        closed=False,
        final_at=None,
        use=Pot.EQUAL,
        carried_in=carried_in,
        participants=participants,
        carried_out=carried_in - sum(nets.values()),
    )
    return replace(plain, **more)


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


def write_chain(chain: Sequence[Settlement]) -> str:
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

ONE_EACH = """
      4월  4월  4월  5월
가람   결   제   제   제
나래   제   제   제   결
"""


@st.composite
def studies(draw: st.DrawFn) -> tuple[Season, Study, datetime]:
    """A season, its study with some use of the pot, and a moment."""
    season = draw(seasons.seasons())
    study = replace(seasons.study(season), pot=draw(st.sampled_from(Pot)))
    return season, study, draw(seasons.moments(season) | st.just(LONG_AFTER))


CLOSED = (
    ClosedShare("2022-04", "가람", 4_000, 0, 500),
    ClosedShare("2022-04", "떠난이", 0, 3_500, 500),
)
"""April as somebody closed it: with one who has left the roster since, and 500 won carried out."""


def close(
    study: Study, month: str, now: datetime = LONG_AFTER, problems: Sequence[Problem] = ()
) -> tuple[ClosedShare, ...]:
    """The rows that close the month at ``now``."""
    judged = board.judge(study, now)
    chain = settlement.settle(study, judged, now)
    return closing.list_closed_shares(study, judged, chain, month, problems, now)


def close_all(study: Study, now: datetime) -> tuple[ClosedShare, ...]:
    """The rows of every month that can be closed at ``now``, one month after the other."""
    for each in settled(study, now):
        try:
            rows = close(study, each.month, now)
        except ClosingError:
            continue
        study = replace(study, settlements=study.settlements + rows)
    return study.settlements
