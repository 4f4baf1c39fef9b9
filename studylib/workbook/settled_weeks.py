"""Read which weeks the closed months settled, and report weeks that have moved over their borders since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from studylib.season.kinds import SEASON, Period
from studylib.season.periods import name_period
from studylib.season.problems import Reach
from studylib.season.settled import find_open_period, list_gone, list_moved_in, list_moved_out
from studylib.season.study import ClosedShare, Study
from studylib.season.tasks import Duty
from studylib.text.message import Sentence, sentence
from studylib.workbook import values, week_lists
from studylib.workbook.schedule import WeekRow
from studylib.workbook.settings import Settings
from studylib.workbook.tables import Record, Table
from studylib.workbook.week_lists import FineList, WeekList

NO_WEEKS, NO_FINES = WeekList(()), FineList(())
ReadRow = tuple[Record, ClosedShare]


def read_week_fines(table: Table, record: Record, fine: int | None, settled: WeekList) -> FineList:
    """Read a participant's fines by week and task. They count only if they sum to ``fine`` and lie in ``settled``.

    Else they are a notice, because the money of the month is known without them.
    """
    cell = record.cell("week_fines")
    if values.is_blank(cell) or fine is None:
        return NO_FINES
    try:
        fines = values.require(cell, week_lists.parse_fines)
    except values.CellError as unreadable:
        table.notice(record, "week_fines", unreadable.why)
        return NO_FINES
    won = sum(each for _, each in fines.weeks) + sum(each for *_, each in fines.tasks)
    if won == fine and (settled == NO_WEEKS or _lies_in(fines, settled)):
        return fines
    why = sentence(
        "The fines by week do not come to the fine {fine} of the settled weeks, so they are not used. Fix them, or "
        "empty the cell.",
        fine=fine,
    )
    table.notice(record, "week_fines", why)
    return NO_FINES


def _lies_in(fines: FineList, settled: WeekList) -> bool:
    wholes, singles = set(settled.weeks), set(settled.tasks)
    return all(week in wholes for week, _ in fines.weeks) and all(
        week in wholes or (week, name) in singles for week, name, _ in fines.tasks
    )


def agree_on_weeks(
    table: Table, rows: Sequence[ReadRow], numbers: frozenset[int] | None
) -> tuple[ClosedShare, ...]:
    """Give each row of a month the same weeks. Report rows that disagree, and weeks settled twice or gone.

    The first row with weeks decides for its month, so the money of a closed month stays closed. ``numbers`` are the
    season's weeks, ``None`` if the workbook names none.
    """
    first: dict[str, ReadRow] = {}
    for record, row in rows:
        if row.is_listed:
            first.setdefault(row.month, (record, row))
    for record, row in rows:
        if row.month in first and _list_settled(row) != _list_settled(first[row.month][1]):
            table.report(record, "weeks", _explain_other_weeks(*first[row.month]))
    for record, why in _list_doubled(first):
        table.report(record, "weeks", why)
    for record, row in first.values():
        for number in dict.fromkeys([*row.weeks, *(week for week, _ in row.tasks)]):
            if numbers is not None and number not in numbers:
                table.report(record, "weeks", _explain_gone(number, row.month))
    return tuple(
        replace(row, weeks=first[row.month][1].weeks, tasks=first[row.month][1].tasks)
        if row.month in first
        else row
        for _, row in rows
    )


def _list_settled(row: ClosedShare) -> WeekList:
    return WeekList(row.weeks, row.tasks)


def _explain_other_weeks(first: Record, row: ClosedShare) -> Sentence:
    return sentence(
        "Row {row} settles the weeks {weeks} in {month}. Each row of a month settles the same weeks. Fix one of the "
        "two.",
        row=first.number,
        weeks=week_lists.write_weeks(row.weeks, row.tasks),
        month=name_period(row.month),
    )


def _explain_gone(week: int, month: str) -> Sentence:
    return sentence(
        "{month} settled week {week}, which the season no longer has. Put its row back into the weeks tab, or take it "
        "out here.",
        month=name_period(month),
        week=week,
    )


def _list_doubled(first: Mapping[str, ReadRow]) -> Iterator[tuple[Record, Sentence]]:
    """List the weeks that an earlier month has settled already, whole or the same task. The earlier month counts."""
    settled: dict[tuple[int, str | None], str] = {}
    for month in sorted(first):
        record, row = first[month]
        singles = [*((number, None) for number in row.weeks), *row.tasks]
        doubled = {
            week: before
            for week, name in singles
            if (before := settled.get((week, None)) or settled.get((week, name)))
        }
        settled = {**dict.fromkeys(singles, month), **settled}
        for week, before in doubled.items():
            why = sentence(
                "Week {week} is settled in {before} already, and a week is settled once. Take it out of one of the "
                "two months.",
                week=week,
                before=name_period(before),
            )
            yield record, why


# ---- weeks that have moved since ----


def report_moved(rows: Mapping[int, WeekRow], study: Study, settlements: Table) -> None:
    """Report the weeks that are due on the other side of a closed month's border than the month settled.

    Each blocks the open period that its due month falls into. What was settled and is gone blocks all of them.
    """
    for duty, why in list_moves(study, settlements.title):
        if duty.week in rows:
            record, period = rows[duty.week].record, find_open_period(study, duty.due_month)
            record.table.report(record, "due_at", why, Reach(months=frozenset({period})))
    for period, week, name in list_gone(study):
        if week.number in rows:
            record = rows[week.number].record
            record.table.report(record, "week", _explain_gone_task(period, week.number, name))


def list_moves(study: Study, tab: str) -> Iterator[tuple[Duty, Sentence]]:
    """List a duty of each week that has moved over the border of a closed month, and what to do."""
    for duty in list_moved_out(study):
        yield (
            duty,
            sentence(
                "Week {week} is due in {due} now, but {month} is closed and settled it. Move the week back into "
                "{month}, or reopen {month}: delete its rows in the tab {tab}.",
                week=duty.week,
                due=duty.due_month,
                month=name_period(str(duty.settled_in)),
                tab=tab,
            ),
        )
    for duty, period in list_moved_in(study):
        yield (
            duty,
            sentence(
                "Week {week} is due in {month}, which is closed without it. Move the week out of {month}, or reopen "
                "{month}: delete its rows in the tab {tab}.",
                week=duty.week,
                month=name_period(period),
                tab=tab,
            ),
        )


def report_other_period(given: Settings, study: Study, tab: str) -> None:
    """Report that closed months and the whole season are settled side by side. ``tab`` has the closed ones."""
    closed = sorted({row.month for row in study.settlements})
    by_season = study.settle is Period.SEASON
    others = [month for month in closed if (month == SEASON) is not by_season]
    if not others:
        return
    why = (
        sentence(
            "{month} is closed, but the whole season is settled at once. Put the setting back, or reopen {month}: "
            "delete its rows in the tab {tab}.",
            month=others[0],
            tab=tab,
        )
        if by_season
        else sentence(
            "The season is closed as a whole, but its months are settled now. Put the setting back, or reopen the "
            "season: delete its rows in the tab {tab}.",
            tab=tab,
        )
    )
    record = given.records.get("settle")
    if record is None:
        given.table.report_whole(why)
    else:
        given.table.report(record, "value", why)


def _explain_gone_task(month: str, week: int, name: str | None) -> Sentence:
    if name is None:
        return sentence(
            "{month} settled week {week}, which has no task any more. Let a task take place in it again.",
            month=name_period(month),
            week=week,
        )
    return sentence(
        "{month} settled the task {task} of week {week}, which the season no longer has. Give the task its name back, "
        "or name the present one in the settled weeks.",
        month=name_period(month),
        task=name,
        week=week,
    )
