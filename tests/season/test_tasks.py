from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studylib.season.tasks import UNNAMED, Duty, Task, find_last_second
from tests.season.duties import april


@pytest.mark.parametrize(("week", "takes_place"), [(1, False), (2, True), (3, True), (4, True), (5, False)])
def test_a_task_takes_place_from_its_first_week_to_its_last(week: int, takes_place: bool) -> None:
    assert Task("퀴즈", from_week=2, to_week=4).takes_place_in(week) is takes_place
    assert UNNAMED.takes_place_in(week)
    assert Task("퀴즈", from_week=2).takes_place_in(999)


def test_the_month_of_a_duty_is_that_of_its_last_second_in_time() -> None:
    due_at = datetime(2022, 6, 1, tzinfo=ZoneInfo("Asia/Seoul"))
    duty = Duty(8, UNNAMED, due_at - timedelta(days=7), due_at, due_at)
    assert (duty.due_month, duty.month) == ("2022-05", "2022-05")
    assert duty.last_second == due_at - timedelta(seconds=1)
    assert [day.isoformat() for day in duty.days] == ["2022-05-25", "2022-05-31"]


def test_the_month_that_settled_a_duty_goes_before_the_one_it_is_put_off_to() -> None:
    duty = Duty(1, UNNAMED, april(6), april(13), april(13), settled_in="2022-03", put_off_to="2022-05")
    assert duty.month == "2022-03"
    assert Duty(1, UNNAMED, april(6), april(13), april(13), put_off_to="2022-05").month == "2022-05"


def test_the_last_second_is_a_real_one_when_the_clocks_change() -> None:
    new_york = ZoneInfo("America/New_York")
    due_at = datetime(2022, 3, 13, 3, tzinfo=new_york)
    assert find_last_second(due_at).isoformat() == "2022-03-13T01:59:59-05:00"
