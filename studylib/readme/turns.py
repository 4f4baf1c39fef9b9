"""Read who writes the team blog in each week, as the tables of a README say."""

from collections.abc import Iterator
from dataclasses import dataclass

from studylib.readme.columns import SEVERAL, is_name
from studylib.readme.entry import LineProblem
from studylib.readme.grid import GridCell
from studylib.readme.listing import Kind, Listing
from studylib.readme.marks import parse_mark
from studylib.readme.names import clean_name, find_member
from studylib.readme.rests import is_rest
from studylib.text.message import sentence
from studylib.workbook.members import Roster, explain_unknown


@dataclass(frozen=True, slots=True)
class ListedTurn:
    """A writer as the table names them for a week."""

    week: int
    member: str
    cell: GridCell


def read_turns(listing: Listing, people: Roster, *, named: bool) -> Iterator[ListedTurn | LineProblem]:
    """Read the first writer of each week. A sign is no writer.

    ``named``: a roster says who is a member. Else a name found nowhere else is one, too.
    """
    cells: dict[int, GridCell] = {}
    columns = [at for at, kind in enumerate(listing.kinds) if kind is Kind.TURN]
    for row, week in listing.body:
        for cell in (row[at] for at in columns):
            if week is not None and clean_name(cell.text, people) and not _is_no_writer(cell, listing):
                cells.setdefault(week, cell)
    for week, cell in cells.items():
        yield from _read_turn(week, cell, people, named=named)


def _is_no_writer(cell: GridCell, listing: Listing) -> bool:
    return parse_mark(cell.text, listing.legend) is not None or is_rest(cell.text)


def _read_turn(
    week: int, cell: GridCell, people: Roster, *, named: bool
) -> Iterator[ListedTurn | LineProblem]:
    written = clean_name(cell.text, people)
    member = find_member(cell.text, people)
    if member is None and SEVERAL.search(cell.text):
        why = sentence(
            "Week {week} has several writers: “{cell}”. Name one, since the queue has one a week.",
            week=week,
            cell=cell.text,
        )
        yield LineProblem(cell.line, why)
    elif member is not None or (not named and is_name(cell.text, None)):
        yield ListedTurn(week, member.name if member else written, cell)
        yield from _tell_links(week, cell)
    else:
        yield LineProblem(cell.line, explain_unknown(written))


def _tell_links(week: int, cell: GridCell) -> Iterator[LineProblem]:
    """Report that a turn's link is not imported. It is a post of the team blog, not a submission."""
    for part in cell.parts:
        if part.address:
            why = sentence(
                "The link {link} beside the turn of week {week} is not taken. The weeks tab has a column for posts.",
                link=part.address,
                week=week,
            )
            yield LineProblem(cell.line, why, notice=True)
