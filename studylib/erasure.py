"""The erasure of a member: who they were goes, their weeks, fines, shares and payments stay, as an unnamed member's."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple

from studylib import answers, change, tables, values
from studylib.cells import Cell, Edit, Row, Tab, Workbook, WorkbookError, same, trimmed
from studylib.change import Change
from studylib.language import Language
from studylib.sentence import WHOLE, masked, sentence
from studylib.study import Study
from studylib.tables import Layout, Record, Table

NOTHING = "***"
"""What stands for an address of theirs in the middle of somebody else's text."""

_OWN: Mapping[str, tuple[Layout, frozenset[str]]] = {
    "member": (tables.MEMBERS, frozenset({"turn", "joined_on", "left_on"})),
    "break": (tables.BREAKS, frozenset({"starts_on", "ends_on"})),
    "excuse": (tables.EXCUSES, frozenset({"week"})),
    "payment": (tables.PAYMENTS, frozenset({"paid_on", "month", "amount"})),
    "settlement": (tables.SETTLEMENTS, frozenset({"month", "fine", "share", "carried_out", "closed_at"})),
}
"""The tabs with rows about one member, and the cells of such a row that stay: what is judged and settled."""

_OF_AN_ANSWER = frozenset({"submitted_at", "week"})
_OF_THE_GROUP = (tables.SETTINGS, tables.WEEKS, tables.TIERS)
"""Tabs whose texts are the group's own; a word in them that is somebody's name as well stays."""
_NAMES = ("name", "member", "writer")
"""Columns that name one member."""


class Place(NamedTuple):
    """One cell to change by hand: its tab, its row as seen in the sheet, its column, and what is to stand there."""

    tab: str
    row: int
    column: str
    text: str


def erase(workbook: Workbook, study: Study, name: str) -> Change:
    """The change after which nothing in the workbook tells who that member was. It cannot be undone.

    In the place of the name stands one such as ``Former member 1``, in that of each link ``answers.ERASED``, which
    leads nowhere; addresses, reasons, notes and all cells under unknown headers in the member's rows are emptied. An
    answer that does not count is emptied whole. The board, the fines and the settlements stay as they are. What the
    history kept of such rows is emptied in the same transaction.

    Raises a WorkbookError where there is no such member, where they are still to be judged, and where a tab cannot be
    read, so that some of their rows would be missed.
    """
    _may_go(workbook, study, name)
    unnamed = _unnamed(study)
    own = dict(_own_rows(workbook, study, name, unnamed))
    traces = _traces(workbook, study, name, unnamed, own)
    edits = [edit for tab in workbook.tabs for edit in _edits(tab, own, traces, _kind(workbook, tab))]
    return Change(sentence("{member} is erased", member=unnamed), tuple(edits), kept=False)


def by_hand(workbook: Workbook, erased: Change) -> tuple[Place, ...]:
    """The same, cell by cell, for whoever keeps the workbook where it is not written from here."""
    found = []
    for edit in erased.edits:
        tab = next(tab for tab in workbook.tabs if tab.title == edit.title)
        header = next((row for row in tab.rows if trimmed(row)), ())
        width = max(len(edit.before or ()), len(edit.after))
        for at in range(width):
            old, new = (row[at] if at < len(row) else None for row in (edit.before or (), edit.after))
            if values.text(old) != values.text(new):
                written = values.shown(header[at]) if at < len(header) else ""
                found.append(
                    Place(masked(edit.title), edit.number, written or _letters(at), values.shown(new))
                )
    return tuple(found)


