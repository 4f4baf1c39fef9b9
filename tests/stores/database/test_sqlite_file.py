"""The file of a SQLite database, and what keeps it from being used."""

from pathlib import Path

import pytest

from studylib.stores.database import sqlite_file
from studylib.text.errors import WorkbookError
from tests.stores.faults import frozen_file, small_disk

ENDS = ("", "-wal", "-shm")


@pytest.mark.parametrize("end", ENDS)
def test_an_immutable_file_is_named(tmp_path: Path, end: str) -> None:
    path = tmp_path / "season.db"
    for each in ENDS:
        path.with_name(path.name + each).touch()
    assert sqlite_file.explain_frozen(path) is None
    with frozen_file(path.with_name(path.name + end)):
        said = str(sqlite_file.explain_frozen(path))
    assert f"season.db{end} is immutable" in said
    assert said.endswith(f"season.db{end}")
    assert sqlite_file.explain_frozen(path) is None


def test_in_an_immutable_folder_no_file_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with frozen_file(folder), pytest.raises(WorkbookError, match="folder is immutable"):
        sqlite_file.prepare_file(folder / "season.db", "season", create=True)


def test_a_path_without_a_file_is_not_frozen(tmp_path: Path) -> None:
    assert not sqlite_file.is_frozen(tmp_path / "season.db")


@pytest.mark.parametrize("folders", ["a/b", "a", ""])
def test_on_a_full_disk_nothing_is_made_and_it_is_told(tmp_path: Path, folders: str) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, 4, files=1 + bool(folders)):  # the disk itself is the first
        with pytest.raises(WorkbookError, match=r"The disk of season is full. Nothing was written"):
            sqlite_file.prepare_file(disk / folders / "season.db", "season", create=True)
        assert not list(disk.rglob("*.db"))


def test_only_the_log_of_the_file_before_is_removed(tmp_path: Path) -> None:
    path, log, index = (tmp_path / f"season.db{end}" for end in ENDS)
    for each in (path, log, index):
        each.touch()
    sqlite_file.remove_log(str(path), None)
    sqlite_file.remove_log(str(path), log.stat().st_ino + 1)
    assert log.exists()
    sqlite_file.remove_log(str(path), log.stat().st_ino)
    assert sorted(tmp_path.iterdir()) == [path]
    sqlite_file.remove_log(str(path), None)


def test_an_empty_file_holds_no_workbook_and_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "season.db"
    path.touch()
    with pytest.raises(WorkbookError, match="There is no workbook in season yet"):
        sqlite_file.prepare_file(path, "season", create=False)
    assert list(tmp_path.iterdir()) == [path]
    assert sqlite_file.prepare_file(path, "season", create=True)


def test_a_look_sees_another_file_and_another_log(tmp_path: Path) -> None:
    path, other = tmp_path / "season.db", tmp_path / "other.db"
    path.touch()
    other.touch()
    before, file = sqlite_file.look_at_files(str(path), "season"), sqlite_file.identify(str(path), "season")
    assert sqlite_file.look_at_files(str(path), "season") == before
    assert before.log is None
    path.with_name("season.db-wal").touch()
    assert sqlite_file.look_at_files(str(path), "season").log is not None
    other.replace(path)
    assert sqlite_file.identify(str(path), "season") != file
    path.unlink()
    for look in (sqlite_file.look_at_files, sqlite_file.identify):
        with pytest.raises(WorkbookError, match="There is no workbook at season"):
            look(str(path), "season")
