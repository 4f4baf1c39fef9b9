"""Addresses of ``=HYPERLINK(…)``."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from studylib.stores.xlsx.formula_links import list_formulas, read_place
from studylib.stores.xlsx.store import Xlsx
from tests.growth import LINEAR, find_growth

A, B = "https://a.kr/1", "https://b.kr/2"


@pytest.mark.parametrize(
    ("formula", "address"),
    [
        (f'=HYPERLINK("{A}","강의")', A),
        (f'=HYPERLINK("{A}?a=1&b=2", "강의")', f"{A}?a=1&b=2"),
        ('=HYPERLINK(C2,"강의")', B),
        ('=HYPERLINK($C$2&"#x","강의")', f"{B}#x"),
        ('=HYPERLINK("https://a.kr/"&A2,"강의")', "https://a.kr/1"),
        ('=HYPERLINK(LOWER(C2),"강의")', ""),
        ('=HYPERLINK("https://a.kr/1', ""),
    ],
)
def test_the_address_of_a_formula_is_read(path: Path, formula: str, address: str) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("weeks")
        sheet.write_row(0, 0, ["week", "lecture", "memo"])
        sheet.write_number(1, 0, 1)
        sheet.write_formula(1, 1, formula, None, "강의")
        sheet.write_string(1, 2, B)
    assert [row[1] for row in Xlsx(str(path)).fetch().tabs[0].rows[1:]] == [f"강의 {address}".strip()]


@pytest.mark.parametrize("saved", ["", 0])
@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (f'=HYPERLINK("{A}","강의")', f"강의 {A}"),
        (f'=HYPERLINK("{A}", A2 & "강")', f"1강 {A}"),
        (f'=HYPERLINK("{A}",UPPER("x"))', A),
        (f'=HYPERLINK("{A}")', A),
        ("=HYPERLINK(C2)", B),
        ('=HYPERLINK(LOWER(C2),"강의")', None),
    ],
)
def test_a_formula_that_was_saved_without_its_result_is_read(
    path: Path, formula: str, shown: str | None, saved: str | int
) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("weeks")
        sheet.write_row(0, 0, ["week", "lecture", "memo"])
        sheet.write_number(1, 0, 1)
        sheet.write_formula(1, 1, formula, None, saved)
        sheet.write_string(1, 2, B)
    assert [row[1] for row in Xlsx(str(path)).fetch().tabs[0].rows[1:]] == [
        shown or (None if saved == "" else saved)
    ]


def test_a_formula_without_its_result_is_read_in_the_last_column_too(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "weeks"
    sheet.append(["week", "lecture"])
    sheet.append([1, f'=HYPERLINK("{A}","강의")'])
    book.save(path)
    assert Xlsx(str(path)).fetch().tabs[0].rows[1] == (1, f"강의 {A}")


def test_a_place_is_read() -> None:
    assert [read_place(each) for each in ("A1", "$AB$10", "1", "?", "")] == [
        (0, 0),
        (9, 27),
        None,
        None,
        None,
    ]


def test_a_formula_is_read_with_any_prefix_of_its_elements() -> None:
    xml = b'<x:c r="B2" t="str"><x:f>HYPERLINK(&quot;https://a.kr/1&quot;,"x")</x:f></x:c>'
    assert list(list_formulas(xml, ())) == [((1, 1), A)]


@pytest.mark.parametrize("part", [b"HYPERLINK(", b'<c r="A1"><f>HYPERLINK("', b"<f>", b'<c r="A1"><f>'])
def test_many_formulas_take_linear_time_however_they_are_written(part: bytes) -> None:
    def read(xml: bytes) -> None:
        assert list(list_formulas(xml, ())) == []

    assert find_growth(read, lambda count: part * count, 5_000) < LINEAR
