"""Read what a README's table of submissions says of the season.

Weeks are read as rows, however the table is turned. Each column holds links or marks, names the turns, or is ignored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studylib.readme.entries import Entry, LineProblem, read_entries
from studylib.readme.grid import GridCell, Page
from studylib.readme.listing import Kind, Listing, find_listing
from studylib.readme.marks import clean_name, parse_mark
from studylib.season.study import Member, Problem
from studylib.workbook import values
from studylib.workbook.members import Roster, explain_unknown


@dataclass(frozen=True, slots=True)
class ListedTurn:
    """A writer as the table names them for a week."""

    week: int
    member: str
    cell: GridCell


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of all tables of submissions in a file. ``members`` are in their order, ``weeks`` rising."""

    listings: tuple[Listing, ...]
    members: tuple[str, ...]
    weeks: tuple[int, ...]
    entries: tuple[Entry, ...]
    turns: tuple[ListedTurn, ...]

    @property
    def handed_in(self) -> tuple[Entry, ...]:
        """The entries of members who handed something in."""
        return tuple(entry for entry in self.entries if entry.handed_in)


def read_page(page: Page, people: Roster | None, file: str) -> tuple[Contents | None, list[Problem]]:
    """Read all tables of submissions in the file as one. Return ``None`` if there is none.

    ``people`` are the members that names may mean. ``None`` means a group without a roster: then the tables name the
    members. Problems have the name ``file`` as their tab and its lines, from 1, as their rows.
    """
    listings = find_listings(page, people)
    if not listings:
        return None, []
    read = [read_entries(listing, people) for listing in listings]
    raw = [entry for entries, _ in read for entry in entries]
    roster = _gather_roster(listings, raw) if people is None else people
    known, strangers = _match_entries(raw, roster)
    turns = [turn for listing in listings for turn in _read_turns(listing, roster)]
    contents = Contents(
        listings=listings,
        members=_order_members(listings, known, roster),
        weeks=tuple(sorted({week for listing in listings for week in listing.weeks if week})),
        entries=known,
        turns=tuple(turn for turn in turns if isinstance(turn, ListedTurn)),
    )
    problems = [problem for _, several in read for problem in several]
    problems += [*strangers, *(turn for turn in turns if isinstance(turn, LineProblem))]
    return contents, _sort_problems(problems, file)


def find_listings(page: Page, people: Roster | None) -> tuple[Listing, ...]:
    """Find the tables, and the lists below a week's heading that are of members."""
    listings = (listing for grid in page.grids if (listing := find_listing(grid, people)))
    return tuple(each for each in listings if each.grid.form != "list" or _is_of_members(each, people))


def _is_of_members(listing: Listing, people: Roster | None) -> bool:
    """Whether a list has known names, or, without a roster, signs."""
    entries, _ = read_entries(listing, people)
    if people:
        return any(values.fold(entry.member) in people.by_name for entry in entries)
    return any(entry.mark for entry in entries)


def _gather_roster(listings: Sequence[Listing], entries: Sequence[Entry]) -> Roster:
    """Gather the members that the tables name, each as first written."""
    written = [owner for listing in listings for owner in listing.owners]
    names: dict[str, str] = {}
    for name in (*written, *(entry.member for entry in entries)):
        names.setdefault(values.fold(name), name)
    return Roster([Member(name) for name in names.values() if name])


def _match_entries(
    entries: Sequence[Entry], people: Roster
) -> tuple[tuple[Entry, ...], tuple[LineProblem, ...]]:
    """Give each entry its member's own name. Entries of strangers become problems."""
    matches = [(entry, people.by_name.get(values.fold(entry.member))) for entry in entries]
    return (
        tuple(replace(entry, member=member.name) for entry, member in matches if member),
        tuple(_describe_stranger(entry.member, entry.cell) for entry, member in matches if not member),
    )


def _order_members(listings: Sequence[Listing], entries: Sequence[Entry], people: Roster) -> tuple[str, ...]:
    """List the members as the headers order them, then as the entries do."""
    owners = (people.by_name.get(values.fold(owner)) for listing in listings for owner in listing.owners)
    headed = (owner.name for owner in owners if owner)
    return tuple(dict.fromkeys([*headed, *(entry.member for entry in entries)]))


def _read_turns(listing: Listing, people: Roster) -> Iterator[ListedTurn | LineProblem]:
    """Read the first writer of each week. A sign is no writer."""
    cells: dict[int, GridCell] = {}
    columns = [at for at, kind in enumerate(listing.kinds) if kind is Kind.TURN]
    for row, week in listing.body:
        for cell in (row[at] for at in columns):
            if week is not None and clean_name(cell.text, people) and not parse_mark(cell.text):
                cells.setdefault(week, cell)
    for week, cell in cells.items():
        written = clean_name(cell.text, people)
        member = people.by_name.get(values.fold(written))
        yield ListedTurn(week, member.name, cell) if member else _describe_stranger(written, cell)


def _describe_stranger(name: str, cell: GridCell) -> LineProblem:
    return LineProblem(cell.line, explain_unknown(name))


def _sort_problems(problems: Sequence[LineProblem], file: str) -> list[Problem]:
    """Sort by line, then by text, without repeats."""
    unique = {(problem.line, str(problem.why)): problem for problem in problems}
    return [Problem(file, unique[key].line, None, unique[key].why) for key in sorted(unique)]
