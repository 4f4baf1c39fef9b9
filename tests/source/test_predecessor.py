"""A season that another one replaces."""

from pathlib import Path

import pytest

from studylib.source import predecessor
from studylib.stores.backup import read_backup
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Damage, Tab, Workbook
from tests.source.conftest import NOW


@pytest.fixture
def store() -> Store:
    return open_store("sqlite:///deep/a.db", create=True)


def make_named(name: str) -> Workbook:
    return Workbook((Tab("settings", (("key", "value"), ("name", name))),))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("MLOps 1기", "MLOps-1기"),
        ("../../etc", "etc"),
        ("a/b\\c:d", "a-b-c-d"),
        ("!!", "study"),
        ("가" * 99, "가" * 60),
    ],
)
def test_the_backup_lies_beside_the_database_under_the_studys_name(
    store: Store, name: str, file: str
) -> None:
    path = predecessor.back_up(store, make_named(name), NOW)
    assert path == Path("deep/backups") / f"{file}-2022-05-11-003000.gz"
    assert read_backup(path) == make_named(name)
    assert str(path) in str(predecessor.tell_backup(path))


def test_an_older_backup_is_never_replaced(store: Store) -> None:
    predecessor.back_up(store, make_named("a"), NOW)
    with pytest.raises(WorkbookError):
        predecessor.back_up(store, make_named("a"), NOW)


def test_a_season_with_damaged_rows_is_not_given_up(store: Store) -> None:
    with pytest.raises(WorkbookError):
        predecessor.back_up(store, Workbook((Tab("a", ()),), damages=(Damage("a", 1),)), NOW)
    assert not Path("deep/backups").exists()


def test_a_backup_that_cannot_be_read_again_gives_nothing_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(predecessor, "read_backup", lambda path: Workbook(()))
    with pytest.raises(WorkbookError):
        predecessor.back_up(store, make_named("a"), NOW)
