"""Find tables and lists in Markdown and their places in the file. The door of markdown-it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from studylib.readme import html
from studylib.readme.grid import Grid, GridCell, Page
from studylib.readme.html import find_html_grids
from studylib.readme.inline import join_plain_text, make_markdown_parser, read_inline_parts
from studylib.readme.lines import Lines

if TYPE_CHECKING:
    from markdown_it.token import Token
_PIPE = re.compile(r"(?<!\\)\|")


def parse_markdown_page(text: str, lines: Lines) -> Page:
    tokens = make_markdown_parser().parse(text)
    grids: list[Grid] = []
    comments: list[tuple[str, int, int]] = []
    headings: dict[int, str] = {}
    title = ""
    done = 0  # up to here the text has been read as a table in HTML
    for at, token in enumerate(tokens):
        first, after = token.map or (0, 0)
        under = tuple(headings.values())
        if token.type == "heading_open":
            level = int(token.tag[1])
            headings = {key: value for key, value in headings.items() if key < level}
            headings[level] = join_plain_text(read_inline_parts(tokens[at + 1].children or ()))
            title = title or headings[level]
        elif token.type == "html_block":
            start, end = lines.start(first), lines.start(after)
            comments += html.list_comments(text, start, end)
            new, done = find_html_grids(text, lines, start, end, done, under)
            grids += new
        elif lines.start(first) < done:
            continue
        elif token.type == "table_open":
            grids.append(_read_pipes(tokens[at:], lines, under))
        elif token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            grids.append(_read_list(tokens[at:], lines, under))
    return Page(text, tuple(grids), title, tuple(comments))


def _read_pipes(tokens: "Sequence[Token]", lines: Lines, headings: tuple[str, ...]) -> Grid:
    """Read the table that the tokens begin with."""
    rows: list[list[GridCell]] = []
    spans: list[tuple[int, int]] = []
    index = 0
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            index = (token.map or [0])[0]
            spans = _find_spans(lines.line(index), lines.start(index))
            rows.append([])
        elif token.type == "inline":
            place = len(rows) - 1, len(rows[-1])
            cell = GridCell(read_inline_parts(token.children or ()), index + 1, place)
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


def _find_spans(line: str, start: int) -> list[tuple[int, int]]:
    """Find the places of a row's cells as GitHub does, without the spaces around them."""
    left = len(line) - len(line.lstrip())
    bare = line.strip()
    ends = [match.start() for match in _PIPE.finditer(bare)]
    parted = list(zip([0, *(end + 1 for end in ends)], [*ends, len(bare)], strict=True))
    if parted and parted[0][0] == parted[0][1]:
        del parted[0]
    if parted and parted[-1][0] == parted[-1][1]:
        del parted[-1]
    spans = []
    for begin, end in parted:
        raw = bare[begin:end]
        inset = len(raw) - len(raw.lstrip()) if raw.strip() else min(1, len(raw))
        at = start + left + begin + inset
        spans.append((at, at + len(raw.strip())))
    return spans


def _read_list(tokens: "Sequence[Token]", lines: Lines, headings: tuple[str, ...]) -> Grid:
    """Read the list that the tokens begin with, and the lists nested in it."""
    rows: list[tuple[GridCell, ...]] = []
    for token in tokens[1:]:
        if token.level == 0:
            break
        if token.type == "inline":
            line = (token.map or [0])[0] + 1
            rows.append((GridCell(read_inline_parts(token.children or ()), line, (len(rows), 0)),))
    first, after = tokens[0].map or (0, 0)
    return Grid("list", tuple(rows), (first + 1, after), lines.start(first), lines.start(after), headings)
