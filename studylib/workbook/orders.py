"""Judge the order of day and month by a whole column. Read its dates in that order."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from functools import partial

from studylib.workbook import dates, moments
from studylib.workbook.cells import Cell
from studylib.workbook.dates import DateOrder
from studylib.workbook.tables import Table


def find_order(table: Table, column: str) -> DateOrder:
    """Find the order of a column: ``16/08/2025`` is day first, ``4/13/2022`` month first. Look at each column once."""
    if column not in table.orders:
        table.orders[column] = _judge_column(table, column)
    return table.orders[column]


def _judge_column(table: Table, column: str) -> DateOrder:
    places = table.places.get(column, ())
    cells = (row[at] for _, row in table.rows for at in places if at < len(row))
    texts = (cell for cell in cells if isinstance(cell, str) and not cell[:4].isdigit())
    shown = {order for text in texts if (order := dates.find_order(text))}
    if len(shown) > 1:
        return DateOrder.MIXED
    return shown.pop() if shown else DateOrder.UNKNOWN


def make_day_reader(table: Table, column: str) -> Callable[[Cell], date]:
    """Make the parser of a column's days."""
    return partial(moments.parse_day, order=find_order(table, column))


def make_moment_reader(table: Table, column: str, zone: tzinfo) -> Callable[[Cell], datetime]:
    """Make the parser of a column's moments. Those without an offset are local to ``zone``."""
    return partial(moments.parse_moment, zone=zone, order=find_order(table, column))
