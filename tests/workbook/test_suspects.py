"""Tabs that look like part of the study, but are not read."""

import pytest

from studylib.season.problems import Problem
from studylib.workbook import reader
from studylib.workbook.cells import Tab
from tests.season.seasons import book, tab

ANSWER = "2022-04-12 10:00 | 가람 | 1 | https://n.kr/1"


def list_found(**tabs: Tab | None) -> list[Problem]:
    return reader.read(book(**tabs))[1]


@pytest.mark.parametrize(
    ("suspect", "why"),
    [
        (tab("벌금표", "항목 | 얼마", "지각 | 1000"), "This tab looks like tiers / 벌금, but is not read. It has"),
        (tab("면제 목록", "누구 | 왜", "가람 | 출장"), "This tab looks like excuses / 면제, but is not read. It has"),
        (tab("납부 현황", "이름 | 4월", "가람 | O"), "This tab looks like payments / 납부, but is not read. It has"),
        (tab("벌금 목록", "구분 | 금액", "지각 | 1000"), "This tab looks like tiers / 벌금, but is not read. It has"),
        (tab("면재", "주차 | 이름", "1 | 가람"), "This tab looks like excuses / 면제, but is not read. Rename"),
        (tab("멤버들", "이름", "다온"), "This tab looks like members / 멤버, but Studyboard reads only members."),
        (tab("settings2", "key | value", "name | x"), "This tab looks like settings / 설정, but Studyboard reads"),
        (tab("weeks list", "week | title", "4 | GANs"), "This tab looks like weeks / 주차, but Studyboard reads"),
        (tab("제출", "누가 | 주차 | 링크 주소", "가람 | 1 | https://n.kr"), "This tab looks like the answers"),
        (tab("2기", "언제 | 누가 | 몇 | 어디", ANSWER), "This tab looks like the answers of a form, but is not read."),
    ],
)  # fmt: skip
def test_a_tab_that_looks_like_ours_is_a_problem_that_names_it(suspect: Tab, why: str) -> None:
    (problem,) = list_found(suspect=suspect)
    assert (problem.tab, problem.is_notice) == (suspect.title, False)
    assert str(problem.message).startswith(why)


@pytest.mark.parametrize(
    ("suspect", "why"),
    [
        (tab("공지", "주차 | 이름 | 사유", "1 | 가람 | 출장"), "This tab may be excuses / 면제, but is not read."),
        (tab("공지", "시작 | 끝 | 사유", "4/1 | 4/2 | 여행"), "This tab may be breaks / 휴식, but is not read."),
        (tab("발표", "날짜 | 이름 | 주차 | 링크", "2022-04-06 | 가람 | 1 | https://n.kr/1"), "This tab looks like the"),
        (tab("공지", "시작 | 끝 | 이름", "4/1 | 4/2 | 가람"), "This tab may be breaks / 휴식, but is not read."),
        (tab("제출", "이름 | 1 | 2", "가람 | O | X"), "This tab looks like the answers of a form"),
        (tab("설문지 응답 시트2", "타임스탬프 | 이름 | 만족도", "2022-04-06 | 가람 | 5"), "This tab looks"),
        (tab("Form Responses 7", "Timestamp | name | lunch", "2022-04-06 | 가람 | yes"), "This tab looks"),
        (tab("멤버 목록", "이메일 | 당번 순서", "a@x.kr | 1"), "This tab looks like members / 멤버, but"),
        (tab("주차 목록", "제목 | 마감", "GANs | 4/20"), "This tab looks like weeks / 주차, but Studyboard reads"),
    ],
)  # fmt: skip
def test_a_tab_that_may_be_ours_is_a_notice(suspect: Tab, why: str) -> None:
    (notice,) = list_found(suspect=suspect)
    assert (notice.tab, notice.is_notice) == (suspect.title, True)
    assert str(notice.message).startswith(why)


@pytest.mark.parametrize(
    "other",
    [
        tab("Sheet1", "메모 | 아무거나", "a | b"),
        tab("차트", "월 | 합계", "4 | 3000"),
        tab("회비", "이름 | 금액 | 날짜", "가람 | 3000 | 2022-04-01"),
        tab("출석부", "이름 | 1주차 | 2주차", "가람 | O | X"),
        tab("발표", "날짜 | 이름 | 자료 링크", "2022-04-06 | 가람 | https://n.kr"),
        tab("벌금 현황", "이름 | 벌금", "가람 | 3000"),
        tab("벌금 내역", "월 | 이름 | 금액", "4 | 가람 | 3000"),
        tab("멤버 소개", "이름 | 소개", "가람 | 안녕"),
        tab("설정 사본", "키 | 값", "스터디 | x"),
        tab("문제", "주차 | 이름 | 링크", "1 | 가람 | https://n.kr"),
        tab("일정", "주차 | 날짜 | 장소", "1 | 2022-04-06 | 강남"),
        tab("커리큘럼", "주차 | 주제", "1 | CNN"),
        tab("정산표", "이름 | 4월 | 5월", "가람 | 0 | 3000"),
        tab("제출 현황", "이름 | 1주차 | 2주차", "가람 | O | X"),
        tab("면제 목록"),
        tab("제출 확인(응답)", "타임스탬프 | 이름 | 확인", "2022-04-06 | 가람 | O"),
        tab("pivot", "Timestamp | SUM of amount", "2022-04-01 | 3"),
        tab("남부", "가게 | 메뉴", "a | b"),
    ],
    ids=lambda each: each.title,
)
def test_ordinary_other_tabs_are_left_alone(other: Tab) -> None:
    assert list_found(other=other) == []


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (tab("휴식", "시작 | 끝"), tab("휴가", "시작일 | 종료일 | 이름", "2022-04-13 | 2022-04-14 | 가람")),
        (tab("면제", "주차 | 이름"), tab("공결", "주차 | 이름 | 사유", "1 | 가람 | 출장")),
    ],
)
def test_breaks_and_excuses_that_stand_in_another_tab_are_a_notice(own: Tab, other: Tab) -> None:
    (notice,) = list_found(own=own, other=other)
    assert (notice.tab, notice.is_notice) == (other.title, True)
    assert str(notice.message).endswith(f"but Studyboard reads only {own.title}. Merge them into one.")


def test_a_second_kind_by_another_title_is_read_once_and_the_next_one_is_a_problem() -> None:
    first, second = tab("면제 목록", "주차 | 이름", "1 | 가람"), tab("면제자", "주차 | 이름", "2 | 가람")
    study, (problem,) = reader.read(book(first=first, second=second))
    assert [excuse.week for excuse in study.excuses] == [1]
    assert (problem.tab, problem.is_notice) == ("면제자", False)
