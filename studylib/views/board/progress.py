"""Draw how far the members are with each task of the present week."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from studylib.season.kinds import TaskKind
from studylib.season.reasons import describe_due
from studylib.season.standing import Phase, Progress, Standing
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.season.weeks import to_milliseconds
from studylib.text.direction import isolate
from studylib.web import markup
from studylib.web.visit import Visit

MOST_NAMES = 8
"""How many names are shown before the others are folded."""


def draw_progress(visit: Visit, now: Standing) -> Markup:
    """Build a line for each task of the week, once it has begun."""
    if not visit.study.tasks or not now.progress or now.phase is Phase.BEFORE:
        return markup.NO_MARKUP
    return markup.draw_list((draw_task(visit, each) for each in now.progress), kind="tasks")


def draw_task(visit: Visit, progress: Progress) -> Markup:
    """Build the line of one task."""
    duty = progress.duty
    head = markup.draw_span(
        markup.draw_strong(duty.task.name), " ", markup.draw_small(describe_due(duty, visit.language))
    )
    is_meeting = duty.task.kind is TaskKind.ATTENDANCE
    is_ahead = is_meeting and to_milliseconds(visit.now) < to_milliseconds(duty.due_at)
    figure = "" if is_ahead else f"{progress.done} / {progress.expected}"
    return markup.draw_row(head, markup.draw_strong(figure)) + draw_missing(visit, progress)


def draw_missing(visit: Visit, progress: Progress) -> Markup:
    """Build the names of those who can still do it. Before a meeting there are none."""
    duty, say = progress.duty, visit.language.say
    at, is_meeting = to_milliseconds(visit.now), duty.task.kind is TaskKind.ATTENDANCE
    late = at >= to_milliseconds(duty.due_at)
    if not progress.missing or (is_meeting and not late):
        return markup.NO_MARKUP
    if is_meeting and not is_recorded(visit.study, duty, at):
        return markup.draw_paragraph(say("Nothing is recorded of this meeting yet."), kind="aside")
    if at >= to_milliseconds(duty.closes_at):
        return markup.NO_MARKUP
    names = draw_names(visit, list_missing(progress), duty)
    end = markup.draw_span(describe_end(visit, duty.closes_at, late=True)) if late else ""
    return markup.draw_element("div", markup.join_parts([names, end]), kind="aside")


def draw_names(visit: Visit, names: Sequence[str], duty: Duty | None = None) -> Markup:
    """Build the names of those who have not done a duty. Without one, the names alone. Most of many are folded."""
    language = visit.language
    first = language.names(names[:MOST_NAMES])
    if duty is not None:
        is_meeting = duty.task.kind is TaskKind.ATTENDANCE
        first = (
            language.say("Not there yet: {names}", names=first)
            if is_meeting
            else language.say("Nothing from: {names}", names=first)
        )
    more = names[MOST_NAMES:]
    if not more:
        return markup.escape_text(first)
    told = language.say("and {count} more members", count=len(more))
    others = markup.draw_fold(told, markup.draw_span(language.names(more)), kind="inline")
    return markup.draw_span(first) + others


def describe_end(visit: Visit, until: datetime, *, late: bool) -> str:
    """Say until when a duty takes answers, in time or late."""
    moment = visit.language.moment(until)
    if late:
        return visit.language.say("Late now, absent from {moment} on", moment=moment)
    return visit.language.say("Open until {moment}", moment=moment)


def list_missing(progress: Progress) -> list[str]:
    """List who has not done a task, with the links so far."""
    most = progress.duty.task.count
    if most == 1:
        return list(progress.missing)
    missing = zip(progress.missing, progress.counted, strict=True)
    return [f"{isolate(name)} {counted}/{most}" if counted else name for name, counted in missing]


def is_recorded(study: Study, duty: Duty, at: int) -> bool:
    """Check if anything is recorded of a meeting at ``at``, in milliseconds, once it has begun."""
    return any(
        (each.week, each.task) == (duty.week, duty.task.name)
        and (each.arrived_at is None or to_milliseconds(each.arrived_at) <= at)
        for each in study.arrivals
    )
