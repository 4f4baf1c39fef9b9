"""The store of a workbook in an .xlsx file, and writing such a file."""

import errno
import io
import os
import re
import zipfile
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from studylib.stores.store import HeaderChangedError
from studylib.stores.xlsx import measure
from studylib.stores.xlsx.store import Xlsx
from studylib.stores.xlsx.write import pack_xlsx, write_xlsx
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook, trim_row
from tests.stores.database.test_database import CELLS, exact

HEADER = ("이름", "주차", "링크")
SEASON = Workbook(
    (Tab("설정", (("키", "값"), ("스터디", "표본"))), Tab("답", (HEADER, ("가람", 1, None, "메모"))))
)

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

# Pieces that mean something in a sheet, in XML, in Excel's escapes or to XlsxWriter.
PIECES = [
    "=",
    "+",
    "-",
    "@",
    "{=1+1}",
    "007",
    "1e5",
    "3-1",
    "TRUE",
    "#N/A",
    "nan",
    "http://a.b/",
    "internal:A!B1",
]
PIECES += [
    "_x000D_",
    "_x000d",
    "_",
    "x0041_",
    "_x005F_",
    "<r>",
    "</r>",
    "<t>",
    "&amp;",
    "]]>",
    "\x00",
    "\x1f",
    "\x7f",
]
PIECES += [
    " ",
    "\t",
    "\r",
    "\n",
    "\xa0",
    "\u3000",
    "\u2028",
    "\u200b",
    "e\u0301",
    "\U0001f600",
    "가",
    "\ufeff",
    "'",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "season.xlsx"


@pytest.fixture(scope="module")
def lasting_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lasting") / "season.xlsx"


def there_and_back(workbook: Workbook, path: Path) -> Workbook:
    write_xlsx(workbook, path)
    return Xlsx(str(path)).fetch()


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


def sheet_xml(path: Path, change: tuple[bytes, bytes]) -> None:
    """Changes the first sheet inside the file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert change[0] in parts[name]
    parts[name] = parts[name].replace(*change)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


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


def test_too_many_rows_are_said(path: Path) -> None:
    rows: tuple[Row, ...] = (("a",),) * 1_048_577
    with pytest.raises(WorkbookError, match="tab t has 1048577 rows"):
        write_xlsx(Workbook((Tab("t", rows),)), path)


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
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(WorkbookError, match="cannot be written"):
        write_xlsx(SEASON, tmp_path / name)
    assert os.listdir(tmp_path) == ["folder.xlsx"]


def test_a_link_to_a_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.xlsx").symlink_to(path)
    write_xlsx(SEASON, tmp_path / "link.xlsx")
    assert (tmp_path / "link.xlsx").is_symlink()
    assert Xlsx(str(path)).fetch() == SEASON


# Files from elsewhere


def test_all_worksheets_are_tabs_hidden_ones_too_and_charts_are_not(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "first"
    book.create_chartsheet("chart")
    book.create_sheet("hidden").sheet_state = "hidden"
    book.create_sheet("deep").sheet_state = "veryHidden"
    book["deep"]["C3"] = 3
    book.save(path)
    assert Xlsx(str(path)).fetch() == Workbook(
        (Tab("first", ()), Tab("hidden", ()), Tab("deep", ((), (), (None, None, 3))))
    )


def test_an_error_cell_is_its_text_and_never_blank(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "clean"
    sheet = book.create_sheet("오류 & <탭>")
    sheet.append(["name", "amount"])
    sheet.append(["가람", "#N/A"])
    sheet.append(["#DIV/0!"])
    book.save(path)
    _, tab = Xlsx(str(path)).fetch().tabs
    assert tab == Tab("오류 & <탭>", (("name", "amount"), ("가람", "#N/A"), ("#DIV/0!",)))


def test_a_formula_is_its_last_result(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("t")
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", '="a"', None, "a")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
    assert Xlsx(str(path)).fetch().tabs[0].rows == ((2, "a", "#DIV/0!"),)


def test_formats_without_cells_below_the_last_row_make_no_rows(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("t")
        sheet.write_string("A1", "a")
        sheet.write_blank("E900", None, book.add_format({"bold": True}))
    assert Xlsx(str(path)).fetch().tabs[0].rows == (("a",),)


def test_the_version_changes_with_the_file(path: Path) -> None:
    write_xlsx(SEASON, path)
    store = Xlsx(str(path))
    first = store.version()
    assert store.version() == first
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))
    assert store.version() != first
    path.unlink()
    with pytest.raises(WorkbookError, match="no file"):
        store.version()


def test_a_file_is_only_read(path: Path) -> None:
    write_xlsx(SEASON, path)
    store = Xlsx(str(path))
    for write in (
        lambda: store.append("답", HEADER, [HEADER]),
        lambda: store.rewrite([Edit("답", 1, HEADER, ())]),
        lambda: store.replace(SEASON),
    ):
        with pytest.raises(WorkbookError, match="only read") as raised:
            write()
        assert not isinstance(raised.value, HeaderChangedError)
    assert not store.writable


def truncated() -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        book.add_worksheet("t").write_string("A1", "a")
    return packed.getvalue()[:-500]


def other_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notes.txt", "no workbook")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"name,week\n", "is not an Excel workbook"),
        (b"<html>Sign in</html>", "is not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "has a password"),
        (b"PK\x03\x04", "is not an Excel workbook"),
        (truncated(), "damaged"),
        (other_zip(), "damaged"),
    ],
    ids=["empty", "text", "html", "password", "four bytes", "truncated", "other zip"],
)
def test_a_file_that_is_no_workbook_is_a_sentence(path: Path, data: bytes, message: str) -> None:
    path.write_bytes(data)
    with pytest.raises(WorkbookError, match=rf"season\.xlsx.*{message}"):
        Xlsx(str(path)).fetch()


@pytest.mark.parametrize("position", range(0, 6000, 150))
def test_a_file_with_a_broken_byte_is_read_whole_or_is_a_sentence(path: Path, position: int) -> None:
    write_xlsx(SEASON, path)
    data = bytearray(path.read_bytes())
    data[position % len(data)] ^= 0xFF
    path.write_bytes(data)
    try:
        found = Xlsx(str(path)).fetch()
    except StudyboardError:
        return
    assert found == SEASON


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="is a folder"):
        Xlsx(str(tmp_path)).fetch()


def test_a_path_that_no_file_can_have_is_a_sentence() -> None:
    for path in ("nul\0.xlsx", "x" * 5000 + ".xlsx"):
        with pytest.raises(WorkbookError, match="cannot be read"):
            Xlsx(path)


def test_a_cell_at_the_far_end_of_a_sheet_does_not_end_the_program(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("답")
        sheet.write_string(0, 0, "a")
        sheet.write_string(1_048_575, 16_383, "b")
    with pytest.raises(WorkbookError, match=r"used range of the tab 답 .*too large"):
        Xlsx(str(path)).fetch()


def test_as_many_cells_as_google_sheets_holds_are_read_and_one_column_more_is_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "MOST_CELLS", 600)
    write_xlsx(
        Workbook((Tab("a", (*((),) * 9, (*(None,) * 29, "end"))), Tab("b", (("x",) * 30,) * 10))), path
    )
    assert len(Xlsx(str(path)).fetch().tabs) == 2
    sheet_xml(path, (b'r="AD10"', b'r="AE10"'))
    with pytest.raises(WorkbookError, match=r"used range of the tab b .*too large"):
        Xlsx(str(path)).fetch()


def test_a_file_that_unpacks_to_too_much_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_xlsx(SEASON, path)
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr(measure, "MOST_BYTES", size)
    assert Xlsx(str(path)).fetch() == SEASON
    monkeypatch.setattr(measure, "MOST_BYTES", size - 1)
    with pytest.raises(WorkbookError, match="unpacks to more than"):
        Xlsx(str(path)).fetch()
