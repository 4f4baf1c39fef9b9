"""A workbook written as .xlsx comes back cell for cell."""

import errno
import os
import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.stores.xlsx.store import Xlsx
from studylib.stores.xlsx.write import pack_xlsx, write_xlsx
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.workbook.cells import Cell, Row, Tab, Workbook, trim_row
from tests.stores.workbooks import CELLS, exact
from tests.stores.xlsx.books import HEADER, PIECES, SEASON, there_and_back

WRITABLE_TITLES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="[]:*?/\\'\ufffe\uffff"),
    min_size=1,
    max_size=15,
).filter(lambda title: title.casefold() != "history")

WRITABLE_CELLS = CELLS.filter(lambda cell: not isinstance(cell, str) or not re.search("[\ufffe\uffff]", cell))

WORKBOOKS = st.lists(
    st.builds(
        Tab, WRITABLE_TITLES, st.lists(st.lists(WRITABLE_CELLS, max_size=5).map(tuple), max_size=5).map(tuple)
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda tab: tab.title.casefold(),
).map(lambda tabs: Workbook(tuple(tabs)))


@pytest.fixture(scope="module")
def lasting_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lasting") / "season.xlsx"


def one_cell(cell: Cell, path: Path) -> Cell:
    ((row,),) = (tab.rows for tab in there_and_back(Workbook((Tab("t", ((cell, "end"),)),)), path).tabs)
    return row[0]


def held(cell: Cell) -> Cell:
    """The cell as ``write`` promises that it comes back."""
    match cell:
        case bool() | str() | None:
            came: Cell = cell
        case float() if not isfinite(cell):
            came = str(cell)
        case int() | float() if cell == int(cell):
            came = int(cell) if abs(cell) <= 2**53 else cell if isinstance(cell, float) else str(cell)
        case datetime() if cell < datetime(1900, 3, 1) or cell.microsecond % 1000:
            came = str(cell)
        case datetime() if cell.time() == time():
            came = cell.date()
        case date() if not isinstance(cell, datetime) and cell < date(1900, 3, 1):
            came = str(cell)
        case time() if cell.microsecond % 1000:
            came = str(cell)
        case timedelta() if cell.microseconds % 1000 or abs(cell) >= timedelta(days=1_000_000):
            came = held_duration(cell)
        case _:
            came = cell
    return came


def held_duration(duration: timedelta) -> str:
    hours, rest = divmod(abs(duration), timedelta(hours=1))
    minutes, rest = divmod(rest, timedelta(minutes=1))
    return f"{'-' if duration < timedelta() else ''}{hours}:{minutes:02}:{rest.seconds:02}.{rest.microseconds:06}"


def held_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    kept = [trim_row([held(cell) for cell in row]) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


# There and back
@given(workbook=WORKBOOKS)
def test_any_workbook_comes_back_cell_for_cell(lasting_path: Path, workbook: Workbook) -> None:
    expected = Workbook(tuple(Tab(tab.title, held_rows(tab.rows)) for tab in workbook.tabs))
    assert exact(there_and_back(workbook, lasting_path)) == exact(expected)


@given(text=st.lists(st.sampled_from(PIECES), min_size=1).map("".join))
def test_a_text_comes_back_as_it_was_or_is_refused(lasting_path: Path, text: str) -> None:
    try:
        came = one_cell(text, lasting_path)
    except StudyboardError:
        assert re.search(r"_x[0-9A-Fa-f]{4}(_x[0-9A-Fa-f]{4}_|[\0-\x1f])", text) or text.startswith("<r>")
    else:
        assert came == text


@pytest.mark.parametrize(
    "text",
    [
        *PIECES,
        "=1+1",
        '=HYPERLINK("http://a.b","c")',
        " a ",
        "\n\n",
        "<r>a</r>",
        "<r>&</r>",
        "<r><t>a</t>\n</r>",
    ],
    ids=repr,
)
def test_a_text_stays_a_text_whatever_it_looks_like(path: Path, text: str) -> None:
    assert one_cell(text, path) == text


@pytest.mark.parametrize("text", ["x" * 32_767, "가" * 32_767, "\U0001f600" * 16_383 + "x", "\n" * 32_767])
def test_the_longest_text_comes_back_whole(path: Path, text: str) -> None:
    assert one_cell(text, path) == text


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2022, 5, 3, 23, 59, 59, 999000),
        datetime(2022, 5, 4, 0, 0, 0, 1000),
        datetime(1900, 3, 1, 0, 0, 0, 1000),
        datetime(9999, 12, 31, 23, 59, 59, 999000),
        date(1900, 3, 1),
        date(9999, 12, 31),
        time(),
        time(23, 59, 59, 999000),
        timedelta(hours=25),
        timedelta(hours=-5),
        timedelta(days=999_999, milliseconds=1),
    ],
    ids=repr,
)
def test_times_keep_their_milliseconds(path: Path, moment: Cell) -> None:
    assert exact(Workbook((Tab("t", ((one_cell(moment, path),),)),))) == exact(
        Workbook((Tab("t", ((moment,),)),))
    )


