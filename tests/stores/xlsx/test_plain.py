"""Which files are read directly."""

from pathlib import Path

import pytest

from studylib.stores.xlsx import plain
from studylib.stores.xlsx.write import write_xlsx
from tests.stores.xlsx.books import SEASON


def test_a_small_file_is_plain_and_a_larger_one_is_not(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_xlsx(SEASON, path)
    size = path.stat().st_size
    monkeypatch.setattr(plain, "MOST_PACKED", size)
    assert plain.is_plain(path)
    monkeypatch.setattr(plain, "MOST_PACKED", size - 1)
    assert not plain.is_plain(path)


@pytest.mark.parametrize("name", ["MOST_UNPACKED", "MOST_CELLS"])
def test_a_file_of_many_bytes_or_cells_is_not_plain(
    path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_xlsx(SEASON, path)
    monkeypatch.setattr(plain, name, 3)
    assert not plain.is_plain(path)


@pytest.mark.parametrize(
    ("xml", "unplaced"),
    [
        (b'<row r="1"><c r="A1"/><cols/></row>', False),
        (b'<row><c r="A1"/></row>', True),
        (b'<row r="1"><c><v>1</v></c></row>', True),
        (b'<row r="1"><x:c t="s"/></row>', True),
    ],
)
def test_each_row_and_cell_of_a_plain_file_says_where_it_stands(xml: bytes, unplaced: bool) -> None:
    assert bool(plain._UNPLACED.search(xml)) is unplaced
