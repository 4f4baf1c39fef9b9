"""The commands that keep a copy of a season and put it back: ``backup`` and ``restore``."""

from pathlib import Path
from typing import Annotated

import typer

from studylib import clock
from studylib.cli import terminal
from studylib.cli.workbook import movable, replaceable, rows
from studylib.source import reader
from studylib.stores.opening import open_store
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.workbook.cells import Workbook

commands = typer.Typer()


@commands.command()
def backup(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Where to write; a file of that name is replaced, once all is written."
        ),
    ],
) -> None:
    """Keep a copy of all that the workbook holds, closed months and history included, in one file with mode 600.

    Others may write meanwhile: it is the workbook of one moment. Any database takes it back (restore), whichever it
    came from, cell for cell. (export writes an .xlsx for people: Excel's types and limits.)
    """
    from studylib.stores import backup as backups

    try:
        cells = movable(reader.open_store(terminal.listing(context).workbook).fetch())
        backups.write_backup(cells, file, clock.now())
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(_kept(file, cells))


@commands.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What backup wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a season that is already there.")
    ] = False,
) -> None:
    """Put a backup into a database, SQLite or PostgreSQL, whole or not at all; its tables are made where they are not.

    A file that is damaged or is no backup changes nothing. (import does the same with an .xlsx.)
    """
    from studylib.stores import backup as backups

    try:
        cells = backups.read_backup(file)
        target = open_store(terminal.listing(context).workbook, create=True)
        replaceable(target, replace)
        target.replace(cells)
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(
        sentence(
            "{name}: {tabs} tabs, {rows} rows restored.",
            name=target.name,
            tabs=len(cells.tabs),
            rows=rows(cells),
        )
    )


def _kept(file: Path, cells: Workbook) -> Sentence:
    return sentence(
        "{file}: {tabs} tabs, {rows} rows written.", file=str(file), tabs=len(cells.tabs), rows=rows(cells)
    )
