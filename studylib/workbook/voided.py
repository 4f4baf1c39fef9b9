"""Read answers that the leader has voided: kept, and shown with the reason, but without effect."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import partial

from studylib.season.study import VoidedAnswer
from studylib.text.masking import mask_addresses
from studylib.workbook import links, moments, sizes, values
from studylib.workbook.cells import Cell
from studylib.workbook.tables import Record, Table

NO_WORDS = frozenset(
    {
        "false",
        "no",
        "n",
        "아니오",
        "아니요",
        "아님",
        "무효 아님",
        "유효",
        "정상",
        "없음",
        "해당 없음",
        "해당없음",
    }
) | {"none", "n/a", "0", "-", ".", "☐", "□"}
"""Folded texts that leave an answer in force, such as an empty check box."""

YES_WORDS = frozenset(
    {"true", "yes", "y", "예", "네", "무효", "void", "voided", "1", "o", "v", "✓", "✔", "✅", "☑"}
)
"""Folded texts that void an answer without a reason, such as a ticked check box."""


def read_reason(cell: Cell) -> str | None:
    """Read why an answer is void, ``""`` without a reason. ``None``: the answer is in force."""
    folded = values.fold(cell)
    if not folded or folded in NO_WORDS:
        return None
    return "" if folded in YES_WORDS else sizes.cut_cell(values.show_masked(cell), "voided")


def find_reason(record: Record) -> str | None:
    """Find why a row's answer is void. Of two columns one that voids it is enough."""
    reasons = [read_reason(cell) for cell in record.list_filled("voided")]
    return max((reason for reason in reasons if reason is not None), key=bool, default=None)


def is_voided(record: Record) -> bool:
    return find_reason(record) is not None


def list_void(table: Table) -> frozenset[int]:
    """List the numbers of the rows whose answer is void."""
    records = table.records() if "voided" in table.places else ()
    return frozenset(record.number for record in records if is_voided(record))


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
        reason=find_reason(record) or "",
    )
