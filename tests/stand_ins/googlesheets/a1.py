"""Ranges in A1 notation, as Google reads and writes them."""

import re
import sys
from dataclasses import dataclass

from studylib.workbook.columns import name_column, number_column

END = sys.maxsize
"""The end of an area that reaches as far as the grid, however large that is."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_CELL = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?")
_LOOKS_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")
_ROW_COLUMN = re.compile(r"[Rr][0-9]+[Cc][0-9]+(:[Rr][0-9]+[Cc][0-9]+)?")
"""R1C1 notation, which Google reads, too."""

_PARTS = re.compile(r"(?:(?:'((?:[^']|'')*)'|([^'!]+))(?:!(.+))?)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells: rows and columns from 0, half-open."""

    top: int = 0
    left: int = 0
    bottom: int = END
    right: int = END

    def within(self, rows: int, columns: int) -> "Area":
        """The part within a grid of that size. It must begin in the grid."""
        return Area(self.top, self.left, min(self.bottom, rows), min(self.right, columns))

    @property
    def rows(self) -> range:
        return range(self.top, self.bottom)

    @property
    def columns(self) -> range:
        return range(self.left, self.right)

    def lies_in(self, other: "Area") -> bool:
        """Whether it is within the other. Open ends do not count."""
        return (self.bottom == END or self.bottom <= other.bottom) and (
            self.right == END or self.right <= other.right
        )

    def meets(self, other: "Area", gap: int = 0) -> bool:
        """Whether they share a cell or, with ``gap`` 1, lie side by side."""
        return (
            self.top < other.bottom + gap
            and other.top < self.bottom + gap
            and self.left < other.right + gap
            and other.left < self.right + gap
        )

    def __str__(self) -> str:
        """``A1:C3``, ``A1``, ``A:C``, ``2:2``, or nothing for a whole tab."""
        if self == Area():
            return ""
        if (self.left, self.right) == (0, END):
            return f"{self.top + 1}:{self.bottom}"
        rows = self.top > 0 or self.bottom < END
        start = name_column(self.left + 1) + (str(self.top + 1) if rows else "")
        end = name_column(self.right) + (str(self.bottom) if self.bottom < END else "")
        return start if start == end and rows else f"{start}:{end}"


def parse(text: str) -> tuple[str | None, Area | None]:
    """The title of the tab (``None``: the first one) and the area in it (``None``: another notation).

    A word without quotes and ``!`` may be a title or a cell. Google takes it for a cell.
    """
    match = _PARTS.fullmatch(text)
    if not match:
        return None, None
    quoted, word, cells = match.groups()
    if _ROW_COLUMN.fullmatch(cells or word or ""):
        return None, None
    title = quoted.replace("''", "'") if quoted is not None else word
    if cells is not None:
        return title, area(cells)
    if quoted is None and (found := area(word)):
        return None, found
    return title, Area()


def area(text: str) -> Area | None:
    """``A1``, ``A1:C3``, ``A:C``, ``2:2``, ``A2:C`` …. ``None`` if it is another text."""
    first, colon, second = text.partition(":")
    start, end = _corner(first), _corner(second if colon else first)
    if not start or not end or (not colon and None in start):
        return None
    top, bottom = _span(start[0], end[0])
    left, right = _span(start[1], end[1])
    return Area(top, left, bottom, right)


def _span(start: int | None, end: int | None) -> tuple[int, int]:
    """Half-open, from two corners in any order. Without a number in a corner, the span has no end."""
    if start is None or end is None:
        return (start or end or 1) - 1, END
    return min(start, end) - 1, max(start, end)


def _corner(text: str) -> tuple[int | None, int | None] | None:
    """Row and column from 1, at least one of them."""
    match = _CELL.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    return int(match[2]) if match[2] else None, number_column(match[1].upper()) if match[1] else None


def named(title: str, area: Area) -> str:
    """Name a range as Google does in its answers: it quotes the title only if needed."""
    plain = _PLAIN.fullmatch(title) and not _LOOKS_LIKE_A_CELL.fullmatch(title)
    quoted = title if plain else "'" + title.replace("'", "''") + "'"
    return f"{quoted}!{area}" if str(area) else quoted
