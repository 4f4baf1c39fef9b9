"""Gather who is excused from which week, as the tables of a README say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studylib.readme.entry import Entry
from studylib.readme.grid import GridCell
from studylib.readme.listing import Listing
from studylib.readme.marks import Mark
from studylib.readme.rests import find_rests


@dataclass(frozen=True, slots=True)
class ListedExcuse:
    """A member whom the table excuses from a week. ``cell`` says so."""

    week: int
    member: str
    cell: GridCell


def gather_excuses(
    listings: Sequence[Listing], entries: Sequence[Entry], members: Sequence[str]
) -> tuple[ListedExcuse, ...]:
    """Gather the excuses of single members. Add all who handed nothing in while the group rested."""
    handed_in = {(entry.member, entry.week) for entry in entries if entry.handed_in}
    excuses = (*_list_own(entries), *_list_rests(listings, members))
    found: dict[tuple[str, int], ListedExcuse] = {}
    for excuse in excuses:
        if (excuse.member, excuse.week) not in handed_in:
            found.setdefault((excuse.member, excuse.week), excuse)
    return tuple(found.values())


def _list_own(entries: Sequence[Entry]) -> Iterator[ListedExcuse]:
    for entry in entries:
        if entry.mark is Mark.EXCUSED:
            yield ListedExcuse(entry.week, entry.member, entry.cell)


def _list_rests(listings: Sequence[Listing], members: Sequence[str]) -> Iterator[ListedExcuse]:
    for listing in listings:
        for week, cell in find_rests(listing).items():
            yield from (ListedExcuse(week, member, cell) for member in members)
