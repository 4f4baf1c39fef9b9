"""A change of the workbook as data: from a draft to the rows to write.

A ``Draft`` holds wanted cells by column. A ``Change`` holds edits, whole rows made for the present workbook. A
draft is made on one version of the workbook. It is overtaken if another person has changed one of its rows since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from studylib.changes.masks import unmask
from studylib.changes.tabs import find_tab, row_at, title_language
from studylib.text.errors import ChangeError
from studylib.text.message import Sentence, sentence
from studylib.workbook import tables, template, values
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook, is_same_row, trim_row
from studylib.workbook.headers import Places
from studylib.workbook.layouts import Layout
from studylib.workbook.tables import Record, Table

Cells = Mapping[str, Cell]
"""Some cells of one row, by column."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Wanted changes of one tab. ``changed`` and ``deleted`` name rows by their numbers as seen in the sheet.

    ``title`` names a tab of answers, because there may be several. Any other tab is found by its layout. A missing
    tab or column is made. Cells that the draft does not name stay as they are.
    """

    layout: Layout
    title: str | None = None
    changed: Mapping[int, Cells] = field(default_factory=dict)
    added: tuple[Cells, ...] = ()
    deleted: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.deleted)


@dataclass(frozen=True, slots=True)
class Change:
    """The rows to write for one action, and the action in words.

    ``kept``: the history keeps the rows, so that the change can be undone. Otherwise the rows are to be forgotten,
    and the history keeps only the words.
    """

    what: Sentence
    edits: tuple[Edit, ...]
    undoes: int | None = None
    is_undo: bool = False
    """Whether it takes a change back. If it undoes an undo, it brings the change back."""
    kept: bool = True
    number: int | None = None
    """Its number in the history once it is saved. ``None`` before, and without a history."""
    incomplete: bool = False
    """Whether its answers may still lack a time. Such answers do not count until someone fills it in."""
    advice: Sentence | None = None
    """What is left to do elsewhere. ``None``: nothing."""

    @property
    def added(self) -> tuple[Row, ...]:
        """The new rows below the headers. Row 1 of a tab is never a record."""
        return tuple(edit.after for edit in self.edits if edit.before is None and edit.number > 1)


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that another person has changed, before and after."""

    title: str
    number: int
    seen: Row
    now: Row


