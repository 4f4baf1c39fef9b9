"""The reminder for the group chat. Each duty has its missing members, time left and price.

It is plain text, one fact a line, in short lines, as the notice is. It judges nothing itself: the members it names are
open or overdue on the board.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from studylib.reminders import costs
from studylib.season import rota, standing, weeks
from studylib.season.kinds import TaskKind
from studylib.season.problems import Problem
from studylib.season.standing import Waiting
from studylib.season.study import FormLink, Study, Week
from studylib.season.tasks import Duty
from studylib.text.chat import defuse
from studylib.text.language import Language


@dataclass(frozen=True, slots=True)
class Message:
    """A text to send, without a line end at its end. The title is one line."""

    title: str
    body: str

    def __str__(self) -> str:
        return f"{self.title}\n\n{self.body}"


def list_due(study: Study, board: pd.DataFrame, now: datetime) -> tuple[Waiting, ...]:
    """List the duties to remind of. A member can still hand in at ``now``. Or a meeting is ahead.

    ``board`` is judged at ``now``. Weeks rise. They overlap after extensions. A duty is left out for ``weeks.DELIVERY``
    after its due moment. It is left out as long after the end of each late tier. An answer in time may still be on its
    way. Its author must not be blamed. A meeting that has started is left out. Who came is often recorded afterwards.
    """
    return tuple(
        each
        for each in standing.list_waiting(study, board, now)
        if not weeks.has_ended_within(weeks.DELIVERY, (each.duty,), study.tiers, now)
        and not (each.late and _is_meeting(each))
    )


def list_scheduled(study: Study, due: Sequence[Waiting], now: datetime) -> tuple[Waiting, ...]:
    """List the duties to remind of by schedule.

    Remind in ``[due_at - remind_hours, due_at)``, and while the duty is late.
    """
    return tuple(
        each for each in due if each.late or _start_reminding(study, each.duty) <= weeks.to_milliseconds(now)
    )


def _start_reminding(study: Study, duty: Duty) -> int:
    return weeks.to_milliseconds(weeks.add_time(duty.due_at, -timedelta(hours=study.remind_hours)))


def _is_meeting(waiting: Waiting) -> bool:
    return waiting.duty.task.kind is TaskKind.ATTENDANCE


def name_reminder(waiting: Waiting) -> str:
    """Name a reminder by its week, due moment, lateness and task. Each name is sent once.

    If the due moment moves, there is a new reminder. The unnamed task adds nothing.
    """
    duty, stage = waiting.duty, "late" if waiting.late else "before"
    name = f"{duty.week} {duty.due_at.isoformat()} {stage}"
    return name if duty.task.name is None else f"{name} {duty.task.name}"


def count_unread(problems: Sequence[Problem]) -> int:
    """Count the answers that could not be read. The reminder may name their authors although they answered."""
    return len({(each.tab, each.row) for each in problems if each.of_answer})


def write_message(
    study: Study, due: Sequence[Waiting], unread: int, now: datetime, page: str | None = None
) -> Message:
    """Write the reminder of those duties, at least one, in the language of the study.

    ``unread`` counts the answers that could not be read. ``page`` is the address of the board.
    """
    language, is_of_links = Language(study.language), not all(map(_is_meeting, due))
    writers = rota.list_writers(study)
    parts = [
        part
        for place, each in enumerate(due)
        for part in (
            _write_head(each, now, language),
            _list_missing(each, language),
            costs.write_costs(study, each, now, language),
            _write_blog(each.week, writers.get(each.week.number), language) if _ends_week(due, place) else (),
        )
    ]
    parts += [
        _write_unread(unread if is_of_links else 0, language),
        _write_links(study.form if is_of_links else None, page, language),
    ]
    title = _write_title(due, language)
    return Message(
        f"[{defuse(study.name)}] {title}" if study.name else title,
        "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))),
    )


def _write_title(due: Sequence[Waiting], language: Language) -> str:
    names = language.names([language.week(each) for each in dict.fromkeys(each.duty.week for each in due)])
    if any(map(_is_meeting, due)):
        return language.say("Reminder of {weeks}", weeks=names)
    return language.say("Reminder: {weeks}", weeks=names)


def _ends_week(due: Sequence[Waiting], place: int) -> bool:
    """Check if the duty at a place is the last one of its week."""
    return place + 1 == len(due) or due[place + 1].duty.week != due[place].duty.week


def _write_head(waiting: Waiting, now: datetime, language: Language) -> Iterator[str]:
    week, duty = waiting.week, waiting.duty
    head = f"{language.week(week.number)} {defuse(week.topic.title)}".rstrip()
    yield f"{head} · {defuse(duty.task.name)}" if duty.task.name else head
    if _is_meeting(waiting):
        yield language.say("Starts {moment}", moment=language.moment(duty.due_at))
    else:
        yield language.say("Due {moment}", moment=language.moment(duty.last_second))
    left = weeks.to_milliseconds(duty.due_at) - weeks.to_milliseconds(now)
    span = language.span(abs(left) / 1000, most=2)
    yield language.say("{span} past", span=span) if waiting.late else language.say("{span} left", span=span)


def _list_missing(waiting: Waiting, language: Language) -> Iterator[str]:
    task = waiting.duty.task
    if _is_meeting(waiting):
        yield language.say("Expected at the meeting")
    elif task.of_turn:
        yield language.say("On turn, not handed in yet")
    else:
        yield language.say("Not handed in yet")
    for name, counted in zip(map(defuse, waiting.missing), waiting.counted, strict=True):
        if task.count == 1:
            yield name
        else:
            left = task.count - counted
            progress = language.say(
                "{counted}/{count}, {left} to go", counted=counted, count=task.count, left=left
            )
            yield f"{name} {progress}"


def _write_blog(week: Week, writer: str | None, language: Language) -> Iterator[str]:
    """Write whose turn it is. A task of whoever's turn it is says so itself."""
    if writer is None or any(duty.task.of_turn for duty in week.duties):
        return
    yield language.say("Team blog: {member}", member=defuse(writer))
    yield language.say("The post is up") if week.topic.post else language.say("No post yet")


def _write_unread(count: int, language: Language) -> Iterator[str]:
    if count:
        yield language.say("Answers that could not be read: {count}", count=count)
        yield language.say("Their authors may have handed in already.")


def _write_links(form: FormLink | None, page: str | None, language: Language) -> Iterator[str]:
    if form:
        yield language.say("Hand in: {link}", link=form.url)
    if page:
        yield language.say("Board: {link}", link=page)
