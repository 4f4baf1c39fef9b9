"""Find tables in HTML and their places in the file. The door of selectolax."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studylib.readme.grid import Grid, GridCell, Page, Part
from studylib.readme.inline import (
    join_plain_text,
    join_texts,
    make_markdown_parser,
    parse_html,
    read_inline_parts,
    read_node_address,
)
from studylib.readme.lines import Lines

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

WIDEST, DEEPEST = 200, 60
"""The most columns of a grid, and the most nested elements to read. HTML may ask for many more."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n")

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>table|thead|tbody|tfoot|tr|td|th|h[1-6])\b"
    r"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>",
    re.IGNORECASE | re.DOTALL,
)


# ---- HTML ----


@dataclass(slots=True)
class _Source:
    """One table in the source, and the places of its cells' contents."""

    start: int
    end: int
    cells: list[tuple[int, int]]
    nested: bool = False


def parse_html_page(text: str, lines: Lines) -> Page:
    headings = [
        (match.start(), int(match[1]), read_text(match[2]))
        for match in re.finditer(r"<h([1-6])\b[^<>]*>([^\n]{0,500}?)</h\1\s*>", text, re.IGNORECASE)
    ]
    grids = []
    path: dict[int, str] = {}
    coming = deque(headings)
    for source in _find_sources(text, 0, len(text)):
        while coming and coming[0][0] < source.start:
            _, level, heading = coming.popleft()
            path = {key: value for key, value in path.items() if key < level} | {level: heading}
        grids += _make_grids(text, lines, source, tuple(path.values()))
    return Page(text, tuple(grids), headings[0][2] if headings else "", (*list_comments(text, 0, len(text)),))


def list_comments(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """List the comments in ``[start, end)``, each with its place."""
    at = start
    while (first := text.find("<!--", at, end)) >= 0 and (last := text.find("-->", first, end)) >= 0:
        at = last + 3
        yield text[first:at], first, at


def find_html_grids(
    text: str, lines: Lines, start: int, end: int, done: int, headings: tuple[str, ...]
) -> tuple[list[Grid], int]:
    """Find the tables that begin in ``[start, end)``, a block of HTML in Markdown.

    Return them and the end of the last one. A blank line ends the block, but not the table.
    """
    if not re.search(r"<table\b", text[max(start, done) : end], re.IGNORECASE):
        return [], done
    sources = _find_sources(text, max(start, done), end)
    grids = [grid for source in sources for grid in _make_grids(text, lines, source, headings)]
    return grids, max([done, *(source.end for source in sources)])


def _find_sources(text: str, start: int, end: int) -> list[_Source]:
    """Find the tables whose source begins in ``[start, end)``. A nested table belongs to the outer one."""
    sources: list[_Source] = []
    depth, opened = 0, None
    for tag in _list_tags(text, start):
        if depth == 0 and tag.start >= end:
            break
        if opened is not None and depth == 1:
            sources[-1].cells.append((opened, tag.start))
            opened = None
        if tag.name != "table":
            opened = tag.end if tag.opens_cell and depth == 1 else opened
        elif tag.closing:
            depth = max(0, depth - 1)
            if depth == 0 and sources:
                sources[-1].end = tag.end
        else:
            if depth:
                sources[-1].nested = True
            else:
                sources.append(_Source(tag.start, len(text), []))
            depth += 1
    return sources


@dataclass(frozen=True, slots=True)
class _TableTag:
    """A tag of a table and its place in the text, ``[start, end)``. ``name`` is in lower case."""

    name: str
    closing: bool
    start: int
    end: int

    @property
    def opens_cell(self) -> bool:
        return self.name in ("td", "th") and not self.closing


def _list_tags(text: str, start: int) -> Iterator[_TableTag]:
    """List the tags of tables from ``start`` on, outside comments."""
    for match in _TAG.finditer(text, start):
        name = (match["name"] or "").casefold()
        if name and not name.startswith("h"):
            yield _TableTag(name, bool(match["close"]), match.start(), match.end())


def _make_grids(text: str, lines: Lines, source: _Source, headings: tuple[str, ...]) -> list[Grid]:
    """Read the table as a grid. Return none if the parser sees no cells."""
    table = parse_html(text[source.start : source.end]).css_first("table")
    if table is None:
        return []
    own = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in _list_rows(table)]
    known = not source.nested and len(source.cells) == sum(map(len, own))
    spread = _spread_cells(own)
    counted = iter(range(sum(map(len, own))))
    numbers = {(row, at): next(counted) for row, of_row in enumerate(own) for at in range(len(of_row))}
    cells: dict[tuple[int, int], GridCell] = {}
    first_line, last_line = lines.number(source.start), lines.number(max(source.start, source.end - 1))
    for key, place in spread.places.items():
        start, end = source.cells[numbers[key]] if known else (None, None)
        raw = "" if start is None or end is None else text[start:end]
        if _BLANK_LINE.search(raw):  # then Markdown begins again within the cell
            parts = read_inline_parts(make_markdown_parser().parseInline(raw.strip())[0].children or ())
        else:
            parts = _read_children(own[key[0]][key[1]])
        start, end = _trim_blanks(text, start, end)
        line = first_line if start is None else lines.number(start)
        cells[key] = GridCell(parts, line, place, start, end)
    rows = tuple(
        tuple(cells[key] if key else GridCell((), first_line, (row, at)) for at, key in enumerate(keys))
        for row, keys in enumerate(spread.rows)
    )
    return [Grid("html", rows, (first_line, last_line), source.start, source.end, headings)] if rows else []


