"""The week of a question, its end, and the comment on it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.questions import questions
from studylib.questions.questions import Question
from studylib.season.kinds import TaskKind
from studylib.season.study import Break, Study
from studylib.season.tasks import Due, Task
from tests.questions.asking import NOW, PLACE, STUDY
from tests.season import duties, seasons
from tests.season.reference import SEOUL, Season

MS = timedelta(milliseconds=1)


def asked(at: datetime, **more: object) -> Question:
    question = Question(1, "Why?", "https://github.com/g/S/issues/1", "hana", at.astimezone(UTC), 0, False)
    return replace(question, **more)  # type: ignore[arg-type]


def week_of(study: Study, at: datetime) -> tuple[int | None, datetime | None]:
    (question,) = questions.place_questions([asked(at)], study.weeks)
    return question.week, question.closes_at


@pytest.mark.parametrize(("number", "following"), [(1, 2), (2, 3), (3, None)])
def test_a_question_lives_until_the_first_due_moment_after_it(number: int, following: int | None) -> None:
    due_at = STUDY.week_of[number].due_at
    then = (following, STUDY.week_of[following].due_at) if following else (None, None)
    assert week_of(STUDY, due_at - MS) == (number, due_at)
    assert week_of(STUDY, due_at) == then
    assert week_of(STUDY, due_at + MS) == then


def test_before_the_season_it_is_the_first_week_and_in_a_break_the_next_one() -> None:
    assert week_of(STUDY, datetime(2022, 1, 1, tzinfo=SEOUL))[0] == 1
    assert week_of(STUDY, datetime(2022, 4, 20, tzinfo=SEOUL))[0] == 2


def test_an_extension_moves_it_behind_the_next_week_too() -> None:
    later = datetime(2022, 5, 12, tzinfo=SEOUL)
    moved = seasons.study(
        Season(
            starts_on=date(2022, 4, 6),
            week_count=3,
            breaks=(Break(date(2022, 4, 13), date(2022, 4, 26)),),
            extensions={2: later},
        )
    )
    assert week_of(moved, datetime(2022, 5, 1, tzinfo=SEOUL))[0] == 3
    assert week_of(moved, moved.week_of[3].due_at) == (2, later)


def test_tasks_with_a_due_time_of_their_own_move_no_question() -> None:
    """The comment names one moment, so all questions of a week close together, when the week is due."""
    tasks = (Task("과제", due=Due(timedelta(hours=22), weekday=0)), Task("모임", kind=TaskKind.ATTENDANCE))
    busy = duties.make_study(tasks, week_count=2)
    due_at = duties.april(13)
    assert week_of(busy, duties.april(11, 22)) == (1, due_at)
    assert week_of(busy, due_at - MS) == (1, due_at)
    assert week_of(busy, due_at) == (2, duties.april(20))


def test_a_kept_question_has_a_week_and_does_not_close() -> None:
    (question,) = questions.place_questions([asked(NOW - timedelta(days=2), kept=True)], STUDY.weeks)
    assert (question.week, question.closes_at) == (3, None)
    assert not questions.is_over(question, NOW)


def test_without_weeks_no_question_closes() -> None:
    (question,) = questions.place_questions([asked(NOW)], ())
    assert (question.week, question.closes_at) == (None, None)


@given(st.data())
def test_what_is_over_is_what_was_asked_before_the_last_due_moment(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    study = seasons.study(season)
    at, now = data.draw(seasons.moments(season)), data.draw(seasons.moments(season))
    (question,) = questions.place_questions([asked(at)], study.weeks)
    past = [week.due_at.astimezone(UTC) for week in study.weeks if week.due_at.astimezone(UTC) <= now]
    assert questions.is_over(question, now) == (bool(past) and at.astimezone(UTC) < max(past, default=at))


def test_as_of_a_moment_there_is_what_had_been_asked_by_then() -> None:
    for at, there in ((NOW - MS, True), (NOW, True), (NOW + MS, False)):
        assert bool(questions.questions_as_of([asked(at)], NOW)) == there


def test_the_word_names_the_deadline_and_what_to_do_in_the_language_of_the_study() -> None:
    (question,) = questions.place_questions([asked(datetime(2022, 5, 5, tzinfo=SEOUL))], STUDY.weeks)
    korean = questions.write_answer(STUDY, question, PLACE)
    assert "3주차" in korean
    assert "5/10 (화) 23:59:59" in korean
    assert questions.write_answer(replace(STUDY, language="en"), question, PLACE) == (
        "The deadline of Week 3 has passed (Tue 5/10 23:59:59), so this question is closed. If you still need an "
        "answer, [ask again](https://github.com/g/S/issues/new). Or have it reopened with the label `keep`: then it "
        "stays open.\n\n<!-- studyboard: closed at the deadline -->"
    )
