"""The cells of the tasks tab."""

import pytest

from studylib.season.study import Member
from studylib.workbook.cells import Cell
from studylib.workbook.members import Roster
from studylib.workbook.task_cells import Doers, parse_count, parse_doers, parse_name, parse_per_day
from tests.workbook.reading import get_refusal

PEOPLE = Roster([Member("가람"), Member("나래"), Member("Kim, Daon")])


@pytest.mark.parametrize("cell", [5, 5.0, "5", "5개", "5 문제", "주 5회", "매주 5번", "5 times a week", "５"])
def test_a_count_is_read_with_its_unit(cell: Cell) -> None:
    assert parse_count(cell) == 5


@pytest.mark.parametrize("cell", [1, "1개", "하루 1회", "하루에 1개", "매일 1번", "1 a day"])
def test_a_limit_of_a_day_is_read_with_its_unit(cell: Cell) -> None:
    assert parse_per_day(cell) == 1


@pytest.mark.parametrize("cell", ["하루 5회", "5~6", "다섯", True, 5.5, "5" * 500, "1e3", ""])
def test_what_is_no_count_of_a_week_is_refused(cell: Cell) -> None:
    assert get_refusal(parse_count, cell)


@pytest.mark.parametrize(
    ("cell", "doers"),
    [
        ("turn", Doers(of_turn=True)),
        (" 당번 ", Doers(of_turn=True)),
        ("모두", Doers()),
        ("everybody", Doers()),
        ("가람", Doers(members=("가람",))),
        ("가람,나래", Doers(members=("가람", "나래"))),
        ("나래、가람\n가람", Doers(members=("나래", "가람"))),
        ("Kim, Daon", Doers(members=("Kim, Daon",))),
    ],
)
def test_who_does_a_task(cell: Cell, doers: Doers) -> None:
    assert parse_doers(cell, PEOPLE) == doers


@pytest.mark.parametrize("cell", ["가람, 당번", "가람 나래", "누구", "가람,,누구"])
def test_who_is_no_member_is_refused(cell: Cell) -> None:
    assert "There is no member" in get_refusal(lambda each: parse_doers(each, PEOPLE), cell)


def test_addresses_in_a_name_are_masked_and_blanks_are_folded() -> None:
    assert parse_name(" PR   review ") == "PR review"
    assert parse_name("garam@x.kr") == "g***@x.kr"
