"""What the columns of a table leave open if there is no roster."""

from collections.abc import Sequence

from studylib.readme.column_kinds import is_blank_of_member
from studylib.readme.columns import ENTRY_KINDS, Column, Kind, Known, is_generic, list_linked_parts
from studylib.readme.heads import read_head
from studylib.readme.names import cut_name
from studylib.text.direction import join_texts
from studylib.text.message import Sentence, sentence


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
            names=join_texts(names, ", "),
        )
    blank = [column.heads[-1] for column in others if is_blank_of_member(column, known)]
    if blank and not any(column.filled for column in others) and not {*ENTRY_KINDS}.intersection(kinds):
        return sentence(
            "The table is empty. If {names} are the members, say --members with their names.",
            names=join_texts(blank, ", "),
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
