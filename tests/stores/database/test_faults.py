"""What the errors of SQLite and PostgreSQL mean, as sentences."""

import sqlite3

import pytest

from studylib.stores.database.faults import explain_postgresql, explain_sqlite


class CodedError(Exception):
    """An error with the code of its database."""

    def __init__(self, message: str = "", sqlite: int | None = None, state: str | None = None) -> None:
        super().__init__(message)
        self.sqlstate = state
        if sqlite is not None:
            self.sqlite_errorcode = sqlite


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_BUSY, "kept the database season locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "kept the database season locked"),
        (sqlite3.SQLITE_NOTADB, "season is not a SQLite database"),
        (sqlite3.SQLITE_FULL, "The disk of season is full"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "The disk of season is full"),
        (sqlite3.SQLITE_IOERR_WRITE, "The disk of season takes no more"),
        (sqlite3.SQLITE_IOERR_READ, "The disk of season reports an error"),
        (sqlite3.SQLITE_IOERR_SHORT_READ, "The log of the database season was deleted"),
        (sqlite3.SQLITE_ERROR, "The database season cannot be used: why"),
        (None, "The database season cannot be used: why"),
    ],
)
def test_an_error_of_sqlite_is_known_by_its_primary_code(code: int | None, said: str) -> None:
    assert said in str(explain_sqlite(CodedError("why", sqlite=code), "season"))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("28P01", "does not let Studyboard in"),
        ("3D000", "There is no database season"),
        ("53300", "has no connection left"),
        ("55P03", "kept the database season locked"),
        ("08006", "broke off"),
        ("22021", "holds a character"),
        ("99999", "The database season cannot be used: why"),
    ],
)
def test_an_error_of_postgresql_is_known_by_its_state_or_the_class_of_it(state: str, said: str) -> None:
    assert said in str(explain_postgresql(CodedError("why", state=state), "season", ""))


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("connection failed: password authentication failed", "does not let Studyboard in"),
        ("connection failed: server closed the connection unexpectedly", "broke off"),
        ("connection timeout expired", "cannot be reached"),
        ("connection failed: FATAL: the database system is starting up", "is starting or stopping"),
        ("connection failed: FATAL: the database system is shutting down", "is starting or stopping"),
        ("connection failed: FATAL: the database system is in recovery mode", "is starting or stopping"),
    ],
)
def test_an_error_without_a_state_is_known_by_its_words(message: str, said: str) -> None:
    assert said in str(explain_postgresql(CodedError(message), "season", ""))


def test_an_unknown_error_is_its_first_line_without_the_secret() -> None:
    sentence = explain_postgresql(CodedError("no hunter2 here.\nDETAIL: more"), "season", "hunter2")
    assert str(sentence) == "The database season cannot be used: no *** here."


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("workbook", "no workbook any more"),
        ("tab", "no workbook any more"),
        ("row", "no workbook any more"),
        ("rows", "cannot be used"),
        ("workbook_step", "cannot be used"),
    ],
)
def test_only_a_missing_table_of_ours_means_that_the_workbook_is_gone(table: str, said: str) -> None:
    sqlite = CodedError(f"no such table: {table}", sqlite=sqlite3.SQLITE_ERROR)
    postgresql = CodedError(f'relation "{table}" does not exist', state="42P01")
    assert said in str(explain_sqlite(sqlite, "season"))
    assert said in str(explain_postgresql(postgresql, "season", ""))


def test_the_message_of_damage_names_the_command_that_makes_a_safe_copy() -> None:
    assert "that backup made" in str(explain_sqlite(CodedError(sqlite=sqlite3.SQLITE_CORRUPT), "season"))
