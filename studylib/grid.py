"""The tables and lists of a Markdown or HTML file as grids of cells. The door of markdown_it and of selectolax.

A grid says what its cells hold, texts and links, and where in the file each of them stands, so that one cell can be
written anew and all around it stays as it is. What the cells mean is ``readme``'s to say.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from selectolax.lexbor import LexborHTMLParser, LexborNode


WIDEST, DEEPEST = 200, 60
"""Columns of a grid at most, and elements within one another that are looked into: HTML may ask for many more."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_PIPE = re.compile(r"(?<!\\)\|")
_BLANK_LINE = re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n")
_WRITTEN_OUT = re.compile(
    r"(?P<broken>!?\[[^\[\]]*\]\((?:[^()\n]|\([^()\n]*\))*\)?)|(?P<address>https?://[^\s<>|]+)",
    re.IGNORECASE,
)
"""In a text: a link that Markdown does not take for one, and an address that stands there as it is."""

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>table|thead|tbody|tfoot|tr|td|th|h[1-6])\b"
    r"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: a link, or a plain text where ``address`` is ``None``. A link may lead nowhere
    yet (``""``)."""

    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
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
    rows: tuple[tuple[Cell, ...], ...]
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


def page(text: str, *, html: bool = False) -> Page:
    """The grids of a Markdown text, tables in HTML among them, or of an HTML text; in their order."""
    lines = Lines(text)
    return _html_page(text, lines) if html else _markdown_page(text, lines)


def _html(text: str) -> "LexborHTMLParser":
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(text)


# ---- Markdown ----


@cache
def _markdown() -> "MarkdownIt":
    """GitHub's tables on CommonMark; addresses as they are written, for who reads them has to say which are wrong."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name in ("normalizeLink", "normalizeLinkText"):
        setattr(reader, name, lambda url: url)
    setattr(reader, "validateLink", lambda url: True)  # noqa: B010
    return reader


def _markdown_page(text: str, lines: Lines) -> Page:
    tokens = _markdown().parse(text)
    grids: list[Grid] = []
    comments: list[tuple[str, int, int]] = []
    headings: dict[int, str] = {}
    title = ""
    done = 0  # the text up to here has been read, as a table in HTML
    for at, token in enumerate(tokens):
        first, after = token.map or (0, 0)
        under = tuple(headings.values())
        if token.type == "heading_open":
            level = int(token.tag[1])
            headings = {key: value for key, value in headings.items() if key < level}
            headings[level] = _plain(_parts(tokens[at + 1].children or ()))
            title = title or headings[level]
        elif token.type == "html_block":
            start, end = lines.start(first), lines.start(after)
            comments += _comments(text, start, end)
            found, done = _html_grids(text, lines, start, end, done, under)
            grids += found
        elif lines.start(first) < done:
            continue
        elif token.type == "table_open":
            grids.append(_pipes(tokens[at:], lines, under))
        elif token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            grids.append(_list(tokens[at:], lines, under))
    return Page(text, tuple(grids), title, tuple(comments))


def _pipes(tokens: "Sequence[Token]", lines: Lines, headings: tuple[str, ...]) -> Grid:
    """The table at whose beginning the tokens begin."""
    rows: list[list[Cell]] = []
    spans: list[tuple[int, int]] = []
    index = 0
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            index = (token.map or [0])[0]
            spans = _spans(lines.line(index), lines.start(index))
            rows.append([])
        elif token.type == "inline":
            place = len(rows) - 1, len(rows[-1])
            cell = Cell(_parts(token.children or ()), index + 1, place)
            if place[1] < len(spans):
                start, end = spans[place[1]]
                if lines.text[start:end].replace("\\|", "|") == token.content:
                    cell = replace(cell, start=start, end=end)
            rows[-1].append(cell)
    first, after = tokens[0].map or (0, 0)
    while after > first + 1 and not lines.line(after - 1).strip():
        after -= 1
    whole = tuple(map(tuple, rows))
    return Grid("pipes", whole, (first + 1, after), lines.start(first), lines.start(after), headings)


def _spans(line: str, start: int) -> list[tuple[int, int]]:
    """Where the cells of a row stand, without the spaces around them; as GitHub parts a row."""
    left = len(line) - len(line.lstrip())
    bare = line.strip()
    ends = [found.start() for found in _PIPE.finditer(bare)]
    parted = list(zip([0, *(end + 1 for end in ends)], [*ends, len(bare)], strict=True))
    if parted and parted[0][0] == parted[0][1]:
        del parted[0]
    if parted and parted[-1][0] == parted[-1][1]:
        del parted[-1]
    found = []
    for begin, end in parted:
        raw = bare[begin:end]
        inset = len(raw) - len(raw.lstrip()) if raw.strip() else min(1, len(raw))
        at = start + left + begin + inset
        found.append((at, at + len(raw.strip())))
    return found


