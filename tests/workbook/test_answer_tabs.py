"""Tabs that hold answers."""

import pytest

from studylib.workbook import answer_tabs
from studylib.workbook.answer_tabs import Sureness
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.layouts import ANSWERS
from tests.season.seasons import tab


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
    assert answer_tabs.rate_answers(answers) is sureness


def test_a_less_sure_tab_of_answers_is_read_only_if_none_is_surer() -> None:
    vague, partly = tab("발표", "날짜 | 이름 | 주차 | 링크"), tab("자료", "작성일 | 이름 | 링크")
    sure = tab("Form Responses 1", "Timestamp | name | week | link")
    assert answer_tabs.find_answer_tabs(Workbook((vague, partly, sure))) == [sure]
    assert answer_tabs.find_answer_tabs(Workbook((vague, partly))) == [vague]
    assert answer_tabs.find_answer_tabs(Workbook((partly,))) == [partly]
    assert answer_tabs.find_kind(sure, Workbook((vague, sure))) is ANSWERS


FORM = tab("Form Responses 1", "Timestamp | name | week | link")


@pytest.mark.parametrize(
    "other",
    [
        tab("출석체크(응답)", "타임스탬프 | 이름 | 주차 | 출석", "2022-04-06 | 가람 | 1 | 출석"),
        tab("방명록", "타임스탬프 | 이름 | 남길 말", "2022-04-06 | 가람 | node.js 정리"),
        tab("휴가 신청", "타임스탬프 | 이름 | 기간", "2022-04-06 | 가람 | 4/6~4/7"),
        tab("회고", "타임스탬프 | 이름 | 주차"),
        tab("설문지 응답 시트2", "타임스탬프 | 이름 | 만족도", "2022-04-06 | 가람 | 5"),
        tab("Form Responses 2", "Timestamp | Email Address | 연락처", "2022-04-06 | g@x.kr | 010"),
    ],
)
def test_another_form_without_a_link_is_left_alone_beside_the_answers(other: Tab) -> None:
    assert answer_tabs.find_answer_tabs(Workbook((other, FORM))) == [FORM]
    assert answer_tabs.find_answer_tabs(Workbook((other,))) == [other]


@pytest.mark.parametrize(
    "other",
    [
        tab("보충", "타임스탬프 | 이름 | 주차 | 어디에", "2022-04-06 | 가람 | 1 | https://n.kr/1"),
        tab("보충", "타임스탬프 | 이름 | 주차 | 어디에", "2022-04-06 | 가람 | 1 | velog.io/@garam/1"),
        tab("보충", "타임스탬프 | 이름 | 주차 | 링크"),
        tab("보충", "타임스탬프 | 주차 | 누가"),
        tab("설문지 응답 시트2", "타임스탬프 | 메모", "2022-04-06 | 가람"),
        tab("설문지 응답 시트2", "타임스탬프 | 이름 | 주차 | 어디에"),
        tab("설문지 응답 시트2", "타임스탬프 | 이름 | 어디에", "2022-04-06 | 가람 | https://n.kr/1"),
    ],
)
def test_a_tab_that_may_hold_answers_is_one_of_answers_however_incomplete(other: Tab) -> None:
    assert answer_tabs.find_answer_tabs(Workbook((FORM, other))) == [FORM, other]
