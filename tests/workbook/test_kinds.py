"""The kind of each tab, by its title and its headers."""

import pytest

from studylib.workbook import answer_tabs, kinds, layouts
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import Layout
from tests.season.seasons import tab


@pytest.mark.parametrize(
    ("layout", "read"),
    [
        (layouts.TIERS, tab("벌금표", "종류 | 시간 | 벌금")),
        (layouts.TIERS, tab("뭐든지", "구분 | 마감 후 시간 | 금액")),
        (layouts.EXCUSES, tab("면제 목록", "회차 | 성명")),
        (layouts.MEMBERS, tab("스터디원", "이름 | 이메일")),
        (layouts.WEEKS, tab("커리큘럼", "주차 | 주제")),
        (layouts.BREAKS, tab("방학", "시작일 | 종료일")),
        (layouts.BREAKS, tab("휴식 주간", "시작일 | 종료일 | 사유")),
        (layouts.EXCUSES, tab("면제 신청서", "주차 | 이름 | 사유")),
        (layouts.MEMBERS, tab("참여 인원", "이름 | 연락처")),
        (layouts.PAYMENTS, tab("회비", "납부일 | 월 | 이름 | 금액")),
        (layouts.SETTINGS, tab("Sheet1", "key | value", "name | x", "starts_on | 2022-04-06")),
    ],
)
def test_a_tab_of_another_title_is_read_if_there_is_no_doubt(layout: Layout, read: Tab) -> None:
    book = Workbook((tab("Sheet9", "아무거나", "x"), read))
    assert kinds.find_tabs(layout, book) == [read]
    assert answer_tabs.find_kind(read, book) is layout


@pytest.mark.parametrize(
    ("layout", "unread"),
    [
        (layouts.TIERS, tab("뭐든지", "종류 | 시간 | 벌금")),
        (layouts.EXCUSES, tab("발표", "주차 | 이름 | 사유")),
        (layouts.BREAKS, tab("일정", "시작 | 끝 | 내용")),
        (layouts.MEMBERS, tab("출석부", "이름 | 1주차 | 2주차")),
        (layouts.WEEKS, tab("진도", "주차 | 제목")),
        (layouts.MEMBERS, tab("맴버", "이름")),
        (layouts.EXCUSES, tab("면제 목록", "누구 | 왜")),
        (layouts.SETTINGS, tab("Sheet1", "key | value", "이것 | 저것")),
    ],
)
def test_a_tab_that_may_be_something_else_is_not_read(layout: Layout, unread: Tab) -> None:
    assert kinds.find_tabs(layout, Workbook((unread,))) == []


def test_a_tab_of_the_kinds_own_title_is_the_only_one_that_is_read() -> None:
    own, other = tab("면제", "주차 | 이름"), tab("면제 목록", "주차 | 이름")
    book = Workbook((other, own))
    assert kinds.find_tabs(layouts.EXCUSES, book) == [own]
    assert [answer_tabs.find_kind(each, book) for each in book.tabs] == [None, layouts.EXCUSES]
    assert answer_tabs.find_kind(tab("changes", "x"), book) is layouts.CHANGES
