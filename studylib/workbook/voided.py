"""Read answers that the leader has voided: kept, and shown with the reason, but without effect."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import partial

from studylib.season.study import VoidedAnswer
from studylib.text.masking import mask_addresses
from studylib.workbook import links, moments, values
from studylib.workbook.cells import Cell
from studylib.workbook.tables import Record, Table

NO_WORDS = frozenset({"false", "no", "아니오", "아니요", "0"})
"""Folded texts that leave an answer in force, such as an empty check box."""

YES_WORDS = frozenset({"true", "yes", "예", "1"})
"""Folded texts that void an answer without a reason, such as a ticked check box."""


def read_reason(cell: Cell) -> str | None:
    """Read why an answer is void, ``""`` without a reason. ``None``: the answer is in force."""
    folded = values.fold(cell)
    if not folded or folded in NO_WORDS:
        return None
    return "" if folded in YES_WORDS else values.show_masked(cell)


def is_voided(record: Record) -> bool:
    return read_reason(record.cell("voided")) is not None


def hush(table: Table) -> Table:
    """Copy a table. The faults of a voided answer are then no problems of the workbook."""
    return replace(table, problems=[])


def read_voided(table: Table, record: Record, member: str, zone: tzinfo) -> VoidedAnswer:
    """Read what is readable of a voided answer of that member."""
    quiet = hush(table)
    found: Sequence[str] = quiet.read(record, "link", links.parse_links) or ()
    return VoidedAnswer(
        member=member,
        week=quiet.read(record, "week", values.parse_week),
        submitted_at=quiet.read(record, "submitted_at", partial(moments.parse_moment, zone=zone)),
        link=mask_addresses("\n".join(found)),
        reason=read_reason(record.cell("voided")) or "",
    )
