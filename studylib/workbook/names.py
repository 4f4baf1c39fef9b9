"""Other names of columns, beside those of ``layouts``. Blanks, signs and case do not matter."""

from collections.abc import Mapping

Names = Mapping[str, tuple[str, ...]]
"""Names by column, the most usual first."""


def _split(**columns: str) -> Names:
    return {column: tuple(map(str.strip, written.split(","))) for column, written in columns.items()}


_PERSON = (
    "성명, 성함, 멤버, 멤버명, 멤버 이름, 회원, 회원명, 회원 이름, 스터디원, 스터디원명, 스터디원 이름, 팀원, "
    "팀원명, 팀원 이름, 참여자, 참여자명, 참여자 이름, 참가자, 참가자명, 참가자 이름, 학생, 학생명, 학생 이름, "
    "대상자, 대상자 이름, 구성원, 이름 실명, 실명, 한글 이름, 본명, full name, member name, participant, "
    "participant name, person, student, student name, real name, first name, attendee, who"
)
_WEEK = (
    "회차, 주차 선택, 주차 번호, 주차 수, 몇 주차, 몇 회차, 몇 주, 차시, 스터디 주차, 과제 주차, 제출 주차, "
    "제출 회차, 학습 주차, 주차 회차, 주차 week, 면제 주차, 진행 주차, 차수, n주차, weeks, week number, "
    "week no, week num, which week, what week, study week, session, round, week of study"
)
_NOTE = (
    "비고, 코멘트, 한마디, 남길 말, 하고 싶은 말, 전할 말, 남기고 싶은 말, 기타, 기타 사항, 참고, 참고 사항, "
    "의견, 메모 사항, 적요, notes, memo, comment, comments, remark, remarks, anything else, message"
)
_REASON = (
    "이유, 면제 사유, 휴식 사유, 비고, 메모, 내용, 상세, 상세 사유, why, note, notes, memo, comment, remarks, "
    "cause"
)