def _list(tokens: "Sequence[Token]", lines: Lines, headings: tuple[str, ...]) -> Grid:
    """The list at whose beginning the tokens begin, lists within it too."""
    rows: list[tuple[Cell, ...]] = []
    for token in tokens[1:]:
        if token.level == 0:
            break
        if token.type == "inline":
            line = (token.map or [0])[0] + 1
            rows.append((Cell(_parts(token.children or ()), line, (len(rows), 0)),))
    first, after = tokens[0].map or (0, 0)
    return Grid("list", tuple(rows), (first + 1, after), lines.start(first), lines.start(after), headings)


def _parts(tokens: "Sequence[Token]") -> tuple[Part, ...]:
    """What the inline tokens of a cell hold."""
    found: list[Part] = []
    address: str | None = None
    inside: list[str] = []
    for token in tokens:
        opened = _opened(token)
        if opened is not None:
            found.append(Part("".join(inside)))
            address, inside = opened, []
        elif token.type == "link_close" or (
            token.type == "html_inline" and token.content.casefold().startswith("</a")
        ):
            found.append(Part("".join(inside), address))
            address, inside = None, []
        else:
            inside.append(_shown(token))
    found.append(Part("".join(inside), address))
    return _gathered(found, broken=True)


def _opened(token: "Token") -> str | None:
    """The address of the link that begins with the token; ``None`` where none does."""
    if token.type == "link_open":
        return str(token.attrs.get("href", ""))
    if token.type == "html_inline" and re.match(r"<a\s", token.content, re.IGNORECASE):
        return _address(_html(token.content + "</a>").css_first("a"))
    return None


def _shown(token: "Token") -> str:
    if token.type == "hardbreak" or (
        token.type == "html_inline" and re.match(r"<br\b", token.content, re.IGNORECASE)
    ):
        return "\n"
    if token.type == "softbreak":
        return "\n"
    return token.content if token.type in ("text", "text_special", "code_inline", "image") else ""


def _gathered(parts: Sequence[Part], *, broken: bool) -> tuple[Part, ...]:
    """Texts side by side as one, the addresses in them as links; parts with nothing in them left out."""
    found: list[Part] = []
    for link, group in groupby(parts, key=lambda part: part.address is not None):
        if link:
            found += group
        else:
            found += _addressed("".join(part.text for part in group), broken)
    return tuple(part for part in found if part.text or part.address is not None)


def _addressed(text: str, broken: bool) -> Iterator[Part]:
    at = 0
    for found in _WRITTEN_OUT.finditer(text):
        if found["address"] is None and broken:
            continue
        address = _ended(found[0] if found["address"] else "")
        if not address:
            continue
        yield Part(text[at : found.start()])
        yield Part(address, address)
        at = found.start() + len(address)
    yield Part(text[at:])


def _ended(address: str) -> str:
    """The address without the punctuation behind it, which GitHub leaves out of it, too."""
    bare = address.rstrip("?!.,:*_~'\";")
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip("?!.,:*_~'\";")
    return bare


def _plain(parts: Sequence[Part]) -> str:
    return " ".join("".join(part.text for part in parts).split())


# ---- HTML ----


@dataclass(slots=True)
class _Source:
    """One table in the source: where its cells' contents stand."""

    start: int
    end: int
    cells: list[tuple[int, int]]
    nested: bool = False


def _html_page(text: str, lines: Lines) -> Page:
    headings = [
        (found.start(), int(found[1]), _plain(_html_parts(found[2])))
        for found in re.finditer(r"<h([1-6])\b[^<>]*>([^\n]{0,500}?)</h\1\s*>", text, re.IGNORECASE)
    ]
    grids = []
    for source in _sources(text, 0, len(text)):
        path: dict[int, str] = {}
        for at, level, said in headings:
            if at < source.start:
                path = {key: value for key, value in path.items() if key < level} | {level: said}
        grids += _html_grid(text, lines, source, tuple(path.values()))
    return Page(text, tuple(grids), headings[0][2] if headings else "", (*_comments(text, 0, len(text)),))


