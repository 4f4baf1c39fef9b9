"""Draw the widgets that several forms of the desk share."""

from studylib.season import weeks
from studylib.season.study import Week
from studylib.web import links
from studylib.web.visit import Visit

ALL_TASKS = ""
"""The choice of all tasks of a week."""


def choose_member(visit: Visit, key: str) -> str | None:
    """Draw the choice of a member of the roster. None is chosen at first."""
    names, say = [member.name for member in visit.study.members], visit.language.say
    return visit.fields.choose(key, say("Member"), names, index=None, placeholder=say("Choose a name"))


def choose_week(visit: Visit, key: str) -> Week | None:
    """Draw the choice of a week whose change costs or frees money. None is chosen at first."""
    number = draw_week_choice(visit, key, None)
    return None if number is None else visit.study.week_of[number]


def choose_present_week(visit: Visit, key: str) -> Week:
    """Draw the choice of a week. The present week is chosen at first."""
    present = weeks.find_present_week(visit.study.weeks, visit.now)
    assert present is not None
    number = draw_week_choice(visit, key, present.number)
    assert number is not None
    return visit.study.week_of[number]


def draw_week_choice(visit: Visit, key: str, first: int | None) -> int | None:
    """Draw the choice of a week's number. ``first`` is chosen at first."""
    say, numbers = visit.language.say, [week.number for week in visit.study.weeks]
    return visit.fields.choose(
        key,
        say("Week"),
        numbers,
        index=None if first is None else numbers.index(first),
        format_func=lambda number: links.name_week(visit, number),
        placeholder=say("Choose a week"),
    )


def choose_task(visit: Visit, key: str, week: Week | None) -> str | None:
    """Draw the choice of a task of a week. ``None`` means all tasks. Without tasks there is no choice."""
    if not visit.study.tasks:
        return None
    say, names = visit.language.say, [duty.task.name or "" for duty in week.duties] if week else []
    chosen = visit.fields.choose(
        key, say("Task"), [ALL_TASKS, *names], format_func=lambda name: name or say("All tasks")
    )
    return chosen or None


def read_task(visit: Visit, key: str) -> str | None:
    """Read the chosen task. ``None`` for all tasks."""
    return (visit.fields[key] or None) if visit.study.tasks else None
