"""Signs, weeks and names, as groups write them."""

import pytest

from studylib.readme.marks import Mark
from tests.readme.examples import read


@pytest.mark.parametrize(
    ("done", "late", "none"),
    [
        ("O", "△", "X"),
        ("✅", "🔺", "❌"),
        ("⭕", "🔺", ""),
        (":white_check_mark:", ":small_red_triangle:", ":x:"),
        ("- [x]", "지각", "- [ ]"),
        ("[x]", "late", "[ ]"),
        ("✔️", "▲", "-"),
    ],
)
def test_signs_in_a_grid_of_members_and_weeks(done: str, late: str, none: str) -> None:
    text = f"|이름|1주차|2주차|\n|-|-|-|\n|가람|{done}|{late}|\n|나래|{none}|{done}|\n"
    for names in ((), ("가람", "나래")):
        found, problems = read(text, *names)
        assert problems == []
        assert {(e.member, e.week): e.mark for e in found.handed_in} == {
            ("가람", 1): Mark.DONE,
            ("가람", 2): Mark.LATE,
            ("나래", 2): Mark.DONE,
        }