@pytest.mark.parametrize(
    ("cell", "came"),
    [
        (
            datetime(2022, 5, 3, 23, 59, 59, 999999),
            "2022-05-03 23:59:59.999999",
        ),  # rounding would make it late
        (datetime(1900, 2, 28, 12), "1900-02-28 12:00:00"),
        (date(1899, 12, 31), "1899-12-31"),
        (time(12, 0, 0, 1), "12:00:00.000001"),
        (timedelta(hours=-1, microseconds=-1), "-1:00:00.000001"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (2**53 + 1, "9007199254740993"),
        (datetime(2022, 5, 4), date(2022, 5, 4)),
        (3.0, 3),
    ],
    ids=repr,
)
def test_what_a_number_cell_cannot_hold_becomes_the_text_that_says_the_same(
    path: Path, cell: Cell, came: Cell
) -> None:
    found = one_cell(cell, path)
    assert (type(found), found) == (type(came), came)


@pytest.mark.parametrize(
    "number", [0.1 + 0.2, 5e-324, 1.7976931348623157e308, 123456789.12345679, -1.5, 2**53]
)
def test_a_number_keeps_its_last_digit(path: Path, number: float) -> None:
    assert one_cell(number, path) == number


def test_blank_rows_and_blank_columns_keep_their_place(path: Path) -> None:
    rows: tuple[Row, ...] = ((), (None, "b"), (), (None, None, 3), ("", "d"))
    assert there_and_back(Workbook((Tab("t", rows),)), path).tabs[0].rows == tuple(map(trim_row, rows))


def test_a_tab_without_cells_is_a_tab(path: Path) -> None:
    assert there_and_back(Workbook((Tab("a", ()), Tab("b", ((None,), ())))), path) == Workbook(
        (Tab("a", ()), Tab("b", ()))
    )


def test_openpyxl_reads_the_same_texts_and_sees_no_formula_and_no_link(path: Path) -> None:
    write_xlsx(
        Workbook((Tab("t", (("header",), ("=1+1",), ("http://a.b/",), ("<r>a</r>",), ("007",))),)), path
    )
    sheet = openpyxl.load_workbook(path)["t"]
    cells = [sheet.cell(row, 1) for row in range(2, 6)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (text, "s", None) for text in ("=1+1", "http://a.b/", "<r>a</r>", "007")
    ]


def test_packed_bytes_are_the_file_that_is_written(path: Path) -> None:
    book = Workbook((Tab("t", (HEADER, ("가람", 1, True))),))
    path.write_bytes(pack_xlsx(book))
    assert Xlsx(str(path)).fetch() == book
    with pytest.raises(WorkbookError):
        pack_xlsx(Workbook(()))


def test_a_written_sheet_is_pleasant_to_read(path: Path) -> None:
    write_xlsx(
        Workbook((Tab("t", (HEADER, ("가람", datetime(2022, 5, 3, 23, 59, 59, 999000), "x" * 500))),)), path
    )
    sheet = openpyxl.load_workbook(path)["t"]
    assert sheet.freeze_panes == "A2"
    assert [cell.font.bold for cell in sheet[1]] == [True, True, True]
    assert [cell.font.bold for cell in sheet[2]] == [False, False, False]
    assert sheet["B2"].number_format == "yyyy-mm-dd hh:mm:ss.000"
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] < widths[1] < widths[2] < 62


def test_a_workbook_that_is_refused_leaves_the_old_file(path: Path) -> None:
    write_xlsx(SEASON, path)
    with pytest.raises(WorkbookError):
        write_xlsx(Workbook((Tab("a", ()), Tab("b", (("x" * 40_000,),)))), path)
    assert Xlsx(str(path)).fetch() == SEASON
    assert os.listdir(path.parent) == [path.name]


def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_beside_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_xlsx(SEASON, path)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkbookError, match=r"season\.xlsx cannot be written: No space left on device"):
        write_xlsx(Workbook((Tab("other", ()),)), path)
    assert Xlsx(str(path)).fetch() == SEASON
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize("name", ["no/such/folder.xlsx", "folder.xlsx", "nul\0.xlsx"])
def test_a_place_that_cannot_be_written_is_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(WorkbookError, match="cannot be written"):
        write_xlsx(SEASON, tmp_path / name)
    assert os.listdir(tmp_path) == ["folder.xlsx"]


def test_a_link_to_a_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.xlsx").symlink_to(path)
    write_xlsx(SEASON, tmp_path / "link.xlsx")
    assert (tmp_path / "link.xlsx").is_symlink()
    assert Xlsx(str(path)).fetch() == SEASON
