"""The count of what is asked to read."""

from studylib.stores.google.read_count import READS
from studylib.stores.opening import open_sheet
from studylib.workbook.cells import Tab, Workbook
from tests.stand_ins.googlesheets.server import Google


def test_each_read_of_a_sheet_is_counted_and_no_write(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("members", (("name",), ("하나",))),)))
    before, asked = READS.total, google_.mark()
    open_sheet(google_.address).fetch()
    assert READS.total - before == google_.count(since=asked) == 2
    assert google_.count("write", since=asked) == 0
