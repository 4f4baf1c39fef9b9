"""A change of the workbook as data: the rows to write, whether they may be written, what is kept of them, its undoing.

What somebody wants is a ``Draft``, cells by column. What is written is a tuple of ``Edit``, whole rows, made against
the workbook as it is at that moment. A draft has to say which workbook it was made on, and is ``Overtaken`` where
somebody else has changed one of its rows since.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest

from studylib import answers, tables, template, values
from studylib import workbook as workbooks
from studylib.cells import Cell, Edit, Row, Tab, Workbook, WorkbookError, from_json, same, to_json, trimmed
from studylib.language import Language
from studylib.sentence import MASKED, WHOLE, Sentence, masked, sentence
from studylib.study import Excuse, Payment, Problem, Study
from studylib.tables import CHANGES, EXCUSES, PAYMENTS, WEEKS, Layout, Record, Table

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


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that somebody else has changed: as it was when the draft was begun, and as it is now."""

    title: str
    number: int
    seen: Row
    now: Row


class Overtaken(WorkbookError):
    """Somebody else has changed rows that this change was to change; nothing was written."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        first = clashes[0]
        super().__init__(Edit(first.title, first.number, first.seen, ()).overtaken)
        self.clashes = tuple(clashes)


class Refused(WorkbookError):
    """The change would make something in the workbook unreadable; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].message)
        self.problems = tuple(problems)


# ---- a tab as a table of texts, and what was typed into it ----


@dataclass(frozen=True, slots=True)
class Grid:
    """A tab as people edit it: its known columns, one row a record, each cell as text, the addresses in it masked.

    ``language`` is that of its title. ``headers`` are as written in the tab; of a column that is not there yet, as it
    would be made. ``rows`` are by their numbers as seen in the sheet.
    """

    title: str
    language: str
    headers: Mapping[str, str]
    rows: Mapping[int, Mapping[str, str]]


def grid(workbook: Workbook, layout: Layout, language: str, title: str | None = None) -> Grid:
    """The tab as it stands in the workbook, with all columns that its layout knows; one of answers, by its title, with
    those that it has. ``language`` is that of a tab which is not there yet."""
    tab = _tab(workbook, layout, title) or Tab(template.word(layout.titles, language), ())
    table = tables.table(layout, tab, [])
    spoken = _language(tab, layout, language)
    wanted = {column: template.word(names, spoken) for column, names in layout.columns.items()}
    there = {column: table.header_of(column) for column in table.places}
    rows = {
        record.number: {column: shown(column, record.cell(column)) for column in layout.columns}
        for record in _records(table)
    }
    lacking = {column: name for column, name in wanted.items() if column not in there and title is None}
    return Grid(tab.title, spoken, {**there, **lacking}, rows)


def shown(column: str, cell: Cell) -> str:
    """The cell as the desk shows it: addresses masked, and all of a cell where one is expected."""
    written = values.text(cell)
    return answers.masked(written) if column == "email" and written else masked(written)


def _whole(column: str, new: Cell, old: Cell) -> Cell:
    """What was typed over the old cell, with the address in the place of each mask that the desk showed of it.

    Raises a WorkbookError where a mask is not one of the old cell's own, for then nobody knows whose address it is. A
    member is chosen by the name that is shown, even if that is a masked address.
    """
    typed = values.text(new)
    if typed in (values.text(old), shown(column, old)):
        return old
    if "***" not in typed or column in ("member", "writer"):
        return new
    known: dict[str, set[str]] = {}
    for found in WHOLE.finditer(values.text(old)):
        known.setdefault(masked(found[0]), set()).add(found[0])

    def unmasked(mask: re.Match[str]) -> str:
        [address] = known[mask[0]]
        return address

    try:
        whole = MASKED.sub(unmasked, typed)
    except (KeyError, ValueError):
        whole = typed
    if whole == typed and (column == "email" or MASKED.search(typed)):
        why = sentence(
            "“{cell}” is a masked address. Write the whole address, or leave the cell as it was.", cell=typed
        )
        raise WorkbookError(why)
    return whole


