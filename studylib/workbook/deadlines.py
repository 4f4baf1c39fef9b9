"""Read the due moments that weeks have of their own. Report those that are probably not meant."""

from datetime import datetime, timedelta, tzinfo
from functools import partial

from studylib.season.study import Week
from studylib.season.tasks import Due
from studylib.text.message import Sentence, sentence
from studylib.workbook import dues, moments, orders
from studylib.workbook.cells import Cell
from studylib.workbook.dates import DateOrder
from studylib.workbook.tables import Record
from studylib.workbook.values import CellError


def read_due(record: Record, zone: tzinfo) -> datetime | Due | None:
    """Read a week's own due moment, ``None`` if it is blank or unreadable. Tell a date that has no time.

    A time alone is due in the week's own cycle.
    """
    table = record.table
    order = orders.find_order(table, "due_at")
    due_at = table.read(record, "due_at", partial(_parse, zone=zone, order=order))
    if isinstance(due_at, datetime) and moments.is_day_alone(record.cell("due_at"), order):
        why = sentence(
            "A date alone means 00:00, so {day} is late already. If that day still counts, write {day} 23:59.",
            day=due_at.date().isoformat(),
        )
        table.notice(record, "due_at", why)
    return due_at


def _parse(cell: Cell, zone: tzinfo, order: DateOrder) -> datetime | Due:
    """Parse a due moment, or a due time of the cycle. Of a cell that is neither, explain the moment."""
    try:
        return moments.parse_due(cell, zone=zone, order=order)
    except CellError as unreadable:
        try:
            return dues.parse_due(cell)
        except dues.TwoTimesError:
            raise
        except CellError:
            raise unreadable from None


def explain_length(week: Week, usual: Week, cycle: int) -> Sentence | None:
    """Explain why a week is probably not meant to last so short or so long. ``None`` for likely ones.

    ``usual`` is the week without a due moment of its own. Days are those of the calendar, so a change of the clocks
    does not count. ``cycle`` is in days.
    """
    lasts = _measure(week)
    if 2 * lasts < _measure(usual):
        return sentence(
            "With this deadline week {week} is less than half as long as usual. Check the date.",
            week=week.number,
        )
    if lasts > 2 * timedelta(days=cycle):
        return sentence(
            "With this deadline week {week} is more than twice as long as usual. Check the date.",
            week=week.number,
        )
    return None


def _measure(week: Week) -> timedelta:
    return week.due_at.replace(tzinfo=None) - week.opens_at.replace(tzinfo=None)
