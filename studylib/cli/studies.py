"""Commands of the studies that people added: ``studies list``, ``studies remove``."""

from typing import Annotated

import pandas as pd
import typer

from studylib.cli import terminal
from studylib.config import secrets
from studylib.config.robot import TABLE
from studylib.report import Format
from studylib.source import catalogue
from studylib.source.catalogue import Catalogue
from studylib.stores.google.address import write_address
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence

COLUMNS = ("study", "sheet", "added_at")

commands = typer.Typer(help="The studies that people added to this deployment.", no_args_is_help=True)


@commands.command("list")
def list_added(form: terminal.Form = Format.TABLE) -> None:
    """List the studies that people added, the oldest first. Their sheets are not read."""
    try:
        registered = _find_catalogue().list_registered()
    except StudyboardError as error:
        terminal.fail(error.why)
    rows = [
        (each.id, write_address(each.sheet), f"{each.added_at:%Y-%m-%dT%H:%M:%SZ}") for each in registered
    ]
    terminal.print_rows(pd.DataFrame(rows, columns=list(COLUMNS)), form)


@commands.command("remove")
def remove_added(study: Annotated[str, typer.Argument(metavar="ID", help="As the list shows it.")]) -> None:
    """Take a study off the list. Its sheet stays as it is."""
    try:
        was_there = _find_catalogue().remove_study(study)
    except StudyboardError as error:
        terminal.fail(error.why)
    if not was_there:
        terminal.fail(sentence("Nobody added a study with the id {id}. See: studies list", id=study))
    terminal.tell(sentence("The study {id} is off the list. Its sheet stays as it is.", id=study))


def _find_catalogue() -> Catalogue:
    """Find the catalogue. End the command with 2 if nobody adds studies here. Raises a StudyboardError."""
    found = catalogue.find_catalogue()
    if found is None:
        why = sentence(
            "Nobody adds studies to this deployment. To let people do so, set up [{table}] in {path}.",
            table=TABLE,
            path=str(secrets.FILE),
        )
        terminal.fail(why)
    return found
