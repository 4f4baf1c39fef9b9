"""Drop characters that nobody can see, so that two texts that look alike are alike."""

import re

HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Unicode's property Default_Ignorable_Code_Point, the interlinear marks and the blank of Braille."""

_INVISIBLE = re.compile(f"[{HIDDEN}]")

_STRAY = re.compile(
    f"(?![\u200d\ufe0e\ufe0f\U000e0020-\U000e007f])[{HIDDEN}]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d+"
    "|(?<![\U0001f000-\U0001faff\U000e0020-\U000e007e])[\U000e0020-\U000e007f]+"
    "|(?<![#*0-9\u00a9\u00ae\u203c-\u2bff\u3030-\u3299\U0001f000-\U0001faff])[\ufe0e\ufe0f]"
)
"""Invisible characters, except those that join emoji or choose their style."""

TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""The marks that turn the reading direction of what follows them."""

_TURNS = re.compile(f"[{TURNS}]")


def drop_invisible(text: str) -> str:
    """Drop all invisible characters, for a comparison."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def drop_stray(text: str) -> str:
    """Drop the invisible characters that change nothing people see. Emoji keep their joiners."""
    return text if text.isascii() else _STRAY.sub("", text)


def drop_turns(text: str, instead: str = "") -> str:
    """Replace the marks that turn the reading direction of what follows them. Drop them if nothing is given."""
    return text if text.isascii() else _TURNS.sub(instead, text)
