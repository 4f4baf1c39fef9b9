"""Read the due moments that weeks have of their own. Report those that are probably not meant."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from studylib.season.study import Week
from studylib.text.message import Sentence, sentence
from studylib.workbook import moments, orders
from studylib.workbook.tables import Record

USUAL = timedelta(days=7)


def read_due(record: Record, zone: ZoneInfo) -> datetime | None:
    """Read a week's own due moment, ``None`` if it is blank or unreadable. Tell a date that has no time."""
    table = record.table
    order = orders.find_order(table, "due_at")
    due_at = table.read(record, "due_at", partial(moments.parse_due, zone=zone, order=order))
    if due_at is not None and moments.is_day_alone(record.cell("due_at"), order):
        why = sentence(
            "A date alone means 00:00, so {day} is late already. If that day still counts, write {day} 23:59.",
            day=due_at.date().isoformat(),
        )
        table.notice(record, "due_at", why)
    return due_at


def explain_length(week: Week) -> Sentence | None:
    """Explain why a week is probably not meant to last so short or so long. ``None`` for likely ones.

    Days are those of the calendar, so a change of the clocks does not count.
    """
    lasts = week.due_at.replace(tzinfo=None) - week.opens_at.replace(tzinfo=None)
    if 2 * lasts < USUAL:
        return sentence(
            "With this deadline week {week} is less than half as long as usual. Check the date.",
            week=week.number,
        )
    if lasts > 2 * USUAL:
        return sentence(
            "With this deadline week {week} is more than twice as long as usual. Check the date.",
            week=week.number,
        )
    return None
