"""Read the steps tab: fines that grow with each time."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from studylib.season.kinds import Period
from studylib.season.records import Step
from studylib.season.study import Tier
from studylib.text.message import sentence
from studylib.workbook import bounded, sizes, task_cells, values
from studylib.workbook.cells import Cell
from studylib.workbook.rule_settings import PERIODS
from studylib.workbook.settings import parse_one_of
from studylib.workbook.tables import Record, Table
from studylib.workbook.tiers import name_label

ENDS = {"repeat": True, "처음부터": True, "last": False, "마지막 금액": False}
"""What comes after the last amount, folded: True begins again."""

LONGEST_CELL = 1_000
"""Most letters of a list of amounts."""

MOST_AMOUNTS = 50
"""Most amounts of a step, inclusive."""

_PARTED = re.compile(r"[;\n/]|[,，、](?:\s|$)|[，、]")


def read_steps(table: Table, tiers: Sequence[Tier]) -> tuple[Step, ...]:
    """Read the steps in the order of their rows. One with an unreadable cell does not count.

    Of two steps of one tier the first counts.
    """
    steps: dict[tuple[str, str], Step] = {}
    for record in bounded.list_first(table, sizes.MOST_TIERS):
        step = _read_step(table, record, tiers)
        if step and (step.set, step.label) in steps:
            why = sentence("This tier has two rows. The first one counts. Delete the other.")
            table.report(record, "status", why)
        elif step:
            steps[step.set, step.label] = step
    return tuple(steps.values())


def _read_step(table: Table, record: Record, tiers: Sequence[Tier]) -> Step | None:
    before = len(table.problems)
    sets = {values.fold(tier.set): tier.set for tier in tiers}
    name = table.read(record, "set", partial(task_cells.parse_set, known=sets)) or ""
    amounts = table.demand(record, "amounts", parse_amounts)
    repeats = table.read(record, "then", parse_one_of(ENDS)) or False
    within = table.read(record, "within", parse_one_of(PERIODS)) or Period.MONTH
    if len(table.problems) > before:
        return None
    of_set = [tier for tier in tiers if tier.set == name]
    label = table.demand(record, "status", partial(_parse_tier, tiers=of_set))
    if label is None or amounts is None:
        return None
    if any(tier.itemised for tier in of_set):
        why = sentence(
            "This set counts for each link, so its fines cannot grow. Delete this row, or change the unit of the set."
        )
        table.report(record, "status", why)
        return None
    return Step(label, name, amounts, repeats, within)


def _parse_tier(cell: Cell, tiers: Sequence[Tier]) -> str:
    """Parse the label of one of the tiers."""
    label = name_label(values.parse_label(cell))
    known = {values.fold(tier.label): tier.label for tier in tiers}
    if values.fold(label) not in known:
        raise values.CellError(
            sentence(
                "There is no tier “{cell}” here. Write one of {choices}.",
                cell=values.show_text(cell),
                choices=", ".join(known.values()),
            )
        )
    return known[values.fold(label)]


def parse_amounts(cell: Cell) -> tuple[int, ...]:
    """Parse amounts in their order: ``3000, 3000, 4000``. Raises a CellError if they are not sure.

    A comma before a blank parts two amounts. One without may part thousands: ``3,000, 4,000``.
    """
    if not isinstance(cell, str):
        return (values.parse_amount(cell),)
    if len(cell) > LONGEST_CELL:
        raise _refuse(cell)
    parts = [part.strip() for part in _PARTED.split(cell) if part.strip()]
    if not 1 <= len(parts) <= MOST_AMOUNTS:
        raise _refuse(cell)
    if len(parts) > 1:
        return tuple(map(values.parse_amount, parts))
    return _parse_tight(parts[0])


def _parse_tight(written: str) -> tuple[int, ...]:
    """Parse amounts without a blank between them. ``500,700`` may be one amount or two."""
    as_one = tuple(_list_read([written]))
    several = [part.strip() for part in written.split(",")]
    as_many = tuple(_list_read(several))
    are_many = 1 < len(several) <= MOST_AMOUNTS and len(as_many) == len(several)
    if not are_many or any(part.startswith("0") and won for part, won in zip(several, as_many, strict=True)):
        return as_one or (values.parse_amount(written),)
    if as_one and all(won >= 100 for won in as_many):
        raise values.CellError(
            sentence(
                "“{cell}” may be one amount or several. Write a blank after each comma between two amounts.",
                cell=written,
            )
        )
    return as_one or as_many


def _list_read(written: Sequence[str]) -> Iterator[int]:
    """List the amounts up to the first unreadable one."""
    for each in written:
        try:
            yield values.parse_amount(each)
        except values.CellError:
            return


def _refuse(cell: str) -> values.CellError:
    return values.CellError(
        sentence(
            "“{cell}” is no list of amounts. Write them as 3000, 4000, 5000.", cell=values.show_text(cell)
        )
    )
