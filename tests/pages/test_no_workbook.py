"""Pages without a workbook."""

from pathlib import Path

import pytest

from studylib.stores.xlsx import write
from tests.pages.drawn import LANGUAGES, NAMES, Open, grid, only_line, strips, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


NOT_TO_BE_HAD = {
    "missing.xlsx": "There is no file missing.xlsx. Check the address.",
    "sqlite:///missing.db": "There is no workbook at sqlite:///missing.db. Check the address.",
    "text.xlsx": "text.xlsx is not an Excel workbook",
    "sqlite:///text.xlsx": "sqlite:///text.xlsx is not a SQLite database",
    "empty.xlsx": "empty.xlsx is empty",
    "notes.txt": "notes.txt is not the address of a workbook.",
    "postgresql+psycopg://me:secret@[bad/x": "postgresql+psycopg://me:***@[bad/x ",
    "https://docs.google.com/spreadsheets/d/abc": "This is not the address of a Google Sheet.",
}


@pytest.mark.parametrize("address", NOT_TO_BE_HAD)
def test_a_workbook_that_cannot_be_had_is_one_clear_line(visit: Open, tmp_path: Path, address: str) -> None:
    (tmp_path / "text.xlsx").write_text("Dear diary, " * 1000)
    (tmp_path / "empty.xlsx").touch()
    line = only_line(visit("board", address, lang="en"))
    assert NOT_TO_BE_HAD[address] in line
    assert "secret" not in line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_so_when_there_is_no_workbook(visit: Open, name: str, language: str) -> None:
    line = {
        "ko": "missing.xlsx 파일이 없습니다. 주소를 확인해 주세요.",
        "en": "There is no file missing.xlsx. Check the address.",
    }
    assert only_line(visit(name, "missing.xlsx", lang=language)) == line[language]


def test_a_workbook_that_goes_away_while_a_page_is_open_leaves_its_copy_and_one_clear_line(
    visit: Open, tmp_path: Path
) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = visit("board", "season.xlsx")
    drawn = grid(app)
    (tmp_path / "season.xlsx").unlink()
    app.run()
    assert "season.xlsx 파일이 없습니다. 주소를 확인해 주세요." in strips(app)[0]
    assert "사본" in strips(app)[0]
    assert grid(app) == drawn


def test_a_page_without_any_address_opens_the_sample(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit("checks", "")
    assert "sqlite:///data/studyboard.db" in text(app)
    assert "예시 시즌입니다" in strips(app)[0]
