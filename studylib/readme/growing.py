"""Add weeks to a table: new rows or new columns in its own form."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from studylib.readme.cells import Missing, explain_sign, write_names
from studylib.readme.form import Form
from studylib.readme.grid import GridCell
from studylib.readme.listing import Kind
from studylib.readme.marks import Mark
from studylib.readme.season_links import Place, list_judged_members
from studylib.readme.source_rows import append_cell, append_dashes, fill_row, find_row
from studylib.readme.stages import Stage, TextEdit
from studylib.readme.week_texts import parse_week
from studylib.readme.written_links import find_line_end
from studylib.text.language import Language


def list_new_weeks(form: Form, placeless: Missing, present: Collection[int]) -> list[int]:
    """List the weeks to add, rising. They have ``placeless`` links, or they opened after the last one."""
    last = max(present, default=0)
    with_links = {week for _, week in placeless}
    return sorted((with_links - set(present)) | {week for week in form.season.opened if week > last})


def add_weeks(form: Form, weeks: Sequence[int], missing: Missing) -> Stage:
    """Add a row with the missing links for each week. If the weeks are side by side, add a column."""
    if not weeks or form.is_list or form.listing.long or not counts_weeks(form):
        return Stage()
    if form.signs_only and Kind.MEMBER in form.listing.kinds and not form.choose_sign(Mark.DONE):
        return Stage(refused=tuple(explain_sign(form.listing.rows[-1][0], place) for place in missing))
    return _add_columns(form, weeks, missing) if form.listing.turned else _add_rows(form, weeks, missing)


def counts_weeks(form: Form) -> bool:
    """Whether the table names weeks by their numbers, so that the next one can be named."""
    if form.listing.counted:
        return False
    column = form.listing.week_column
    named = [row[column].text for row, week in form.listing.body if week] if column is not None else []
    return bool(named) and parse_week(named[-1], digits=True) is not None


def _add_rows(form: Form, weeks: Sequence[int], missing: Missing) -> Stage:
    """Add a row for each week below that of the week before. If the newest is on top, add it above."""
    named = [(week, row) for row, week in form.listing.body if week]
    falls = len(named) > 1 and all(week > below for (week, _), (below, _) in pairwise(named))
    edits = []
    for week in reversed(weeks) if falls else weeks:
        above = [row for number, row in named if (number > week if falls else number < week)]
        model = above[-1] if above else named[0][1]
        place = find_row(form, model)
        if place is None:
            return Stage()
        texts = [_write_new_cell(form, at, cell, week, missing) for at, cell in enumerate(model)]
        line, ending = fill_row(form, model, place, texts), find_line_end(form.text)
        at, text = (place[1], ending + line) if above else (place[0], line + ending)
        edits.append(TextEdit(at, at, text, model[0].line))
    return Stage(tuple(edits), _list_placed(form, weeks, missing))


def _add_columns(form: Form, weeks: Sequence[int], missing: Missing) -> Stage:
    """Add a column for each week to a table of pipes. It goes behind that of the week before."""
    listing = form.listing
    edits: list[TextEdit] = []
    for week in () if form.is_html else weeks:
        before = [at for at, number in enumerate(listing.weeks) if number and number < week]
        at = before[-1] if before else listing.head - 1
        column = listing.rows[at]
        dashes = append_dashes(form, column[0], at)
        if at < 0 or dashes is None or any(cell.start is None for cell in column):
            return Stage()
        texts = [_write_new_cell(form, kind_at, cell, week, missing) for kind_at, cell in enumerate(column)]
        edits += [append_cell(form.text, cell, text) for cell, text in zip(column, texts, strict=True)]
        edits.append(dashes)
    return Stage(tuple(edits), _list_placed(form, weeks, missing) if edits else frozenset())


# ---- new cells ----


def _write_new_cell(form: Form, at: int, cell: GridCell, week: int, missing: Missing) -> str:
    """Write the cell of a new week in column ``at``. ``cell`` is that of the last week."""
    match form.listing.kinds[at]:
        case Kind.WEEK:
            return write_week(form, cell, week)
        case Kind.LINKS if at == _find_shared_column(form):
            return form.separator.join(form.write_link(*link) for link in _list_links(form, week, missing))
        case Kind.NAMES if at == _find_shared_column(form):
            return write_names(form, "", [name for name in form.names if (name, week) in missing])
        case Kind.MEMBER:
            member = form.season.find_member(form.listing.owners[at])
            place = (member.name if member else "", week)
            return write_own(form, place, missing[place]) if place in missing else ""
        case Kind.TURN:
            return form.write_text(form.season.writers.get(week, ""))
    return ""


def _find_shared_column(form: Form) -> int | None:
    """Find the first column of links or names of all members."""
    kinds = enumerate(form.listing.kinds)
    return next((at for at, kind in kinds if kind in (Kind.LINKS, Kind.NAMES)), None)


def write_week(form: Form, cell: GridCell, week: int) -> str:
    """Write the week as the last one is written. Write it plainly if that one has a title."""
    plain = r"\W*(?:week|w|제)?\s*\d+\s*(?:주차?|회차?|차시)?\W*"
    if re.fullmatch(plain, cell.text, re.IGNORECASE):
        return re.sub(r"\d+", str(week), form.read_source(cell), count=1)
    return Language(form.season.study.language).week(week)


def write_own(form: Form, place: Place, links: Sequence[str]) -> str:
    """Write what a member handed in for a week into a new cell of theirs."""
    if form.signs_only:
        return form.choose_sign(Mark.LATE if place in form.season.late else Mark.DONE)
    return form.own_separator.join(map(form.write_own_link, links))


def _list_links(form: Form, week: int, missing: Missing) -> Iterator[tuple[str, str]]:
    """List the links of the week. If the group lists open ones, list one for each judged member without any."""
    judged = {member.name for member in list_judged_members(form.season.study, week)}
    open_to = judged if any(entry.address == "" for entry in form.entries) else set()
    for name in form.names:
        for link in missing.get((name, week), ("",) if name in open_to else ()):
            yield name, link


def _list_placed(form: Form, weeks: Sequence[int], missing: Missing) -> frozenset[Place]:
    """List the members and weeks whose links the new cells hold."""
    names = set(form.names)
    if _find_shared_column(form) is None:
        owned = zip(form.listing.owners, form.listing.kinds, strict=True)
        members = (form.season.find_member(owner) for owner, kind in owned if kind is Kind.MEMBER)
        names = {member.name for member in members if member}
    return frozenset(place for place in missing if place[1] in weeks and place[0] in names)
