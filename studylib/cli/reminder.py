"""Command of the reminders: ``remind``."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated, NamedTuple, NoReturn

import typer

from studylib.cli import terminal
from studylib.config.studies import StudyConfig
from studylib.reminders import delivery, doubts, message, sent
from studylib.reminders.delivery import Channel
from studylib.reminders.message import Message
from studylib.reminders.sent import SentLog
from studylib.season import board
from studylib.season.problems import Problem
from studylib.season.standing import Waiting
from studylib.source.season import Season
from studylib.text.errors import DeliveryError, StudyboardError
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence

commands = typer.Typer()


@commands.command()
def remind(
    context: typer.Context,
    as_of: terminal.As_of = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print it and send nothing.")] = False,
    scheduled: Annotated[
        bool,
        typer.Option(
            "--scheduled",
            help="Only in the hours before the deadline that the settings name, and while handing in late.",
        ),
    ] = False,
    sent: Annotated[
        Path | None,
        typer.Option(
            "--sent", metavar="FILE", help="Nothing twice: FILE keeps what was sent to which address."
        ),
    ] = None,
) -> None:
    """Remind members without a hand-in of the time left and the cost. Send nothing if there are none."""
    if as_of and not dry_run:
        raise typer.BadParameter(
            terminal.own_language().say("Of another moment it is only printed: add --dry-run."),
            param_hint="--as-of",
        )
    file = None if dry_run else sent
    try:
        with _hold_log(file):  # whoever waited reads the workbook and the record anew
            _remind(context, as_of, dry_run, scheduled, file)
    except StudyboardError as error:
        terminal.fail(error.why)


def _hold_log(file: Path | None) -> AbstractContextManager[None]:
    return sent.hold_log(file) if file else nullcontext()


def _remind(
    context: typer.Context, as_of: str | None, dry_run: bool, scheduled: bool, file: Path | None
) -> None:
    season, listing = terminal.season(context), terminal.listing(context)
    language = Language(season.study.language)
    now = terminal.parse_moment(season, as_of)
    waiting, problems = _list_waiting(season, now, scheduled), terminal.list_problems(season, now)
    if found := doubts.list_delaying(season.study, problems, waiting):
        _refuse(found, language)
    if dry_run:
        _print_message(season, listing, waiting, now, language)
    else:
        failures = _send(season, listing, waiting, now, file, language)
        for failure in failures:
            typer.echo(language.say(failure), err=True)
        if failures:
            raise typer.Exit(1)
    if not waiting:  # else every hour of a schedule would fail for problems that concern no reminder
        return terminal.warn(problems, language)
    terminal.end(problems, language)


def _refuse(found: Sequence[Problem], language: Language) -> NoReturn:
    """Say why nothing was sent, and end the command with 1."""
    why = sentence("Nothing was sent: the reminder could name members who have handed in. Fix this first:")
    typer.echo(language.say(why), err=True)
    terminal.name_problems(found, language)
    raise typer.Exit(1)


def _list_waiting(season: Season, now: datetime, scheduled: bool) -> tuple[Waiting, ...]:
    due = message.list_due(season.study, board.judge(season.study, now), now)
    return message.list_scheduled(season.study, due, now) if scheduled else due


def _write_message(
    season: Season, listing: StudyConfig, waiting: Sequence[Waiting], now: datetime
) -> Message:
    return message.write_message(
        season.study,
        waiting,
        message.count_unread(terminal.list_problems(season, now)),
        now,
        page=delivery.find_page(listing),
    )


def _print_message(
    season: Season, listing: StudyConfig, waiting: Sequence[Waiting], now: datetime, language: Language
) -> None:
    if waiting:
        terminal.write(f"{_write_message(season, listing, waiting, now)}\n".encode())
    else:
        _say_nothing_due(language)


class Letter(NamedTuple):
    """The reminders that one channel has not had yet."""

    channel: Channel
    reminders: tuple[Waiting, ...]


def _send(
    season: Season,
    listing: StudyConfig,
    waiting: tuple[Waiting, ...],
    now: datetime,
    file: Path | None,
    language: Language,
) -> list[Sentence]:
    """Send to each address the reminders that it has not had yet. Return the failures.

    ``file`` keeps the record of what was sent. ``None``: send everything.
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
    letters = _plan_letters(channels, waiting, record)
    if not letters:
        _say_nothing_due(language)
        return failures
    if file and record:
        sent.write_log(record, file)  # fails before the first reminder, else every run would remind anew
    messages = [(each.channel, _write_message(season, listing, each.reminders, now)) for each in letters]
    outcomes = delivery.deliver([(channel, each.title, each.body) for channel, each in messages])
    delivered = [channel for channel, failure in outcomes if failure is None]
    if file and record:
        sent.write_log(_record_letters(record, [each for each in letters if each.channel in delivered]), file)
    typer.echo(language.say("Sent to {count} of {all} addresses.", count=len(delivered), all=len(letters)))
    return failures + [failure for _, failure in outcomes if failure]


def _plan_letters(
    channels: Sequence[Channel], waiting: Sequence[Waiting], record: SentLog | None
) -> tuple[Letter, ...]:
    """Decide which reminders each channel gets: all without a record, else those not recorded. Skip the others."""
    letters = (
        Letter(channel, tuple(each for each in waiting if not _was_sent(record, each, channel)))
        for channel in channels
    )
    return tuple(each for each in letters if each.reminders)


def _was_sent(record: SentLog | None, reminder: Waiting, channel: Channel) -> bool:
    return record is not None and record.had(message.name_reminder(reminder), channel.address)


def _record_letters(record: SentLog, delivered: Sequence[Letter]) -> SentLog:
    for letter in delivered:
        for reminder in letter.reminders:
            record = record.having(message.name_reminder(reminder), letter.channel.address)
    return record


def _say_nothing_due(language: Language) -> None:
    typer.echo(language.say("There is nothing to say now, so nothing was sent."), err=True)
