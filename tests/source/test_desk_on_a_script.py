"""The desk's acts through the script of a sheet: as on a database, whatever breaks off on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studylib.source import save
from studylib.stores.google import session
from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Row, Workbook, trim_row
from tests.source.acts import ACTS, NOW, check_each_act, make_season, undo
from tests.stand_ins.appsscript.server import ScriptServer
from tests.stand_ins.googlesheets.log import Request
from tests.stores.google.scripts import with_token


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptServer]:
    with ScriptServer() as scripts:
        yield scripts


@pytest.fixture
def scripts(server: ScriptServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ScriptServer]:
    """A season in a sheet with a script that may write to it."""
    with_token(tmp_path)
    monkeypatch.setenv(session.ELSEWHERE, server.url)
    server.fill(make_season())
    yield server
    server.on_request = lambda request: None
    server.fix()


def list_rows(cells: Workbook) -> dict[str, list[Row]]:
    """List the filled rows of each tab."""
    return {tab.title: [row for row in map(trim_row, tab.rows) if row] for tab in cells.tabs}


def test_each_act_leaves_the_same_cells_and_board_as_on_a_database_and_can_be_undone(
    scripts: ScriptServer, tmp_path: Path
) -> None:
    check_each_act(Sheet(scripts.address), tmp_path, list_rows)


@pytest.mark.parametrize("name", ["void", "close"])
@pytest.mark.parametrize("on", ["Range.setValues", "SpreadsheetApp.flush", "Properties.setProperties"])
@pytest.mark.parametrize("killed", [False, True])
def test_an_act_that_google_breaks_off_is_whole_or_undone_and_says_which(
    scripts: ScriptServer, name: str, on: str, killed: bool
) -> None:
    sheet = Sheet(scripts.address)
    before = list_rows(sheet.fetch())

    def break_off(request: Request) -> None:
        if request.kind == "write":
            scripts.on_request = lambda request: None
            fault = {
                "on": on,
                "skip": int(on.startswith("Prop")),
                "message": "Server error",
                "killed": killed,
            }
            scripts.runtime.change(fault=fault)

    scripts.on_request = break_off
    with pytest.raises(WorkbookError, match="Nothing was written"):
        save.save_change(sheet, ACTS[name], NOW)
    assert list_rows(sheet.fetch()) == before
    save.save_change(sheet, ACTS[name], NOW)
    save.save_change(sheet, undo(1), NOW)
    after = list_rows(sheet.fetch())
    assert {title: after[title][1:] for title in before} == {
        title: rows[1:] for title, rows in before.items()
    }