def _records(table: Table) -> Iterator[Record]:
    """The rows of a table, also where a column is missing without which the reader reads none of them."""
    return replace(table, missing=()).records()


_TYPED = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?|\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d{3,6})?)?", re.ASCII)


def cell(typed: str | None) -> Cell:
    """The cell of a typed text: a number, a day or a moment where that is shown in just the same way, else the text.
    A blank text is ``None``."""
    written = values.text(typed)
    if _TYPED.fullmatch(written):
        for reader in (int, float, date.fromisoformat, datetime.fromisoformat):
            try:
                found: Cell = reader(written)
            except ValueError:
                continue
            if values.text(found) == written:
                return found
    return written or None


# ---- from a draft to rows ----


def drafted(base: Workbook, now: Workbook, draft: Draft, what: Sentence, language: str) -> Change:
    """The change that a draft made on ``base`` is for the workbook as it is ``now``.

    Raises Overtaken where somebody else has changed its rows, and a WorkbookError where it changes nothing.
    """
    if found := clashes(base, now, draft):
        raise Overtaken(found)
    if made := edits(now, draft, language):
        return Change(what, made)
    raise WorkbookError(sentence("Nothing has changed, so there is nothing to save."))


def clashes(base: Workbook, now: Workbook, draft: Draft) -> tuple[Clash, ...]:
    """The rows of a draft made on ``base`` that are no longer the same, in rising order."""
    tab = _tab(base, draft.layout, draft.title)
    if tab is None:
        return ()
    there = _tab(now, draft.layout, draft.title) or Tab(tab.title, ())
    rows = (
        (number, _row(tab, number), _row(there, number))
        for number in sorted({*draft.changed, *draft.deleted})
    )
    return tuple(Clash(there.title, number, old, new) for number, old, new in rows if not same(old, new))


def insisted(base: Workbook, now: Workbook, draft: Draft) -> Draft:
    """The draft, made on ``base``, as one for the workbook as it is ``now``, for whoever has seen what others changed:
    its cells, theirs beside them. A row that they deleted comes back whole.

    Raises a WorkbookError for a mask that was not one of ``base``."""
    there = _tab(now, draft.layout, draft.title)
    seen = _tab(base, draft.layout, draft.title)
    if seen is None:
        return draft
    table = tables.table(draft.layout, seen, [])
    whole = {record.number: record for record in _records(table)}
    changed = {}
    for number, cells in draft.changed.items():
        gone = not (there and trimmed(_row(there, number)))
        old = {column: whole[number].cell(column) for column in table.places} if gone else {}
        changed[number] = old | {
            column: _whole(column, new, whole[number].cell(column)) for column, new in cells.items()
        }
    return replace(draft, changed=changed)


def differing(base: Workbook, now: Workbook, draft: Draft, number: int) -> frozenset[str]:
    """The columns of a row that somebody else has changed, also where they would be shown alike."""
    return frozenset(
        column
        for column in draft.layout.columns
        if _text(base, draft, number, column) != _text(now, draft, number, column)
    )


def _text(workbook: Workbook, draft: Draft, number: int, column: str) -> str:
    tab = _tab(workbook, draft.layout, draft.title)
    table = tables.table(draft.layout, tab, []) if tab else None
    return values.text(Record(table, number, _row(tab, number)).cell(column)) if table and tab else ""


def edits(workbook: Workbook, draft: Draft, language: str) -> tuple[Edit, ...]:
    """The rows to write for a draft: first the headers that are missing, then its rows; none that stay the same.

    ``language`` is that of the headers of a tab that has to be made. Raises a WorkbookError where a masked address was
    typed that is not that of the cell itself.
    """
    return _edits(workbook, _unmasked(workbook, draft), language)


