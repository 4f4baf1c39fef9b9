"""Keep a season's identity through a change of its name or start."""

from dataclasses import replace

from studylib.changes.check import apply_edits
from studylib.changes.draft import Change, Draft, iterate_records, list_draft_edits
from studylib.changes.tabs import find_tab, title_language
from studylib.season.study import Study
from studylib.workbook import identity, keys, reader, tables, template, values
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import SETTINGS


def keep_identity(workbook: Workbook, study: Study, change: Change) -> Change:
    """Add the season's identity to a change of its name or start. Calendars then know its events again.

    A season with an identity keeps that one. Without a start there are no events yet.
    """
    tab = find_tab(workbook, SETTINGS, None)
    if tab is None or study.identity or study.starts_on is None:
        return change
    if all(edit.title != tab.title for edit in change.edits):
        return change
    written = identity.write_identity(study.name, study.starts_on)
    after = apply_edits(workbook, change.edits)
    changed, _ = reader.read(after)
    stays = (changed.name, changed.starts_on) == (study.name, study.starts_on)
    if stays or changed.identity:
        return change
    made = list_draft_edits(after, _draft_identity(tab, after, written, study.language), study.language)
    touched = {(edit.title, edit.number) for edit in change.edits}
    if any((edit.title, edit.number) in touched for edit in made):
        return change
    return replace(change, edits=(*change.edits, *made))


def _draft_identity(tab: Tab, after: Workbook, written: str, language: str) -> Draft:
    """Draft the identity into its row, or into a new one."""
    table = tables.find_table(SETTINGS, after)
    for record in iterate_records(table):
        if keys.find_key(record.cell("key")) == "id" and values.is_blank(record.cell("value")):
            return Draft(SETTINGS, changed={record.number: {"value": written}})
    key = template.choose_word(keys.KEYS["id"], title_language(tab, SETTINGS, language))
    return Draft(SETTINGS, added=({"key": key, "value": written},))
