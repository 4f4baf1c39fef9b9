"""Entries of a table: what each cell says of one member and week."""

import re
from collections.abc import Iterator, Sequence

from studylib.readme.addresses import cut_broken, find_broken, read_address
from studylib.readme.columns import list_linked_parts
from studylib.readme.entry import Entry, LineProblem, Reading
from studylib.readme.grid import GridCell, Part
from studylib.readme.heads import NO_WEEKS, Head, read_head
from studylib.readme.listing import Kind, Listing
from studylib.readme.marks import Mark, fold_mark, parse_mark, split_signs
from studylib.readme.names import clean_name
from studylib.readme.rests import is_rest
from studylib.readme.shared_cells import explain_mark, read_named, refuse_struck
from studylib.text.message import sentence
from studylib.workbook.members import Roster

__all__ = ["Entry", "read_entries"]

_MONEY = re.compile(r"벌금|fine|\d\s*원|₩", re.IGNORECASE)


def read_entries(
    listing: Listing, people: Roster | None
) -> tuple[tuple[Entry, ...], tuple[LineProblem, ...]]:
    """Read the entries of one table, with names as written, and its problems and notices."""
    readings: list[Reading] = [*listing.said, *_read_rows(listing, people)]
    return (
        tuple(each for each in readings if isinstance(each, Entry)),
        tuple(each for each in readings if isinstance(each, LineProblem)),
    )


# ---- rows ----


def _read_rows(listing: Listing, people: Roster | None) -> Iterator[Reading]:
    column = None if listing.long else listing.week_column
    firsts: dict[int, tuple[GridCell, ...]] = {}
    sizes = _count_rows(listing)
    before: int | None = None
    for row, week in listing.body:
        if week is None:
            yield from _explain_no_week(listing, row)
        elif column is not None and not _goes_on(listing, firsts.setdefault(week, row), row, before == week):
            yield LineProblem(
                row[column].line,
                sentence(
                    "Week {week} is in the table twice. The first one counts. Bring them together.", week=week
                ),
            )
        else:
            yield from _read_row(listing, row, week, people, has_parts=sizes.get(week, 1) > 1)
        before = week


def _count_rows(listing: Listing) -> dict[int, int]:
    """Count the rows of each week."""
    counts: dict[int, int] = {}
    for _, week in listing.body:
        if week is not None:
            counts[week] = counts.get(week, 0) + 1
    return counts


def _goes_on(listing: Listing, first: Sequence[GridCell], row: Sequence[GridCell], is_next: bool) -> bool:
    """Whether a row begins its week or goes on with it.

    It goes on if the week's cell is blank or spans both rows. It also does if another task follows.
    """
    column = listing.week_column
    if column is None or row is first:
        return True
    if not is_next:
        return False
    if row[column].place == first[column].place or not row[column].text:
        return True
    tasks = (Kind.OTHER, Kind.LINKS) if Kind.MEMBER in listing.kinds else (Kind.OTHER,)
    others = [at for at, kind in enumerate(listing.kinds) if kind in tasks]
    return any(row[at].text and row[at].text != first[at].text for at in others)


def _explain_no_week(listing: Listing, row: Sequence[GridCell]) -> Iterator[LineProblem]:
    """Report a row with links or marks and no week. A sum or a note is no such row."""
    column = listing.week_column
    if column is None or not any(listing.weeks):
        return
    cell = row[column]
    filled = [row[at] for at in listing.entry_columns if row[at].text or list_linked_parts(row[at])]
    linked = any(part.address for each in filled for part in each.parts)
    head = read_head(cell.text)
    if fold_mark(cell.text) in NO_WEEKS:
        if filled:
            why = sentence("“{cell}” is no week, so what stands there is not read.", cell=cell.text)
            yield LineProblem(cell.line, why, notice=not linked)
    elif linked or (head in (None, Head.WEEK) and not is_rest(cell.text) and _has_marks(filled, listing)):
        yield LineProblem(
            cell.line, sentence("“{cell}” names no week. Write one, as 3 or 3주차.", cell=cell.text)
        )


def _has_marks(cells: Sequence[GridCell], listing: Listing) -> bool:
    return any(parse_mark(cell.text, listing.legend) for cell in cells)


def _read_row(
    listing: Listing, row: tuple[GridCell, ...], week: int, people: Roster | None, *, has_parts: bool
) -> Iterator[Reading]:
    for at in listing.list_distinct(row):
        owner = listing.owners[at]
        if not owner and listing.name_column is not None:
            owner = clean_name(row[listing.name_column].text, people)
        if listing.kinds[at] is Kind.MEMBER or (listing.long and owner):
            yield from _read_owned(row[at], owner, week, listing)
            if has_parts and not listing.long and not row[at].parts:
                yield Entry(owner, week, None, Mark.NOT, row[at])
        else:
            bare = Mark.DONE if listing.kinds[at] is Kind.NAMES else None
            yield from read_named(row[at], week, people, listing, bare=bare)


# ---- a cell of one member ----


def _read_owned(cell: GridCell, owner: str, week: int, listing: Listing) -> Iterator[Reading]:
    """Read a cell that belongs to one member: links, or a sign."""
    texts = [part for part in cell.parts if part.address is None]
    for part in texts:
        yield from find_broken(part.text, cell)
    linked = list_linked_parts(cell)
    split = [split_signs(cut_broken(part.text), listing.legend) for part in texts]
    mark = _choose_mark(
        [*(parse_mark(part.text, listing.legend) for part in linked), *(mark for _, mark in split)]
    )
    if linked:
        for part in linked:
            yield from _read_link(part, owner, week, mark, cell, listing)
    elif any(part.struck and part.text.strip() for part in texts):
        yield explain_mark(f"~~{cell.text}~~", cell)
    elif whole := parse_mark(cut_broken(cell.text), listing.legend):
        mark = whole
        yield Entry(owner, week, None, mark, cell)
    else:
        yield from _read_mark(mark, " ".join(text for text, _ in split if text), owner, week, cell)
    if mark is Mark.PART:
        yield _explain_part(cell, owner, week)


def _read_mark(mark: Mark | None, note: str, owner: str, week: int, cell: GridCell) -> Iterator[Reading]:
    """Read a mark beside a note of unknown meaning. A note of money may mean anything."""
    if mark and not _MONEY.search(note):
        yield Entry(owner, week, None, mark, cell)
        if note:
            why = sentence("“{note}” beside the mark of {member} is not read.", note=note, member=owner)
            yield LineProblem(cell.line, why, notice=True)
    elif note:
        yield explain_mark(cell.text if mark else note, cell)


def _read_link(
    part: Part, owner: str, week: int, mark: Mark | None, cell: GridCell, listing: Listing
) -> Iterator[Reading]:
    if part.struck:
        yield refuse_struck(part.address or part.text, cell)
        return
    address, problems = read_address(part, cell, listing.choices)
    yield from problems
    yield Entry(owner, week, address, mark, cell)


def _choose_mark(marks: Sequence[Mark | None]) -> Mark | None:
    """Choose late if any mark says so, else the first."""
    return Mark.LATE if Mark.LATE in marks else next((each for each in marks if each), None)


def _explain_part(cell: GridCell, owner: str, week: int) -> LineProblem:
    why = sentence(
        "“{mark}” says that {member} did a part of week {week}, which counts as not handed in. Write O or X.",
        mark=cell.text,
        member=owner,
        week=week,
    )
    return LineProblem(cell.line, why, mark=cell.text)