def _unmasked(workbook: Workbook, draft: Draft) -> Draft:
    """The draft with whole addresses in the place of the masks that the desk showed."""
    tab = _tab(workbook, draft.layout, draft.title)
    there = _records(tables.table(draft.layout, tab, [])) if tab else ()
    old = {record.number: record for record in there}

    def whole(cells: Cells, record: Record | None) -> Cells:
        return {
            column: _whole(column, new, record.cell(column) if record else None)
            for column, new in cells.items()
        }

    changed = {number: whole(cells, old.get(number)) for number, cells in draft.changed.items()}
    return replace(draft, changed=changed, added=tuple(whole(cells, None) for cells in draft.added))


def _edits(workbook: Workbook, draft: Draft, language: str) -> tuple[Edit, ...]:
    layout = draft.layout
    tab = _tab(workbook, layout, draft.title) or Tab(
        draft.title or template.word(layout.titles, language), ()
    )
    table = tables.table(layout, tab, [])
    heading = max(1, len(tab.rows) - len(table.rows))
    named = {
        column for cells in (*draft.changed.values(), *draft.added) for column, cell in cells.items() if cell
    }
    header = _header(table, layout, named, _language(tab, layout, language))
    places = tables.columns(layout, header)
    records = {record.number: record for record in _records(table)}
    made = [] if same(header, table.header) else [_edit(tab, heading, header)]
    made += [
        _edit(tab, number, _written(_row(tab, number), cells, places, records.get(number)))
        for number, cells in sorted(draft.changed.items())
        if number not in draft.deleted
    ]
    made += [_edit(tab, number, ()) for number in sorted(draft.deleted)]
    end = max(len(tab.rows), heading)
    new = [row for cells in draft.added if (row := _written((), cells, places, None))]
    made += [Edit(tab.title, number, None, row) for number, row in enumerate(new, end + 1)]
    return tuple(edit for edit in made if edit.before is None or not same(edit.before, edit.after))


def _edit(tab: Tab, number: int, after: Row) -> Edit:
    return Edit(tab.title, number, tab.rows[number - 1] if number <= len(tab.rows) else None, after)


def _tab(workbook: Workbook, layout: Layout, title: str | None) -> Tab | None:
    """The tab of that title, or the one that is read as of that layout."""
    wanted = layout.titles if title is None else (values.folded(title),)
    return next((tab for tab in workbook.tabs if values.folded(tab.title) in wanted), None)


def _row(tab: Tab, number: int) -> Row:
    return tab.rows[number - 1] if 0 < number <= len(tab.rows) else ()


def _language(tab: Tab, layout: Layout, language: str) -> str:
    """The language of a tab's title, in which its headers are then; ``language`` for a tab of answers."""
    if values.folded(tab.title) not in layout.titles:
        return language
    return template.LANGUAGES[layout.titles.index(values.folded(tab.title))]


def _header(table: Table, layout: Layout, named: set[str], language: str) -> Row:
    """The header row with all that is written to: all of the layout's columns where it has none yet. A new column
    stands beside all that is there, for a note may stand under no header."""
    lacking = [column for column in layout.columns if column not in table.places]
    if table.places:
        lacking = [column for column in lacking if column in named]
    width = max(len(trimmed(row)) for row in (table.header, *(row for _, row in table.rows)))
    between = (None,) * (width - len(trimmed(table.header)) if lacking else 0)
    return (
        *trimmed(table.header),
        *between,
        *(template.word(layout.columns[column], language) for column in lacking),
    )


def _written(row: Row, cells: Cells, places: Mapping[str, list[int]], record: Record | None) -> Row:
    """The row with those cells in the place of its own. A cell that would read the same stays as it is."""
    width = 1 + max((at for of_column in places.values() for at in of_column), default=-1)
    made = [*row, *[None] * (width - len(row))]
    for column, new in cells.items():
        old = record.cell(column) if record else None
        if column in places and values.text(new) != values.text(old):
            filled = [at for at in places[column] if not values.is_blank(made[at])]
            made[(filled or places[column])[0]] = None if values.is_blank(new) else new
    return trimmed(made)


