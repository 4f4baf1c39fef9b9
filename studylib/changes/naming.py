"""Find the cells that name a member: in the roster, the answers and every other tab."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from studylib.season.study import Study
from studylib.text.masking import mask_addresses
from studylib.workbook import answers, layouts, tables, values
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import Layout
from studylib.workbook.tables import Record, Table

NAMING = ("member", "writer", "who")
"""Columns that name members, beside ``name`` in the answers and in the roster. ``who`` may name several."""

_BETWEEN = re.compile(r"([,，、;\n])")
"""Parts the names of a cell."""


def list_naming_tables(workbook: Workbook) -> Iterator[tuple[Table, str, str | None]]:
    """List the tabs with members' names, the roster aside. Each comes with its column, and answers with their title."""
    for layout in layouts.TITLED:
        for column in NAMING:
            if column in layout.columns:
                yield _read_all(layout, workbook), column, None
    for table in tables.find_answer_tables(workbook):
        yield replace(table, missing=()), "name", table.title


def read_roster(workbook: Workbook) -> Iterator[Record]:
    """List the rows of the roster that count: of two with one name the first."""
    seen: set[str] = set()
    for record in _read_all(layouts.MEMBERS, workbook).records():
        folded = values.fold(record.text("name"))
        if folded and folded not in seen:
            seen.add(folded)
            yield record


def count_mentions(workbook: Workbook, study: Study, name: str, *, by_address: bool) -> Counter[str]:
    """Count the rows that name a member of ``study``, by tab, the roster aside.

    ``by_address``: an answer from the member's address counts, too, whatever name it has.
    """
    wanted, found = values.fold(name), Counter[str]()
    for table, column, title in list_naming_tables(workbook):
        if title is None or not by_address:
            named = (has_name(record.text(column), column, wanted) for record in table.records())
            found[mask_addresses(table.title)] += sum(named)
    if by_address:
        found.update(
            mask_addresses(table.title) for table, _, _ in answers.list_rows_of(workbook, study, name)
        )
    return +found


def has_name(written: str, column: str, folded: str) -> bool:
    """Check if a cell of a column names the member of that folded name."""
    return bool(folded) and replace_names(written, column, {folded: ""}) != written


def replace_names(written: str, column: str, new_names: Mapping[str, str]) -> str:
    """Replace the names of members in a cell. ``new_names`` are by folded old name. Other names stay."""
    if (whole := new_names.get(values.fold(written))) is not None:
        return whole
    if column != "who":
        return written
    parts = (_replace_part(part, new_names) for part in _BETWEEN.split(written))
    return "".join(parts)


def _replace_part(part: str, new_names: Mapping[str, str]) -> str:
    new = new_names.get(values.fold(part))
    return part if new is None else part.replace(part.strip(), new)


def _read_all(layout: Layout, workbook: Workbook) -> Table:
    """Read a tab, even if a required column is missing."""
    return replace(tables.find_table(layout, workbook), missing=())
