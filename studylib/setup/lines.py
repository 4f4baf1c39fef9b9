"""Split a pasted text into lines of cells, as people copy them from chats, sheets and documents."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studylib.text.invisible import drop_stray
from studylib.text.message import Sentence, sentence
from studylib.workbook.values import HALF_CHARACTER

LONGEST_PASTE = 300_000
"""Most characters of a pasted text. A thousand members take a third of it."""

LONGEST_LINE = 5_000
"""Most characters of one of its lines."""

MOST_LINES = 2_000
"""Most lines of a text, twice the members of a study."""

MOST_CELLS = 60
"""Most cells of a line."""

MOST_LINES_OF_CELL = 50
"""Most lines of one quoted cell. More come from a quote that nobody closed."""

_BULLET = re.compile(
    r"(?:[-*+•·∙◦▪▫■□●○▶►‣⁃–—✔✓☑☐✅]|\[[ xX]?\]|[(\[]?\d{1,4}[.)\]](?!\d)|[①-⑳])[ \t]*(?=\S)", re.ASCII
)
"""Matches what begins an item of a list. A number belongs to it with its sign alone."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

_RULE = re.compile(r"[\s|:=_*+~–—-]*")
"""Matches a line that only parts others."""

MOST_BULLETS = 3
"""Most bullets of one line, such as ``- [ ] 1.``"""


class PastedLine(NamedTuple):
    """A line with something on it. ``number`` counts from 1. It has several cells only if it was a table's."""

    number: int
    cells: tuple[str, ...]


def explain_paste(text: str) -> Sentence | None:
    """Explain why a pasted text is too long to read. ``None``: it is not."""
    if len(text) > LONGEST_PASTE:
        return sentence(
            "This text has {count} characters, and at most {most} are read. Paste less.",
            count=len(text),
            most=LONGEST_PASTE,
        )
    if (count := len(text.splitlines())) > MOST_LINES:
        return sentence(
            "This text has {count} lines, and at most {most} are read. Paste less.",
            count=count,
            most=MOST_LINES,
        )
    return None


def explain_line(cells: Sequence[str]) -> Sentence | None:
    """Explain why a line is too long to read. ``None``: it is not."""
    count = sum(map(len, cells))
    if count <= LONGEST_LINE and len(cells) <= MOST_CELLS:
        return None
    return sentence(
        "This line has {count} characters in {cells} cells, and at most {most} in {columns} are read. Write one entry "
        "a line.",
        count=count,
        cells=len(cells),
        most=LONGEST_LINE,
        columns=MOST_CELLS,
    )


def clean_text(text: str) -> str:
    """Replace what no cell can hold, and drop what nobody sees. Tabs and line breaks stay."""
    return _CONTROL.sub(" ", HALF_CHARACTER.sub("\ufffd", drop_stray(text)))


def split_paste(text: str) -> Iterator[PastedLine]:
    """Split a text of at most ``LONGEST_PASTE`` characters into its lines. Blank lines and rules are left out."""
    whole = "\n".join(clean_text(text).splitlines())
    for number, cells in _split_table(whole) or _split_lines(whole):
        stripped = [each.strip() for each in cells]
        while stripped and not stripped[-1]:
            stripped.pop()
        if not _RULE.fullmatch("".join(stripped)):
            yield PastedLine(number, tuple(stripped))


def list_headless(cells: Sequence[str], header: Sequence[str]) -> list[str]:
    """List the cells that stand below no header. Running numbers say nothing."""
    return [
        each
        for at, each in enumerate(cells)
        if each and not each.isdigit() and not (at < len(header) and header[at])
    ]


def cut_bullets(text: str) -> str:
    """Cut the bullet or number of a list off a text. A text that is nothing else stays."""
    for _ in range(MOST_BULLETS):
        match = _BULLET.match(text)
        if match is None:
            break
        text = text[match.end() :]
    return text


def _split_table(text: str) -> list[tuple[int, Sequence[str]]] | None:
    """Split a piece of a spreadsheet whose quoted cells hold several lines. ``None``: it is none."""
    if "\t" not in text or '"' not in text:
        return None
    rows: list[tuple[int, Sequence[str]]] = []
    start = 1
    reader = csv.reader(text.splitlines(keepends=True), delimiter="\t", strict=True)
    try:
        for cells in reader:
            if any("\t" in each or each.count("\n") >= MOST_LINES_OF_CELL for each in cells):
                return None
            rows.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:
        return None
    return rows


def _split_lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare.startswith("|") and bare.endswith("|"):
            yield number, bare.strip("|").split("|")
        else:
            yield number, line.split("\t")
