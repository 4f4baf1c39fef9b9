"""Read the tiers of being late."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from studylib.season.kinds import Limit
from studylib.season.study import DEFAULT_TIERS, Tier
from studylib.text.message import Sentence, sentence
from studylib.workbook import bounded, limits, sizes, values
from studylib.workbook.cells import Cell
from studylib.workbook.tables import Table

T = TypeVar("T")

LATE, ABSENT = ("late", "지각"), ("absent", "결석")
_LABELS = {name: names[0] for names in (LATE, ABSENT) for name in names}


class TierCells(NamedTuple):
    """The raw cells of one tier."""

    status: Cell
    hours: Cell
    amount: Cell


class TierFault(NamedTuple):
    """Why a tier cannot be read as written.

    ``row`` is the place of its cells, from 0. ``row`` and ``column`` are ``None`` for a fault of all tiers together.
    """

    row: int | None
    column: str | None
    why: Sentence


def read_tiers(table: Table) -> tuple[Tier, ...]:
    """Read the tiers by rising limit, the absence last. Return the default tiers if the tab names none.

    A tier with an unreadable amount keeps its limit and costs 0 for now.
    """
    records = bounded.list_first(table, sizes.MOST_TIERS)
    rows = [TierCells(*(record.cell(column) for column in TierCells._fields)) for record in records]
    tiers, faults = parse_tier_rows(rows)
    for fault in faults:
        if fault.row is None:
            table.report_whole(fault.why)
        else:
            table.report(records[fault.row], fault.column, fault.why)
    return tiers


def parse_tier_rows(rows: Sequence[TierCells]) -> tuple[tuple[Tier, ...], tuple[TierFault, ...]]:
    """Parse tiers from their cells. List the faults by row, those of all tiers last.

    The tiers come by rising limit, the absence last. Blank rows do not count. Without other rows the tiers are the
    default ones.
    """
    tiers: list[Tier] = []
    faults: list[TierFault] = []
    filled = [(place, cells) for place, cells in enumerate(rows) if not all(map(values.is_blank, cells))]
    for place, cells in filled:
        tier, of_row = _parse_tier(cells)
        if tier and any(tier.hours == other.hours for other in tiers):
            of_row.append(
                ("hours", sentence("Another tier has the same limit. The first counts. Delete one."))
            )
        elif tier:
            tiers.append(tier)
        faults += [TierFault(place, column, why) for column, why in of_row]
    if not filled:
        return DEFAULT_TIERS, ()
    if all(tier.hours is not None for tier in tiers):
        why = sentence("No tier is without a limit, so an absence costs nothing. Add one with empty hours.")
        faults.append(TierFault(None, None, why))
        tiers.append(Tier(ABSENT[0], None, 0))
    tiers.sort(key=lambda tier: float("inf") if tier.hours is None else tier.hours)
    return tuple(tiers), tuple(faults)


def _parse_tier(cells: TierCells) -> tuple[Tier | None, list[tuple[str, Sentence]]]:
    """Parse one tier. Return its faults too, each with its column."""
    limited = not values.is_blank(cells.hours)
    label, label_fault = _parse(cells.status, values.parse_label)
    limit, hours_fault = _parse(cells.hours, limits.parse_limit) if limited else ((None, Limit.HOURS), None)
    amount, amount_fault = _parse(cells.amount, values.parse_amount)
    unread = {"status": label_fault, "hours": hours_fault, "amount": amount_fault}
    faults = [(column, why) for column, why in unread.items() if why]
    if label is None or limit is None:
        return None, faults
    if why := _check_limit(label, limited):
        return None, [*faults, ("hours", why)]
    hours, kind = limit
    return Tier(_LABELS.get(values.fold(label), label), hours, amount or 0, kind), faults


def _parse(cell: Cell, reader: Callable[[Cell], T]) -> tuple[T | None, Sentence | None]:
    try:
        return values.require(cell, reader), None
    except values.CellError as unreadable:
        return None, unreadable.why


def _check_limit(label: str, limited: bool) -> Sentence | None:
    """Explain a limit that an absence must not have, or that lateness needs."""
    if limited and values.fold(label) in ABSENT:
        return sentence("An absence has no limit. Empty this cell, or give the tier another name.")
    if not limited and values.fold(label) in LATE:
        return sentence("This tier needs a limit: hours after due. Write a number, such as 12.")
    return None
