"""The weeks in which a group rests, as its table says."""

import re
from collections import Counter

from studylib.readme.grid import GridCell
from studylib.readme.heads import REST
from studylib.readme.listing import Kind, Listing
from studylib.readme.marks import fold_mark

_LONGEST = 40
"""The most characters of a text that says that a week is off."""


_OF_ALL = (Kind.WEEK, Kind.OTHER, Kind.LINKS, Kind.TURN)
"""The kinds of columns that are of no single member."""


def is_rest(text: str) -> bool:
    """Whether a text says that the group rests. The word is alone, in brackets, or beside a week's number."""
    if len(text) > _LONGEST:
        return False
    words = [fold_mark(word) for word in re.split(r"[\s()\[\]:,~-]+", text)]
    return fold_mark(text) in REST or any(word in REST for word in words if word)


def find_rests(listing: Listing) -> dict[int, GridCell]:
    """Find the weeks off, each with the cell that says so.

    It is the cell of the week, one of no member, or one that spans several members.
    """
    rests: dict[int, GridCell] = {}
    columns = listing.entry_columns
    for row, week in listing.body:
        if week is None or listing.long:
            continue
        widths = Counter(row[at].place for at in columns)
        for kind, cell in zip(listing.kinds, row, strict=True):
            if (kind in _OF_ALL or widths[cell.place] > 1) and is_rest(cell.text):
                rests.setdefault(week, cell)
    return rests
