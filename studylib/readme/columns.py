"""What each column of a table of weeks holds. Its header decides first, else its cells."""

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
from studylib.text.message import Sentence, sentence
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


def _is_mostly_plain(column: Column, known: Known) -> bool:
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


# ---- columns ----


def classify_columns(
    columns: Sequence[Column], week: int | None, weeks: Sequence[int | None], known: Known, *, turned: bool
) -> tuple[Kind, ...]:
    """Classify the columns of a table. ``week`` is the one of the weeks, and ``weeks`` are those of the cells."""
    author = None if turned else _find_author(columns, weeks, known)
    if author is not None:
        kinds = [_classify_beside_author(column, known) for column in columns]
        kinds[author] = Kind.NAME
        kinds = _keep_one_sort(kinds, columns)
    else:
        kinds = [_classify_column(column, known) for column in columns]
    if week is not None:
        kinds[week] = Kind.WEEK
    if author is None and not {*ENTRY_KINDS}.intersection(kinds):
        return tuple(kinds)
    return tuple(
        Kind.MEMBER if author is None and at != week and _is_blank_of_member(column, known) else kind
        for at, (column, kind) in enumerate(zip(columns, kinds, strict=True))
    )


def is_of_member(column: Column, known: Known) -> bool:
    return bool(known.people) and any(
        find_member(head, known.people) for head in column.heads if known.people
    )


def _is_blank_of_member(column: Column, known: Known) -> bool:
    """Whether a column without content has a header that can only be a name."""
    is_unknown = bool(column.heads) and column.head is None and bool(cut_name(column.heads[-1]))
    return is_unknown and not column.filled and not known.choices.members


def _classify_column(column: Column, known: Known) -> Kind:
    """Classify a column of a table whose rows are weeks. The header decides, or else the cells."""
    if is_of_member(column, known):
        return Kind.MEMBER
    match column.head:
        case Head.LINKS | Head.HANDED_IN:
            return (
                Kind.NAMES if column.head is Head.HANDED_IN or _is_of_handed_in(column, known) else Kind.LINKS
            )
        case Head.TURN | Head.PRESENTER | Head.AUTHOR:
            return _classify_turns(column, known)
        case Head.NAME | Head.TITLE | Head.STATUS if has_names(column.links, known):
            return Kind.LINKS
        case None:
            return _classify_unknown(column, known)
    return Kind.OTHER


def _is_of_handed_in(column: Column, known: Known) -> bool:
    """Whether a column of submissions has only the bare names of those who handed in."""
    names = [name for cell in column.filled for name in SEVERAL.split(cell.text) if name.strip()]
    is_bare = (
        bool(names) and not column.links and not any(split_signs(name, known.legend)[1] for name in names)
    )
    says_so = column.heads[-1].strip().casefold().startswith(("제출", "인증", "submi"))
    return says_so and is_bare and all(is_name(name, known.people) and ":" not in name for name in names)


def _classify_turns(column: Column, known: Known) -> Kind:
    """Classify a column for the member of the week. Cells with links of several members are submissions."""
    if any(len(list_linked_parts(cell)) > 1 for cell in column.cells) and has_names(column.links, known):
        return Kind.LINKS
    written = [cell for cell in column.filled if not parse_mark(cell.text, known.legend)]
    named = sum(is_name(cell.text, known.people) for cell in written)
    if column.head is Head.TURN:
        several = any(is_name(name, known.people) for cell in written for name in SEVERAL.split(cell.text))
        return Kind.TURN if several or not written else Kind.OTHER
    return Kind.TURN if 2 * named >= len(written) > 0 else Kind.OTHER


def _classify_unknown(column: Column, known: Known) -> Kind:
    """Classify a column under no known word. It is a member's if its cells are links or signs."""
    is_named = bool(column.heads and cut_name(column.heads[-1]))
    if column.is_under_links and is_named:
        return Kind.MEMBER
    if (known.people or not is_named) and has_names(column.links, known):
        return Kind.LINKS
    if not is_named or known.choices.members:
        return Kind.OTHER
    return Kind.MEMBER if column.links or _is_mostly_plain(column, known) else Kind.OTHER


