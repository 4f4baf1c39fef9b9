"""Command that erases a member: ``erase``."""

from typing import Annotated

import pandas as pd
import typer

from studylib import clock
from studylib.changes import erasure, places
from studylib.changes.draft import Change
from studylib.cli import terminal
from studylib.report import Format
from studylib.source import reader, save
from studylib.source.season import Season, load_season
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence

commands = typer.Typer()


@commands.command()
def erase(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name in the members tab.")],
    yes: Annotated[bool, typer.Option("--yes", help="Confirm the erasure. It cannot be undone.")] = False,
    form: terminal.Form = Format.TABLE,
) -> None:
    """Erase a member's name, address, links and notes. Weeks, fines and shares stay, without a name.

    If Studyboard cannot write the workbook, print the cells to change by hand: status 1.
    """

    def decide(season: Season) -> Change:
        return erasure.erase_member(season.cells, season.study, name)

    try:
        store = reader.open_store(terminal.listing(context).workbook)
        season = load_season(store)
        change = decide(season)
        if not store.writable or store.remote:
            found = places.list_places(season.cells, change)
            terminal.print_rows(pd.DataFrame(found, columns=places.Place._fields), form)
            terminal.complain(
                sentence("{name} is not changed from here. Change these cells by hand.", name=store.name)
            )
            raise typer.Exit(1)
        if not yes:
            terminal.fail(
                sentence(
                    "{member} would be erased, and that cannot be undone. Say --yes to do it.", member=name
                )
            )
        change = save.save_change(store, decide, clock.now())
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(change.what)
