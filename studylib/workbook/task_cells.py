"""Parse the cells of tasks: how often, who, and names."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from studylib.season.kinds import TaskKind
from studylib.text.message import sentence
from studylib.workbook import values
from studylib.workbook.cells import Cell
from studylib.workbook.members import Roster
from studylib.workbook.typed import tidy

KINDS = {
    "link": TaskKind.LINK,
    "제출": TaskKind.LINK,
    "링크": TaskKind.LINK,
    "attendance": TaskKind.ATTENDANCE,
    "출석": TaskKind.ATTENDANCE,
}
"""The kinds by what people write, folded."""

TURN = frozenset({"turn", "당번"})
EVERYBODY = frozenset({"everybody", "everyone", "all", "모두", "전체", "전원"})

MOST_LINKS = 1_000
"""Most links of a task, inclusive."""

LONGEST_COUNT = 40
"""Most letters of a count."""

LONGEST_LIST = 10_000
"""Most letters of a list of names."""

_NUMBER = r"(\d{1,6}) ?(?:개|회|번|건|문제|편|times?|links?)?"
_A_WEEK = re.compile(rf"(?:(?:매주|주) ?)?{_NUMBER}(?: ?(?:씩|a week|per week))?", re.ASCII | re.IGNORECASE)
_A_DAY = re.compile(
    rf"(?:(?:매일|하루에?|1일|일일) ?)?{_NUMBER}(?: ?(?:씩|a day|per day))?", re.ASCII | re.IGNORECASE
)


class Doers(NamedTuple):
    """Who does a task: the member whose turn it is, or the named ones. Without either it is everybody."""

    of_turn: bool = False
    members: tuple[str, ...] = ()


def parse_name(cell: Cell) -> str:
    """Parse the name of a task or a set, on one line. Raises a CellError for one that is too long."""
    return values.fold_blanks(values.parse_label(cell))


def parse_count(cell: Cell) -> int:
    """Parse how many links a task takes in a week: ``3``, ``5개``, ``주 2회``."""
    return _parse_number(cell, _A_WEEK)


def parse_per_day(cell: Cell) -> int:
    """Parse how many links of a day count: ``1``, ``하루 1회``."""
    return _parse_number(cell, _A_DAY)


def _parse_number(cell: Cell, pattern: re.Pattern[str]) -> int:
    match = pattern.fullmatch(tidy(cell)) if isinstance(cell, str) and len(cell) < LONGEST_COUNT else None
    number = int(match[1]) if match else values.parse_whole(cell)
    if not 1 <= number <= MOST_LINKS:
        raise values.CellError(
            sentence("{number} is outside 1 to {most}. Write how many.", number=number, most=MOST_LINKS)
        )
    return number


def parse_doers(cell: Cell, people: Roster) -> Doers:
    """Parse who does a task: ``당번``, or names of members separated by commas."""
    folded = values.fold(cell)
    if folded in TURN:
        return Doers(of_turn=True)
    if folded in EVERYBODY:
        return Doers()
    written = values.show_text(cell)[:LONGEST_LIST]
    if folded in people.by_name:
        return Doers(members=(people.parse_name(cell).name,))
    parts = [part for part in re.split(r"[,，、;\n]", written) if part.strip()]
    return Doers(members=tuple(dict.fromkeys(people.parse_name(part).name for part in parts)))


def parse_set(cell: Cell, known: Mapping[str, str]) -> str:
    """Parse the name of a set of tiers. ``known`` are the sets by folded name."""
    name = parse_name(cell)
    if values.fold(name) not in known:
        raise values.CellError(
            sentence("No tier belongs to the set “{name}”. Write a set of the tiers tab.", name=name)
        )
    return known[values.fold(name)]
