"""Signs and counts, as groups write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.readme.marks import Mark, parse_mark, split_signs
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
        ("가람 ✅ (지각)", "가람", Mark.LATE),
        ("✅ 가람 지각", "가람", Mark.LATE),
        ("O 가람 X", "O 가람 X", None),
        ("- [ ] 가람", "가람", Mark.NOT),
        ("O", "", Mark.DONE),
        ("가람", "가람", None),
        ("", "", None),
    ],
)
def test_signs_are_split_off_the_ends_of_a_text(text: str, rest: str, mark: Mark | None) -> None:
    assert split_signs(text) == (rest, mark)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("O (지각)", Mark.LATE),
        ("O(늦음)", Mark.LATE),
        ("✅ 09/12", Mark.DONE),
        ("O 23:50", Mark.DONE),
        ("Ｏ", Mark.DONE),
        ("💯", Mark.DONE),
        ("🌕", Mark.DONE),
        ("🌓", Mark.PART),
        ("🌑", Mark.NOT),
        ("▵", Mark.LATE),
        ("❌ 벌금", Mark.NOT),
        ("X 4,000원", Mark.NOT),
        ("[.]", Mark.NOT),
        ("면제", Mark.EXCUSED),
        ("X (면제)", Mark.EXCUSED),
        ("제출 완료", Mark.DONE),
        ("🟩", None),
        ("⏳", None),
        ("O X", None),
        ("O 1,000원", None),
        ("O 카페", None),
        ("O" * 61, None),
    ],
)
def test_a_mark_is_read_with_its_note_only_if_all_of_it_is_known(text: str, mark: Mark | None) -> None:
    assert parse_mark(text) is mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("0/3", Mark.NOT),
        ("1/3", Mark.PART),
        ("2/3", Mark.PART),
        ("3/3", Mark.DONE),
        ("4/3", None),
        ("0/0", None),
        ("99%", Mark.PART),
        ("100%", Mark.DONE),
        ("101%", None),
    ],
)
def test_a_count_is_done_only_if_nothing_is_missing(text: str, mark: Mark | None) -> None:
    assert parse_mark(text) is mark


@pytest.mark.parametrize("text", ["O", "🟩", "1/3", "가람 🟩"])
def test_a_legend_goes_before_what_is_known(text: str) -> None:
    legend = {"o": Mark.LATE, "🟩": Mark.LATE, "1/3": Mark.LATE}
    assert split_signs(text, legend)[1] is Mark.LATE


@given(st.text(max_size=80))
def test_any_text_is_a_mark_or_none(text: str) -> None:
    assert parse_mark(text) in {None, *Mark}