def _letters(at: int) -> str:
    """The column as a sheet calls it, counted from 0: A, B, … Z, AA."""
    before, last = divmod(at, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _may_go(workbook: Workbook, study: Study, name: str) -> None:
    member = next((each for each in study.members if each.name == name), None)
    if member is None and name not in {each.member for each in study.settlements}:
        raise WorkbookError(
            sentence("There is no member “{name}”. Write a name as it stands in the members tab.", name=name)
        )
    if member and member.left_on is None:
        why = sentence(
            "{member} has not left yet, and would be fined on without a name. First write the day into left_on of the "
            "members tab.",
            member=name,
        )
        raise WorkbookError(why)
    tabs = [
        tables.titled(tables.MEMBERS, workbook, []),
        *tables.answers(workbook, []),
    ]
    for table in tabs:
        if table.missing:
            raise WorkbookError(
                sentence(
                    "The tab {tab} cannot be read, so nobody can be erased. Mend it first.", tab=table.title
                )
            )


def _unnamed(study: Study) -> str:
    """A name that nobody has: of the roster, of the closed months."""
    taken = {values.folded(each.name) for each in study.members}
    taken |= {values.folded(each.member) for each in study.settlements}
    names = (Language(study.language).say("Former member {number}", number=number) for number in count(1))
    return next(name for name in names if values.folded(name) not in taken)


# ---- the member's own rows ----

Own = Mapping[tuple[str, int], tuple[Row, "Row"]]
"""The rows that are about the member alone, by tab and number: as they are, and without who it is."""


def _own_rows(
    workbook: Workbook, study: Study, name: str, unnamed: str
) -> Iterator[tuple[tuple[str, int], tuple[Row, Row]]]:
    wanted = values.folded(name)
    for layout, kept in (each for each in _OWN.values()):
        table = replace(tables.titled(layout, workbook, []), missing=())
        column = "name" if layout is tables.MEMBERS else "member"
        listed = 0
        for record in table.records():
            if values.folded(record.text(column)) == wanted:
                listed += 1
                doubled = layout is tables.MEMBERS and listed > 1  # which is never read
                after = () if doubled else _bare(record, table.places, kept, {column: unnamed})
                yield (table.title, record.number), (record.cells, after)
    for table, record, counts in answers.of_member(workbook, study, name):
        places = _with_a_name(table)
        put: Mapping[str, Cell] = {"name": unnamed, "link": answers.ERASED}
        after = _bare(record, places, _OF_AN_ANSWER, put) if counts else ()
        yield (table.title, record.number), (record.cells, after)


def _with_a_name(table: Table) -> dict[str, list[int]]:
    """Where the columns of the answers stand; a name gets one where the address alone said whose an answer is."""
    width = max(len(trimmed(row)) for row in (table.header, *(row for _, row in table.rows)))
    return {"name": [width], **table.places}


def _bare(
    record: Record, places: Mapping[str, list[int]], kept: Collection[str], put: Mapping[str, Cell]
) -> Row:
    """The row with those of its cells alone, and with what is put into it."""
    made: list[Cell] = [None] * (1 + max(at for found in places.values() for at in found))
    for column in kept:
        for at in places.get(column, ()):
            made[at] = record.cells[at] if at < len(record.cells) else None
    for column, cell in put.items():
        made[places[column][0]] = cell
    return trimmed(made)


# ---- what tells who it is, wherever it stands ----


@dataclass(frozen=True, slots=True)
class _Traces:
    """What is looked for. ``names`` are folded; each pattern finds whole names, addresses and links alone."""

    unnamed: str
    names: frozenset[str]
    name: re.Pattern[str]
    addresses: re.Pattern[str] | None
    links: re.Pattern[str] | None

    def in_text(self, text: str, *, names: bool = True) -> str:
        """The text without them."""
        if self.addresses:
            text = self.addresses.sub(NOTHING, text)
        if self.links:
            text = self.links.sub(answers.ERASED, text)
        return self.name.sub(self._unnamed, text) if names else text

    def _unnamed(self, found: re.Match[str]) -> str:
        return self.unnamed if values.folded(found[0]) in self.names else found[0]

    def in_cell(self, cell: Cell, column: str | None, kind: Layout | None) -> Cell:
        """The cell without them; the same cell where there are none."""
        if not isinstance(cell, str):
            return cell
        if column in _NAMES and kind not in (tables.SETTINGS, tables.TIERS):
            if values.folded(values.shown(cell)) in self.names:
                return self.unnamed
            names = False
        else:
            names = kind not in _OF_THE_GROUP
        written = values.text(cell)
        without = self.in_text(written, names=names)
        return cell if without == written else without


def _traces(workbook: Workbook, study: Study, name: str, unnamed: str, own: Own) -> _Traces:
    others = [each for each in study.members if each.name != name]
    other_names = {values.folded(each.name) for each in others}
    other_addresses = {values.folded(each.email) for each in others if each.email}
    names, addresses, links = {values.folded(name)}, set[str](), set[str]()
    for record in _records(workbook, own):
        addresses.add(values.folded(record.cell("email")))
        addresses |= {values.folded(found) for found in WHOLE.findall(values.text(record.cell("name")))}
        links |= set(_links(record))
    for before in _before(workbook, own):
        names.add(values.folded(before.text("name")))
        addresses.add(values.folded(before.cell("email")))
    for table in tables.answers(workbook, []):
        for record in table.records():
            if (table.title, record.number) not in own:
                links -= set(_links(record))
    names -= other_names | {""}
    return _Traces(
        unnamed,
        frozenset(names),
        _any_of(sorted(names | other_names, key=len, reverse=True)),
        _addresses(addresses - other_addresses - {""}),
        _whole_links(links),
    )


def _records(workbook: Workbook, own: Own) -> Iterator[Record]:
    """The member's rows of the roster and of the answers."""
    for table in (tables.titled(tables.MEMBERS, workbook, []), *tables.answers(workbook, [])):
        yield from (record for record in table.records() if (table.title, record.number) in own)


def _before(workbook: Workbook, own: Own) -> Iterator[Record]:
    """What the history kept of the member's row in the roster: perhaps another name, another address."""
    table = tables.titled(tables.MEMBERS, workbook, [])
    for kept in change.history(workbook):
        for edit in kept.edits:
            if edit.title == table.title and (edit.title, edit.number) in own:
                yield from (Record(table, edit.number, row) for row in (edit.before or (), edit.after))


def _links(record: Record) -> Iterator[str]:
    for line in values.text(record.cell("link")).splitlines():
        if "://" in line:
            yield line.strip()


def _any_of(names: list[str]) -> re.Pattern[str]:
    """Names as words: not in the middle of one, but before the particle that a Korean name takes."""
    ends = (rf"{_spaced(name)}{'(?![A-Za-z0-9_])' if name[-1].isascii() else ''}" for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ends)})", re.IGNORECASE)


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _addresses(found: set[str]) -> re.Pattern[str] | None:
    each = sorted((re.escape(address).replace("@", "(?:@|%40)") for address in found), key=len, reverse=True)
    return (
        re.compile(rf"(?<![\w.+-])(?:{'|'.join(each)})(?!\.?[A-Za-z0-9_-])", re.IGNORECASE) if each else None
    )


