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
from studylib.readme.markdown_lists import read_lists

if TYPE_CHECKING:
    from markdown_it.token import Token
_PIPE = re.compile(r"(?<!\\)\|")


_SUMMARY_LEVEL, _BOLD_LEVEL = 7, 8
"""The levels of what serves as a heading above a table: below those of real headings, 1 to 6."""

_SUMMARY = re.compile(
    r"<summary\b[^<>]*>(?P<text>(?:(?!</summary).){0,500})|</details\s*>", re.IGNORECASE | re.DOTALL
)


class _Path:
    """The headings above a place, by level. ``title`` is the first one of the file."""

    def __init__(self) -> None:
        self.headings: dict[int, str] = {}
        self.title = ""

    def enter(self, level: int, text: str) -> None:
        """Go below a heading. Those of its level and of lower ones end."""
        self.leave(level)
        self.headings[level] = text
        self.title = self.title or (text if level < _SUMMARY_LEVEL else "")

    def leave(self, level: int) -> None:
        self.headings = {key: value for key, value in self.headings.items() if key < level}

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.headings.values())


def parse_markdown_page(text: str, lines: Lines) -> Page:
    tokens = make_markdown_parser().parse(text)
    grids: list[Grid] = []
    comments: list[tuple[str, int, int]] = []
    path = _Path()
    done = 0  # up to here the text has been read as a table in HTML
    for at, token in enumerate(tokens):
        first, after = token.map or (0, 0)
        if token.type == "heading_open":
            path.enter(int(token.tag[1]), join_plain_text(read_inline_parts(tokens[at + 1].children or ())))
        elif token.type == "html_block":
            start, end = lines.start(first), lines.start(after)
            comments += html.list_comments(text, start, end)
            new, done = find_html_grids(text, lines, start, end, done, path.texts)
            grids += new
            _enter_summaries(path, token.content)
        elif lines.start(first) < done:
            continue
        elif token.type == "paragraph_open" and token.level == 0:
            if bold := _read_bold(tokens[at + 1]):
                path.enter(_BOLD_LEVEL, bold)
        elif token.type == "table_open":
            grids.append(_read_pipes(tokens, at, lines, path.texts))
        elif token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            grids += read_lists(tokens, at, lines, path.texts)
    return Page(text, tuple(grids), path.title, tuple(comments))


def _enter_summaries(path: _Path, content: str) -> None:
    """Go below the summary of a block of details, or leave it."""
    for match in _SUMMARY.finditer(content):
        if match["text"] is None:
            path.leave(_SUMMARY_LEVEL)
        else:
            path.enter(_SUMMARY_LEVEL, html.read_text(match["text"]))


def _read_bold(inline: "Token") -> str:
    """Read a paragraph that is one bold line. It serves as a heading. Return an empty text for any other."""
    children = [child for child in inline.children or () if child.type != "text" or child.content.strip()]
    is_bold = len(children) > 2 and children[0].type == "strong_open" and children[-1].type == "strong_close"
    is_one = sum(child.type == "strong_open" for child in children) == 1
    return join_plain_text(read_inline_parts(inline.children or ())) if is_bold and is_one else ""


def _read_pipes(tokens: "Sequence[Token]", at: int, lines: Lines, headings: tuple[str, ...]) -> Grid:
    """Read the table that begins with the token number ``at``."""
    rows: list[list[GridCell]] = []
    spans: list[tuple[int, int]] = []
    index = 0
    for number in range(at, len(tokens)):
        token = tokens[number]
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
    first, after = tokens[at].map or (0, 0)
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
