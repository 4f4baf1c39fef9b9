"""Commands that print the season: ``board``, ``fines``, ``check``."""

import typer

from studylib import report
from studylib.cli import terminal
from studylib.report import Format
from studylib.season import fines, reasons
from studylib.season.board import judge
from studylib.text.language import Language

commands = typer.Typer()

BOARD_COLUMNS = ["member", "week", "status", "submitted_at", "link", "fine", "month", "reason"]


@commands.command()
def board(context: typer.Context, as_of: terminal.As_of = None, form: terminal.Form = Format.TABLE) -> None:
    """Print the board, one row a member and week."""
    season = terminal.season(context)
    judged = judge(season.study, terminal.parse_moment(season, as_of))
    language = Language(season.study.language)
    judged["reason"] = reasons.explain_fines(season.study, judged, language)
    terminal.print_rows(judged[BOARD_COLUMNS], form)
    terminal.end(season.problems, language)


@commands.command("fines")
def print_fines(
    context: typer.Context, as_of: terminal.As_of = None, form: terminal.Form = Format.TABLE
) -> None:
    """Print the fines, one row a fine, with its reason in words."""
    season = terminal.season(context)
    judged = judge(season.study, terminal.parse_moment(season, as_of))
    language = Language(season.study.language)
    terminal.print_rows(fines.list_fines(season.study, judged, language), form)
    terminal.end(season.problems, language)


@commands.command()
def check(context: typer.Context, form: terminal.Form = Format.TABLE) -> None:
    """Print the problems of the workbook and how to fix each. Exit status 1 if there are any."""
    season = terminal.season(context)
    language = Language(season.study.language)
    terminal.print_rows(report.list_problems(season.problems, language), form)
    raise typer.Exit(1 if season.problems else 0)