SETTINGS = _split(
    key="설정, 항목, 설정 항목, 설정 이름, 설정명, 이름, keys, setting, settings, option, name, item",
    value="설정값, 설정 값, 내용, 값 입력, values, setting value, content",
)
MEMBERS = _split(
    name=_PERSON + ", member",
    email=(
        "이메일 주소, 메일, 메일 주소, 전자우편, 구글 계정, 구글 이메일, 지메일, e-mail, mail, email address, "
        "e-mail address, google account, gmail"
    ),
    turn=(
        "당번, 당번 순번, 당번 번호, 블로그 순서, 팀블로그 순서, 블로그 당번 순서, turns, turn order, "
        "turn number, blog order"
    ),
    role="직책, 직위, roles, position, 권한",
    joined_on=(
        "가입일, 합류일, 참가일, 참여 시작일, 참여일자, 참여 날짜, 참여 시작, 합류 날짜, 가입 날짜, 가입일자, "
        "입장일, 입회일, joined, join date, joined date, date joined, joined at, join day"
    ),
    left_on=(
        "탈퇴일자, 탈퇴 날짜, 하차일, 중도 하차일, 하차 날짜, 이탈일, 퇴장일, 나간 날, left, leave date, "
        "left date, date left, left at"
    ),
    github=(
        "깃허브, 깃헙, 깃허브 아이디, 깃헙 아이디, 깃허브 id, 깃허브 주소, 깃허브 계정, 깃허브 링크, "
        "github id, github username, github account, github name, github url, github link"
    ),
)
WEEKS = _split(
    week=_WEEK,
    title=(
        "주제, 토픽, 학습 주제, 스터디 주제, 제목 주제, 주차 제목, 주차 주제, titles, topic, topics, subject, "
        "theme"
    ),
    lecture="강의 링크, 강의 영상, 강의 자료, 강의명, 영상, lectures, lecture link, video, videos",
    lab="실습 링크, 실습 자료, labs, lab link, practice, exercise",
    reading=(
        "읽을 거리, 읽기 자료, 읽을 자료, 참고 자료, 자료, readings, reading list, references, material, "
        "materials"
    ),
    writer=(
        "팀 블로그 작성자, 팀블로그 담당, 팀블로그 당번, 블로그 당번, 블로그 담당, 블로그 작성자, blog writer, "
        "team blog, writers"
    ),
    post=("블로그 글 링크, 블로그 포스트, 팀블로그 글, 블로그 링크, posts, blog post, blog link, post link"),
    due_at="마감 일시, 마감 시각, 제출 마감 일시, due time, due moment, deadline time",
)
BREAKS = _split(
    starts_on=(
        "시작일, 시작일자, 시작 날짜, 시작하는 날, 휴식 시작, 휴식 시작일, 부터, 첫날, 첫 날, start, starts, "
        "start date, start day, from, first day, begin, begins on"
    ),
    ends_on=(
        "끝나는 날, 종료, 종료일, 종료일자, 종료 날짜, 휴식 끝, 휴식 종료, 휴식 종료일, 까지, 마지막 날, "
        "끝 날짜, 끝일, end, ends, end date, end day, to, until, last day"
    ),
    reason=_REASON,
    member=_PERSON + ", name",
)
TIERS = _split(
    status=(
        "종류, 유형, 항목, 상태, 단계, 벌금 종류, 벌금 구분, 벌금 구간, 구간, 분류, 이름, tier, tiers, kind, "
        "type, label, name, category"
    ),
    hours=(
        "마감 이후 시간, 마감 후, 마감후 몇 시간, 마감 후 시간 h, 경과 시간, 지각 시간, 마감 후 시간까지, "
        "시간 이내, hours after due, hours late, hours after deadline, until hours, limit hours, within hours"
    ),
    amount=(
        "벌금, 벌금액, 벌금 금액, 비용, 액수, 금액 원, fine, fines, penalty, price, cost, won, amount won, krw"
    ),
)
EXCUSES = _split(
    week=_WEEK,
    member=_PERSON + ", name, 면제자, 면제 대상, 면제 대상자, 면제 멤버",
    reason=_REASON,
)
PAYMENTS = _split(
    paid_on=(
        "납부 날짜, 납부일자, 납부 일시, 입금일, 입금일자, 입금 날짜, 송금일, 송금 날짜, 이체일, 납입일, "
        "지급일, 날짜, 일자, paid at, paid date, payment date, date, date paid, day"
    ),
    month=(
        "정산 월, 해당 월, 대상 월, 벌금 월, 몇 월, 월분, 납부 월, months, for month, period, settlement month"
    ),
    member=_PERSON + ", name, 납부자, 납부자 이름, 입금자, 입금자명, 송금자, 납입자, payer",
    amount=(
        "납부액, 납부 금액, 입금액, 입금 금액, 송금액, 송금 금액, 납입액, 납입 금액, 낸 금액, 액수, 금액 원, "
        "paid, amount paid, paid amount, won, amount won, krw"
    ),
    note=_NOTE,
)
SETTLEMENTS = _split(
    month="정산 월, months",
    member=_PERSON + ", name",
    fine="벌금액, 벌금 합계, fines",
    share="분배금, 분배액, shares",
    carried_out="이월금, 이월액, carried",
    closed_at="정산 일시, 정산일, 정산 시각, closed",
)
ANSWERS = _split(
    submitted_at=(
        "타임 스탬프, 제출시간, 제출 시각, 제출일시, 제출일, 제출일자, 제출 날짜, 제출한 시간, 제출한 날짜, "
        "작성일시, 작성 시각, 작성 시간, 작성일, 작성일자, 작성 날짜, 응답 시간, 응답 시각, 응답일시, "
        "응답 일시, 응답 날짜, 등록일시, 등록 시각, 등록 시간, 등록일, 업로드 시간, 업로드 시각, 업로드 일시, "
        "과제 제출 시간, 과제 제출 시각, 과제 제출일, 완료 시간, time stamp, submitted at, submitted on, "
        "submitted, submission time, submission date, submission timestamp, time submitted, date submitted, "
        "submit time, submitted time, submitted date, response time, responded at, answered at, "
        "completion time, created at, handed in at, hand-in time, uploaded at"
    ),
    email=(
        "이메일, 메일, 메일 주소, 구글 계정, email, e-mail, e-mail address, mail, mail address, your email, "
        "gmail"
    ),
    name=_PERSON
    + ", members, 제출자, 제출자명, 제출자 이름, 제출한 사람, 작성자, 작성자명, 작성자 이름, 응답자, "
    "응답자 이름, 글쓴이, 본인 이름, 본인 성함, 본인, 이름 닉네임, member, respondent, respondent name, "
    "submitter, submitted by, author, writer, your name, my name, username",
    week=_WEEK,
    link=(
        "링크 주소, 링크 url, url, url 주소, url 링크, 블로그 주소, 블로그 링크, 블로그 url, 블로그 글 링크, "
        "블로그 글 주소, 블로그 글, 블로그 포스트, 과제 링크, 과제 주소, 과제 url, 과제물 링크, "
        "과제 제출 링크, 제출 링크, 제출 주소, 제출 url, 제출물, 제출물 링크, 노션 링크, 노션 주소, 노션 url, "
        "깃허브 링크, 깃허브 주소, 글 링크, 글 주소, 글 url, 게시글 링크, 게시물 링크, 포스팅 링크, "
        "포스팅 주소, 포스팅 url, 포스트 링크, 정리 링크, 정리글 링크, 정리 글 링크, 발표자료 링크, "
        "결과물 링크, 학습 링크, 인증 링크, 벨로그 링크, 티스토리 링크, 문서 링크, 자료 링크, 공유 링크, "
        "노트 링크, 작성 글 링크, 작성한 글 링크, 공부 링크, til 링크, pr 링크, links, link url, post link, "
        "post url, blog link, blog url, blog post, blog post link, blog post url, submission link, "
        "submission url, homework link, assignment link, notion link, notion url, github link, github url, "
        "note link, notes link, url link, web link, web address, article link, article url, pr link, "
        "link to post, link to your post, link to your notes, link to notes, link of post"
    ),
    note=_NOTE,
)
TASKS = _split(
    task="과제명, 과제 이름, 할 일, 미션, 활동, task name, assignment, homework, activity, mission",
    kind="유형, 과제 종류, 과제 유형, type, task kind, task type",
    due="마감 시각, 마감 시간, 마감 요일, 기한, deadline, due time, due_at",
    count="개수, 갯수, 몇 개, 주당 횟수, 주당 개수, times, times a week, how many",
    per_day="하루 한도, 하루 최대 횟수, 하루 최대 개수, 일일 최대, max per day, daily limit, a day",
    who="대상자, 하는 사람, for whom",
    tiers="벌금 구간, 벌금, tier set, tiers set, tier, fines",
    cap="벌금 상한, 최대 벌금, 최대 금액, max fine, most, maximum",
    from_week="시작 주차, 부터, from, first week, start week, since",
    to_week="끝 주차, 마지막 주차, 까지, to, until, last week, end week",
)
ATTENDANCE = _split(
    week=_WEEK,
    task="과제명, 과제 이름, 모임, 모임 이름, task name, meeting",
    member=_PERSON + ", name",
    status="상태, 출석 여부, 출석, 출결, 출석 상태, 판정, attendance, state",
    arrived_at=(
        "도착 시각, 도착 시간, 도착일시, 도착 일시, 출석 시각, 출석 시간, 입장 시각, 체크인, arrived, arrival, "
        "arrival time, arrived on, check-in, checked in at"
    ),
    note=_NOTE,
)
PASSES = _split(
    asked_at=(
        "신청 시각, 신청 시간, 신청일, 신청 날짜, 요청일시, 타임스탬프, timestamp, asked, asked on, requested at, "
        "request time"
    ),
    week=_WEEK,
    member=_PERSON + ", name, 신청자, 신청자 이름",
    task="과제명, 과제 이름, task name",
    reason=_REASON,
)
STEPS = _split(
    status="종류, 벌금 구분, 벌금 구간, 구간, tier, label",
    set="벌금 이름, tiers, tier set",
    amounts="금액, 금액 목록, 벌금액, 벌금, amount, fines",
    then="그 후, 이후, 다음, after, afterwards",
    within="단위 기간, 누적 기간, period",
)

