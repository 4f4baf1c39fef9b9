"""The commands that move a whole workbook: ``import`` and ``export``."""

from pathlib import Path
from typing import Annotated

import typer

from studylib.cli import terminal
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import portable, reader
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
    """Bring a whole workbook into a database, each cell as it is."""
    try:
        cells = open_store(file).fetch()
        target = open_store(terminal.listing(context).workbook, create=True)
        replaceable(target, replace)
        target.replace(movable(cells))
    except StudyboardError as error:
        terminal.fail(error.why)
    study, problems = reader.read(cells)
    terminal.tell(
        sentence(
            "{name}: {tabs} tabs, {rows} rows imported.",
            name=target.name,
            tabs=len(cells.tabs),
            rows=rows(cells),
        )
    )
    terminal.warn(problems, Language(study.language))


@commands.command()
def export(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="Where to write; a file of that name is replaced.")
    ],
) -> None:
    """Write the whole workbook to an .xlsx file, each cell as it is."""
    season = terminal.season(context)
    from studylib.stores.xlsx import write

    try:
        write.write_xlsx(movable(season.cells), file)
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(
        sentence(
            "{file}: {tabs} tabs, {rows} rows written.",
            file=str(file),
            tabs=len(season.cells.tabs),
            rows=rows(season.cells),
        )
    )


def replaceable(target: Store, replace: bool) -> None:
    """Raises a WorkbookError where there is a season, not the sample, and nobody said to replace it."""
    there = target.fetch()
    if there.tabs and not replace and not reader.read(there)[0].sample:
        raise WorkbookError(
            sentence("{name} already holds a season. Say --replace to replace it whole.", name=target.name)
        )


def movable(cells: Workbook) -> Workbook:
    """The cells as a store takes them that has no zone of its own."""
    return portable.make_portable(cells, cells.zone) if cells.zone else cells


def rows(cells: Workbook) -> int:
    """How many rows all the tabs have."""
    return sum(len(tab.rows) for tab in cells.tabs)
