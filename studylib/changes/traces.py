"""Traces of a member in a workbook: names, addresses and links to erase."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studylib.changes import history
from studylib.season.study import Study
from studylib.text.masking import WHOLE
from studylib.workbook import answers, layouts, tables, values
from studylib.workbook.cells import Cell, Row, Workbook
from studylib.workbook.layouts import Layout
from studylib.workbook.tables import Record

NOTHING = "***"
"""What stands for an address of theirs in the middle of somebody else's text."""
_OF_THE_GROUP = (layouts.SETTINGS, layouts.WEEKS, layouts.TIERS)
"""Tabs whose texts are the group's own; a word in them that is somebody's name as well stays."""
_NAMES = ("name", "member", "writer")
"""Columns that name one member."""


# ---- the member's own rows ----

Own = Mapping[tuple[str, int], tuple[Row, "Row"]]
"""The rows that are about the member alone, by tab and number: as they are, and without who it is."""


# ---- what tells who it is, wherever it stands ----


@dataclass(frozen=True, slots=True)
class Traces:
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
        return self.unnamed if values.fold(found[0]) in self.names else found[0]

    def in_cell(self, cell: Cell, column: str | None, kind: Layout | None) -> Cell:
        """The cell without them; the same cell where there are none."""
        if not isinstance(cell, str):
            return cell
        if column in _NAMES and kind not in (layouts.SETTINGS, layouts.TIERS):
            if values.fold(values.show_masked(cell)) in self.names:
                return self.unnamed
            names = False
        else:
            names = kind not in _OF_THE_GROUP
        written = values.show_text(cell)
        without = self.in_text(written, names=names)
        return cell if without == written else without


def find_traces(workbook: Workbook, study: Study, name: str, unnamed: str, own: Own) -> Traces:
    others = [each for each in study.members if each.name != name]
    other_names = {values.fold(each.name) for each in others}
    other_addresses = {values.fold(each.email) for each in others if each.email}
    names, addresses, links = {values.fold(name)}, set[str](), set[str]()
    for record in _records(workbook, own):
        addresses.add(values.fold(record.cell("email")))
        addresses |= {values.fold(found) for found in WHOLE.findall(values.show_text(record.cell("name")))}
        links |= set(_links(record))
    for before in _before(workbook, own):
        names.add(values.fold(before.text("name")))
        addresses.add(values.fold(before.cell("email")))
    for table in tables.find_answer_tables(workbook):
        for record in table.records():
            if (table.title, record.number) not in own:
                links -= set(_links(record))
    names -= other_names | {""}
    return Traces(
        unnamed,
        frozenset(names),
        _any_of(sorted(names | other_names, key=len, reverse=True)),
        _addresses(addresses - other_addresses - {""}),
        _whole_links(links),
    )


def _records(workbook: Workbook, own: Own) -> Iterator[Record]:
    """The member's rows of the roster and of the answers."""
    for table in (tables.find_table(layouts.MEMBERS, workbook), *tables.find_answer_tables(workbook)):
        yield from (record for record in table.records() if (table.title, record.number) in own)


def _before(workbook: Workbook, own: Own) -> Iterator[Record]:
    """What the history kept of the member's row in the roster: perhaps another name, another address."""
    table = tables.find_table(layouts.MEMBERS, workbook)
    for kept in history.read_history(workbook):
        for edit in kept.edits:
            if edit.title == table.title and (edit.title, edit.number) in own:
                yield from (Record(table, edit.number, row) for row in (edit.before or (), edit.after))


def _links(record: Record) -> Iterator[str]:
    for line in values.show_text(record.cell("link")).splitlines():
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
