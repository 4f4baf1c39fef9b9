"""The sums of a season."""

from datetime import datetime, timedelta

import pytest

from studylib.season import board
from studylib.season.recap import Recap, sum_season
from studylib.season.study import Member, Study
from tests.season.duties import LONG_AFTER, answer, april, make_study

MS = timedelta(milliseconds=1)
DUE = [april(13) + timedelta(days=7 * place) for place in range(9)]
NAMES = ("가람", "나래", "다온")


def season(*lines: str) -> Study:
    """A letter a week for each member: ``o`` in time, ``l`` late, ``.`` without an answer."""
    handed_in = [
        answer(DUE[at] - MS if each == "o" else DUE[at], week=at + 1, member=name)
        for name, line in zip(NAMES, lines, strict=False)
        for at, each in enumerate(line)
        if each != "."
    ]
    members = tuple(map(Member, NAMES[: len(lines)]))
    return make_study(handed_in=handed_in, members=members, week_count=len(lines[0]))


def sum_up(study: Study, now: datetime = LONG_AFTER) -> Recap:
    return sum_season(study, board.judge(study, now), now)


def test_members_stand_by_rate_then_streak_then_roster() -> None:
    found = sum_up(season("o.o.", "oo..", ".oo."))
    assert [each.member for each in found.members] == ["나래", "다온", "가람"]
    assert [each.rate.percent for each in found.members] == [50, 50, 50]


@pytest.mark.parametrize(
    ("lines", "best", "worst"),
    [
        (("oo.o", "oo.."), (1, 2), (3,)),
        (("o..", "o.."), (1,), (2, 3)),
        (("ooo", "ooo"), (), ()),
        (("o",), (), ()),
    ],
)
def test_the_best_and_worst_weeks_are_all_that_tie_and_none_if_no_two_differ(
    lines: tuple[str, ...], best: tuple[int, ...], worst: tuple[int, ...]
) -> None:
    found = sum_up(season(*lines))
    assert (found.best, found.worst) == (best, worst)


def test_weeks_are_those_due_with_their_fines() -> None:
    study = season("ol..", "o...")
    now = DUE[1] + timedelta(days=1)
    assert [(each.week, each.fine) for each in sum_up(study, now).weeks] == [(1, 0), (2, 7_000)]
    assert not sum_up(study, DUE[0] - MS).weeks


def test_the_longest_streak_is_of_all_who_tie_for_it() -> None:
    found = sum_up(season("oo.", ".oo", "o.o"))
    assert [(each.member, each.longest) for each in found.longest] == [("가람", 2), ("나래", 2)]
    assert sum_up(season("..")).longest == ()


def test_completions_come_with_the_end_of_the_season() -> None:
    study = season("oo")
    assert not sum_up(study, DUE[1]).completions
    assert [each.is_complete for each in sum_up(study).completions] == [True]
