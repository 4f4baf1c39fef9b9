"""The receipt of an answer: its judgement, or why it has none."""

from datetime import date, datetime, timedelta

from studylib.season import board
from studylib.season.kinds import Status
from studylib.season.receipt import Pending, Receipt, judge_receipt
from studylib.season.study import Member
from tests.season import seasons
from tests.season.reference import Answer, Season
from tests.season.seasons import MS

DUE = seasons.study(Season(week_count=2)).week_of[1].due_at
LATE = DUE + timedelta(hours=1)
NOW = DUE + timedelta(hours=2)


def judge(*answers: datetime, member: str = "가람", submitted_at: datetime = LATE) -> Receipt | Pending:
    study = seasons.study(
        Season(
            week_count=2,
            members=(Member("가람"), Member("나래", joined_on=date(2022, 6, 1))),
            answers=tuple(Answer("가람", 1, at, "https://a.example") for at in answers),
        )
    )
    return judge_receipt(board.judge(study, NOW), member, 1, submitted_at)


def test_a_first_answer_is_judged_by_its_own_time() -> None:
    assert judge(LATE) == Receipt(Status.LATE, 0, 3_000, LATE, repeated=False)


def test_an_answer_in_time_has_no_tier_and_no_fine() -> None:
    at = DUE - MS
    assert judge(at, submitted_at=at) == Receipt(Status.ON_TIME, -1, 0, at, repeated=False)


def test_a_later_answer_leaves_the_first_time() -> None:
    first = DUE - timedelta(days=1)
    assert judge(first, LATE) == Receipt(Status.ON_TIME, -1, 0, first, repeated=True)


def test_an_answer_that_the_board_does_not_have_yet_is_pending() -> None:
    assert judge() is Pending.NOT_READ_YET


def test_an_answer_of_a_member_who_is_not_in_that_week_is_not_judged() -> None:
    assert judge(LATE, member="나래") is Pending.NOT_JUDGED


def test_an_answer_of_a_stranger_is_not_judged() -> None:
    assert judge(LATE, member="라온") is Pending.NOT_JUDGED
