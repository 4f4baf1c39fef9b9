"""Logs without e-mail addresses, without forged lines, and of a bounded size.

Tracebacks are masked, too, because they may quote a cell.
"""

import logging
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from studylib.text.bounds import cut_text
from studylib.text.masking import mask_addresses

LONGEST_MESSAGE = 2_000
"""Characters of a message, and of each entry of a traceback."""
LONGEST_ADDRESS = 320
"""Characters of a mail address (RFC 5321)."""
AT_SIGNS = frozenset("@＠﹫%&")
"""Signs that may stand between a mailbox and its host, or begin one that is escaped."""
MOST_ENTRIES = 20
"""Entries of a traceback to keep at each end."""
MINUTE = 60.0
"""Seconds for which a place in the code has its budget."""
BUDGET = 64_000
"""Characters that one place in the code may log in a minute. The rest is counted."""
PREFIX = 60
"""Characters that a formatter may put before a message: the time, the level."""
MOST_PLACES = 1_000
"""Places in the code to remember."""
DROPPED = -1
"""A level below all handlers' levels, for a record that none of them writes."""

_make_plain_record = logging.getLogRecordFactory()
_HUSHED = threading.local()


@dataclass
class _Budget:
    """What one place in the code has logged since a moment (seconds, monotonic), and how much was left out."""

    since: float
    spent: int = 0
    left_out: int = 0


_BUDGETS: dict[tuple[str, int], _Budget] = {}


def mask_logs() -> None:
    """Mask addresses in all logs of this process from now on, those of libraries included. Bound them, too."""
    logging.setLogRecordFactory(_make_record)
    threading.excepthook = _log_thread_error  # Python's own prints the traceback unmasked


@contextmanager
def hush_thread() -> Iterator[None]:
    """Drop what this thread logs meanwhile. Others log on. ``mask_logs`` has to be in force."""
    before = is_hushed()
    _HUSHED.on = True
    try:
        yield
    finally:
        _HUSHED.on = before


def is_hushed() -> bool:
    """Tell whether what this thread logs is dropped."""
    return bool(getattr(_HUSHED, "on", False))


def _make_record(*args: object, **named: object) -> logging.LogRecord:
    record = _make_plain_record(*args, **named)
    if is_hushed():
        record.levelno = DROPPED
        return record
    if record.exc_info and record.exc_info[1]:
        record.exc_text = _indent(mask_traceback(record.exc_info[1]))  # a formatter uses this text unchanged
    try:
        message = record.getMessage()
    except (TypeError, ValueError):  # logging itself reports arguments that do not fit the message
        return record
    tidy = mask_addresses(escape_controls(_cut(message)))
    if tidy != message:
        record.msg, record.args = tidy, ()
    _spend(record, PREFIX + len(tidy) + len(record.exc_text or ""))
    return record


def _spend(record: logging.LogRecord, size: int) -> None:
    """Take a record out of its place's budget. Drop it if nothing is left, and tell of those dropped before."""
    now, place = time.monotonic(), (record.pathname, record.lineno)
    budget = _BUDGETS.get(place)
    if budget is None or now - budget.since >= MINUTE:
        if budget and budget.left_out:
            record.msg = f"{record.getMessage()} ({budget.left_out} more like it were left out)"
            record.args = ()
        if len(_BUDGETS) >= MOST_PLACES:
            _BUDGETS.clear()
        budget = _BUDGETS[place] = _Budget(now)
    if budget.spent and budget.spent + size > BUDGET:
        budget.left_out += 1
        record.levelno = DROPPED
    else:
        budget.spent += size


def mask_traceback(error: BaseException) -> str:
    """Return the traceback of an error with all addresses masked. The middle of a very long one is left out."""
    entries = [_cut(each) for each in traceback.format_exception(error)]
    if len(entries) > 2 * MOST_ENTRIES:
        entries[MOST_ENTRIES:-MOST_ENTRIES] = ["  …\n"]
    lines = "".join(entries).rstrip("\n").split("\n")
    return mask_addresses("\n".join(map(escape_controls, lines)))


def _cut(text: str) -> str:
    """Cut a text. If that may halve an address, leave its word out: half an address would not be masked."""
    cut = cut_text(text, LONGEST_MESSAGE)
    words = cut[-LONGEST_ADDRESS:].rsplit(maxsplit=1)
    if len(text) <= LONGEST_MESSAGE or not words or not AT_SIGNS.intersection(words[-1]):
        return cut
    return "".join([cut[:-LONGEST_ADDRESS], *words[:-1], " …"])


def escape_controls(text: str) -> str:
    """Write line feeds and other characters that no line may hold as Python would, so that they forge none."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _indent(text: str) -> str:
    """Indent all lines, so that none of a traceback can pass for a line of its own."""
    return "\n".join(f"  {line}" for line in text.split("\n"))


def _log_thread_error(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value and not isinstance(ended.exc_value, SystemExit):
        LOG.error("A thread has ended", exc_info=ended.exc_value)


LOG = logging.getLogger("studyboard")
