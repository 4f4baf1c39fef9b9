"""Letters of an image. They are the project's own, so they look alike on each machine. A door of Pillow."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from studylib.text.bounds import cut_text, normalize_text
from studylib.text.invisible import drop_invisible

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
LONGEST_LINE = 200
"""Characters of a text that are looked at."""
SMALLEST = 14
"""Pixels of the smallest letters."""
UNKNOWN = "□"
"""Stands for a letter that the fonts lack, such as a Chinese one. An emoji is left out instead."""
EMOJI = (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF)
"""The first and the last letter, both inclusive, of each block of signs and emoji."""
ABSENT = "\U0010ffff"
"""A letter that no font has."""


@cache
def load_letters(size: int, *, bold: bool = False) -> "FreeTypeFont":
    """Load the letters of that size, in pixels."""
    from PIL import ImageFont  # slow to import

    name = "StudyboardSansKR-Bold.otf" if bold else "StudyboardSansKR-Regular.otf"
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


def clean_line(text: str) -> str:
    """Write a text on one line, with ``UNKNOWN`` for what the fonts lack.

    Emoji that they lack are left out. A text of nothing else is one ``UNKNOWN``.
    """
    short = drop_invisible(normalize_text("NFC", cut_text(text, LONGEST_LINE)))
    line = " ".join("".join(map(_choose_letter, short)).split())
    return line or (UNKNOWN if any(map(_is_emoji, short)) else "")


@lru_cache(maxsize=4096)
def _choose_letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter.isspace() or kind.startswith("C"):
        return " "
    if kind.startswith("M"):
        return ""
    font = load_letters(24)
    if bytes(font.getmask(letter)) != bytes(font.getmask(ABSENT)):
        return letter
    return "" if _is_emoji(letter) else UNKNOWN


def _is_emoji(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in EMOJI)


def fit_line(text: str, room: float, size: int, *, bold: bool = False) -> str:
    """Shorten a text to one line of ``room`` pixels, with an ellipsis as its end if it is cut."""
    line, font = clean_line(text), load_letters(size, bold=bold)
    if font.getlength(line) <= room:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if font.getlength(f"{line[:middle].rstrip()}…") <= room:
            low = middle
        else:
            high = middle - 1
    return f"{line[:low].rstrip()}…"


def choose_size(text: str, room: float, size: int, *, bold: bool = False) -> int:
    """Choose the height of letters, ``size`` or less, at which a whole figure fits. At least ``SMALLEST``."""
    line = clean_line(text)
    while size > SMALLEST and load_letters(size, bold=bold).getlength(line) > room:
        size -= 1
    return size
