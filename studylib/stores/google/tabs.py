"""The tabs of a spreadsheet in the Sheets API, and the changes that make them."""

from collections.abc import Mapping, Sequence
from typing import Any

from studylib.stores.google.faults import NotGoogleError
from studylib.workbook.cells import Tab

TO_READ = "properties(title,timeZone),sheets.properties(sheetId,title,sheetType)"
"""The fields of a spreadsheet that a read asks for."""

TO_REWRITE = "properties(title,timeZone),sheets.properties(sheetId,title,sheetType,gridProperties.rowCount)"
"""The fields that a read asks for if its rows may be rewritten, beside those of the marks."""

TO_WRITE = "properties(timeZone),sheets.properties(sheetId,title,sheetType,gridProperties)"
"""The fields of a spreadsheet that a write asks for."""

ROWS, COLUMNS = 1000, 26
"""The size of a new tab, as Google makes it."""

Properties = Mapping[str, Any]
"""The ``properties`` of a spreadsheet or of a tab."""


def read_properties(body: object) -> Properties:
    """Return the properties of a spreadsheet or a tab. Raises NotGoogleError if there are none."""
    properties = body.get("properties") if isinstance(body, dict) else None
    if not isinstance(properties, dict):
        raise NotGoogleError
    return properties


def list_tabs(spreadsheet: Mapping[str, Any]) -> list[Properties]:
    """List the properties of the tabs of cells, in their order. A chart on a tab of its own has no cells."""
    read_properties(spreadsheet)  # so that another body is not taken for a spreadsheet without tabs
    tabs = map(read_properties, spreadsheet.get("sheets", []))
    return [each for each in tabs if each.get("sheetType", "GRID") == "GRID"]


def number_tabs(spreadsheet: Mapping[str, Any]) -> dict[str, int]:
    """Map the titles of the tabs, in their order, to the ``gid`` of their addresses."""
    # Google gives the first tab the number 0, which a field mask may leave out.
    return {str(tab["title"]): int(tab.get("sheetId", 0)) for tab in list_tabs(spreadsheet)}


def plan_changes(
    wanted: Sequence[Tab], present: Sequence[Properties], spreadsheet: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Plan the changes that make room for the wanted tabs, with their first row frozen.

    ``spreadsheet`` holds new properties of the whole, such as ``timeZone``. It may be empty.
    """
    known = {str(tab["title"]): tab for tab in present}
    changes = [_make_room(tab, known.get(tab.title)) for tab in wanted]
    if not spreadsheet:
        return changes
    properties = {"properties": dict(spreadsheet), "fields": ",".join(spreadsheet)}
    return [{"updateSpreadsheetProperties": properties}, *changes]


def _make_room(tab: Tab, present: Properties | None) -> dict[str, Any]:
    """Make or enlarge the tab by one change. Google accepts no cell outside a tab's grid."""
    rows, columns = len(tab.rows), max(map(len, tab.rows), default=0)
    grid = {"rowCount": max(ROWS, rows), "columnCount": max(COLUMNS, columns), "frozenRowCount": 1}
    if present is None:
        return {"addSheet": {"properties": {"title": tab.title, "gridProperties": grid}}}
    size = present.get("gridProperties", {})
    grid = {name: max(int(size.get(name, 0)), least) for name, least in grid.items()}
    fields = ",".join(f"gridProperties.{name}" for name in grid)
    return {
        "updateSheetProperties": {
            "properties": {"sheetId": present.get("sheetId", 0), "gridProperties": grid},
            "fields": fields,
        }
    }
