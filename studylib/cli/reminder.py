"""Command of the reminders: ``remind``."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from studylib.cli import terminal
from studylib.config.studies import StudyConfig
from studylib.reminders import doubts, sent
from studylib.season.problems import Problem
from studylib.season.standing import Waiting
from studylib.source import reminding
from studylib.source.reminding import Dispatch
from studylib.source.season import Season
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import sentence

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
    waiting = reminding.list_waiting(season, now, scheduled=scheduled)
    problems = terminal.list_problems(season, now)
    if found := doubts.list_delaying(season.study, problems, waiting):
        _refuse(found, language)
    if dry_run:
        _print_message(season, listing, waiting, problems, now)
    else:
        dispatch = reminding.send(season, listing, waiting, problems, now, file)
        _tell_outcome(dispatch, language)
    if not waiting:  # else every hour of a schedule would fail for problems that concern no reminder
        return terminal.warn(problems, language)
    terminal.end(problems, language)


def _tell_outcome(dispatch: Dispatch, language: Language) -> None:
    """Say how many took it. End the command with 1 if some did not."""
    if dispatch.lacking:
        counts = {"count": dispatch.delivered, "all": dispatch.lacking}
        typer.echo(language.say("Sent to {count} of {all} addresses.", **counts))
    else:
        _say_nothing_due(language)
    for failure in dispatch.failures:
        typer.echo(language.say(failure), err=True)
    if dispatch.failures:
        raise typer.Exit(1)


def _refuse(found: Sequence[Problem], language: Language) -> NoReturn:
    """Say why nothing was sent, and end the command with 1."""
    why = sentence("Nothing was sent: the reminder could name members who have handed in. Fix this first:")
    typer.echo(language.say(why), err=True)
    terminal.name_problems(found, language)
    raise typer.Exit(1)


def _print_message(
    season: Season,
    listing: StudyConfig,
    waiting: Sequence[Waiting],
    problems: Sequence[Problem],
    now: datetime,
) -> None:
    if waiting:
        terminal.write(f"{reminding.write_message(season, listing, waiting, problems, now)}\n".encode())
    else:
        _say_nothing_due(Language(season.study.language))


def _say_nothing_due(language: Language) -> None:
    typer.echo(language.say("There is nothing to say now, so nothing was sent."), err=True)
