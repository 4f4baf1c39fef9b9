"""Commands that move a whole workbook: ``import`` and ``export``."""

from pathlib import Path
from typing import Annotated

import typer

from studylib import clock
from studylib.cli import terminal
from studylib.source import save
from studylib.source.season import read_season
from studylib.stores.opening import open_store
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import portable
from studylib.workbook.cells import Workbook

commands = typer.Typer()


@commands.command("import")
def import_(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE.xlsx", help="A workbook as Google Sheets downloads it, or its address."),
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a season that is already there.")
    ] = False,
) -> None:
    """Copy a whole workbook into a database, cell by cell."""
    try:
        cells = open_store(file).fetch()
        target = open_store(terminal.listing(context).workbook, create=True)
        save.replace_workbook(target, make_zoneless(cells), replace=replace)
    except StudyboardError as error:
        terminal.fail(error.why)
    season = read_season(cells)
    terminal.tell(
        sentence(
            "{name}: {tabs} tabs, {rows} rows imported.",
            name=target.name,
            tabs=len(cells.tabs),
            rows=count_rows(cells),
        )
    )
    terminal.warn(season.list_problems(clock.now()), Language(season.study.language))


@commands.command()
def export(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="The file to write. An existing file is replaced.")
    ],
) -> None:
    """Write the whole workbook to an .xlsx file, cell by cell."""
    season = terminal.season(context)
    from studylib.stores.xlsx import write

    try:
        write.write_xlsx(make_zoneless(season.cells), file)
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(
        sentence(
            "{file}: {tabs} tabs, {rows} rows written.",
            file=str(file),
            tabs=len(season.cells.tabs),
            rows=count_rows(season.cells),
        )
    )


def make_zoneless(cells: Workbook) -> Workbook:
    """Make the cells fit for a store without a time zone of its own."""
    return portable.make_portable(cells, cells.zone) if cells.zone else cells


def count_rows(cells: Workbook) -> int:
    """Count the rows of all tabs, headers included."""
    return sum(len(tab.rows) for tab in cells.tabs)
