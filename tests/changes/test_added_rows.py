"""The rows of a change, to append or to paste. Those of a closing are in test_close."""

from datetime import datetime

import pytest

from studylib.changes.added_rows import list_added_rows
from studylib.changes.check_in import check_in
from studylib.workbook import reader
from studylib.workbook.cells import Row, Tab
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.season.seasons import tab

AT = datetime(2022, 4, 12, 19, 58, 1, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("attendance", "header", "row"),
    [
        (
            tab("출석", "메모 | arrived_at | 이름 | 주차 | 과제"),
            ("메모", "arrived_at", "이름", "주차", "과제"),
            (None, AT.replace(tzinfo=None), "가람", 1, "모임"),
        ),
        (
            tab("출석", "이름 | 주차 | 도착"),
            ("이름", "주차", "도착"),
            ("가람", 1, AT.replace(tzinfo=None)),
        ),
    ],
)
def test_the_rows_of_an_arrival_go_under_the_headers_of_its_tab(
    attendance: Tab, header: Row, row: Row
) -> None:
    tasks = tab("tasks", "task | kind | due", "모임 | attendance | Tue 20:00")
    cells = seasons.book(attendance=attendance, tasks=tasks)
    change = check_in(cells, reader.read(cells)[0], (1, "모임"), "가람", AT)
    new = list_added_rows(cells, change)
    assert (new.title, new.header, new.rows) == ("출석", header, (row,))
