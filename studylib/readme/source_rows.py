"""Rows and columns of a table in the source of the file, to copy and to lengthen."""

import re
from collections.abc import Sequence

from studylib.readme.form import Form
from studylib.readme.grid import GridCell
from studylib.readme.stages import TextEdit

_DASHES = re.compile(r":?-+:?")
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_ROW_END = re.compile(r"</tr\s*>", re.IGNORECASE)


def find_row(form: Form, row: Sequence[GridCell]) -> tuple[int, int] | None:
    """Find the source of a row, ``[start, end)`` without its line end.

    Return ``None`` if a cell has no place, or spans several rows or columns.
    """
    places = [(cell.start, cell.end) for cell in row if cell.start is not None and cell.end is not None]
    is_whole = len({cell.place for cell in row}) == len(row) and len({cell.place[0] for cell in row}) == 1
    if len(places) < len(row) or not is_whole:
        return None
    start, end = places[0][0], places[-1][1]
    if form.is_html:
        return _find_html_row(form, start, end)
    begin = max(form.text.rfind("\n", 0, start), form.text.rfind("\r", 0, start)) + 1
    ending = re.compile(r"[\r\n]|\Z").search(form.text, end)
    return begin, ending.start() if ending else len(form.text)


def _find_html_row(form: Form, start: int, end: int) -> tuple[int, int] | None:
    grid = form.listing.grid
    opened = form.text.rfind("<", grid.start, start)
    while opened >= 0 and not _ROW.match(form.text, opened):
        opened = form.text.rfind("<", grid.start, opened)
    closed = _ROW_END.search(form.text, end, grid.end)
    return (opened, closed.end()) if opened >= 0 and closed else None


def fill_row(form: Form, row: Sequence[GridCell], place: tuple[int, int], texts: Sequence[str]) -> str:
    """Copy the source of a row at ``place`` with other texts in its cells."""
    pieces, at = [], place[0]
    for cell, text in zip(row, texts, strict=True):
        pieces += [form.text[at : cell.start], pad_blank(form, cell, text)]
        at = cell.end or at
    return "".join([*pieces, form.text[at : place[1]]])


def pad_blank(form: Form, cell: GridCell, new: str) -> str:
    """Put a space behind the new text of a blank cell of pipes. The cell must hold one space alone."""
    start = cell.start or 0
    is_narrow = cell.start == cell.end and form.text[max(start - 1, 0) : start + 1] == " |"
    return f"{new} " if new and is_narrow else new


def append_cell(text: str, cell: GridCell, new: str) -> TextEdit:
    """Put a cell behind a cell of a table of pipes. It gets spaces around it if that one has them."""
    end = cell.end or 0
    ended = re.compile(r"[ \t]*(\|?)").match(text, end)
    at = ended.end() if ended else end
    is_wide = text[(cell.start or 1) - 1] == " " and text[end : end + 1] == " "
    padded = (f" {new} " if new else " ") if is_wide else new
    return TextEdit(at, at, f"{padded}|" if ended and ended[1] else f"|{padded}", cell.line)


def append_dashes(form: Form, head: GridCell, column: int) -> TextEdit | None:
    """Put a column behind a column of the line of dashes below the header. Return ``None`` without such a line."""
    row = find_row(form, [head])
    below = re.compile(r"(?:\r\n|\n|\r)([^\r\n]*)").match(form.text, row[1]) if row else None
    dashes = list(_DASHES.finditer(below[1])) if below else []
    if below is None or column >= len(dashes):
        return None
    last, start = dashes[column], below.start(1)
    cell = GridCell((), head.line + 1, (0, column), start + last.start(), start + last.end())
    return append_cell(form.text, cell, last[0])