# ---- what people do ----


def excuse(workbook: Workbook, study: Study, excuse: Excuse) -> Change:
    """One member excused from one week. Raises a WorkbookError where they are already."""
    if any((each.week, each.member) == (excuse.week, excuse.member) for each in study.excuses):
        raise WorkbookError(
            sentence("{member} is already excused from week {week}.", member=excuse.member, week=excuse.week)
        )
    what = sentence("{member} excused from week {week}", member=excuse.member, week=excuse.week)
    row: Cells = {"week": excuse.week, "member": excuse.member, "reason": excuse.reason or None}
    return drafted(workbook, workbook, Draft(EXCUSES, added=(row,)), what, study.language)


def extend(base: Workbook, now: Workbook, study: Study, week: int, due_at: datetime) -> Change:
    """Another due moment (aware) of one week, for whom the workbook was ``base`` when they decided on it."""
    last_second = due_at.astimezone(study.timezone) - timedelta(seconds=1)
    what = sentence(
        "Week {week} due {moment}", week=week, moment=Language(study.language).moment(last_second)
    )
    cells: Cells = {"due_at": values.local(due_at, study.timezone)}
    return drafted(base, now, Draft(WEEKS, changed={_week(base, week): cells}), what, study.language)


def swap(base: Workbook, now: Workbook, study: Study, week: int, writer: str | None) -> Change:
    """Another writer of one week (``None``: whoever's turn it is), for whom the workbook was ``base`` when they
    decided on it."""
    what = (
        sentence("{member} writes the team blog in week {week}", member=writer, week=week)
        if writer
        else sentence("The team blog in week {week} goes by the queue again", week=week)
    )
    return drafted(
        base, now, Draft(WEEKS, changed={_week(base, week): {"writer": writer}}), what, study.language
    )


def post(base: Workbook, now: Workbook, study: Study, week: int, links: str) -> Change:
    """The post of one week, its links one a line (none: there is no post), for whom the workbook was ``base`` when
    they decided on it. Raises a WorkbookError where one is no link."""
    try:
        lines = [values.link(line) for line in map(str.strip, links.splitlines()) if line]
    except values.Unreadable as unreadable:
        raise WorkbookError(unreadable.why) from None
    what = (
        sentence("The post of week {week} recorded", week=week)
        if lines
        else sentence("The post of week {week} removed", week=week)
    )
    cells: Cells = {"post": "\n".join(lines) or None}
    return drafted(base, now, Draft(WEEKS, changed={_week(base, week): cells}), what, study.language)


def _week(workbook: Workbook, week: int) -> int:
    """The number of the row that describes the week: of two the first, as the reader has it."""
    table = tables.titled(WEEKS, workbook, [])
    for record in table.records():
        if table.read(record, "week", values.week) == week:
            return record.number
    raise WorkbookError(sentence("The season has no week {week}. Write one of the weeks tab.", week=week))


def pay(workbook: Workbook, study: Study, payment: Payment) -> Change:
    """One payment, to the pot or (a negative amount) out of it. Raises a WorkbookError where it is of 0 won."""
    if payment.amount == 0:
        raise WorkbookError(sentence("A payment of 0 won is none. Write the amount."))
    language = Language(study.language)
    facts = {
        "member": payment.member,
        "amount": language.won(abs(payment.amount)),
        "month": language.month(payment.month),
    }
    paid = sentence("{member} paid {amount} for {month}", **facts)
    paid_out = sentence("{member} was paid {amount} for {month}", **facts)
    row: Cells = {
        "paid_on": payment.paid_on,
        "month": payment.month,
        "member": payment.member,
        "amount": payment.amount,
        "note": payment.note or None,
    }
    what = paid if payment.amount > 0 else paid_out
    return drafted(workbook, workbook, Draft(PAYMENTS, added=(row,)), what, study.language)


