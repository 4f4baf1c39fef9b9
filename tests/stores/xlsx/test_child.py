"""What the process that reads a file apart returns."""

from pathlib import Path

from studylib.stores.xlsx import child
from studylib.stores.xlsx.write import write_xlsx
from studylib.text.message import Sentence
from tests.stores.xlsx.books import SEASON


def test_the_child_returns_the_workbook_or_the_reason(path: Path) -> None:
    write_xlsx(SEASON, path)
    assert child.read(str(path), "season.xlsx") == SEASON
    path.write_bytes(b"PK\x03\x04")
    assert isinstance(child.read(str(path), "season.xlsx"), Sentence)
