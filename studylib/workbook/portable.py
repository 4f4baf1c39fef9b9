"""Answers whose times mean the same in a workbook of any zone."""

from datetime import datetime, tzinfo

from studylib.workbook import moments, tables, values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.tables import Table


def write_with_offset(moment: datetime) -> str:
    """The moment as a text that means the same in a workbook of any zone: ``2022-05-03T23:57:13.204+09:00``."""
    return moment.isoformat(timespec="milliseconds")


def make_portable(workbook: Workbook, zone: tzinfo) -> Workbook:
    """The workbook with each answer's time as ``with_offset`` writes it, so that it stays the same moment in a
    workbook of another zone; ``zone`` is that of the study. A time that cannot be read stays as it is."""
    answering = {table.title: table for table in tables.find_answer_tables(workbook, [])}
    return Workbook(
        tuple(
            Tab(tab.title, _portable(tab.rows, answering[tab.title], workbook.zone or zone))
            if tab.title in answering
            else tab
            for tab in workbook.tabs
        )
    )


def _portable(rows: tuple[Row, ...], table: Table, zone: tzinfo) -> tuple[Row, ...]:
    places = set(table.places.get("submitted_at", ()))
    head = len(rows) - len(table.rows)

    def moved(row: Row) -> Row:
        return tuple(_readable(cell, zone) if at in places else cell for at, cell in enumerate(row))

    return rows[:head] + tuple(map(moved, rows[head:]))


def _readable(cell: Cell, zone: tzinfo) -> Cell:
    try:
        return cell if values.is_blank(cell) else write_with_offset(moments.parse_moment(cell, zone))
    except values.CellError:
        return cell
