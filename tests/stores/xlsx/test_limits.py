"""What Excel cannot hold is refused and named by its place."""

from pathlib import Path

import pytest

from studylib.stores.xlsx.write import write_xlsx
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Row, Tab, Workbook
from tests.stores.xlsx.books import HEADER, there_and_back


# What Excel does not take
@pytest.mark.parametrize(
    "title",
    [
        "x" * 32,
        "\U0001f600" * 16,
        "a/b",
        "a\\b",
        "a?b",
        "a*b",
        "a:b",
        "[a",
        "a]",
        "",
        "'a",
        "a'",
        "History",
        "a\nb",
    ],
)
def test_a_title_that_excel_does_not_take_is_named(path: Path, title: str) -> None:
    with pytest.raises(WorkbookError, match="title") as raised:
        write_xlsx(Workbook((Tab("ok", ()), Tab(title, ()))), path)
    assert " ".join(title.split()) in str(raised.value)
    assert not path.exists()


@pytest.mark.parametrize("title", ["x" * 31, "설문지 응답 시트1", "a'b", " a ", "=1+1", "\U0001f600"])
def test_a_title_that_excel_takes_comes_back(path: Path, title: str) -> None:
    assert there_and_back(Workbook((Tab(title, ()),)), path).tabs[0].title == title


@pytest.mark.parametrize("titles", [("a", "a"), ("Answers", "ANSWERS"), ("straße", "STRASSE")])
def test_two_tabs_of_one_title_are_refused(path: Path, titles: tuple[str, str]) -> None:
    with pytest.raises(WorkbookError, match=f"title {titles[1]}"):
        write_xlsx(Workbook(tuple(Tab(title, ()) for title in titles)), path)


def test_a_workbook_without_tabs_is_refused(path: Path) -> None:
    with pytest.raises(WorkbookError, match="no tabs"):
        write_xlsx(Workbook(()), path)


@pytest.mark.parametrize("text", ["x" * 32_768, "\U0001f600" * 16_384], ids=["letters", "emoji"])
def test_a_text_that_is_too_long_is_named_by_its_place(path: Path, text: str) -> None:
    row = (*(None,) * 27, text)
    with pytest.raises(WorkbookError, match=r"Tab 답, row 2, column AB: .*longer than the 32767"):
        write_xlsx(Workbook((Tab("답", (HEADER, row)),)), path)


@pytest.mark.parametrize(
    "text", ["a\ufffe", "\uffff", "\ud83d", "_x0041_x0042_", "_x0041\r", "<r>\x01</r>"], ids=ascii
)
def test_a_text_that_a_file_cannot_hold_is_named_by_its_place(path: Path, text: str) -> None:
    with pytest.raises(WorkbookError, match="Tab 답, row 2, column C: "):
        write_xlsx(Workbook((Tab("답", (HEADER, ("가람", 1, text))),)), path)


def test_too_many_columns_are_named_by_their_row(path: Path) -> None:
    rows = ((), tuple(range(16_385)))
    with pytest.raises(WorkbookError, match="Tab t, row 2 has 16385 columns"):
        write_xlsx(Workbook((Tab("t", rows),)), path)
    last = Workbook((Tab("t", (rows[1][:-1],)),))
    assert there_and_back(last, path) == last


def test_too_many_rows_are_reported(path: Path) -> None:
    rows: tuple[Row, ...] = (("a",),) * 1_048_577
    with pytest.raises(WorkbookError, match="tab t has 1048577 rows"):
        write_xlsx(Workbook((Tab("t", rows),)), path)
