"""Details of doubtful cells, and the cells that they make."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta

from studylib.workbook import hyperlinks, moments
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.hiders import Hidden, Hider
from studylib.workbook.hyperlinks import Hyperlink

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Detail:
    """What a sheet knows of a cell beside its value.

    ``is_day``, ``is_time``: the number format shows a day, or a time, or both. ``has_note``: a note is on the cell or
    its row.
    """

    is_day: bool = False
    is_time: bool = False
    hyperlinks: tuple[Hyperlink, ...] = ()
    has_note: bool = False


def apply_details(workbook: Workbook, known: Mapping[Hider, Detail]) -> Workbook:
    """Write what the details say into the cells: days, times and addresses. Mark edited rows."""
    by_title: dict[str, list[tuple[Hider, Detail]]] = {}
    for hider, detail in known.items():
        by_title.setdefault(hider.title, []).append((hider, detail))
    if not by_title:
        return workbook
    return replace(workbook, tabs=tuple(_apply(tab, by_title.get(tab.title, ())) for tab in workbook.tabs))


def _apply(tab: Tab, known: list[tuple[Hider, Detail]] | tuple[()]) -> Tab:
    rows: dict[int, list[Cell]] = {}
    edited = set(tab.edited)
    for hider, detail in known:
        if hider.hidden is Hidden.EDIT:
            edited |= {hider.row + 1} if detail.has_note else set()
            continue
        rows.setdefault(hider.row, list(tab.rows[hider.row]))[hider.column] = complete_cell(hider, detail)
    if not rows and edited == tab.edited:
        return tab
    whole: tuple[Row, ...] = tuple(tuple(rows.get(at, row)) for at, row in enumerate(tab.rows))
    return Tab(tab.title, whole, frozenset(edited))


def complete_cell(hider: Hider, detail: Detail) -> Cell:
    """Write what the detail says into the cell of a hider."""
    cell = hider.cell
    if hider.hidden is Hidden.LINK and isinstance(cell, str):
        return hyperlinks.write_links(cell, detail.hyperlinks, alone=hider.alone)
    if isinstance(cell, int | float) and (detail.is_day or detail.is_time):
        return _show_moment(cell, detail)
    return cell


def _show_moment(serial: float, detail: Detail) -> Cell:
    """Make the day or the time of a serial number. The result is what an .xlsx file has, and no number."""
    try:
        if detail.is_day:
            at = moments.SERIAL_ORIGIN + timedelta(milliseconds=round(serial * 86_400_000))
            return at if at.time() != time() else at.date()
        length = timedelta(milliseconds=round(serial * 86_400_000))
    except (OverflowError, ValueError):  # infinite, or no number
        return str(serial)
    return (moments.SERIAL_ORIGIN + length).time() if timedelta() <= length < DAY else length