# ---- two readings ----


def find_doubt(
    columns: Sequence[Column], week: int | None, kinds: Sequence[Kind], known: Known
) -> Sentence | None:
    """Find what the columns leave open without a roster, and ask. Return ``None`` if nothing is."""
    if known.people:
        return None
    others = [column for at, column in enumerate(columns) if at != week]
    members = [column for column, kind in zip(columns, kinds, strict=True) if kind is Kind.MEMBER]
    if len(members) == 1 and (names := _list_repeated(members[0], known)):
        return sentence(
            "“{column}” is a member, or holds links of {names}. Say who the members are with --members.",
            column=members[0].heads[-1],
            names=", ".join(names),
        )
    blank = [column.heads[-1] for column in others if _is_blank_of_member(column, known)]
    if blank and not any(column.filled for column in others) and not {*ENTRY_KINDS}.intersection(kinds):
        return sentence(
            "The table is empty. If {names} are the members, say --members with their names.",
            names=", ".join(blank),
        )
    return None


def find_texts(columns: Sequence[Column], kinds: Sequence[Kind], known: Known) -> list[str]:
    """Find the headers of columns of texts beside members that may be members, too. A roster knows them all."""
    if known.people or Kind.MEMBER not in kinds:
        return []
    return [
        column.heads[-1]
        for column, kind in zip(columns, kinds, strict=True)
        if kind is Kind.OTHER
        and column.head is None
        and column.filled
        and column.heads
        and cut_name(column.heads[-1])
    ]


def _list_repeated(column: Column, known: Known) -> list[str]:
    """List the texts of links that every cell with several links has. One such cell is not enough."""
    several = [list_linked_parts(cell) for cell in column.cells if len(list_linked_parts(cell)) > 1]
    texts = [
        {cut_name(part.text) for part in parts if not is_generic(part.text, known.legend)}
        for parts in several
    ]
    common = set.intersection(*texts) if len(texts) > 1 else set()
    return sorted(text for text in common if read_head(text) is None)


# ---- a row for each member ----


def _find_author(columns: Sequence[Column], weeks: Sequence[int | None], known: Known) -> int | None:
    """Find the column that names the member of each row. It needs a column beside it that has links or marks."""
    for heads in ((Head.NAME,), (Head.AUTHOR,), (Head.PRESENTER,)):
        for at, column in enumerate(columns):
            if column.head not in heads or not column.filled or is_of_member(column, known):
                continue
            if heads == (Head.PRESENTER,) and not _has_several_rows(weeks):
                continue
            others = [each for place, each in enumerate(columns) if place != at]
            if any(_classify_beside_author(each, known) is Kind.LINKS for each in others):
                return at
    return None


def _has_several_rows(weeks: Sequence[int | None]) -> bool:
    named = [week for week in weeks if week]
    return len(set(named)) < len(named)


def _classify_beside_author(column: Column, known: Known) -> Kind:
    """Classify a column of a table that has a row for each member and week."""
    if is_of_member(column, known):
        return Kind.MEMBER
    is_plain = _is_mostly_plain(column, known)
    is_of_links = {
        Head.LINKS: True,
        Head.TITLE: bool(column.links),
        Head.TURN: bool(column.links),
        Head.STATUS: is_plain,
        None: bool(column.heads) and (bool(column.links) or is_plain),
    }.get(column.head, False)
    if is_of_links:
        return Kind.LINKS
    return Kind.TURN if column.head is Head.TURN else Kind.OTHER


def _keep_one_sort(kinds: Sequence[Kind], columns: Sequence[Column]) -> list[Kind]:
    """Keep the columns of links whose header says so. If there are none, keep the others."""
    said = [
        kind is Kind.LINKS and column.head is Head.LINKS for kind, column in zip(kinds, columns, strict=True)
    ]
    weak = (Head.TITLE, Head.STATUS)
    return [
        Kind.OTHER if any(said) and kind is Kind.LINKS and column.head in weak else kind
        for kind, column in zip(kinds, columns, strict=True)
    ]
