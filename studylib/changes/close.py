"""Close a month, and reopen one: the changes that keep its settlement and take it away."""

from collections.abc import Sequence
from datetime import datetime

from studylib.changes.draft import Change, Draft, make_change
from studylib.money import closing, settlement
from studylib.money.chain import find_smallest
from studylib.money.closing import ClosingError
from studylib.season import board
from studylib.season.periods import name_period
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence
from studylib.workbook import entries, layouts, moments, tables, template, week_lists
from studylib.workbook.cells import Workbook


def close_month(
    cells: Workbook, study: Study, problems: Sequence[Problem], month: str, now: datetime
) -> Change:
    """Make the change that closes ``month`` (a period) as settled at ``now``.

    Raises a ClosingError if the month may not be closed, or if the clock is so wrong that its rows would be unreadable.
    """
    if why := moments.explain_clock(now, study.timezone):
        raise ClosingError(why)
    judged = board.judge(study, now)
    chain = settlement.settle(study, judged, now)
    shares = closing.list_closed_shares(study, judged, chain, month, problems, now)
    what = sentence("{month} closed", month=Language(study.language).month(month))
    draft = Draft(layouts.SETTLEMENTS, added=entries.list_settlement_records(study, shares))
    return make_change(cells, cells, draft, what, study.language)


def explain_lacking_column(cells: Workbook, study: Study, month: str) -> Sentence | None:
    """Say what to add if the tab in ``cells`` has no column for the weeks of ``month``. ``None``: nothing.

    It is for a store that only takes new rows. Any other gets the column with the change.
    """
    table = tables.find_table(layouts.SETTLEMENTS, cells)
    if "weeks" in table.places or not table.places:
        return None
    weeks, tasks = closing.list_settled(study, month)
    return sentence(
        "The tab {tab} has no column {column}. Add it, and write {weeks} into the new rows, so that these weeks stay "
        "settled.",
        tab=table.title,
        column=template.choose_word(layouts.SETTLEMENTS.columns["weeks"], study.language),
        weeks=week_lists.write_weeks(weeks, tasks),
    )


def explain_lacking_smallest(cells: Workbook, study: Study, month: str) -> Sentence | None:
    """Say what to add if the tab in ``cells`` has no column for the smallest transfer of ``month``. ``None``: nothing.

    It is for a store that only takes new rows, too.
    """
    table = tables.find_table(layouts.SETTLEMENTS, cells)
    won = find_smallest(study, month)
    if "smallest_transfer" in table.places or not table.places or not won:
        return None
    return sentence(
        "The tab {tab} has no column {column}. Add it, and write {won} into the new rows, so that small transfers "
        "stay carried.",
        tab=table.title,
        column=template.choose_word(layouts.SETTLEMENTS.columns["smallest_transfer"], study.language),
        won=won,
    )


def reopen_month(cells: Workbook, study: Study, month: str) -> Change:
    """Make the change that reopens ``month``, a period: its rows are deleted.

    Raises a ChangeError if it has none.
    """
    numbers = list_closed_numbers(cells, month)
    if not numbers:
        raise ChangeError(
            sentence("{month} is not closed, so there is nothing to reopen.", month=name_period(month))
        )
    what = sentence("{month} reopened", month=Language(study.language).month(month))
    draft = Draft(layouts.SETTLEMENTS, deleted=frozenset(numbers))
    return make_change(cells, cells, draft, what, study.language)


def list_closed_numbers(cells: Workbook, month: str) -> list[int]:
    """List the numbers of the rows that close ``month``, as seen in the sheet."""
    table = tables.find_table(layouts.SETTLEMENTS, cells)
    return [
        record.number
        for record in table.records()
        if table.read(record, "month", moments.parse_month) == month
    ]
