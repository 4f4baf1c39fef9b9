"""Rules that change at a week: new rows that hold from there on. What earlier weeks cost stays."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from studylib.changes.draft import (
    Cells,
    Change,
    Draft,
    OvertakenError,
    find_clashes,
    iterate_records,
    make_change,
)
from studylib.changes.tabs import find_tab
from studylib.changes.task_renaming import edit_tasks
from studylib.season.study import DEFAULT_TIERS, Study
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import tables, values
from studylib.workbook.cells import Cell, Workbook
from studylib.workbook.layouts import TASKS, TIERS, Layout
from studylib.workbook.template import choose_word
from studylib.workbook.tiers import ABSENT, LATE

DATED = (TIERS, TASKS)
"""The tabs whose rows hold from a week on."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One row of rules, with its cells. ``to_week`` is inclusive, ``None`` without an end."""

    number: int
    cells: Cells
    set: str
    from_week: int
    to_week: int | None


def needs_week(draft: Draft) -> bool:
    """Check if it is open from which week on a draft holds. It is not if each row says so itself, or only renames."""
    if draft.layout not in DATED or is_renaming_alone(draft):
        return False
    says = all("from_week" in cells for cells in draft.changed.values())
    return bool(draft.deleted) or not (says and all(cells.get("from_week") for cells in draft.added))


def is_renaming_alone(draft: Draft) -> bool:
    """Check if a draft gives tasks other names and does nothing else."""
    changed = draft.changed.values()
    renames = draft.layout is TASKS and bool(changed) and all(set(cells) == {"task"} for cells in changed)
    return renames and not draft.added and not draft.deleted


def edit_rules(base: Workbook, now: Workbook, study: Study, draft: Draft, week: int) -> Change:
    """Make the change of a draft of rules, made on ``base``, so that it holds from a week on.

    ``study`` is that of ``now``. From week 1 a new name of a task goes into every tab. Raises the errors of
    ``make_change``. Raises a ChangeError if another person has changed rows that would be copied.
    """
    if draft.layout is TASKS and week == 1:
        return edit_tasks(base, now, study, draft)
    tab = tables.find_table(draft.layout, now).title
    if week == 1:
        return make_change(base, now, draft, sentence("Tab {tab} edited", tab=tab), study.language)
    if clashes := find_clashes(base, now, draft):
        raise OvertakenError(clashes)
    dated = hold_from(base, draft, week, study.language)
    if dated != hold_from(now, draft, week, study.language):
        why = sentence("Another person has changed the tab {tab}. Nothing was written. Save again.", tab=tab)
        raise ChangeError(why)
    what = sentence("Tab {tab} edited from week {week} on", tab=tab, week=week)
    return make_change(base, now, dated, what, study.language)


def hold_from(workbook: Workbook, draft: Draft, week: int, language: str) -> Draft:
    """Rewrite a draft of rules, made on the workbook, so that it holds from a week on. From week 1 it stays as it is.

    A set of tiers gets all its rows in force anew. A task ends with the week before, and a new one begins. Raises a
    ChangeError for a row that does not hold in that week.
    """
    if week == 1 or draft.layout not in DATED:
        return draft
    rules = _list_rules(workbook, draft.layout)
    if draft.layout is TASKS:
        return _date_tasks(rules, draft, week, language)
    return _date_tiers(rules, draft, week, language)


def _list_rules(workbook: Workbook, layout: Layout) -> list[_Rule]:
    tab = find_tab(workbook, layout, None)
    records = iterate_records(tables.open_table(layout, tab, workbook)) if tab else ()
    return [
        _Rule(
            record.number,
            {column: cell for column in layout.columns if not values.is_blank(cell := record.cell(column))},
            values.fold(record.cell("set")),
            _read_week(record.cell("from_week")) or 1,
            _read_week(record.cell("to_week")),
        )
        for record in records
    ]


