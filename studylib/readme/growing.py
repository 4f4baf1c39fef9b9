"""Add weeks to a table: new rows or new columns in its own form."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from studylib.readme.form import Form, find_line_end
from studylib.readme.grid import GridCell
from studylib.readme.listing import Kind
from studylib.readme.marks import Mark
from studylib.readme.season_links import Place, list_judged_members
from studylib.readme.steps import Step, TextEdit
from studylib.text.language import Language


def add_rows(form: Form, present: Collection[int]) -> Step:
    """Add a row like the last one for each new week.

    A week is new if it has opened or has links, and is not in ``present``.
    """
    weeks = _list_new_weeks(form, present)
    last = form.listing.rows[-1]
    if not weeks or not _takes_rows(form) or any(cell.start is None for cell in last):
        return Step()
    begin, end = _find_row(form, last)
    if begin is None or len({cell.place[0] for cell in last}) != 1:
        return Step()
    ending = find_line_end(form.text)
    new = "".join(ending + _write_row(form, last, week, begin, end) for week in weeks)
    return Step((TextEdit(end, end, new, last[0].line),), _list_placed(form, weeks))


def add_columns(form: Form, present: Collection[int]) -> Step:
    """Add a column for each new week. The weeks have to be the last columns of a table of pipes."""
    weeks = _list_new_weeks(form, present)
    last = form.listing.rows[-1]
    if not weeks or not _takes_columns(form) or any(cell.start is None for cell in last):
        return Step()
    edits = [
        _append_cells(form, cell, [_write_new_cell(form, at, cell, week) for week in weeks])
        for at, cell in enumerate(last)
    ]
    dashes = _append_dashes(form, last[0], len(weeks))
    return Step((*edits, dashes), _list_placed(form, weeks))


def _takes_rows(form: Form) -> bool:
    listing = form.listing
    return not listing.turned and not listing.long and Kind.WEEK in listing.kinds


def _takes_columns(form: Form) -> bool:
    listing = form.listing
    return listing.turned and not form.is_html and listing.weeks[-1] is not None


def _list_new_weeks(form: Form, present: Collection[int]) -> list[int]:
    with_links = {week for (_, week), links in form.season.links.items() if links}
    return sorted({*form.season.opened, *with_links}.difference(present))


# ---- rows and columns ----


def _find_row(form: Form, last: Sequence[GridCell]) -> tuple[int | None, int]:
    """Find the source of a row, ``[start, end)`` without its line end. The start is ``None`` if unknown."""
    start, end = last[0].start or 0, last[-1].end or 0
    if form.is_html:
        begin = form.text.casefold().rfind("<tr", form.listing.grid.start, start)
        closed = re.compile(r"</tr\s*>", re.IGNORECASE).search(form.text, end, form.listing.grid.end)
        return (begin, closed.end()) if begin >= 0 and closed else (None, 0)
    begin = max(form.text.rfind("\n", 0, start), form.text.rfind("\r", 0, start)) + 1
    ending = re.compile(r"[\r\n]|\Z").search(form.text, end)
    return begin, ending.start() if ending else len(form.text)


def _write_row(form: Form, last: Sequence[GridCell], week: int, begin: int, end: int) -> str:
    """Copy the source of the last row, ``[begin, end)``, with the cells of another week."""
    line = form.text[begin:end]
    for at, cell in reversed(list(enumerate(last))):
        assert cell.start is not None
        assert cell.end is not None
        line = line[: cell.start - begin] + _write_new_cell(form, at, cell, week) + line[cell.end - begin :]
    return line


def _append_cells(form: Form, cell: GridCell, texts: Sequence[str]) -> TextEdit:
    """Put cells at the end of the line whose last cell is ``cell``."""
    ended = re.compile(r"[ \t]*(\|?)").match(form.text, cell.end or 0)
    assert ended is not None
    joined = "|".join(texts)
    return TextEdit(ended.end(), ended.end(), f"{joined}|" if ended[1] else f"|{joined}", cell.line)


def _append_dashes(form: Form, head: GridCell, count: int) -> TextEdit:
    """Put as many columns at the end of the line of dashes below the header."""
    _, end = _find_row(form, [head])
    below = re.compile(r"(?:\r\n|\n|\r)([^\r\n]*)").match(form.text, end)
    assert below is not None, "a line of dashes is below the header"
    dashes = below[1].rstrip(" |\t")
    line = replace(head, end=below.start(1) + len(dashes))
    return _append_cells(form, line, [dashes.rpartition("|")[2].strip() or "---"] * count)


# ---- new cells ----


def _write_new_cell(form: Form, at: int, cell: GridCell, week: int) -> str:
    """Write the cell of a new week in column ``at``. ``cell`` is that of the last week."""
    match form.listing.kinds[at]:
        case Kind.WEEK:
            return _write_week(form, cell, week)
        case Kind.LINKS if at == _find_links_column(form):
            return form.separator.join(form.write_link(*link) for link in _list_links(form, week))
        case Kind.MEMBER:
            return _write_owned(form, form.listing.owners[at], week)
        case Kind.TURN:
            return form.write_text(form.season.writers.get(week, ""))
    return ""


def _find_links_column(form: Form) -> int | None:
    """Find the first column of links. It takes the links of all members."""
    return next((at for at, kind in enumerate(form.listing.kinds) if kind is Kind.LINKS), None)


def _write_week(form: Form, cell: GridCell, week: int) -> str:
    """Write the week as the last one is written. Write it plainly if that one has a title."""
    is_plain = re.fullmatch(r"\W*(?:week|w|제)?\s*\d+\s*(?:주차?)?\W*", cell.text, re.IGNORECASE)
    if is_plain:
        return re.sub(r"\d+", str(week), form.read_source(cell), count=1)
    return Language(form.season.study.language).week(week)


def _write_owned(form: Form, owner: str, week: int) -> str:
    links = form.season.list_links(owner, week)
    if form.signs_only:
        return form.choose_sign(Mark.DONE) if links else ""
    return " ".join(form.write_link(form.caption, link) for link in links)


def _list_links(form: Form, week: int) -> Iterator[tuple[str, str]]:
    """List the links of the week, and an empty one for each judged member without any."""
    judged = {member.name for member in list_judged_members(form.season.study, week)}
    for name in form.names:
        for link in form.season.list_links(name, week) or (("",) if name in judged else ()):
            yield name, link


def _list_placed(form: Form, weeks: Sequence[int]) -> frozenset[Place]:
    """List the members and weeks that the new cells hold."""
    listing = form.listing
    has_links = _find_links_column(form) is not None
    owned = [owner for owner, kind in zip(listing.owners, listing.kinds, strict=True) if kind is Kind.MEMBER]
    owners = [member.name for member in map(form.season.find_member, owned) if member]
    return frozenset(
        (name, week)
        for week in weeks
        for name in (*owners, *(name for name, _ in (_list_links(form, week) if has_links else ())))
    )
