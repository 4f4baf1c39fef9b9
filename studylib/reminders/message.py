"""The reminder for the group chat: missing members, the time left and the price.

It is plain text, one fact a line, in short lines, as the notice is. It judges nothing itself: the members it names are
open or overdue on the board.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from studylib.season import rota, standing, weeks, words
from studylib.season.problems import Problem
from studylib.season.standing import Waiting
from studylib.season.study import Study, Tier, Week
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
    """List the weeks to remind of. A member can still hand in at ``now`` and has not.

    ``board`` is judged at ``now``. Weeks rise. They overlap after extensions. A week is left out for ``weeks.DELIVERY``
    after its due moment. It is left out as long after the end of each late tier. An answer in time may still be on its
    way. Its author must not be blamed.
    """
    return tuple(
        each
        for each in standing.list_waiting(study, board, now)
        if not weeks.has_ended_within(weeks.DELIVERY, (each.duty,), study.tiers, now)
    )


def list_scheduled(study: Study, due: Sequence[Waiting], now: datetime) -> tuple[Waiting, ...]:
    """List the weeks to remind of by schedule.

    Remind in ``[due_at - remind_hours, due_at)``, and while the week is late.
    """
    return tuple(
        each for each in due if each.late or _start_reminding(study, each.duty) <= weeks.to_milliseconds(now)
    )


def _start_reminding(study: Study, duty: Duty) -> int:
    return weeks.to_milliseconds(weeks.add_time(duty.due_at, -timedelta(hours=study.remind_hours)))


def name_reminder(waiting: Waiting) -> str:
    """Name a reminder by its week, due moment and lateness, so that it is sent once.

    If the due moment moves, there is a new reminder.
    """
    return f"{waiting.week.number} {waiting.week.due_at.isoformat()} {'late' if waiting.late else 'before'}"


def count_unread(problems: Sequence[Problem]) -> int:
    """Count the answers that could not be read. The reminder may name their authors although they answered."""
    return len({(each.tab, each.row) for each in problems if each.of_answer})


def write_message(
    study: Study, due: Sequence[Waiting], unread: int, now: datetime, page: str | None = None
) -> Message:
    """Write the reminder of those weeks, at least one, in the language of the study.

    ``unread`` counts the answers that could not be read. ``page`` is the address of the board.
    """
    language = Language(study.language)
    title = language.say(
        "Reminder: {weeks}", weeks=language.names([language.week(each.week.number) for each in due])
    )
    writers = rota.list_writers(study)
    parts = [
        part
        for each in due
        for part in (
            _write_head(each, now, language),
            _list_missing(each, language),
            _write_costs_now(study, each, now, language)
            if each.late
            else _write_costs_ahead(study, each, now, language),
            _write_blog(each.week, writers.get(each.week.number), language),
        )
    ]
    parts += [_write_unread(unread, language), _write_links(study, page, language)]
    return Message(
        f"[{defuse(study.name)}] {title}" if study.name else title,
        "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))),
    )


def _write_head(waiting: Waiting, now: datetime, language: Language) -> Iterator[str]:
    week = waiting.week
    yield f"{language.week(week.number)} {defuse(week.topic.title)}".rstrip()
    yield language.say("Due {moment}", moment=language.moment(week.last_second))
    left = weeks.to_milliseconds(week.due_at) - weeks.to_milliseconds(now)
    span = language.span(abs(left) / 1000, most=2)
    yield language.say("{span} past", span=span) if waiting.late else language.say("{span} left", span=span)


def _list_missing(waiting: Waiting, language: Language) -> Iterator[str]:
    yield language.say("Not handed in yet")
    yield from map(defuse, waiting.missing)


def _write_costs_ahead(study: Study, waiting: Waiting, now: datetime, language: Language) -> Iterator[str]:
    yield language.say("Handed in late, it costs")
    yield from (
        _write_cost(*each, waiting.duty, language) for each in _list_tiers_ahead(study, waiting.duty, now)
    )


def _write_costs_now(study: Study, waiting: Waiting, now: datetime, language: Language) -> Iterator[str]:
    (current, until), *coming = _list_tiers_ahead(study, waiting.duty, now)
    yield language.say("Handed in now, it costs")
    yield _write_cost(current, until, waiting.duty, language)
    if until is not None:
        left = weeks.to_milliseconds(until) - weeks.to_milliseconds(now)
        yield language.say("{span} left", span=language.span(left / 1000, most=2))
    yield from (_write_cost(*each, waiting.duty, language) for each in coming)


def _list_tiers_ahead(study: Study, duty: Duty, now: datetime) -> list[tuple[Tier, datetime | None]]:
    """Return the tiers that somebody can still fall into, each with its end. ``None``: it has none."""
    at = max(weeks.to_milliseconds(now), weeks.to_milliseconds(duty.due_at))
    return [
        (study.tiers[place], until)
        for place, until in weeks.list_stages(study.tiers, duty)
        if until is None or weeks.to_milliseconds(until) > at
    ]


def _write_cost(tier: Tier, until: datetime | None, duty: Duty, language: Language) -> str:
    """Return the price of a tier and its last second. The tier without an end comes last."""
    cost = f"{defuse(words.name_tier(language, tier))} {language.won(tier.amount)}"
    if until is None:
        return language.say("{cost} after that", cost=cost) if duty.closes_at != duty.due_at else cost
    last = weeks.add_time(until, -timedelta(seconds=1))
    return language.say("{cost} until {moment}", cost=cost, moment=language.moment(last))


def _write_blog(week: Week, writer: str | None, language: Language) -> Iterator[str]:
    if writer is None:
        return
    yield language.say("Team blog: {member}", member=defuse(writer))
    yield language.say("The post is up") if week.topic.post else language.say("No post yet")


def _write_unread(count: int, language: Language) -> Iterator[str]:
    if count:
        yield language.say("Answers that could not be read: {count}", count=count)
        yield language.say("Their authors may have handed in already.")


def _write_links(study: Study, page: str | None, language: Language) -> Iterator[str]:
    if study.form:
        yield language.say("Hand in: {link}", link=study.form.url)
    if page:
        yield language.say("Board: {link}", link=page)
