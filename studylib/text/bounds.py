"""Bound raw text before anything looks at it: its length, and its runs of combining marks.

``unicodedata.normalize`` sorts a run of marks in quadratic time (CPython gh-149079), and holds the interpreter's lock.
"""

from collections.abc import Iterator
from typing import Literal
from unicodedata import combining, normalize

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
"""A normalisation form of Unicode (Standard Annex 15)."""

MOST_MARKS = 30
"""Combining marks in a row to keep. The Stream-Safe Text Format allows as many (Unicode Standard Annex 15)."""

CUT = "…"
"""The last character of a text that was cut, so that no cut text reads like a whole one."""

_MARKS_OF_CLASS_0 = "\u0f73\u0f75\u0f81\uff9e\uff9f"
"""Characters that count as no marks themselves, but decompose into marks alone."""


def cut_text(text: str, most: int) -> str:
    """Cut a text to at most ``most`` characters (at least 1) with ``CUT`` as the last one, and bound its marks."""
    return bound_marks(text if len(text) <= most else text[: most - 1] + CUT)


def bound_marks(text: str) -> str:
    """Drop the combining marks beyond ``MOST_MARKS`` in a row. ``normalize`` then takes linear time."""
    if len(text) <= MOST_MARKS or text.isascii():
        return text
    return "".join(_list_kept(text))


def normalize_text(form: Form, text: str) -> str:
    """Normalise a text whose marks are bounded. Every other module normalises with this."""
    return text if text.isascii() else normalize(form, bound_marks(text))


def _list_kept(text: str) -> Iterator[str]:
    marks = 0
    for letter in text:
        marks = marks + 1 if combining(letter) or letter in _MARKS_OF_CLASS_0 else 0
        if marks <= MOST_MARKS:
            yield letter
