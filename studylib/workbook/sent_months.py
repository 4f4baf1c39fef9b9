"""Read and write the periods whose settlement was sent to the group."""

import re
from collections.abc import Iterable

from studylib.text.message import sentence
from studylib.workbook import moments, values
from studylib.workbook.cells import Cell
from studylib.workbook.settings import Settings

LONGEST = 1_000
"""Most characters of the cell: about a hundred months."""

_SEPARATOR = re.compile(r"[,;\n]")


def read_sent(given: Settings) -> frozenset[str]:
    """Read the periods. An unreadable cell is a notice, because no amount depends on it."""
    record = given.records.get("sent_settlements")
    if record is None or values.is_blank(record.cell("value")):
        return frozenset()
    try:
        return parse_sent(record.cell("value"))
    except values.CellError as unreadable:
        given.table.notice(record, "value", unreadable.why)
        return frozenset()


def parse_sent(cell: Cell) -> frozenset[str]:
    """Parse periods: ``2022-05, 2022-06`` or ``season``. A date is its month."""
    if not isinstance(cell, str):
        return frozenset({moments.parse_month(cell)})
    parts = _SEPARATOR.split(cell) if len(cell) <= LONGEST else []
    written = [part.strip() for part in parts if part.strip()]
    if not written:
        raise values.CellError(
            sentence(
                "“{cell}” is no list of months. Write them as 2022-05, 2022-06.",
                cell=values.show_text(cell)[:LONGEST],
            )
        )
    return frozenset(map(moments.parse_month, written))


def write_sent(periods: Iterable[str]) -> str:
    """Write the periods, rising. The latest are kept if there are too many."""
    return ", ".join(sorted(periods)[-LONGEST // 10 :])
