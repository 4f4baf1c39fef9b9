"""Traces of a member in a workbook: names, addresses and links to erase."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studylib.changes import history
from studylib.changes.naming import NAMING, replace_names
from studylib.season.study import Study
from studylib.text.masking import list_addresses
from studylib.workbook import answers, layouts, tables, values
from studylib.workbook.cells import Cell, Row, Workbook
from studylib.workbook.layouts import Layout
from studylib.workbook.tables import Record

NOTHING = "***"
"""Replaces the member's address in the text of another person."""
_OF_THE_GROUP = (layouts.SETTINGS, layouts.WEEKS, layouts.TIERS, layouts.TASKS, layouts.STEPS)
"""Tabs with the group's own texts. A word that is also a name stays there."""
_WORDS = ("task", "status", "weeks", "week_fines")
"""Columns with names of tasks or labels of tiers."""
_NAMES = ("name", *NAMING)
"""Columns that name members."""


Own = Mapping[tuple[str, int], tuple[Row, "Row"]]
"""The rows about the member alone, by tab and number: as they are, and without the identity."""


@dataclass(frozen=True, slots=True)
class Traces:
    """The traces of one member. ``names`` are folded. Each pattern matches only whole names, addresses or links."""

    unnamed: str
    names: frozenset[str]
    name: re.Pattern[str]
    addresses: re.Pattern[str] | None
    links: re.Pattern[str] | None

    def erase_text(self, text: str, *, names: bool = True) -> str:
        """Erase the traces from a text."""
        if self.addresses:
            text = self.addresses.sub(NOTHING, text)
        if self.links:
            text = self.links.sub(answers.ERASED, text)
        return self.name.sub(self._replace_name, text) if names else text

    def _replace_name(self, match: re.Match[str]) -> str:
        return self.unnamed if values.fold(match[0]) in self.names else match[0]

    def erase_cell(self, cell: Cell, column: str | None, kind: Layout | None) -> Cell:
        """Erase the traces from a cell. A cell without traces stays the same object."""
        if not isinstance(cell, str):
            return cell
        names = kind not in _OF_THE_GROUP and column not in _WORDS
        if column in _NAMES and kind not in (layouts.SETTINGS, layouts.TIERS):
            replaced = replace_names(
                values.show_masked(cell), column, dict.fromkeys(self.names, self.unnamed)
            )
            if replaced != values.show_masked(cell):
                return replaced
            names = False
        written = values.show_text(cell)
        without = self.erase_text(written, names=names)
        return cell if without == written else without


def find_traces(workbook: Workbook, study: Study, name: str, unnamed: str, own: Own) -> Traces:
    others = [each for each in study.members if each.name != name]
    other_names = {values.fold(each.name) for each in others}
    other_addresses = {values.fold(each.email) for each in others if each.email}
    names, addresses, links = {values.fold(name)}, set[str](), set[str]()
    for record in _iterate_records(workbook, own):
        addresses.add(values.fold(record.cell("email")))
        addresses |= {values.fold(found) for found in list_addresses(values.show_text(record.cell("name")))}
        links |= set(_list_links(record))
    for before in _iterate_past(workbook, own):
        names.add(values.fold(before.text("name")))
        addresses.add(values.fold(before.cell("email")))
    for table in tables.find_answer_tables(workbook):
        for record in table.records():
            if (table.title, record.number) not in own:
                links -= set(_list_links(record))
    names -= other_names | {""}
    return Traces(
        unnamed,
        frozenset(names),
        _match_names(sorted(names | other_names, key=len, reverse=True)),
        _match_addresses(addresses - other_addresses - {""}),
        _match_links(links),
    )


def _iterate_records(workbook: Workbook, own: Own) -> Iterator[Record]:
    """Iterate over the member's rows of the roster and of the answers."""
    for table in (tables.find_table(layouts.MEMBERS, workbook), *tables.find_answer_tables(workbook)):
        yield from (record for record in table.records() if (table.title, record.number) in own)


def _iterate_past(workbook: Workbook, own: Own) -> Iterator[Record]:
    """Iterate over old copies of the member's roster row. They may have other names and addresses."""
    table = tables.find_table(layouts.MEMBERS, workbook)
    for kept in history.read_history(workbook):
        for edit in kept.edits:
            if edit.title == table.title and (edit.title, edit.number) in own:
                yield from (Record(table, edit.number, row) for row in (edit.before or (), edit.after))


def _list_links(record: Record) -> Iterator[str]:
    for line in values.show_text(record.cell("link")).splitlines():
        if "://" in line:
            yield line.strip()


def _match_names(names: list[str]) -> re.Pattern[str]:
    """Match names as words: not inside a longer word, but also before a Korean particle."""
    ends = (rf"{_allow_spaces(name)}{'(?![A-Za-z0-9_])' if name[-1].isascii() else ''}" for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ends)})", re.IGNORECASE)


def _allow_spaces(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _match_addresses(found: set[str]) -> re.Pattern[str] | None:
    each = sorted((re.escape(address).replace("@", "(?:@|%40)") for address in found), key=len, reverse=True)
    return (
        re.compile(rf"(?<![\w.+-])(?:{'|'.join(each)})(?!\.?[A-Za-z0-9_-])", re.IGNORECASE) if each else None
    )


def _match_links(found: set[str]) -> re.Pattern[str] | None:
    each = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return re.compile(rf"(?:{each})(?=$|[\s\"\\<>,)\]])") if each else None
