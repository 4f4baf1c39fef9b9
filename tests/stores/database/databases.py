"""Workbooks to store, and other programs at the same database."""

import sqlite3
from pathlib import Path
from typing import Any, NoReturn

import psycopg

from studylib.stores.database import postgresql
from studylib.stores.opening import open_store
from studylib.stores.store import Store, WorkbookChangedError
from studylib.workbook.cells import Edit, Tab, Workbook
from tests.stand_ins.postgresql import connected

HEADER = ("이름", "주차", "링크")

ANSWER = ("가람", 1, "https://example.org/1")

SEASON = Workbook((Tab("설정", (("키", "값"), ("스터디", "표본"))), Tab("답", (HEADER, ANSWER))))


def never() -> NoReturn:
    raise AssertionError("a workbook was made for a database that has one")


def count_writes(store: Store) -> int:
    """The writes that the store's version counts. Its mark, which each write draws, is random."""
    return int(store.version().partition("-")[0])


def path_of(address: str) -> Path:
    """The file of a SQLite database."""
    return Path(address.removeprefix("sqlite:///"))


Session = sqlite3.Connection | psycopg.Connection[tuple[Any, ...]]


def session(address: str) -> Session:
    """Another program at the database, past the store."""
    if address.startswith("postgresql"):
        return connected(address)
    return sqlite3.connect(path_of(address), isolation_level=None)


def locked(address: str) -> Session:
    """Another program in the middle of a write."""
    other = session(address)
    if isinstance(other, sqlite3.Connection):
        other.execute("BEGIN IMMEDIATE")
    else:
        other.execute("BEGIN")
        other.execute(f"SELECT pg_advisory_xact_lock({postgresql.LOCK}, hashtext('public'))")
    return other


def count_up(address: str) -> int:
    """One more in the cell of the counter, and a row that says so; how often it had to be tried again."""
    store, again = open_store(address), 0
    while True:
        rows = store.fetch().tabs[0].rows
        number = rows[1][0]
        assert isinstance(number, int)
        try:
            store.rewrite(
                [Edit("t", 2, rows[1], (number + 1,)), Edit("t", len(rows) + 1, None, (number + 1, "kept"))]
            )
        except WorkbookChangedError:
            again += 1
        else:
            return again


def damage_row(address: str, number: int, cells: str | bytes) -> None:
    """Put other cells into the row of that id, past the store. Bytes may be no UTF-8."""
    other = session(address)
    if isinstance(other, sqlite3.Connection):
        text = cells.encode() if isinstance(cells, str) else cells
        other.execute('UPDATE "row" SET cells = CAST(? AS TEXT) WHERE id = ?', (text, number))
    else:
        other.execute('UPDATE "row" SET cells = %s WHERE id = %s', (cells, number))
    other.close()
