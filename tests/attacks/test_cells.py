"""Random cells go out on every road: each arrives as it is or as its text, or one sentence refuses it.

``STUDYBOARD_FUZZ=10000`` sends so many cells.
"""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from studylib import report
from studylib.stores import backup
from studylib.stores.google.cells import write_cell
from studylib.stores.opening import open_store
from studylib.stores.xlsx.write import write_xlsx
from studylib.text.errors import StudyboardError
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Row, Tab, Workbook, is_same_row, trim_row
from studylib.workbook.row_json import dump_row, load_readable_rows
from tests.attacks.random_cells import make_cell

COUNT = int(os.environ.get("STUDYBOARD_FUZZ", "200"))
TOO_LONG = 10**4_300
"""The least whole number that Python refuses to write as a decimal."""

Road = Callable[[Cell, Path], None]


def make_workbook(*rows: Row) -> Workbook:
    settings = tuple(("이름", *row) for row in rows)
    return Workbook((Tab("메모", (("메모",), *rows)), Tab("설정", (("키", "값"), *settings))))


def list_rows(workbook: Workbook) -> list[Row]:
    return [trim_row(row) for row in workbook.tabs[0].rows[1:]]


def are_same(some: list[Row], others: list[Row]) -> bool:
    return len(some) == len(others) and all(map(is_same_row, some, others))


def go_to_backup(cell: Cell, folder: Path) -> None:
    workbook = make_workbook((cell,), ("끝",))
    backup.write_backup(workbook, folder / "backup", datetime(2022, 4, 6, tzinfo=UTC))
    assert are_same(list_rows(backup.read_backup(folder / "backup")), list_rows(workbook))


def go_to_xlsx(cell: Cell, folder: Path) -> None:
    write_xlsx(make_workbook((cell,), ("끝",)), folder / "workbook.xlsx")
    [first, last] = list_rows(open_store(str(folder / "workbook.xlsx")).fetch())
    assert (bool(first), last) == (cell not in (None, ""), ("끝",))
    assert not isinstance(cell, str) or first == trim_row((cell,))


def go_to_google(cell: Cell, folder: Path) -> None:
    json.dumps(write_cell(cell), allow_nan=False)


def go_to_reports(cell: Cell, folder: Path) -> None:
    frame = pd.DataFrame({"cell": pd.Series([cell], dtype=object)})
    for form in report.Format:
        report.render_rows(frame, form).decode()
    json.loads(report.to_json(frame), parse_constant=pytest.fail)
    report.to_paste([(cell,)]).decode()


def go_to_the_reader(cell: Cell, folder: Path) -> None:
    for problem in reader.read(make_workbook((cell,)))[1]:
        str(problem.message)


def go_to_the_history(cell: Cell, folder: Path) -> None:
    rows, damaged = load_readable_rows([dump_row((cell,))])
    assert damaged or is_same_row(rows[0], (cell,))


ROADS: tuple[Road, ...] = (
    go_to_backup,
    go_to_xlsx,
    go_to_google,
    go_to_reports,
    go_to_the_reader,
    go_to_the_history,
)


def is_taken(road: Road, cell: Cell, folder: Path) -> bool:
    """Send a cell. Return whether it arrived. Only one of the project's own errors may refuse it."""
    try:
        road(cell, folder)
    except StudyboardError:
        return False
    return True


@pytest.mark.parametrize("road", ROADS)
def test_a_random_cell_arrives_or_is_refused_in_a_sentence(road: Road, tmp_path: Path) -> None:
    random = Random(13)
    taken = [is_taken(road, make_cell(random), tmp_path) for _ in range(COUNT)]
    assert sum(taken) > COUNT // 2


def test_random_cells_come_back_from_a_database(tmp_path: Path) -> None:
    random = Random(13)
    cells = [make_cell(random) for _ in range(COUNT)]
    whole = [cell for cell in cells if is_taken(go_to_backup, cell, tmp_path)]
    store = open_store(f"sqlite:///{tmp_path}/study.db", create=True)
    store.replace(workbook := make_workbook(*((cell,) for cell in whole), ("끝",)))
    assert are_same(list_rows(store.fetch()), list_rows(workbook))


@pytest.mark.parametrize("text", ["\ud800", "가\udfff", "=\udc80"])
def test_a_database_refuses_half_a_character_in_a_sentence(text: str, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/study.db", create=True)
    with pytest.raises(StudyboardError, match="half a character"):
        store.replace(make_workbook((text,)))


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize(
    "number", [TOO_LONG - 1, TOO_LONG, TOO_LONG + 1, -TOO_LONG], ids=["before", "at", "after", "below 0"]
)
def test_a_whole_number_of_any_length_arrives(road: Road, number: int, tmp_path: Path) -> None:
    assert is_taken(road, number, tmp_path)


def test_excel_refuses_a_whole_number_that_is_longer_than_its_texts(tmp_path: Path) -> None:
    assert is_taken(go_to_xlsx, 1 << 4 * 32_760, tmp_path)
    assert not is_taken(go_to_xlsx, 1 << 4 * 32_768, tmp_path)
