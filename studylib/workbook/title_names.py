"""Other titles that groups give to tabs, and words in titles."""

from collections.abc import Mapping


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


TITLES: Mapping[str, tuple[str, ...]] = {
    "settings": _list(
        "환경설정 기본설정 스터디설정 스터디정보 세팅 셋팅 설정값 config configuration setting options"
    ),
    "members": _list(
        "회원 팀원 스터디원 참여자 참가자 구성원 명단 멤버명단 회원명단 팀원명단 참여자명단 참가자명단 "
        "스터디원명단 인원 참여인원 조원 크루 부원 학생명단 수강생 수강생명단 "
        "member roster participants people students team"
    ),
    "weeks": _list(
        "커리큘럼 주차별 주차별일정 일정 일정표 스케줄 계획 계획표 회차 week schedule curriculum syllabus"
    ),
    "breaks": _list(
        "휴가 휴무 방학 휴일 쉬는날 쉬는주 쉬는기간 쉬는주차 휴식주 휴식주차 휴식주간 "
        "휴식기간 휴식일정 휴가신청 휴가일정 방학일정 휴강 휴강일정 휴재 break holidays holiday "
        "vacation vacations daysoff timeoff"
    ),
    "tiers": _list(
        "벌금표 벌금규칙 벌금규정 벌금기준 벌금정책 벌금구간 벌금단계 벌금종류 벌금액 벌금제도 벌금설정 "
        "벌금안내 규칙 규정 벌칙 벌금금액 tier fines fine penalties penalty finetiers finerules rules"
    ),
    "excuses": _list(
        "면제자 면제자명단 면제권 면제신청 면제신청서 면제요청 면제처리 면제사유 면제주차 면제현황 면제기록 공결 "
        "공결자 공결신청 예외 "
        "인정결석 excuse excused exemptions exemption exempt"
    ),
    "payments": _list(
        "납부내역 납부기록 납부현황 납부대장 납부확인 입금 입금내역 입금기록 입금현황 송금 송금내역 납입 "
        "납입내역 납금 벌금납부 벌금납부내역 벌금입금 payment paid deposits paymentlog"
    ),
    "settlements": _list("정산내역 정산기록 정산결과 정산완료 settlement settled closedmonths"),
    "tasks": _list(
        "과제목록 과제표 과제설정 과제종류 과제규칙 할일 할일목록 미션 미션목록 task duties assignments homework"
    ),
    "attendance": _list(
        "출결 출석부 출석체크 출석현황 출석기록 출석표 출결현황 attendances checkin checkins"
    ),
    "passes": _list("패스권 패스신청 패스기록 패스사용 패스내역 pass passrequests"),
    "steps": _list("누적벌금 누적규칙 벌금누적 누적표 step"),
    "answers": _list(
        "제출 과제제출 제출내역 제출목록 제출기록 제출물 과제제출내역 과제제출목록 제출함 응답 답변 설문응답 "
        "설문지응답 폼응답 구글폼 구글폼응답 구글설문 구글설문지 submissions submission responses response "
        "answers answer handins handin formresponse formresponses googleform"
    ),
}
"""Other titles by the English one, squeezed."""

LISTS = _list("표 목록 명단 들 리스트 내역 기록 탭 시트 모음 list lists table tab sheet s")
"""Ends of a title that change nothing: ``면제 목록``, ``멤버들``, ``settings tab``."""

COPIES = _list(
    "사본 복사본 백업 예전 이전 지난 작년 old copy backup archive archived 테스트 test 예시 샘플 example "
    "template 템플릿"
)
"""Words in the title of a copy or an older season, which belongs to no kind."""

ORDINARY = frozenset(_list("문제 과제 주제 숙제 예산 정상 결산 휴일 간식 멤버십 numbers breakfast"))
"""Titles one letter off a known one that are words of their own."""
