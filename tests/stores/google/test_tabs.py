"""The tabs of a Google Sheet."""

from datetime import datetime
from pathlib import Path

import pytest

from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from tests.season import seasons
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import fetched, writing

TITLES = ["설정", "A1", "it's", "C", "R1C1", "1/2", "a!b", "설문지 응답 시트1", "'", "2022년 5월"]
"""Titles of which some read as a cell, a range or a quotation where they are not quoted."""


def test_every_title_is_read_as_a_title(google_: Google) -> None:
    book = Workbook(tuple(Tab(title, ((title,), (at,))) for at, title in enumerate(TITLES)))
    assert fetched(google_, book).tabs == book.tabs


def test_hidden_tabs_are_read_too(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("a", ((1,),)), Tab("b", ((2,),)))))
    google_.spreadsheet.tab("b").hidden = True
    assert [tab.title for tab in Sheet(google_.address).fetch().tabs] == ["a", "b"]


def test_the_same_answer_in_two_tabs_counts_once(google_: Google) -> None:
    row = (datetime(2022, 4, 10, 12, 0, 0, 123_000), "가람", 1, "https://n.kr/1")
    header = ("Timestamp", "name", "week", "link")
    book = seasons.book(
        answers=seasons.tab("Form Responses 1", header, row),
        again=seasons.tab(
            "설문지 응답 시트2", ("타임스탬프", "링크", "주차", "이름"), (row[0], row[3], "1주차", "가람")
        ),
    )
    study, problems = reader.read(fetched(google_, book))
    assert (len(study.submissions), problems) == (1, [])


def test_a_tab_renamed_between_the_two_requests_costs_one_more_round_and_no_error(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("전", (("a",),)),)))

    def rename(request: Request) -> None:
        if request.kind == "values" and google_.count("values", mark) == 1:
            google_.spreadsheet.tab("전").title = "후"

    mark = google_.mark()
    google_.on_request = rename
    assert [tab.title for tab in Sheet(google_.address).fetch().tabs] == ["후"]
    assert [each.kind for each in google_.requests[mark:]] == ["metadata", "values"] * 2


def test_a_tab_made_smaller_between_two_requests_costs_one_more_round_and_no_error(google_: Google) -> None:
    rows = (("status", "hours", "amount"), ("late", 0.5, 3_000))
    google_.spreadsheet.fill(Workbook((Tab("tiers", rows),)))

    def shrink(request: Request) -> None:
        if "ranges" in request.query and request.kind == "metadata":
            google_.spreadsheet.tab("tiers").resize(1, 3)

    google_.on_request = shrink
    assert Sheet(google_.address).fetch().tabs == (Tab("tiers", rows[:1]),)


def test_a_tab_renamed_all_the_time_is_an_error_in_words(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("0", (("a",),)),)))

    def rename(request: Request) -> None:
        if request.kind == "values":
            google_.spreadsheet.tabs[0].title += "'"

    google_.on_request = rename
    with pytest.raises(WorkbookError, match="Google refuses the request: 400"):
        Sheet(google_.address).fetch()


def test_each_tab_has_an_address_of_its_own_for_the_leader(google_: Google) -> None:
    google_.spreadsheet.fill(Workbook((Tab("설정", ()), Tab("멤버", ()))))
    opened = Sheet(google_.address)
    assert opened.address_of("설정") is None, "nothing was fetched yet"
    opened.fetch()
    first, second = (tab.id for tab in google_.spreadsheet.tabs)
    assert opened.address_of("설정") == f"{google_.address}#gid={first}"
    assert opened.address_of("멤버") == f"{google_.address}#gid={second}"
    assert opened.address_of("없는 탭") is None


HEADER = ("타임스탬프", "이름", "링크")


def test_a_row_goes_under_the_header_of_an_empty_tab(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", ()),)))
    opened = Sheet(google_.address)
    opened.append("제출", HEADER, [("a", "b", "c")])
    assert opened.fetch().tabs[0].rows == (HEADER, ("a", "b", "c"))
