"""Shared parts of the commands: the season, the moment, how they print, warn and fail."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple, NoReturn

import pandas as pd
import typer

from studylib import clock
from studylib.config.studies import StudyConfig
from studylib.report import Format, render_rows, to_paste
from studylib.season import closings
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.source import catalogue, reader
from studylib.source.season import Season, load_season
from studylib.text.direction import join_texts
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.masking import mask_addresses
from studylib.text.message import Sentence, quote
from studylib.workbook import moments, values
from studylib.workbook.cells import Workbook
from studylib.workbook.entries import NewRows

MOST_DAMAGES = 20
"""Up to so many damaged rows are named."""

As_of = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="MOMENT", help="As it stood then, such as 2022-05-11T00:30. [default: now]"
    ),
]
Form = Annotated[Format, typer.Option("--format", help="How the rows are written.")]


MOST_PROBLEMS = 20
"""How many problems a refusal names. The command ``check`` lists all."""


class WorkbookChoice(NamedTuple):
    """The address of the workbook, or the id of its study. ``None``: not given."""

    workbook: str | None
    study: str | None


def listing(context: typer.Context) -> StudyConfig:
    """Choose the study of the command. Raises a StudyboardError if no study or several match."""
    choice: WorkbookChoice = context.obj
    return catalogue.choose_study(choice.study, choice.workbook)


def season(context: typer.Context) -> Season:
    """Load the season of the command. End the command with 2 if its workbook cannot be loaded.

    If rows are damaged, say so. The command then does its work with the others, and ends with 2.
    """
    try:
        loaded = load_season(reader.open_store(listing(context).workbook))
    except StudyboardError as error:
        fail(error.why)
    warn_of_damages(context, loaded.cells)
    return loaded


def warn_of_damages(context: typer.Context, cells: Workbook) -> None:
    """Name the damaged rows on stderr, and let the command end with 2 if there are any."""
    for damage in cells.damages[:MOST_DAMAGES]:
        complain(damage.why)
    if cells.damages:
        context.call_on_close(_end_damaged)


def _end_damaged() -> NoReturn:
    raise typer.Exit(2)


def parse_moment(season: Season, as_of: str | None) -> datetime:
    """Parse ``--as-of``, local to the study. ``None``: the present, read from the clock."""
    if as_of is None:
        return clock.now()
    try:
        return moments.parse_moment(as_of, season.study.timezone)
    except values.CellError as unreadable:
        raise typer.BadParameter(own_language().say(unreadable.why), param_hint="--as-of") from None


def look_back(season: Season, now: datetime) -> Study:
    """Take the study as it stood at ``now``, without the closings that came since."""
    return closings.look_back(season.study, now, clock.now())


def list_problems(season: Season, now: datetime) -> tuple[Problem, ...]:
    """List the problems at ``now``, which may be a look back from the present."""
    return season.list_problems(now, clock.now())


def parse_typed_month(text: str, hint: str) -> str:
    """Parse a month into ``YYYY-MM``. ``hint`` names its option or argument."""
    try:
        return moments.parse_month(text)
    except values.CellError as unreadable:
        raise typer.BadParameter(own_language().say(unreadable.why), param_hint=hint) from None


def print_rows(frame: pd.DataFrame, form: Format) -> None:
    """Print all rows of a table."""
    write(render_rows(frame, form))


def write(printed: bytes) -> None:
    """Write bytes to stdout. Line ends and byte-order mark are the same on every system."""
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()


def end(problems: Sequence[Problem], language: Language) -> None:
    """Warn of the problems and end the command.

    Status 0 if all problems are of answers. Those do not count yet, and the board holds. Status 1 otherwise: rules,
    roster or calendar are in doubt, and so is every figure.
    """
    warn(problems, language)
    raise typer.Exit(0 if all(problem.of_answer for problem in problems) else 1)


def warn(problems: Sequence[Problem], language: Language) -> None:
    """Say on stderr how many cells or rows could not be read, if any."""
    if problems:
        warning = language.say(
            "Could not be read: {count}. The command check says what and how to fix it.", count=len(problems)
        )
        typer.echo(warning, err=True)


def name_problems(problems: Sequence[Problem], language: Language) -> None:
    """Name the first problems on stderr, one a line. Each has tab, row, subject, column and remedy."""
    for each in problems[:MOST_PROBLEMS]:
        row = language.say("row {row}", row=each.row) if each.row else None
        parts = filter(None, [mask_addresses(each.tab), row, each.subject, each.column])
        place = join_texts(str(quote(part)) for part in parts)
        typer.echo(f"{place}: {language.say(each.message)}", err=True)
    if (more := len(problems) - MOST_PROBLEMS) > 0:
        typer.echo(language.say("and {count} more", count=more), err=True)


def tell(message: Sentence) -> None:
    """Say the outcome on stdout, in the language of the terminal."""
    typer.echo(own_language().say(message))


def complain(message: Sentence) -> None:
    """Say what is wrong on stderr, in the language of the terminal."""
    typer.echo(own_language().say(message), err=True)


def print_to_paste(new: NewRows, name: str, language: Language) -> None:
    """Print rows to paste into the read-only workbook ``name``. Say on stderr which tab takes them."""
    write(to_paste([new.header, *new.rows]))
    advice = language.say(
        "{name} is read-only. Paste these rows into the tab {tab}. The first row is for a tab without a header.",
        name=name,
        tab=new.title,
    )
    typer.echo(advice, err=True)


def fail(why: Sentence) -> NoReturn:
    """Say why the command cannot go on, and end it with 2."""
    complain(why)
    raise typer.Exit(2)


def own_language() -> Language:
    """Find the language of the terminal, for sentences before a study is loaded."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language("ko" if locale.startswith("ko") else "en")
