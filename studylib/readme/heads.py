"""The words that groups write above columns and before rows, by what they mean."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from studylib.readme.marks import fold_mark
from studylib.workbook import values


class Head(StrEnum):
    """What a header says of its column. A row's first cell may say it of the row."""

    WEEK = "week"
    DATE = "date"
    MONTH = "month"
    NUMBER = "number"
    NAME = "name"
    AUTHOR = "author"
    PRESENTER = "presenter"
    TURN = "turn"
    HANDED_IN = "handed in"
    LINKS = "links"
    ADDRESS = "address"
    TITLE = "title"
    STATUS = "status"
    SUM = "sum"
    OTHER = "other"
    FILLER = "filler"


WORDS: Mapping[Head, str] = {
    Head.WEEK: "주차 주 회차 차시 차수 week weeks wk",
    Head.DATE: "날짜 일자 일시 기간 date dates day period",
    Head.MONTH: "월 month",
    Head.NUMBER: "번호 순번 순서 number num index",
    Head.NAME: "이름 성명 멤버 멤버명 스터디원 팀원 참여자 참가자 구성원 인원 닉네임 아이디 깃허브"
    " name names nickname member members who id github participant participants",
    Head.AUTHOR: "작성자 글쓴이 저자 필자 풀이자 author authors",
    Head.PRESENTER: "발표자 담당 담당자 발제자 진행자 발표 발제 presenter presenters speaker speakers owner host",
    Head.TURN: "당번 블로그 팀블로그 포스팅 블로거 blog teamblog blogger writer turn",
    Head.HANDED_IN: "제출자 제출한사람 제출한멤버 완료자 완료한사람 인증자 인증한사람 submitter submitters submittedby",
    Head.LINKS: "과제 과제물 제출 제출물 숙제 노트 인증 결과물 산출물"
    " submission submissions assignment assignments homework note notes",
    Head.ADDRESS: "링크 주소 link links url urls",
    Head.TITLE: "제목 글 글제목 포스트 게시글 정리 후기 회고 풀이 코드 title post posts article solution code pr",
    Head.STATUS: "진도 진도율 진척 진척도 진척률 진행 진행도 진행률 진행상황 달성 달성률 완료 여부 상태 현황 체크 확인"
    " 출석 출결 참석 참여 progress status state done check checked complete completed attendance",
    Head.SUM: "합계 총합 총계 누계 누적 평균 총점 점수 벌금 횟수 total sum average score fine fines penalty count",
    Head.OTHER: "주제 자료 교재 강의 강좌 강연 실습 읽을거리 내용 일정 비고 메모 마감 마감일 기한 시작 시작일"
    " 종료 종료일 문제 문항 질문 요일 시간 장소 범위 분량 목차 목표 챕터 단원 장 절 페이지 쪽 책 도서 논문 영상 동영상"
    " 유튜브 키워드 설명 요약 참고 참고자료 참조 레퍼런스 출처 난이도 유형 분류 구분 카테고리 과목 언어 역할 소속 학번"
    " 학교 회의록 회의 기록 할일 계획 커리큘럼 이벤트 공지 사유 특이사항 기타 정답 해설 예습 복습 세미나 미션 프로젝트"
    " 미제출 미제출자 지각자 결석자 불참 불참자 면제 면제자 벌금자"
    " 알고리즘 자료구조 네트워크 운영체제 데이터베이스 백준 프로그래머스 리트코드 코딩테스트 면접 자바 파이썬 스프링"
    " algorithm algorithms boj programmers leetcode network database java python javascript spring react"
    " topic topics subject subjects theme lecture lectures lab labs reading readings due deadline slides slide"
    " material materials resource resources remark remarks memo start end begin begins starts ends video videos"
    " chapter chapters section sections page pages book books paper papers problem problems question questions"
    " description summary keyword keywords reference references level difficulty type category content contents"
    " schedule time place location weekday goal goals plan plans comment comments role team agenda event",
    Head.FILLER: "주차별 학습 공부 스터디 모임 팀 조 개인 전체 우리 이번 다음 지난 오늘 별 및 목록 리스트 정보 표 금액"
    " study group the of our my this next list info and",
}
"""Words that decide a column before its cells are read, folded and without spaces, Korean first."""

