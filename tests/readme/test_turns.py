"""Who writes the team blog in each week."""

import pytest

from tests.readme.examples import read

HEAD = "|주차|과제|블로그 담당|\n|-|-|-|\n"
LINKS = "[가람](https://e.org/1) [나래](https://e.org/2)"


def test_writers_of_the_tables_are_members_without_a_roster() -> None:
    found, problems = read("|주차|진도|담당자|\n|-|-|-|\n|1|1장|가람|\n|2|2장|나래 🟢|\n")
    assert (found.members, problems) == (("가람", "나래"), [])
    assert [turn.member for turn in found.turns] == ["가람", "나래"]


@pytest.mark.parametrize("cell", ["가람, 나래", "가람/나래", "가람 & 나래"])
def test_several_writers_of_a_week_are_a_problem_and_invent_nobody(cell: str) -> None:
    found, problems = read(f"{HEAD}|1|{LINKS}|{cell}|\n")
    assert (found.turns, found.members) == ((), ("가람", "나래"))
    assert "several writers" in problems[0][1]


@pytest.mark.parametrize("cell", ["휴강", "-", "X", ""])
def test_a_sign_or_a_rest_is_no_writer(cell: str) -> None:
    found, problems = read(f"{HEAD}|1|{LINKS}|{cell}|\n|2|{LINKS}|가람|\n", "가람", "나래")
    assert ([turn.week for turn in found.turns], problems) == ([2], [])


def test_the_link_of_a_turn_is_told_and_not_taken() -> None:
    found, _ = read(f"{HEAD}|1|{LINKS}|[가람](https://e.org/post)|\n")
    assert [turn.member for turn in found.turns] == ["가람"]
    assert ["https://e.org/post" in str(notice.message) for notice in found.notices] == [True]
