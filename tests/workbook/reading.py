"""Read test workbooks, and show their problems and answers as plain tuples."""

from collections.abc import Callable, Sequence

import pytest

from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.workbook import reader, values
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.season.seasons import tab

Told = tuple[str, int | None, str | None, str]
"""A problem: its tab, row, column and sentence."""

EMPTY_CELL = "This cell is empty. Fill it in, or delete the row."
THERE = "2022-04-10 12:00 | 가람 | 1 | https://n.kr/1"
COUNTED = [("가람", 1, "https://n.kr/1")]
"""An answer as a row, and as it counts."""


def show_problem(problem: Problem) -> Told:
    return problem.tab, problem.row, problem.column, str(problem.message)


def read(of: Workbook) -> tuple[Study, list[Told]]:
    study, problems = reader.read(of)
    return study, [show_problem(problem) for problem in problems]


def make_answers(*rows: str | Sequence[object], title: str = "Form Responses 1") -> Tab:
    return tab(title, "Timestamp | name | week | link", *rows)  # type: ignore[arg-type]


def list_handed_in(study: Study) -> list[tuple[str, int, str]]:
    found = study.submissions
    return list(zip(found["member"], found["week"], found["link"], strict=True))


def get_refusal(reader: Callable[[Cell], object], cell: Cell) -> str:
    """The sentence with which the reader refuses the cell."""
    with pytest.raises(values.CellError) as refused:
        reader(cell)
    assert str(refused.value) == str(refused.value.why)
    return str(refused.value)
