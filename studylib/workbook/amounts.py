"""Read amounts of won as people write them: ``3,000원``, ``₩3,000``, ``1만 5천원``."""

import re
from fractions import Fraction
from itertools import pairwise

LONGEST = 40
"""Most characters of a written amount."""

_MARK = r"(?:₩|\\|krw|won)"
_AMOUNT = re.compile(
    rf"(?P<sign>[+\-−]?) ?{_MARK}? ?(?P<inner>[+\-−]?) ?"
    rf"(?P<number>\d[\d,.만천백 ]*?) ?(?:(?P<won>원)정?|{_MARK})?",
    re.ASCII | re.IGNORECASE,
)
_PLAIN = re.compile(r"(?:\d{1,15}|\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?|\d{1,15}\.\d{1,15}", re.ASCII)
_POINT_OF_THREE = re.compile(r"[^\d.]*[1-9]\d{0,2}\.\d{3}[^\d.]*", re.ASCII)
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,15}(?:\.\d{1,2})?"
_SIZES = (10_000_000, 1_000_000, 10_000, 1_000, 100, 1)
"""What the numbers of ``_WITH_UNITS`` count: 천만, 백만, 만, 천, 백, won."""
_BARE = (10_000, 1)
"""The sizes of digits that may follow 천 or 백 without 천 or 백 of their own."""
_WITH_UNITS = re.compile(
    rf"(?:(?:({_NUMBER}) ?천)? ?(?:({_NUMBER}) ?백)? ?({_NUMBER})? ?만)?"
    rf" ?(?:({_NUMBER}) ?천)? ?(?:({_NUMBER}) ?백)? ?({_NUMBER})?",
    re.ASCII,
)


def parse_written_amount(text: str) -> Fraction | None:
    """Parse a tidy text as an amount of won. ``None`` if it is none, or could be two."""
    match = _AMOUNT.fullmatch(text) if len(text) <= LONGEST else None
    if match is None or (match["sign"] and match["inner"]) or may_be_two(text):
        return None
    number = match["number"]
    if _PLAIN.fullmatch(number):
        won: Fraction | None = Fraction(number.replace(",", ""))
    else:
        won = _sum_units(number, ends_in_won=bool(match["won"]))
    is_negative = "-" in text or "−" in text
    return won if won is None or not is_negative else -won


def may_be_two(text: str) -> bool:
    """Check if its point may part thousands as well as a fraction: ``3.000``."""
    return len(text) <= LONGEST and _POINT_OF_THREE.fullmatch(text) is not None


def _sum_units(number: str, *, ends_in_won: bool) -> Fraction | None:
    """Sum up ``1만 5천``. ``None`` if the parts do not fall, or do not add up to one sure amount.

    Digits without a unit of their own need all places (``1만5000``) or 원. People say ``1만5`` for 15,000.
    """
    match = _WITH_UNITS.fullmatch(number)
    if match is None:
        return None
    parts = [(each.replace(",", ""), size) for each, size in zip(match.groups(), _SIZES, strict=True) if each]
    if len(parts) > 1 and any("." in each for each, _ in parts):
        return None
    for (_, before), (digits, size) in pairwise(parts):
        is_full = size not in _BARE or 10 ** len(digits) == before // size or (size == 1 and ends_in_won)
        if not is_full or Fraction(digits) * size >= before:
            return None
    return sum((Fraction(digits) * size for digits, size in parts), Fraction(0))
