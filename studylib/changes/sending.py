"""Mark a period as sent: its text has gone to the group."""

from studylib.changes.draft import Change, Draft, make_change
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import keys, sent_months, tables, template, values
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.layouts import SETTINGS


def mark_sent(cells: Workbook, study: Study, month: str) -> Change:
    """Make the change that marks ``month``, a period, in the settings.

    Raises a ChangeError if it is marked already, or if the setting cannot be read: what it says would be lost.
    """
    shown = Language(study.language).month(month)
    if month in study.sent:
        raise ChangeError(sentence("The text of {month} is marked as sent already.", month=shown))
    written = sent_months.write_sent({*study.sent, month})
    what = sentence("The text of {month} sent to the group", month=shown)
    records = [
        record
        for record in tables.find_table(SETTINGS, cells).records()
        if keys.find_key(record.cell("key")) == "sent_settlements"
    ]
    for record in records:
        if not values.is_blank(cell := record.cell("value")):
            _check(cell)
    rows = [record.number for record in records]
    key = template.choose_word(keys.KEYS["sent_settlements"], study.language)
    draft = (
        Draft(SETTINGS, changed={rows[0]: {"value": written}})
        if rows
        else Draft(SETTINGS, added=({"key": key, "value": written},))
    )
    return make_change(cells, cells, draft, what, study.language)


def _check(cell: Cell) -> None:
    try:
        sent_months.parse_sent(cell)
    except values.CellError as unreadable:
        raise ChangeError(unreadable.why) from unreadable
