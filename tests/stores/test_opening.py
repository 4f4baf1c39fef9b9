"""Opening a store by its address."""

import subprocess
import sys
from pathlib import Path

import pytest

from studylib.stores.opening import hide_password, open_store
from studylib.stores.xlsx import write
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Tab, Workbook

SEASON = Workbook((Tab("members", (("name", "turn"), ("가람", 1))),))


@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSX", "매크로.xlsm", "a b#c?.xlsx"])
def test_a_path_to_an_excel_file_is_a_read_only_store(tmp_path: Path, name: str) -> None:
    write.write_xlsx(SEASON, tmp_path / name)
    store = open_store(str(tmp_path / name))
    assert (store.fetch(), store.writable, store.name) == (SEASON, False, str(tmp_path / name))


def test_a_sqlite_address_is_a_store_that_can_be_written(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/한글 이름.db"
    store = open_store(address, first=lambda: SEASON, create=True)
    assert (store.fetch(), store.writable, store.name) == (SEASON, True, address)


@pytest.mark.parametrize(
    "address",
    ["", "nosuch", "answers.csv", "old.xls", "https://example.org/", "mysql://h/d", "sqlite://a.db"],
)
def test_any_other_address_is_refused_with_a_list_of_what_it_may_be(address: str) -> None:
    with pytest.raises(WorkbookError, match=r"\.xlsx.*sqlite:///.*postgresql\+psycopg://"):
        open_store(address)


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("mysql://me:secret@host/db", "mysql://me:***@host/db"),
        ("mysql://me:sec/r@et:@host/db", "mysql://me:***@host/db"),
        ("mysql://:secret@host/db", "mysql://:***@host/db"),
        ("mysql://host/db?user=me&Password=secret&a=b", "mysql://host/db?user=me&Password=***&a=b"),
        ("mysql://me@host:5432/db", "mysql://me@host:5432/db"),
        ("sqlite:///data/studyboard.db", "sqlite:///data/studyboard.db"),
    ],
)
def test_a_password_is_never_shown(address: str, seen: str) -> None:
    assert hide_password(address) == seen


@pytest.mark.parametrize(
    "address", ["postgresql+psycopg://me:secret@host/db", "postgresql+psycopg://me:secret@["]
)
def test_a_database_without_its_driver_is_a_sentence_without_the_password(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(WorkbookError, match=r"me:\*\*\*@") as raised:
        open_store(address)
    assert "secret" not in str(raised.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(WorkbookError, match=r"package psycopg.*requirements\.txt"):
        open_store("postgresql+psycopg://me@host/db")


@pytest.mark.parametrize("address", ["sqlite:///nosuch.db", "sqlite:///no/such/folder.db"])
def test_a_mistyped_sqlite_address_is_an_error_and_leaves_nothing_behind(nowhere: Path, address: str) -> None:
    with pytest.raises(WorkbookError, match="no workbook at"):
        open_store(address)
    with pytest.raises(WorkbookError, match="no workbook at"):
        open_store(address, first=lambda: SEASON)
    assert list(nowhere.iterdir()) == []


def test_a_missing_excel_file_is_an_error_already_when_it_is_opened(nowhere: Path) -> None:
    with pytest.raises(WorkbookError, match=r"no file nosuch\.xlsx"):
        open_store("nosuch.xlsx", create=True)
    assert list(nowhere.iterdir()) == []


def test_a_store_imports_only_the_library_that_it_needs(tmp_path: Path) -> None:
    write.write_xlsx(SEASON, tmp_path / "a.xlsx")
    for address, heavy in [
        (str(tmp_path / "a.xlsx"), {"sqlalchemy", "alembic", "psycopg", "xlsxwriter"}),
        (f"sqlite:///{tmp_path}/a.db", {"python_calamine", "xlsxwriter"}),
    ]:
        code = (
            "import sys; from studylib.stores.opening import open_store; "
            f"open_store({address!r}, create=True).fetch(); "
            f"print(sorted({heavy!r} & set(sys.modules)), 'pandas' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["[]", "False"]
