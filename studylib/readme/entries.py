"""Entries of a table: what each cell says of one member and week."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studylib.readme.grid import GridCell, Part
from studylib.readme.listing import Kind, Listing, is_generic, list_linked_parts
from studylib.readme.marks import Mark, clean_name, parse_mark, split_signs
from studylib.text.message import Sentence, sentence
from studylib.workbook import links, values
from studylib.workbook.members import Roster

_PARTED = re.compile(r"[,/·•;\n\u00a0|、，]+")
_MEANT_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\n]|\([^()\n]*\))*\)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell says of one member and week.

    ``address`` is ``None`` without a link, and ``""`` if the link leads nowhere yet. ``mark`` is ``None`` without a
    sign.
    """

    member: str
    week: int
    address: str | None
    mark: Mark | None
    cell: GridCell

    @property
    def handed_in(self) -> bool:
        """Whether the cell says that the member handed something in."""
        return bool(self.address) or (self.address is None and self.mark in (Mark.DONE, Mark.LATE))


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What a line of the file, counted from 1, gets wrong and how to fix it."""

    line: int
    why: Sentence


Reading = Entry | LineProblem


def read_entries(
    listing: Listing, people: Roster | None
) -> tuple[tuple[Entry, ...], tuple[LineProblem, ...]]:
    """Read the entries of one table, with names as written, and its problems."""
    readings = list(_read_rows(listing, people))
    return (
        tuple(each for each in readings if isinstance(each, Entry)),
        tuple(each for each in readings if isinstance(each, LineProblem)),
    )


def _read_rows(listing: Listing, people: Roster | None) -> Iterator[Reading]:
    column = None if listing.long else listing.week_column
    first = {} if column is None else {week: row[column].place for row, week in reversed(listing.body)}
    for row, week in listing.body:
        if week is None:
            yield from _find_lost_links(listing, row)
        elif column is not None and first[week] != row[column].place:
            yield LineProblem(
                row[column].line,
                sentence(
                    "Week {week} is in the table twice. The first one counts. Bring them together.", week=week
                ),
            )
        else:
            yield from _read_row(listing, row, week, people)


def _find_lost_links(listing: Listing, row: tuple[GridCell, ...]) -> Iterator[LineProblem]:
    """Report a row with links and no week."""
    linked = any(part.address for at in listing.entry_columns for part in row[at].parts)
    if linked and listing.week_column is not None:
        cell = row[listing.week_column]
        yield LineProblem(
            cell.line, sentence("“{cell}” names no week. Write one, as 3 or 3주차.", cell=cell.text)
        )


def _read_row(
    listing: Listing, row: tuple[GridCell, ...], week: int, people: Roster | None
) -> Iterator[Reading]:
    for at in listing.list_distinct(row):
        owner = listing.owners[at]
        if not owner and listing.name_column is not None:
            owner = clean_name(row[listing.name_column].text, people)
        if listing.kinds[at] is Kind.MEMBER or (listing.long and owner):
            yield from _read_owned(row[at], owner, week)
        else:
            yield from _read_named(row[at], week, people)


# ---- a cell of one member ----


def _read_owned(cell: GridCell, owner: str, week: int) -> Iterator[Reading]:
    """Read a cell that belongs to one member: links, or a sign."""
    texts = [part.text for part in cell.parts if part.address is None]
    for text in texts:
        yield from _find_broken(text, cell)
    split = [split_signs(_cut_broken(text)) for text in texts]
    linked = list_linked_parts(cell)
    mark = _choose_mark([*(parse_mark(part.text) for part in linked), *(mark for _, mark in split)])
    for part in linked:
        address, problems = _read_address(part, cell)
        yield from problems
        yield Entry(owner, week, address, mark, cell)
    rest = next((text for text, _ in split if text), "")
    if not linked and mark:
        yield Entry(owner, week, None, mark, cell)
    elif not linked and rest:
        yield LineProblem(
            cell.line,
            sentence("Studyboard does not know the mark “{mark}”. Write O, X or △, or a link.", mark=rest),
        )


def _choose_mark(marks: list[Mark | None]) -> Mark | None:
    """Choose late if any mark says so, else the first."""
    return Mark.LATE if Mark.LATE in marks else next((each for each in marks if each), None)


# ---- a cell of several members ----


@dataclass(frozen=True, slots=True)
class _Pending:
    """A name and a mark, read so far, that wait for a link. ``used``: an entry has taken them."""

    name: str = ""
    mark: Mark | None = None
    used: bool = True

    @property
    def complete(self) -> tuple[str, Mark | None] | None:
        """The name and the mark if they make an entry without a link."""
        return (self.name, self.mark) if self.name and self.mark and not self.used else None


@dataclass(frozen=True, slots=True)
class _LinkOwner:
    """Whose link it is, by its text and by what stands before it, and its mark."""

    name: str
    mark: Mark | None
    named: bool
    """Whether the text of the link is a name, signs aside."""


def _read_named(cell: GridCell, week: int, people: Roster | None) -> Iterator[Reading]:
    """Read a cell with links that name their members, or with names beside links or signs."""
    pending = _Pending()
    for part in cell.parts:
        if part.address is None:
            yield from _find_broken(part.text, cell)
            for segment in _PARTED.split(_cut_broken(part.text)):
                pending, complete = _take_text(pending, segment, people)
                yield from _make_entries(complete, week, cell)
        else:
            owner = _find_owner(pending, part, people)
            yield from _make_entries(pending.complete if owner.named else None, week, cell)
            yield from _read_link(owner, part, week, cell)
            pending = _Pending(name=pending.name if owner.name == pending.name else "")
    yield from _make_entries(pending.complete, week, cell)


def _take_text(
    pending: _Pending, segment: str, people: Roster | None
) -> tuple[_Pending, tuple[str, Mark | None] | None]:
    """Take a piece of text. Return what waits now, and the name and mark it completes."""
    text, mark = split_signs(segment)
    name = clean_name(text)
    if people and values.fold(clean_name(segment, people)) in people.by_name:
        name, mark = clean_name(segment, people), None
    if name:
        return _Pending(name, mark, used=False), pending.complete
    if mark and pending.name and not pending.used:
        return _Pending(pending.name, pending.mark), (pending.name, mark)
    return (_Pending(mark=mark, used=False) if mark else pending), None


def _find_owner(pending: _Pending, part: Part, people: Roster | None) -> _LinkOwner:
    text, mark = split_signs(part.text)
    named = bool(text) and not is_generic(part.text)
    known = people is not None and values.fold(part.text) in people.by_name
    if not known and not named:
        return _LinkOwner(pending.name, mark or pending.mark, named)
    before = pending.mark if not pending.name and not pending.used else None
    return _LinkOwner(clean_name(part.text if known else text, people), mark or before, named)


def _read_link(owner: _LinkOwner, part: Part, week: int, cell: GridCell) -> Iterator[Reading]:
    if owner.name:
        address, problems = _read_address(part, cell)
        yield from problems
        yield Entry(owner.name, week, address, owner.mark, cell)
    elif part.address:
        yield LineProblem(
            cell.line,
            sentence("The link {link} names no member. Write the name in the brackets.", link=part.address),
        )


def _make_entries(complete: tuple[str, Mark | None] | None, week: int, cell: GridCell) -> Iterator[Entry]:
    if complete:
        yield Entry(complete[0], week, None, complete[1], cell)


# ---- links ----


def _cut_broken(text: str) -> str:
    """Cut out what was meant as a link and is none."""
    return _MEANT_LINK.sub(" ", text)


def _find_broken(text: str, cell: GridCell) -> Iterator[LineProblem]:
    for match in _MEANT_LINK.finditer(text):
        why = sentence(
            "“{link}” is a broken link. Write it as [name](https://…), without spaces, each bracket closed.",
            link=match[0],
        )
        yield LineProblem(cell.line, why)


def _read_address(part: Part, cell: GridCell) -> tuple[str, tuple[LineProblem, ...]]:
    """Read the address of a link. An empty text means none, or an invalid one, which is a problem."""
    address = (part.address or "").strip()
    if address in ("", "#"):
        return "", ()
    try:
        return links.parse_link(address), ()
    except values.CellError as unreadable:
        return "", (LineProblem(cell.line, unreadable.why),)
