"""READMEs that are put into a folder and imported into a database."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from typer.testing import CliRunner, Result

from studylib import cli
from studylib.source import reader
from studylib.source.season import load_season
from studylib.stores.opening import open_store
from studylib.workbook.cells import Workbook
from tests.season import seasons

APRIL = datetime(2022, 4, 20, 12, tzinfo=ZoneInfo("Asia/Seoul"))


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def database(book: Workbook | None = None) -> str:
    address = "sqlite:///season.db"
    open_store(address, create=True).replace(book or seasons.book(answers=None))
    return address


def put(text: str, name: str = "README.md") -> str:
    Path(name).write_bytes(text.encode())
    return name


def answers(address: str) -> list[tuple[object, ...]]:
    study = load_season(reader.open_store(address)).study
    return list(study.submissions[["member", "week", "link"]].itertuples(index=False, name=None))
