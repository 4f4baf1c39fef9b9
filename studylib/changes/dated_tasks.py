"""Tasks that change at a week: each ends with the week before, and a new one begins."""

from collections.abc import Sequence, Set
from dataclasses import replace

from studylib.changes.draft import Cells, Draft
from studylib.changes.rule_rows import Rule, refuse_row
from studylib.text.language import Language
from studylib.workbook import values
from studylib.workbook.cells import Cell
from studylib.workbook.layouts import TASKS
from studylib.workbook.template import choose_word


def date_tasks(rules: Sequence[Rule], draft: Draft, week: int, language: str) -> Draft:
    """Rewrite a draft of tasks so that it holds from a week on. ``rules`` are the rows that are there.

    Raises a ChangeError for a task that is over in that week.
    """
    known = {rule.number: rule for rule in rules}
    changed: dict[int, Cells] = {}
    deleted: set[int] = set()
    added: list[Cells] = []
    names = {values.fold(rule.cells.get("task")) for rule in rules}
    for number in sorted({*draft.changed, *draft.deleted}):
        rule, cells = known[number], draft.changed.get(number, {})
        if rule.to_week is not None and rule.to_week < week:
            raise refuse_row(number, week)
        is_later = rule.from_week >= week
        if number in draft.deleted:
            deleted |= {number} if is_later else set()
        elif is_later:
            changed[number] = cells
        else:
            name = cells.get("task") or rule.cells.get("task")
            added.append({**rule.cells, **cells, "task": _name_later(name, names, week, language)})
            added[-1] = {**added[-1], "from_week": week}
        if not is_later:
            changed[number] = {"to_week": week - 1}
    if not rules:
        added.append({"task": _name_earlier(draft.added, week, language), "to_week": week - 1})
    added += [{**cells, "from_week": cells.get("from_week") or week} for cells in draft.added]
    return replace(draft, changed=changed, added=tuple(added), deleted=frozenset(deleted))


def _name_later(name: Cell, taken: Set[str], week: int, language: str) -> str:
    """Name a task that begins in a week. Two tasks have no name in common."""
    written = values.show_text(name)
    for earlier in range(2, week):
        written = written.removesuffix(_name_start("", earlier, language))
    return written if values.fold(written) not in taken else _name_start(written, week, language)


def _name_start(task: str, week: int, language: str) -> str:
    return Language(language).say("{task} (from week {week})", task=task, week=week)


def _name_earlier(added: Sequence[Cells], week: int, language: str) -> str:
    """Name the task of the weeks before the first tasks. They had one without a name."""
    name = choose_word(TASKS.columns["task"], language)
    if values.fold(name) not in {values.fold(cells.get("task")) for cells in added}:
        return name
    return Language(language).say("{task} (until week {week})", task=name, week=week - 1)
