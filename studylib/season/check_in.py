"""Checking in: the meetings that members may check in to by themselves."""

from datetime import datetime, timedelta

from studylib.season.kinds import TaskKind
from studylib.season.records import Arrival
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.season.weeks import add_time, to_milliseconds

EARLY = timedelta(hours=1)
"""How long before a meeting begins one can check in, inclusive."""


def list_meetings(study: Study) -> tuple[Duty, ...]:
    """List the meetings of the season, by week and then in the order of the tasks."""
    return tuple(duty for duty in study.duties if duty.task.kind is TaskKind.ATTENDANCE)


def list_open_meetings(study: Study, now: datetime) -> tuple[Duty, ...]:
    """List the meetings that can be checked in to at ``now`` (aware): from ``EARLY`` before until they close."""
    return tuple(duty for duty in list_meetings(study) if is_open(duty, now))


def is_open(meeting: Duty, now: datetime) -> bool:
    """Check if a meeting can be checked in to. It begins when it is due, and its closing is exclusive."""
    opens = to_milliseconds(add_time(meeting.due_at, -EARLY))
    return opens <= to_milliseconds(now) < to_milliseconds(meeting.closes_at)


def find_next_meeting(study: Study, now: datetime) -> Duty | None:
    """Find the first meeting that begins after ``now``. ``None`` if there is none."""
    coming = [duty for duty in list_meetings(study) if to_milliseconds(duty.due_at) > to_milliseconds(now)]
    return min(coming, key=lambda duty: to_milliseconds(duty.due_at), default=None)


def find_arrival(study: Study, meeting: Duty, member: str) -> Arrival | None:
    """Find what is recorded of a member at a meeting. ``None`` if nothing is."""
    key = meeting.week, meeting.task.name, member
    return next((each for each in study.arrivals if (each.week, each.task, each.member) == key), None)


def count_arrivals(study: Study, meeting: Duty) -> int:
    """Count the members of whom a time of arrival is recorded."""
    return sum(
        (each.week, each.task) == (meeting.week, meeting.task.name) and each.arrived_at is not None
        for each in study.arrivals
    )
