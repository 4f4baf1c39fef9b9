"""The look at rows just before a write."""

import pytest

from studylib.stores.google.look import MOST_RANGES, NEAR, join_rows, look
from studylib.stores.google.sheet import Sheet
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.googlesheets.discovery import complaints
from tests.stand_ins.googlesheets.server import Google


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ([], []),
        ([5, 2, 5], [(2, 5)]),
        ([1, 1 + NEAR], [(1, 1 + NEAR)]),
        ([1, 2 + NEAR], [(1, 1), (2 + NEAR, 2 + NEAR)]),
        (
            [100 * each for each in range(1, MOST_RANGES + 1)],
            [(100 * n, 100 * n) for n in range(1, MOST_RANGES + 1)],
        ),
        ([100 * each for each in range(1, MOST_RANGES + 2)], [(100, 100 * (MOST_RANGES + 1))]),
    ],
)
def test_rows_near_each_other_are_one_range_and_there_are_few_of_them(
    rows: list[int], spans: list[tuple[int, int]]
) -> None:
    assert join_rows(rows) == spans


def test_one_request_gives_the_rows_the_grid_and_the_marks_as_google_describes_them(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("a", (("x",),)), Tab("b'c", (("x",), (), (1.5, "=1", True))))))
    client, mark = Sheet(google_.address)._reading, google_.mark()
    seen = look(client, {"b'c": [(1, 1), (3, 1000)]})
    assert google_.count(since=mark) == 1
    assert list(seen.tabs) == ["b'c"]
    assert (seen.tabs["b'c"].rows, seen.tabs["b'c"].columns) == (1000, 26)
    assert seen.tabs["b'c"].at(2, 1)["userEnteredValue"] == {"stringValue": "=1"}
    asked = google_.requests[-1]
    body = client.fetch_spreadsheet(asked.query["fields"][0])
    assert complaints("GET", asked.path, body) == []
