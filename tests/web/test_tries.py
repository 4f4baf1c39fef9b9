"""The tries of a person."""

from datetime import UTC, datetime, timedelta

import pytest

from studylib.web import tries
from studylib.web.tries import MOST_TRIES, WITHIN, Tries

NOW = datetime(2022, 5, 11, tzinfo=UTC)
MS = timedelta(milliseconds=1)


def test_so_many_tries_a_minute_are_allowed_and_no_more() -> None:
    counted = Tries()
    assert [counted.count("가람", NOW) for _ in range(MOST_TRIES + 2)] == [True] * MOST_TRIES + [False] * 2
    assert counted.count("나래", NOW), "each person has tries of their own"


@pytest.mark.parametrize(("after", "allowed"), [(WITHIN - MS, False), (WITHIN, True), (WITHIN + MS, True)])
def test_after_a_minute_one_may_try_again_however_often_one_tried_meanwhile(
    after: timedelta, allowed: bool
) -> None:
    counted = Tries()
    for _ in range(MOST_TRIES):
        counted.count("가람", NOW)
    assert not counted.count("가람", NOW + after / 2)
    assert counted.count("가람", NOW + after) is allowed


def test_a_clock_that_was_put_back_locks_nobody_out() -> None:
    counted = Tries()
    for _ in range(MOST_TRIES):
        counted.count("가람", NOW)
    assert counted.count("가람", NOW - timedelta(hours=1))


def test_only_so_many_people_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "MOST_PEOPLE", 2)
    counted = Tries()
    for person in range(5):
        counted.count(person, NOW)
    assert len(counted._tries) == 2
