from studylib.season.kinds import Period
from studylib.season.records import Arrival, Pass, Step
from tests.season.duties import april


def test_a_record_of_a_meeting_or_a_pass_may_say_no_more_than_who_and_when() -> None:
    assert Arrival(1, "출석", "가람").arrived_at is None
    assert Pass(april(6), 1, "가람").task is None


def test_a_step_counts_anew_each_month_and_keeps_its_last_amount_unless_told_otherwise() -> None:
    step = Step("late", "", (1, 2))
    assert (step.within, step.repeats) == (Period.MONTH, False)
