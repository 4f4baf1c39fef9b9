"""Commands that print the season: ``board``, ``fines``, ``check``."""

import typer

from studylib import clock, report
from studylib.cli import terminal
from studylib.exports.board_table import list_board_lines
from studylib.report import Format
from studylib.season import fines
from studylib.season.board import judge
from studylib.text.language import Language

commands = typer.Typer()


@commands.command()
def board(context: typer.Context, as_of: terminal.As_of = None, form: terminal.Form = Format.TABLE) -> None:
    """Print the board, one row a member, week and task."""
    season = terminal.season(context)
    now = terminal.parse_moment(season, as_of)
    study = terminal.look_back(season, now)
    language = Language(study.language)
    terminal.print_rows(list_board_lines(study, judge(study, now), language), form)
    terminal.end(terminal.list_problems(season, now), language)


@commands.command("fines")
def print_fines(
    context: typer.Context, as_of: terminal.As_of = None, form: terminal.Form = Format.TABLE
) -> None:
    """Print the fines, one row a fine, with its reason in words."""
    season = terminal.season(context)
    now = terminal.parse_moment(season, as_of)
    study = terminal.look_back(season, now)
    language = Language(study.language)
    terminal.print_rows(fines.list_fines(study, judge(study, now), language), form)
    terminal.end(terminal.list_problems(season, now), language)


@commands.command()
def check(context: typer.Context, form: terminal.Form = Format.TABLE) -> None:
    """Print the problems and notices of the workbook, and how to fix each. Exit status 1 if there is a problem."""
    season, now = terminal.season(context), clock.now()
    language = Language(season.study.language)
    problems = season.list_problems(now)
    terminal.print_rows(report.list_findings([*problems, *season.list_notices(now)], language), form)
    raise typer.Exit(1 if problems else 0)
