"""The width of letters: Hangul and other wide letters take two columns."""

import unicodedata


def measure_letter(letter: str) -> int:
    """Return the columns of one letter, 1 or 2 (Unicode Standard Annex 11: wide and fullwidth take 2)."""
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def measure_text(text: str) -> int:
    """Return the columns of a text on one line."""
    return sum(map(measure_letter, text))
