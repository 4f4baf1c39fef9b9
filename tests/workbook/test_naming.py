"""The setting that says which header stands for which column."""

import pytest

from studylib.workbook import naming, values
from studylib.workbook.layouts import ANSWERS, EXCUSES, MEMBERS, PAYMENTS
from studylib.workbook.naming import Naming


@pytest.mark.parametrize(
    ("cell", "namings"),
    [
        ("링크 = 어디에 올렸나요", [("", "링크", "어디에 올렸나요")]),
        ("link=Where?", [("", "link", "Where?")]),
        ("링크＝어디; 이름 = 누구", [("", "링크", "어디"), ("", "이름", "누구")]),
        ("링크 = 어디\n\n주차 = 몇 번째\n", [("", "링크", "어디"), ("", "주차", "몇 번째")]),
        ("링크 = 어디에; 올렸나요", [("", "링크", "어디에; 올렸나요")]),
        ("링크 = a = b", [("", "링크", "a = b")]),
        ("면제: 이름 = 누구", [("면제", "이름", "누구")]),
        ("멤버 > 참여일 = 언제부터", [("멤버", "참여일", "언제부터")]),
        ("submitted_at = 언제", [("", "submitted_at", "언제")]),
    ],
)
def test_mappings_are_parted_by_lines_or_semicolons(cell: str, namings: list[tuple[str, str, str]]) -> None:
    assert naming.parse_namings(cell) == tuple(Naming(*each) for each in namings)


@pytest.mark.parametrize(
    "cell", ["링크", "= 어디", "링크 =", "링크 = ?", "사진 = 어디", "면제: 링크 = 어디", 3]
)
def test_a_mapping_without_a_known_column_or_a_header_is_refused(cell: str | int) -> None:
    with pytest.raises(values.CellError):
        naming.parse_namings(cell)


def test_an_unreadable_mapping_leaves_the_others() -> None:
    assert [each.header for each in naming.list_namings(["사진 = x", "링크 = 어디", None])] == ["어디"]


def test_a_mapping_holds_in_every_tab_with_that_column_or_in_the_named_one_alone() -> None:
    everywhere, excuses = Naming("", "이름", "누구"), Naming("면제", "이름", "누구")
    assert naming.find_given([everywhere], ANSWERS, "제출") == {"누구": "name"}
    assert naming.find_given([everywhere], PAYMENTS, "납부") == {"누구": "member"}
    assert naming.find_given([excuses], EXCUSES, "면제") == {"누구": "member"}
    assert naming.find_given([excuses], MEMBERS, "멤버") == {}


def test_a_tab_of_answers_is_named_by_its_own_title() -> None:
    named = Naming("2기 제출", "링크", "어디")
    assert naming.find_given([named], ANSWERS, "2기 제출") == {"어디": "link"}
    assert naming.find_given([named], ANSWERS, "Form Responses 1") == {}
