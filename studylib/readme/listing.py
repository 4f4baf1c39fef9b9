"""Read a grid as a table of submissions. Find its weeks, and what each column holds."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from studylib.readme.axis import carry_weeks, find_weeks
from studylib.readme.choices import ASK, Choices
from studylib.readme.column_doubts import find_doubt, find_texts
from studylib.readme.column_kinds import classify_columns
from studylib.readme.columns import ENTRY_KINDS, Column, Kind, Known, is_generic, list_linked_parts
from studylib.readme.entry import LineProblem
from studylib.readme.grid import Grid, GridCell
from studylib.readme.heads import Head, read_head
from studylib.readme.marks import Mark
from studylib.readme.names import clean_name, find_member
from studylib.readme.week_axis import WeekAxis, turn_rows
from studylib.text.message import Sentence, sentence
from studylib.workbook import values
from studylib.workbook.members import Roster

_ACCOUNT = re.compile(r"https?://(?:www\.)?github\.com/([\w-]{1,39})/?", re.IGNORECASE)

__all__ = ["Kind", "Listing", "find_listing", "is_generic", "list_linked_parts"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A grid that is a table of submissions or turns.

    ``rows`` has a row a week, or a week and member. ``turned``: in the file they are columns. ``weeks`` is the week of
    each row. It is ``None`` in the ``head`` rows of the header and in rows without one.
    """

    grid: Grid
    turned: bool
    rows: tuple[tuple[GridCell, ...], ...]
    head: int
    weeks: tuple[int | None, ...]
    kinds: tuple[Kind, ...]
    owners: tuple[str, ...]
    """For each column of one member, the name as its header has it. Else an empty text."""
    counted: bool = False
    """Whether the weeks are counted, because the cells name days or weeks of months."""
    legend: Mapping[str, Mark] = field(default_factory=dict)
    choices: Choices = ASK
    said: tuple[LineProblem, ...] = ()
    """How the weeks and columns were read if they could be meant otherwise, and what could not be read."""

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
        """The columns that hold links, marks or names, rising. None if the table has only turns."""
        return tuple(at for at, kind in enumerate(self.kinds) if kind in ENTRY_KINDS)

    def list_distinct(self, row: Sequence[GridCell]) -> tuple[int, ...]:
        """List the entry columns of the row, with a cell that spans several only once."""
        first: dict[tuple[int, int], int] = {}
        for at in self.entry_columns:
            first.setdefault(row[at].place, at)
        return tuple(first.values())


def find_listing(
    grid: Grid,
    people: Roster | None,
    choices: Choices = ASK,
    legend: Mapping[str, Mark] | None = None,
    owner: str = "",
) -> Listing | None:
    """Read the grid as a table of submissions or turns. Return ``None`` if it is none.

    Without ``people`` any name will do. ``owner`` is the member whom the whole grid is of, an empty text if unknown.
    """
    axis = find_weeks(grid, choices)
    if axis is None:
        return None
    known = Known(people, choices, legend or {})
    if grid.form == "list":
        kind = Kind.MEMBER if owner else Kind.LINKS
        return _make_listing(grid, axis, (kind,), (owner,), known)
    columns = _list_columns(axis)
    weeks = carry_weeks(axis)
    kinds = classify_columns(columns, axis.column, weeks[axis.head :], known, turned=axis.turned)
    if not owner and (doubt := find_doubt(columns, axis.column, kinds, known)):
        return _make_doubtful(grid, axis, len(columns), doubt, known)
    if owner:
        kinds = tuple(Kind.MEMBER if kind is Kind.LINKS else kind for kind in kinds)
    if not {*ENTRY_KINDS, Kind.TURN}.intersection(kinds):
        return None
    axis = replace(axis, said=(*axis.said, *_tell_texts(grid, find_texts(columns, kinds, known))))
    owners = _find_owners(columns, kinds, people)
    if owner:
        owners = tuple(owner if kind is Kind.MEMBER else "" for kind in kinds)
    return _make_listing(grid, axis, kinds, owners, known)


def _make_listing(
    grid: Grid, axis: WeekAxis, kinds: tuple[Kind, ...], owners: tuple[str, ...], known: Known
) -> Listing:
    is_carried = grid.form != "list" and not axis.turned
    return Listing(
        grid=grid,
        turned=axis.turned,
        rows=axis.rows,
        head=axis.head,
        weeks=carry_weeks(axis) if is_carried else axis.weeks,
        kinds=kinds,
        owners=owners,
        counted=axis.counted,
        legend=known.legend,
        choices=known.choices,
        said=axis.said,
    )


def _tell_texts(grid: Grid, heads: Sequence[str]) -> Iterator[LineProblem]:
    for head in heads:
        why = sentence(
            "The texts below “{column}” are read as no member's. If they are, say who the members are with --members.",
            column=head,
        )
        yield LineProblem(grid.lines[0], why, notice=True)


def _make_doubtful(grid: Grid, axis: WeekAxis, width: int, doubt: Sentence, known: Known) -> Listing:
    """Make a listing of which nothing is read until the caller answers."""
    said = (*axis.said, LineProblem(grid.lines[0], doubt))
    unread = replace(axis, weeks=(None,) * len(axis.rows), said=said)
    return _make_listing(grid, unread, (Kind.OTHER,) * width, ("",) * width, known)


def _find_owners(columns: Sequence[Column], kinds: Sequence[Kind], people: Roster | None) -> tuple[str, ...]:
    """Find the member of each column. Names that differ only in their notes keep them."""
    cleaned = [
        _find_owner(column.heads, people) if kind is Kind.MEMBER else ""
        for column, kind in zip(columns, kinds, strict=True)
    ]
    counts = Counter(map(values.fold, cleaned))
    return tuple(
        values.show_text(column.heads[-1]) if name and counts[values.fold(name)] > 1 else name
        for column, name in zip(columns, cleaned, strict=True)
    )


def _find_owner(heads: Sequence[str], people: Roster | None) -> str:
    known = [head for head in heads if people and find_member(head, people)]
    return clean_name((known or heads)[-1], people)


def _list_columns(axis: WeekAxis) -> list[Column]:
    head = _choose_labels(axis)
    return [
        Column(
            tuple(dict.fromkeys(filter(None, (read_header(cells[at]) for at in head)))), cells[axis.head :]
        )
        for cells in turn_rows(axis.rows)
    ]


def read_header(cell: GridCell) -> str:
    """Read the text of a header. A picture that leads to a GitHub account is that account's."""
    accounts = [_ACCOUNT.fullmatch(part.address or "") for part in list_linked_parts(cell)]
    handle = next((f"@{account[1]}" for account in accounts if account), "")
    return cell.text or handle


def _choose_labels(axis: WeekAxis) -> Sequence[int]:
    """Choose the rows of the header. If they are columns of the file, take the one of the names."""
    if not axis.turned or axis.head < 2 or axis.column is None:
        return range(axis.head)
    read = [read_head(axis.rows[at][axis.column].text) for at in range(axis.head)]
    named = [at for at, head in enumerate(read) if head is Head.NAME]
    open_ = [at for at, head in enumerate(read) if head is None]
    return (named or open_ or [axis.head - 1])[-1:]
