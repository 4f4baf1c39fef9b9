"""A change of the workbook as data: the rows to write, whether they may be written, what is kept of them, its undoing.

What somebody wants is a ``Draft``, cells by column. What is written is a tuple of ``Edit``, whole rows, made against
the workbook as it is at that moment. A draft has to say which workbook it was made on, and is ``Overtaken`` where
somebody else has changed one of its rows since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from studylib.changes.masks import unmask
from studylib.text.errors import ChangeError
from studylib.text.message import Sentence, sentence
from studylib.workbook import layouts, tables, template, values
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook, is_same_row, trim_row
from studylib.workbook.layouts import Layout
from studylib.workbook.tables import Record, Table

Cells = Mapping[str, Cell]
"""Some cells of one row, by column."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants of one tab. ``changed`` and ``deleted`` name rows by their numbers as seen in the sheet.

    ``title`` is that of a tab of answers, of which there may be several; any other is found by its layout, and made
    where it is missing, as is a column that is written to. Cells that are not named stay as they are.
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
    """The rows to write for one thing that somebody did, and in words what it is.

    ``kept``: whether the history keeps the rows, so that it can be undone. Where it does not, because they are to be
    forgotten, only that it was done is kept.
    """

    what: Sentence
    edits: tuple[Edit, ...]
    undoes: int | None = None
    kept: bool = True
    incomplete: bool = False
    """Whether its answers may still lack a time. Such answers do not count until someone fills it in."""

    @property
    def added(self) -> tuple[Row, ...]:
        """The new rows below the headers. Row 1 of a tab is never a record."""
        return tuple(edit.after for edit in self.edits if edit.before is None and edit.number > 1)


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that somebody else has changed: as it was when the draft was begun, and as it is now."""

    title: str
    number: int
    seen: Row
    now: Row


class OvertakenError(ChangeError):
    """Somebody else has changed rows that this change was to change; nothing was written."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        first = clashes[0]
        super().__init__(Edit(first.title, first.number, first.seen, ()).overtaken)
        self.clashes = tuple(clashes)


def iterate_records(table: Table) -> Iterator[Record]:
    """The rows of a table, also where a column is missing without which the reader reads none of them."""
    return replace(table, missing=()).records()


# ---- from a draft to rows ----


def make_change(base: Workbook, now: Workbook, draft: Draft, what: Sentence, language: str) -> Change:
    """The change that a draft made on ``base`` is for the workbook as it is ``now``.

    Raises Overtaken where somebody else has changed its rows, and a WorkbookError where it changes nothing.
    """
    if found := find_clashes(base, now, draft):
        raise OvertakenError(found)
    if made := list_edits(now, draft, language):
        return Change(what, made)
    raise ChangeError(sentence("Nothing has changed, so there is nothing to save."))


def find_clashes(base: Workbook, now: Workbook, draft: Draft) -> tuple[Clash, ...]:
    """The rows of a draft made on ``base`` that are no longer the same, in rising order."""
    tab = find_tab(base, draft.layout, draft.title)
    if tab is None:
        return ()
    there = find_tab(now, draft.layout, draft.title) or Tab(tab.title, ())
    rows = (
        (number, row_at(tab, number), row_at(there, number))
        for number in sorted({*draft.changed, *draft.deleted})
    )
    return tuple(
        Clash(there.title, number, old, new) for number, old, new in rows if not is_same_row(old, new)
    )


def insist(base: Workbook, now: Workbook, draft: Draft) -> Draft:
    """The draft, made on ``base``, as one for the workbook as it is ``now``, for whoever has seen what others changed:
    its cells, theirs beside them. A row that they deleted comes back whole.

    Raises a ChangeError for a mask that was not one of ``base``."""
    there = find_tab(now, draft.layout, draft.title)
    seen = find_tab(base, draft.layout, draft.title)
    if seen is None:
        return draft
    table = tables.read_table(draft.layout, seen)
    whole = {record.number: record for record in iterate_records(table)}
    changed = {}
    for number, cells in draft.changed.items():
        gone = not (there and trim_row(row_at(there, number)))
        old = {column: whole[number].cell(column) for column in table.places} if gone else {}
        changed[number] = old | {
            column: unmask(column, new, whole[number].cell(column)) for column, new in cells.items()
        }
    return replace(draft, changed=changed)


def differing_columns(base: Workbook, now: Workbook, draft: Draft, number: int) -> frozenset[str]:
    """The columns of a row that somebody else has changed, also where they would be shown alike."""
    return frozenset(
        column
        for column in draft.layout.columns
        if _text(base, draft, number, column) != _text(now, draft, number, column)
    )


