"""The header of a table of weeks."""

import pytest

from studylib.readme.axis import find_weeks
from tests.readme.grids import only

HEAD = "<tr><th>주차</th><th>가람</th></tr>"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("|주차|가람|\n|-|-|\n|OT|O|\n|1주차|O|\n", 1),
        ("|주차|가람|\n|-|-|\n|||\n|1주차|O|\n", 1),
        (f"<table>{HEAD}<tr><td>OT</td><td>O</td></tr><tr><td>1주차</td><td>O</td></tr></table>", 1),
        (f"<table><tr><th colspan=2>1기</th></tr>{HEAD}<tr><td>1주차</td><td>O</td></tr></table>", 2),
        ("<table><tr><td>1주차</td><td>O</td></tr><tr><td>2주차</td><td>O</td></tr></table>", 0),
        ("|이름|역할|1주차|2주차|\n|-|-|-|-|\n|가람|BE|O|X|\n", 2),
    ],
    ids=["OT", "blank", "OT in html", "a title above", "no header", "turned"],
)
def test_a_row_below_the_header_without_a_week_is_no_header(text: str, head: int) -> None:
    axis = find_weeks(only(text))
    assert axis is not None
    assert axis.head == head
