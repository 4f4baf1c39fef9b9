"""What counts as handed in."""

import pytest

from studylib.readme.entry import Entry
from studylib.readme.grid import GridCell
from studylib.readme.marks import Mark

CELL = GridCell((), 1, (0, 0))


@pytest.mark.parametrize(
    ("address", "mark", "handed_in"),
    [
        ("https://e.org", Mark.NOT, True),
        ("https://e.org", None, True),
        ("", Mark.DONE, False),
        (None, Mark.DONE, True),
        (None, Mark.LATE, True),
        (None, Mark.PART, False),
        (None, Mark.EXCUSED, False),
        (None, Mark.NOT, False),
        (None, None, False),
    ],
)
def test_a_link_counts_and_without_one_a_mark_for_done_or_late(
    address: str | None, mark: Mark | None, handed_in: bool
) -> None:
    assert Entry("가람", 1, address, mark, CELL).handed_in is handed_in
