"""Read and write lists of weeks (``1, 2, 3``) and of fines by week (``2: 3000, 3: 4000``).

An entry may name a single task of a week: ``3 Reading``, ``3 Reading: 3000``. A name that could be misread stands in
quotes, with each quote in it doubled: ``3 "a, b"``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studylib.text.message import sentence
from studylib.workbook import sizes, values
from studylib.workbook.cells import Cell
from studylib.workbook.typed import tidy

LONGEST = sizes.LONGEST_TEXT
"""Most characters of a list."""

LONGEST_NAME = 200
"""Most characters of an entry without quotes."""

_SEPARATOR = re.compile(r"[,;/、·&+]")
_RANGE = re.compile(r"([^~–-]{1,20})[~–-]([^~–-]{1,20})")
_WEEK = re.compile(r"(\d{1,3})(?: ?주 ?차)? ?", re.ASCII)
_TASK = re.compile(r"(\d{1,3}(?: ?주 ?차)?) ([^\W\d_].*)")
_PRICED = re.compile(r"(.*?) ?[:=] ?(\d{1,15})(?: ?원)?", re.ASCII)
_PRICE = re.compile(r" ?[:=] ?(\d{1,15})(?: ?원)?", re.ASCII)

Single = tuple[int, str]
"""A week and the name of one of its tasks."""


class WeekList(NamedTuple):
    """Whole weeks, rising, and single tasks of other weeks. Each is there once."""

    weeks: tuple[int, ...]
    tasks: tuple[Single, ...] = ()


class FineList(NamedTuple):
    """Won over 0 by week, and by week and task. Weeks rise."""

    weeks: tuple[tuple[int, int], ...]
    tasks: tuple[tuple[int, str, int], ...] = ()


class _Entry(NamedTuple):
    """One entry. ``name`` stands in quotes after ``written``, and ``rest`` follows it. ``None``: there are none."""

    written: str
    name: str | None = None
    rest: str = ""


# ---- read ----


def parse_weeks(cell: Cell) -> WeekList:
    """Parse a list of weeks: ``1, 2, 3``, ``1~3``, ``1주차`` or a number alone, and ``3 Reading`` for one task."""
    weeks: set[int] = set()
    tasks: set[Single] = set()
    try:
        for entry in _list_entries(cell):
            of_entry, single = _parse_entry(entry)
            weeks.update(of_entry)
            tasks.update(single)
    except values.CellError:
        weeks, tasks = set(), set()
    if weeks or tasks:
        alone = sorted(each for each in tasks if each[0] not in weeks)
        return WeekList(tuple(sorted(weeks)), tuple(alone))
    raise values.CellError(
        sentence(
            "“{cell}” is no list of weeks. Write their numbers as a text, such as 1, 2, 3.",
            cell=values.show_text(cell)[:LONGEST],
        )
    )


def parse_fines(cell: Cell) -> FineList:
    """Parse fines by week: ``2: 3000, 3 Reading: 4000``. Those of 0 won are left out."""
    weeks: dict[int, int] = {}
    tasks: dict[Single, int] = {}
    try:
        entries = list(_list_entries(cell))
        for entry in entries:
            head, amount = _split_amount(entry)
            of_entry, single = _parse_entry(head)
            weeks.update(dict.fromkeys(of_entry, amount))
            tasks.update(dict.fromkeys(single, amount))
    except values.CellError:
        entries = []
    if entries and len(weeks) + len(tasks) == len(entries):
        return FineList(
            tuple(sorted((week, won) for week, won in weeks.items() if won)),
            tuple(sorted((*single, won) for single, won in tasks.items() if won)),
        )
    raise values.CellError(
        sentence(
            "“{cell}” is no list of fines by week. Write it as a text, such as 2: 3000, 3: 4000.",
            cell=values.show_text(cell)[:LONGEST],
        )
    )


def _split_amount(entry: _Entry) -> tuple[_Entry, int]:
    """Part an entry from its amount. Raises a CellError without one."""
    written = entry.written if entry.name is None else entry.rest
    match = (_PRICED if entry.name is None else _PRICE).fullmatch(written[:LONGEST_NAME])
    if match is None:
        raise _refuse(written)
    head = _Entry(match[1]) if entry.name is None else entry._replace(rest="")
    return head, values.parse_amount(match[match.lastindex or 0])


def _parse_entry(entry: _Entry) -> tuple[Iterable[int], tuple[Single, ...]]:
    """Parse an entry as whole weeks, or as one task. Raises a CellError if it is neither."""
    if entry.name is not None:
        week = _WEEK.fullmatch(entry.written)
        if week is None or entry.rest or not entry.name:
            raise _refuse(entry.written)
        return (), ((values.parse_week(week[1]), entry.name),)
    try:
        return _parse_weeks(entry.written), ()
    except values.CellError:
        return (), (_parse_task(entry.written),)


def _parse_weeks(written: str) -> Iterable[int]:
    words = written.split()
    if len(words) > 1 and all(word.isdecimal() for word in words):
        return list(map(values.parse_week, words))
    if ends := _RANGE.fullmatch(written):
        first, last = values.parse_week(ends[1].strip()), values.parse_week(ends[2].strip())
        return range(first, last + 1) or (values.parse_week(written),)
    return (values.parse_week(written),)


def _parse_task(written: str) -> Single:
    """Parse a week and the name of a task. A name that begins with a letter and is no week needs no quotes."""
    match = _TASK.fullmatch(written) if len(written) <= LONGEST_NAME else None
    if match is None or _is_week(match[2]):
        raise _refuse(written)
    return values.parse_week(match[1]), match[2]


def _is_week(written: str) -> bool:
    try:
        return values.parse_week(written) > 0
    except values.CellError:
        return False


def _list_entries(cell: Cell) -> Iterator[_Entry]:
    """List the entries between separators. A date or a truth has none. Raises a CellError for misplaced quotes."""
    written = values.show_text(cell)
    if len(written) > LONGEST or not isinstance(cell, int | float | str) or isinstance(cell, bool):
        return
    pieces = written.split('"')
    if not len(pieces) % 2:
        raise _refuse(written)
    entry = _Entry("")
    for place, piece in enumerate(pieces):
        if place % 2:
            is_doubled = entry.name is not None and place > 1 and not pieces[place - 1]
            if entry.name is not None and not is_doubled:
                raise _refuse(written)
            entry = entry._replace(name=f'{entry.name}"{piece}' if is_doubled else piece)
            continue
        first, *others = map(str.strip, _SEPARATOR.split(tidy(piece)))
        entry = entry._replace(written=first) if entry.name is None else entry._replace(rest=first)
        for other in others:
            if entry != _Entry(""):
                yield entry
            entry = _Entry(other)
    if entry != _Entry(""):
        yield entry


def _refuse(written: str) -> values.CellError:
    return values.CellError(sentence("“{cell}” names no week. Write one, as 3 or 3주차.", cell=written))


# ---- write ----


def write_weeks(weeks: Iterable[int], tasks: Iterable[Single] = ()) -> str:
    """Write the list of weeks and of single tasks. It is ``""`` for none."""
    wholes = [(week, str(week)) for week in weeks]
    singles = [(week, _write_task(week, name)) for week, name in tasks]
    return ", ".join(written for _, written in sorted([*wholes, *singles], key=lambda each: each[0]))


def write_fines(fines: Iterable[tuple[int, int]], tasks: Iterable[tuple[int, str, int]] = ()) -> str:
    """Write the fines by week and by single task. It is ``""`` for none.

    If they are too long for a cell, only the sum of each week is written.
    """
    of_weeks, of_tasks = list(fines), list(tasks)
    wholes = [(week, f"{week}: {fine}") for week, fine in of_weeks]
    singles = [(week, f"{_write_task(week, name)}: {fine}") for week, name, fine in of_tasks]
    written = ", ".join(each for _, each in sorted([*wholes, *singles], key=lambda each: each[0]))
    if len(written) <= LONGEST or not of_tasks:
        return written
    sums = Counter(dict(of_weeks))
    for week, _, fine in of_tasks:
        sums[week] += fine
    return write_fines(sorted(sums.items()))


def _write_task(week: int, name: str) -> str:
    """Write one task of a week, in quotes if it would be read as anything else without them."""
    plain, price = f"{week} {name}", "1"
    try:
        is_plain = parse_weeks(plain) == WeekList((), ((week, name),))
        is_plain = is_plain and parse_fines(f"{plain}: {price}") == FineList((), ((week, name, int(price)),))
    except values.CellError:
        is_plain = False
    return plain if is_plain else '{} "{}"'.format(week, name.replace('"', '""'))