_HEAD_OF: Mapping[str, Head] = {word: head for head, words in WORDS.items() for word in words.split()}
_LONGEST_WORD = max(map(len, _HEAD_OF))
_LONGEST_HEADER = 60
"""The most letters of a header, folded. A longer text is no header."""

_WEEKDAYS = "화 수 목 금 토 일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 mon tue wed thu fri sat sun"
_ALONE: Mapping[str, Head] = {
    "w": Head.WEEK,
    "no": Head.NUMBER,
    "#": Head.NUMBER,
    "hw": Head.LINKS,
} | dict.fromkeys(_WEEKDAYS.split(), Head.OTHER)
"""Headers that are no word among others."""

_PERSONS = (Head.NAME, Head.AUTHOR, Head.PRESENTER, Head.TURN, Head.HANDED_IN)

LINK_STARTS = ("과제", "제출", "숙제", "링크", "노트", "submission", "assignment", "homework", "link", "note")

_GENERIC = "링크 과제 제출 노트 글 보기 바로가기 here link note notes post url homework"
GENERIC = frozenset(_GENERIC.split())
"""Texts of a link that do not say whose it is."""

_NO_WEEKS = (
    "ot 오티 오리엔테이션 orientation 킥오프 kickoff 사전 사전모임 준비 준비주 뒤풀이 종강 개강 온보딩"
    " 0주차 week0 w0 0"
)
NO_WEEKS = frozenset(_NO_WEEKS.split())
"""First cells of rows that are no week."""

_REST = (
    "휴강 휴식 휴무 방학 쉬는주 쉼 쉬어감 휴회 시험기간 중간고사 기말고사 명절 연휴 break rest off holiday"
)
REST = frozenset(_REST.split())
"""Texts of a week in which the group rests."""


@lru_cache(maxsize=4096)
def read_head(written: str) -> Head | None:
    """Read what a header means. Return ``None`` if it is no known word, such as the name of a member."""
    bare, folded = written.strip().casefold(), re.sub(r"\d+", "", fold_mark(written))
    if alone := _ALONE.get(bare) or _ALONE.get(folded):
        return alone
    if not folded or len(folded) > _LONGEST_HEADER:
        return None
    if heads := _read_words(written) or _split_word(folded):
        return _combine(heads)
    outside = re.sub(r"\([^()]*\)", "", written)
    if outside.strip() and outside != written:
        return read_head(outside)
    return Head.LINKS if folded.startswith(LINK_STARTS) else None


def _read_words(written: str) -> list[Head] | None:
    """Read the words of a header one by one. Return ``None`` if one is unknown."""
    words = re.findall(r"[^\W_\d]+", values.fold(written))
    read = [_split_word(word) for word in words]
    return [head for heads in read if heads for head in heads] if all(read) else None


def _split_word(folded: str) -> list[Head] | None:
    """Split a compound into known words, as few as possible. Return ``None`` if a part is unknown.

    A single syllable is no part of a compound: it may be one of a name.
    """
    if folded in _HEAD_OF:
        return [_HEAD_OF[folded]]
    best: list[list[Head] | None] = [[]]
    for end in range(1, len(folded) + 1):
        options = [
            [*before, _HEAD_OF[folded[start:end]]]
            for start in range(max(0, end - _LONGEST_WORD), end - 1)
            if (before := best[start]) is not None and folded[start:end] in _HEAD_OF
        ]
        best.append(min(options, key=len, default=None))
    return best[-1]


def _combine(heads: list[Head]) -> Head:
    """Combine the meanings of the words of one header. The last one counts most."""
    told = [head for head in heads if head is not Head.FILLER] or [Head.OTHER]
    last = told[-1]
    if last in _PERSONS:
        return Head.TURN if Head.TURN in told else last
    if last is Head.ADDRESS:
        return Head.OTHER if {Head.OTHER, *_PERSONS}.intersection(told) else Head.LINKS
    return last
