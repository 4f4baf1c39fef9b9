"""Keep a text of any reading direction from reordering its neighbours (Unicode Standard Annex 9).

A text with right-to-left letters stands in an isolate: an invisible start, the text, an invisible end. All other marks
of the reading direction are dropped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from studylib.text.invisible import TURNS, drop_turns

START, END = "\u2068", "\u2069"
"""First Strong Isolate and Pop Directional Isolate: the text between them turns nothing outside."""

MARKS = frozenset({START, END})

MOST_NESTED = 4
"""Isolates in one another to keep. Those further in are dropped."""

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks whose letters run from right to left, such as Hebrew and Arabic."""

_TURNING = re.compile(f"[{_LETTERS}{TURNS}]")
_LETTER = re.compile(f"(?!\u061c)[{_LETTERS}]")
_ISOLATE = re.compile("([\u2066-\u2069])")
_STARTS = frozenset("\u2066\u2067\u2068")


def isolate(text: str) -> str:
    """Isolate a text if it holds right-to-left letters that are not isolated yet. Any other stays as it is."""
    if text.isascii() or not _TURNING.search(text):
        return text
    parts = list(_list_parts(text, ""))
    whole = "".join(part for part, _ in parts)
    is_open = any(depth == 0 and _LETTER.search(part) for part, depth in parts)
    return f"{START}{whole}{END}" if is_open else whole


def balance(text: str, instead: str = "") -> str:
    """Replace the marks of the reading direction, except whole isolates of right-to-left letters."""
    if text.isascii() or not _TURNING.search(text):
        return text
    return "".join(part for part, _ in _list_parts(text, instead))


def join_texts(texts: Iterable[str | None], between: str = " · ") -> str:
    """Join the texts in one line, each isolated, with that text between. Empty ones are left out."""
    return between.join(isolate(text) for text in texts if text)


def _list_parts(text: str, instead: str) -> Iterator[tuple[str, int]]:
    """List the parts of a text, each with the number of isolates around it. ``instead``: of other marks."""
    pieces = _ISOLATE.split(text)
    kept = _find_pairs(pieces)
    depth = 0
    for place, piece in enumerate(pieces):
        if place % 2 and place in kept:
            depth += 1 if piece in _STARTS else -1
            yield START if piece in _STARTS else END, depth
        else:
            yield drop_turns(piece, instead), depth


def _find_pairs(pieces: Sequence[str]) -> frozenset[int]:
    """Find the places of the starts and ends to keep: those around right-to-left letters, not nested too far."""
    seen = list(accumulate(_LETTER.search(piece) is not None for piece in pieces))
    kept: set[int] = set()
    waiting: list[int] = []
    for place in range(1, len(pieces), 2):
        if pieces[place] in _STARTS:
            waiting.append(place)
        elif waiting:
            start = waiting.pop()
            if len(waiting) < MOST_NESTED and seen[start] < seen[place]:
                kept |= {start, place}
    return frozenset(kept)
