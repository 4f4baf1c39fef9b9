"""The weeks of a grid that is too large for a browser."""

from datetime import date, datetime, timedelta
from urllib.parse import quote_plus

import pytest

from studylib.figures import window
from studylib.season.study import DEFAULT_TIERS, Week
from studylib.season.tasks import Task
from tests.season.duties import make_study
from tests.season.reference import SEOUL, Season
from tests.season.seasons import study

START = date(2022, 4, 6)
WHOLE = study(Season(starts_on=START, week_count=10))
OF_WEEK = sum(
    window.CELL_BYTES + len(quote_plus(each.name)) + len(each.name.encode()) for each in WHOLE.members
)


def choose(monkeypatch: pytest.MonkeyPatch, most: int, day: date) -> list[int]:
    monkeypatch.setattr(window, "MOST_BYTES", most)
    now = datetime(day.year, day.month, day.day, 12, tzinfo=SEOUL)
    chosen: tuple[Week, ...] = window.choose_weeks(WHOLE, now)
    return [week.number for week in chosen]


@pytest.mark.parametrize(("more", "count"), [(-1, 9), (0, 10), (1, 10)])
def test_all_weeks_are_shown_if_they_fit(monkeypatch: pytest.MonkeyPatch, more: int, count: int) -> None:
    assert len(choose(monkeypatch, 10 * OF_WEEK + more, START)) == count


@pytest.mark.parametrize(
    ("week", "shown"), [(-3, [1, 2, 3]), (1, [1, 2, 3]), (3, [1, 2, 3]), (4, [2, 3, 4]), (40, [8, 9, 10])]
)
def test_else_those_up_to_the_present_one(
    monkeypatch: pytest.MonkeyPatch, week: int, shown: list[int]
) -> None:
    assert choose(monkeypatch, 3 * OF_WEEK, START + timedelta(weeks=week - 1)) == shown


def test_one_week_is_always_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose(monkeypatch, 1, START) == [1]


def test_a_season_with_tasks_shows_fewer_weeks_of_the_same_size(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = (Task("글"), Task("문제"))
    several = make_study(tasks, tiers=DEFAULT_TIERS, members=WHOLE.members, week_count=10)
    monkeypatch.setattr(window, "MOST_BYTES", 10 * OF_WEEK)
    now = datetime(2022, 4, 6, 12, tzinfo=SEOUL)
    assert len(window.choose_weeks(WHOLE, now)) == 10
    assert 1 <= len(window.choose_weeks(several, now)) <= 5


@pytest.mark.parametrize(
    ("week", "shown"),
    [(0, [2, 3, 4]), (1, [1, 2, 3]), (2, [2, 3, 4]), (5, [4, 5, 6]), (10, [8, 9, 10]), (11, [2, 3, 4])],
)
def test_a_week_asked_for_is_always_among_those_shown(
    monkeypatch: pytest.MonkeyPatch, week: int, shown: list[int]
) -> None:
    monkeypatch.setattr(window, "MOST_BYTES", 3 * OF_WEEK)
    now = datetime(2022, 4, 27, 12, tzinfo=SEOUL)
    assert [each.number for each in window.choose_weeks(WHOLE, now, week)] == shown


@pytest.mark.parametrize(("more", "has"), [(-1, False), (0, True), (1, True)])
def test_only_a_study_that_fits_has_hovers(monkeypatch: pytest.MonkeyPatch, more: int, has: bool) -> None:
    whole = 10 * (OF_WEEK + window.HOVER_BYTES * len(WHOLE.members))
    monkeypatch.setattr(window, "MOST_BYTES", whole + more)
    assert window.has_hovers(WHOLE) is has
