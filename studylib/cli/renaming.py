"""Command that renames a member: ``rename``."""

from typing import Annotated

import typer

from studylib import clock
from studylib.changes import renaming
from studylib.changes.draft import Change
from studylib.changes.form_tab import FormTabError
from studylib.cli import terminal
from studylib.cli.by_hand import end_by_hand
from studylib.report import Format
from studylib.source import reader, save
from studylib.source.season import Season, load_season
from studylib.text.errors import StudyboardError

commands = typer.Typer()


@commands.command()
def rename(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The name in the members tab.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")],
    form: terminal.Form = Format.TABLE,
) -> None:
    """Give a member another name in every tab. The desk's history can undo it.

    Print the cells that Studyboard does not write, such as those of the form's own tab, and end with 1.
    """

    def decide(season: Season) -> Change:
        return renaming.rename_member(season.cells, season.study, old, new)

    try:
        store = reader.open_store(terminal.listing(context).workbook)
        season = load_season(store)
        if not store.writable:
            end_by_hand(store, season.cells, decide(season).edits, form)
        change = save.save_change(store, decide, clock.now())
    except FormTabError as error:
        end_by_hand(store, season.cells, error.edits, form, error.why)
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(change.what)
    if change.advice:
        terminal.tell(change.advice)
