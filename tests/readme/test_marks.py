"""Signs, weeks and names, as groups write them."""

import pytest

from studylib.readme.marks import Mark, split_signs
from studylib.readme.names import clean_name
from studylib.readme.week_texts import parse_week
from studylib.season.study import Member
from studylib.workbook.members import Roster
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


@pytest.mark.parametrize(
    ("text", "rest", "mark"),
    [
        ("✅ 가람", "가람", Mark.DONE),
        ("가람 (지각)", "가람", Mark.LATE),
        ("- [ ] 가람", "가람", Mark.NOT),
        ("O", "", Mark.DONE),
        ("가람", "가람", None),
        ("", "", None),
    ],
)
def test_signs_are_split_off_the_ends_of_a_text(text: str, rest: str, mark: Mark | None) -> None:
    assert split_signs(text) == (rest, mark)


@pytest.mark.parametrize(
    ("text", "digits", "week"),
    [
        ("3주차", False, 3),
        ("3회차", False, 3),
        ("3rd week", False, 3),
        ("**Week 3**", False, 3),
        ("3", False, None),
        ("3", True, 3),
        ("0", True, None),
        ("1", True, 1),
        ("999", True, 999),
        ("1000", True, None),
    ],
)
def test_a_week_is_read_from_its_words_and_from_bare_digits_only_if_asked(
    text: str, digits: bool, week: int | None
) -> None:
    assert parse_week(text, digits=digits) == week


def test_a_name_is_the_members_own_or_what_stands_between_signs() -> None:
    people = Roster([Member("Kim Na")])
    assert clean_name("KIM na", people) == "Kim Na"
    assert clean_name("- 가람:", people) == clean_name("- 가람:") == "가람"
