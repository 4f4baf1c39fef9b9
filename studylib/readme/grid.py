"""Tables and lists of a Markdown or HTML file as grids of cells.

A grid holds the texts and links of its cells. It also holds the place of each cell in the file. So one cell can be
rewritten without a change around it. Other modules say what the cells mean.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: a link, or a plain text if ``address`` is ``None``.

    The address of a link that leads nowhere yet is ``""``.
    """

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell.

    ``line`` counts from 1. ``[start, end)`` is its source in the text of the file. Both are ``None`` if the row is too
    short, or if the place is uncertain. ``place`` is the row and column of its beginning. A cell that spans several is
    repeated in each of them.
    """

    parts: tuple[Part, ...]
    line: int
    place: tuple[int, int]
    start: int | None = None
    end: int | None = None

    @property
    def text(self) -> str:
        """The text that people read, with each run of white space as one space."""
        return " ".join("".join(part.text for part in self.parts).split())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table or a list. ``form`` is ``pipes``, ``html`` or ``list`` (one column, one row an item).

    All ``rows``, with the header, have one length. ``lines`` are the first and the last one, from 1, inclusive.
    ``[start, end)`` is its source. ``headings`` are those above it, the nearest last.
    """

    form: str
    rows: tuple[tuple[GridCell, ...], ...]
    lines: tuple[int, int]
    start: int
    end: int
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed file.

    ``title`` is its first heading. ``comments`` are those outside tables, each with its source ``[start, end)``.
    """

    text: str
    grids: tuple[Grid, ...]
    title: str = ""
    comments: tuple[tuple[str, int, int], ...] = ()


class Lines:
    """The starts of the lines of a text. A line may end in any of Markdown's three ways."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def number(self, at: int) -> int:
        """Return the line, from 1, of the character at ``at``."""
        return bisect_right(self.starts, at)

    def start(self, index: int) -> int:
        """Return the start of the line. ``index`` counts from 0. After the last line, return the end of the text."""
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def line(self, index: int) -> str:
        """Return the line without its end."""
        return self.text[self.start(index) : self.start(index + 1)].rstrip("\r\n")
