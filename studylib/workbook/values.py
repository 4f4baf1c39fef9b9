"""Parse raw cells into typed values. A CellError says how to fix an unreadable cell.

Studyboard never guesses: a cell that could mean two things is unreadable. Callers check for blank cells themselves,
with ``is_blank`` or ``require``.
"""

import re
from collections.abc import Callable, Container
from datetime import datetime
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from studylib.season.kinds import HIGHEST_WEEK
from studylib.text.bounds import cut_text, normalize_text
from studylib.text.errors import StudyboardError
from studylib.text.invisible import drop_invisible, drop_stray
from studylib.text.masking import mask_addresses
from studylib.text.message import Sentence, sentence
from studylib.workbook import amounts, durations, sizes, week_names
from studylib.workbook.cells import Cell, is_huge, spell_cell
from studylib.workbook.formulas import is_failed
from studylib.workbook.typed import tidy

T = TypeVar("T")

LARGEST_NUMBER = 10**15
"""Exclusive limit of numbers. Below it every whole number is exact as a double. NaN and infinity are not below."""

LONGEST_KEPT = 100
"""Letters of the longest text whose folding is kept: names, headers and addresses come again and again."""

LONGEST_ZONE = 100
"""Characters of a time zone's name. ``ZoneInfo`` imports a package for each ``/``, and recurses too deeply."""

HIGHEST_AMOUNT = 1_000_000_000
HIGHEST_HOURS = 24 * 366


HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""One half of a surrogate pair, which nothing can store or show."""


class CellError(StudyboardError):
    """A cell without a value of the kind that its column asks for."""


def is_blank(cell: Cell) -> bool:
    """Check if the cell holds nothing but white space and invisible characters."""
    return cell is None or (isinstance(cell, str) and not drop_stray(cell).strip())


def require(cell: Cell, parse: Callable[[Cell], T]) -> T:
    """Parse a cell that may be neither blank nor an error value, nor longer than a cell of Excel."""
    if is_blank(cell):
        raise CellError(sentence("This cell is empty. Fill it in, or delete the row."))
    if is_failed(cell):
        raise CellError(explain_failed(cell))
    if sizes.is_too_long(cell):
        raise CellError(sizes.explain_text(str(cell)))
    return parse(cell)


def explain_failed(cell: Cell) -> Sentence:
    """Explain that a cell holds an error value."""
    return sentence(
        "“{cell}” is the error of a formula, not a value. Fix the formula, or type the value.",
        cell=show_text(cell),
    )


def show_text(cell: Cell) -> str:
    """Show the cell as people see it, NFC-normalised and stripped, without stray invisible characters.

    The number 2.0 becomes ``2``, a blank cell ``""``.

    Numbers that Python refuses to write as decimals become hexadecimal.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if is_huge(cell):
        return spell_cell(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return HALF_CHARACTER.sub("\ufffd", normalize_text("NFC", drop_stray(str(cell)))).strip()


def show_masked(cell: Cell) -> str:
    """Show the cell with each address masked. Read every text that people see with this."""
    return mask_addresses(show_text(cell))


def parse_label(cell: Cell) -> str:
    """Parse the name of a member, a study or a tier, with each address masked."""
    name = show_masked(cell)
    if len(name) > sizes.LONGEST_NAME:
        raise CellError(sizes.explain_name(name))
    return name


def fold_blanks(written: str) -> str:
    """Reduce each run of white space to one space. Patterns take quadratic time over long runs."""
    return " ".join(written.split())


def fold(cell: Cell) -> str:
    """Fold the cell for comparison: NFC, case-folded, nothing invisible, each run of white space as one space."""
    if isinstance(cell, str) and len(cell) <= LONGEST_KEPT:
        return _fold_short(cell)
    return _fold(show_text(cell))


@lru_cache(maxsize=8192)
def _fold_short(written: str) -> str:
    return _fold(show_text(written))


def _fold(shown: str) -> str:
    return fold_blanks(normalize_text("NFC", drop_invisible(shown)).casefold())


def parse_whole(cell: Cell) -> int:
    """Parse a whole number."""
    number = _parse_number(cell)
    if not number.is_integer():
        raise _refuse_fraction(cell)
    return int(number)


def _refuse_fraction(cell: Cell) -> CellError:
    return CellError(
        sentence("“{cell}” is not a whole number. Write digits only, such as 3.", cell=show_text(cell))
    )


def _parse_number(cell: Cell) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < LARGEST_NUMBER:
        return float(cell)
    if isinstance(cell, str) and re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", written := tidy(cell), re.ASCII):
        return float(written)
    raise CellError(sentence("“{cell}” is not a number. Write digits only, such as 3.", cell=show_text(cell)))


def parse_amount(cell: Cell, *, negative: bool = False) -> int:
    """Parse a whole amount of won, from 0 to ``HIGHEST_AMOUNT``. ``negative`` also allows the same range below 0.

    Texts may have thousands separators, units and the won sign: ``3,000원``, ``1만 5천원``.
    """
    won = parse_whole(cell) if not isinstance(cell, str) else _parse_written_amount(cell)
    if won < 0 and not negative:
        raise CellError(sentence("The amount {amount} is negative. Write 0 or more won.", amount=won))
    if abs(won) > HIGHEST_AMOUNT:
        raise CellError(
            sentence(
                "The amount {amount} is too large. Write at most {highest} won.",
                amount=won,
                highest=HIGHEST_AMOUNT,
            )
        )
    return won


def _parse_written_amount(cell: str) -> int:
    text = tidy(cell)
    if amounts.may_be_two(text):
        raise CellError(
            sentence(
                "“{cell}” may be thousands or a fraction. Write the amount without a point, such as 3,000.",
                cell=text,
            )
        )
    won = amounts.parse_written_amount(text)
    if won is None:
        raise CellError(
            sentence(
                "“{cell}” is not an amount of won. Write digits only, such as 3000.", cell=show_text(cell)
            )
        )
    if won.denominator > 1:
        raise _refuse_fraction(cell)
    return int(won)


def parse_hours(cell: Cell) -> float:
    """Parse hours, from 0 to ``HIGHEST_HOURS``. A text may have units: ``30분``, ``1일 12시간``."""
    written = durations.parse_written_hours(tidy(cell)) if isinstance(cell, str) else None
    hours = _parse_number(cell) if written is None else float(written)
    if not 0 <= hours <= HIGHEST_HOURS:
        raise CellError(
            sentence(
                "{hours} hours is outside 0 to {highest}. Write the hours after due.",
                hours=hours,
                highest=HIGHEST_HOURS,
            )
        )
    return hours


def parse_week(cell: Cell, among: Container[int] | None = None) -> int:
    """Parse a week's number, 1 to ``HIGHEST_WEEK``: ``3``, ``3주차``, ``제3회``, ``Week 3`` or ``3주차 RNNs``.

    Refuse a cell that names two weeks (``3주차, 4주차``). ``among`` are the season's weeks, ``None`` if unknown.
    """
    written = show_text(cell)
    number = week_names.parse_number(written) if isinstance(cell, int | float | str) else 0
    if not 1 <= number <= HIGHEST_WEEK:
        raise CellError(sentence("“{cell}” names no week. Write one, as 3 or 3주차.", cell=written))
    if among is not None and number not in among:
        raise CellError(sentence("The season has no week {week}. Write one of the weeks tab.", week=number))
    return number


def parse_zone(cell: Cell) -> ZoneInfo:
    """Parse a time zone by its IANA name."""
    name = cut_text(show_text(cell), LONGEST_ZONE)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise CellError(
            sentence("There is no time zone “{zone}”. Write an IANA name, such as Asia/Seoul.", zone=name)
        ) from None
