from dataclasses import replace
from datetime import datetime

import pytest

from studylib.season.kinds import Status, TaskKind
from studylib.season.records import Arrival
from studylib.season.study import Excuse, Study, Tier
from studylib.season.tasks import Task
from tests.season.duties import GARAM, NARAE, april, judge, make_study

MEETING = (Task("출석", TaskKind.ATTENDANCE),)
TIERS = (Tier("지각", 0.5, 1_000), Tier("많이 지각", 1, 2_000), Tier("결석", None, 5_000))
START = april(13)


def meet(*arrivals: Arrival, **more: object) -> Study:
    """A meeting at the start of April 13 with these records. 나래 is there on time, so that it took place."""
    there = Arrival(1, "출석", "나래", status=Status.ON_TIME)
    return replace(
        make_study(MEETING, tiers=TIERS, members=(GARAM, NARAE)),
        arrivals=(there, *arrivals),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("arrived_at", "status", "fine"),
    [
        (april(12, 23, 59, 59, 999), "on_time", 0),
        (START, "late", 1_000),
        (april(13, 0, 0, 0, 1), "late", 1_000),
        (april(13, 0, 29, 59, 999), "late", 1_000),
        (april(13, 0, 30), "late", 2_000),
        (april(13, 1), "absent", 5_000),
    ],
)
def test_an_arrival_is_judged_like_a_submission(arrived_at: datetime, status: str, fine: int) -> None:
    study = meet(Arrival(1, "출석", "가람", arrived_at, Status.ON_TIME))
    assert judge(study, april(14), "status", "fine")[0] == (status, fine)


@pytest.mark.parametrize(
    ("mark", "label", "status", "fine"),
    [
        (Status.ON_TIME, None, "on_time", 0),
        (Status.LATE, None, "late", 1_000),
        (Status.ABSENT, None, "absent", 5_000),
        (Status.EXCUSED, None, "excused", 0),
        (Status.LATE, "많이 지각", "late", 2_000),
        (Status.ABSENT, "결석", "absent", 5_000),
    ],
)
def test_without_a_time_the_mark_counts(mark: Status, label: str | None, status: str, fine: int) -> None:
    study = meet(Arrival(1, "출석", "가람", None, mark, label))
    assert judge(study, april(13, 0, 1), "status", "fine")[0] == (status, fine)


@pytest.mark.parametrize(
    ("mark", "status"), [(Status.ON_TIME, "on_time"), (Status.LATE, "excused"), (Status.ABSENT, "excused")]
)
def test_an_excuse_goes_before_being_late_or_absent(mark: Status, status: str) -> None:
    study = meet(Arrival(1, "출석", "가람", None, mark), excuses=(Excuse(1, "가람"),))
    assert judge(study, april(14), "status")[0] == status


def test_whoever_is_missing_from_the_records_of_a_meeting_is_absent_once_it_has_closed() -> None:
    assert judge(meet(), april(13, 0, 59, 59), "status")[0] == "overdue"
    assert judge(meet(), april(13, 1), "status", "fine")[0] == ("absent", 5_000)


def test_a_meeting_of_which_nothing_is_recorded_fines_nobody() -> None:
    study = replace(meet(), arrivals=())
    assert judge(study, april(20), "status", "fine") == [("overdue", 0), ("overdue", 0)]
    excused = replace(study, excuses=(Excuse(1, "가람"),))
    assert judge(excused, april(20), "status") == ["excused", "overdue"]


def test_an_arrival_or_a_mark_that_is_still_to_come_does_not_exist_yet() -> None:
    study = replace(
        meet(),
        arrivals=(
            Arrival(1, "출석", "가람", april(13, 0, 10)),
            Arrival(1, "출석", "나래", None, Status.ABSENT),
        ),
    )
    assert judge(study, april(12, 23, 59, 59, 999), "status") == ["open", "open"]
    assert judge(study, START, "status") == ["overdue", "absent"]
    assert judge(study, april(13, 0, 10), "status") == ["late", "absent"]


def test_a_mark_of_a_unit_priced_tier_costs_one_unit() -> None:
    from datetime import timedelta

    tiers = (Tier("지각", 1, 1_000, per=timedelta(minutes=10)), Tier("결석", None, 5_000))
    study = replace(
        make_study(MEETING, tiers=tiers), arrivals=(Arrival(1, "출석", "가람", None, Status.LATE),)
    )
    assert judge(study, april(14), "fine") == [1_000]


def test_a_record_of_another_task_week_or_person_is_of_no_meeting() -> None:
    study = replace(
        meet(),
        arrivals=tuple(
            Arrival(*each, status=Status.ABSENT)
            for each in ((2, "출석", "가람"), (1, "글", "가람"), (1, "출석", "마루"))
        ),
    )
    assert judge(study, april(20), "status") == ["overdue", "overdue"]
