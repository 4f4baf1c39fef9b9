import pytest

from studylib.season.done import list_item_times
from studylib.season.kinds import TaskKind
from studylib.season.tasks import Task
from tests.season.duties import answer, april, judge, make_study

TWO = (Task("글"), Task("문제", count=2))


def test_a_submission_belongs_to_the_task_that_it_names() -> None:
    study = make_study(TWO, [answer(april(7), task="글")])
    assert judge(study, april(8), "task", "counted") == [("글", 1), ("문제", 0)]


@pytest.mark.parametrize(
    ("task", "week", "member"), [("없음", 1, "가람"), ("글", 2, "가람"), ("글", 1, "마루")]
)
def test_a_submission_to_what_the_season_lacks_belongs_to_nothing(task: str, week: int, member: str) -> None:
    study = make_study(TWO, [answer(april(7), task=task, week=week, member=member)])
    assert judge(study, april(8), "counted") == [0, 0]


def test_a_meeting_takes_no_submission() -> None:
    study = make_study((Task("출석", TaskKind.ATTENDANCE),), [answer(april(7), task="출석")])
    assert judge(study, april(8), "counted", "link") == [(0, None)]


@pytest.mark.parametrize(
    ("now", "counted"), [(april(7, 0, 0, 0, 0), 1), (april(8, 0, 0, 0, 0), 2), (april(7, 23, 59, 59, 999), 1)]
)
def test_links_later_than_now_do_not_count_yet(now: object, counted: int) -> None:
    links = [answer(april(day), f"https://n.kr/{day}", task="문제") for day in (7, 8)]
    study = make_study(TWO[1:], links)
    assert judge(study, now, "counted") == [counted]  # type: ignore[arg-type]


def test_the_times_of_links_are_listed_by_member_week_and_task() -> None:
    links = [answer(april(day), f"https://n.kr/{day}", task="문제") for day in (7, 8, 9)]
    study = make_study(
        TWO, [*links, answer(april(9), task="글"), answer(april(9), task="문제", member="마루")]
    )
    assert list_item_times(study) == {("가람", 1, "문제"): [april(7), april(8)]}
    assert list_item_times(make_study()) == {}
