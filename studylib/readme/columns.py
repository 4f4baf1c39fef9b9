"""A column of a table of weeks, and what its header and its cells say."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from studylib.readme.addresses import cut_broken
from studylib.readme.choices import Choices
from studylib.readme.grid import GridCell, Part
from studylib.readme.heads import GENERIC, Head, read_head
from studylib.readme.marks import Legend, fold_mark, parse_mark, split_signs
from studylib.readme.names import cut_name, find_member
from studylib.workbook import values
from studylib.workbook.members import Roster


class Kind(StrEnum):
    """The content of a column. ``names`` are those of members who handed in, ``links`` are of several members."""

    WEEK = "week"
    NAME = "name"
    TURN = "turn"
    MEMBER = "member"
    LINKS = "links"
    NAMES = "names"
    OTHER = "other"


ENTRY_KINDS = (Kind.MEMBER, Kind.LINKS, Kind.NAMES)
"""The kinds of columns that say who handed in what."""


SEVERAL = re.compile(r"[,/·&+\n、，]")
"""What parts several names in one cell."""


@dataclass(frozen=True)
class Column:
    """One column: the texts of its header, without repeats, and the cells below."""

    heads: tuple[str, ...]
    cells: tuple[GridCell, ...]

    @cached_property
    def head(self) -> Head | None:
        """The meaning of the header. ``None`` for no known word."""
        return read_head(self.heads[-1]) if self.heads else None

    @cached_property
    def links(self) -> tuple[Part, ...]:
        return tuple(part for cell in self.cells for part in list_linked_parts(cell))

    @cached_property
    def filled(self) -> tuple[GridCell, ...]:
        return tuple(cell for cell in self.cells if cell.text or list_linked_parts(cell))

    @property
    def is_under_links(self) -> bool:
        """Whether a wider header above says that the column holds links."""
        return len(self.heads) > 1 and read_head(self.heads[0]) is Head.LINKS


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of names and signs before the columns are read. ``people``: ``None`` without a roster."""

    people: Roster | None
    choices: Choices
    legend: Legend


# ---- cells ----


def list_linked_parts(cell: GridCell) -> list[Part]:
    return [part for part in cell.parts if part.address is not None]


def is_generic(text: str, legend: Legend | None = None) -> bool:
    """Whether the text of a link does not say whose it is."""
    return (
        not text.strip()
        or parse_mark(text, legend) is not None
        or fold_mark(text) in GENERIC
        or bool(re.match(r"https?:", text.strip(), re.IGNORECASE))
    )


def _is_plain(cell: GridCell, known: Known) -> bool:
    """Whether the cell holds only signs and links without a name, or nothing."""
    return all(
        is_generic(part.text, known.legend) if part.address is not None else _is_sign(part.text, known)
        for part in cell.parts
    )


def _is_sign(text: str, known: Known) -> bool:
    """Whether a text is a sign, known or not, or begins with a known one."""
    if parse_mark(text, known.legend) or not re.search(r"[^\W_]", cut_broken(text)):
        return True
    rest, mark = split_signs(text, known.legend)
    return mark is not None and " ".join(text.split()).endswith(rest)


def is_mostly_plain(column: Column, known: Known) -> bool:
    return 2 * sum(_is_plain(cell, known) for cell in column.filled) >= len(column.filled) > 0


def has_names(links: Sequence[Part], known: Known) -> bool:
    """Whether the links name members. Without a roster: if names repeat, or a link leads nowhere yet."""
    if known.people:
        return any(find_member(_read_link_name(part), known.people) for part in links)
    own = [part for part in links if not is_generic(part.text, known.legend)]
    names = [values.fold(_read_link_name(part)) for part in own]
    counts = Counter(names)
    repeated = sum(counts[name] > 1 for name in names)
    return bool(names) and (2 * repeated >= len(names) or any(part.address == "" for part in own))


def _read_link_name(part: Part) -> str:
    return split_signs(part.text)[0]


def is_name(text: str, people: Roster | None) -> bool:
    """Whether a text looks like one name: a member's, or a short word without digits."""
    if people and find_member(text, people):
        return True
    bare = cut_name(text)
    return bool(bare) and len(bare) <= 20 and len(bare.split()) <= 3 and not re.search(r"[\d,/·;?!]", bare)


def is_of_member(column: Column, known: Known) -> bool:
    return bool(known.people) and any(
        find_member(head, known.people) for head in column.heads if known.people
    )
