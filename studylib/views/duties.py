"""Draw the tasks of a week and what was handed in."""

import pandas as pd
from markupsafe import Markup

from studylib.season.kinds import TaskKind
from studylib.season.reasons import describe_due
from studylib.season.rota import Turn
from studylib.season.standing import select_duty
from studylib.season.study import Week
from studylib.season.tasks import Duty, Task
from studylib.text.direction import join_texts
from studylib.text.language import Language
from studylib.web import anchors, markup
from studylib.web.visit import Visit


def list_terms(
    visit: Visit, week: Week, rows: pd.DataFrame, turn: Turn | None
) -> list[tuple[object, object]]:
    """List the tasks of a week, then the links of each. ``rows`` are its rows of the board."""
    writer = turn.writer if turn else None
    tasks = markup.join_lines(draw_duty(visit.language, duty, writer) for duty in week.duties)
    links = [
        (duty.task.name, draw_links(select_duty(rows, duty)))
        for duty in week.duties
        if duty.task.kind is TaskKind.LINK
    ]
    return [(visit.language.say("Tasks"), tasks), *links]


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


def draw_links(rows: pd.DataFrame) -> Markup:
    """Build the links of a task. The first has the member's name, the others are numbered."""
    handed_in = rows[rows["link"].notna()]
    return markup.join_parts(
        draw_member(member, lines.splitlines())
        for member, lines in zip(handed_in["member"], handed_in["link"], strict=True)
    )


def draw_member(member: str, addresses: list[str]) -> Markup:
    first = anchors.draw_link(addresses[0], member)
    others = (anchors.draw_link(address, str(number)) for number, address in enumerate(addresses[1:], 2))
    return markup.join_parts([first, *others], " ")
