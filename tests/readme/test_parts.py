"""What several cells say of one member and week."""

import pytest

from studylib.readme.marks import Mark
from tests.readme.examples import read

HEAD = "|주차|문제|가람|나래|\n|-|-|-|-|\n"


@pytest.mark.parametrize("second", ["X", "", "-"])
def test_a_mark_in_one_row_of_a_week_alone_does_not_count_and_is_said(second: str) -> None:
    found, problems = read(f"{HEAD}|1|가|O|O|\n|1|나|O|{second}|\n")
    assert {entry.member for entry in found.handed_in} == {"가람"}
    assert {entry.mark for entry in found.entries if entry.member == "나래"} == {Mark.PART, Mark.NOT}
    assert [line for line, _ in problems] == [4]


def test_a_link_in_one_row_of_a_week_counts_and_what_is_missing_is_said() -> None:
    found, problems = read(f"{HEAD}|1|가|O|[글](https://e.org/1)|\n|1|나|O|X|\n")
    assert [entry.address for entry in found.handed_in if entry.member == "나래"] == ["https://e.org/1"]
    assert "lacks another one here" in problems[0][1]


def test_marks_in_all_rows_of_a_week_count() -> None:
    found, problems = read(f"{HEAD}|1|가|O|X|\n|1|나|△|X|\n")
    assert ({entry.member for entry in found.handed_in}, problems) == ({"가람"}, [])


def test_two_rows_of_a_week_that_nothing_tells_apart_are_a_problem() -> None:
    _, problems = read("|주차|가람|\n|-|-|\n|1|O|\n|1|X|\n")
    assert "twice" in problems[0][1]
