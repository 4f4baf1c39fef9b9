"""Measure reading 100,000 answers from an .xlsx file: our store against openpyxl in its fastest mode."""

from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from benchmarks.conftest import CheckLimits, Race
from benchmarks.ratio import Limit
from studylib.stores.xlsx.store import Xlsx
from studylib.workbook.entries import HEADER

ROWS = 100_000
ROUNDS = 5


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a file with one tab of form answers, without our own code. Its times have milliseconds."""
    path = tmp_path_factory.mktemp("xlsx") / "answers.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet("설문지 응답 시트1")
        moment = book.add_format({"num_format": "yyyy. m. d AM/PM h:mm:ss"})
        sheet.write_row(0, 0, HEADER)
        for number in range(1, ROWS + 1):
            sheet.write_datetime(number, 0, datetime(2022, 4, 6) + timedelta(seconds=61.237 * number), moment)
            link = f"https://velog.io/@m{number % 500}/{number}"
            sheet.write_row(number, 1, (f"멤버{number % 500:03}", f"{number % 100 + 1}주차", link, "메모"))
    return path


def read_with_openpyxl(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    rows: list[tuple[object, ...]] = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return rows


def test_we_read_a_workbook_in_half_of_openpyxls_time(
    answers: Path, race: Race, check_limits: CheckLimits
) -> None:
    times = race(
        {"Xlsx.fetch": lambda: Xlsx(str(answers)).fetch(), "openpyxl": lambda: read_with_openpyxl(answers)},
        ROUNDS,
    )
    check_limits(times, Limit("Xlsx.fetch", "openpyxl", 0.5))


def test_both_readers_give_the_same_texts(answers: Path) -> None:
    (tab,) = Xlsx(str(answers)).fetch().tabs
    assert [row[1:] for row in tab.rows] == [row[1:] for row in read_with_openpyxl(answers)]
