"""The SQL of tabs and rows. Each function runs in the transaction of its ``connection``.

A tab and a row of the workbook are a row each. A row's cells are one JSON text, because their columns are the group's
own and change.
"""

import secrets
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Connection, func, insert, select, update

from studylib.stores.database.schema import ROW, TAB, WORKBOOK
from studylib.stores.store import HeaderChangedError, WorkbookChangedError, add_workbook_id, find_workbook_id
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Damage, Edit, Row, Tab, Workbook, is_same_row
from studylib.workbook.row_json import dump_row, load_readable_rows

MARK_BYTES = 12
"""Random bytes of a mark. Two of a million writes have the same one with a chance below 1 in 10^16."""

_VERSION = select(WORKBOOK.c.version, WORKBOOK.c.mark)
_UNMARKED_VERSION = select(WORKBOOK.c.version)

# One statement, so that it is one snapshot in every database and at every isolation level.
_CELLS = (
    select(TAB.c.title, ROW.c.cells)
    .join_from(TAB, ROW, ROW.c.tab == TAB.c.id, isouter=True)
    .order_by(TAB.c.position, ROW.c.id)
)


def read_version(connection: Connection, *, marked: bool = True) -> str:
    """Return the workbook's version and the mark of its last write, in one look-up of one row.

    ``marked``: the database keeps marks. A read-only one of an older program does not.
    """
    if not marked:
        return str(connection.execute(_UNMARKED_VERSION).scalar_one())
    version, mark = connection.execute(_VERSION).one()
    return f"{version}-{mark}"


def count_write(connection: Connection, *, anew: bool = False) -> None:
    """Raise the workbook's version by one, and draw a new mark.

    The mark ends with the workbook's id. ``anew``: it is another workbook from now on.
    """
    present = "" if anew else connection.execute(select(WORKBOOK.c.mark)).scalar_one()
    mark = add_workbook_id(_draw(), find_workbook_id(present) or _draw())
    connection.execute(update(WORKBOOK).values(version=WORKBOOK.c.version + 1, mark=mark))


def _draw() -> str:
    return secrets.token_hex(MARK_BYTES)


def check_version(connection: Connection, since: str | None, name: str) -> None:
    """Raise WorkbookChangedError if the version is another than ``since`` (``None``: any will do).

    The write lock must be held, so that the version stays what it is.
    """
    if since is not None and read_version(connection) != since:
        raise WorkbookChangedError.since_read(name)


def read_workbook(connection: Connection) -> Workbook:
    """Return all tabs in their order, with all rows in theirs. A damaged row is blank, and named."""
    tabs: list[Tab] = []
    damages: list[Damage] = []
    for title, group in groupby(connection.execute(_CELLS).all(), key=lambda line: str(line[0])):
        rows, damaged = load_readable_rows([cells for _, cells in group if cells is not None])
        tabs.append(Tab(title, rows))
        damages += (Damage(title, at + 1) for at in damaged)
    return Workbook(tuple(tabs), damages=tuple(damages))


def insert_workbook(connection: Connection, workbook: Workbook) -> None:
    """Insert all tabs. The tables must be empty. Raises a WorkbookError for two tabs of one title."""
    titles = [tab.title for tab in workbook.tabs]
    for position, tab in enumerate(workbook.tabs, start=1):
        if titles.index(tab.title) + 1 < position:
            raise WorkbookError(
                sentence("Two tabs have the title {title}. Give one of them another title.", title=tab.title)
            )
        _insert_rows(connection, _insert_tab(connection, position, tab.title), tab.rows)


def append_rows(connection: Connection, title: str, header: Row, rows: Sequence[Row]) -> None:
    """Insert rows at the end of a tab. Make the tab and its header first if they are missing.

    Raises HeaderChangedError if the tab has another header.
    """
    tab = _find_tab(connection, title)
    if tab is None:
        tab = _add_tab(connection, title)
    _insert_rows(connection, tab, [*_missing_header(connection, tab, title, header), *rows])


def rewrite_rows(connection: Connection, title: str, edits: Sequence[Edit]) -> None:
    """Write the edits of one tab. Raises WorkbookChangedError if a row is no longer what its edit was made for."""
    query = select(ROW.c.id, ROW.c.cells).join_from(TAB, ROW).where(TAB.c.title == title)
    rows = [(row.id, row.cells) for row in connection.execute(query.order_by(ROW.c.id))]
    _check_edits([cells for _, cells in rows], edits)
    for edit in edits:
        if edit.before is not None:
            changed = update(ROW).where(ROW.c.id == rows[edit.number - 1][0])
            connection.execute(changed.values(cells=dump_row(edit.after)))
    new_rows = [edit.after for edit in edits if edit.before is None]
    if new_rows:
        tab = _find_tab(connection, title)
        _insert_rows(connection, _add_tab(connection, title) if tab is None else tab, new_rows)


def _check_edits(present: Sequence[str], edits: Sequence[Edit]) -> None:
    """Raise WorkbookChangedError unless all edits fit the JSON texts of the tab's present rows."""
    last = len(present)
    for edit in edits:
        if edit.before is None:
            last += 1
            fits = edit.number == last
        else:
            fits = 0 < edit.number <= len(present) and _is_row(present[edit.number - 1], edit.before)
        if not fits:
            raise WorkbookChangedError(edit.overtaken)


def _is_row(text: str, row: Row) -> bool:
    """Check if the JSON text is that of the row. A damaged text is of no row."""
    (present,), damaged = load_readable_rows([text])
    return not damaged and is_same_row(present, row)


def _find_tab(connection: Connection, title: str) -> int | None:
    return connection.execute(select(TAB.c.id).where(TAB.c.title == title)).scalar()


def _add_tab(connection: Connection, title: str) -> int:
    """Insert a tab after the last one."""
    last = select(func.coalesce(func.max(TAB.c.position), 0))
    return _insert_tab(connection, connection.execute(last).scalar_one() + 1, title)


def _insert_tab(connection: Connection, position: int, title: str) -> int:
    inserted = connection.execute(insert(TAB).values(position=position, title=title))
    assert inserted.inserted_primary_key is not None, "an insert of one row has a key"
    return int(inserted.inserted_primary_key[0])


def _insert_rows(connection: Connection, tab: int, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(ROW), [{"tab": tab, "cells": dump_row(row)} for row in rows])


def _missing_header(connection: Connection, tab: int, title: str, header: Row) -> list[Row]:
    """Return the header if the tab has no rows yet. Raises HeaderChangedError if it has another header."""
    first = select(ROW.c.cells).where(ROW.c.tab == tab).order_by(ROW.c.id).limit(1)
    cells = connection.execute(first).scalar()
    if cells is None:
        return [header]
    if not _is_row(cells, header):
        raise HeaderChangedError.of_tab(title)
    return []
