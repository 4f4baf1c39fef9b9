"""Tiers that change at a week: the set gets all its rows in force anew."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from studylib.changes.draft import Cells, Draft
from studylib.changes.rule_rows import Rule, refuse_row
from studylib.season.study import DEFAULT_TIERS
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import values
from studylib.workbook.template import choose_word
from studylib.workbook.tiers import ABSENT, LATE

Members = Sequence[tuple[Rule | None, Cells]]
"""The rows of a set, with the row that each was. ``None`` for a new one."""


def date_tiers(rules: Sequence[Rule], draft: Draft, week: int, language: str) -> Draft:
    """Rewrite a draft of tiers so that it holds from a week on. ``rules`` are the rows that are there.

    Raises a ChangeError for a row that does not hold in that week. Raises it for a set that would lose all its rows.
    """
    starts = _find_starts(rules, week)
    held = [rule for rule in rules if starts.get(rule.set) == rule.from_week]
    for number in sorted({*draft.changed, *draft.deleted} - {rule.number for rule in held}):
        raise refuse_row(number, week)
    after = _group_after(held, draft)
    changed_sets = _find_changed_sets(held, draft)
    _check_sets(changed_sets - after.keys(), week)
    known = {rule.set for rule in rules} | (set() if rules else {""})
    added = [] if rules or "" not in changed_sets else list(_write_default(language))
    for name, members in after.items():
        if name in changed_sets:
            added += _list_new(members, week if name in known else None, week)
    here = {rule.number for rule in held if rule.from_week == week}
    return replace(
        draft,
        changed={number: cells for number, cells in draft.changed.items() if number in here},
        added=tuple(added),
        deleted=draft.deleted & here,
    )


def _group_after(held: Sequence[Rule], draft: Draft) -> Mapping[str, Members]:
    """Group the rows in force by set as they are after the draft."""
    after: dict[str, list[tuple[Rule | None, Cells]]] = {}
    for rule in held:
        if rule.number not in draft.deleted:
            row: Cells = {**rule.cells, **draft.changed.get(rule.number, {})}
            after.setdefault(_name_set(row), []).append((rule, row))
    for cells in draft.added:
        after.setdefault(_name_set(cells), []).append((None, cells))
    return after


def _find_changed_sets(held: Sequence[Rule], draft: Draft) -> Set[str]:
    """Find the sets that the draft changes. A row that moves changes two."""
    found = {_name_set(cells) for cells in draft.added}
    for rule in held:
        if rule.number in draft.deleted or rule.number in draft.changed:
            found.add(rule.set)
        if rule.number in draft.changed:
            found.add(_name_set({**rule.cells, **draft.changed[rule.number]}))
    return found


def _name_set(cells: Cells) -> str:
    return values.fold(cells.get("set"))


def _find_starts(rules: Sequence[Rule], week: int) -> Mapping[str, int]:
    """Find the start of the rows of each set that hold in a week."""
    starts: dict[str, int] = {}
    for rule in rules:
        if rule.from_week <= week:
            starts[rule.set] = max(rule.from_week, starts.get(rule.set, 0))
    return starts


def _list_new(members: Members, start: int | None, week: int) -> Iterator[Cells]:
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
