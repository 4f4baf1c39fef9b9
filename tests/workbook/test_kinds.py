"""The kind of each tab, by its title and its headers."""

import pytest

from studylib.workbook import kinds
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.kinds import Likeness, Sureness
from studylib.workbook.layouts import (
    ANSWERS,
    BREAKS,
    CHANGES,
    EXCUSES,
    MEMBERS,
    PAYMENTS,
    SETTINGS,
    SETTLEMENTS,
    TIERS,
    WEEKS,
    Layout,
)
from tests.season.seasons import tab


@pytest.mark.parametrize(
    ("layout", "title", "likeness"),
    [
        (TIERS, "벌금표", Likeness.LISTED),
        (EXCUSES, "면제 목록", Likeness.LISTED),
        (MEMBERS, "멤버들", Likeness.LISTED),
        (MEMBERS, "👥 멤버 (2기)", Likeness.LISTED),
        (MEMBERS, "멤버 / Members", Likeness.LISTED),
        (SETTINGS, "settings2", Likeness.LISTED),
        (SETTINGS, "Settings (1)", Likeness.LISTED),
        (WEEKS, "1. 주차", Likeness.LISTED),
        (MEMBERS, "참여자 명단", Likeness.OTHER),
        (WEEKS, "커리큘럼", Likeness.OTHER),
        (BREAKS, "휴가", Likeness.OTHER),
        (PAYMENTS, "입금 내역", Likeness.OTHER),
        (MEMBERS, "맴버", Likeness.NEAR),
        (SETTINGS, "setings", Likeness.NEAR),
        (TIERS, "벌긍", Likeness.NEAR),
        (EXCUSES, "문제", Likeness.NONE),
        (EXCUSES, "과제", Likeness.NONE),
        (SETTINGS, "설정 사본", Likeness.NONE),
        (SETTINGS, "Copy of settings", Likeness.NONE),
        (MEMBERS, "지난 멤버", Likeness.NONE),
        (MEMBERS, "멤버 소개", Likeness.NONE),
        (TIERS, "벌금 현황", Likeness.NONE),
        (WEEKS, "주차장", Likeness.NONE),
        (MEMBERS, "Sheet1", Likeness.NONE),
        (SETTLEMENTS, "차트", Likeness.NONE),
        (MEMBERS, "", Likeness.NONE),
    ],
)
def test_a_title_is_judged_by_how_much_it_looks_like_a_kind(
    layout: Layout, title: str, likeness: Likeness
) -> None:
    assert kinds.judge_title(layout, title) is likeness


@pytest.mark.parametrize(
    ("layout", "read"),
    [
        (TIERS, tab("벌금표", "종류 | 시간 | 벌금")),
        (TIERS, tab("뭐든지", "구분 | 마감 후 시간 | 금액")),
        (EXCUSES, tab("면제 목록", "회차 | 성명")),
        (MEMBERS, tab("스터디원", "이름 | 이메일")),
        (WEEKS, tab("커리큘럼", "주차 | 주제")),
        (BREAKS, tab("방학", "시작일 | 종료일")),
        (PAYMENTS, tab("회비", "납부일 | 월 | 이름 | 금액")),
        (SETTINGS, tab("Sheet1", "key | value", "name | x", "starts_on | 2022-04-06")),
    ],
)
def test_a_tab_of_another_title_is_read_if_there_is_no_doubt(layout: Layout, read: Tab) -> None:
    book = Workbook((tab("Sheet9", "아무거나", "x"), read))
    assert kinds.find_tabs(layout, book) == [read]
    assert kinds.find_kind(read, book) is layout


@pytest.mark.parametrize(
    ("layout", "unread"),
    [
        (TIERS, tab("뭐든지", "종류 | 시간 | 벌금")),
        (EXCUSES, tab("발표", "주차 | 이름 | 사유")),
        (BREAKS, tab("일정", "시작 | 끝 | 내용")),
        (MEMBERS, tab("출석부", "이름 | 1주차 | 2주차")),
        (WEEKS, tab("진도", "주차 | 제목")),
        (MEMBERS, tab("맴버", "이름")),
        (EXCUSES, tab("면제 목록", "누구 | 왜")),
        (SETTINGS, tab("Sheet1", "key | value", "이것 | 저것")),
    ],
)
def test_a_tab_that_may_be_something_else_is_not_read(layout: Layout, unread: Tab) -> None:
    assert kinds.find_tabs(layout, Workbook((unread,))) == []


def test_a_tab_of_the_kinds_own_title_is_the_only_one_that_is_read() -> None:
    own, other = tab("면제", "주차 | 이름"), tab("면제 목록", "주차 | 이름")
    book = Workbook((other, own))
    assert kinds.find_tabs(EXCUSES, book) == [own]
    assert [kinds.find_kind(each, book) for each in book.tabs] == [None, EXCUSES]
    assert kinds.find_kind(tab("changes", "x"), book) is CHANGES


@pytest.mark.parametrize(
    ("answers", "sureness"),
    [
        (tab("Sheet1", "제출시간 | 이름 | 주차 | 링크"), Sureness.SURE),
        (tab("Sheet1", "Horodateur | name | week | link"), Sureness.SURE),
        (tab("Sheet1", "타임스탬프 | 이름"), Sureness.SURE),
        (tab("Sheet1", "타임스탬프 | 성함 | 링크를 남겨주세요"), Sureness.SURE),
        (tab("제출", "일시 | 성명 | 회차 | URL"), Sureness.SURE),
        (tab("Sheet1", "제목", "타임스탬프 | 이름 | 주차 | 링크"), Sureness.SURE),
        (tab("발표", "날짜 | 이름 | 주차 | 링크"), Sureness.VAGUELY),
        (tab("자료", "작성일 | 이름 | 링크"), Sureness.PARTLY),
        (tab("발표", "날짜 | 이름 | 링크"), Sureness.NONE),
        (tab("만족도", "타임스탬프 | 성함 | 만족도"), Sureness.NONE),
        (tab("Sheet1", "이름 | 주차 | 링크"), Sureness.NONE),
        (tab("log", "timestamp"), Sureness.NONE),
        (tab("빈 탭"), Sureness.NONE),
    ],
)
def test_a_tab_of_answers_is_rated_by_its_headers(answers: Tab, sureness: Sureness) -> None:
    assert kinds.rate_answers(answers) is sureness


def test_a_less_sure_tab_of_answers_is_read_only_if_none_is_surer() -> None:
    vague, partly = tab("발표", "날짜 | 이름 | 주차 | 링크"), tab("자료", "작성일 | 이름 | 링크")
    sure = tab("Form Responses 1", "Timestamp | name | week | link")
    assert kinds.find_answer_tabs(Workbook((vague, partly, sure))) == [sure]
    assert kinds.find_answer_tabs(Workbook((vague, partly))) == [vague]
    assert kinds.find_answer_tabs(Workbook((partly,))) == [partly]
    assert kinds.find_kind(sure, Workbook((vague, sure))) is ANSWERS
