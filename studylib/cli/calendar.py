"""Command that writes the season as a calendar: ``calendar``."""

from pathlib import Path
from typing import Annotated

import typer

from studylib import clock, files
from studylib.calendar import ics
from studylib.cli import terminal
from studylib.text.faults import explain_unwritable_file
from studylib.text.language import CODES, Language
from studylib.text.message import sentence

commands = typer.Typer()


@commands.command()
def calendar(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE.ics]",
            help="The file to write. An existing file is replaced. [default: the terminal]",
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Of the titles: ko or en. [default: the study's]")
    ] = None,
) -> None:
    """Write deadlines, meetings, late cut-offs, breaks and turns as a calendar (.ics) to import."""
    if language not in (None, *CODES):
        raise typer.BadParameter("ko or en", param_hint="--language")
    season, now = terminal.season(context), clock.now()
    written = ics.write_calendar(season.study, Language(language or season.study.language), now)
    if file is None:
        terminal.write(written)
    else:
        try:
            files.replace_file(file, written)
        except OSError as error:
            terminal.fail(explain_unwritable_file(file, error))
        terminal.tell(
            sentence("{file}: {count} weeks written.", file=str(file), count=len(season.study.weeks))
        )
    terminal.end(season.list_problems(now), Language(season.study.language))
