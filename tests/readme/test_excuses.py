"""Excuses of members and of whole weeks."""

import pytest

from tests.readme.examples import read

HEAD = "|주차|주제|가람|나래|\n|-|-|-|-|\n|1|a|O|X|\n"


@pytest.mark.parametrize("mark", ["면제", "휴식", "X (면제)", "excused", "방학"])
def test_a_member_whose_cell_says_so_is_excused(mark: str) -> None:
    found, problems = read(f"{HEAD}|2|b|O|{mark}|\n")
    assert [(each.member, each.week) for each in found.excuses] == [("나래", 2)]
    assert problems == []


@pytest.mark.parametrize("row", ["|2|추석 연휴|||", "|2주차 (휴강)|b|||", "|2|b|휴강|휴강|", "|2|휴강|X||"])
def test_a_week_off_excuses_all_who_handed_nothing_in(row: str) -> None:
    found, _ = read(f"{HEAD}{row}\n")
    assert {(each.member, each.week) for each in found.excuses} == {("가람", 2), ("나래", 2)}
    assert found.weeks == (1, 2)


def test_who_handed_in_needs_no_excuse() -> None:
    found, _ = read(f"{HEAD}|2|휴강|O||\n")
    assert [(each.member, each.week) for each in found.excuses] == [("나래", 2)]


def test_one_cell_over_all_members_excuses_each() -> None:
    rows = ("<th>주차<th>가람<th>나래", "<td>1주차<td>O<td>X", "<td>2주차<td colspan=2>휴강")
    text = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    found, problems = read(text, "나래", "가람")
    assert ({(each.member, each.week) for each in found.excuses}, problems) == (
        {("가람", 2), ("나래", 2)},
        [],
    )
