"""Close a month: the change that keeps its settlement."""

from collections.abc import Sequence
from datetime import datetime

from studylib.changes.draft import Change, Draft, make_change
from studylib.money import closing, settlement
from studylib.season import board
from studylib.season.study import Problem, Study
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import entries, layouts
from studylib.workbook.cells import Workbook


def close_month(
    cells: Workbook, study: Study, problems: Sequence[Problem], month: str, now: datetime
) -> Change:
    """The change that closes a month as it is settled now; raises a WorkbookError where it may not be closed."""
    chain = settlement.settle(study, board.judge(study, now), now)
    rows = closing.close_month(study, chain, month, problems, now)
    what = sentence("{month} closed", month=Language(study.language).month(month))
    draft = Draft(layouts.SETTLEMENTS, added=entries.list_settlement_records(study, rows))
    return make_change(cells, cells, draft, what, study.language)
