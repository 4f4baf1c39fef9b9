"""Headers and link texts that groups write."""

from itertools import combinations

from studylib.readme import heads
from studylib.readme.marks import fold_mark

HEADS = (heads.WEEK_HEADS, heads.TURN_HEADS, heads.NAME_HEADS, frozenset(heads.LINK_HEADS), heads.OTHER_HEADS)


def test_a_header_means_one_kind_of_column() -> None:
    assert [one & other for one, other in combinations(HEADS, 2) if one & other] == []


def test_every_header_is_written_as_headers_are_compared() -> None:
    written = [*heads.GENERIC, *(head for of_kind in HEADS for head in of_kind)]
    assert [head for head in written if fold_mark(head) != head] == []
