"""The table of submissions that a group keeps in its README: what it says of the season.

Whatever way it lies, it is read with its weeks as rows: of each column it is found out whose links or marks it holds,
whose turn it names, or that it is none of this program's business.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studylib.readme.entries import Entry, Report, read_entries
from studylib.readme.grid import GridCell, Page
from studylib.readme.listing import Kind, Listing, find_listing
from studylib.readme.marks import clean_name, parse_mark
from studylib.season.study import Member, Problem
from studylib.text.message import Sentence
from studylib.workbook import values
from studylib.workbook.members import Roster, explain_unknown


@dataclass(frozen=True, slots=True)
class ListedTurn:
    """The writer that the table names for a week."""

    week: int
    member: str
    cell: GridCell


@dataclass(frozen=True, slots=True)
class Contents:
    """What the tables of submissions in a file say. ``members`` are the names in their order, ``weeks`` rising."""

    listings: tuple[Listing, ...]
    members: tuple[str, ...]
    weeks: tuple[int, ...]
    entries: tuple[Entry, ...]
    turns: tuple[ListedTurn, ...]

    @property
    def handed_in(self) -> tuple[Entry, ...]:
        """The entries that say that something was handed in."""
        return tuple(entry for entry in self.entries if entry.handed_in)


# ---- what it says ----


def read_page(page: Page, people: Roster | None, file: str) -> tuple[Contents | None, list[Problem]]:
    """What the tables of submissions in the file say, and what in them could not be understood; ``None`` where there
    is no such table.

    All of them count together. ``people`` are whom names may mean; ``None`` for a group without a roster, whose names
    are then those of the tables. The problems have the file's name for a tab and its lines, from 1, for rows.
    """
    problems: list[Problem] = []
    lists = [each for grid in page.grids if (each := find_listing(grid, people))]
    lists = [each for each in lists if each.grid.form != "list" or _of_members(each, people)]
    if not lists:
        return None, []

    def report(line: int, why: Sentence) -> None:
        problems.append(Problem(file, line, None, why))

    raw = [entry for each in lists for entry in read_entries(each, people, report)]
    if people is None:
        names: dict[str, str] = {}
        for each in lists:
            for owner in each.owners:
                if owner:
                    names.setdefault(values.fold(owner), owner)
        for entry in raw:
            names.setdefault(values.fold(entry.member), entry.member)
        people = Roster([Member(name) for name in names.values() if name])
    known = list(_known(raw, people, report))
    turns = [turn for each in lists for turn in _turns(each, people, report)]
    order: dict[str, None] = {}
    for each in lists:
        order |= {
            people.by_name[values.fold(owner)].name: None
            for owner in each.owners
            if values.fold(owner) in people.by_name
        }
    order |= {entry.member: None for entry in known}
    weeks = sorted({week for each in lists for week in each.weeks if week})
    kept = sorted(
        {(each.row or 0, str(each.message)): each for each in problems}.items(), key=lambda item: item[0]
    )
    return Contents(tuple(lists), tuple(order), tuple(weeks), tuple(known), tuple(turns)), [
        each for _, each in kept
    ]


def _of_members(each: Listing, people: Roster | None) -> bool:
    """Whether a list under a week's heading is one of members: it has signs, or names that are known."""
    said = list(read_entries(each, people, lambda line, why: None))
    if people:
        return any(values.fold(entry.member) in people.by_name for entry in said)
    return any(entry.mark for entry in said)


def _known(entries: Sequence[Entry], people: Roster, report: Report) -> Iterator[Entry]:
    for entry in entries:
        if member := people.by_name.get(values.fold(entry.member)):
            yield Entry(member.name, entry.week, entry.address, entry.mark, entry.cell)
        else:
            report(entry.cell.line, explain_unknown(entry.member))


def _turns(each: Listing, people: Roster, report: Report) -> Iterator[ListedTurn]:
    told: set[int] = set()
    for row, week in list(zip(each.rows, each.weeks, strict=True))[each.head :]:
        for at, kind in enumerate(each.kinds):
            written = clean_name(row[at].text, people)
            if (
                kind is not Kind.TURN
                or week is None
                or week in told
                or not written
                or parse_mark(row[at].text)
            ):
                continue
            told.add(week)
            if member := people.by_name.get(values.fold(written)):
                yield ListedTurn(week, member.name, row[at])
            else:
                report(row[at].line, explain_unknown(written))