# ---- a change as people see it ----


def differences(workbook: Workbook, edit: Edit) -> tuple[tuple[str, str, str], ...]:
    """The cells in which the row after differs from the row before, as they are shown: the header above, before, after.

    The headers are those of the workbook; a cell under none has an empty one.
    """
    tab = next((tab for tab in workbook.tabs if tab.title == edit.title), Tab(edit.title, ()))
    header = next((row for row in tab.rows if trimmed(row)), ())
    rows = zip_longest(map(values.text, header), edit.before or (), edit.after)
    return tuple(
        (masked(header or ""), _shown_under(header, before), _shown_under(header, after))
        for header, before, after in rows
        if values.text(before) != values.text(after)
    )


_OF_ADDRESSES = {name for layout in (tables.MEMBERS, tables.ANSWERS) for name in layout.columns["email"]}


def _shown_under(header: str | None, cell: Cell) -> str:
    return shown("email" if values.folded(header) in _OF_ADDRESSES else "", cell)


# ---- whether it may be written ----


def applied(workbook: Workbook, edits: Sequence[Edit]) -> Workbook:
    """The workbook with the edits in it. They have to be made for it, as ``drafted`` and ``undone`` make them."""
    tabs = {tab.title: list(tab.rows) for tab in workbook.tabs}
    for edit in edits:
        rows = tabs.setdefault(edit.title, [])
        if edit.before is None:
            assert edit.number == len(rows) + 1, "a new row stands at the end"
            rows.append(edit.after)
        else:
            assert same(rows[edit.number - 1], edit.before), "an edit is made for the row that is there"
            rows[edit.number - 1] = edit.after
    return Workbook(tuple(Tab(title, tuple(rows)) for title, rows in tabs.items()), workbook.zone)


Known = tuple[str, int | None, str | None, str]


def _told(problem: Problem) -> Known:
    return problem.tab, problem.row, problem.column, str(problem.message)


def _placed(problem: Problem) -> Known:
    """A problem by its place alone: where a name has changed, so have the words."""
    return problem.tab, problem.row, problem.column, ""


def refused(
    workbook: Workbook, edits: Sequence[Edit], known_by: Callable[[Problem], Known] = _told
) -> tuple[Problem, ...]:
    """The problems that the edits would make, in the order of the workbook's cells. They may leave old ones."""
    _, old = workbooks.read(workbook)
    _, new = workbooks.read(applied(workbook, edits))
    known = Counter(map(known_by, old))
    found = []
    for problem in new:
        known[known_by(problem)] -= 1
        if known[known_by(problem)] < 0:
            found.append(problem)
    return tuple(found)


# ---- what is kept of a change, and its undoing ----


@dataclass(frozen=True, slots=True)
class Kept:
    """One change as the history tab has it. ``changed_at`` is local to the study and as the tab shows it.

    ``edits`` is empty where the history was tampered with, so that it cannot be undone. ``in_force`` is false once it
    has been undone, until that is undone in its turn.
    """

    number: int
    changed_at: str
    what: str
    edits: tuple[Edit, ...]
    undoes: int | None
    in_force: bool = field(default=True)


def written(workbook: Workbook, study: Study, change: Change, now: datetime) -> tuple[Edit, ...]:
    """All rows to write for a change at ``now`` (aware): its own, and those of the history.

    Raises Refused where it would make something unreadable.
    """
    if problems := refused(workbook, change.edits, _told if change.kept else _placed):
        raise Refused(problems)
    after = applied(workbook, change.edits)
    number = 1 + max((kept.number for kept in history(workbook)), default=0)
    seconds = now.astimezone(study.timezone).replace(microsecond=0)
    of_all: Cells = {
        "change": number,
        "changed_at": values.local(seconds, study.timezone),
        "what": Language(study.language).say(change.what),
        "undoes": change.undoes,
    }
    kept = change.edits if change.kept else ()
    rows = tuple({**of_all, **_kept(edit)} for edit in kept if not _is_header(after, edit))
    return (
        *change.edits,
        *_edits(workbook, Draft(CHANGES, added=rows if change.kept else (of_all,)), study.language),
    )


