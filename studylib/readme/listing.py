"""Find the table of submissions among the tables of a README."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from studylib.readme.axis import WeekAxis, carry_weeks, find_weeks, turn_rows
from studylib.readme.grid import Grid, GridCell, Part
from studylib.readme.heads import GENERIC, LINK_HEADS, NAME_HEADS, OTHER_HEADS, TURN_HEADS
from studylib.readme.marks import clean_name, fold_mark, parse_mark, split_signs
from studylib.workbook import values
from studylib.workbook.members import Roster


class Kind(StrEnum):
    """The content of a column."""

    WEEK = "week"
    NAME = "name"
    TURN = "turn"
    MEMBER = "member"
    LINKS = "links"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Listing:
    """A grid that is a table of submissions.

    ``rows`` has a row a week, or a week and member. ``turned``: in the file they are columns. ``weeks`` is the week of
    each row, ``None`` in the ``head`` rows of the header and if a row names none.
    """

    grid: Grid
    turned: bool
    rows: tuple[tuple[GridCell, ...], ...]
    head: int
    weeks: tuple[int | None, ...]
    kinds: tuple[Kind, ...]
    owners: tuple[str, ...]
    """For each column of one member, the name as its header has it. Else an empty text."""

    @property
    def long(self) -> bool:
        """Whether each member has a row of their own in each week."""
        return Kind.NAME in self.kinds

    @property
    def body(self) -> tuple[tuple[tuple[GridCell, ...], int | None], ...]:
        """The rows below the header, each with its week."""
        return tuple(zip(self.rows, self.weeks, strict=True))[self.head :]

    @property
    def name_column(self) -> int | None:
        """The column that names the member of each row."""
        return self.kinds.index(Kind.NAME) if self.long else None

    @property
    def week_column(self) -> int | None:
        return self.kinds.index(Kind.WEEK) if Kind.WEEK in self.kinds else None

    @property
    def entry_columns(self) -> tuple[int, ...]:
        """The columns that hold links or marks, rising."""
        return tuple(at for at, kind in enumerate(self.kinds) if kind in (Kind.MEMBER, Kind.LINKS))

    def list_distinct(self, row: Sequence[GridCell]) -> tuple[int, ...]:
        """List the entry columns of the row, with a cell that spans several only once."""
        first: dict[tuple[int, int], int] = {}
        for at in self.entry_columns:
            first.setdefault(row[at].place, at)
        return tuple(first.values())


# ---- cells ----


def list_linked_parts(cell: GridCell) -> list[Part]:
    return [part for part in cell.parts if part.address is not None]


def is_generic(text: str) -> bool:
    """Whether the text of a link does not say whose it is."""
    return (
        not text.strip()
        or parse_mark(text) is not None
        or fold_mark(text) in GENERIC
        or bool(re.match(r"https?:", text.strip(), re.IGNORECASE))
    )


def _is_plain(cell: GridCell) -> bool:
    """Whether the cell holds only signs and links without a name, or nothing."""
    return all(
        is_generic(part.text) if part.address is not None else parse_mark(part.text) or not part.text.strip()
        for part in cell.parts
    )


# ---- columns ----


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: the texts of its header, without repeats, and the cells below."""

    heads: tuple[str, ...]
    cells: tuple[GridCell, ...]

    @property
    def links(self) -> tuple[Part, ...]:
        return tuple(part for cell in self.cells for part in list_linked_parts(cell))

    @property
    def is_of_names(self) -> bool:
        return bool(self.heads) and fold_mark(self.heads[-1]) in NAME_HEADS


def _classify_column(column: _Column, people: Roster | None, *, long: bool) -> Kind:
    """Classify by the header if it decides, else by the cells."""
    kind = _classify_by_head(column, people)
    return _classify_by_cells(column, people, long=long) if kind is None else kind


def _classify_by_head(column: _Column, people: Roster | None) -> Kind | None:
    """Classify by the header alone. Return ``None`` if it does not decide."""
    if people and any(values.fold(head) in people.by_name for head in column.heads):
        return Kind.MEMBER
    if not column.heads:
        return None
    last = fold_mark(column.heads[-1])
    if last in TURN_HEADS:
        return Kind.TURN
    if last in NAME_HEADS and not column.links:
        return Kind.NAME
    if last in OTHER_HEADS:
        return Kind.OTHER
    return Kind.LINKS if last.startswith(LINK_HEADS) else None


def _classify_by_cells(column: _Column, people: Roster | None, *, long: bool) -> Kind:
    filled = [cell for cell in column.cells if cell.text or column.links]
    is_under_links = len(column.heads) > 1 and fold_mark(column.heads[0]).startswith(LINK_HEADS)
    if column.heads and filled and (is_under_links or 2 * sum(map(_is_plain, filled)) >= len(filled)):
        return Kind.LINKS if long else Kind.MEMBER
    return Kind.LINKS if _has_names(column.links, people) else Kind.OTHER


def _has_names(links: Sequence[Part], people: Roster | None) -> bool:
    """Whether the links name members. Without a roster: if names repeat, or a link leads nowhere yet."""
    names = [values.fold(split_signs(part.text)[0]) for part in links]
    if people:
        return any(name in people.by_name for name in names)
    counts = Counter(names)
    repeated = sum(counts[name] > 1 for name in names)
    return bool(names) and (2 * repeated >= len(names) or any(part.address == "" for part in links))


def _find_owner(heads: Sequence[str], people: Roster | None) -> str:
    known = [head for head in heads if people and values.fold(head) in people.by_name]
    return clean_name((known or heads)[-1], people)


# ---- the whole table ----


def find_listing(grid: Grid, people: Roster | None) -> Listing | None:
    """Read the grid as a table of submissions. Return ``None`` if it is none. Without ``people`` any name will do."""
    axis = find_weeks(grid)
    if axis is None:
        return None
    if grid.form == "list":
        return Listing(grid, False, axis.rows, 0, axis.weeks, (Kind.LINKS,), ("",))
    columns = _list_columns(axis)
    long = any(column.is_of_names for column in columns) and not axis.turned
    kinds = tuple(
        Kind.WEEK if at == axis.column else _classify_column(column, people, long=long)
        for at, column in enumerate(columns)
    )
    if not {Kind.MEMBER, Kind.LINKS}.intersection(kinds):
        return None
    owners = tuple(
        _find_owner(column.heads, people) if kind is Kind.MEMBER else ""
        for column, kind in zip(columns, kinds, strict=True)
    )
    weeks = carry_weeks(axis) if long else axis.weeks
    return Listing(grid, axis.turned, axis.rows, axis.head, weeks, kinds, owners)


def _list_columns(axis: WeekAxis) -> list[_Column]:
    return [
        _Column(
            tuple(dict.fromkeys(cell.text for cell in cells[: axis.head] if cell.text)), cells[axis.head :]
        )
        for cells in turn_rows(axis.rows)
    ]
