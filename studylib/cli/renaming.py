"""Command that renames a member: ``rename``."""

from typing import Annotated

import pandas as pd
import typer

from studylib import clock
from studylib.changes import places, renaming
from studylib.changes.draft import Change
from studylib.cli import terminal
from studylib.report import Format
from studylib.source import reader, save
from studylib.source.season import Season, load_season
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence

commands = typer.Typer()


@commands.command()
def rename(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The name in the members tab.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")],
    form: terminal.Form = Format.TABLE,
) -> None:
    """Give a member another name in every tab. The desk's history can undo it.

    If Studyboard cannot write the workbook, print the cells to change by hand: status 1.
    """

    def decide(season: Season) -> Change:
        return renaming.rename_member(season.cells, season.study, old, new)

    try:
        store = reader.open_store(terminal.listing(context).workbook)
        if not store.writable or store.remote:
            season = load_season(store)
            found = places.list_places(season.cells, decide(season))
            terminal.print_rows(pd.DataFrame(found, columns=places.Place._fields), form)
            terminal.complain(
                sentence("{name} is not changed from here. Change these cells by hand.", name=store.name)
            )
            raise typer.Exit(1)
        change = save.save_change(store, decide, clock.now())
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(change.what)
    if change.advice:
        terminal.tell(change.advice)