def _whole_links(found: set[str]) -> re.Pattern[str] | None:
    each = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return re.compile(rf"(?:{each})(?=$|[\s\"\\<>,)\]])") if each else None


# ---- every other row ----


def _kind(workbook: Workbook, tab: Tab) -> Layout | None:
    """As what a tab is read, if it is."""
    folded = values.folded(tab.title)
    known = (*tables.TITLED, tables.CHANGES)
    answering = any(table.title == tab.title for table in tables.answers(workbook, []))
    return next((each for each in known if folded in each.titles), tables.ANSWERS if answering else None)


def _edits(tab: Tab, own: Own, traces: _Traces, kind: Layout | None) -> Iterator[Edit]:
    """The rows of one tab that change."""
    table = tables.table(kind or Layout((), {}, ()), tab, [])
    column_at = {at: column for column, places in table.places.items() for at in places}
    head = len(tab.rows) - len(table.rows)
    for number, row in enumerate(tab.rows, 1):
        if (tab.title, number) in own:
            after = own[tab.title, number][1]
        elif kind is tables.CHANGES and number > head:
            after = _forgotten(Record(table, number, row), own, traces)
        elif kind and number <= head:
            after = _headed(table, row, own) if number == head and kind is tables.ANSWERS else row
        else:
            after = tuple(traces.in_cell(cell, column_at.get(at), kind) for at, cell in enumerate(row))
        if not same(row, after):
            yield Edit(tab.title, number, row, after)


def _headed(table: Table, header: Row, own: Own) -> Row:
    """The header of a tab of answers with the name in it, where an unnamed member's answer now needs one."""
    needed = any(title == table.title and after for (title, _), (_, after) in own.items())
    if "name" in table.places or not needed:
        return header
    [at] = _with_a_name(table)["name"]
    return (*header, *[None] * (at - len(header)), tables.ANSWERS.columns["name"][0])[: at + 1]


def _forgotten(record: Record, own: Own, traces: _Traces) -> Row:
    """A row of the history: of what was kept of the member's rows, only that there was something."""
    row = [traces.in_text(values.text(cell)) if isinstance(cell, str) else cell for cell in record.cells]
    kept = record.table.places
    number = record.table.read(record, "row", values.whole) or 0
    texts = [str(record.cell(column) or "") for column in ("before", "after")]
    if (values.text(record.cell("tab")), number) in own or any(
        traces.in_text(each) != each for each in texts
    ):
        for column in ("before", "after"):
            for at in kept.get(column, ()):
                if at < len(row):
                    row[at] = None
    else:
        for column in ("before", "after"):  # to the letter, or it could not be undone
            for at in kept.get(column, ()):
                if at < len(row):
                    row[at] = record.cells[at]
    return trimmed(row)
