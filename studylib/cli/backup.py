"""Commands that copy a workbook to a file and back: ``backup`` and ``restore``."""

from pathlib import Path
from typing import Annotated

import typer

from studylib import clock
from studylib.cli import terminal
from studylib.cli.workbook import count_rows, make_zoneless, tell_written
from studylib.source import reader, save
from studylib.stores.opening import open_store
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence

commands = typer.Typer()


@commands.command()
def backup(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="The file to write. An existing file is replaced, once all is written."
        ),
    ],
) -> None:
    """Copy the whole workbook into one file with mode 600, closed months and history included.

    The copy is of one moment, even if others write meanwhile. restore puts it into any database, cell for cell.
    export writes an .xlsx for people instead, with Excel's types and limits.
    """
    from studylib.stores import backup as backups

    try:
        fetched = reader.open_store(terminal.listing(context).workbook).fetch()
        terminal.warn_of_damages(context, fetched)
        cells = make_zoneless(fetched)
        backups.write_backup(cells, file, clock.now())
    except StudyboardError as error:
        terminal.fail(error.why)
    tell_written(file, cells)


@commands.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What backup wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a season that is already there.")
    ] = False,
) -> None:
    """Put a backup into a database, SQLite or PostgreSQL, whole or not at all. Missing tables are made.

    A damaged file, or one that is no backup, changes nothing. import does the same with an .xlsx.
    """
    from studylib.stores import backup as backups

    try:
        cells = backups.read_backup(file)
        target = open_store(terminal.listing(context).workbook, create=True)
        save.replace_workbook(target, cells, replace=replace)
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(
        sentence(
            "{name}: {tabs} tabs, {rows} rows restored.",
            name=target.name,
            tabs=len(cells.tabs),
            rows=count_rows(cells),
        )
    )
