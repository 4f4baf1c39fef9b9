"""Rows that are written: where they go, and what is refused."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from studylib.stores.google.sheet import Sheet
from studylib.stores.store import HeaderChangedError, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Edit, Row, Tab, Workbook
from tests.season import seasons
from tests.stand_ins.googlesheets.a1 import Area
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.googlesheets.value import evaluate
from tests.stores.google.sheets import writing


@pytest.fixture
def opened(google_: Google, tmp_path: Path) -> Sheet:
    writing(tmp_path)
    return Sheet(google_.address)


def fill(google_: Google, *rows: tuple[object, ...]) -> None:
    google_.spreadsheet.fill(Workbook((Tab("납부", rows),)))  # type: ignore[arg-type]  # cells


def test_formulas_links_notes_and_formats_beside_a_changed_cell_live_on(
    google_: Google, opened: Sheet
) -> None:
    google_.spreadsheet.fill(
        seasons.book(
            weeks=seasons.tab(
                "weeks", "week | title | lecture | due_at", (1, "CNNs", "강의", datetime(2022, 4, 12, 22))
            )
        )
    )
    tab = google_.spreadsheet.tab("weeks")
    tab.put(1, 6, evaluate("=2*3"))
    tab.detail("C2", hyperlink="https://a.kr/1")
    tab.detail("A2", note="메모")
    row = opened.fetch().tabs[2].rows[1]
    assert row == (1, "CNNs", "강의 https://a.kr/1", datetime(2022, 4, 12, 22), None, None, 6)
    opened.rewrite([Edit("weeks", 2, row, (1, "RNNs", *row[2:]))])
    assert opened.fetch().tabs[2].rows[1] == (1, "RNNs", *row[2:])
    assert (tab.details[1, 2], tab.details[1, 0]) == ({"hyperlink": "https://a.kr/1"}, {"note": "메모"})


@pytest.mark.parametrize("change", ["address", "format"])
def test_a_change_that_only_the_details_show_is_told_and_seen_by_the_next_read(
    google_: Google, opened: Sheet, change: str
) -> None:
    google_.spreadsheet.fill(
        seasons.book(
            weeks=seasons.tab("weeks", "week | lecture", (1, "강의")),
            tiers=seasons.tab("tiers", "status | hours | amount", ("late", 0.5, 3000), "absent | | 4000"),
        )
    )
    title = "weeks" if change == "address" else "tiers"
    row = next(tab.rows[1] for tab in opened.fetch().tabs if tab.title == title)
    if change == "address":
        google_.spreadsheet.tab("weeks").detail("B2", hyperlink="https://new.kr")
    else:
        google_.spreadsheet.tab("tiers").edit("B2", time(12))
    with pytest.raises(WorkbookChangedError):
        opened.rewrite([Edit(title, 2, row, ("x", *row[1:]))])
    row = next(tab.rows[1] for tab in opened.fetch().tabs if tab.title == title)
    assert row[1] in ("강의 https://new.kr", time(12))
    opened.rewrite([Edit(title, 2, row, (*row[:1], *row[1:2], "y"))])


@pytest.mark.parametrize("number", [999, 1_000, 1_001, 1_002])
def test_rows_go_below_the_last_one_also_beyond_the_grid(google_: Google, opened: Sheet, number: int) -> None:
    fill(google_, ("납부일",), *[("x",)] * (number - 2))
    opened.fetch()
    opened.rewrite([Edit("납부", number, None, ("y", 1)), Edit("납부", number + 1, None, ("z", 2))])
    opened.append("납부", ("납부일",), [("w",)])
    assert [row[0] for row in google_.spreadsheet.tab("납부").rows[number - 1 :]] == ["y", "z", "w"]


def test_a_spilled_formula_a_merged_cell_and_a_protected_one_are_refused_whole(
    google_: Google, opened: Sheet
) -> None:
    fill(google_, ("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6"))
    tab = google_.spreadsheet.tab("납부")
    opened.fetch()
    first = Edit("납부", 2, ("1", "2", "3"), ("x", "2", "3"))
    last = Edit("납부", 3, ("4", "5", "6"), ("4", "y", "6"))
    before = tab.rows
    tab.spilled.add((2, 1))
    with pytest.raises(WorkbookError, match="cell B3: a formula fills it"):
        opened.rewrite([first, last])
    tab.spilled.clear()
    tab.merges.append(Area(1, 1, 3, 2))
    with pytest.raises(WorkbookError, match="merged"):
        opened.rewrite([first, last])
    tab.merges.clear()
    tab.protected.append(Area(2, 1, 3, 2))
    with pytest.raises(WorkbookError, match="is protected"):
        opened.rewrite([first, last])
    assert tab.rows == before
    assert not google_.spreadsheet.metadata


def test_a_tab_that_was_renamed_made_or_deleted_meanwhile_is_told(google_: Google, opened: Sheet) -> None:
    fill(google_, ("a",), ("1",))
    opened.fetch()
    edit = Edit("납부", 2, ("1",), ("2",))
    google_.spreadsheet.tab("납부").title = "납부 2"
    with pytest.raises(WorkbookChangedError):
        opened.rewrite([edit])
    google_.spreadsheet.add("새 탭")
    with pytest.raises(WorkbookChangedError):
        opened.rewrite([Edit("새 탭", 1, None, ("x",))])
    opened.fetch()
    with pytest.raises(WorkbookChangedError):
        opened.rewrite([edit])
    assert google_.spreadsheet.tab("납부 2").rows == [["a"], ["1"]]


def test_rows_are_appended_to_a_tab_that_another_program_has_just_made(
    google_: Google, opened: Sheet
) -> None:
    fill(google_, ("a",))
    opened.fetch()
    Sheet(google_.address).append("제출", ("시각", "이름"), [(1, "가람")])
    opened.append("제출", ("시각", "이름"), [(2, "나래")])
    assert google_.spreadsheet.tab("제출").rows == [["시각", "이름"], [1, "가람"], [2, "나래"]]
    with pytest.raises(HeaderChangedError):
        opened.append("제출", ("시각", "링크"), [(2, "나래")])


def test_a_day_that_is_written_is_a_day_in_the_sheet_and_for_the_next_read(
    google_: Google, opened: Sheet
) -> None:
    google_.spreadsheet.fill(seasons.book())
    opened.fetch()
    rows: tuple[Row, ...] = (("납부일", "월", "이름", "금액"), (date(2022, 5, 2), "2022-05", "가람", 3_000))
    opened.rewrite([Edit("납부", number, None, row) for number, row in enumerate(rows, 1)])
    assert opened.fetch().tabs[-1].rows == rows
    assert google_.spreadsheet.tab("납부").frozen_rows == 1
    assert google_.spreadsheet.tab("납부").read(Area(1, 0, 2, 4), option="FORMATTED_VALUE")[0][:2] == [
        "5/2/2022",
        "2022-05",
    ]


def test_a_chart_of_that_title_is_told_from_a_tab(
    google_: Google, opened: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(google_, ("a",))
    monkeypatch.setattr(
        type(google_.spreadsheet.tab("납부")),
        "properties",
        lambda self, index: {"sheetId": 1, "title": self.title, "sheetType": "OBJECT"},
    )
    with pytest.raises(WorkbookError, match="The tab 납부 has no cells"):
        opened.rewrite([Edit("납부", 1, None, ("a",))])
