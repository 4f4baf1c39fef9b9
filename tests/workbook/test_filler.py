"""Rows that only a formula fills."""

import pytest

from studylib.season.problems import ANYWHERE, NOWHERE
from studylib.workbook import reader, tables
from studylib.workbook.cells import Cell, Row, Tab
from studylib.workbook.filler import LONG, find_filler, is_result, is_telling
from tests.growth import LINEAR, find_growth
from tests.season import seasons

ANSWERS: Row = ("Timestamp", "name", "week", "link", "note")
FULL: Row = ("2022-04-10 12:00", "가람", 1, "https://n.kr/1")


def read(*rows: Row) -> tuple[int, list[tuple[int | None, int | None, str]]]:
    """How many answers count, and the problems: their rows and what they say."""
    study, problems = reader.read(seasons.book(answers=Tab("Form Responses 1", (ANSWERS, *rows))))
    return len(study.submissions), [(each.row, each.last_row, str(each.message)) for each in problems]


@pytest.mark.parametrize("cell", [False, "", " ", None])
def test_a_row_of_boxes_that_are_not_ticked_or_of_empty_texts_is_blank(cell: Cell) -> None:
    assert read(FULL, *[(cell,) * 5] * 900) == (1, [])
    assert not is_telling(cell)


@pytest.mark.parametrize("at", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("cell", [0, 0.0, "#N/A", "#REF!", "#VALUE!", "#DIV/0!"])
def test_rows_that_a_formula_fills_are_one_problem(at: int, cell: Cell) -> None:
    row: list[Cell] = [None, None, False, "", None]
    row[at] = cell
    counted, problems = read(FULL, *[tuple(row)] * 900)
    assert counted == 1
    ((first, last, message),) = problems
    assert (first, last) == (3, 902)
    assert message.startswith("Only a formula fills 900 rows, 3 to 902, with “")


@pytest.mark.parametrize("cell", ["가람", "1주차", 7, "https://n.kr/1"])
@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_one_same_cell_in_many_rows_is_a_formula_too(cell: Cell, extra: int) -> None:
    count = LONG + extra
    counted, problems = read(FULL, *[(None, None, cell)] * count)
    assert counted == 1
    assert (len(problems) == 1) is (extra >= 0)


def test_a_formula_may_count_its_rows() -> None:
    counted, problems = read(FULL, *[(None, None, number) for number in range(1, 901)])
    assert counted == 1
    assert [(first, last) for first, last, _ in problems] == [(3, 902)]


def test_two_same_cells_in_many_rows_are_formulas_too() -> None:
    counted, problems = read(FULL, *[(None, "가람", "0주차")] * 900)
    assert (counted, len(problems)) == (1, 1)


def test_many_same_answers_that_lack_one_cell_are_answers() -> None:
    counted, problems = read(FULL, *[(None, "가람", 1, "https://n.kr/1")] * 30)
    assert (counted, len(problems)) == (1, 30)


def test_one_such_row_is_named_as_one() -> None:
    assert read(FULL, (None, "#N/A")) == (
        1,
        [
            (
                3,
                3,
                "Only a formula fills this row, with “#N/A”. Empty it, or let the formula give an empty text.",
            )
        ],
    )


def test_a_row_with_anything_else_is_read() -> None:
    rows: list[Row] = [(None, None, 0), ("2022-04-11 12:00", "나래", 0, "https://n.kr/2"), (None, None, 0)]
    counted, problems = read(FULL, *rows)
    assert counted == 1
    assert [(first, last) for first, last, _ in problems] == [(3, 5), (4, None)]


def test_rows_of_error_values_may_hide_anything_and_zeros_nothing() -> None:
    def reach(cell: Cell) -> object:
        _, problems = reader.read(
            seasons.book(tiers=Tab("tiers", (("status", "hours", "amount"), (None, cell))))
        )
        return problems[0].reach

    assert reach("#REF!") == ANYWHERE
    assert reach(0) == NOWHERE


def test_in_every_tab_they_are_one_problem_and_change_nothing() -> None:
    plain = seasons.book()
    for tab in plain.tabs:
        if tab.title == "settings":
            continue
        filled = Tab(tab.title, (*tab.rows, *[(0,) * len(tab.rows[0])] * 50))
        book = type(plain)(tuple(filled if each is tab else each for each in plain.tabs))
        study, problems = reader.read(book)
        assert len(problems) == 1, tab.title
        assert study.members == reader.read(plain)[0].members
        assert study.weeks == reader.read(plain)[0].weeks


def test_a_weeks_tab_of_numbers_alone_is_no_filler() -> None:
    rows = tuple((number,) for number in range(1, 40))
    assert find_filler(enumerate(rows), {"week": [0]}, ("week",)) == {}


def test_an_error_value_in_the_settlements_still_stops_every_closed_month() -> None:
    header = ("month", "member", "fine", "share", "carried_out")
    tab = Tab("settlements", (header, ("2022-04", "가람", 0, 0, 0), ("#REF!",)))
    study, problems = reader.read(seasons.book(settlements=tab))
    assert (study.settlements, study.settlements_read) == ((), False)
    assert problems


def test_the_desk_still_lists_them() -> None:
    table = tables.find_answer_tables(seasons.book(answers=Tab("Form Responses 1", (ANSWERS, FULL, (0,)))))[0]
    assert [record.number for record in table.records()] == [2]
    assert [record.number for record in table.records(filler=True)] == [2, 3]


@pytest.mark.parametrize(
    ("cell", "result"),
    [(0, True), (False, False), (True, False), ("0", False), ("#a", False), ("#" * 9_999, False)],
)
def test_what_a_formula_gives_without_input_is_known(cell: Cell, result: bool) -> None:
    assert is_result(cell) is result


def test_many_rows_take_linear_time() -> None:
    def make(count: int) -> tuple[tuple[int, Row], ...]:
        return tuple((number, (None, "가람" if number % 30 else "나래")) for number in range(count))

    def find(rows: tuple[tuple[int, Row], ...]) -> None:
        assert len(find_filler(rows, {"name": [1], "link": [2]}, ("name", "week", "link"))) == len(rows)

    assert find_growth(find, make, 10_000) < LINEAR
