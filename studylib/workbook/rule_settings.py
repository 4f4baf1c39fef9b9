"""Read the settings that are rules: cycle, due time, money and passes."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from studylib.season.kinds import Account, PayThrough, Period
from studylib.season.tasks import Due
from studylib.text.message import Sentence, sentence
from studylib.workbook import dues, values
from studylib.workbook.cells import Cell
from studylib.workbook.settings import Settings, parse_one_of
from studylib.workbook.typed import tidy

PERIODS = {"month": Period.MONTH, "월": Period.MONTH, "season": Period.SEASON, "시즌": Period.SEASON}
ROADS = {
    "members": PayThrough.MEMBERS,
    "서로": PayThrough.MEMBERS,
    "kitty": PayThrough.KITTY,
    "모임통장": PayThrough.KITTY,
}
ACCOUNTS = {
    "deposit": Account.DEPOSIT,
    "예치금": Account.DEPOSIT,
    "pot": Account.POT,
    "벌금 모음": Account.POT,
}

LONGEST_CYCLE = 31
"""Most days of a cycle, inclusive."""

MOST_PASSES = 100
"""Most passes of a member, inclusive."""

LONGEST_ACCOUNT = 100
"""Most letters of a bank account."""

_DAYS = re.compile(r"(\d{1,6}) ?(?:일|days?|d)(?: ?마다)?", re.ASCII | re.IGNORECASE)
_WEEKS = re.compile(r"(\d{1,6}) ?(?:주일?|weeks?|w)(?: ?마다)?", re.ASCII | re.IGNORECASE)
_TIMES = re.compile(r"(\d{1,6}) ?(?:회|번|장|개|times?|passes|pass)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """The rules of the settings tab. ``cycle`` is ``None`` if it is unreadable."""

    cycle: int | None
    due: Due | None
    settle: Period
    pay_through: PayThrough
    account: str
    smallest_transfer: int
    fines_from: Account
    pass_count: int
    pass_hours: float


def read_rules(given: Settings) -> RuleSettings:
    """Read the rules. What is missing or unreadable is as without it, but for the cycle."""
    return RuleSettings(
        cycle=given.read("cycle", parse_cycle, 7),
        due=given.read("due", dues.parse_due, None),
        settle=given.read_or("settle", parse_one_of(PERIODS), Period.MONTH),
        pay_through=given.read_or("pay_through", parse_one_of(ROADS), PayThrough.MEMBERS),
        account=given.read_or("account", parse_account, ""),
        smallest_transfer=given.read_or("smallest_transfer", values.parse_amount, 0),
        fines_from=given.read_or("fines_from", parse_one_of(ACCOUNTS), Account.POT),
        pass_count=given.read_or("passes", parse_passes, 0),
        pass_hours=given.read_or("pass_hours", values.parse_hours, 0.0),
    )


def parse_cycle(cell: Cell) -> int:
    """Parse the days of a cycle, 1 to ``LONGEST_CYCLE``: ``10``, ``10일``, ``2주``."""
    text = tidy(cell) if isinstance(cell, str) and len(cell) < LONGEST_ACCOUNT else ""
    if match := _WEEKS.fullmatch(text):
        days = 7 * int(match[1])
    else:
        days = int(match[1]) if (match := _DAYS.fullmatch(text)) else values.parse_whole(cell)
    if not 1 <= days <= LONGEST_CYCLE:
        raise values.CellError(
            sentence(
                "A cycle of {days} days is outside 1 to {most}. Write its days, such as 7.",
                days=days,
                most=LONGEST_CYCLE,
            )
        )
    return days


def parse_passes(cell: Cell) -> int:
    """Parse how many passes a member has, 0 to ``MOST_PASSES``: ``2``, ``2회``."""
    text = tidy(cell) if isinstance(cell, str) and len(cell) < LONGEST_ACCOUNT else ""
    number = int(match[1]) if (match := _TIMES.fullmatch(text)) else values.parse_whole(cell)
    if not 0 <= number <= MOST_PASSES:
        raise values.CellError(
            sentence("{number} is outside 0 to {most}. Write how many.", number=number, most=MOST_PASSES)
        )
    return number


def parse_account(cell: Cell) -> str:
    """Parse a bank account as it is written. A number becomes its digits."""
    if isinstance(cell, bool | date | datetime | time | timedelta):
        raise values.CellError(_explain_account(cell))
    if isinstance(cell, int | float) and not (0 <= cell < values.LARGEST_NUMBER and float(cell).is_integer()):
        raise values.CellError(_explain_account(cell))
    written = values.fold_blanks(values.show_masked(cell))
    if len(written) > LONGEST_ACCOUNT:
        raise values.CellError(
            sentence("This account is too long. Write at most {most} letters.", most=LONGEST_ACCOUNT)
        )
    return written


def _explain_account(cell: Cell) -> Sentence:
    return sentence(
        "“{cell}” is no account as a text. Write it with hyphens, and an apostrophe before it.",
        cell=values.show_text(cell),
    )
