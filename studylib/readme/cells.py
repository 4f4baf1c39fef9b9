"""Write links and turns into the cells that a table already has."""

import html
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from studylib.readme.entries import Entry
from studylib.readme.form import Form, escape_address
from studylib.readme.grid import GridCell
from studylib.readme.listing import Kind
from studylib.readme.marks import Mark
from studylib.readme.season_links import Place
from studylib.readme.steps import Step, write_cell
from studylib.workbook import values


@dataclass(frozen=True, slots=True)
class _Target:
    """A cell to write for a week. ``owner`` is its one member, ``None`` if several share the cell."""

    cell: GridCell
    week: int
    owner: str | None


def edit_cells(form: Form, placed: Set[Place]) -> Iterator[Step]:
    """Write the links of the season into the cells of members and links. ``placed`` have their place already."""
    done = set(placed)
    for target in _list_targets(form):
        if target.owner is None:
            step = _edit_shared(form, target.cell, target.week, done)
        else:
            step = _edit_owned(form, target.cell, target.owner, target.week)
        done |= step.placed
        yield step


def _list_targets(form: Form) -> Iterator[_Target]:
    """List the cells to write. Of the empty cells that members share, take the first a week."""
    listing = form.listing
    seen: set[tuple[int, int]] = set()
    taken: set[int] = set()
    for row, week in listing.body:
        if week is None:
            continue
        columns = [at for at in listing.list_distinct(row) if row[at].place not in seen]
        seen |= {row[at].place for at in columns}
        for at in columns:
            if listing.kinds[at] is Kind.MEMBER or (listing.long and at == columns[0]):
                yield _Target(row[at], week, _find_owner(form, row, at))
            elif not listing.long and (form.list_entries(row[at]) or week not in taken):
                taken.add(week)
                yield _Target(row[at], week, None)


def _find_owner(form: Form, row: tuple[GridCell, ...], at: int) -> str:
    column = form.listing.name_column
    return form.listing.owners[at] or ("" if column is None else row[column].text)


# ---- links in their places ----


@dataclass(frozen=True, slots=True)
class _Readdressed:
    """The source of a cell with the season's links. ``members`` are the owners of its links, in order."""

    source: str
    members: tuple[str, ...]


def _readdress_links(form: Form, cell: GridCell, week: int) -> _Readdressed | None:
    """Lead the links of the cell to where the season has them. Return ``None`` if they cannot be told apart."""
    matches = form.match_links(cell)
    linked = [entry for entry in form.list_entries(cell) if entry.address is not None]
    if len(matches) != len(linked):
        return None
    source = form.read_source(cell)
    total = Counter(values.fold(entry.member) for entry in linked)
    count: Counter[str] = Counter()
    pieces, at = [], 0
    for match, entry in zip(matches, linked, strict=True):
        name = values.fold(entry.member)
        wanted = form.season.list_links(entry.member, week)
        address = wanted[count[name]] if count[name] < len(wanted) else ""
        count[name] += 1
        start, end = match.span("address")
        kept = (
            source[start:end] if (entry.address or "") == address else _escape_address(form, source, address)
        )
        pieces += [source[at:start], kept, source[end : match.end()]]
        at = match.end()
        if count[name] == total[name]:
            pieces += [form.separator + form.write_link(entry.member, more) for more in wanted[count[name] :]]
    return _Readdressed("".join([*pieces, source[at:]]), tuple(entry.member for entry in linked))


def _escape_address(form: Form, source: str, address: str) -> str:
    return html.escape(address) if form.is_html and "](" not in source else escape_address(address)


# ---- a cell of several members ----


def _edit_shared(form: Form, cell: GridCell, week: int, placed: Set[Place]) -> Step:
    """Write a cell with the links of several members."""
    kept = _readdress_links(form, cell, week)
    added = list(_list_added(form, cell, week, kept, placed) if kept else _list_all(form, cell, week))
    links = [form.write_link(name, link) for name, link in added]
    source = [kept.source] if kept and kept.source.strip() else []
    new = form.separator.join([*source, *links])
    is_changed = new != form.read_source(cell) and (added or kept)
    step = write_cell(cell, new) if is_changed else Step()
    return replace(step, placed=frozenset((name, week) for name, _ in added))


def _list_all(form: Form, cell: GridCell, week: int) -> Iterator[tuple[str, str]]:
    """List all links of the week. Members of the cell without a link get an empty one."""
    members = {entry.member for entry in form.list_entries(cell)}
    for name in form.names:
        for link in form.season.list_links(name, week) or (("",) if name in members else ()):
            yield name, link


def _list_added(
    form: Form, cell: GridCell, week: int, kept: _Readdressed, placed: Set[Place]
) -> Iterator[tuple[str, str]]:
    """List the links of members without a place. Then list those of members with a bare name here."""
    linked = set(map(values.fold, kept.members))
    unlinked = {values.fold(entry.member) for entry in form.list_entries(cell)} - linked
    placeless = [name for name in form.names if (name, week) not in placed]
    for name in (*placeless, *(name for name in form.names if values.fold(name) in unlinked)):
        for link in form.season.list_links(name, week):
            yield name, link


# ---- a cell of one member ----


def _edit_owned(form: Form, cell: GridCell, owner: str, week: int) -> Step:
    """Write a cell that belongs to one member."""
    member = form.season.find_member(owner)
    place = (member.name, week) if member else None
    new = _write_sign(form, cell, owner, week) if form.signs_only else _write_owned(form, cell, owner, week)
    step = Step() if new is None else write_cell(cell, new)
    return replace(step, placed=frozenset([place] if place else []))


def _write_sign(form: Form, cell: GridCell, owner: str, week: int) -> str | None:
    """Write the sign for what the member handed in. Return ``None`` if the cell says it already."""
    member = form.season.find_member(owner)
    handed_in = bool(form.season.list_links(owner, week))
    if handed_in == any(entry.handed_in for entry in form.list_entries(cell)):
        return None
    is_late = member is not None and (member.name, week) in form.season.late
    return form.choose_sign((Mark.LATE if is_late else Mark.DONE) if handed_in else Mark.NOT)


def _write_owned(form: Form, cell: GridCell, owner: str, week: int) -> str | None:
    """Write the member's links. Return ``None`` if the cell has them already."""
    wanted = form.season.list_links(owner, week)
    old = form.list_entries(cell)
    if [entry.address for entry in old if entry.address] == list(wanted):
        return None
    kept = _readdress_links(form, cell, week) if old else None
    if kept and kept.members and len(kept.members) >= len(wanted):
        return kept.source
    caption = _choose_caption(form, cell, old)
    return " ".join(form.write_link(caption, link) for link in wanted)


def _choose_caption(form: Form, cell: GridCell, old: list[Entry]) -> str:
    """Choose the first text of a cell with something handed in, unless it is an address. Else the table's."""
    text = next((part.text for part in cell.parts if part.text.strip()), "")
    is_own = any(entry.handed_in for entry in old) and text and not text.startswith("http")
    return text if is_own else form.caption


# ---- turns ----


def edit_turns(form: Form) -> Iterator[Step]:
    """Write the season's writer of each week. Cells with links stay."""
    columns = [at for at, kind in enumerate(form.listing.kinds) if kind is Kind.TURN]
    for row, week in form.listing.body:
        writer = form.season.writers.get(week or 0)
        for cell in (row[at] for at in columns):
            is_linked = any(part.address for part in cell.parts)
            if writer is not None and not is_linked and values.fold(cell.text) != values.fold(writer):
                yield write_cell(cell, form.write_text(writer))
