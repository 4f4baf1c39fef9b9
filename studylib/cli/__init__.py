"""The command line: ``python -m studylib [--workbook ADDRESS] COMMAND``. The door of typer.

One noun a file, as in the core. ``menu`` lists the commands, ``terminal`` holds the shared parts. Exit status 0:
done. 1: the workbook has problems that matter to the command. 2: wrong usage or no such workbook.
"""

import io
import sys
from typing import Annotated

import typer

from studylib import __version__, logs
from studylib.cli import terminal
from studylib.cli.menu import Menu
from studylib.config import secrets

app = typer.Typer(
    cls=Menu,
    help="The board of a study group: hand-ins, deadlines and fines.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def print_version(wanted: bool) -> None:
    """Print the version and end the command with 0, before any other option is read."""
    if wanted:
        typer.echo(f"Studyboard {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    address: Annotated[
        str | None,
        typer.Option(
            "--workbook",
            metavar="ADDRESS",
            help="A Google Sheet, a database (sqlite:///…, postgresql+psycopg://…) or an .xlsx file."
            " [default: STUDYBOARD_WORKBOOK, or workbook in .streamlit/secrets.toml, or the sample]",
        ),
    ] = None,
    study: Annotated[
        str | None,
        typer.Option("--study", metavar="ID", help="One of several studies, by the id in its address."),
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    logs.mask_logs()
    context.obj = terminal.WorkbookChoice(address, study)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a character that the terminal lacks is no failure
    if why := secrets.warn_if_exposed():
        terminal.complain(why)
