import pytest

from studylib.changes import tabs
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import ANSWERS, MEMBERS

MEMBER_TAB = Tab("멤버", (("이름",), ("가람",)))
ANSWER_TAB = Tab("설문지 응답 시트1", (("타임스탬프", "이름", "주차", "링크"),))
BOOK = Workbook((MEMBER_TAB, ANSWER_TAB))


def test_a_tab_is_found_by_its_layout_and_one_of_answers_by_its_title() -> None:
    assert tabs.find_tab(BOOK, MEMBERS, None) == MEMBER_TAB
    assert tabs.find_tab(BOOK, ANSWERS, " 설문지  응답 시트1") == ANSWER_TAB
    assert tabs.find_tab(BOOK, ANSWERS, "다른 탭") is None


@pytest.mark.parametrize(("number", "row"), [(0, ()), (1, ("이름",)), (2, ("가람",)), (3, ())])
def test_a_row_beyond_the_tab_is_blank(number: int, row: tuple[str, ...]) -> None:
    assert tabs.row_at(MEMBER_TAB, number) == row


@pytest.mark.parametrize(("title", "language"), [("멤버", "ko"), ("Members", "en"), ("우리", "ko")])
def test_a_title_says_the_language_of_its_tab(title: str, language: str) -> None:
    assert tabs.title_language(Tab(title, ()), MEMBERS, "ko") == language
