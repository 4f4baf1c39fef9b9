"""Draw the tasks of a week."""

from markupsafe import Markup

from studylib.season.reasons import describe_due
from studylib.season.rota import Turn
from studylib.season.study import Week
from studylib.season.tasks import Duty, Task
from studylib.text.direction import join_texts
from studylib.text.language import Language
from studylib.web import markup


def draw_duties(language: Language, week: Week, turn: Turn | None) -> Markup:
    """Build the tasks of a week, one a line."""
    writer = turn.writer if turn else None
    return markup.join_lines(draw_duty(language, duty, writer) for duty in week.duties)


def draw_duty(language: Language, duty: Duty, writer: str | None) -> Markup:
    """Build one task in a line."""
    return markup.join_parts(
        [
            markup.draw_strong(duty.task.name),
            describe_due(duty, language),
            describe_count(language, duty.task),
            describe_doers(language, duty.task, writer),
        ]
    )


def describe_count(language: Language, task: Task) -> str:
    """Say how many links a task takes, and how many of a day count."""
    count, per_day = task.count, task.per_day
    links = language.say("{count} links", count=count) if count > 1 else ""
    daily = language.say("at most {count} a day", count=per_day) if count > 1 and per_day else ""
    return join_texts([links, daily], ", ")


def describe_doers(language: Language, task: Task, writer: str | None = None) -> str:
    """Say who does a task, unless everybody does. ``writer`` has the turn."""
    if not task.of_turn:
        return language.names(task.members)
    return language.say("turn of {member}", member=writer) if writer else language.say("whoever’s turn it is")
