"""The history of one file in git."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from studylib.readme.file import LARGEST
from studylib.readme.git import History, Version, read_history
from studylib.text.errors import HistoryError
from tests.readme.repositories import commit, run_git

FIRST, SECOND = datetime(2022, 4, 8, 3, tzinfo=UTC), datetime(2022, 4, 9, 3, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in a new repository, not committed yet."""
    run_git(tmp_path, "init")
    return tmp_path / "README.md"


def test_the_versions_come_newest_first_with_the_authors_times(file: Path) -> None:
    commit(file, "one", "2022-04-08T12:00:00+09:00")
    commit(file, "two", "2022-04-09T12:00:00+09:00")
    assert read_history(file) == History((Version(SECOND, b"two"), Version(FIRST, b"one")), shallow=False)


def test_a_file_keeps_its_history_under_another_name(file: Path) -> None:
    commit(file, "one\n" * 9, "2022-04-08T12:00:00+09:00")
    run_git(file.parent, "mv", file.name, "index.md")
    run_git(file.parent, "commit", "-m", "c", at="2022-04-09T12:00:00+09:00")
    versions = read_history(file.with_name("index.md")).versions
    assert [each.written_at for each in versions] == [SECOND, FIRST]


@pytest.mark.parametrize(("size", "kept"), [(LARGEST - 1, 1), (LARGEST, 1), (LARGEST + 1, 0)])
def test_versions_up_to_the_size_of_a_readme_are_read(file: Path, size: int, kept: int) -> None:
    commit(file, "x" * size, "2022-04-08T12:00:00+09:00")
    assert len(read_history(file).versions) == kept


def test_a_folder_without_git_or_commits_is_reported(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    with pytest.raises(HistoryError, match="is not in a git repository"):
        read_history(tmp_path / "README.md")
    run_git(tmp_path, "init")
    with pytest.raises(HistoryError, match="has no commits yet"):
        read_history(tmp_path / "README.md")
    commit(tmp_path / "other.md", "x", "2022-04-08T12:00:00+09:00")
    with pytest.raises(HistoryError, match="git has never kept"):
        read_history(tmp_path / "README.md")


def test_without_the_program_git_it_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(HistoryError, match="The program git cannot be run"):
        read_history(file)
