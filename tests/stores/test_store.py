"""Opening a store by its address."""

import subprocess
import sys
from pathlib import Path

import pytest

from studylib.config.studies import DEFAULT, resolve_address
from studylib.stores.opening import hide_password, open_store
from studylib.stores.xlsx import write
from studylib.text.errors import ConfigError, WorkbookError
from studylib.workbook.cells import Tab, Workbook

SEASON = Workbook((Tab("members", (("name", "turn"), ("가람", 1))),))


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, and no workbook named anywhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STUDYBOARD_WORKBOOK", raising=False)
    return tmp_path


def secrets(folder: Path, text: str) -> None:
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")


def test_without_any_word_the_workbook_is_the_sample_database(nowhere: Path) -> None:
    assert resolve_address(None) == DEFAULT == "sqlite:///data/studyboard.db"


def test_the_address_given_goes_before_the_environment_and_that_before_the_secrets(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets(nowhere, 'workbook = "secret.xlsx"\n')
    assert resolve_address(None) == "secret.xlsx"
    monkeypatch.setenv("STUDYBOARD_WORKBOOK", "environment.xlsx")
    assert resolve_address(None) == "environment.xlsx"
    assert resolve_address("given.xlsx") == "given.xlsx"


def test_an_empty_address_counts_as_none(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDYBOARD_WORKBOOK", "")
    assert resolve_address("") == DEFAULT


def test_secrets_that_name_no_workbook_leave_the_default(nowhere: Path) -> None:
    secrets(nowhere, '[auth]\ncookie_secret = "x"\n')
    assert resolve_address(None) == DEFAULT


@pytest.mark.parametrize("text", ["workbook = ", "workbook = 3", 'workbook = "a"\nworkbook = "b"'])
def test_broken_secrets_are_reported_with_their_file(nowhere: Path, text: str) -> None:
    secrets(nowhere, text)
    with pytest.raises(ConfigError, match=r"secrets\.toml"):
        resolve_address(None)


def test_secrets_that_are_no_text_are_reported_with_their_file(nowhere: Path) -> None:
    secrets(nowhere, "")
    (nowhere / ".streamlit" / "secrets.toml").write_bytes(b"workbook = '\xff\xfe'")
    with pytest.raises(ConfigError, match=r"secrets\.toml"):
        resolve_address(None)


def test_broken_secrets_do_not_matter_if_the_workbook_is_named(nowhere: Path) -> None:
    secrets(nowhere, "workbook = ")
    assert resolve_address("given.xlsx") == "given.xlsx"


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
