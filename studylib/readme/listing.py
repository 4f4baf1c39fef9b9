"""Find the table of submissions among the tables of a README."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from studylib.readme import marks
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
"""Headers, folded and without spaces, by which a column is known before its cells are looked at."""
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
    """A grid that is a table of submissions. ``rows`` has a row a week, or a week and member (``turned``: in the file
    they are columns); ``weeks`` is the week of each, ``None`` in the ``head`` rows of the header and where none is
    named.
    """

    grid: Grid
    turned: bool
    rows: tuple[tuple[GridCell, ...], ...]
    head: int
    weeks: tuple[int | None, ...]
    kinds: tuple[Kind, ...]
    owners: tuple[str, ...]
    """Of each column that is one member's, the name in its header as it is written; else an empty text."""

    @property
    def long(self) -> bool:
        """Whether each member has a row of their own in each week."""
        return Kind.NAME in self.kinds


# ---- which grid is a table of submissions ----


def _turned(rows: Sequence[Sequence[GridCell]]) -> tuple[tuple[GridCell, ...], ...]:
    return tuple(zip(*rows, strict=True))


@dataclass(frozen=True, slots=True)
class _Weeks:
    turned: bool
    rows: tuple[tuple[GridCell, ...], ...]
    column: int | None
    head: int
    weeks: tuple[int | None, ...]


def _weeks(grid: Grid) -> _Weeks | None:
    """Where the weeks stand: down a column, along a row, or in the heading above."""
    best: _Weeks | None = None
    most = 0
    for turned in (False, True) if grid.form != "list" else ():
        rows = _turned(grid.rows) if turned else grid.rows
        for column in range(min(4, len(rows[0]) if rows else 0)):
            cells = [row[column] for row in rows]
            digits = any(fold_mark(cell.text) in WEEK_HEADS for cell in cells[:3])
            weeks = [parse_week(cell.text, digits=digits) for cell in cells]
            count = len({cell.place for cell, week in zip(cells, weeks, strict=True) if week})
            header = weeks[0] and (turned or grid.form == "pipes" or count == 1)
            if count > most and not header:
                head = next(at for at, week in enumerate(weeks) if week)
                best, most = _Weeks(turned, rows, column, head, tuple(weeks)), count
    if best:
        return best
    for heading in reversed(grid.headings):
        if week := parse_week(heading, digits=False):
            head = 0 if grid.form == "list" else 1
            return _Weeks(False, grid.rows, None, head, (None,) * head + (week,) * (len(grid.rows) - head))
    return None


def linked_parts(cell: GridCell) -> list[Part]:
    return [part for part in cell.parts if part.address is not None]


def _plain(cell: GridCell) -> bool:
    """Whether it holds nothing but signs and links that name nobody, or nothing."""
    return all(
        is_generic(part.text) if part.address is not None else parse_mark(part.text) or not part.text.strip()
        for part in cell.parts
    )


def is_generic(text: str) -> bool:
    """Whether the text of a link says nothing of whose it is."""
    return (
        not text.strip()
        or parse_mark(text) is not None
        or fold_mark(text) in _GENERIC
        or bool(re.match(r"https?:", text.strip(), re.IGNORECASE))
    )


def _kind(heads: Sequence[str], cells: Sequence[GridCell], people: Roster | None, long: bool) -> Kind:  # noqa: PLR0911, one question after the other
    compact = [marks.fold_mark(head) for head in heads]
    if people and any(values.fold(head) in people.by_name for head in heads):
        return Kind.MEMBER
    for kind, known in (
        (Kind.TURN, TURN_HEADS),
        (Kind.NAME, NAME_HEADS),
        (Kind.OTHER, OTHER_HEADS),
    ):
        if compact and compact[-1] in known and not (kind is Kind.NAME and any(map(linked_parts, cells))):
            return kind
    if compact and compact[-1].startswith(LINK_HEADS):
        return Kind.LINKS
    filled = [cell for cell in cells if cell.text or any(map(linked_parts, cells))]
    under = len(compact) > 1 and compact[0].startswith(LINK_HEADS)
    if heads and filled and (under or 2 * sum(map(_plain, filled)) >= len(filled)):
        return Kind.LINKS if long else Kind.MEMBER
    names = [values.fold(split_signs(part.text)[0]) for cell in cells for part in linked_parts(cell)]
    if people:
        return Kind.LINKS if any(name in people.by_name for name in names) else Kind.OTHER
    again = sum(names.count(name) > 1 for name in names)
    if names and (
        2 * again >= len(names) or any(part.address == "" for c in cells for part in linked_parts(c))
    ):
        return Kind.LINKS
    return Kind.OTHER


def find_listing(grid: Grid, people: Roster | None) -> Listing | None:
    """The grid as a table of submissions; ``None`` where it is none. Without ``people`` any name will do."""
    found = _weeks(grid)
    if found is None:
        return None
    if grid.form == "list":
        return Listing(grid, False, found.rows, 0, found.weeks, (Kind.LINKS,), ("",))
    rows, head = found.rows, found.head
    columns = range(len(rows[0]))
    heads = [
        list(dict.fromkeys(row[column].text for row in rows[:head] if row[column].text)) for column in columns
    ]
    long = any(heads[at] and fold_mark(heads[at][-1]) in NAME_HEADS for at in columns) and not found.turned
    kinds = [
        Kind.WEEK
        if column == found.column
        else _kind(heads[column], [row[column] for row in rows[head:]], people, long)
        for column in columns
    ]
    if not {Kind.MEMBER, Kind.LINKS} & {*kinds}:
        return None
    owners = tuple(
        _owner(heads[column], people) if kinds[column] is Kind.MEMBER else "" for column in columns
    )
    weeks = _carried(found, rows) if long else found.weeks
    return Listing(grid, found.turned, rows, head, weeks, tuple(kinds), owners)


def _owner(heads: Sequence[str], people: Roster | None) -> str:
    known = [head for head in heads if people and values.fold(head) in people.by_name]
    return clean_name((known or heads)[-1], people)


def _carried(found: _Weeks, rows: Sequence[Sequence[GridCell]]) -> tuple[int | None, ...]:
    """The weeks with those of rows that leave the week out because it is that of the row above."""
    weeks: list[int | None] = []
    for week, row in zip(found.weeks, rows, strict=True):
        blank = found.column is not None and not row[found.column].text
        weeks.append(weeks[-1] if week is None and blank and weeks else week)
    return tuple(weeks)
