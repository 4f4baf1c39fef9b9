"""What the commands share: the season, the moment, and how they print, warn and fail."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple, NoReturn

import pandas as pd
import typer

from studylib import clock
from studylib.config import studies
from studylib.config.studies import StudyConfig
from studylib.report import Format, render_rows
from studylib.season.study import Problem
from studylib.source import reader
from studylib.source.season import Season, load_season
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import Sentence
from studylib.workbook import moments, values

As_of = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="MOMENT", help="As it stood then, such as 2022-05-11T00:30. [default: now]"
    ),
]
Form = Annotated[Format, typer.Option("--format", help="How the rows are written.")]


class Asked(NamedTuple):
    """Which workbook the command is about: its address, or the id of its study; ``None`` where not given."""

    workbook: str | None
    study: str | None


def listing(context: typer.Context) -> StudyConfig:
    """The study that the command is about; raises a WorkbookError where it is not known which."""
    asked: Asked = context.obj
    return studies.choose_study(asked.study, asked.workbook)


def season(context: typer.Context) -> Season:
    """The season that the command is about; ends the command with 2 where its workbook cannot be had."""
    try:
        return load_season(reader.open_store(listing(context).workbook))
    except StudyboardError as error:
        fail(error.why)


def moment(season: Season, as_of: str | None) -> datetime:
    """The moment of ``--as-of``, local to the study; the present without one."""
    if as_of is None:
        return clock.now()
    try:
        return moments.parse_moment(as_of, season.study.timezone)
    except values.CellError as unreadable:
        raise typer.BadParameter(own_language().say(unreadable.why), param_hint="--as-of") from None


def month(written: str, hint: str) -> str:
    """The month as ``YYYY-MM``; ``hint`` names the option or argument in which it was written."""
    try:
        return moments.parse_month(written)
    except values.CellError as unreadable:
        raise typer.BadParameter(own_language().say(unreadable.why), param_hint=hint) from None


def print_rows(frame: pd.DataFrame, form: Format) -> None:
    """Print a table, whole."""
    write(render_rows(frame, form))


def write(printed: bytes) -> None:
    """Write bytes, not text: the same on every system, line ends and byte-order mark included."""
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()


def end(problems: Sequence[Problem], language: Language) -> None:
    """Say how much could not be read. An unread answer does not count yet, and the board stands; anything else puts
    the rules, the roster or the calendar in doubt, and with them every figure: status 1."""
    warn(problems, language)
    raise typer.Exit(0 if all(problem.of_answer for problem in problems) else 1)


def warn(problems: Sequence[Problem], language: Language) -> None:
    """Say on stderr how much could not be read, if anything."""
    if problems:
        said = language.say(
            "Could not be read: {count}. The command check says what and how to fix it.", count=len(problems)
        )
        typer.echo(said, err=True)


def tell(message: Sentence) -> None:
    """Say what was done, in the language of the terminal."""
    typer.echo(own_language().say(message))


def complain(message: Sentence) -> None:
    """Say on stderr what is not as it should be, in the language of the terminal."""
    typer.echo(own_language().say(message), err=True)


def fail(why: Sentence) -> NoReturn:
    """Say why nothing can be done: status 2."""
    complain(why)
    raise typer.Exit(2)


def own_language() -> Language:
    """The language of the terminal, for what is said before there is a study."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language("ko" if spoken.startswith("ko") else "en")
