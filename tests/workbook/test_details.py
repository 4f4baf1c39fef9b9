"""Details of doubtful cells, written into the cells."""

from datetime import date, datetime, time, timedelta

import pytest

from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.details import Detail, apply_details
from studylib.workbook.hiders import Hidden, Hider
from studylib.workbook.hyperlinks import Hyperlink

DAY, TIME = Detail(is_day=True), Detail(is_time=True)


def completed(cell: Cell, detail: Detail, hidden: Hidden = Hidden.MOMENT) -> Tab:
    book = Workbook((Tab("다른", (("a",),)), Tab("탭", (("a", "b"), ("x", cell), ("y", cell)))))
    changed = apply_details(book, {Hider("탭", 1, 1, cell, hidden): detail})
    assert changed.tabs[0] is book.tabs[0]
    assert changed.tabs[1].rows[0::2] == book.tabs[1].rows[0::2]
    return changed.tabs[1]


@pytest.mark.parametrize(
    ("serial", "detail", "cell"),
    [
        (0.5, TIME, time(12)),
        (0, TIME, time(0)),
        (1, TIME, timedelta(days=1)),
        (1.5, TIME, timedelta(hours=36)),
        (-0.5, TIME, timedelta(hours=-12)),
        (44_684, DAY, date(2022, 5, 3)),
        (44_684.5, DAY, datetime(2022, 5, 3, 12)),
        (0.5, Detail(), 0.5),
        (44_684, Detail(), 44_684),
        (1e300, DAY, "1e+300"),
        (float("inf"), TIME, "inf"),
        (float("nan"), TIME, "nan"),
    ],
)
def test_a_number_that_is_shown_as_a_day_or_a_time_becomes_one(
    serial: float, detail: Detail, cell: Cell
) -> None:
    assert completed(serial, detail).rows[1] == ("x", cell)


def test_a_text_takes_the_address_behind_it() -> None:
    detail = Detail(hyperlinks=(Hyperlink("https://a.kr"),))
    assert completed("글", detail, Hidden.LINK).rows[1] == ("x", "글 https://a.kr")
    assert completed("글", Detail(), Hidden.LINK).rows[1] == ("x", "글")


@pytest.mark.parametrize(("has_note", "edited"), [(True, {2}), (False, set())])
def test_a_row_with_a_note_is_an_edited_one(has_note: bool, edited: set[int]) -> None:
    assert completed(44_684.5, Detail(has_note=has_note), Hidden.EDIT).edited == edited


def test_without_details_the_workbook_stays_the_same_object() -> None:
    book = Workbook((Tab("탭", (("a",),)),))
    assert apply_details(book, {}) is book
