"""Read the tiers of being late, set by set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from studylib.season.kinds import Limit
from studylib.season.study import DEFAULT_TIERS, Tier
from studylib.text.message import Sentence, sentence
from studylib.workbook import bounded, limits, sizes, values
from studylib.workbook.cells import Cell
from studylib.workbook.tables import Record, Table
from studylib.workbook.task_cells import parse_name
from studylib.workbook.units import Unit, parse_unit, seems_unit

T = TypeVar("T")

LATE, ABSENT = ("late", "지각"), ("absent", "결석")
_LABELS = {name: names[0] for names in (LATE, ABSENT) for name in names}


class TierCells(NamedTuple):
    """The raw cells of one tier."""

    status: Cell
    hours: Cell
    amount: Cell
    set: Cell = None
    per: Cell = None
    from_week: Cell = None


class TierFault(NamedTuple):
    """Why a tier cannot be read as written.

    ``row`` is the place of its cells, from 0. ``row`` and ``column`` are ``None`` for a fault of all tiers together.
    """

    row: int | None
    column: str | None
    why: Sentence


def read_tiers(table: Table) -> tuple[Tier, ...]:
    """Read the tiers by set and start, as ``parse_tier_rows`` does. Return the default tiers if the tab names none.

    A tier with an unreadable amount keeps its limit and costs 0 for now.
    """
    if not any(map(_has_unit, table.records())):
        table.forget("per")
    records = bounded.list_first(table, sizes.MOST_TIERS)
    rows = [TierCells(*(record.cell(column) for column in TierCells._fields)) for record in records]
    tiers, faults = parse_tier_rows(rows)
    for fault in faults:
        if fault.row is None:
            table.report_whole(fault.why)
        else:
            table.report(records[fault.row], fault.column, fault.why)
    return tiers


def _has_unit(record: Record) -> bool:
    """Check if a row has more than the currency as a unit. A set or a start is ours, too. Those are ours."""
    is_ours = record.list_filled("set") or record.list_filled("from_week")
    return bool(is_ours) or any(map(seems_unit, record.list_filled("per")))


def parse_tier_rows(rows: Sequence[TierCells]) -> tuple[tuple[Tier, ...], tuple[TierFault, ...]]:
    """Parse tiers from their cells. List the faults by row, those of all tiers last.

    The tiers come by set and start, the unnamed set first. In each, limits rise and the absence comes last. Blank rows
    do not count. Without other rows the tiers are the default ones.
    """
    tiers: list[tuple[int, Tier]] = []
    faults: list[TierFault] = []
    names: dict[str, str] = {}
    filled = [(place, cells) for place, cells in enumerate(rows) if not all(map(values.is_blank, cells[:3]))]
    for place, cells in filled:
        tier, of_row = _parse_tier(cells)
        if tier:
            tier = replace(tier, set=names.setdefault(values.fold(tier.set), tier.set))
        if tier and any(_is_same_limit(tier, other) for _, other in tiers):
            of_row.append(
                ("hours", sentence("Another tier has the same limit. The first counts. Delete one."))
            )
        elif tier:
            tiers.append((place, tier))
        faults += [TierFault(place, column, why) for column, why in of_row]
    if not filled:
        return DEFAULT_TIERS, ()
    kept, mixed = _agree_on_items(tiers)
    complete, of_all = _complete_groups(kept)
    return complete, (*sorted((*faults, *mixed), key=lambda fault: fault.row or 0), *of_all)


def _is_same_limit(one: Tier, other: Tier) -> bool:
    return (one.set, one.from_week, one.hours) == (other.set, other.from_week, other.hours)


def _agree_on_items(tiers: Sequence[tuple[int, Tier]]) -> tuple[list[Tier], list[TierFault]]:
    """Report the sets of which only some rows count for each link. They cost 0 for now."""
    first: dict[str, Tier] = {}
    faults = []
    for place, tier in tiers:
        if tier.itemised is not first.setdefault(tier.set, tier).itemised:
            why = sentence(
                "Either all tiers of a set count for each link (개당 / item), or none does. Write the same unit in "
                "all."
            )
            faults.append(TierFault(place, "per", why))
    mixed = {tier.set for _, tier in tiers if tier.itemised is not first[tier.set].itemised}
    kept = [
        replace(tier, amount=0, per=None, itemised=False) if tier.set in mixed else tier for _, tier in tiers
    ]
    return kept, faults


def _complete_groups(tiers: Sequence[Tier]) -> tuple[tuple[Tier, ...], list[TierFault]]:
    """Sort the tiers by set and start. Report the groups without an absence, and add one that costs nothing."""
    groups: dict[tuple[str, int], list[Tier]] = {}
    for tier in tiers:
        groups.setdefault((tier.set, tier.from_week), []).append(tier)
    if not groups:
        groups["", 1] = []
    faults = []
    for (name, week), group in groups.items():
        if all(tier.hours is not None for tier in group):
            faults.append(TierFault(None, None, _explain_no_absence(name, week)))
            group.append(Tier(ABSENT[0], None, 0, set=name, from_week=week))
    return sort_tiers([tier for group in groups.values() for tier in group]), faults


def sort_tiers(tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    """Sort tiers by set, start and rising limit. The unnamed set comes first, the absence last."""
    order: Mapping[str, int] = {name: place for place, name in enumerate(dict.fromkeys(t.set for t in tiers))}

    def rank(tier: Tier) -> tuple[int, int, float]:
        place = -1 if not tier.set else order[tier.set]
        return place, tier.from_week, float("inf") if tier.hours is None else tier.hours

    return tuple(sorted(tiers, key=rank))


def _explain_no_absence(name: str, week: int) -> Sentence:
    if name:
        return sentence(
            "No tier of the set {set} from week {week} on is without a limit, so an absence costs nothing. Add one "
            "with empty hours.",
            set=name,
            week=week,
        )
    if week > 1:
        return sentence(
            "No tier from week {week} on is without a limit, so an absence costs nothing. Add one with empty hours.",
            week=week,
        )
    return sentence("No tier is without a limit, so an absence costs nothing. Add one with empty hours.")


def _parse_tier(cells: TierCells) -> tuple[Tier | None, list[tuple[str, Sentence]]]:
    """Parse one tier. Return its faults too, each with its column."""
    limited = not values.is_blank(cells.hours)
    label, label_fault = _parse(cells.status, values.parse_label)
    limit, hours_fault = _parse(cells.hours, limits.parse_limit) if limited else ((None, Limit.HOURS), None)
    amount, amount_fault = _parse(cells.amount, values.parse_amount)
    name, set_fault = _parse_optional(cells.set, parse_name, "")
    unit, unit_fault = _parse_optional(cells.per, parse_unit, Unit())
    week, week_fault = _parse_optional(cells.from_week, values.parse_week, 1)
    unread = {"status": label_fault, "hours": hours_fault, "amount": amount_fault}
    unread |= {"set": set_fault, "per": unit_fault, "from_week": week_fault}
    faults = [(column, why) for column, why in unread.items() if why]
    if label is None or limit is None or name is None or week is None:
        return None, faults
    if why := _check_limit(label, limited):
        return None, [*faults, ("hours", why)]
    hours, kind = limit
    if unit and unit.per and not limited:
        why = sentence(
            "An absence has no time that could be counted. Empty this cell, or write {item}.", item="개당"
        )
        unit, faults = None, [*faults, ("per", why)]
    counts = unit or Unit()
    won = amount or 0 if unit else 0
    return Tier(name_label(label), hours, won, kind, name, week, counts.per, counts.itemised), faults


def name_label(written: str) -> str:
    """Name the label of a tier. ``late`` and ``absent`` stand for the usual words."""
    return _LABELS.get(values.fold(written), written)


def _parse(cell: Cell, reader: Callable[[Cell], T]) -> tuple[T | None, Sentence | None]:
    try:
        return values.require(cell, reader), None
    except values.CellError as unreadable:
        return None, unreadable.why


def _parse_optional(cell: Cell, reader: Callable[[Cell], T], default: T) -> tuple[T | None, Sentence | None]:
    return (default, None) if values.is_blank(cell) else _parse(cell, reader)


def _check_limit(label: str, limited: bool) -> Sentence | None:
    """Explain a limit that an absence must not have, or that lateness needs."""
    if limited and values.fold(label) in ABSENT:
        return sentence("An absence has no limit. Empty this cell, or give the tier another name.")
    if not limited and values.fold(label) in LATE:
        return sentence("This tier needs a limit: hours after due. Write a number, such as 12.")
    return None
