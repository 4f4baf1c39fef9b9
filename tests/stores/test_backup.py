"""A season is kept in a file, wiped, and put back: the same workbook, whichever database it comes from or goes to."""

import gzip
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from studylib.stores import backup
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.workbook.cells import Tab, Workbook
from tests.stores.backups import first, lines
from tests.stores.workbooks import WORKBOOKS, exact

NOW = datetime(2022, 6, 20, 3, tzinfo=UTC)
SMALL = Workbook((Tab("t", (("h",), (1,), ())), Tab("empty", ())))


@given(workbook=WORKBOOKS)
def test_any_workbook_comes_back_cell_for_cell(
    tmp_path_factory: pytest.TempPathFactory, workbook: Workbook
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    backup.write_backup(workbook, path, NOW)
    assert exact(backup.read_backup(path)) == exact(workbook)


def test_a_backup_is_a_text_that_people_can_read(tmp_path: Path) -> None:
    backup.write_backup(SMALL, tmp_path / "small", NOW)
    assert gzip.decompress((tmp_path / "small").read_bytes()).decode().splitlines() == [
        '{"kind": "studyboard backup", "format": 1, "made_at": "2022-06-20T03:00:00+00:00", "tabs": 2}',
        '{"tab": "t", "rows": 3}',
        '["h"]',
        "[1]",
        "[]",
        '{"tab": "empty", "rows": 0}',
    ]


def test_its_owner_alone_may_read_it_and_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "small").write_text("an older one")
    (tmp_path / "small").chmod(0o644)
    backup.write_backup(SMALL, tmp_path / "small", NOW)
    assert stat.S_IMODE((tmp_path / "small").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_a_backup_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    backup.write_backup(SMALL, tmp_path / "small", NOW)
    with pytest.raises(WorkbookError, match="half a character"):
        backup.write_backup(Workbook((Tab("t", (("\ud83d",),)),)), tmp_path / "small", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["small"]
    assert backup.read_backup(tmp_path / "small") == SMALL
    with pytest.raises(WorkbookError, match="cannot be written"):
        backup.write_backup(SMALL, tmp_path / "nowhere" / "small", NOW)


def test_a_backup_of_which_any_byte_is_missing_or_another_is_never_taken_for_a_whole_one(
    tmp_path: Path,
) -> None:
    backup.write_backup(SMALL, tmp_path / "small", NOW)
    whole = (tmp_path / "small").read_bytes()
    ways = [whole[:end] for end in range(len(whole))]
    ways += [whole[:at] + bytes([whole[at] ^ 16]) + whole[at + 1 :] for at in range(len(whole))]
    taken = []
    for way in ways:
        (tmp_path / "small").write_bytes(way)
        try:
            taken.append(backup.read_backup(tmp_path / "small"))
        except StudyboardError:
            continue
    # A few bytes of the frame say when and on which system it was compressed; they are not the workbook.
    assert all(each == SMALL for each in taken)
    assert len(taken) < 10


def test_a_backup_of_a_newer_program_is_reported(tmp_path: Path) -> None:
    (tmp_path / "newer").write_bytes(lines(first(format=2, tabs=0)))
    with pytest.raises(WorkbookError, match="newer was made by a newer Studyboard"):
        backup.read_backup(tmp_path / "newer")


def test_a_backup_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bomb"
    file.write_bytes(gzip.compress(b"x" * 1_000))
    monkeypatch.setattr(backup, "MOST_BYTES", 999)
    with pytest.raises(WorkbookError, match="unpacks to more than 999 bytes"):
        backup.read_backup(file)
    monkeypatch.setattr(backup, "MOST_BYTES", 1_000)
    with pytest.raises(WorkbookError, match="is not a backup"):
        backup.read_backup(file)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"kind":' * 20_000,
        "NaN",
        "9" * 5_000,
        '{"kind": "studyboard", "kind": "other"}',
        first(tabs=1) + '\n{"tab": "t", "rows": 1}\n' + "[" * 100_000,
        first(tabs=1) + '\n{"tab": "t", "rows": 1}\n["\\ud800"]',
        first(tabs=1) + '\n{"tab": "\\ud800", "rows": 0}',
        first(tabs=1) + '\n{"tab": "t", "rows": NaN}',
        first(tabs=1) + '\n{"tab": "t", "rows": -1}',
        first(tabs=1) + '\n{"tab": "t", "rows": 1' + "0" * 30 + "}",
        first(tabs=10**9),
        first(tabs=-1) + "\n[]",
        first(format=float("nan"), tabs=0) + "\n[]",
    ],
    ids=lambda text: text[-30:],
)
def test_lines_that_are_of_no_backup_are_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd").write_bytes(gzip.compress(text.encode() + b"\n"))
    with pytest.raises(WorkbookError, match="is not a backup"):
        backup.read_backup(tmp_path / "odd")
