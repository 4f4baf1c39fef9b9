"""What each column of a table of weeks holds. Its header decides first, else its cells."""

from collections.abc import Sequence

from studylib.readme.columns import (
    ENTRY_KINDS,
    SEVERAL,
    Column,
    Kind,
    Known,
    has_names,
    is_mostly_plain,
    is_name,
    is_of_member,
    list_linked_parts,
)
from studylib.readme.heads import Head
from studylib.readme.marks import parse_mark, split_signs
from studylib.readme.names import cut_name


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
        Kind.MEMBER if author is None and at != week and is_blank_of_member(column, known) else kind
        for at, (column, kind) in enumerate(zip(columns, kinds, strict=True))
    )


def is_blank_of_member(column: Column, known: Known) -> bool:
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
    return Kind.MEMBER if column.links or is_mostly_plain(column, known) else Kind.OTHER


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
    is_plain = is_mostly_plain(column, known)
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
