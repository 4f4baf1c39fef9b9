"""Commands that move a whole workbook: ``import`` and ``export``."""

from pathlib import Path
from typing import Annotated

import typer

from studylib import clock
from studylib.cli import terminal
from studylib.cli.answers_import import import_answers
from studylib.source import save
from studylib.source.season import read_season
from studylib.stores.answers_file import is_answers_file, read_answers_file
from studylib.stores.opening import open_store
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import layouts, portable, tables
from studylib.workbook.cells import Workbook

commands = typer.Typer()


@commands.command("import")
def import_(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A workbook (.xlsx) or its address, or a form's answers (.csv, or its .zip)."
        ),
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a season that is already there.")
    ] = False,
) -> None:
    """Copy a whole workbook into a database, cell by cell, or add a form's answers to a season."""
    try:
        if is_answers_file(file) and replace:
            raise typer.BadParameter("only for a whole workbook", param_hint="--replace")
        if is_answers_file(file):
            import_answers(context, read_answers_file(file), file)
        else:
            _import_workbook(context, open_store(file).fetch(), file, replace)
    except StudyboardError as error:
        terminal.fail(error.why)


def _import_workbook(context: typer.Context, cells: Workbook, file: str, replace: bool) -> None:
    """Replace the target by the workbook. One of answers alone is added to a season that is there."""
    _check_content(cells, file)
    target = open_store(terminal.listing(context).workbook, create=True)
    if not replace and _has_only_answers(cells) and read_season(target.fetch()).study.weeks:
        for table in tables.find_answer_tables(cells):
            tab = next(tab for tab in make_zoneless(cells).tabs if tab.title == table.title)
            import_answers(context, tab, file)
        return
    save.replace_workbook(target, make_zoneless(cells), replace=replace)
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


def _check_content(cells: Workbook, file: str) -> None:
    """Raise a WorkbookError if no tab has a column of a study."""
    if _has_only_answers(cells) and not tables.find_answer_tables(cells):
        raise WorkbookError(
            sentence(
                "There is nothing to import from {name}: no tab of it is one of a study, such as {tabs}.",
                name=file,
                tabs=", ".join("/".join(layout.titles) for layout in NEEDED),
            )
        )


NEEDED = (layouts.SETTINGS, layouts.MEMBERS, layouts.WEEKS)
"""The tabs that each study needs."""


def _has_only_answers(cells: Workbook) -> bool:
    return not any(tables.find_table(layout, cells).places for layout in layouts.TITLED)


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
    tell_written(file, season.cells)


def make_zoneless(cells: Workbook) -> Workbook:
    """Make the cells fit for a store without a time zone of its own."""
    return portable.make_portable(cells, cells.zone) if cells.zone else cells


def tell_written(file: Path, cells: Workbook) -> None:
    """Say how much of a workbook was written to a file."""
    terminal.tell(
        sentence(
            "{file}: {tabs} tabs, {rows} rows written.",
            file=str(file),
            tabs=len(cells.tabs),
            rows=count_rows(cells),
        )
    )


def count_rows(cells: Workbook) -> int:
    """Count the rows of all tabs, headers included."""
    return sum(len(tab.rows) for tab in cells.tabs)
