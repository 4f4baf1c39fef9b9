"""The tables and lists of a Markdown or HTML file as grids of cells. The door of markdown_it and of selectolax.

A grid says what its cells hold, texts and links, and where in the file each of them stands, so that one cell can be
written anew and all around it stays as it is. What the cells mean is ``readme``'s to say.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: a link, or a plain text where ``address`` is ``None``. A link may lead nowhere
    yet (``""``)."""

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell. ``line`` counts from 1. ``[start, end)`` is its source in the text of the file; both are ``None`` where
    it has none: in a row that is too short, or where the place is not known for certain.

    ``place`` is the row and column where it begins: a cell that spans several stands in each of them.
    """

    parts: tuple[Part, ...]
    line: int
    place: tuple[int, int]
    start: int | None = None
    end: int | None = None

    @property
    def text(self) -> str:
        """What people read in it, its runs of white space as one space."""
        return " ".join("".join(part.text for part in self.parts).split())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table or a list. ``form`` is ``pipes``, ``html`` or ``list`` (one column, one row an item).

    All ``rows`` are of one length, the header among them. ``lines`` are the first and the last one, from 1, inclusive;
    ``[start, end)`` is its source. ``headings`` are those it stands under, the nearest last.
    """

    form: str
    rows: tuple[tuple[GridCell, ...], ...]
    lines: tuple[int, int]
    start: int
    end: int
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A file that was looked through. ``title`` is its first heading. ``comments`` are the comments that stand alone,
    each with its source ``[start, end)``."""

    text: str
    grids: tuple[Grid, ...]
    title: str = ""
    comments: tuple[tuple[str, int, int], ...] = ()


class Lines:
    """Where each line of a text begins; a line ends as Markdown says, in any of the three ways."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def number(self, at: int) -> int:
        """The line, from 1, in which the character at ``at`` stands."""
        return bisect_right(self.starts, at)

    def start(self, index: int) -> int:
        """Where the line begins; ``index`` counts from 0. The end of the text for one after the last."""
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def line(self, index: int) -> str:
        """The line without its end."""
        return self.text[self.start(index) : self.start(index + 1)].rstrip("\r\n")
