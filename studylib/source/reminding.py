"""The sending of reminders: who waits, what each address gets, and the record of it.

The command ``remind`` and the server's own loop send through it. So neither repeats the other.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from studylib.config.studies import StudyConfig
from studylib.reminders import delivery, message, sent
from studylib.reminders.delivery import Channel
from studylib.reminders.message import Message
from studylib.reminders.sent import SentLog
from studylib.season import board
from studylib.season.problems import Problem
from studylib.season.standing import Waiting
from studylib.source.season import Season
from studylib.text.errors import DeliveryError
from studylib.text.message import Sentence, sentence


class Letter(NamedTuple):
    """The reminders that one channel has not had yet."""

    channel: Channel
    reminders: tuple[Waiting, ...]


class Dispatch(NamedTuple):
    """How many of the addresses that lacked a reminder took it, and why others did not."""

    delivered: int
    lacking: int
    failures: tuple[Sentence, ...]


def list_waiting(season: Season, now: datetime, *, scheduled: bool) -> tuple[Waiting, ...]:
    """List what to remind of. ``scheduled``: only in the hours that the settings name."""
    due = message.list_due(season.study, board.judge(season.study, now), now)
    return message.list_scheduled(season.study, due, now) if scheduled else due


def write_message(
    season: Season,
    listing: StudyConfig,
    waiting: Sequence[Waiting],
    problems: Sequence[Problem],
    now: datetime,
) -> Message:
    """Write the reminder of those duties. ``problems`` are those at ``now``."""
    unread, page = message.count_unread(problems), delivery.find_page(listing)
    return message.write_message(season.study, waiting, unread, now, page=page)


def send(
    season: Season,
    listing: StudyConfig,
    waiting: tuple[Waiting, ...],
    problems: Sequence[Problem],
    now: datetime,
    file: Path | None,
) -> Dispatch:
    """Send to each address the reminders that it has not had yet. Raises a DeliveryError if nothing can be sent.

    ``file`` keeps the record of what was sent, and the caller holds it. ``None``: send everything.
    """
    if season.study.sample:
        raise DeliveryError(
            sentence(
                "This is a sample season of an invented group. Studyboard reminds no one. "
                "--dry-run prints the reminder."
            )
        )
    channels, failures = delivery.open_channels(delivery.list_addresses(listing))
    record = sent.read_log(file) if file else None
    letters = _plan_letters(channels, waiting, record, listing.id)
    if not letters:
        return Dispatch(0, 0, tuple(failures))
    if file and record:
        sent.write_log(record, file)  # fails before the first reminder, else every run would remind anew
    messages = [
        (each.channel, write_message(season, listing, each.reminders, problems, now)) for each in letters
    ]
    outcomes = delivery.deliver([(channel, each.title, each.body) for channel, each in messages])
    delivered = [channel for channel, failure in outcomes if failure is None]
    if file and record:
        taken = [each for each in letters if each.channel in delivered]
        sent.write_log(_record_letters(record, taken, listing.id), file)
    failures += [failure for _, failure in outcomes if failure]
    return Dispatch(len(delivered), len(letters), tuple(failures))


def _plan_letters(
    channels: Sequence[Channel], waiting: Sequence[Waiting], record: SentLog | None, study: str | None
) -> tuple[Letter, ...]:
    """Decide which reminders each channel gets: all without a record, else those not recorded. Skip the others."""
    letters = (
        Letter(channel, tuple(each for each in waiting if not _was_sent(record, each, channel, study)))
        for channel in channels
    )
    return tuple(each for each in letters if each.reminders)


def _was_sent(record: SentLog | None, reminder: Waiting, channel: Channel, study: str | None) -> bool:
    return record is not None and record.had(_name_in_record(reminder, study), channel.address)


def _record_letters(record: SentLog, delivered: Sequence[Letter], study: str | None) -> SentLog:
    for letter in delivered:
        for reminder in letter.reminders:
            record = record.having(_name_in_record(reminder, study), letter.channel.address)
    return record


def _name_in_record(reminder: Waiting, study: str | None) -> str:
    """Name a reminder in a file that several studies may share. ``study``: the id of one of several."""
    name = message.name_reminder(reminder)
    return name if study is None else f"{study}: {name}"