def _kept(edit: Edit) -> Cells:
    return {
        "tab": edit.title,
        "row": edit.number,
        "before": None if edit.before is None else to_json(edit.before),
        "after": to_json(edit.after),
    }


def _is_header(workbook: Workbook, edit: Edit) -> bool:
    """Whether it wrote a header. Those stay: other rows may stand under them by the time the change is undone."""
    rows = next(tab.rows for tab in workbook.tabs if tab.title == edit.title)
    return all(values.is_blank(cell) for row in rows[: edit.number - 1] for cell in row)


def history(workbook: Workbook) -> tuple[Kept, ...]:
    """The changes that were kept, the newest first. Rows without a readable number are left out."""
    table = tables.titled(CHANGES, workbook, [])
    groups: dict[int, list[Record]] = {}
    for record in table.records():
        number = table.read(record, "change", values.whole)
        if number is not None:
            groups.setdefault(number, []).append(record)
    undone: set[int | None] = set()
    found = []
    for number in sorted(groups, reverse=True):
        kept = replace(_of_rows(table, number, groups[number]), in_force=number not in undone)
        if kept.in_force:
            undone.add(kept.undoes)
        found.append(kept)
    return tuple(found)


def _of_rows(table: Table, number: int, records: Sequence[Record]) -> Kept:
    first = records[0]
    edits = [_read(table, record) for record in records]
    return Kept(
        number=number,
        changed_at=first.text("changed_at"),
        what=first.text("what"),
        edits=tuple(edit for edit in edits if edit) if all(edits) else (),
        undoes=table.read(first, "undoes", values.whole),
    )


def _read(table: Table, record: Record) -> Edit | None:
    number = table.read(record, "row", values.whole)
    before, after = (_kept_row(record.cell(column)) for column in ("before", "after"))
    title = values.text(record.cell("tab"))
    return Edit(title, number, before, after) if number and after is not None else None


def _kept_row(cell: Cell) -> Row | None:
    """The row that ``to_json`` wrote, to the letter; ``None`` for none, and for anything else."""
    try:
        return from_json([cell])[0] if isinstance(cell, str) else None
    except (ValueError, KeyError, TypeError):
        return None


def undone(workbook: Workbook, number: int) -> Change:
    """The change that undoes that one. Raises Overtaken where somebody else has changed its rows since, and a
    WorkbookError where it cannot be undone, or not before a later one."""
    changes = history(workbook)
    kept = next((each for each in changes if each.number == number), None)
    if kept is None or not kept.edits or not kept.in_force:
        raise WorkbookError(sentence("This change cannot be undone, or has been undone already."))
    tabs = {tab.title: tab for tab in workbook.tabs}
    rows = ((edit, _row(tabs.get(edit.title, Tab(edit.title, ())), edit.number)) for edit in kept.edits)
    if found := [
        Clash(edit.title, edit.number, edit.after, there)
        for edit, there in rows
        if not same(edit.after, there)
    ]:
        raise Overtaken(found)
    # A later change may have brought the row back by chance; it would be left over something that is no longer there.
    later = (each for each in changes if each.number > number and each.in_force and each.undoes is None)
    touched = {(edit.title, edit.number) for each in later for edit in each.edits}
    if any((edit.title, edit.number) in touched for edit in kept.edits):
        raise WorkbookError(sentence("A later change is about the same row. Undo that one first."))
    return Change(sentence("Undone: {what}", what=kept.what), inverse(kept.edits), number)


def inverse(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that bring back what was there before. A row that was new becomes a blank one."""
    return tuple(Edit(edit.title, edit.number, edit.after, edit.before or ()) for edit in reversed(edits))
