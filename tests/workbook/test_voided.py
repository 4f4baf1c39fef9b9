"""Voided answers: kept and told apart, without effect and without problems."""

import pytest

from studylib.season.study import VoidedAnswer
from studylib.workbook import answers, reader
from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.voided import read_reason
from tests.season.seasons import book
from tests.workbook.reading import Told, list_handed_in, read

HEADER = ("Timestamp", "name", "week", "link", "무효")
FIRST = ("2022-04-10 12:00", "가람", 1, "https://n.kr/1")
SECOND = ("2022-04-11 12:00", "가람", 1, "https://n.kr/2")


def answered(
    *rows: tuple[Cell, ...], header: tuple[str, ...] = HEADER, more: tuple[Tab, ...] = ()
) -> Workbook:
    cells = book(answers=Tab("Form Responses 1", (header, *rows)))
    return Workbook((*cells.tabs, *more))


@pytest.mark.parametrize("header", ["voided", "무효", " VOIDED "])
@pytest.mark.parametrize("reason", ["주차를 잘못 골랐어요", "x", "wrong week", 7])
def test_any_text_voids_an_answer(header: str, reason: Cell) -> None:
    study, problems = read(answered((*FIRST, reason), SECOND, header=(*HEADER[:4], header)))
    assert (list_handed_in(study), problems) == ([("가람", 1, "https://n.kr/2")], [])
    (voided,) = study.voided
    assert (voided.member, voided.week, voided.link, voided.reason) == (
        "가람",
        1,
        "https://n.kr/1",
        str(reason),
    )
    assert str(voided.submitted_at) == "2022-04-10 12:00:00+09:00"


@pytest.mark.parametrize(
    "cell", [None, "", "  ", False, "FALSE", "no", "N", "아니오", 0, "-", "없음", "해당 없음", "유효", "☐"]
)
def test_a_blank_cell_an_empty_check_box_or_a_word_for_no_voids_nothing(cell: Cell) -> None:
    study, problems = read(answered((*FIRST, cell)))
    assert (len(study.submissions), study.voided, problems) == (1, (), [])


@pytest.mark.parametrize("cell", [True, "yes", "Y", "예", 1, "O", "v", "✔", "무효"])
def test_a_ticked_check_box_voids_without_a_reason(cell: Cell) -> None:
    study, _ = read(answered((*FIRST, cell)))
    assert (len(study.submissions), [each.reason for each in study.voided]) == (0, [""])
    assert read_reason(cell) == ""


def test_check_boxes_below_the_answers_are_no_answers() -> None:
    study, problems = read(answered((*FIRST, False), *[(None, None, None, None, False)] * 900))
    assert (len(study.submissions), problems) == (1, [])


@pytest.mark.parametrize(
    "row",
    [
        ("soon", "가람", "셋", "노션"),
        ("2022-04-10", "아무개", 1, "https://n.kr/1"),
        (None, None, None, "https://n.kr/1"),
        ("#REF!", "#N/A", "#VALUE!", "#ERROR!"),
    ],
)
def test_the_other_cells_of_a_voided_row_are_no_problems(row: tuple[Cell, ...]) -> None:
    study, problems = read(answered((*row, "시험 삼아")))
    assert (len(study.submissions), problems) == (0, [])
    told: list[Told] = read(answered(row))[1]
    assert told


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "Loading..."])
def test_an_error_value_in_the_column_of_reasons_is_a_problem(error: str) -> None:
    _, told = read(answered((*FIRST, error), SECOND))
    assert [(row, column) for _, row, column, _ in told] == [(2, "무효")]


def test_what_is_unreadable_of_a_voided_answer_is_left_out() -> None:
    study, _ = read(answered(("soon", "가람", "셋", "노션", "시험")))
    assert study.voided == (VoidedAnswer("가람", None, None, "", "시험"),)


@pytest.mark.parametrize(
    "cells", [("중복", None), (None, "중복"), (False, "중복"), (True, "중복"), ("중복", "-")]
)
def test_of_two_columns_one_that_voids_is_enough(cells: tuple[Cell, Cell]) -> None:
    study, _ = read(answered((*FIRST, *cells), header=(*HEADER, "voided")))
    assert (len(study.submissions), [each.reason for each in study.voided]) == (0, ["중복"])


def test_an_answer_that_is_voided_in_one_of_two_tabs_counts_in_neither() -> None:
    copy = Tab("제출", (("타임스탬프", "이름", "주차", "링크"), FIRST))
    study, _ = read(answered((*FIRST, "잘못 냄"), SECOND, more=(copy,)))
    assert list_handed_in(study) == [("가람", 1, "https://n.kr/2")]
    assert len(study.voided) == 1


def test_a_reason_shows_no_address() -> None:
    study, _ = read(answered((*FIRST, "ask garam@x.kr")))
    assert study.voided[0].reason == "ask g***@x.kr"


def test_each_row_of_answers_is_listed_with_what_is_known_of_it() -> None:
    cells = answered(
        (*FIRST, "x"), ("soon", "가람", 1, "https://n.kr/3"), SECOND, ("2022-04-12", "누구", 1, "y")
    )
    study, _ = reader.read(cells)
    rows = list(answers.list_answer_rows(cells, study))
    assert [(row.record.number, row.owner, row.reason, row.answer is not None) for row in rows] == [
        (2, "가람", "x", True),
        (3, "가람", None, False),
        (4, "가람", None, True),
        (5, None, None, False),
    ]
    listed = list(answers.list_rows_of(cells, study, "가람"))
    assert [(record.number, counts) for _, record, counts in listed] == [(2, False), (3, False), (4, True)]