def _comments(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The comments in ``[start, end)``, each with where it stands."""
    at = start
    while (first := text.find("<!--", at, end)) >= 0 and (last := text.find("-->", first, end)) >= 0:
        at = last + 3
        yield text[first:at], first, at


def _html_grids(
    text: str, lines: Lines, start: int, end: int, done: int, headings: tuple[str, ...]
) -> tuple[list[Grid], int]:
    """The tables that begin in ``[start, end)``, a block of HTML, and up to where they reach: in Markdown a blank
    line ends the block, though not the table."""
    if not re.search(r"<table\b", text[max(start, done) : end], re.IGNORECASE):
        return [], done
    found = _sources(text, max(start, done), end)
    grids = [grid for source in found for grid in _html_grid(text, lines, source, headings)]
    return grids, max([done, *(source.end for source in found)])


def _sources(text: str, start: int, end: int) -> list[_Source]:
    """The tables of the source that begin in ``[start, end)``; one within another belongs to the outer one."""
    found: list[_Source] = []
    depth, opened = 0, None
    for tag in _TAG.finditer(text, start):
        name, closing = (tag["name"] or "").casefold(), bool(tag["close"])
        if depth == 0 and tag.start() >= end:
            break
        if not name or (name[0] == "h" and name != "th"):
            continue
        if opened is not None and depth == 1:
            found[-1].cells.append((opened, tag.start()))
            opened = None
        if name == "table":
            if not closing and depth == 0:
                found.append(_Source(tag.start(), len(text), []))
            elif not closing:
                found[-1].nested = True
            depth = max(0, depth + (-1 if closing else 1))
            if closing and depth == 0 and found:
                found[-1].end = tag.end()
        elif name in ("td", "th") and not closing and depth == 1:
            opened = tag.end()
    return found


def _html_grid(text: str, lines: Lines, source: _Source, headings: tuple[str, ...]) -> list[Grid]:
    """The table as a grid; none where the parser sees no cells."""
    table = _html(text[source.start : source.end]).css_first("table")
    if table is None:
        return []
    own = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in _rows(table)]
    known = not source.nested and len(source.cells) == sum(map(len, own))
    spread = _spread(own)
    counted = iter(range(sum(map(len, own))))
    numbers = {(row, at): next(counted) for row, cells in enumerate(own) for at in range(len(cells))}
    made: dict[tuple[int, int], Cell] = {}
    first_line, last_line = lines.number(source.start), lines.number(max(source.start, source.end - 1))
    for key, place in spread.places.items():
        start, end = source.cells[numbers[key]] if known else (None, None)
        raw = "" if start is None or end is None else text[start:end]
        if _BLANK_LINE.search(raw):  # then Markdown begins again within the cell
            parts = _parts(_markdown().parseInline(raw.strip())[0].children or ())
        else:
            parts = _html_children(own[key[0]][key[1]])
        line = first_line if start is None else lines.number(start)
        made[key] = Cell(parts, line, place, *_without_blanks(text, start, end))
    rows = tuple(
        tuple(made[key] if key else Cell((), first_line, (row, at)) for at, key in enumerate(keys))
        for row, keys in enumerate(spread.rows)
    )
    return [Grid("html", rows, (first_line, last_line), source.start, source.end, headings)] if rows else []


def _without_blanks(text: str, start: int | None, end: int | None) -> tuple[int | None, int | None]:
    if start is None or end is None:
        return None, None
    raw = text[start:end]
    return (
        (start, end) if not raw.strip() else (start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()))
    )


def _rows(table: "LexborNode") -> "Iterator[LexborNode]":
    """The rows of a table, not those of a table within it."""
    for node in table.iter():
        if node.tag == "tr":
            yield node
        elif node.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in node.iter() if row.tag == "tr")


@dataclass(slots=True)
class _Spread:
    """The cells of a table, by row and number in it, over all the places that they take."""

    rows: list[list[tuple[int, int] | None]]
    places: dict[tuple[int, int], tuple[int, int]]


def _spread(own: "Sequence[Sequence[LexborNode]]") -> _Spread:
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
            wide = min(_span(cell, "colspan"), WIDEST - column)
            deep = min(_span(cell, "rowspan") or len(own), len(own) - row)
            for down in range(deep):
                for right in range(max(1, wide)):
                    taken.setdefault((row + down, column + right), (row, number))
    width = max((column + 1 for _, column in taken), default=0)
    return _Spread([[taken.get((row, column)) for column in range(width)] for row in range(len(own))], places)


def _span(cell: "LexborNode", name: str) -> int:
    """How many rows or columns the cell takes; 0, for rows, means all that are left."""
    written = (cell.attributes.get(name) or "").strip()
    return int(written) if re.fullmatch(r"\d{1,5}", written, re.ASCII) else 1


def _html_children(node: "LexborNode") -> tuple[Part, ...]:
    return _gathered([*_html_texts(node, DEEPEST)], broken=False)


def _html_parts(source: str) -> tuple[Part, ...]:
    body = _html(source).body
    return _html_children(body) if body else ()


def _html_texts(node: "LexborNode", deeper: int) -> Iterator[Part]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield Part(re.sub(r"[ \t\r\n\f]+", " ", child.text_content or ""))
        elif child.tag == "a" and "href" in child.attributes:
            yield Part("".join(part.text for part in _html_texts(child, deeper - 1)), _address(child))
        elif child.tag == "br":
            yield Part("\n")
        elif child.tag == "img":
            yield Part(child.attributes.get("alt") or "")
        elif child.tag == "input" and child.attributes.get("type") == "checkbox":
            yield Part("[x]" if "checked" in child.attributes else "[ ]")
        elif child.tag in ("p", "li", "div"):
            yield Part("\n")
            yield from _html_texts(child, deeper - 1) if deeper else ()
            yield Part("\n")
        elif child.tag not in ("script", "style", "template", "-comment"):
            yield from _html_texts(child, deeper - 1) if deeper else ()


def _address(node: "LexborNode | None") -> str:
    return ((node.attributes.get("href") if node else "") or "").strip()
