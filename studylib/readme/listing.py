"""Find the table of submissions among the tables of a README."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studylib.readme.grid import Grid, GridCell, Part
from studylib.readme.marks import clean_name, fold_mark, parse_mark, parse_week, split_signs
from studylib.workbook import values
from studylib.workbook.members import Roster

WEEK_HEADS = frozenset(["주차", "주", "회차", "차시", "week", "weeks", "wk", "w"])
TURN_HEADS = frozenset(
    [
        "팀블로그",
        "당번",
        "블로그",
        "블로그당번",
        "팀블로그당번",
        "포스팅",
        "teamblog",
        "blog",
        "writer",
        "turn",
        "blogwriter",
    ]
)
NAME_HEADS = frozenset(
    ["이름", "멤버", "스터디원", "팀원", "참여자", "닉네임", "name", "names", "member", "members", "who"]
)
LINK_HEADS = ("과제", "제출", "숙제", "링크", "노트", "submission", "assignment", "homework", "link", "note")
OTHER_HEADS = frozenset(
    [
        "주제",
        "제목",
        "자료",
        "강의",
        "실습",
        "읽을거리",
        "내용",
        "기간",
        "날짜",
        "일정",
        "비고",
        "마감",
        "발표",
        "발표자",
        "topic",
        "title",
        "lecture",
        "lab",
        "reading",
        "date",
        "dates",
        "due",
        "deadline",
        "slides",
        "material",
        "materials",
        "remark",
        "remarks",
    ]
)
"""Headers that decide a column before its cells are read, folded and without spaces."""

_GENERIC = frozenset(
    [
        "링크",
        "과제",
        "제출",
        "노트",
        "글",
        "보기",
        "바로가기",
        "here",
        "link",
        "note",
        "notes",
        "post",
        "url",
        "homework",
    ]
)


_WEEK_COLUMNS = 4
"""How many columns, from the left, may hold the weeks."""


class Kind(StrEnum):
    """What a column holds."""

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


def linked_parts(cell: GridCell) -> list[Part]:
    return [part for part in cell.parts if part.address is not None]


def is_generic(text: str) -> bool:
    """Whether the text of a link does not say whose it is."""
    return (
        not text.strip()
        or parse_mark(text) is not None
        or fold_mark(text) in _GENERIC
        or bool(re.match(r"https?:", text.strip(), re.IGNORECASE))
    )


def _is_plain(cell: GridCell) -> bool:
    """Whether the cell holds only signs and links without a name, or nothing."""
    return all(
        is_generic(part.text) if part.address is not None else parse_mark(part.text) or not part.text.strip()
        for part in cell.parts
    )


# ---- weeks ----


@dataclass(frozen=True, slots=True)
class _WeekAxis:
    """The column or row of a grid that names the weeks. ``column`` is ``None`` for a heading above the grid."""

    turned: bool
    rows: tuple[tuple[GridCell, ...], ...]
    column: int | None
    head: int
    weeks: tuple[int | None, ...]
    count: int = 0
    """The number of distinct cells that name a week."""


def _find_weeks(grid: Grid) -> _WeekAxis | None:
    """Find the weeks: down a column, along a row, or in the heading above. Take the axis with most of them."""
    axes = [] if grid.form == "list" else [*_list_axes(grid, turned=False), *_list_axes(grid, turned=True)]
    return max(axes, key=lambda axis: axis.count, default=None) or _find_weeks_above(grid)


def _list_axes(grid: Grid, *, turned: bool) -> Iterator[_WeekAxis]:
    rows = _turn(grid.rows) if turned else grid.rows
    for column in range(min(_WEEK_COLUMNS, len(rows[0]) if rows else 0)):
        cells = [row[column] for row in rows]
        digits = any(fold_mark(cell.text) in WEEK_HEADS for cell in cells[:3])
        weeks = tuple(parse_week(cell.text, digits=digits) for cell in cells)
        count = len({cell.place for cell, week in zip(cells, weeks, strict=True) if week})
        is_header = weeks[0] and (turned or grid.form == "pipes" or count == 1)
        if count and not is_header:
            head = next(at for at, week in enumerate(weeks) if week)
            yield _WeekAxis(turned, rows, column, head, weeks, count)


def _find_weeks_above(grid: Grid) -> _WeekAxis | None:
    """Take the week of all rows from the nearest heading that names one."""
    head = 0 if grid.form == "list" else 1
    for heading in reversed(grid.headings):
        if week := parse_week(heading, digits=False):
            weeks = (None,) * head + (week,) * (len(grid.rows) - head)
            return _WeekAxis(False, grid.rows, None, head, weeks)
    return None


def _turn(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    return tuple(zip(*rows, strict=True))


def _carry_weeks(axis: _WeekAxis) -> tuple[int | None, ...]:
    """Give rows that leave the week blank the week of the row above."""
    weeks: list[int | None] = []
    for week, row in zip(axis.weeks, axis.rows, strict=True):
        blank = axis.column is not None and not row[axis.column].text
        weeks.append(weeks[-1] if week is None and blank and weeks else week)
    return tuple(weeks)


# ---- columns ----


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: the texts of its header, without repeats, and the cells below."""

    heads: tuple[str, ...]
    cells: tuple[GridCell, ...]

    @property
    def links(self) -> tuple[Part, ...]:
        return tuple(part for cell in self.cells for part in linked_parts(cell))

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
    axis = _find_weeks(grid)
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
    weeks = _carry_weeks(axis) if long else axis.weeks
    return Listing(grid, axis.turned, axis.rows, axis.head, weeks, kinds, owners)


def _list_columns(axis: _WeekAxis) -> list[_Column]:
    return [
        _Column(
            tuple(dict.fromkeys(cell.text for cell in cells[: axis.head] if cell.text)), cells[axis.head :]
        )
        for cells in _turn(axis.rows)
    ]
