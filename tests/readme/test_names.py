"""Names of members, as groups write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.readme.names import clean_name, cut_name, find_leaving, find_member
from studylib.season.study import Member
from studylib.workbook.members import Roster


def test_a_name_is_the_members_own_or_what_stands_between_signs() -> None:
    people = Roster([Member("Kim Na")])
    assert clean_name("KIM na", people) == "Kim Na"
    assert clean_name("- 가람:", people) == clean_name("- 가람:") == "가람"


@pytest.mark.parametrize(
    "written",
    [
        "가람 🟡",
        "👑 가람",
        "가람❤️",
        "@가람",
        "가람(중단)",
        "가람 (스터디장) 🟢",
        "스터디장 가람",
        "가람 리더",
        "가람님",
        "**가람**",
        "가람[휴식]",
    ],
)
def test_emoji_handles_roles_and_notes_are_cut_off(written: str) -> None:
    assert cut_name(written) == "가람"


@pytest.mark.parametrize("name", ["Kim Na", "[가람]", "a&amp;b", "가람 / BE", "리더", "님", "가" * 81])
def test_what_is_the_name_itself_stays(name: str) -> None:
    assert cut_name(name) == name


@pytest.mark.parametrize("github", ["garam", "@Garam", "https://github.com/garam/"])
def test_a_handle_is_that_of_the_members_account(github: str) -> None:
    people = Roster([Member("가람", github=github), Member("나래")])
    assert clean_name("@garam", people) == "가람"
    assert find_member("garam", people) is None


def test_a_member_whose_name_has_a_note_is_found_by_it() -> None:
    people = Roster([Member("가람 (서울)"), Member("가람")])
    found = [find_member(written, people) for written in ("가람 (서울)", "가람 (부산)")]
    assert [member and member.name for member in found] == ["가람 (서울)", "가람"]


@pytest.mark.parametrize(
    ("written", "note"),
    [("나래(중단)", "중단"), ("나래 (하차 5/1)", "하차 5/1"), ("나래(스터디장)", None), ("나래", None)],
)
def test_a_note_that_a_member_left_is_found(written: str, note: str | None) -> None:
    assert find_leaving(written) == note


@given(st.text(max_size=100))
def test_any_text_can_be_cut(text: str) -> None:
    assert len(cut_name(text)) <= max(len(text) * 4, 1)