def _read_week(cell: Cell) -> int | None:
    """Read a week, ``None`` if the cell is blank. Raises a ChangeError for any other cell."""
    try:
        return None if values.is_blank(cell) else values.parse_week(cell)
    except values.CellError as unreadable:
        raise ChangeError(unreadable.why) from None


def _refuse_row(number: int, week: int) -> ChangeError:
    return ChangeError(
        sentence(
            "Row {row} does not hold in week {week}. Change the row that does, or choose another week.",
            row=number,
            week=week,
        )
    )


# ---- tiers ----


def _date_tiers(rules: Sequence[_Rule], draft: Draft, week: int, language: str) -> Draft:
    starts = _find_starts(rules, week)
    held = [rule for rule in rules if starts.get(rule.set) == rule.from_week]
    touched = {*draft.changed, *draft.deleted}
    for number in sorted(touched - {rule.number for rule in held}):
        raise _refuse_row(number, week)
    after: dict[str, list[tuple[_Rule | None, Cells]]] = {}
    changed_sets = {rule.set for rule in held if rule.number in touched}
    for rule in held:
        row: Cells = {**rule.cells, **draft.changed.get(rule.number, {})}
        if rule.number not in draft.deleted:
            after.setdefault(values.fold(row.get("set")), []).append((rule, row))
        if rule.number in draft.changed:
            changed_sets.add(values.fold(row.get("set")))
    for cells in draft.added:
        after.setdefault(values.fold(cells.get("set")), []).append((None, cells))
        changed_sets.add(values.fold(cells.get("set")))
    known = {rule.set for rule in rules} | (set() if rules else {""})
    added = [] if rules or "" not in changed_sets else list(_write_default(language))
    for name, members in after.items():
        if name in changed_sets:
            added += _list_new(members, week if name in known else None, week)
    _check_sets(changed_sets - after.keys(), week)
    here = {rule.number for rule in held if rule.from_week == week}
    return replace(
        draft,
        changed={number: cells for number, cells in draft.changed.items() if number in here},
        added=tuple(added),
        deleted=draft.deleted & here,
    )


def _find_starts(rules: Sequence[_Rule], week: int) -> Mapping[str, int]:
    """Find the start of the rows of each set that hold in a week."""
    starts: dict[str, int] = {}
    for rule in rules:
        if rule.from_week <= week:
            starts[rule.set] = max(rule.from_week, starts.get(rule.set, 0))
    return starts


def _list_new(members: Sequence[tuple[_Rule | None, Cells]], start: int | None, week: int) -> Iterator[Cells]:
    """List the rows that a set gets anew. Rows that start in this week are changed in their place."""
    for rule, cells in members:
        if rule is None or rule.from_week != week:
            yield {**cells, "from_week": start}


def _check_sets(emptied: Set[str], week: int) -> None:
    if emptied:
        raise ChangeError(
            sentence(
                "From week {week} on nothing would be left of these tiers. Keep an absence, of 0 won if it costs "
                "nothing.",
                week=week,
            )
        )


def _write_default(language: str) -> Iterator[Cells]:
    """Write the tiers that hold while the tab has none."""
    for names, tier in zip((LATE, ABSENT), DEFAULT_TIERS, strict=True):
        yield {"status": choose_word(names, language), "hours": tier.hours, "amount": tier.amount}


# ---- tasks ----


def _date_tasks(rules: Sequence[_Rule], draft: Draft, week: int, language: str) -> Draft:
    known = {rule.number: rule for rule in rules}
    changed: dict[int, Cells] = {}
    deleted: set[int] = set()
    added: list[Cells] = []
    names = {values.fold(rule.cells.get("task")) for rule in rules}
    for number in sorted({*draft.changed, *draft.deleted}):
        rule, cells = known[number], draft.changed.get(number, {})
        if rule.to_week is not None and rule.to_week < week:
            raise _refuse_row(number, week)
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
