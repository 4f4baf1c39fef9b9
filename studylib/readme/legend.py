"""What a README says of its own signs: ``범례: 🟩 완료, 🟦 지각``."""

import re
from collections.abc import Iterator

from studylib.readme.grid import Grid, Page
from studylib.readme.marks import MARKS, Legend, Mark, fold_mark, fold_sign

_TITLE = re.compile(r"(?:범례|표시|기호|표기|마크|legend|key|marks?)(?=[\W\s]|$)", re.IGNORECASE)
_LONGEST = 300
"""The most characters of a line that explains signs."""

_WORDS = {
    fold_mark(word): mark
    for mark, words in MARKS.items()
    for word in words.split()
    if re.match(r"[^\W\d_]{2,}$", word)
} | {"제출안함": Mark.NOT, "안냄": Mark.NOT, "ontime": Mark.DONE, "full": Mark.DONE}
"""The words that explain a sign, by meaning."""

_PART = re.compile(r"[,;|/·\n](?!\d)|\s{2,}|&nbsp;|<br\s*/?>")
_SIGN = r"(?P<sign>:\w+:|\d{1,2}/\d{1,2}|[^\W\d_]|[^\w\s:=~()\[\]→-]{1,4})"
_WORD = r"(?P<word>[^\W\d_][\w ]{0,20}?)"
_JOINT = r"\s*(?:[:=~-]|->|→)?\s*"
_SIGN_FIRST = re.compile(rf"{_SIGN}{_JOINT}{_WORD}(?:\s*\([^()]*\))?")
_WORD_FIRST = re.compile(rf"{_WORD}{_JOINT}{_SIGN}")


def find_legend(page: Page) -> Legend:
    """Find the signs that the file explains. They are outside its tables, or in a table of a sign and a word."""
    legend: dict[str, Mark] = {}
    for line in _list_lines(page):
        for sign, mark in _read_line(line):
            legend.setdefault(sign, mark)
    return legend


def _list_lines(page: Page) -> Iterator[str]:
    """List the lines outside tables, and the rows of tables that have two columns."""
    at = 0
    for grid in page.grids:
        if grid.form != "list" and grid.start >= at:
            yield from page.text[at : grid.start].splitlines()
            yield from _list_rows(grid)
            at = grid.end
    yield from page.text[at:].splitlines()


def _list_rows(grid: Grid) -> Iterator[str]:
    for row in grid.rows[:20] if grid.rows and len(grid.rows[0]) == 2 else ():
        yield " = ".join(cell.text for cell in row)


def _read_line(line: str) -> Iterator[tuple[str, Mark]]:
    """Read the pairs of a line. Without a title such as 범례 the whole line has to be pairs."""
    if len(line) > _LONGEST:
        return
    bare = re.sub(r"[`*]|<(?!br\b)[^<>]*>", "", line).strip(" \t>#-+")
    title = _TITLE.match(bare)
    rest = bare[title.end() :].strip(" :：-") if title else bare
    pieces = [piece.strip() for piece in _PART.split(rest) if piece.strip()]
    read = [pair for piece in pieces if (pair := _read_pair(piece))]
    if len(read) == len(pieces) or not (several := _read_unparted(rest)):
        yield from read if title or len(read) == len(pieces) else ()
    else:
        yield from several


def _read_pair(piece: str) -> tuple[str, Mark] | None:
    bare = re.sub(r"^(\S{1,6})\s*\((\w+)\)$", r"\1 \2", piece)
    found = _SIGN_FIRST.fullmatch(bare) or _WORD_FIRST.fullmatch(bare)
    mark = _WORDS.get(fold_mark(found["word"])) if found else None
    return (fold_sign(found["sign"]), mark) if found and mark else None


def _read_unparted(text: str) -> list[tuple[str, Mark]]:
    """Read signs and words that only spaces part: ``🟩 완료 🟦 지각``."""
    words = [word for word in re.split(r"[\s:=]+", text) if word not in ("", "-", "→")]
    for first in (0, 1):
        signs, meanings = words[first::2], words[1 - first :: 2]
        pairs = list(zip(signs, meanings, strict=False))
        read = [pair for sign, word in pairs if len(sign) <= 4 and (pair := _read_pair(f"{sign} {word}"))]
        if len(words) == 2 * len(read) > 0:
            return read
    return []
