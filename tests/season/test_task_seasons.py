"""The board of random seasons with tasks against a second judge, written from the rules alone."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.season import reference_tasks as reference
from tests.season import task_seasons
from tests.season.reference_tasks import SEOUL, Work
from tests.season.task_seasons import alone


@given(st.data())
def test_the_board_is_what_the_slow_judge_says(data: st.DataObject) -> None:
    facts = data.draw(task_seasons.seasons())
    now = data.draw(task_seasons.moments(facts))
    assert task_seasons.judge(facts, now) == reference.judge(facts, now)


# ---- counts ----


def test_a_task_of_several_links_without_any_answer_is_judged() -> None:
    two = Work("과제", count=2)
    assert alone(datetime(2022, 4, 6, tzinfo=SEOUL), work=two).status == "open"
    assert alone(datetime(2022, 4, 14, tzinfo=SEOUL), work=two).fine == 4_000
