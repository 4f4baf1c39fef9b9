"""Read when in a cycle something is due: ``22:00``, ``일 22:00``, ``Sun 10 PM``, ``밤 10시``, ``26:00``."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from studylib.season.tasks import Due
from studylib.text.message import sentence
from studylib.workbook import clocks
from studylib.workbook.cells import Cell
from studylib.workbook.typed import tidy
from studylib.workbook.values import CellError, show_text


class TwoTimesError(CellError):
    """A cell that may be two times of day."""


LONGEST = 60
"""Most characters of a written due time."""

END = timedelta(hours=clocks.DUE_HOURS)
"""Exclusive limit of a due time, from the first moment of its day."""

_DAY = timedelta(days=1)
_TIGHT = re.compile(
    r"(요일)(?=[가-힣\d])|(?<![가-힣])([월화수목금토일])(?=(?:오전|오후|밤|낮|저녁|아침|새벽) ?\d)"
)
"""Matches a weekday without a blank after it."""

_MARKED = re.compile(
    r"(?:매주 |every |each |on )?"
    rf"(?:(?P<bare>{clocks.WEEKDAY})[.,]? ?|[(\[](?P<inside>{clocks.WEEKDAY})[)\]] ?)?"
    r"(?:(?:until|till|by|before|at) )?"
    r"(?P<clock>[^()\[\]]*?)"
    rf"(?: ?[(\[](?P<last>{clocks.WEEKDAY})[)\]]| (?:on )?(?P<end>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}))?"
    r"(?: ?(?:까지|전))?",
    re.IGNORECASE,
)
_WORDS = (
    (re.compile(r"정오|낮 ?12 ?시|noon|midday|12 noon", re.IGNORECASE), timedelta(hours=12)),
    (re.compile(r"자정|밤 ?12 ?시|midnight|12 midnight", re.IGNORECASE), timedelta(hours=24)),
)
_PART = re.compile(
    r"(?P<part>새벽|아침|낮|저녁|밤) ?(?P<h>\d{1,2})(?:시(?: ?(?P<km>\d{1,2})분| ?(?P<half>반))?|:(?P<m>\d{2}))",
    re.ASCII,
)
_PARTS = {"아침": range(5, 12), "낮": range(11, 18), "저녁": range(17, 24), "밤": range(18, 24)}
"""The hours that a part of the day can have. The small hours may be those of the day or of the night after it."""

_BARE_HOUR = re.compile(r"(?:[1-9]|0[1-9]|1[0-2]) ?시(?:.*)", re.ASCII)
_TWELVE = re.compile(r"오전 ?12.*|12(?::\d\d)? ?a\.?m\.?|오후 ?0 ?시.*", re.ASCII | re.IGNORECASE)


def parse_due(cell: Cell) -> Due:
    """Parse a due time of a cycle. Raises a CellError for other cells, also for those that may be two times.

    A fraction of a day is a time, as sheets keep it. ``23:59`` and ``23:59:59`` mean through that minute or second.
    """
    if isinstance(cell, str):
        return _parse_text(cell)
    return _make_due(cell, _read_plain(cell), None)


def drop_through(due: Due) -> Due:
    """Return a due time that is the moment itself. An arrival is."""
    return replace(due, through=timedelta(0))


def _read_plain(cell: Cell) -> timedelta:
    """Read a time that a sheet keeps as one. A whole number may be anything."""
    if isinstance(cell, timedelta):
        return cell
    if isinstance(cell, time) and cell.tzinfo is None:
        return datetime.combine(date.min, cell) - datetime.min
    if isinstance(cell, float) and not cell.is_integer() and 0 < cell < END / _DAY:
        return timedelta(milliseconds=round(cell * 86_400_000))
    raise refuse(cell)


def _parse_text(cell: str) -> Due:
    text = _TIGHT.sub(r"\1\2 ", tidy(cell)) if len(cell) <= 4 * LONGEST else ""
    match = _MARKED.fullmatch(text) if 0 < len(text) <= LONGEST else None
    if match is None:
        raise refuse(cell)
    named = [match[group] for group in ("bare", "inside", "last", "end") if match[group]]
    try:
        weekdays = {clocks.find_weekday(name) for name in named}
        clock = _read_clock(cell, match["clock"])
    except ValueError:
        raise refuse(cell) from None
    if len(weekdays) > 1:
        raise refuse(cell)
    return _make_due(cell, clock, next(iter(weekdays), None))


def _read_clock(cell: Cell, clock: str) -> timedelta:
    """Read a tidy time of day. Raises a ValueError for other texts, a CellError for one that may be two times."""
    for words, since in _WORDS:
        if words.fullmatch(clock):
            return since
    if part := _PART.fullmatch(clock):
        return _read_part(cell, part)
    if _TWELVE.fullmatch(clock) or (not clocks.names_half(clock) and _BARE_HOUR.fullmatch(clock)):
        raise _refuse_two(cell)
    after = clocks.parse_after_date(f" {clock.replace('시 반', '시 30분')}", 0, clocks.DUE_HOURS)
    if after.clock is None or after.offset or after.weekdays:
        raise ValueError("no time alone")
    return after.clock


def _read_part(cell: Cell, part: re.Match[str]) -> timedelta:
    hour = int(part["h"])
    minute = 30 if part["half"] else int(part["km"] or part["m"] or 0)
    fitting = [each for each in (hour, hour + 12) if each in _PARTS.get(part["part"], ())]
    if minute > 59 or len(fitting) != 1:
        raise _refuse_two(cell)
    return timedelta(hours=fitting[0], minutes=minute)


def _make_due(cell: Cell, clock: timedelta, weekday: int | None) -> Due:
    if not timedelta() <= clock < END:
        raise refuse(cell)
    return Due(clock, weekday, clocks.THROUGH.get(clock % _DAY, timedelta(0)))


def refuse(cell: Cell) -> CellError:
    """Make the error for a cell that holds no due time."""
    return CellError(
        sentence(
            "“{cell}” is no time of day. Write it as 22:00, or with a weekday as Sun 22:00.",
            cell=show_text(cell),
        )
    )


def _refuse_two(cell: Cell) -> TwoTimesError:
    return TwoTimesError(
        sentence(
            "“{cell}” may be two times. Write it with 24 hours, such as 10:00, 22:00 or 26:00.",
            cell=show_text(cell),
        )
    )
