"""Words that make another column of a known word."""


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


ASIDES = _list(
    "수신 동의 여부 횟수 일수 비율 통계 합계 평균 점수 점검 확인 안내 주소 링크 url 글 count total rate score "
    "agree consent number"
)
"""Words that make another column of a known word: ``이메일 수신 동의``, ``참여 일수``."""

OTHER_PEOPLE = _list(
    "추천 발표 리뷰 짝 상대 파트너 다음 칭찬 팀 조 스터디 책 파일 과제 글 프로젝트 강의 도서 문제 채널 레포 "
    "은행 repo file book project team group study branch partner next review bank"
)
"""Words that make a name that of something or somebody else."""

OTHER_WEEKS = _list(
    "다음 지난 난이도 소감 만족 점수 느낀 후기 목표 계획 회고 진도 next last difficult hours many plan goal "
    "feel per rate times"
)
"""Words that make a week another one than the answer's."""
