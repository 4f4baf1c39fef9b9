"""Handing in: the duties of a week that take links, and who does them."""

from collections.abc import Sequence

from studylib.season.kinds import TaskKind
from studylib.season.rota import list_writers
from studylib.season.study import Study, Week
from studylib.season.tasks import Duty, Task
from studylib.text.direction import join_texts
from studylib.text.message import Sentence, sentence

MOST_NAMES = 10
"""How many names a refusal lists."""


def list_link_duties(week: Week) -> tuple[Duty, ...]:
    """List the duties of a week that take links, in the order of the tasks."""
    return tuple(duty for duty in week.duties if duty.task.kind is TaskKind.LINK)


def list_link_weeks(weeks: Sequence[Week]) -> tuple[Week, ...]:
    """List the weeks for which something is handed in, rising."""
    return tuple(week for week in weeks if list_link_duties(week))


def find_link_duty(week: Week, task: str | None) -> Duty | None:
    """Find the duty of that task, or the only one without a name. ``None`` if the week has none, or several."""
    duties = list_link_duties(week)
    if task is None:
        return duties[0] if len(duties) == 1 else None
    return next((duty for duty in duties if duty.task.name == task), None)


def list_asked_tasks(study: Study) -> tuple[Task, ...]:
    """List the tasks that an answer has to name: all that take links, if some week has two. Else none."""
    if all(len(list_link_duties(week)) < 2 for week in study.weeks):
        return ()
    named = {duty.task.name for week in study.weeks for duty in list_link_duties(week)}
    return tuple(task for task in study.tasks if task.name in named)


def list_doers(study: Study, duty: Duty) -> tuple[str, ...] | None:
    """List the names of those who do a duty. ``None`` means everybody. It is empty if the turn is nobody's."""
    if duty.task.of_turn:
        writer = list_writers(study).get(duty.week)
        return (writer,) if writer else ()
    return duty.task.members or None


def explain_others(study: Study, duty: Duty, member: str) -> Sentence | None:
    """Explain that a task is for others. ``None`` if it is the member's."""
    doers = list_doers(study, duty)
    if doers is None or member in doers:
        return None
    if not doers:
        return sentence(
            "{task} of week {week} is nobody’s turn. Choose another task or week.",
            task=duty.task.name,
            week=duty.week,
        )
    names = join_texts([*doers[:MOST_NAMES], *(["…"] if len(doers) > MOST_NAMES else [])], ", ")
    return sentence(
        "{task} of week {week} is for {members} alone. Choose another task or week.",
        task=duty.task.name,
        week=duty.week,
        members=names,
    )
