"""Print the cells of a change that nobody but the leader makes, in the workbook itself."""

from collections.abc import Sequence
from typing import NoReturn

import pandas as pd
import typer

from studylib.changes import places
from studylib.cli import terminal
from studylib.report import Format
from studylib.stores.store import Store
from studylib.text.message import Sentence, sentence
from studylib.workbook.cells import Edit, Workbook


def end_by_hand(
    store: Store, cells: Workbook, edits: Sequence[Edit], form: Format, why: Sentence | None = None
) -> NoReturn:
    """Print the cells to change and why, and end the command with 1. ``None``: nothing is written from here."""
    found = places.list_places(cells, edits, store.address_of)
    columns = list(places.Place._fields)
    table = pd.DataFrame(found, columns=columns)
    terminal.print_rows(table if store.address else table.drop(columns="address"), form)
    terminal.complain(
        why or sentence("{name} is not changed from here. Change these cells by hand.", name=store.name)
    )
    raise typer.Exit(1)
