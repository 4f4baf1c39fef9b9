"""Addresses behind texts and notes of an .xlsx file."""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from studylib.stores.xlsx.store import Xlsx
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Row
from tests.season import seasons

A, B = "https://a.kr/1", "https://b.kr/2"


def weeks(path: Path, *lectures: str, links: Iterable[tuple[str, str]] = ()) -> list[Cell]:
    """The lectures of a file in which Excel keeps these links, each at its place."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "weeks"
    sheet.append(["week", "lecture"])
    for number, lecture in enumerate(lectures, 1):
        sheet.append([number, lecture])
    for place, address in links:
        sheet[place].hyperlink = address
    book.save(path)
    return read_lectures(path)


def read_lectures(path: Path) -> list[Cell]:
    return [row[1] for row in Xlsx(str(path)).fetch().tabs[0].rows[1:]]


def change(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Replace bytes of one part inside the file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"


def test_the_address_behind_a_text_is_read(path: Path) -> None:
    found = weeks(path, "Lecture 1", "3장", B, links=[("B2", A), ("B4", A)])
    assert found == [f"Lecture 1 {A}", "3장", B]


@pytest.mark.parametrize(
    "address", ["https://a.kr/1#part", "https://a.kr/?q=1&r=<2>#가", "https://a.kr/%EA%B0%80"]
)
def test_an_address_is_read_whole(path: Path, address: str) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("weeks")
        sheet.write_row(0, 0, ["week", "lecture"])
        sheet.write_number(1, 0, 1)
        sheet.write_url(1, 1, address, string="강의")
    (found,) = read_lectures(path)
    assert str(found).startswith("강의 https://a.kr/")
    assert ("#" in address) is ("#" in str(found))
    assert ("&" in address) is ("&" in str(found))
    assert "&amp;" not in str(found)


@pytest.mark.parametrize("address", ["mailto:a@x.kr", "#weeks!A1", "file:///c:/a.xlsx"])
def test_an_address_of_another_kind_leaves_the_text(path: Path, address: str) -> None:
    assert weeks(path, "3장", links=[("B2", address)]) == ["3장"]


ANSWERS = ("Timestamp", "name", "week", "link")


def save_answers(path: Path, rows: Iterable[Row], links: dict[str, str], notes: Iterable[str] = ()) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    season = seasons.book(answers=seasons.tab("Form Responses 1", ANSWERS, *rows))
    for tab in season.tabs:
        sheet = book.create_sheet(tab.title)
        for row in tab.rows:
            sheet.append(list(row))
    for place, address in links.items():
        book["Form Responses 1"][place].hyperlink = address
    for place in notes:
        book["Form Responses 1"][place].comment = Comment("Responder updated this value.", "x")
    book.save(path)


def test_the_address_behind_an_answer_counts(path: Path) -> None:
    save_answers(path, [(datetime(2022, 4, 10, 12), "가람", 1, "정리")], {"D2": A, "B2": "https://c.kr"})
    study, problems = reader.read(Xlsx(str(path)).fetch())
    assert problems == []
    assert study.submissions[["member", "link"]].to_numpy().tolist() == [["가람", A]]


@pytest.mark.parametrize(("notes", "edited"), [(["D3"], {3}), (["D2"], set()), ([], set())])
def test_an_answer_out_of_order_with_a_note_was_edited(
    path: Path, notes: list[str], edited: set[int]
) -> None:
    rows = [(datetime(2022, 4, day, 12, 0, 0, 5_000), "가람", 1, A) for day in (1, 9, 2, 3)]
    save_answers(path, rows, {}, notes)
    tab = next(tab for tab in Xlsx(str(path)).fetch().tabs if tab.title == "Form Responses 1")
    assert tab.edited == edited


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (RELATIONS, b"<Relationships", b"<broken"),
        (RELATIONS, b"<Relationships", b"<!DOCTYPE x [<!ENTITY a 'b'>]><Relationships"),
        (RELATIONS, b"Target=", b"Nothing="),
        (SHEET, b'ref="B2"', b'ref="?"'),
        (SHEET, b'ref="B2"', b'ref="ZZZ9999999"'),
        (SHEET, b"r:id=", b"r:od="),
        (SHEET, b"<hyperlinks>", b"<hyperlinks><hyperlink <hyperlink/>"),
    ],
)
def test_a_damaged_part_costs_the_address_and_not_the_file(
    path: Path, part: str, old: bytes, new: bytes
) -> None:
    weeks(path, "3장", links=[("B2", A)])
    change(path, part, old, new)
    assert str(read_lectures(path)[0]).startswith("3장")


def test_relations_beyond_the_limit_are_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weeks(path, "3장", links=[("B2", A)])
    monkeypatch.setattr("studylib.stores.xlsx.details.MOST_BYTES", 10)
    assert read_lectures(path) == ["3장"]
