"""The reminder: who has not handed in yet, how long is left and what it costs, as a text for the group chat. It is
written as the notice is: plain text, one fact a line, short lines.

It has no judgement of its own: whom it names stands as open or overdue on the board.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from studylib.season import rota, standing, weeks, words
from studylib.season.standing import Waiting
from studylib.season.study import Problem, Study, Tier, Week
from studylib.text.language import TOGETHER, Language
from studylib.text.message import quote

MEANT = re.compile(r"(?<=[@<])|(?<=\])(?=\()")
"""Where what a chat takes for a mention or a link is broken: ``@everyone``, ``<!channel>``, ``[here](https://…)``."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text to send, without a line end at its end; the title is one line."""

    title: str
    body: str

    def __str__(self) -> str:
        return f"{self.title}\n\n{self.body}"


def list_due(study: Study, board: pd.DataFrame, now: datetime) -> tuple[Waiting, ...]:
    """The weeks of which there is something to say at ``now``, on the board judged at ``now``: somebody can still hand
    in for them and has not. Weeks rising; extensions make them overlap.

    For ``weeks.DELIVERY`` after the due moment, and after the end of each late tier, nothing is said of the week: an
    answer that came in time may still be on its way, and nobody is blamed for that.
    """
    return tuple(
        each
        for each in standing.list_waiting(study, board, now)
        if not weeks.has_ended_within(weeks.DELIVERY, (each.week,), study.tiers, now)
    )


def list_scheduled(study: Study, found: Sequence[Waiting], now: datetime) -> tuple[Waiting, ...]:
    """Those of them whose time it is: in ``[due_at - remind_hours, due_at)``, and as long as the week is late."""
    return tuple(
        each for each in found if each.late or _begins(study, each.week) <= weeks.to_milliseconds(now)
    )


def _begins(study: Study, week: Week) -> int:
    return weeks.to_milliseconds(weeks.add_time(week.due_at, -timedelta(hours=study.remind_hours)))


def name_reminder(waiting: Waiting) -> str:
    """What a reminder is known by, so that it is sent once: week, due moment, and whether it is late. A week whose due
    moment is moved is reminded of anew."""
    return f"{waiting.week.number} {waiting.week.due_at.isoformat()} {'late' if waiting.late else 'before'}"


def count_unread(problems: Sequence[Problem]) -> int:
    """How many answers could not be read, so that who gave them may be named as if nothing had come."""
    return len({(each.tab, each.row) for each in problems if each.of_answer})


def write_message(
    study: Study, found: Sequence[Waiting], unread: int, now: datetime, page: str | None = None
) -> Message:
    """What is said of those weeks, at least one, in the language of the study. ``page``: the address of the board."""
    language = Language(study.language)
    title = language.say(
        "Reminder: {weeks}", weeks=language.names([language.week(each.week.number) for each in found])
    )
    writers = rota.list_writers(study)
    parts = [
        part
        for each in found
        for part in (
            _head(each, now, language),
            _missing(each, language),
            _late(study, each, now, language) if each.late else _before(study, each, now, language),
            _blog(each.week, writers.get(each.week.number), language),
        )
    ]
    parts += [_unread(unread, language), _links(study, page, language)]
    return Message(
        f"[{_plain(study.name)}] {title}" if study.name else title,
        "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))),
    )


def _head(waiting: Waiting, now: datetime, language: Language) -> Iterator[str]:
    week = waiting.week
    yield f"{language.week(week.number)} {_plain(week.topic.title)}".rstrip()
    yield language.say("Due {moment}", moment=language.moment(week.last_second))
    left = weeks.to_milliseconds(week.due_at) - weeks.to_milliseconds(now)
    span = language.span(abs(left) / 1000, most=2)
    yield language.say("{span} past", span=span) if waiting.late else language.say("{span} left", span=span)


def _missing(waiting: Waiting, language: Language) -> Iterator[str]:
    yield language.say("Not handed in yet")
    yield from map(_plain, waiting.missing)


def _before(study: Study, waiting: Waiting, now: datetime, language: Language) -> Iterator[str]:
    yield language.say("Handed in late, it costs")
    yield from (_cost(each, waiting.week, language) for each in _ahead(study, waiting.week, now))


def _late(study: Study, waiting: Waiting, now: datetime, language: Language) -> Iterator[str]:
    current, *coming = _ahead(study, waiting.week, now)
    yield language.say("Handed in now, it costs")
    yield _cost(current, waiting.week, language)
    if (until := _until(current, waiting.week)) is not None:
        left = weeks.to_milliseconds(until) - weeks.to_milliseconds(now)
        yield language.say("{span} left", span=language.span(left / 1000, most=2))
    yield from (_cost(each, waiting.week, language) for each in coming)


def _ahead(study: Study, week: Week, now: datetime) -> list[Tier]:
    """The tiers in which the week can still be handed in, after due and after ``now``."""
    at = max(weeks.to_milliseconds(now), weeks.to_milliseconds(week.due_at))
    ends = ((tier, _until(tier, week)) for tier in study.tiers)
    return [tier for tier, until in ends if until is None or weeks.to_milliseconds(until) > at]


def _until(tier: Tier, week: Week) -> datetime | None:
    """The moment at which the tier ends, exclusive; ``None`` if never."""
    return None if tier.lasts is None else weeks.add_time(week.due_at, tier.lasts)


def _cost(tier: Tier, week: Week, language: Language) -> str:
    """What a tier costs and until which second; nothing is later than the one without an end."""
    cost = f"{_plain(words.name_tier(language, tier))} {language.won(tier.amount)}"
    if (until := _until(tier, week)) is None:
        return language.say("{cost} after that", cost=cost) if week.closes_at != week.due_at else cost
    last = weeks.add_time(until, -timedelta(seconds=1))
    return language.say("{cost} until {moment}", cost=cost, moment=language.moment(last))


def _blog(week: Week, writer: str | None, language: Language) -> Iterator[str]:
    if writer is None:
        return
    yield language.say("Team blog: {member}", member=_plain(writer))
    yield language.say("The post is there") if week.topic.post else language.say("No post yet")


def _unread(count: int, language: Language) -> Iterator[str]:
    if count:
        yield language.say("Answers that could not be read: {count}", count=count)
        yield language.say("Who gave them may have handed in already.")


def _links(study: Study, page: str | None, language: Language) -> Iterator[str]:
    if study.form:
        yield language.say("Hand in: {link}", link=study.form.url)
    if page:
        yield language.say("Board: {link}", link=page)


def _plain(written: str) -> str:
    """What somebody wrote, on one line, so that no chat takes it for a mention of everybody or for a link."""
    return MEANT.sub(TOGETHER, str(quote(written)))