class OvertakenError(ChangeError):
    """Another person has changed rows of this change. Nothing was written."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        first = clashes[0]
        super().__init__(Edit(first.title, first.number, first.seen, ()).overtaken)
        self.clashes = tuple(clashes)


def iterate_records(table: Table) -> Iterator[Record]:
    """Iterate over the rows of a table, even if a required column is missing."""
    return replace(table, missing=()).records(filler=True)


def make_change(base: Workbook, now: Workbook, draft: Draft, what: Sentence, language: str) -> Change:
    """Turn a draft made on ``base`` into a change of the workbook ``now``.

    Raises an OvertakenError if another person has changed its rows. Raises a ChangeError if it changes nothing.
    """
    if clashes := find_clashes(base, now, draft):
        raise OvertakenError(clashes)
    if edits := list_edits(now, draft, language) if draft else ():
        return Change(what, edits)
    raise ChangeError(sentence("Nothing has changed, so there is nothing to save."))


def find_clashes(base: Workbook, now: Workbook, draft: Draft) -> tuple[Clash, ...]:
    """Find the rows of the draft that have changed since ``base``, in rising order."""
    tab = find_tab(base, draft.layout, draft.title)
    if tab is None:
        return ()
    present = find_tab(now, draft.layout, draft.title) or Tab(tab.title, ())
    rows = (
        (number, row_at(tab, number), row_at(present, number))
        for number in sorted({*draft.changed, *draft.deleted})
    )
    return tuple(
        Clash(present.title, number, old, new) for number, old, new in rows if not is_same_row(old, new)
    )


def insist(base: Workbook, now: Workbook, draft: Draft) -> Draft:
    """Rebase a draft made on ``base`` to the workbook ``now``. Its author insists on it.

    The draft's cells win, and other people's cells beside them stay. A row that they deleted comes back whole.
    Raises a ChangeError for a mask that ``base`` did not show.
    """
    present = find_tab(now, draft.layout, draft.title)
    seen = find_tab(base, draft.layout, draft.title)
    if seen is None:
        return draft
    table = tables.open_table(draft.layout, seen, base)
    whole = {record.number: record for record in iterate_records(table)}
    changed = {}
    for number, cells in draft.changed.items():
        gone = not (present and trim_row(row_at(present, number)))
        old = {column: whole[number].cell(column) for column in table.places} if gone else {}
        changed[number] = old | {
            column: unmask(column, new, whole[number].cell(column)) for column, new in cells.items()
        }
    return replace(draft, changed=changed)


def differing_columns(base: Workbook, now: Workbook, draft: Draft, number: int) -> frozenset[str]:
    """Find the changed columns of a row, even if their masks look alike."""
    return frozenset(
        column
        for column in draft.layout.columns
        if _show_cell(base, draft, number, column) != _show_cell(now, draft, number, column)
    )


def _show_cell(workbook: Workbook, draft: Draft, number: int, column: str) -> str:
    tab = find_tab(workbook, draft.layout, draft.title)
    table = tables.open_table(draft.layout, tab, workbook) if tab else None
    return values.show_text(Record(table, number, row_at(tab, number)).cell(column)) if table and tab else ""


def list_edits(workbook: Workbook, draft: Draft, language: str) -> tuple[Edit, ...]:
    """List the rows to write for a draft: missing headers first, then its rows. Unchanged rows are left out.

    ``language`` is for the headers of a new tab. Raises a ChangeError for a masked address that is not the cell's own.
    """
    return list_draft_edits(workbook, _unmask_draft(workbook, draft), language)


def _unmask_draft(workbook: Workbook, draft: Draft) -> Draft:
    """Put whole addresses in place of the masks that the desk showed."""
    tab = find_tab(workbook, draft.layout, draft.title)
    present = iterate_records(tables.open_table(draft.layout, tab, workbook)) if tab else ()
    old = {record.number: record for record in present}

    def restore(cells: Cells, record: Record | None) -> Cells:
        return {
            column: unmask(column, new, record.cell(column) if record else None)
            for column, new in cells.items()
        }

    changed = {number: restore(cells, old.get(number)) for number, cells in draft.changed.items()}
    return replace(draft, changed=changed, added=tuple(restore(cells, None) for cells in draft.added))


def list_draft_edits(workbook: Workbook, draft: Draft, language: str) -> tuple[Edit, ...]:
    layout = draft.layout
    tab = find_tab(workbook, layout, draft.title) or Tab(
        draft.title or template.choose_word(layout.titles, language), ()
    )
    table = tables.open_table(layout, tab, workbook)
    heading = max(1, len(tab.rows) - len(table.rows))
    named = {
        column
        for cells in (*draft.changed.values(), *draft.added)
        for column, cell in cells.items()
        if not values.is_blank(cell)
    }
    header, places = _complete_header(table, layout, named, title_language(tab, layout, language))
    records = {record.number: record for record in iterate_records(table)}
    made = [] if is_same_row(header, table.header) else [_make_edit(tab, heading, header)]
    made += [
        _make_edit(tab, number, _write_row(row_at(tab, number), cells, places, records.get(number)))
        for number, cells in sorted(draft.changed.items())
        if number not in draft.deleted
    ]
    made += [_make_edit(tab, number, ()) for number in sorted(draft.deleted)]
    end = max(len(tab.rows), heading)
    new = [row for cells in draft.added if (row := _write_row((), cells, places, None))]
    made += [Edit(tab.title, number, None, row) for number, row in enumerate(new, end + 1)]
    return tuple(edit for edit in made if edit.before is None or not is_same_row(edit.before, edit.after))


def _make_edit(tab: Tab, number: int, after: Row) -> Edit:
    return Edit(tab.title, number, tab.rows[number - 1] if number <= len(tab.rows) else None, after)


def _complete_header(table: Table, layout: Layout, named: set[str], language: str) -> tuple[Row, Places]:
    """Add the columns that are written to, and place them. A header without any gets the columns of the layout.

    A new column goes beside all filled cells: a note may have no header above it.
    """
    lacking = [column for column in layout.columns if column not in table.places]
    optional = layout.columns if table.places else layout.later
    lacking = [column for column in lacking if column not in optional or column in named]
    width = max(len(trim_row(row)) for row in (table.header, *(row for _, row in table.rows)))
    between = (None,) * (width - len(trim_row(table.header)) if lacking else 0)
    filled = (*trim_row(table.header), *between)
    added = tuple(template.choose_word(layout.columns[column], language) for column in lacking)
    new = {column: [at] for at, column in enumerate(lacking, len(filled))}
    return (*filled, *added), {**table.places, **new}


def _write_row(row: Row, cells: Cells, places: Mapping[str, list[int]], record: Record | None) -> Row:
    """Write cells into the row. A cell that would read the same stays as it is."""
    width = 1 + max((at for of_column in places.values() for at in of_column), default=-1)
    made = [*row, *[None] * (width - len(row))]
    for column, new in cells.items():
        old = record.cell(column) if record else None
        if column in places and values.show_text(new) != values.show_text(old):
            filled = [at for at in places[column] if not values.is_blank(made[at])]
            made[(filled or places[column])[0]] = None if values.is_blank(new) else new
    return trim_row(made)
