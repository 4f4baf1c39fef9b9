"""Read the limits of tiers: real hours, days of the calendar, or a time of day."""

import re
from datetime import time, timedelta

from studylib.season.kinds import Limit
from studylib.season.study import Tier
from studylib.text.message import sentence
from studylib.workbook import clocks, durations, values
from studylib.workbook.cells import Cell
from studylib.workbook.typed import tidy
from studylib.workbook.values import CellError

_WORDS = (
    (re.compile(r"정오|낮 ?12시|noon|midday", re.IGNORECASE), 12.0),
    (re.compile(r"자정|밤 ?12시|midnight", re.IGNORECASE), 24.0),
)
_MARKED = re.compile(
    r"(?:마감 ?후 ?)?(?P<before>(?:until|till|by|before|at) )?(?P<clock>.*?)(?P<after> ?까지)?", re.IGNORECASE
)


def parse_limit(cell: Cell) -> tuple[float, Limit]:
    """Parse hours after due and how they count. A time of day gives its hours after midnight, up to 24.

    Whole days and times of day keep the wall clock: ``1일``, ``정오``, ``오후 3시``, ``until 12:00``. All else is real
    hours. ``12:00`` alone may be either, so it is refused.
    """
    written = tidy(cell) if isinstance(cell, str) else ""
    if (hours := _parse_clock(written)) is not None:
        return hours, Limit.CLOCK
    if isinstance(cell, time | timedelta) or durations.is_clock(written):
        raise CellError(
            sentence(
                "“{cell}” may be hours or a time of day. Write it as 12 h or until 12:00.",
                cell=values.show_text(cell),
            )
        )
    return values.parse_hours(cell), Limit.DAYS if durations.has_days(written) else Limit.HOURS


def _parse_clock(text: str) -> float | None:
    """Parse a tidy text that is surely a time of day, as its hours after midnight. ``None`` if it is none."""
    marked = _MARKED.fullmatch(text) if len(text) <= durations.LONGEST else None
    clock = marked["clock"] if marked else ""
    for words, hours in _WORDS:
        if words.fullmatch(clock):
            return hours
    if marked and (marked["before"] or marked["after"] or clocks.names_half(clock)):
        return _parse_numbers(clock)
    return None


def _parse_numbers(clock: str) -> float | None:
    try:
        after = clocks.parse_after_date(f" {clock}", 0, clocks.DAY_HOURS + 1)
    except ValueError:
        return None
    if after.clock is None or after.weekdays or after.offset:
        return None
    since = after.clock + clocks.THROUGH.get(after.clock, timedelta(0))
    is_read = since <= timedelta(days=1) and not since % timedelta(seconds=1)
    return (since / timedelta(hours=1) or 24.0) if is_read else None


def write_limit(tier: Tier) -> str:
    """Write the limit of a tier so that it is read as the same. An absence has none."""
    if tier.hours is None:
        return ""
    if tier.limit is Limit.HOURS:
        return f"{tier.hours:f}".rstrip("0").rstrip(".")
    minutes, seconds = divmod(round(tier.hours * 3_600), 60)
    hours, minutes = divmod(minutes, 60)
    if tier.limit is Limit.CLOCK:
        return f"until {hours}:{minutes:02}:{seconds:02}"
    days, hours = divmod(hours, 24)
    return f"{days}d {hours}h {minutes}m {seconds}s"
