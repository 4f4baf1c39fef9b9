"""Read which weeks the closed months settled, and report weeks that have moved over their borders since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from studylib.season.problems import Reach
from studylib.season.settled import find_open_month
from studylib.season.study import ClosedShare, Study
from studylib.season.tasks import Duty
from studylib.text.message import Sentence, sentence
from studylib.workbook import values, week_lists
from studylib.workbook.schedule import WeekRow
from studylib.workbook.tables import Record, Table

ReadRow = tuple[Record, ClosedShare]


def read_week_fines(
    table: Table, record: Record, fine: int | None, weeks: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Read a participant's fines by week. They count only if they sum to ``fine``, and name no week but ``weeks``.

    Else they are a notice, because the money of the month is known without them.
    """
    cell = record.cell("week_fines")
    if values.is_blank(cell) or fine is None:
        return ()
    try:
        fines = values.require(cell, week_lists.parse_fines)
    except values.CellError as unreadable:
        table.notice(record, "week_fines", unreadable.why)
        return ()
    if sum(won for _, won in fines) == fine and (not weeks or dict(fines).keys() <= set(weeks)):
        return fines
    why = sentence(
        "The fines by week do not come to the fine {fine} of the settled weeks, so they are not used. Fix them, or "
        "empty the cell.",
        fine=fine,
    )
    table.notice(record, "week_fines", why)
    return ()


def agree_on_weeks(
    table: Table, rows: Sequence[ReadRow], numbers: frozenset[int] | None
) -> tuple[ClosedShare, ...]:
    """Give each row of a month the same weeks. Report rows that disagree, and weeks settled twice or gone.

    The first row with weeks decides for its month, so the money of a closed month stays closed. ``numbers`` are the
    season's weeks, ``None`` if the workbook names none.
    """
    first: dict[str, ReadRow] = {}
    for record, row in rows:
        if row.weeks:
            first.setdefault(row.month, (record, row))
    for record, row in rows:
        if row.month in first and row.weeks != first[row.month][1].weeks:
            table.report(record, "weeks", _explain_other_weeks(*first[row.month]))
    for record, why in _list_doubled(first):
        table.report(record, "weeks", why)
    for record, row in first.values():
        for number in row.weeks:
            if numbers is not None and number not in numbers:
                table.report(record, "weeks", _explain_gone(number, row.month))
    return tuple(
        replace(row, weeks=first[row.month][1].weeks) if row.month in first else row for _, row in rows
    )


def _explain_other_weeks(first: Record, row: ClosedShare) -> Sentence:
    return sentence(
        "Row {row} settles the weeks {weeks} in {month}. Each row of a month settles the same weeks. Fix one of the "
        "two.",
        row=first.number,
        weeks=week_lists.write_weeks(row.weeks),
        month=row.month,
    )


def _explain_gone(week: int, month: str) -> Sentence:
    return sentence(
        "{month} settled week {week}, which the season no longer has. Put its row back into the weeks tab, or take it "
        "out here.",
        month=month,
        week=week,
    )


def _list_doubled(first: Mapping[str, ReadRow]) -> Iterator[tuple[Record, Sentence]]:
    """List the weeks that an earlier month has settled already. The earlier month counts."""
    settled: dict[int, str] = {}
    for month in sorted(first):
        record, row = first[month]
        for number in row.weeks:
            before = settled.setdefault(number, month)
            if before != month:
                why = sentence(
                    "Week {week} is settled in {before} already, and a week is settled once. Take it out of one of the "
                    "two months.",
                    week=number,
                    before=before,
                )
                yield record, why


# ---- weeks that have moved since ----


def report_moved(rows: Mapping[int, WeekRow], study: Study, settlements: Table) -> None:
    """Report the weeks that are due on the other side of a closed month's border than the month settled.

    Each blocks the first open month from its due month on.
    """
    closed = {row.month for row in study.settlements}
    for duty in study.duties:
        if (why := _explain_moved(duty, settlements.title)) and duty.week in rows:
            record = rows[duty.week].record
            months = frozenset({find_open_month(duty.due_month, closed)})
            record.table.report(record, "due_at", why, Reach(months=months))


def _explain_moved(duty: Duty, tab: str) -> Sentence | None:
    if duty.settled_in not in (None, duty.due_month):
        return sentence(
            "Week {week} is due in {due} now, but {month} is closed and settled it. Move the week back into {month}, "
            "or reopen {month}: delete its rows in the tab {tab}.",
            week=duty.week,
            due=duty.due_month,
            month=duty.settled_in,
            tab=tab,
        )
    if duty.put_off_to:
        return sentence(
            "Week {week} is due in {month}, which is closed without it. Move the week out of {month}, or reopen "
            "{month}: delete its rows in the tab {tab}.",
            week=duty.week,
            month=duty.due_month,
            tab=tab,
        )
    return None
