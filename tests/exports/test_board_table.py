"""The board as a table for people, and for programs."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from studylib.exports.board_table import LINE_COLUMNS, list_board_lines, write_board
from studylib.text.language import Language
from tests.exports.seasons import BOARD, STUDY

KOREAN = Language("ko")


def test_the_board_has_a_row_a_member_and_week_in_words() -> None:
    table = write_board(STUDY, BOARD, KOREAN, money=True)
    assert [each.name for each in table.columns] == [
        *("멤버", "주차", "판정", "마감 (Asia/Seoul)", "제출 (Asia/Seoul)", "링크", "월", "벌금", "사유"),
    ]
    assert len(table.rows) == len(BOARD)
    late = next(row for row in table.rows if row[2] == "지각")
    assert late[:2] == ("두리", 2)
    assert late[3:5] == (datetime(2022, 5, 3, 23, 59, 59), datetime(2022, 5, 4, 1, 7, 50))
    assert late[6:8] == (date(2022, 5, 1), 3_000)
    assert table.sums[0] == "합계"
    assert table.sums[7] == BOARD["fine"].sum()


@pytest.mark.parametrize(("shown", "money"), [(False, True), (True, False), (False, False)])
def test_links_and_money_are_left_out_for_those_who_may_not_see_them(shown: bool, money: bool) -> None:
    table = write_board(replace(STUDY, links_shown=shown), BOARD, KOREAN, money=money)
    names = [each.name for each in table.columns]
    assert (("링크" in names), ("벌금" in names), bool(table.sums)) == (shown, money, money)


def test_the_lines_for_programs_have_the_columns_of_the_command() -> None:
    assert tuple(list_board_lines(STUDY, BOARD, KOREAN).columns) == LINE_COLUMNS
