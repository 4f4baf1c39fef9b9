"""The command of the reminders: ``remind``."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from studylib.cli import terminal
from studylib.config.studies import StudyConfig
from studylib.reminders import delivery, message, sent
from studylib.reminders.delivery import Channel
from studylib.reminders.message import Message
from studylib.reminders.sent import SentLog
from studylib.season import board
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
    """Tell the group who has not handed in yet, how long is left and what it costs; nothing to say, nothing sent."""
    if as_of and not dry_run:
        raise typer.BadParameter(
            terminal.own_language().say("Of another moment it is only printed: add --dry-run."),
            param_hint="--as-of",
        )
    season, listing = terminal.season(context), terminal.listing(context)
    language = Language(season.study.language)
    now = terminal.moment(season, as_of)
    found = _found(season, now, scheduled)
    try:
        if dry_run:
            _print(season, listing, found, now, language)
        else:
            failures = _send(season, listing, found, now, sent, language)
            for each in failures:
                typer.echo(language.say(each), err=True)
            if failures:
                raise typer.Exit(1)
    except StudyboardError as error:
        terminal.fail(error.why)
    if not found:  # every hour of a schedule would else fail for what concerns no reminder
        return terminal.warn(season.problems, language)
    terminal.end(season.problems, language)


def _found(season: Season, now: datetime, scheduled: bool) -> tuple[Waiting, ...]:
    found = message.list_due(season.study, board.judge(season.study, now), now)
    return message.list_scheduled(season.study, found, now) if scheduled else found


def _message(season: Season, listing: StudyConfig, found: Sequence[Waiting], now: datetime) -> Message:
    return message.write_message(
        season.study, found, message.count_unread(season.problems), now, page=delivery.find_page(listing)
    )


def _print(
    season: Season, listing: StudyConfig, found: Sequence[Waiting], now: datetime, language: Language
) -> None:
    if found:
        terminal.write(f"{_message(season, listing, found, now)}\n".encode())
    else:
        _nothing(language)


def _send(
    season: Season,
    listing: StudyConfig,
    found: Sequence[Waiting],
    now: datetime,
    file: Path | None,
    language: Language,
) -> list[Sentence]:
    """Send to each address what it has not had yet; what failed."""
    if season.study.sample:
        raise DeliveryError(
            sentence("This is a sample season of an invented group. Nobody is reminded; --dry-run prints it.")
        )
    channels, failures = delivery.open_channels(delivery.list_addresses(listing))
    record = sent.read_log(file) if file else SentLog("", {})
    wanted = [(channel, _new(found, channel, record) if file else found) for channel in channels]
    letters = [(channel, new) for channel, new in wanted if new]
    if not letters:
        _nothing(language)
        return failures
    if file:
        sent.write_log(record, file)  # before anybody is reminded: else every run would remind anew
    messages = [(channel, _message(season, listing, new, now)) for channel, new in letters]
    outcomes = delivery.deliver([(channel, each.title, each.body) for channel, each in messages])
    taken = [channel for channel, failure in outcomes if failure is None]
    if file:
        for channel, new in letters:
            for each in new if channel in taken else ():
                record = record.having(message.name_reminder(each), channel.address)
        sent.write_log(record, file)
    typer.echo(language.say("Sent to {count} of {all} addresses.", count=len(taken), all=len(letters)))
    return failures + [failure for _, failure in outcomes if failure]


def _new(found: Sequence[Waiting], channel: Channel, record: SentLog) -> tuple[Waiting, ...]:
    return tuple(each for each in found if not record.had(message.name_reminder(each), channel.address))


def _nothing(language: Language) -> None:
    typer.echo(language.say("There is nothing to say now, so nothing was sent."), err=True)
