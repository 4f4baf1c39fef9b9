"""Names that look like a member's."""

import pytest

from studylib.workbook.alike_names import find_alike, index_names


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("가람님", "가람"),
        ("가 람", "가람"),
        ("가람 (스터디장)", "가람"),
        ("스터디장 가람", None),
        ("가라", "가람"),
        ("가랑", "가람"),
        ("람가", "가람"),
        ("김가람", "가람"),
        ("나래씨", "나래"),
        ("Olivai", "Olivia"),
        ("olivia!", "Olivia"),
        ("홍길동", None),
        ("가", None),
        ("", None),
        ("다올", None),
        ("()", None),
        ("가람" * 30, None),
    ],
)
def test_of_an_unknown_name_the_one_member_that_it_looks_like_is_named(
    written: str, alike: str | None
) -> None:
    index = index_names(("가람", "나래", "다온", "다옴", "Olivia", "수"))
    assert find_alike(written, index) == alike
