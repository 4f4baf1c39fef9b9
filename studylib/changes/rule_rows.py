"""The rows of rules that hold from a week on."""

from dataclasses import dataclass

from studylib.changes.draft import Cells, iterate_records
from studylib.changes.tabs import find_tab
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import tables, values
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.layouts import Layout


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of rules, with its cells. ``to_week`` is inclusive, ``None`` without an end."""

    number: int
    cells: Cells
    set: str
    from_week: int
    to_week: int | None


def list_rules(workbook: Workbook, layout: Layout) -> list[Rule]:
    """List the rows of a tab of rules. Raises a ChangeError for a week that cannot be read."""
    tab = find_tab(workbook, layout, None)
    records = iterate_records(tables.open_table(layout, tab, workbook)) if tab else ()
    return [
        Rule(
            record.number,
            {column: cell for column in layout.columns if not values.is_blank(cell := record.cell(column))},
            values.fold(record.cell("set")),
            _read_week(record.cell("from_week")) or 1,
            _read_week(record.cell("to_week")),
        )
        for record in records
    ]


def _read_week(cell: Cell) -> int | None:
    """Read a week, ``None`` if the cell is blank. Raises a ChangeError for any other cell."""
    try:
        return None if values.is_blank(cell) else values.parse_week(cell)
    except values.CellError as unreadable:
        raise ChangeError(unreadable.why) from None


def refuse_row(number: int, week: int) -> ChangeError:
    """Make the error for a row that does not hold in a week."""
    return ChangeError(
        sentence(
            "Row {row} does not hold in week {week}. Change the row that does, or choose another week.",
            row=number,
            week=week,
        )
    )