def _text(workbook: Workbook, draft: Draft, number: int, column: str) -> str:
    tab = find_tab(workbook, draft.layout, draft.title)
    table = tables.read_table(draft.layout, tab) if tab else None
    return values.show_text(Record(table, number, row_at(tab, number)).cell(column)) if table and tab else ""


def list_edits(workbook: Workbook, draft: Draft, language: str) -> tuple[Edit, ...]:
    """The rows to write for a draft: first the headers that are missing, then its rows; none that stay the same.

    ``language`` is that of the headers of a tab that has to be made. Raises a ChangeError where a masked address was
    typed that is not that of the cell itself.
    """
    return list_draft_edits(workbook, _unmasked(workbook, draft), language)


def _unmasked(workbook: Workbook, draft: Draft) -> Draft:
    """The draft with whole addresses in the place of the masks that the desk showed."""
    tab = find_tab(workbook, draft.layout, draft.title)
    there = iterate_records(tables.read_table(draft.layout, tab)) if tab else ()
    old = {record.number: record for record in there}

    def whole(cells: Cells, record: Record | None) -> Cells:
        return {
            column: unmask(column, new, record.cell(column) if record else None)
            for column, new in cells.items()
        }

    changed = {number: whole(cells, old.get(number)) for number, cells in draft.changed.items()}
    return replace(draft, changed=changed, added=tuple(whole(cells, None) for cells in draft.added))


def list_draft_edits(workbook: Workbook, draft: Draft, language: str) -> tuple[Edit, ...]:
    layout = draft.layout
    tab = find_tab(workbook, layout, draft.title) or Tab(
        draft.title or template.choose_word(layout.titles, language), ()
    )
    table = tables.read_table(layout, tab)
    heading = max(1, len(tab.rows) - len(table.rows))
    named = {
        column for cells in (*draft.changed.values(), *draft.added) for column, cell in cells.items() if cell
    }
    header = _header(table, layout, named, title_language(tab, layout, language))
    places = layouts.find_columns(layout, header)
    records = {record.number: record for record in iterate_records(table)}
    made = [] if is_same_row(header, table.header) else [_edit(tab, heading, header)]
    made += [
        _edit(tab, number, _written(row_at(tab, number), cells, places, records.get(number)))
        for number, cells in sorted(draft.changed.items())
        if number not in draft.deleted
    ]
    made += [_edit(tab, number, ()) for number in sorted(draft.deleted)]
    end = max(len(tab.rows), heading)
    new = [row for cells in draft.added if (row := _written((), cells, places, None))]
    made += [Edit(tab.title, number, None, row) for number, row in enumerate(new, end + 1)]
    return tuple(edit for edit in made if edit.before is None or not is_same_row(edit.before, edit.after))


def _edit(tab: Tab, number: int, after: Row) -> Edit:
    return Edit(tab.title, number, tab.rows[number - 1] if number <= len(tab.rows) else None, after)


def find_tab(workbook: Workbook, layout: Layout, title: str | None) -> Tab | None:
    """The tab of that title, or the one that is read as of that layout."""
    wanted = layout.titles if title is None else (values.fold(title),)
    return next((tab for tab in workbook.tabs if values.fold(tab.title) in wanted), None)


def row_at(tab: Tab, number: int) -> Row:
    return tab.rows[number - 1] if 0 < number <= len(tab.rows) else ()


def title_language(tab: Tab, layout: Layout, language: str) -> str:
    """The language of a tab's title, in which its headers are then; ``language`` for a tab of answers."""
    if values.fold(tab.title) not in layout.titles:
        return language
    return template.LANGUAGES[layout.titles.index(values.fold(tab.title))]


def _header(table: Table, layout: Layout, named: set[str], language: str) -> Row:
    """The header row with all that is written to: all of the layout's columns where it has none yet. A new column
    stands beside all that is there, for a note may stand under no header."""
    lacking = [column for column in layout.columns if column not in table.places]
    if table.places:
        lacking = [column for column in lacking if column in named]
    width = max(len(trim_row(row)) for row in (table.header, *(row for _, row in table.rows)))
    between = (None,) * (width - len(trim_row(table.header)) if lacking else 0)
    return (
        *trim_row(table.header),
        *between,
        *(template.choose_word(layout.columns[column], language) for column in lacking),
    )


def _written(row: Row, cells: Cells, places: Mapping[str, list[int]], record: Record | None) -> Row:
    """The row with those cells in the place of its own. A cell that would read the same stays as it is."""
    width = 1 + max((at for of_column in places.values() for at in of_column), default=-1)
    made = [*row, *[None] * (width - len(row))]
    for column, new in cells.items():
        old = record.cell(column) if record else None
        if column in places and values.show_text(new) != values.show_text(old):
            filled = [at for at in places[column] if not values.is_blank(made[at])]
            made[(filled or places[column])[0]] = None if values.is_blank(new) else new
    return trim_row(made)
