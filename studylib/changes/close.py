"""Close a month: the change that keeps its settlement."""

from collections.abc import Sequence
from datetime import datetime

from studylib.changes.draft import Change, Draft, make_change
from studylib.money import closing, settlement
from studylib.season import board
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import entries, layouts
from studylib.workbook.cells import Row, Workbook, trim_row
from studylib.workbook.entries import NewRows


def close_month(
    cells: Workbook, study: Study, problems: Sequence[Problem], month: str, now: datetime
) -> Change:
    """Make the change that closes ``month`` (``YYYY-MM``) as settled at ``now``.

    Raises a ClosingError if the month may not be closed.
    """
    judged = board.judge(study, now)
    chain = settlement.settle(study, judged, now)
    shares = closing.list_closed_shares(study, judged, chain, month, problems, now)
    what = sentence("{month} closed", month=Language(study.language).month(month))
    draft = Draft(layouts.SETTLEMENTS, added=entries.list_settlement_records(study, shares))
    return make_change(cells, cells, draft, what, study.language)


def list_closed_rows(cells: Workbook, change: Change) -> NewRows:
    """List the rows of a closed month to append or to paste, under the headers of ``cells``.

    The tab and its header may be missing in ``cells``. A cell without a header in ``cells`` is left out.
    """
    title = change.edits[0].title
    rows = next((tab.rows for tab in cells.tabs if tab.title == title), ())
    header = next((trim_row(row) for row in rows if trim_row(row)), change.edits[0].after)
    return NewRows(title, header, tuple(_fit(row, len(header)) for row in change.added))


def _fit(row: Row, width: int) -> Row:
    return (*row, *(None for _ in range(width - len(row))))[:width]
