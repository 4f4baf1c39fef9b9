"""Tables and lists of a Markdown or HTML file as grids of cells.

A grid holds the texts and links of its cells. It also holds the place of each cell in the file. So one cell can be
rewritten without a change around it. Other modules say what the cells mean.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: a link, or a plain text if ``address`` is ``None``.

    The address of a link that leads nowhere yet is ``""``. ``struck``: it is struck through.
    """

    text: str
    address: str | None = None
    struck: bool = False


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
