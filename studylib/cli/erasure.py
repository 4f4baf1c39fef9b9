"""Command that erases a member: ``erase``."""

from typing import Annotated

import typer

from studylib import clock
from studylib.changes import erasure
from studylib.changes.draft import Change
from studylib.changes.form_tab import FormTabError
from studylib.cli import terminal
from studylib.cli.by_hand import end_by_hand
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

    Print the cells that Studyboard does not write, such as those of the form's own tab, and end with 1.
    """

    def decide(season: Season) -> Change:
        return erasure.erase_member(season.cells, season.study, name)

    try:
        store = reader.open_store(terminal.listing(context).workbook)
        season = load_season(store)
        change = decide(season)
        if not store.writable:
            end_by_hand(store, season.cells, change.edits, form)
        if not yes:
            terminal.fail(
                sentence(
                    "{member} would be erased, and that cannot be undone. Say --yes to do it.", member=name
                )
            )
        change = save.save_change(store, decide, clock.now())
    except FormTabError as error:
        end_by_hand(store, season.cells, error.edits, form, error.why)
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(change.what)
