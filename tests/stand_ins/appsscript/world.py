"""Worlds of the stand-in for Apps Script: spreadsheets as ``tests/form/apps_script`` keeps them."""

from datetime import date, datetime, time, timedelta
from typing import Any

from studylib.workbook.cells import Cell, Workbook
from tests.stand_ins.googlesheets.value import Moment, kept

ID = "1sheet"
TOKEN = "t0k3n-of-the-script-for-tests"

PATTERNS = {date: "yyyy-mm-dd", datetime: "m/d/yyyy h:mm:ss", time: "h:mm:ss", timedelta: "[h]:mm:ss"}

World = dict[str, Any]


def make_world(
    book: Workbook, *, zone: str = "Asia/Seoul", locale: str = "ko_KR", started: bool = True
) -> World:
    """A world with one spreadsheet. ``started``: the token and the id are kept already."""
    tabs = [
        {"title": tab.title, "type": "GRID", "rows": [list(map(write_cell, row)) for row in tab.rows]}
        for tab in book.tabs
    ]
    return {
        "publishing": True,
        "active": ID,
        "spreadsheets": {ID: {"zone": zone, "locale": locale, "tabs": tabs, "form": None}},
        "forms": {},
        "properties": {"sheet": ID, "token": TOKEN} if started else {},
    }


def write_cell(cell: Cell) -> object:
    value = kept(cell)
    if isinstance(value, Moment):
        return {"v": value.serial, "p": PATTERNS[value.kind]}
    return "" if value is None else value


def read_cell(cell: Any) -> Any:
    """The value of a cell: of a moment its serial number."""
    return cell.get("v", "") if isinstance(cell, dict) else cell


def list_rows(world: World, title: str) -> list[list[Any]]:
    """The values of a tab, without blank ends."""
    tabs = world["spreadsheets"][ID]["tabs"]
    rows = [
        [read_cell(cell) for cell in row]
        for row in next(tab["rows"] for tab in tabs if tab["title"] == title)
    ]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows
