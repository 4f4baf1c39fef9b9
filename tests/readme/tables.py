"""Write tables of a README, and name the kinds of their columns."""

from studylib.readme.columns import Kind
from studylib.readme.listing import find_listing
from studylib.season.study import Member
from studylib.workbook.members import Roster
from tests.readme.grids import only

M, L, N, T, NS = Kind.MEMBER, Kind.LINKS, Kind.NAME, Kind.TURN, Kind.NAMES
W, NO = Kind.WEEK, Kind.OTHER


def classify(text: str, *names: str) -> tuple[Kind, ...] | None:
    found = find_listing(only(text), Roster([Member(name) for name in names]) if names else None)
    return found.kinds if found else None


def table(*rows: str) -> str:
    width = rows[0].count("|") - 1
    return "\n".join([rows[0], "|-" * width + "|", *rows[1:]]) + "\n"
