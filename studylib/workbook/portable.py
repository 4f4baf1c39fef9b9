"""Make the times of answers mean the same in a workbook of any zone."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from studylib.workbook import moments, orders, tables, values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.tables import Table


def make_portable(workbook: Workbook, zone: tzinfo) -> Workbook:
    """Write each answer's time with its offset, so that any zone reads the same moment.

    ``zone`` is the study's. It counts if the workbook has none of its own. Unreadable times stay unchanged.
    """
    answering = {table.title: table for table in tables.find_answer_tables(workbook)}
    return Workbook(
        tuple(
            Tab(tab.title, _convert_rows(tab.rows, answering[tab.title], workbook.zone or zone))
            if tab.title in answering
            else tab
            for tab in workbook.tabs
        )
    )


def _convert_rows(rows: tuple[Row, ...], table: Table, zone: tzinfo) -> tuple[Row, ...]:
    places = set(table.places.get("submitted_at", ()))
    parse = orders.make_moment_reader(table, "submitted_at", zone)
    head = len(rows) - len(table.rows)

    def convert(row: Row) -> Row:
        return tuple(_convert_cell(cell, parse) if at in places else cell for at, cell in enumerate(row))

    return rows[:head] + tuple(map(convert, rows[head:]))


def _convert_cell(cell: Cell, parse: Callable[[Cell], datetime]) -> Cell:
    try:
        return cell if values.is_blank(cell) else moments.write_with_offset(parse(cell))
    except values.CellError:
        return cell