def _trim_blanks(text: str, start: int | None, end: int | None) -> tuple[int | None, int | None]:
    if start is None or end is None:
        return None, None
    raw = text[start:end]
    return (
        (start, end) if not raw.strip() else (start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()))
    )


def _list_rows(table: "LexborNode") -> "Iterator[LexborNode]":
    """List the rows of a table, without those of nested tables."""
    for node in table.iter():
        if node.tag == "tr":
            yield node
        elif node.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in node.iter() if row.tag == "tr")


@dataclass(slots=True)
class _Spread:
    """The cells of a table and the places they take. A cell is named by its row and number."""

    rows: list[list[tuple[int, int] | None]]
    places: dict[tuple[int, int], tuple[int, int]]


def _spread_cells(own: "Sequence[Sequence[LexborNode]]") -> _Spread:
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(own):
        column = 0
        for number, cell in enumerate(cells):
            while (row, column) in taken:
                column += 1
            if column >= WIDEST:
                break
            places[row, number] = row, column
            wide = min(_read_span(cell, "colspan"), WIDEST - column)
            deep = min(_read_span(cell, "rowspan") or len(own), len(own) - row)
            for down in range(deep):
                for right in range(max(1, wide)):
                    taken.setdefault((row + down, column + right), (row, number))
    width = max((column + 1 for _, column in taken), default=0)
    return _Spread([[taken.get((row, column)) for column in range(width)] for row in range(len(own))], places)


def _read_span(cell: "LexborNode", name: str) -> int:
    """Read how many rows or columns the cell takes. For rows, 0 means all that are left."""
    written = (cell.attributes.get(name) or "").strip()
    return int(written) if re.fullmatch(r"\d{1,5}", written, re.ASCII) else 1


def _read_children(node: "LexborNode") -> tuple[Part, ...]:
    return join_texts([*_read_parts(node, DEEPEST)], broken=False)


def read_text(source: str) -> str:
    """Read the text of a piece of HTML."""
    return join_plain_text(_parse_parts(source))


def _parse_parts(source: str) -> tuple[Part, ...]:
    body = parse_html(source).body
    return _read_children(body) if body else ()


def _read_parts(node: "LexborNode", deeper: int) -> Iterator[Part]:
    """Read the content of an element, and of so many more nested in it. What lies deeper is left out."""
    if deeper < 0:
        return
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield Part(re.sub(r"[ \t\r\n\f]+", " ", child.text_content or ""))
        elif child.tag == "a" and "href" in child.attributes:
            yield Part(
                "".join(part.text for part in _read_parts(child, deeper - 1)), read_node_address(child)
            )
        elif child.tag == "br":
            yield Part("\n")
        elif child.tag == "img":
            yield Part(child.attributes.get("alt") or "")
        elif child.tag == "input" and child.attributes.get("type") == "checkbox":
            yield Part("[x]" if "checked" in child.attributes else "[ ]")
        elif child.tag in ("p", "li", "div"):
            yield Part("\n")
            yield from _read_parts(child, deeper - 1)
            yield Part("\n")
        elif child.tag in ("s", "del", "strike"):
            yield from (replace(part, struck=True) for part in _read_parts(child, deeper - 1))
        elif child.tag not in ("script", "style", "template", "-comment"):
            yield from _read_parts(child, deeper - 1)
