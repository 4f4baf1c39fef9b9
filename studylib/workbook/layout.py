"""A layout: the titles and columns of one kind of tab."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studylib.workbook.names import Names


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The titles and columns of one kind of tab, English before Korean. Equal only to itself."""

    titles: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    idle: frozenset[str] = frozenset()
    """Columns that change no fine."""
    others: Names = field(default_factory=dict)
    """Further names of columns, as sure as the first two."""
    vague: Names = field(default_factory=dict)
    """Names that count only if the column has no surer one."""
    doubtful: Names = field(default_factory=dict)
    """Names that are reported and not read."""
    other_titles: tuple[str, ...] = ()
    """Further titles, squeezed."""
    numbers: frozenset[str] = frozenset()
    """Columns that hold plain numbers, never days or times."""
    links: frozenset[str] = frozenset()
    """Columns that hold addresses."""
    marks: frozenset[str] = frozenset()
    """Columns that make no record by themselves, such as a column of empty check boxes."""
    later: frozenset[str] = frozenset()
    """Columns that an older workbook may have for itself. They make no record, and only misspelling is a doubt."""
    proofs: frozenset[str] = frozenset()
    """Columns that prove a tab to be of this kind. Empty: its title is enough."""
    clocks: frozenset[str] = frozenset()
    """Columns that hold times of day. A whole number there may be midnight."""
    days: frozenset[str] = frozenset()
    """Columns that hold days and moments, outside the answers. A service keeps them as numbers."""
