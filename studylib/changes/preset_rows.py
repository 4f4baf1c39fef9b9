"""Write the rows of a preset into the tabs of rules."""

from collections.abc import Iterator

from studylib.changes.draft import Cells, Change, Draft, iterate_records, list_draft_edits
from studylib.changes.tabs import find_tab
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import keys, tables
from studylib.workbook.cells import Edit, Workbook
from studylib.workbook.layouts import SETTINGS, Layout
from studylib.workbook.presets.preset import TABS, Preset

JUDGING = ("cycle", "due", "passes", "pass_hours")
"""Settings that a preset without them leaves empty. Those of money stay."""


def apply_preset(workbook: Workbook, study: Study, preset: Preset, *, replacing: bool) -> Change:
    """Make the change that writes the rows of a preset. The rows that were there go.

    Raises a ChangeError if there are such rows and it is not ``replacing``. Raises it if nothing changes.
    """
    if not replacing and list_filled(workbook):
        raise ChangeError(sentence("There are rules already. Confirm first that they are replaced."))
    edits = tuple(_list_edits(workbook, study, preset))
    if not edits:
        raise ChangeError(sentence("Nothing has changed, so there is nothing to save."))
    line = preset.lines["ko" if study.language == "ko" else "en"]
    return Change(sentence("Rules written: {rule}", rule=line), edits)


def list_filled(workbook: Workbook) -> list[str]:
    """List the titles of the tabs of rules that have rows. The settings count if one of them judges."""
    filled = [layout for layout in TABS if _list_numbers(workbook, layout)]
    given = {keys.find_key(record.cell("key")) for record in _list_settings(workbook)}
    if given & set(JUDGING):
        filled.append(SETTINGS)
    return [tables.find_table(layout, workbook).title for layout in filled]


def _list_numbers(workbook: Workbook, layout: Layout) -> list[int]:
    tab = find_tab(workbook, layout, None)
    table = tables.open_table(layout, tab, workbook) if tab else None
    return [record.number for record in iterate_records(table)] if table else []


def _list_settings(workbook: Workbook) -> Iterator[tables.Record]:
    for record in tables.find_table(SETTINGS, workbook).records():
        if record.text("value"):
            yield record


def _list_edits(workbook: Workbook, study: Study, preset: Preset) -> Iterator[Edit]:
    for layout in TABS:
        numbers, rows = _list_numbers(workbook, layout), preset.list_rows(layout)
        if numbers or rows:
            draft = Draft(layout, added=tuple(rows), deleted=frozenset(numbers))
            yield from list_draft_edits(workbook, draft, study.language)
    yield from list_draft_edits(workbook, _draft_settings(workbook, study, preset), study.language)


def _draft_settings(workbook: Workbook, study: Study, preset: Preset) -> Draft:
    """Draft the settings: those of the preset, and none of the others that judge."""
    wanted: dict[str, Cells] = {
        key: {"value": preset.settings.get(key)} for key in (*JUDGING, *preset.settings)
    }
    changed: dict[int, Cells] = {}
    for record in tables.find_table(SETTINGS, workbook).records():
        key = keys.find_key(record.cell("key"))
        if key in wanted:
            changed[record.number] = wanted.pop(key)
    names = {
        row["key"]: key
        for key, row in zip(preset.settings, preset.list_settings(study.language), strict=True)
    }
    added = tuple(
        {"key": name, "value": preset.settings[key]} for name, key in names.items() if key in wanted
    )
    return Draft(SETTINGS, changed=changed, added=added)
