"""Rename tasks: one change gives them the new name in every tab."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from studylib.changes.draft import Cells, Change, Draft, list_draft_edits, make_change
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.message import Sentence, sentence
from studylib.workbook import layouts, tables, task_cells, values, week_lists
from studylib.workbook.cells import Cell, Edit, Workbook
from studylib.workbook.layouts import TASKS, Layout
from studylib.workbook.tables import Record, Table

_NAMING = (layouts.EXCUSES, layouts.ATTENDANCE, layouts.PASSES)
"""Tabs with the name of a task in each row, beside the answers."""


class _Renames(NamedTuple):
    """New names, by folded old name."""

    names: Mapping[str, str]

    def find(self, cell: Cell) -> str | None:
        return self.names.get(values.fold(cell))


def edit_tasks(base: Workbook, now: Workbook, study: Study, draft: Draft) -> Change:
    """Make the change of a draft of the tasks tab. A new name goes into every tab.

    ``study`` is that of ``now``. Two tasks may swap their names. Raises the errors of ``make_change``.
    Raises a ChangeError for a taken name.
    """
    renames = _list_renames(base, draft)
    what = sentence("Tab {tab} edited", tab=tables.find_table(TASKS, now).title)
    if not renames:
        return make_change(base, now, draft, what, study.language)
    _check_free(base, draft, renames)
    old, new = next(iter(renames.values()))
    change = make_change(base, now, draft, _describe(old, new, len(renames)), study.language)
    wanted = _Renames({values.fold(old): new for old, new in renames.values()})
    return replace(
        change, edits=(*change.edits, *_list_other_edits(now, study, wanted)), advice=_advise(now, study)
    )


def _list_renames(base: Workbook, draft: Draft) -> dict[int, tuple[str, str]]:
    """List the tasks whose rows get another name: old and new name, by row number."""
    found = {}
    seen: set[str] = set()
    for record in replace(tables.find_table(TASKS, base), missing=()).records():
        cells: Cells = {} if record.number in draft.deleted else draft.changed.get(record.number, {})
        old, new = record.text("task"), values.show_text(cells.get("task"))
        if old and new and values.show_text(record.cell("task")) != new and values.fold(old) not in seen:
            found[record.number] = (old, _parse_name(cells["task"]))
        seen.add(values.fold(old))
    return found


def _parse_name(typed: Cell) -> str:
    try:
        return task_cells.parse_name(typed)
    except values.CellError as unreadable:
        raise ChangeError(unreadable.why) from None


def _check_free(base: Workbook, draft: Draft, renames: Mapping[int, tuple[str, str]]) -> None:
    """Check that no other task has one of the new names."""
    records = tables.find_table(TASKS, base).records()
    kept = [
        record.text("task")
        for record in records
        if record.number not in renames and record.number not in draft.deleted
    ]
    taken = {values.fold(name) for name in kept}
    for _, new in renames.values():
        if values.fold(new) in taken:
            raise ChangeError(sentence("There is a task {name} already. Write another name.", name=new))
        taken.add(values.fold(new))


def _describe(old: str, new: str, count: int) -> Sentence:
    if count == 1:
        return sentence("The task {old} renamed {new}", old=old, new=new)
    return sentence("{count} tasks renamed, {old} to {new} and others", count=count, old=old, new=new)


def _advise(workbook: Workbook, study: Study) -> Sentence | None:
    """Say what is left to do if a form offers the tasks."""
    filled = any(layouts.is_form_title(table.title) for table in tables.find_answer_tables(workbook))
    if study.form is None and not filled:
        return None
    return sentence("If a form offers the tasks, run its script again, so that it offers the new name.")


def _list_other_edits(workbook: Workbook, study: Study, renames: _Renames) -> Iterator[Edit]:
    """List the edits of every tab but that of the tasks."""
    for table, title in _list_naming_tables(workbook):
        changed: dict[int, Cells] = {
            record.number: {"task": new}
            for record in table.records()
            if (new := renames.find(record.cell("task")))
        }
        yield from _write(workbook, study, table.layout, title, changed)
    settlements = replace(tables.find_table(layouts.SETTLEMENTS, workbook), missing=())
    settled = {record.number: _rename_settled(record, renames) for record in settlements.records()}
    yield from _write(
        workbook,
        study,
        layouts.SETTLEMENTS,
        None,
        {number: cells for number, cells in settled.items() if cells},
    )


def _list_naming_tables(workbook: Workbook) -> Iterator[tuple[Table, str | None]]:
    """List the tabs with names of tasks. Answers come with their title."""
    for layout in _NAMING:
        yield replace(tables.find_table(layout, workbook), missing=()), None
    for table in tables.find_answer_tables(workbook):
        yield replace(table, missing=()), table.title


def _write(
    workbook: Workbook, study: Study, layout: Layout, title: str | None, changed: Mapping[int, Cells]
) -> Iterator[Edit]:
    if changed:
        yield from list_draft_edits(workbook, Draft(layout, title, changed), study.language)


def _rename_settled(record: Record, renames: _Renames) -> Cells:
    """Rename the tasks in what a closed period settled. A list that cannot be read stays."""
    cells: dict[str, Cell] = {}
    try:
        if record.list_filled("weeks"):
            listed = week_lists.parse_weeks(record.cell("weeks"))
            tasks = [(week, renames.find(name) or name) for week, name in listed.tasks]
            if tuple(tasks) != listed.tasks:
                cells["weeks"] = week_lists.write_weeks(listed.weeks, tasks)
        if record.list_filled("week_fines"):
            fines = week_lists.parse_fines(record.cell("week_fines"))
            costs = [(week, renames.find(name) or name, won) for week, name, won in fines.tasks]
            if tuple(costs) != fines.tasks:
                cells["week_fines"] = week_lists.write_fines(fines.weeks, costs)
    except values.CellError:
        return {}
    return cells
