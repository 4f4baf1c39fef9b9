"""Sheets of the stand-in for Google: filled, read and written."""

from datetime import datetime
from pathlib import Path

from studylib.season import board
from studylib.season.study import Study
from studylib.stores.google.sheet import Sheet
from studylib.workbook import reader
from studylib.workbook.cells import Workbook
from tests.season import seasons
from tests.season.reference import SEOUL, Judged
from tests.stand_ins.googlesheets.server import Google

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)


def writing(folder: Path) -> None:
    """Switch writing on in the settings file."""
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text("[sheet]\nwrite = true\n")


def fetched(google_: Google, book: Workbook) -> Workbook:
    google_.spreadsheet.fill(book)
    return Sheet(google_.address).fetch()


def judged(book: Workbook) -> tuple[Study, list[Judged]]:
    study, _ = reader.read(book)
    return study, seasons.cells(board.judge(study, NOW))


def with_key(google_: Google, folder: Path, **changes: str) -> None:
    """A key as Google gives it: its token address is Google's own."""
    fields = {**google_.key(), "token_uri": "https://oauth2.googleapis.com/token", **changes}
    lines = "".join(f"{name} = '''{value}'''\n" for name, value in fields.items())
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "secrets.toml").write_text(f"[service_account]\n{lines}")
