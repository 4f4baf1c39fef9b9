"""Mark a period as sent: its text has gone to the group."""

from studylib.changes.draft import Change, Draft, make_change
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import keys, sent_months, tables, template
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import SETTINGS


def mark_sent(cells: Workbook, study: Study, month: str) -> Change:
    """Make the change that marks ``month``, a period, in the settings. Raises a ChangeError if it is marked already."""
    shown = Language(study.language).month(month)
    if month in study.sent:
        raise ChangeError(sentence("The text of {month} is marked as sent already.", month=shown))
    written = sent_months.write_sent({*study.sent, month})
    what = sentence("The text of {month} sent to the group", month=shown)
    rows = [
        record.number
        for record in tables.find_table(SETTINGS, cells).records()
        if keys.find_key(record.cell("key")) == "sent_settlements"
    ]
    key = template.choose_word(keys.KEYS["sent_settlements"], study.language)
    draft = (
        Draft(SETTINGS, changed={rows[0]: {"value": written}})
        if rows
        else Draft(SETTINGS, added=({"key": key, "value": written},))
    )
    return make_change(cells, cells, draft, what, study.language)
