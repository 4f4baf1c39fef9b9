"""Write links and turns into the cells of a table that is there."""

import html
from collections import Counter

from studylib.readme.form import Edits, Form, escape_markdown, has_signs_only, markdown_address, wanted_links
from studylib.readme.grid import GridCell
from studylib.readme.listing import Kind
from studylib.readme.marks import Mark
from studylib.workbook import values


def edit_cells(form: Form, edits: Edits, placed: dict[tuple[str, int], None]) -> None:
    each = form.listing
    name_at = each.kinds.index(Kind.NAME) if each.long else None
    seen: set[tuple[int, int]] = set()
    taken: set[int] = set()
    for row, week in list(zip(each.rows, each.weeks, strict=True))[each.head :]:
        if week is None:
            continue
        first = True
        for at, kind in enumerate(each.kinds):
            cell = row[at]
            if kind not in (Kind.MEMBER, Kind.LINKS) or cell.place in seen:
                continue
            seen.add(cell.place)
            owner = each.owners[at] or (row[name_at].text if name_at is not None else "")
            if kind is Kind.MEMBER or name_at is not None:
                if first or kind is Kind.MEMBER:
                    _owned(form, cell, owner, week, edits, placed)
            elif form.of(cell) or week not in taken:
                _shared(form, cell, week, edits, placed)
                taken.add(week)
            first = False


def _addressed(form: Form, cell: GridCell, week: int) -> tuple[str, list[str]] | None:
    """The source of the cell with its links led to where they lead now, and whose links are in it; ``None`` where
    they are not to be told apart."""
    matches = form.matches(cell)
    linked = [entry for entry in form.of(cell) if entry.address is not None]
    if len(matches) != len(linked):
        return None
    source = form.source(cell)
    total = Counter(values.fold(entry.member) for entry in linked)
    count: Counter[str] = Counter()
    pieces, at = [], 0
    for match, entry in zip(matches, linked, strict=True):
        name = values.fold(entry.member)
        wanted = wanted_links(form, entry.member, week)
        place = count[name]
        count[name] += 1
        new = wanted[place] if place < len(wanted) else ""
        start, end = match.span("address")
        kept = (
            source[start:end]
            if (entry.address or "") == new
            else html.escape(new)
            if form.html and "](" not in source
            else markdown_address(new)
        )
        pieces += [source[at:start], kept, source[end : match.end()]]
        at = match.end()
        if count[name] == total[name]:
            pieces += [form.separator + form.link(entry.member, more) for more in wanted[place + 1 :]]
    return "".join([*pieces, source[at:]]), [entry.member for entry in linked]


def _shared(form: Form, cell: GridCell, week: int, edits: Edits, placed: dict[tuple[str, int], None]) -> None:
    """A cell with the links of several members."""
    found = _addressed(form, cell, week)
    there = [entry.member for entry in form.of(cell)]
    missing = [
        (name, link)
        for name in form.names
        if (name, week) not in placed or not found
        for link in wanted_links(form, name, week) or (("",) if not found and name in there else ())
    ]
    source = found[0] if found else ""
    linked = {values.fold(name) for name in found[1]} if found else set()
    unlinked = {values.fold(name) for name in there} - linked
    missing += [
        (name, link)
        for name in form.names
        if found and values.fold(name) in unlinked
        for link in wanted_links(form, name, week)
    ]
    joined = form.separator.join(
        [*([source] if source.strip() else []), *(form.link(*each) for each in missing)]
    )
    for name, _ in missing:
        placed[name, week] = None
    if joined != form.source(cell) and (missing or found):
        edits.put(cell, joined)


def _owned(
    form: Form, cell: GridCell, owner: str, week: int, edits: Edits, placed: dict[tuple[str, int], None]
) -> None:
    """A cell that belongs to one member."""
    member = form.said.people.by_name.get(values.fold(owner))
    wanted = wanted_links(form, owner, week)
    old = form.of(cell)
    if member:
        placed[member.name, week] = None
    handed_in = any(entry.handed_in for entry in old)
    if has_signs_only(form.listing):
        mark = Mark.LATE if member and (member.name, week) in form.said.late else Mark.DONE
        if bool(wanted) != handed_in:
            edits.put(cell, form.sign(mark) if wanted else form.sign(Mark.NOT))
        return
    if [entry.address for entry in old if entry.address] == list(wanted):
        return
    found = _addressed(form, cell, week) if old else None
    if found and found[1] and len(found[1]) >= len(wanted):
        edits.put(cell, found[0])
        return
    caption = next((part.text for part in cell.parts if part.text.strip()), "") if handed_in else ""
    caption = caption if caption and not caption.startswith("http") else form.caption
    edits.put(cell, " ".join(form.link(caption, link) for link in wanted))


def edit_turns(form: Form, edits: Edits) -> None:
    each = form.listing
    for row, week in list(zip(each.rows, each.weeks, strict=True))[each.head :]:
        writer = form.said.writers.get(week or 0)
        for at, kind in enumerate(each.kinds):
            if kind is not Kind.TURN or writer is None:
                continue
            cell = row[at]
            if values.fold(cell.text) != values.fold(writer) and not any(p.address for p in cell.parts):
                edits.put(cell, html.escape(writer) if form.html else escape_markdown(writer))
