"""Add weeks to a table: new rows or new columns in its own form."""

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from studylib.readme.form import (
    Edits,
    Form,
    escape_markdown,
    has_signs_only,
    judged_members,
    line_end,
    wanted_links,
)
from studylib.readme.grid import GridCell
from studylib.readme.listing import Kind
from studylib.readme.marks import Mark
from studylib.text.language import Language
from studylib.workbook import values


def new_rows(form: Form, edits: Edits, placed: dict[tuple[str, int], None], rows: set[int]) -> None:
    """A row for each week that has opened, or has links, and is not there yet; like the last row."""
    each = form.listing
    weeks = _new_weeks(form, rows)
    last = each.rows[-1]
    if (
        not weeks
        or each.turned
        or each.long
        or Kind.WEEK not in each.kinds
        or any(c.start is None for c in last)
    ):
        return
    begin, end = _row(form, last)
    if begin is None or len({cell.place[0] for cell in last}) != 1:
        return
    new = []
    for week in weeks:
        line, shift = form.text[begin:end], begin
        for at in reversed(range(len(each.kinds))):
            cell = last[at]
            assert cell.start is not None
            assert cell.end is not None
            is_first = each.kinds[at] is Kind.LINKS and at == each.kinds.index(Kind.LINKS)
            text = _new_cell(form, at, cell, week, is_first, placed)
            line = line[: cell.start - shift] + text + line[cell.end - shift :]
        new.append(line)
    ending = line_end(form.text)
    edits.made[end, end] = "".join(ending + line for line in new)


def _new_weeks(form: Form, rows: set[int]) -> list[int]:
    with_links = {week for (_, week), links in form.said.links.items() if links}
    return sorted(({*form.said.opened} | with_links) - rows)


def new_columns(form: Form, edits: Edits, placed: dict[tuple[str, int], None], rows: set[int]) -> None:
    """The same where the weeks are the last columns of a table of pipes: a column for each."""
    each = form.listing
    weeks = _new_weeks(form, rows)
    last = each.rows[-1]
    if (
        not weeks
        or not each.turned
        or form.html
        or each.weeks[-1] is None
        or any(c.start is None for c in last)
    ):
        return
    for at, cell in enumerate(last):
        is_first = at == next((i for i, kind in enumerate(each.kinds) if kind is Kind.LINKS), None)
        _at_end(form, cell, [_new_cell(form, at, cell, week, is_first, placed) for week in weeks], edits)
    _, end = _row(form, last[:1])
    below = re.compile(r"(?:\r\n|\n|\r)([^\r\n]*)").match(form.text, end)
    assert below is not None, "a line of dashes stands below the header"
    line = replace(last[0], end=below.start(1) + len(below[1].rstrip(" |\t")))
    _at_end(form, line, [below[1].rstrip(" |\t").rpartition("|")[2].strip() or "---"] * len(weeks), edits)


def _at_end(form: Form, cell: GridCell, texts: Sequence[str], edits: Edits) -> None:
    """Put cells at the end of the line on which the cell, its last one, ends."""
    ended = re.compile(r"[ \t]*(\|?)").match(form.text, cell.end or 0)
    assert ended is not None
    joined = "|".join(texts)
    edits.made[ended.end(), ended.end()] = f"{joined}|" if ended[1] else f"|{joined}"


def _row(form: Form, last: Sequence[GridCell]) -> tuple[int | None, int]:
    """The source of a row, without the line end behind it."""
    start, end = last[0].start or 0, last[-1].end or 0
    if form.html:
        begin = form.text.casefold().rfind("<tr", form.listing.grid.start, start)
        closed = re.compile(r"</tr\s*>", re.IGNORECASE).search(form.text, end, form.listing.grid.end)
        if begin < 0 or closed is None:
            return None, 0
        return begin, closed.end()
    begin = max(form.text.rfind("\n", 0, start), form.text.rfind("\r", 0, start)) + 1
    found = re.compile(r"[\r\n]|\Z").search(form.text, end)
    return begin, found.start() if found else len(form.text)


def _new_cell(
    form: Form, at: int, cell: GridCell, week: int, is_first: bool, placed: dict[tuple[str, int], None]
) -> str:
    each = form.listing
    match each.kinds[at]:
        case Kind.WEEK:
            digits = re.sub(r"\d+", str(week), form.source(cell), count=1)
            plain = re.fullmatch(r"\W*(?:week|w|제)?\s*\d+\s*(?:주차?)?\W*", cell.text, re.IGNORECASE)
            return digits if plain else Language(form.said.study.language).week(week)
        case Kind.LINKS if is_first:
            there = {member.name for member in judged_members(form.said.study, week)}
            links = [
                (name, link)
                for name in form.names
                for link in wanted_links(form, name, week) or (("",) if name in there else ())
            ]
            placed |= {(name, week): None for name, _ in links}
            return form.separator.join(form.link(*link) for link in links)
        case Kind.MEMBER:
            wanted = wanted_links(form, each.owners[at], week)
            if member := form.said.people.by_name.get(values.fold(each.owners[at])):
                placed[member.name, week] = None
            if has_signs_only(each):
                return form.sign(Mark.DONE) if wanted else ""
            return " ".join(form.link(form.caption, link) for link in wanted)
        case Kind.TURN:
            writer = form.said.writers.get(week, "")
            return html.escape(writer) if form.html else escape_markdown(writer)
    return ""
