"""Command that opens a closed month again: ``reopen``."""

from typing import Annotated

import typer

from studylib import clock
from studylib.changes import close
from studylib.changes.draft import Change
from studylib.cli import terminal
from studylib.source import reader, save
from studylib.source.season import Season, load_season
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence

commands = typer.Typer()


@commands.command()
def reopen(
    context: typer.Context,
    month: Annotated[
        str, typer.Argument(metavar="MONTH", help="The closed month, such as 2022-05, or season.")
    ],
) -> None:
    """Open a closed month again: its rows are deleted. The desk's history can undo it.

    If Studyboard cannot delete rows of the workbook, say which rows to delete by hand: status 1.
    """
    chosen = terminal.parse_typed_month(month, "MONTH")

    def decide(season: Season) -> Change:
        return close.reopen_month(season.cells, season.study, chosen)

    try:
        store = reader.open_store(terminal.listing(context).workbook)
        if not store.writable:
            season = load_season(store)
            tab = decide(season).edits[0].title
            rows = ", ".join(map(str, close.list_closed_numbers(season.cells, chosen)))
            terminal.complain(
                sentence(
                    "{name} is not changed from here. Delete these rows of the tab {tab} by hand: {rows}",
                    name=store.name,
                    tab=tab,
                    rows=rows,
                )
            )
            raise typer.Exit(1)
        change = save.save_change(store, decide, clock.now())
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(change.what)
