"""Sheets behind the stand-in for script.google.com: filled, read and written."""

from pathlib import Path

from studylib.stores.google.sheet import Sheet
from studylib.workbook.cells import Workbook
from tests.stand_ins.appsscript.server import ScriptServer

HEADER = ("타임스탬프", "이름", "링크")


def with_token(folder: Path, token: str = ScriptServer.token, more: str = "write = true") -> None:
    """Put the token into the secrets file, and switch writing on."""
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit" / "secrets.toml").write_text(f'[sheet]\ntoken = "{token}"\n{more}\n')


def fetch_through(scripts: ScriptServer, book: Workbook, zone: str = "Asia/Seoul") -> Workbook:
    scripts.fill(book, zone=zone)
    return Sheet(scripts.address).fetch()
