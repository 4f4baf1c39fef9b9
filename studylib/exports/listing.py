"""A table for people: named columns of known kinds, and the row of its sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import TypeAlias

ExportCell: TypeAlias = str | int | date | datetime | None
"""A month is its first day. A moment has no zone: the name of its column says which."""


class ColumnKind(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    NUMBER = auto()
    WON = auto()
    MONTH = auto()
    MOMENT = auto()


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """The name of a column, in the reader's language, and what its cells hold."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table: its title, its columns, its rows, and below them the row of sums, if any."""

    title: str
    columns: tuple[ExportColumn, ...]
    rows: tuple[tuple[ExportCell, ...], ...]
    sums: tuple[ExportCell, ...] = ()


def sum_rows(
    columns: Sequence[ExportColumn], rows: Sequence[Sequence[ExportCell]], label: str
) -> tuple[ExportCell, ...]:
    """Sum the columns of won. The label stands in the first column. No rows have no sums."""
    if not rows:
        return ()
    sums: list[ExportCell] = [
        sum(row[place] for row in rows if isinstance(row[place], int))  # type: ignore[misc]
        if column.kind is ColumnKind.WON
        else None
        for place, column in enumerate(columns)
    ]
    return label, *sums[1:]


def keep_columns(table: ExportTable, wanted: Sequence[bool]) -> ExportTable:
    """Keep the columns that are wanted."""

    def keep(row: Sequence[ExportCell]) -> tuple[ExportCell, ...]:
        return tuple(cell for cell, is_wanted in zip(row, wanted, strict=True) if is_wanted)

    columns = tuple(each for each, is_wanted in zip(table.columns, wanted, strict=True) if is_wanted)
    return ExportTable(
        table.title, columns, tuple(map(keep, table.rows)), keep(table.sums) if table.sums else ()
    )