VAGUE_SETTINGS = _split(
    key="구분",
    value="설명",
)
VAGUE_MEMBERS = _split(
    name="닉네임, 별명, 활동명, 별칭, nickname, nick, alias, handle",
)
VAGUE_WEEKS = _split(
    title="내용, 학습 내용, 챕터, 범위, 단원, content, contents, chapter",
)
VAGUE_TIERS = _split(
    hours="시간, 마감 시간, hour, limit, within, until",
    amount="원, 가격",
)
VAGUE_PERSON = _split(
    member="닉네임, 별명, 활동명, 별칭, nickname, nick, alias, handle",
)
VAGUE_ANSWERS = _split(
    submitted_at=(
        "일시, 날짜, 일자, 시각, 시간, 날짜 시간, 일시 시간, 언제, date, time, datetime, date time, when"
    ),
    name="닉네임, 별명, 활동명, 별칭, 누구, nickname, nick, alias, handle, slack name, discord name",
    week="주, wk",
    link=(
        "주소, 블로그, 노션, 깃허브, 벨로그, 티스토리, 포스팅, 게시글, 글, 과제, 과제물, 결과물, 어디에, blog, "
        "notion, github, post, address"
    ),
)
"""Names that other columns may have, too. They count only if a tab has no surer name."""

DOUBTFUL_MEMBERS = _split(
    joined_on="시작일, 참여, 참여 기간, start date, start, since",
    left_on="종료일, 마지막 날, 탈퇴, 탈퇴 예정일, 참여 종료일, end date, end, last day, until",
)
DOUBTFUL_WEEKS = _split(
    due_at=(
        "마감일, 마감 기한, 마감 날짜, 마감 시간, 제출 마감, 제출 기한, 제출 마감일, 과제 마감, 과제 마감일, "
        "기한, due, due date, deadline"
    ),
)
"""Names that are not read, because their cells may mean another day. They are reported."""
