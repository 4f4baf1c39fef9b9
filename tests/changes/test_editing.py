"""A tab for editing: cells as text, typed text as cells."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.changes import editing
from studylib.workbook import layouts, values
from studylib.workbook.cells import Cell
from studylib.workbook.layouts import MEMBERS
from tests.season.seasons import book, tab


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("3", 3),
        ("-3000", -3000),
        ("1.5", 1.5),
        ("2022-05-04", date(2022, 5, 4)),
        ("2022-05-04 12:00:00", datetime(2022, 5, 4, 12)),
        ("2022-05-04 12:00", "2022-05-04 12:00"),
        ("007", "007"),
        ("+3", "+3"),
        ("1.50", "1.50"),
        ("3주차", "3주차"),
        ("3,000원", "3,000원"),
        ("2022-05", "2022-05"),
        ("2022-02-30", "2022-02-30"),
        ("nan", "nan"),
        ("1e5", "1e5"),
        ("TRUE", "TRUE"),
        ("２", "２"),
        (" 가람 ", "가람"),
        ("a\nb", "a\nb"),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_typed_text_becomes_the_cell_that_is_shown_in_just_that_way(typed: str | None, cell: Cell) -> None:
    assert repr(editing.parse_cell(typed)) == repr(cell)


@given(st.text())
def test_whatever_is_typed_is_shown_as_it_was_typed(typed: str) -> None:
    assert values.show_text(editing.parse_cell(typed)) == values.show_text(typed)


def test_the_grid_shows_every_address_masked_and_all_of_a_cell_that_should_be_one() -> None:
    cells = book(
        members=tab("members", "name | email | github", "가람 | garam@x.kr | me@y.kr", "나래 | narae.x.kr"),
        payments=tab(
            "payments", "paid_on | month | member | amount | note", "x | x | x | x | from garam@x.kr."
        ),
    )
    assert [row["email"] for row in editing.open_tab(cells, MEMBERS, "en").rows.values()] == [
        "g***@x.kr",
        "n***",
    ]
    assert editing.open_tab(cells, MEMBERS, "en").rows[2]["github"] == "m***@y.kr"
    assert editing.open_tab(cells, layouts.PAYMENTS, "en").rows[2]["note"] == "from g***@x.kr."
