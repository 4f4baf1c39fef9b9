"""The lines of a text, in each of the three ways in which they end."""

import pytest

from tests.readme.grids import only


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_one(end: str) -> None:
    text = end.join(["|a|b|", "|-|-|", "|1|x|", "|2|y|"])
    found = only(text)
    assert [[text[c.start : c.end] for c in row] for row in found.rows] == [
        ["a", "b"],
        ["1", "x"],
        ["2", "y"],
    ]
