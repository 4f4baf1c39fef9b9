"""The requests of a read and of a write: how many, signed how, and tried how often."""

import pytest

from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.googlesheets.server import LONGEST_ADDRESS, Google


def test_a_refresh_is_two_requests_however_many_tabs_there_are(google_: Google) -> None:
    book = Workbook(tuple(Tab(f"탭 {number}", (("a",),)) for number in range(30)))
    google_.spreadsheet.fill(book)
    opened, mark = Sheet(google_.address), google_.mark()
    assert google_.count(since=mark) == 0
    assert opened.fetch().tabs == book.tabs
    assert [each.kind for each in google_.requests[mark:]] == ["metadata", "values"]


def test_so_many_tabs_that_one_address_is_too_long_for_their_titles_take_several_requests(
    google_: Google,
) -> None:
    book = Workbook(tuple(Tab(f"설문지 응답 시트 {number}", ((number,),)) for number in range(300)))
    google_.spreadsheet.fill(book)
    mark = google_.mark()
    assert Sheet(google_.address).fetch().tabs == book.tabs
    lengths = [each.length for each in google_.requests[mark:] if each.kind == "values"]
    assert len(lengths) > 1
    assert max(lengths) < LONGEST_ADDRESS


@pytest.mark.parametrize("fault", ["500", "502", "503", "429"])
def test_a_short_fault_is_tried_again_and_not_noticed(google_: Google, fault: str) -> None:
    google_.fault(fault, times=2, on="values")
    mark = google_.mark()
    assert Sheet(google_.address).fetch().tabs
    assert google_.count("values", mark) == 3


@pytest.mark.parametrize(("fault", "requests"), [("503", 3), ("429", 3), ("403", 1), ("404", 1), ("hang", 2)])
def test_a_lasting_fault_is_tried_a_few_times_and_no_more(google_: Google, fault: str, requests: int) -> None:
    google_.fault(fault, on="metadata")
    mark = google_.mark()
    with pytest.raises(WorkbookError):
        Sheet(google_.address).fetch()
    assert google_.count(since=mark) == requests
