"""The store of a Google Sheet, against the stand-in for Google."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from studylib.stores.google import sheet
from studylib.stores.google.cells import parse_zone
from studylib.stores.google.sheet import Sheet
from studylib.stores.opening import open_store
from studylib.stores.store import HeaderChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook import answers, entries, reader
from studylib.workbook.cells import Edit, Tab, Workbook
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import writing


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.google.com/spreadsheets/d/{id}",
        "https://docs.google.com/spreadsheets/d/{id}/edit?usp=sharing#gid=12",
        "https://docs.google.com/spreadsheets/u/1/d/{id}/edit",
    ],
)
def test_an_address_is_taken_as_the_browser_shows_it(google_: Google, address: str) -> None:
    opened = open_store(address.format(id=google_.spreadsheet.id))
    assert isinstance(opened, Sheet)
    assert [tab.title for tab in opened.fetch().tabs] == ["시트1"]


@pytest.mark.parametrize(
    "address",
    ["https://docs.google.com/forms/d/e/1FAIpQLSabcdefgh/viewform", "https://docs.google.com/spreadsheets/"],
)
def test_another_address_of_googles_is_refused_in_words(google_: Google, address: str) -> None:
    with pytest.raises(WorkbookError, match="not the address of a Google Sheet"):
        open_store(address)


def test_a_sheet_never_shows_its_whole_address(google_: Google) -> None:
    assert google_.spreadsheet.id not in Sheet(google_.address).name


# ---- writing ----


HEADER = ("타임스탬프", "이름", "링크")


def test_the_first_row_makes_the_tab_and_the_next_ones_go_below(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    opened = Sheet(google_.address)
    version = opened.version()
    opened.append("제출", HEADER, [("2022-05-01", "가람", "=1+1")])
    opened.append("제출", HEADER, [("2022-05-02", None, "007")])
    opened.append("제출", HEADER, [("2022-05-03", "나래")])
    assert opened.version() != version
    assert opened.fetch().tabs[-1] == Tab(
        "제출",
        (HEADER, ("2022-05-01", "가람", "=1+1"), ("2022-05-02", None, "007"), ("2022-05-03", "나래")),
    )
    assert google_.spreadsheet.tab("제출").frozen_rows == 1


def test_a_row_is_not_written_under_other_columns(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (("타임스탬프", "링크"),)),)))
    with pytest.raises(HeaderChangedError, match="columns of the tab 제출"):
        Sheet(google_.address).append("제출", HEADER, [("a", "b", "c")])
    assert len(google_.spreadsheet.tab("제출").rows) == 1


def test_a_row_with_a_blank_first_cell_is_not_shifted(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    rows = [(None, "a", "b", "c"), (None, None, "d")]
    for row in rows:
        Sheet(google_.address).append("제출", ("메모", *HEADER), [row])
    assert Sheet(google_.address).fetch().tabs[-1].rows[1:] == tuple(rows)


def test_a_sheet_is_never_replaced(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    with pytest.raises(WorkbookError, match="never replaces"):
        Sheet(google_.address).replace(Workbook(()))


def test_a_sheet_that_is_only_read_is_not_rewritten_and_says_how_it_could_be(google_: Google) -> None:
    mark = google_.mark()
    with pytest.raises(WorkbookError, match="set write = true"):
        Sheet(google_.address).rewrite([Edit("제출", 1, None, ("a",))])
    assert google_.count(since=mark) == 0


def test_an_answer_from_the_page_goes_beside_the_forms_tab(google_: Google, tmp_path: Path) -> None:
    writing(tmp_path)
    google_.spreadsheet.fill(seasons.book())
    google_.spreadsheet.zone = "America/New_York"
    opened = Sheet(google_.address)
    cells = opened.fetch()
    study, _ = reader.read(cells)
    at = datetime(2022, 4, 12, 23, 59, 59, 999_000, tzinfo=SEOUL)
    answer = answers.Answer("다온", 1, at, "https://n.kr/9", "")
    entry = entries.make_answer_rows(cells, study, answer, beside_form=True)
    opened.append(entry.title, entry.header, entry.rows)
    again, problems = reader.read(opened.fetch())
    assert entry.title == "제출"
    assert all(each.is_notice for each in problems)  # the sheet is of another zone
    handed_in = again.submissions[again.submissions["member"] == "다온"]
    assert handed_in["submitted_at"].tolist() == [at]
    assert len(google_.spreadsheet.tab("Form Responses 1").rows) == 3


def test_a_write_does_not_wait_for_ever_behind_another(
    google_: Google, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing(tmp_path)
    monkeypatch.setattr(sheet, "TURN_SECONDS", 0.05)
    google_.spreadsheet.fill(Workbook((Tab("제출", (HEADER,)),)))
    opened, mark = Sheet(google_.address), google_.mark()
    google_.fault("hang", on="metadata")
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(opened.append, "제출", HEADER, [("a", "b", "c")])
        google_.wait(1, "metadata", since=mark)
        with pytest.raises(WorkbookError, match="Others are writing"):
            opened.append("제출", HEADER, [("d", "e", "f")])
        google_.fix()
        first.result()
    assert [row[0] for row in opened.fetch().tabs[0].rows] == ["타임스탬프", "a"]


def test_a_read_has_the_tabs_of_its_own_answer_whatever_another_thread_was_told(
    google_: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    google_.spreadsheet.fill(Workbook((Tab("멤버", (("이름",),)), Tab("납부", (("이름",),)))))
    opened, met = Sheet(google_.address), list[str]()

    def read_older(name: str) -> object:
        met.append(name)
        if len(met) == 1:  # between the two requests another thread gets an answer from before the tab
            tab = google_.spreadsheet.tabs.pop()
            with ThreadPoolExecutor() as pool:
                assert len(pool.submit(opened.fetch).result().tabs) == 1
            google_.spreadsheet.tabs.append(tab)
        return parse_zone(name)

    monkeypatch.setattr(sheet, "parse_zone", read_older)
    assert [tab.title for tab in opened.fetch().tabs] == ["멤버", "납부"]
